"""The rows that every engine is built from: made of the shapes of pages, analysed and kept true."""
