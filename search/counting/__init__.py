"""How often what was searched for, with nothing about who searched."""
