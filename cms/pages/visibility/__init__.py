"""What the public may see: pages, what they refer to, and the links in their rich text."""
