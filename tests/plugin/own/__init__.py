"""Models that a host has of its own: users, images and documents, with nothing of ours."""
