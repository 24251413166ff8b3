"""The text before parsing: passages, topic, abbreviations, and the gate."""
