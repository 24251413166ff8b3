"""Who says so: sources in sentences and across them, the linker, and what they vouch for."""
