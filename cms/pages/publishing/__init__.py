"""What follows when a page is published, hidden, moved or deleted, or when its time has come."""
