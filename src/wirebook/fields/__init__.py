"""Kinds of value, one small module each: read from text, cleaned, compared, kept as intervals with their words."""
