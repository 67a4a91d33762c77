"""Query processing: parsing, expansion, correction, completion and highlighting."""
