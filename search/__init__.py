"""The search in published pages; other rooms use the modules at this level, but for `models` and
`values`."""
