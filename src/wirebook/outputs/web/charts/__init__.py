"""Pictures of the page: balances, revisions, and days over time."""
