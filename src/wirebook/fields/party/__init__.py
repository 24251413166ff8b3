"""Parties and sources: who is named, what kind of body it is, and whose."""
