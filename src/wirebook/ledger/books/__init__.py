"""Facts, their sources, revisions and disputes, drawn from postings by pure functions. No SQL."""
