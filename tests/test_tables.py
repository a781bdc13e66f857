"""Parquet in and Parquet out: a run over the rows of tables, a log that is Parquet in the end."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
import releases
from test_cli import COMMAND, error_lines, press_events

from extract.engines import from_arrow
from extract.extraction import Settings
from extract.formats.parquet import write_parquet
from extract.inputs import count, sources
from extract.log import line
from extract.run import extract_all

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


def _write(path: Path, rows: int, *, row_group_size: int = 4, **columns: Any) -> Path:
    """Write a table of releases."""
    path.parent.mkdir(exist_ok=True)
    texts = [path.read_text() for path in releases.write(path.parent / ".texts", rows)]
    table = pa.table({"id": [f"row-{number}" for number in range(rows)], "text": texts, **columns})
    parquet.write_table(table, path, row_group_size=row_group_size)
    return path


def _lines(path: Path) -> list[str]:
    return [line(event) for event in from_arrow(parquet.read_table(path))]


def test_each_row_of_a_table_is_a_document(tmp_path: Path) -> None:
    table = _write(tmp_path / "releases.parquet", 10)
    found = list(sources([table, tmp_path / "releases.parquet"]))
    assert [source.id for source in found] == [f"row-{number}" for number in range(10)] + [
        f"row-{number}~2" for number in range(10)
    ]
    assert found[7].path == f"{table}#row=7"
    of_rows = list(extract_all(found[:10], Settings()))
    of_files = list(extract_all(sources([tmp_path / ".texts"]), Settings()))
    for row, file in zip(of_rows, of_files, strict=True):
        events, same = (json.loads(f"[{','.join(done.lines)}]") for done in (row, file))
        assert [event["evidence"] for event in events] == [event["evidence"] for event in same]
        assert {event["document"]["source"] for event in events} == {row.source.path}
        assert row.documents[0][1] == file.documents[0][1]


def test_a_column_may_hold_the_bytes_of_any_kind_of_file(tmp_path: Path) -> None:
    page = b"<html><body><p>Northwind Bank has selected Acme Corp.&#8217;s LedgerOne platform.</p></body></html>"
    table = pa.table({"number": [1], "body": [page]})
    parquet.write_table(table, tmp_path / "pages.parquet")
    done = press_events(
        "run", tmp_path / "pages.parquet", "--text-column", "body", "--id-column", "number", "--text", tmp_path
    )
    event = json.loads(done.stdout.splitlines()[0])
    assert event["document"]["id"] == "1"
    assert (tmp_path / "1.txt").read_text().startswith("Northwind Bank has selected Acme Corp.’s")


def test_rows_in_memory_do_not_grow_with_the_table(tmp_path: Path) -> None:
    """One row group of 60 MB is read page by page, so Arrow holds a small part of it at any time."""
    text = "".join(random.Random(5).choices("abcdefghij ", k=30_000))
    table = pa.table({"id": range(2_000), "text": pa.array([f"{number} {text}" for number in range(2_000)])})
    one_group_of_small_pages = {"row_group_size": 2_000, "write_batch_size": 16, "use_dictionary": False}
    parquet.write_table(table, tmp_path / "large.parquet", compression=None, **one_group_of_small_pages)
    size = table.nbytes
    del table
    before = pa.total_allocated_bytes()
    most = max(pa.total_allocated_bytes() - before for _ in sources([tmp_path / "large.parquet"]))
    assert most < 0.2 * size


def test_an_id_that_is_no_file_s_name_stays_in_the_folder_of_texts(tmp_path: Path) -> None:
    parquet.write_table(pa.table({"id": ["../../a"], "text": [releases.QUOTED]}), tmp_path / "t.parquet")
    [source] = sources([tmp_path / "t.parquet"])
    [done] = extract_all([source], Settings(text_folder=str(tmp_path)))
    assert done.failures == []
    assert (tmp_path / "..%2F..%2Fa.txt").read_text() == releases.QUOTED


def test_a_row_or_a_table_that_cannot_be_read_is_one_line_and_the_others_go_on(tmp_path: Path) -> None:
    good = _write(tmp_path / "good.parquet", 2)
    parquet.write_table(pa.table({"id": ["a", None], "text": [None, "Northwind."]}), tmp_path / "nulls.parquet")
    parquet.write_table(pa.table({"key": ["a"], "text": ["Northwind."]}), tmp_path / "key.parquet")
    (tmp_path / "noise.parquet").write_bytes(b"PAR1 not at all")
    named = [tmp_path / f"{name}.parquet" for name in ("nulls", "key", "noise", "nowhere")]
    done = press_events("run", *named, good)
    assert done.returncode == 1
    told = [message.removeprefix(f"press-events: {tmp_path}/") for message in error_lines(done)]
    assert told[:3] == [
        "nulls.parquet#row=0: the text is null (column text)",
        "nulls.parquet#row=1: the id is null (column id)",
        "key.parquet: no column id in it, or several; there are key, text; --id-column names the right one",
    ]
    assert told[3].startswith("noise.parquet: cannot be read as Parquet: ")
    assert told[4:] == ["nowhere.parquet: there is no such file; check the path"]
    assert {json.loads(line)["document"]["id"] for line in done.stdout.splitlines()} == {"row-0", "row-1"}


def test_a_folder_of_tables_is_read_part_by_part(tmp_path: Path) -> None:
    _write(tmp_path / "parts" / "part-1.parquet", 1)
    _write(tmp_path / "parts" / "part-0.parquet", 2)
    (tmp_path / "parts" / "_SUCCESS").touch()
    assert [source.path.rpartition("/")[2] for source in sources([tmp_path / "parts"])] == [
        "part-0.parquet#row=0",
        "part-0.parquet#row=1",
        "part-1.parquet#row=0",
    ]


def test_documents_are_counted_without_reading_them(tmp_path: Path) -> None:
    """For the bar at a terminal: the rows of a table are not kept for it."""
    _write(tmp_path / "in" / "a.parquet", 5)
    (tmp_path / "in" / "b.txt").touch()
    (tmp_path / "in" / "noise.parquet").write_bytes(b"PAR1 not at all")
    inputs = [tmp_path / "in", tmp_path / "nowhere"]
    assert count(inputs) == len(list(sources(inputs))) == 5 + 1 + 1 + 1


def test_two_processes_and_a_broken_run_over_a_table_give_the_same_log(tmp_path: Path) -> None:
    table = _write(tmp_path / "in.parquet", 120)
    arguments = ["run", table, "--output"]
    press_events(*arguments, tmp_path / "one", "--jobs", 1)
    press_events(*arguments, tmp_path / "two", "--jobs", 2)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    manifest = (tmp_path / "two.manifest.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "two.manifest.jsonl").write_bytes(b"".join(manifest[:50]))
    assert press_events(*arguments, tmp_path / "two", "--resume").returncode == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_log_in_parquet_holds_the_lines_of_a_log_in_json(tmp_path: Path) -> None:
    releases.write(tmp_path / "in", 8)
    (tmp_path / "in" / "empty.txt").touch()
    lines = press_events("run", tmp_path / "in").stdout.decode().splitlines()
    log = tmp_path / "log.parquet"
    assert press_events("run", tmp_path / "in", "--format", "parquet", "--output", log).returncode == 1
    assert _lines(log) == lines
    beside = sorted(path.name for path in tmp_path.iterdir() if path.is_file())
    assert beside == [
        "log.parquet",
        *(f"log.parquet.{kind}" for kind in ("errors.jsonl", "manifest.jsonl", "run.json")),
    ]
    about = json.loads((tmp_path / "log.parquet.run.json").read_text())
    assert (about["format"], about["finished"], about["documents"]) == ("parquet", True, 8)
    assert parquet.read_schema(log).metadata[b"patterns"].decode() == about["patterns"]


def test_parquet_is_written_in_groups_of_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.formats.parquet._ROWS_IN_A_GROUP", 5)
    lines = [
        line for done in extract_all(sources(releases.write(tmp_path / "in", 6)), Settings()) for line in done.lines
    ]
    write_parquet(lines, tmp_path / "log.parquet")
    assert parquet.ParquetFile(tmp_path / "log.parquet").num_row_groups == -(-len(lines) // 5)
    assert _lines(tmp_path / "log.parquet") == lines


def test_killed_at_many_moments_a_run_into_parquet_is_resumed(tmp_path: Path) -> None:
    releases.write(tmp_path / "in", 120)
    command = [*COMMAND, "run", str(tmp_path / "in"), "--format", "parquet", "--resume", "--output"]
    whole, broken = tmp_path / "whole.parquet", tmp_path / "broken.parquet"
    subprocess.run([*command, whole], check=True)
    chance = random.Random(11)
    manifest = tmp_path / "broken.parquet.manifest.jsonl"
    for _ in range(3):
        before = manifest.read_bytes().count(b"\n") if manifest.exists() else 0
        process = subprocess.Popen([*command, str(broken)])
        wanted = before + chance.randrange(1, 30)
        while process.poll() is None and not (manifest.exists() and manifest.read_bytes().count(b"\n") >= wanted):
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert not broken.exists()
    subprocess.run([*command, broken], check=True)
    assert _lines(broken) == _lines(whole)
    assert not (tmp_path / "broken.parquet.lines").exists()


def test_parquet_needs_a_file(tmp_path: Path) -> None:
    done = press_events("run", tmp_path, "--format", "parquet")
    assert done.returncode == 2
    assert error_lines(done) == ["press-events: --format parquet needs --output FILE: a Parquet file is written whole"]


@pytest.mark.parametrize("arguments", [["in.parquet"], ["release.txt", "--format", "parquet", "--output", "log"]])
def test_without_pyarrow_one_line_says_what_to_install(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "pyarrow.py").write_text("raise ImportError")
    done = press_events("run", *arguments, cwd=tmp_path, PYTHONPATH=str(tmp_path))
    assert done.returncode == 2
    [told] = error_lines(done)
    assert told.endswith("needs pyarrow; pip install 'press-events[parquet]'")
