"""Wirebook keeps the books on conflict news."""

__version__ = "0.1.0"
