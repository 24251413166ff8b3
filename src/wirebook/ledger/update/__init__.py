"""How the books follow the journal: posting, decisions, and what is drawn up again."""
