"""Mistakes that only outputs can find; apart from the exporters, so that a command need not load them to name one."""


class ExportError(Exception):
    """An export that cannot be made. The message says why and what to do."""


class ServeError(Exception):
    """A page that cannot be served as asked. The message says why and what to do."""
