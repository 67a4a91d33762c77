"""wagtail-grapple of a host site: our roots join its schema, and our pages stay out of its own."""
