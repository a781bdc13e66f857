"""The log on disk: the contract of a line, and what is left after any end of a run."""

from __future__ import annotations

import itertools
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, BinaryIO

import jsonschema
import pytest
import releases
from hypothesis import given, settings
from hypothesis import strategies as st

import extract.log
from extract.errors import OutputError
from extract.extraction import Settings
from extract.formats.json_schema import json_schema
from extract.inputs import Done, Source, sources
from extract.log import FileLog, run_header
from extract.run import extract_all

CORPUS = Path(__file__).parents[1] / "corpus"

EVERY_EVENT = {"id", "type", "document", "evidence", "date", "factuality"}
BY_TYPE = {
    "executive_quote": {"parts", "quote", "speaker", "cue"},
    "customer_deployment": {
        "customer", "vendor", "products", "offering", "stage", "locations", "purpose", "quantity", "value",
    },
    "product": {"name", "owner", "mark", "introduced", "mentions"},
    "securities_offering": {
        "issuer", "security", "kind", "stage", "gross_proceeds", "net_proceeds", "proceeds", "principal", "size",
        "price_per_share", "shares", "underwriters", "use_of_proceeds",
    },
    "financial_result": {"metric", "basis", "value", "period", "comparisons", "change"},
}  # fmt: skip
BY_SHAPE = {
    "document": {"id", "source", "sha256", "issuer", "headline", "released"},
    "evidence": {"text", "start", "end", "section", "pattern"},
    "date": {"text", "start", "end", "value", "grain"},
    "factuality": {"value", "cue"},
    "speaker": {"text", "start", "end", "name", "title", "organization"},
    "quantity": {"text", "start", "end", "count", "unit"},
    "shares": {"text", "start", "end", "amount"},
    "period": {"text", "start", "end", "value", "grain", "fiscal"},
    "change": {"text", "start", "end", "percent", "direction"},
}
ISSUER = {"name", "ticker", "exchange", "cik"}
LISTS = {"evidence", "parts", "products", "locations", "mentions", "underwriters", "comparisons"}
MONEY = {"text", "start", "end", "amount", "currency", "approximate", "bound"}


@pytest.fixture(scope="module")
def corpus_lines() -> list[str]:
    """Return the log of the project's own corpus."""
    return [line for done in extract_all(sources([CORPUS]), Settings()) for line in done.lines]


def test_the_corpus_exercises_every_type(corpus_lines: list[str]) -> None:
    assert {json.loads(line)["type"] for line in corpus_lines} == set(BY_TYPE)


def test_the_json_schema_accepts_every_line(corpus_lines: list[str]) -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for line in corpus_lines:
        validator.validate(json.loads(line))


def test_the_json_schema_rejects_a_line_that_lacks_a_key_or_has_one_too_many(corpus_lines: list[str]) -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    event = json.loads(corpus_lines[0])
    assert not validator.is_valid({**event, "certainty": 1})
    assert not validator.is_valid({key: value for key, value in event.items() if key != "document"})


def test_every_key_of_the_contract_is_in_every_line(corpus_lines: list[str]) -> None:
    for line in corpus_lines:
        event = json.loads(line)
        assert event.keys() >= EVERY_EVENT | BY_TYPE[event["type"]]
        assert event["document"]["issuer"].keys() >= ISSUER
        _check_shapes(event)


def _check_shapes(value: dict[str, Any]) -> None:
    """Check the keys of the shapes inside an event, and that no list is null."""
    for key, inner in value.items():
        assert key not in LISTS or isinstance(inner, list)
        for shape in inner if isinstance(inner, list) else [inner]:
            if isinstance(shape, dict):
                assert shape.keys() >= BY_SHAPE.get(key, set())
                assert "currency" not in shape or shape.keys() >= MONEY
                _check_shapes(shape)


def _done(number: int, failures: int = 0) -> Done:
    """Return what a worker might return for the file of this number."""
    source = Source(f"in/{number}.txt", f"{number}")
    lines = [json.dumps({"document": number, "event": event}) for event in range(number % 4)]
    reasons = [f"{source.path}: is empty"] * failures
    return Done(source, documents=[(source.id, "0" * 64)], lines=lines, failures=reasons)


def _header() -> dict[str, Any]:
    return run_header(["in"], None)


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith(".run.json")}


def _write(path: Path, work: list[Done], *, resume: bool = False) -> FileLog:
    log = FileLog(path, _header(), resume=resume)
    left = {source.path for source in log.unfinished(done.source for done in work)}
    for done in work:
        if done.source.path in left:
            log.append(done)
    return log


def test_a_run_leaves_its_header_and_its_totals_beside_the_log(tmp_path: Path) -> None:
    _write(tmp_path / "log", [_done(1), _done(2, failures=1)]).finish(1.5)
    about = json.loads((tmp_path / "log.run.json").read_text())
    assert about.keys() >= {
        "press_events",
        "patterns",
        "python",
        "dateparser",
        "lxml",
        "charset-normalizer",
        "types",
        "inputs",
    }
    assert (about["finished"], about["documents"], about["failures"], about["seconds"]) == (True, 2, 1, 1.5)
    manifest = [json.loads(line) for line in (tmp_path / "log.manifest.jsonl").read_text().splitlines()]
    assert [(entry["source"], entry["documents"]) for entry in manifest] == [
        ("in/1.txt", [{"id": "1", "sha256": "0" * 64}]),
        ("in/2.txt", [{"id": "2", "sha256": "0" * 64}]),
    ]
    [error] = map(json.loads, (tmp_path / "log.errors.jsonl").read_text().splitlines())
    assert error == {"source": "in/2.txt", "id": "2", "reason": "in/2.txt: is empty"}


def test_a_run_without_failures_leaves_no_errors_file_not_even_an_old_one(tmp_path: Path) -> None:
    _write(tmp_path / "log", [_done(1, failures=1)]).finish(0)
    _write(tmp_path / "log", [_done(1)]).finish(0)
    assert not (tmp_path / "log.errors.jsonl").exists()


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_resuming_after_any_cut_gives_the_unbroken_log(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Cut the three files where a kill could: the manifest anywhere, the others anywhere behind what it vouches for."""
    folder = tmp_path_factory.mktemp("cut")
    work = [_done(number, failures=number % 2) for number in range(6)]
    whole, broken = folder / "whole", folder / "broken"
    whole.mkdir()
    _write(whole / "log", work).finish(0)
    shutil.copytree(whole, broken)
    manifest = (broken / "log.manifest.jsonl").read_bytes()
    kept = manifest[: data.draw(st.integers(0, len(manifest)))]
    (broken / "log.manifest.jsonl").write_bytes(kept)
    vouched = [json.loads(line) for line in kept.splitlines(keepends=True) if line.endswith(b"\n")]
    for name in ("log", "errors"):
        path = broken / ("log" if name == "log" else "log.errors.jsonl")
        least = vouched[-1][f"{name}_bytes"] if vouched else 0
        path.write_bytes(path.read_bytes()[: data.draw(st.integers(least, path.stat().st_size))])
    _write(broken / "log", work, resume=True).finish(0)
    assert _files(broken) == _files(whole)


def test_a_log_shorter_than_its_manifest_is_resumed_from_where_both_agree(tmp_path: Path) -> None:
    work = [_done(number) for number in range(6)]
    _write(tmp_path / "log", work).finish(0)
    whole = (tmp_path / "log").read_bytes()
    (tmp_path / "log.errors.jsonl").touch()
    (tmp_path / "log").write_bytes(whole[: len(whole) // 2])  # the machine lost power
    _write(tmp_path / "log", work, resume=True).finish(0)
    assert (tmp_path / "log").read_bytes() == whole


def test_a_finished_run_has_nothing_to_resume(tmp_path: Path) -> None:
    work = [_done(number) for number in range(3)]
    _write(tmp_path / "log", work).finish(0)
    before = _files(tmp_path)
    log = FileLog(tmp_path / "log", _header(), resume=True)
    assert list(log.unfinished(done.source for done in work)) == []
    log.finish(0)
    assert _files(tmp_path) == before


def test_a_run_with_other_types_or_inputs_cannot_be_resumed(tmp_path: Path) -> None:
    _write(tmp_path / "log", [_done(1), _done(2)])
    with pytest.raises(OutputError, match="types was None and is now"):
        FileLog(tmp_path / "log", run_header(["in"], frozenset({"product"})), resume=True)
    log = FileLog(tmp_path / "log", _header(), resume=True)
    with pytest.raises(OutputError, match=r"read in/1\.txt where the inputs now have in/3\.txt"):
        list(log.unfinished(iter([_done(3).source])))


def test_a_log_in_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written: No such file or directory"):
        FileLog(tmp_path / "missing" / "log", _header())


class _Deadly:
    """A file of the run that ends its process, as kill -9 does, when so many of its kind have been written or flushed."""

    left = 0

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def __getattr__(self, name: str) -> Any:
        if name in ("write", "flush"):
            _Deadly.left -= 1
            if _Deadly.left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return getattr(self._file, name)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_killed_between_any_two_writes_and_resumed_the_log_is_that_of_an_unbroken_run(tmp_path: Path) -> None:
    work = [_done(number, failures=number % 2) for number in range(5)]
    whole = tmp_path / "whole"
    whole.mkdir()
    _write(whole / "log", work).finish(0)
    for moment in itertools.count():
        broken = tmp_path / f"killed-{moment}"
        broken.mkdir()
        killed = _killed_at(moment, broken / "log", work)
        if killed:
            _write(broken / "log", work, resume=True).finish(0)
        assert _files(broken) == _files(whole), f"killed at write or flush {moment}"
        if not killed:
            break
    assert moment == 6 * len(work), "three files, each written and flushed for each source"


def _killed_at(moment: int, log: Path, work: list[Done]) -> bool:
    """Write the log in a process that dies at a moment; return whether it came to that."""
    process = os.fork()
    if process == 0:
        _Deadly.left = moment
        opened = extract.log._open_at
        extract.log._open_at = lambda path, length: _Deadly(opened(path, length))  # type: ignore[assignment]
        _write(log, work).finish(0)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == -signal.SIGKILL


def test_killed_at_many_moments_and_resumed_the_log_is_that_of_an_unbroken_run(tmp_path: Path) -> None:
    paths = releases.write(tmp_path / "in", 120)
    paths[7].write_bytes(b"")
    command = [sys.executable, "-m", "extract.cli", "run", str(tmp_path / "in"), "--quiet", "--output"]
    (tmp_path / "whole").mkdir()
    (tmp_path / "broken").mkdir()
    subprocess.run([*command, str(tmp_path / "whole" / "log")], stderr=subprocess.DEVNULL, check=False)
    chance = random.Random(7)
    log = tmp_path / "broken" / "log"
    for kill in range(4):
        jobs = str(1 + kill % 2)
        process = subprocess.Popen([*command, str(log), "--resume", "--jobs", jobs], stderr=subprocess.DEVNULL)
        _wait_for_growth(log, process, lines=chance.randrange(30))
        process.send_signal(signal.SIGKILL)
        process.wait()
    subprocess.run([*command, str(log), "--resume"], stderr=subprocess.DEVNULL, check=False)
    assert _files(tmp_path / "broken") == _files(tmp_path / "whole")
    assert (tmp_path / "whole" / "log.errors.jsonl").exists()


def _wait_for_growth(log: Path, process: subprocess.Popen[bytes], *, lines: int) -> None:
    """Wait until the manifest has so many lines more, or the process has ended."""
    manifest = log.with_name("log.manifest.jsonl")
    before = manifest.read_bytes().count(b"\n") if manifest.exists() else 0
    while process.poll() is None and (not manifest.exists() or manifest.read_bytes().count(b"\n") < before + lines):
        time.sleep(0.005)
