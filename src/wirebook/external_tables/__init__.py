"""Outside tables as sources: rows become reports, cells become claims, by a mapping that is data."""
