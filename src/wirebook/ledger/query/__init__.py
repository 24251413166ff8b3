"""Questions to the books: named ones, filters, full text and SQL."""
