"""Accounts drawn up: identities, nested wholes, stocks and flows, and sums over time. No SQL."""
