"""Actor and target of a claim: in its sentence, from the event, the conflict, the country."""
