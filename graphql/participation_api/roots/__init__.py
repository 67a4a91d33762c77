"""Root fields of the schema: lists with their filters, single pages, search and statistics."""
