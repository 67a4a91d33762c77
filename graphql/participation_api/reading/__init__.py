"""Reading from the database: projections, prepared statements, data loaders, and what is public."""
