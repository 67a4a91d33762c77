"""HTTP: takes requests, runs their queries, and gives and caches the answers."""
