"""Rows that stand beside the pages: what a change of one writes, and what came with a region."""
