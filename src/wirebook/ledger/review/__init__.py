"""Review by persons: the queue, joined and parted sources, and agreement between reviewers."""
