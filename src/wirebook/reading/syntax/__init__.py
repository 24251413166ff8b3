"""The parser, its one door, and repairs of known parsing errors."""
