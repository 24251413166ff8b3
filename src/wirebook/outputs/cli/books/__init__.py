"""Commands that ask, correct, verify and hand on what a ledger holds."""
