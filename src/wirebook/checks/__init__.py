"""One function a warning code: over what was read in a report, and over the balances drawn up from it."""
