"""Claims → books: the store, and what is drawn up from it."""
