"""What the admin lists of the pages."""
