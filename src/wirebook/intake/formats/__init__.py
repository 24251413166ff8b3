"""One module a format of input: bytes of that format → text with what is known about it."""
