"""Quantities: numerals, bounds, shares, units and money, read as intervals."""
