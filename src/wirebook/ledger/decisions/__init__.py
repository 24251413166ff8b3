"""What persons decide, as values: decisions, corrections, missed claims, and what fields take. No SQL."""
