"""Times: expressions read, composed and resolved against the day of the report."""
