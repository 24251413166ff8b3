"""The runs shown in the documents: `<!-- run: COMMAND -->` … `<!-- end -->` holds the command and what it prints.

`python tests/docs_runs.py` runs them again and writes what they print into the documents.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
_RUN = re.compile(r"<!-- run: (?P<command>.+?) -->\n(?:(?!<!-- end).)*<!-- end -->", re.DOTALL)
_CLAIM = re.compile(r"^([0-9a-f]{6})  ", re.MULTILINE)


def fresh(document: str) -> str:
    """A document with its runs made again, in a folder that begins with nothing but the example dispatches."""
    with tempfile.TemporaryDirectory() as folder:
        printed = [_print("wirebook demo --copy dispatches", folder)]

        def again(found: re.Match[str]) -> str:
            claims = next((ids for text in reversed(printed) if (ids := _CLAIM.findall(text))), [""])
            command = found["command"].replace("{claim}", claims[0])
            printed.append(_print(command, folder))
            shown = f"$ {command}\n{printed[-1]}".rstrip()
            return f"<!-- run: {found['command']} -->\n```text\n{shown}\n```\n<!-- end -->"

        return _RUN.sub(again, document)


def _print(command: str, folder: str) -> str:
    """What a command prints at 80 columns; a `> FILE` at its end is understood."""
    words = shlex.split(command)
    target = Path(folder) / words.pop() if ">" in words else None
    words = [word for word in words[1:] if word != ">"]
    done = subprocess.run(
        [sys.executable, "-m", "wirebook", *words],
        cwd=folder,
        capture_output=True,
        check=False,
        env=os.environ | {"COLUMNS": "80", "NO_COLOR": "1", "PYTHONUTF8": "1"},
    )
    if done.stderr:
        raise RuntimeError(f"{command}: {done.stderr.decode()}")
    if target is not None:
        target.write_bytes(done.stdout)
        return ""
    return done.stdout.decode().replace(str(ROOT) + "/", "").replace(f"{folder}/", "")


if __name__ == "__main__":
    for path in DOCUMENTS:
        path.write_text(fresh(path.read_text(encoding="utf-8")), encoding="utf-8")
