"""Check the licences of everything that `pip install wirebook` installs: `python tools/licences.py [EXTRA ...]`.

Reads the metadata of the installed packages, from wirebook down through all that it requires. A licence that asks the
same licence of the whole (GPL, AGPL, SSPL) is refused unless the package offers another; one that asks it of its own
files alone (LGPL, MPL, EPL) must be named in NOTICE; a package without a licence is refused.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from packaging.requirements import Requirement

if TYPE_CHECKING:
    from email.message import Message

Family = Literal["free", "files", "whole", "unknown"]

NOTICE = Path(__file__).parent.parent / "NOTICE"
_OF_THE_WHOLE = re.compile(r"\b(?<!L)(?<!Lesser )(A?GPL|SSPL|GNU (Affero )?General Public)", re.IGNORECASE)
_OF_ITS_FILES = re.compile(r"\b(LGPL|MPL|EPL|CDDL|GNU Lesser|GNU Library|Mozilla Public)", re.IGNORECASE)
_ASKS: tuple[Family, ...] = ("free", "files", "whole")  # the least first
_CHOICES = re.compile(r"\s+OR\s+|\s*;\s*")
_NONE = ("", "UNKNOWN")
_SHORT = 120  # characters of a licence field that names one; longer ones hold the whole text


def main(extras: list[str]) -> int:
    """Print each package with its licence; 1 when one of them may not be passed on as Wirebook is."""
    notice = NOTICE.read_text(encoding="utf-8")
    faults = []
    for name in sorted(required("wirebook", frozenset(extras))):
        said = licence(metadata.metadata(name))
        print(f"{name:28} {said}")
        faults += [f"{name}: {fault}" for fault in judge(name, said, notice)]
    for fault in faults:
        print(f"licences: {fault}", file=sys.stderr)
    return 1 if faults else 0


def judge(name: str, said: str, notice: str) -> Iterator[str]:
    """Say what is wrong with a package's licence, if anything is."""
    found = family(said)
    if found == "unknown":
        yield "says no licence; look it up, and leave the package out if there is none"
    elif found == "whole":
        yield f"is under {said}, which asks the same of all that is passed on with it; make it an extra or do without"
    elif found == "files" and not re.search(rf"^\s*- {re.escape(name)}\b", notice, re.MULTILINE | re.IGNORECASE):
        yield f"is under {said}, and NOTICE does not name it"


def family(said: str) -> Family:
    """Tell what a licence asks of whom it is passed on by: "free", "files" (of its own files), "whole" or "unknown".

    Of several that one may choose from ("MPL-1.1 OR GPL-2.0"), the one that asks least counts.
    """
    if said in _NONE:
        return "unknown"
    return min(
        (max(map(_one, re.split(r"\s+AND\s+", choice)), key=_ASKS.index) for choice in _CHOICES.split(said)),
        key=_ASKS.index,
    )


def _one(said: str) -> Family:
    if _OF_ITS_FILES.search(said):
        return "files"
    return "whole" if _OF_THE_WHOLE.search(said) else "free"


def licence(told: "Message | metadata.PackageMetadata") -> str:
    """Read a package's licence from its metadata: the SPDX expression, else classifiers, else the old free field."""
    fields: Mapping[str, str] = {key: told[key] or "" for key in ("License-Expression", "License")}
    if fields["License-Expression"]:
        return fields["License-Expression"]
    classed = [c.rsplit(" :: ", 1)[-1] for c in told.get_all("Classifier") or () if c.startswith("License ::")]
    named = [one for one in classed if one != "OSI Approved"]
    return "; ".join(named) or (fields["License"].strip() if len(fields["License"]) <= _SHORT else "see its text")


def required(name: str, extras: frozenset[str] = frozenset()) -> frozenset[str]:
    """Find all packages that an installed one requires here, itself left out."""
    found: set[str] = set()
    waiting = [(name, extras)]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        asked = waiting.pop()
        if asked in seen:
            continue
        seen.add(asked)
        for text in metadata.requires(asked[0]) or ():
            one = Requirement(text)
            if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in asked[1] | {""}):
                found.add(_plain(one.name))
                waiting.append((one.name, frozenset(one.extras)))
    return frozenset(found) - {_plain(name)}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
