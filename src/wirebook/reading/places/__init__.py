"""The place of a claim: in its sentence, in the discourse, inherited, or the report's."""
