"""Types of the schema, named as the classes they show."""
