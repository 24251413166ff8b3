"""What is counted: items, labels, coordination, subtotals, and the lexicon's matches."""
