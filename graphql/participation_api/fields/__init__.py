"""What fields are built of: builders of fields, enums, scalars and checks of arguments."""
