"""Commands of the page: it is served, and persons are let in."""
