"""Reading many reports at once: results only, no ledger and no screen."""
