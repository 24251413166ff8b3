"""The command line, a module a command; `main` is the list of them."""
