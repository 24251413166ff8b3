"""One scoreboard over the benchmark sets that are on this machine; a set that is not here is skipped and named.

python bench/scoreboard.py [--sets DIR] [--texts DIR] [--check] prints it and writes bench/scoreboard.md. DIR of the
sets defaults to ../shared/bench, the field texts to the environment variable WIREBOOK_FIELD_TEXTS. With --check it
fails when a figure fell below its floor in bench/floors.toml.
"""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from coverage import coverage
from floors import broken, load_floors
from runs import HERE, Absent, Run, run_all, run_script
from wirebook.version import __version__


def main(argv: list[str] | None = None) -> int:
    """Run every set that is here, then the throughput; 1 when --check finds a figure below its floor."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sets", type=Path, default=HERE.parent.parent / "shared" / "bench")
    parser.add_argument("--texts", type=Path, default=os.environ.get("WIREBOOK_FIELD_TEXTS"))
    parser.add_argument("--check", action="store_true", help="fail when a figure is below its floor")
    args = parser.parse_args(argv)
    runs = [*run_all(args.sets, args.texts and Path(args.texts)), coverage(HERE / "field" / "reports.jsonl")]
    print(board := "\n".join(_lines(runs)) + "\n")
    (HERE / "scoreboard.md").write_text(board, encoding="utf-8")
    return _judge(runs) if args.check else 0


def _lines(runs: Iterable[Run | Absent]) -> Iterator[str]:
    yield from (f"# Scoreboard: wirebook {__version__}, {datetime.now(UTC):%Y-%m-%d}", "", "`make bench`", "")
    for run in runs:
        if isinstance(run, Absent):
            yield from (f"- {run.name}: skipped ({run.why})", "")
        else:
            yield from (f"## {run.name}", "```", run.table, "```", "")
    yield "## throughput: reading against plain spaCy passes over the shipped dispatches"
    yield from ("```", run_script("speed.py")[0].rstrip(), "```")


def _judge(runs: Iterable[Run | Absent]) -> int:
    fallen = list(broken(load_floors(HERE / "floors.toml"), [run for run in runs if isinstance(run, Run)]))
    for line in fallen:
        print(f"below its floor: {line}", file=sys.stderr)
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
