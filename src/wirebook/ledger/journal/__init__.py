"""The append-only journal: what is added, its versions, and whether it is as it was written."""
