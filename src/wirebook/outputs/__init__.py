"""What people and programs see: the command line, tables, and files. Nothing here reads or judges."""
