"""The trained linker: words that report, what they report, and whose words it is. See docs/models.md."""

from wirebook.reading.attribution.lines import lines_of
from wirebook.reading.attribution.link import Linked, link
from wirebook.reading.attribution.model import Linker, load_linker

__all__ = ["Linked", "Linker", "lines_of", "link", "load_linker"]
