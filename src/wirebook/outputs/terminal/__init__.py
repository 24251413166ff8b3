"""What commands print: reports, books and single claims as tables."""
