"""What the page ships: built files that are those of their sources, and all of them in the wheel."""

import hashlib
import json
from pathlib import Path

from wirebook.outputs.web.render import HERE

ROOT = Path(__file__).parents[2]


def digests(listed: Path) -> dict[str, str]:
    return {name: digest for digest, name in (line.split("  ") for line in listed.read_text("utf-8").splitlines())}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_built_files_are_as_they_were_built() -> None:
    listed = digests(HERE / "static" / "SHA256SUMS")
    assert listed == {path.name: digest(path) for path in (HERE / "static").iterdir() if path.name != "SHA256SUMS"}


def test_they_were_built_from_the_sources_that_are_here() -> None:
    """Who changes a source and forgets `make page` is told."""
    listed = digests(ROOT / "frontend" / "SOURCES")
    here = [*(ROOT / "frontend" / "src").iterdir(), ROOT / "frontend" / "package-lock.json"]
    assert listed == {path.name: digest(path) for path in here}


def test_every_library_in_them_has_its_licence() -> None:
    told = (HERE / "static" / "LICENSES.txt").read_text("utf-8")
    libraries = json.loads((ROOT / "frontend" / "package.json").read_text("utf-8"))["dependencies"]
    assert libraries
    for name in libraries:
        assert name in told


def test_scripts_stay_small() -> None:
    assert (HERE / "static" / "page.js").stat().st_size < 200_000
