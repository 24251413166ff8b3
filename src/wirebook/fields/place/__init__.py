"""Places: toponyms recognised, resolved in the gazetteer, and told from their namesakes."""
