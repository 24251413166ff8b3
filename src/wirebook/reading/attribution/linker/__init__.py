"""The trained linker: words that report, what they report, and whose words it is. See docs/models.md."""

from wirebook.reading.attribution.linker.lines import lines_of
from wirebook.reading.attribution.linker.link import Linked, link
from wirebook.reading.attribution.linker.model import Linker, load_linker

__all__ = ["Linked", "Linker", "lines_of", "link", "load_linker"]
