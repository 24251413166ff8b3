"""The pages of the documentation site that are made from data: accounts, warning codes, formats. A hook of mkdocs.

An account's page is made from its pack, a code's from `data/checks.toml`, a format's from `data/exports/formats.toml`
and from what `wirebook export` makes of the example dispatches.
"""

import re
import tempfile
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from wirebook.checks.catalog import Explanation, catalog
from wirebook.ledger.ledger import open_ledger
from wirebook.outputs.export import FORMATS, export
from wirebook.outputs.export.formats import Format
from wirebook.outputs.saying import plain
from wirebook.packs import Example, Identity, Pack, load_packs
from wirebook.pipeline import open_desk, read_inputs

_SHOWN = 3  # examples of a rule
_LINES, _WIDTH = 8, 160  # of a file that is shown
_BINARY = ("parquet", "geoparquet", "xlsx")
_OUTSIDE = re.compile(r"\[([^\]]+)\]\((?:\.\./)+(?!howto/|codes/|accounts/|formats/)[^)]*\.(?:py|jsonl|md)\)")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the pages that are made into the navigation."""
    nav: list[Any] = config.nav or []
    nav += [
        {"Accounts": ["accounts/index.md", *(f"accounts/{pack.account}.md" for pack in load_packs())]},
        {"Warnings": ["codes/index.md", *(f"codes/{code}.md" for code in catalog())]},
        {"Formats": [f"formats/{name}.md" for name in FORMATS]},
    ]
    config.nav = nav
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Make the pages."""
    for path, text in pages():
        files.append(File.generated(config, path, content=text))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Links to files of the project that are no pages become their names: the site stands without the project."""
    return _OUTSIDE.sub(r"\1", markdown)


def pages() -> Iterator[tuple[str, str]]:
    """Each page that is made: its path below the site, and its Markdown."""
    packs = load_packs()
    yield "accounts/index.md", _list_of_accounts(packs)
    for pack in packs:
        yield f"accounts/{pack.account}.md", account_page(pack)
    yield "codes/index.md", _list_of_codes()
    for code, known in catalog().items():
        yield f"codes/{code}.md", code_page(known)
    for name, form in FORMATS.items():
        yield f"formats/{name}.md", format_page(name, form)


# ---------------------------------------------------------------- accounts


def _list_of_accounts(packs: tuple[Pack, ...]) -> str:
    rows = [f"| [{pack.title}]({pack.account}.md) | {pack.question} |" for pack in packs]
    head = "# Accounts\n\nThe kinds of fact that Wirebook reads. You can [write your own](../commands.md).\n"
    return "\n".join([head, "| account | question |", "|---|---|", *rows, ""])


def account_page(pack: Pack) -> str:
    """A pack for people: its question, its measures, what must balance, what is counted, and examples."""
    measures = [
        f"| {plain(row.id)} | {row.kind} | {_line(row.definition)} | {row.actor or ''} | {row.target or ''} |"
        for row in pack.measures
    ]
    items = [
        f"| {plain(row.id)} | {plain(row.kind_of or '')} | {row.unit} | {_line(', '.join(row.words))} |"
        for row in pack.items
    ]
    parts = [
        f"# {pack.title}\n\n{pack.question}\n\n`{pack.account}`: one event is told by {', '.join(pack.key)}.",
        "## Measures\n\n| measure | kind | what it means | who | whom |\n|---|---|---|---|---|\n" + "\n".join(measures),
        "A *flow* is what happened in a time and may be added up; a *stock* is what there is at one.",
    ]
    if pack.identities:
        parts.append("## Must balance\n\n" + "\n".join(_balance(row) for row in pack.identities))
    parts.append("## What is counted\n\n| item | kind of | unit | words |\n|---|---|---|---|\n" + "\n".join(items))
    told = [example for rule in pack.rules for example in rule.examples[:_SHOWN]] + list(pack.examples)
    if told:
        parts.append("## Examples\n\nEach is read in the tests.\n\n" + "\n".join(_example(row) for row in told))
    if pack.counters:
        left = [f"- {_line(text)}" for text in pack.counters]
        parts.append("## Nothing is read here\n\n" + "\n".join(left))
    return "\n\n".join(parts) + "\n"


def _balance(row: Identity) -> str:
    whole, parts = plain(row.whole), [plain(part) for part in row.parts]
    equation = {
        "sum": f"{whole} = {' + '.join((*parts, plain(row.rest)))}",
        "order": f"{whole} ≥ {', '.join(parts)}",
        "legs": f"both ways are told: {', '.join(dict.fromkeys((whole, *parts)))}",
        "stock": f"{whole} grows by {', '.join(parts)}, shrinks by {', '.join(map(plain, row.less)) or 'nothing'}",
    }[row.kind]
    return f"- **{equation}**. {row.explain}".rstrip()


def _example(row: Example) -> str:
    claims = ["; ".join(f"{name} {value}" for name, value in claim) for claim in row.claims]
    return f"- {_line(row.text)}" + "".join(f"\n    - {_line(claim)}" for claim in claims)


# ---------------------------------------------------------------- codes


def _list_of_codes() -> str:
    rows = [f"| [{row.code}]({row.code}.md) | {row.severity} | {_line(row.title)} |" for row in catalog().values()]
    head = "# Warnings\n\n`wirebook check` prints them, `wirebook explain CODE` says what they mean.\n"
    return "\n".join([head, "| code | severity | what |", "|---|---|---|", *rows, ""])


def code_page(known: Explanation) -> str:
    """What a code means, with an example and what to do."""
    return (
        f"# {known.code}: {known.title}\n\n*{known.severity}*\n\n{_line(known.explanation)}\n\n"
        f"## For example\n\n{_line(known.example)}\n\n## What to do\n\n{_line(known.remedy)}\n"
    )


# ---------------------------------------------------------------- formats


def format_page(name: str, form: Format) -> str:
    """What a format is for, what it loses, and what it looks like."""
    ending = form.ending or "/"
    sample, lost = samples()[name]
    parts = [
        f"# {name}\n\nFor {form.purpose}. `wirebook export {name} -o books{ending}`\n\n{form.about}",
        f"**Rows**: {form.rows}. **Loses**: {form.loses}. **Read in the tests by** {', '.join(form.read_with)}.",
    ]
    if sample:
        parts.append(f"## The example dispatches in it\n\nIts beginning, long lines cut:\n\n```text\n{sample}\n```")
    if lost:
        counted = "\n".join(f"- {count:,} {what}" for what, count in sorted(lost.items()) if count)
        parts.append(f"## What its log says\n\n{counted}")
    return "\n\n".join(parts) + "\n\nAll formats: [for other programs](../exports.md).\n"


@cache
def samples() -> dict[str, tuple[str, dict[str, int]]]:
    """Of each format the beginning of its file, and what its log counts, for the example dispatches."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        dispatches = resources.files("wirebook") / "data" / "dispatches"
        with open_ledger(Path(folder) / "books.db") as ledger:
            for outcome in read_inputs([str(dispatches)], open_desk()):
                if outcome.reading is not None:
                    ledger.add(outcome.reading, outcome.findings)
            for name, form in FORMATS.items():
                path = Path(folder) / f"books{form.ending}" if form.ending else Path(folder) / "package"
                log = export(ledger, name, path)
                found[name] = (_beginning(name, path), dict(log.lost))
    return found


def _beginning(name: str, path: Path) -> str:
    if name in _BINARY:
        return ""
    if path.is_dir():
        return "\n".join(sorted(file.name for file in path.iterdir()))
    lines = path.read_text(encoding="utf-8").splitlines()[:_LINES]
    return "\n".join(line if len(line) <= _WIDTH else f"{line[:_WIDTH]}…" for line in lines)


# ---------------------------------------------------------------- Markdown


def _line(text: str) -> str:
    """A text as one line of Markdown in which nothing is taken for its marks."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(text.split()))
