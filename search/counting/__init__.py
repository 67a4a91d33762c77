"""Query statistics without anything about who searched."""
