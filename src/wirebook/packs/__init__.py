"""Account packs: kinds of thing as data files that a domain expert can write without reading Python."""

from wirebook.packs.load import load_pack, load_packs
from wirebook.packs.model import Example, Identity, Item, Measure, Pack, Role, Rule

__all__ = ["Example", "Identity", "Item", "Measure", "Pack", "Role", "Rule", "load_pack", "load_packs"]
