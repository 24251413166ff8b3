"""The documents cannot drift: their runs are real, and every command and warning code is in them."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from docs_runs import DOCUMENTS, ROOT, fresh, unmarked
from wirebook.checks.catalog import catalog
from wirebook.engines.watch import load_watch
from wirebook.ledger.ledger import Ledger
from wirebook.outputs.cli.main import cli
from wirebook.outputs.export import FORMATS
from wirebook.packs import load_packs

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_runs_in_the_documents_are_real(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text == fresh(text), "stale: run `python tests/docs_runs.py`, read what changed, and commit it"


def test_every_command_is_in_the_readme() -> None:
    assert [name for name in cli.list_commands(None) if f"`wirebook {name}" not in README] == []


def test_every_code_is_explained_in_full() -> None:
    assert len(catalog()) > 20
    for code, known in catalog().items():
        assert code.startswith("WB")
        assert known.title
        assert known.explanation
        assert known.example
        assert known.remedy


def test_links_in_the_documents_lead_somewhere() -> None:
    assert sum(path.read_text(encoding="utf-8").count("](") for path in DOCUMENTS) > 50
    for path in (*DOCUMENTS, ROOT / "CONTRIBUTING.md"):
        for part in path.read_text(encoding="utf-8").split("](")[1:]:
            target = part.split(")")[0]
            made = re.fullmatch(r"(?:\.\./)?(?:codes|accounts|formats)/[\w-]+\.md", target)  # by tools/docs_pages.py
            there = target.startswith(("https://", "#")) or (path.parent / target).exists()
            assert made or there, f"{path.name}: {target}"


def test_the_examples_are_marked_as_invented() -> None:
    dispatches = list((ROOT / "src" / "wirebook" / "data" / "dispatches").glob("*.txt"))
    assert len(dispatches) >= 11
    for path in dispatches:
        assert "Publisher: Wirebook example (invented)" in path.read_text(encoding="utf-8"), path.name


def test_every_block_of_code_is_run() -> None:
    """All but the two commands with which the README begins, and those are what CI runs."""
    left = {path.name: blocks for path in DOCUMENTS if (blocks := unmarked(path.read_text(encoding="utf-8")))}
    assert list(left) == ["README.md"]
    (commands,) = left["README.md"]
    targets = re.findall(r"^make (\w+)", commands, re.MULTILINE)
    assert targets == ["demo", "test"]
    assert all(f"\n{target}: " in (ROOT / "Makefile").read_text("utf-8") for target in targets)


def test_the_file_of_feeds_in_the_documents_is_one(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "howto" / "newsroom.md").read_text(encoding="utf-8")
    found = re.search(r"<!-- file: feeds.toml -->\n```toml\n(.*?)```", page, re.DOTALL)
    assert found
    (tmp_path / "feeds.toml").write_text(found[1], encoding="utf-8")
    assert [feed.publisher for feed in load_watch(tmp_path / "feeds.toml").feeds] == ["Nile Wire"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documentation as `make docs` builds it; what it warns of is an error."""
    folder = tmp_path_factory.mktemp("site")
    words = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    done = subprocess.run(
        words, cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_the_site_has_a_page_for_each_account_code_and_format(site: Path) -> None:
    assert all((load_packs(), catalog(), FORMATS))
    for pack in load_packs():
        page = (site / "accounts" / f"{pack.account}.html").read_text(encoding="utf-8")
        assert pack.question in html.fromstring(page).text_content()
        assert pack.measures[-1].definition.split("'")[0] in html.fromstring(page).text_content()
    for code, known in catalog().items():
        assert known.title in (site / "codes" / f"{code}.html").read_text(encoding="utf-8")
    for name in FORMATS:
        assert f"wirebook export {name}" in (site / "formats" / f"{name}.html").read_text(encoding="utf-8")
    python = html.fromstring((site / "python.html").read_text(encoding="utf-8")).text_content()
    for name in ("open_ledger", "read_text", "facts", "disputes", "search", "export", "polars", "Claim", "Balance"):
        assert name in python


def test_every_method_of_a_ledger_is_told_on_the_page_of_python(site: Path) -> None:
    page = html.fromstring((site / "python.html").read_text(encoding="utf-8"))
    told = {one.get("id"): " ".join(one.getnext().text_content().split()) for one in page.iter("h4")}
    methods = {name: one for name, one in vars(Ledger).items() if callable(one) and not name.startswith("_")}
    assert {"search", "facts", "decide", "verify", "close"} <= methods.keys()
    for name, method in methods.items():
        about = f"wirebook.ledger.ledger.Ledger.{name}"
        assert f"{name}(" in told[about]
        assert "database" not in told[about].partition(")")[0]
        assert method.__doc__.partition("\n")[0].replace("`", "") in " ".join(page.text_content().split())


def test_every_link_of_the_site_leads_somewhere_and_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    pages = {path: html.fromstring(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    assert len(pages) > 50
    named = {path: {one.get("id") for one in page.iter() if one.get("id")} for path, page in pages.items()}
    for path, page in pages.items():
        for one, attribute, link, _ in page.iterlinks():
            if re.match(r"https?://|mailto:|data:", link):
                assert one.tag == "a" or one.get("rel") in ("canonical", "edit"), f"{path.name} fetches {link}"
                continue
            if path.name == "404.html":  # its links are those of a server's root
                continue
            target, _, anchor = link.partition("#")
            file = (path.parent / target).resolve() if target else path
            file = file / "index.html" if file.is_dir() else file
            assert file.exists(), f"{path.relative_to(site)}: {attribute} {link}"
            if anchor and file in named and one.tag == "a" and anchor != "__consent":
                assert anchor in named[file], f"{path.relative_to(site)}: {link}"
