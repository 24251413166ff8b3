"""The books in the forms that other programs take: one file a format, each with a log of what it cannot hold."""

from wirebook.outputs.errors import ExportError
from wirebook.outputs.export.formats import FORMATS, export
from wirebook.outputs.export.model import Log, Wanted

__all__ = ["FORMATS", "ExportError", "Log", "Wanted", "export"]
