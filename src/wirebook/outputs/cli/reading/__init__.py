"""Commands by which reports and tables are read, what they are read by, and what their warnings mean."""
