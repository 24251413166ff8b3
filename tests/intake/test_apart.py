"""Binary files are read in a process apart: what they ask for is bounded, and what breaks there costs one file."""

import io
import os
import signal
import threading
import zipfile
from pathlib import Path

import docx
import inputs_made as made
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from wirebook.engines.local import read_many
from wirebook.intake import InputItem, Intake, items, receive
from wirebook.intake.sandbox import sandbox as apart
from wirebook.intake.sandbox.sandbox import read_apart
from wirebook.intake.sandbox.wire import entries_of, packed, read_frame, write_frame
from wirebook.intake.sandbox.worker import _swollen
from wirebook.pipeline import Settings, open_desk
from wirebook.types import Problem

SENTENCE = b"(Two people were killed in Kherson on Tuesday, police said. ) Tj "


def test_a_text_that_is_drawn_over_and_over_is_bounded():
    received, problem = receive(made.drawn(SENTENCE * 300), "b.pdf", Intake())
    assert problem is None
    assert received.report.text.count("Kherson") == 300
    received, problem = receive(made.drawn(SENTENCE * 300), "b.pdf", Intake(max_bytes=10_000))
    assert received is None
    assert "too long for one report (the limit is 10,000 characters)" in problem.what
    assert (
        "too long for one report"
        in receive(made.drawn(SENTENCE * 30, pages=10), "b.pdf", Intake(max_bytes=10_000))[1].what
    )


def test_a_small_document_that_takes_gigabytes_is_one_problem(tmp_path):
    """Of 12 KB, half a million drawn strings: the library takes more than a gigabyte for them, and ends its process."""
    (tmp_path / "1.pdf").write_bytes(made.drawn(b"(killed ) Tj " * 600_000))
    (tmp_path / "2.pdf").write_bytes(made.pdf(1))
    (broken, problem), (whole, _) = (
        receive(path.read_bytes(), path.name, Intake()) for path in sorted(tmp_path.iterdir())
    )
    assert broken is None
    assert "perhaps for want of memory" in problem.what or "took more" in problem.what
    assert problem.remedy
    assert whole.report.title == made.TITLE


def test_pages_of_one_same_line_are_no_pictures():
    received, problem = receive(made.drawn(SENTENCE, pages=500), "line.pdf", Intake())
    assert problem is None
    assert received.report.text == "Two people were killed in Kherson on Tuesday, police said."
    (_, problem) = receive(made.drawn(b"", pages=3), "blank.pdf", Intake())
    assert "its pages are pictures" in problem.what


def test_a_word_document_that_swells_is_bounded():
    file = io.BytesIO()
    document = docx.Document()
    for _ in range(400):
        document.add_paragraph("Two people were killed in Kherson on Tuesday, police said.")
    document.save(file)
    assert receive(file.getvalue(), "w.docx", Intake())[0] is not None
    _, problem = receive(file.getvalue(), "w.docx", Intake(max_bytes=len(file.getvalue())))
    assert problem is None
    with zipfile.ZipFile(io.BytesIO(file.getvalue())) as archive:
        body = archive.read("word/document.xml")
    paragraph = body[body.index(b"<w:p>") : body.index(b"</w:p>") + 6]
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_docx()), "r") as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            held = old.read(name)
            new.writestr(
                name, held.replace(b"<w:p>", paragraph * 9000 + b"<w:p>", 1) if "document.xml" in name else held
            )
    _, problem = receive(file.getvalue(), "w.docx", Intake(max_bytes=100_000))
    assert "too long for one report" in problem.what


def _docx():
    file = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("It was a quiet night.")
    document.save(file)
    return file.getvalue()


def parquet(rows, **options):
    file = io.BytesIO()
    pq.write_table(pa.table(rows), file, compression="zstd", **options)
    return file.getvalue()


def opened(data, **options):
    return list(read_apart("parquet", data, "t.parquet", Intake(**options)))


def test_a_small_table_of_very_many_rows_ends():
    data = parquet({"text": ["Two people were killed in Kherson, police said."] * 12_000})
    assert len(data) < 10_000
    *rows, problem = opened(data, max_bytes=100_000)
    assert len(rows) == 2000
    assert "more reports than are read out of one file (2,000)" in problem.what
    assert "--max-bytes" in problem.remedy
    assert len(opened(data, max_bytes=600_000)) == 12_000


def test_cells_that_are_larger_than_a_report_are_told_one_by_one():
    data = parquet({"text": ["killed " * 100_000, "Two people were killed in Kherson, police said."] * 5})
    found = opened(data, max_bytes=600_000)
    assert [isinstance(one, Problem) and "too large for one report" in one.what for one in found] == [True, False] * 5


def test_a_table_with_too_many_columns_is_refused():
    (problem,) = opened(parquet({"text": ["a"]} | {f"c{number}": [1] for number in range(6000)}))
    assert "it has 6,001 columns (the limit is 5,000)" in problem.what


# ---------------------------------------------------------------- the process


def the_worker():
    """The process that waits for the next file."""
    list(read_apart("pdf", made.pdf(1), "a.pdf", Intake()))
    return apart._idle[-1]


def test_one_process_reads_many_files():
    first = the_worker()
    for _ in range(3):
        assert the_worker() is first


def test_a_process_that_is_left_with_little_memory_reads_no_other_file(monkeypatch):
    assert _swollen(1)
    assert not _swollen(1 << 40)
    apart._close_all()
    told = "import wirebook.intake.sandbox.worker as w; w._swollen = lambda memory: True; w.serve()"
    monkeypatch.setattr(apart, "_START", f"{apart._START.partition('from')[0]}{told}")
    (found,) = read_apart("pdf", made.pdf(1), "a.pdf", Intake())
    assert isinstance(found, InputItem)
    assert apart._idle == []


def test_a_process_that_died_meanwhile_costs_no_file():
    worker = the_worker()
    worker.process.kill()
    worker.process.wait()
    (found,) = read_apart("pdf", made.pdf(1), "a.pdf", Intake())
    assert isinstance(found, InputItem)
    assert the_worker() is not worker


def test_a_reader_that_never_answers_is_ended(monkeypatch):
    monkeypatch.setattr(apart, "_SECONDS", 0.1)
    monkeypatch.setattr(apart, "_PATIENCE", 1.0)
    the_worker().process.send_signal(signal.SIGSTOP)
    (problem,) = read_apart("pdf", made.pdf(1), "a.pdf", Intake())
    assert "took more than the 0 seconds" in problem.what


def test_seconds_of_computing_are_counted_for_each_file(monkeypatch):
    """The drawn strings of this one take several seconds of computing; those before and after it are read."""
    the_worker()
    monkeypatch.setattr(apart, "_SECONDS", 0.2)
    monkeypatch.setattr(apart, "_PATIENCE", 1000.0)
    (problem,) = read_apart("pdf", made.drawn(b"(killed ) Tj " * 300_000), "b.pdf", Intake())
    assert "seconds that it is given" in problem.what
    monkeypatch.undo()
    for _ in range(3):
        assert isinstance(next(iter(read_apart("pdf", made.pdf(1), "a.pdf", Intake()))), InputItem)


def test_a_reader_that_is_left_half_way_does_not_answer_the_next_file():
    data = parquet({"text": [f"Two people were killed in Kherson, police said: {n}." for n in range(5000)]})
    next(read_apart("parquet", data, "t.parquet", Intake())).origin  # noqa: B018 - the first of many
    (found,) = read_apart("pdf", made.pdf(1), "a.pdf", Intake())
    assert found.origin == "a.pdf"


def test_where_no_process_can_be_started_it_is_said(monkeypatch):
    apart._close_all()

    def refused(*_, **__):
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(apart.subprocess, "Popen", refused)
    (problem,) = read_apart("pdf", made.pdf(1), "a.pdf", Intake())
    assert "no process can be started to read it (Resource temporarily unavailable)" in problem.what


def test_a_python_inside_another_program_reads_without_one(monkeypatch):
    apart._close_all()
    monkeypatch.setattr(apart.sys, "executable", "")
    (found,) = read_apart("pdf", made.pdf(1), "a.pdf", Intake())
    assert made.PARAGRAPHS[2].split(", ")[0].encode() in found.data
    assert apart._idle == []


def test_threads_have_processes_of_their_own():
    found = []

    def read(number):
        found.extend(read_apart("pdf", made.pdf(1), f"{number}.pdf", Intake()))

    threads = [threading.Thread(target=read, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.origin for one in found) == [f"{number}.pdf" for number in range(6)]
    assert len(apart._idle) <= 4


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_forked_process_leaves_the_readers_of_its_parent_alone():
    worker = the_worker()
    child = os.fork()
    if not child:
        found = list(read_apart("pdf", made.pdf(1), "child.pdf", Intake()))
        os._exit(0 if isinstance(found[0], InputItem) and apart._idle[-1] is not worker else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert the_worker() is worker


def test_broken_documents_cost_no_other_whatever_the_number_of_jobs(tmp_path):
    for number in range(4):
        whole = made.pdf(1) if number % 2 else made.drawn(b"(killed ) Tj " * 600_000)
        (tmp_path / f"{number}.pdf").write_bytes(whole)
    desk = open_desk(Settings())
    told = []
    for jobs in (1, 2):
        outcomes = list(read_many([str(tmp_path)], desk, jobs))
        assert [one.reading is not None for one in outcomes] == [False, True] * 2
        told.append([one.problem and one.problem.where for one in outcomes])
    assert told[0] == told[1]


# ---------------------------------------------------------------- what goes between


def test_what_is_sent_comes_out_as_it_was():
    found = [
        InputItem("a", "“Two” \ud800".encode("utf-8", "surrogatepass"), "text", charset="utf-8"),
        Problem("b", "what", "remedy"),
        InputItem("c", b"", "page"),
    ]
    file = io.BytesIO()
    write_frame(file, *packed(found, last=True))
    file.seek(0)
    assert entries_of(*read_frame(file, 100)) == (tuple(found), True)
    file.seek(0)
    with pytest.raises(ValueError, match="more than was asked for"):
        read_frame(file, 2)


@pytest.mark.parametrize(
    "head",
    [{}, {"entries": 3, "last": True}, {"entries": [{"item": []}]}, {"entries": [{"problem": ["a"]}], "last": 1}],
)
def test_an_answer_that_is_none_is_not_believed(head):
    with pytest.raises(ValueError, match=r"no answer|not enough values"):
        entries_of(head, b"")


def test_a_process_that_answers_nonsense_is_one_problem(monkeypatch):
    monkeypatch.setattr(
        apart,
        "_START",
        "import sys; sys.stdout.buffer.write(b'\\x00\\x00\\x00\\x02\\0\\0\\0\\0[]'); sys.stdout.flush(); input()",
    )
    apart._close_all()
    (problem,) = read_apart("pdf", made.pdf(1), "a.pdf", Intake())
    assert "broke down on it" in problem.what
    assert apart._idle == []


def test_a_folder_of_binary_files_starts_one_process(tmp_path, monkeypatch):
    apart._close_all()
    started = []
    real = apart.subprocess.Popen
    monkeypatch.setattr(apart.subprocess, "Popen", lambda *a, **k: started.append(a) or real(*a, **k))
    for number in range(5):
        (tmp_path / f"{number}.pdf").write_bytes(made.pdf(1))
        (tmp_path / f"{number}.docx").write_bytes(made.word())
        (tmp_path / f"{number}.parquet").write_bytes(made.parquet())
    found = [item for item in items([str(tmp_path)], Intake()) if isinstance(item, InputItem)]
    assert len(found) == 20
    for item in found:
        if item.data is None:
            assert receive(Path(item.origin).read_bytes(), item.origin, Intake())[0] is not None
    assert len(started) == 1
