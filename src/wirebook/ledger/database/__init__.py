"""The database of a ledger: connections, tables, rows, migrations and backups."""
