"""What the documents show is made by running it: `python tests/docs_runs.py` writes it into them again.

Between a mark and `<!-- end -->` stands a block:

- `<!-- run: COMMAND -->`: a command and what it prints; `{claim}` is the first claim printed before, and `> FILE` is
  understood; `{fact}` and `{report}` are the first ids of their kind printed before
- `<!-- python -->`: a script, and what it prints
- `<!-- file: NAME -->`: a file that the runs after it find in their folder
- `<!-- table: formats -->`: the formats of `wirebook export`
- `<!-- excerpt: PATH -->`: lines that stand in a file of the project; "…" at the end of one is what is left out of it,
  and alone in a line it is lines that are left out

All runs of a document share a folder, which begins with the example dispatches and nothing else.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from wirebook.outputs.export import FORMATS

ROOT = Path(__file__).parent.parent
DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
_BLOCK = re.compile(
    r"<!-- (?P<kind>run|python|file|table|excerpt)(?:: (?P<what>.+?))? -->\n"
    r"(?P<body>(?:(?!<!-- end -->).)*)<!-- end -->",
    re.DOTALL,
)
_FENCED = re.compile(r"```\w*\n(.*?)\n?```", re.DOTALL)
_IDS = {
    "claim": re.compile(r"^([0-9a-f]{6})  ", re.MULTILINE),
    "fact": re.compile(r"\b(fact_[0-9a-f]{16})\b"),
    "report": re.compile(r"\b(rep_[0-9a-f]{16})\b"),
}


def fresh(document: str) -> str:
    """A document with its runs made again, in a folder that begins with nothing but the example dispatches."""
    with tempfile.TemporaryDirectory() as folder:
        printed = [_command("wirebook demo --copy dispatches", folder)]

        def again(found: re.Match[str]) -> str:
            mark = found[0].split("\n", 1)[0]
            return f"{mark}\n{_KINDS[found['kind']](found, folder, printed)}\n<!-- end -->"

        return _BLOCK.sub(again, document)


def unmarked(document: str) -> list[str]:
    """The fenced blocks of a document that nothing runs."""
    return [found[0] for found in _FENCED.finditer(_BLOCK.sub("", document))]


def stands_in(excerpt: str, text: str) -> bool:
    """Whether the lines of an excerpt stand in a text, one below the other."""
    return re.search("^" + "".join(map(_as_pattern, excerpt.splitlines())), f"{text}\n", re.MULTILINE) is not None


def _as_pattern(line: str) -> str:
    if line.strip() == "…":
        return r"(?:.*\n)*?"
    return re.escape(line.removesuffix("…").rstrip()) + (r".*\n" if line.endswith("…") else r"[^\S\n]*\n")


def _run(found: re.Match[str], folder: str, printed: list[str]) -> str:
    command = found["what"]
    for kind, pattern in _IDS.items():
        if f"{{{kind}}}" in command:
            command = command.replace(
                f"{{{kind}}}", next(ids[0] for text in reversed(printed) if (ids := pattern.findall(text)))
            )
    printed.append(_command(command, folder))
    shown = f"$ {command}\n{printed[-1]}".rstrip()
    return f"```text\n{shown}\n```"


def _python(found: re.Match[str], folder: str, printed: list[str]) -> str:
    block = _FENCED.search(found["body"])
    assert block is not None, found[0]
    printed.append(_print([sys.executable, "-W", "error", "-c", block[1]], folder))
    shown = printed[-1].rstrip()
    return f"```python\n{block[1]}\n```" + (f"\n\n```text\n{shown}\n```" if shown else "")


def _file(found: re.Match[str], folder: str, _: list[str]) -> str:
    block = _FENCED.search(found["body"])
    assert block is not None, found[0]
    path = Path(folder) / found["what"]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(block[1] + "\n", encoding="utf-8")
    return found["body"].rstrip()


def _table(found: re.Match[str], _: str, __: list[str]) -> str:
    assert found["what"] == "formats", found["what"]
    rows = [f"| `{name}` | {one.purpose} | {one.rows} | {one.loses} |" for name, one in FORMATS.items()]
    return "\n".join(["| format | what it is for | rows | what it loses |", "|---|---|---|---|", *rows])


def _excerpt(found: re.Match[str], _: str, __: list[str]) -> str:
    block = _FENCED.search(found["body"])
    assert block is not None, found[0]
    text = (ROOT / found["what"]).read_text(encoding="utf-8")
    assert stands_in(block[1], text), f"these lines are not in {found['what']}:\n{block[1]}"
    return found["body"].rstrip()


_KINDS: dict[str, Callable[[re.Match[str], str, list[str]], str]] = {
    "run": _run,
    "python": _python,
    "file": _file,
    "table": _table,
    "excerpt": _excerpt,
}


def _command(command: str, folder: str) -> str:
    """What a command prints; a `> FILE` at its end is understood."""
    words = shlex.split(command)
    target = Path(folder) / words.pop() if ">" in words else None
    words = [word for word in words[1:] if word != ">"]
    printed = _print([sys.executable, "-m", "wirebook", *words], folder)
    if target is not None:
        target.write_text(printed, encoding="utf-8")
        return ""
    return printed


def _print(words: list[str], folder: str) -> str:
    """What a program prints at 80 columns."""
    done = subprocess.run(
        words,
        cwd=folder,
        capture_output=True,
        check=False,
        env=os.environ | {"COLUMNS": "80", "NO_COLOR": "1", "PYTHONUTF8": "1"},
    )
    if done.stderr:
        raise RuntimeError(f"{words}: {done.stderr.decode()}")
    return done.stdout.decode().replace(str(ROOT) + "/", "").replace(f"{folder}/", "")


if __name__ == "__main__":
    for path in DOCUMENTS:
        text = path.read_text(encoding="utf-8")
        if text != (again := fresh(text)):
            path.write_text(again, encoding="utf-8")
            sys.stdout.write(f"{path.relative_to(ROOT)}\n")
