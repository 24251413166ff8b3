"""What goes wrong with an engine, apart from it, so that a command need not load it to name one."""


class WatchError(Exception):
    """A list of feeds that cannot be used. The message names the file, the key and the remedy."""
