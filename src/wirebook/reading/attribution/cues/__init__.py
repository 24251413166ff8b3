"""Attribution cues: the words that tie a source to what it says, and how far they reach."""
