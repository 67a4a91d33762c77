"""Personal data in what is about to be published: finding it in a text, and the texts of a page."""
