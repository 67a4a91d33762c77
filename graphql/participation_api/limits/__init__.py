"""Limits: how large and how dear a query may be, checked before it is run."""
