"""The time of a claim: in its sentence, in the discourse, and the document's date."""
