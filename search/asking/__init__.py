"""From a person's words to hits: parsing, expansion, corrections, completion and highlights."""
