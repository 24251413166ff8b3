"""Claims built from numbers and clauses, settled in the context of the report, with confidence."""
