"""Predicates: governors of a number, their arguments, attack nouns, and event factuality."""
