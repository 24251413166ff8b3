"""A question takes so much memory and no more, whatever its columns, values and nestings are: children with a limit."""

# ruff: noqa: S608 - what an attacker types
import dataclasses
import subprocess
import sys

import pytest

from wirebook.ledger.errors import LedgerError
from wirebook.ledger.ledger import open_ledger
from wirebook.outputs.web.state import BOUNDS

CHILD = """
import resource, sys
from wirebook.ledger.errors import LedgerError
from wirebook.ledger.query.sql import NO_BOUNDS, QueryBounds
from wirebook.ledger.ledger import open_ledger
page = QueryBounds(rows=1000, seconds=20, size=4_000_000, memory=64_000_000)
bounds = {"page": page, "command": NO_BOUNDS}[sys.argv[2]]
with open_ledger(sys.argv[1], read_only=True) as ledger:
    ledger.query("SELECT 1", bounds)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + int(sys.argv[3]) * 2**20,) * 2)
    try:
        print(len(ledger.query(sys.stdin.read(), bounds).rows), "rows", end=" ")
    except LedgerError as error:
        print(str(error).rpartition(": ")[2], end=" ")
    except MemoryError:
        print("memory", end=" ")
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""
Z = "FROM (SELECT zeroblob(4000000) z)"
GREEDY = {
    "50 columns": f"SELECT {','.join(['z'] * 50)} {Z}",
    "200 columns": f"SELECT {','.join(['z'] * 200)} {Z}",
    "2,000 columns": f"SELECT {','.join(['z'] * 2000)} {Z}",
    "90 values": f"SELECT {','.join(['randomblob(4000000)'] * 90)}",
    "90 texts": f"SELECT {','.join(['hex(zeroblob(1900000))'] * 90)}",
    "inner columns": "SELECT "
    + "+".join(f"length(a{n})" for n in range(90))
    + " FROM (SELECT "
    + ",".join(f"randomblob(4000000) a{n}" for n in range(90))
    + " LIMIT 1 OFFSET 0)",
    "many inner selects": "SELECT 1 FROM "
    + ", ".join(
        f"(SELECT {','.join(f'randomblob(3900000) c{n}' for n in range(20))} LIMIT 1) t{at}" for at in range(20)
    )
    + " WHERE "
    + " AND ".join(f"length(t{at}.c{n}) > 0" for at in range(20) for n in range(20)),
    "sorted": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300) "
    "SELECT randomblob(1000000) r FROM n ORDER BY r LIMIT 1",
}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    made = tmp_path_factory.mktemp("memory") / "l.db"
    open_ledger(made).close()
    return made


def asked(path, sql, how, limit):
    command = [sys.executable, "-c", CHILD, str(path), how, str(limit)]
    done = subprocess.run(command, input=sql, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    told, _, grown = done.stdout.strip().rpartition(" ")
    return told, int(grown)


@pytest.mark.parametrize("sql", GREEDY.values(), ids=GREEDY)
def test_a_question_on_the_page_takes_so_much_memory(path, sql):
    told, grown = asked(path, sql, "page", 300)
    assert "memory" not in told
    assert grown < 150, told


@pytest.mark.parametrize("name", ["200 columns", "2,000 columns", "many inner selects"])
def test_a_question_of_the_command_does_too(path, name):
    told, _ = asked(path, GREEDY[name], "command", 1200)
    assert "memory" not in told


def test_what_people_ask_is_answered_as_before(tmp_path):
    """Texts as long as reports are, many columns, long questions."""
    bounds = dataclasses.replace(BOUNDS, seconds=20)
    with open_ledger(tmp_path / "l.db") as ledger:
        text = ledger.query("SELECT length(hex(zeroblob(400000))) AS n, 1 AS m", bounds).rows
        assert text == ((800_000, 1),)
        wide = ledger.query(f"SELECT {','.join(f'{n} AS c{n}' for n in range(100))}", bounds)
        assert len(wide.columns) == 100
        with pytest.raises(LedgerError, match="100 columns"):
            ledger.query(f"SELECT {','.join(f'{n} AS c{n}' for n in range(101))}", bounds)
        many = " UNION ALL ".join(f"SELECT '{'y' * 1000}' AS x, {n} AS n" for n in range(15))
        assert len(ledger.query(many, bounds).rows) == 15
        plan = ledger.query("EXPLAIN QUERY PLAN SELECT * FROM claims WHERE id = 'x'", bounds)
        assert plan.rows
        assert len(ledger.query(f"SELECT {','.join(f'{n} AS c{n}' for n in range(300))}").columns) == 300
        assert ledger.query("SELECT length(zeroblob(20000000))").rows == ((20_000_000,),), "no limit stays behind"
