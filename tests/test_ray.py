"""The run on Ray: a local one with real workers, bound to the loopback address, started and ended by each test."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import own
import pytest
import releases

from extract.engines import extract_batch, from_arrow
from extract.engines import ray as engine
from extract.errors import PressEventsError
from extract.extraction import Settings
from extract.inputs import sources
from extract.patternfolder import open_folder
from extract.run import extract_all

pytest.importorskip("ray.data")

COMMAND = [sys.executable, "-m", "extract.cli", "run", "--quiet"]


@pytest.fixture(autouse=True)
def our_own_ray(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RAY_ADDRESS", raising=False)


def test_a_worker_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    paths = releases.write(tmp_path / "in", 260)
    paths[7].write_bytes(b"")
    inputs = [str(tmp_path / "in"), "nowhere"]
    local, distributed = tmp_path / "local" / "log", tmp_path / "ray" / "log"
    local.parent.mkdir()
    distributed.parent.mkdir()
    subprocess.run([*COMMAND, *inputs, "--output", local], stderr=subprocess.DEVNULL, check=False)
    begun = [*COMMAND, *inputs, "--output", distributed, "--engine", "ray", "--jobs", "2"]
    with subprocess.Popen(begun, stderr=subprocess.DEVNULL) as process:
        assert _kill_a_worker_of(process)
        assert process.wait(120) == 1
    for name in ("log", "log.manifest.jsonl", "log.errors.jsonl"):
        assert (distributed.parent / name).read_bytes() == (local.parent / name).read_bytes(), name


def test_a_document_that_kills_every_worker_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker dies of the third chunk whenever it meets it; here, where it is done at last, nothing kills."""
    extract_block = engine._extract_block

    def die_of_the_third(block: Any, **options: Any) -> Any:
        if block.column("number").to_pylist() == [2]:
            os.kill(os.getpid(), signal.SIGKILL)
        return extract_block(block, **options)

    monkeypatch.setattr(engine, "_extract_block", die_of_the_third)
    monkeypatch.setattr("extract.workers._CHUNK_FILES", 2)
    found = list(sources(releases.write(tmp_path, 9)))
    assert list(engine.extract_all(found, Settings(), jobs=2)) == list(extract_all(found, Settings()))


def test_a_worker_with_other_patterns_refuses_the_work() -> None:
    import pyarrow as pa

    block = pa.table({"number": [4], "chunk": [b"not read"]})
    answer = engine._extract_block(block, settings=Settings(), maker="0.0.1 with patterns 0123456789ab")
    [refusal] = answer.column("refusal").to_pylist()
    assert refusal == f"a worker has press-events {engine._maker(None)}, this machine 0.0.1 with patterns 0123456789ab"


def test_a_worker_with_another_folder_of_own_patterns_refuses_the_work(tmp_path: Path) -> None:
    import pyarrow as pa

    mine = tmp_path / "mine"
    own.write(mine)
    settings = Settings(own=open_folder(mine))
    block = pa.table({"number": [4], "chunk": [pickle.dumps([])]})

    def refusal() -> str | None:
        engine._as_it_is_here.cache_clear()  # a worker starts afresh
        answer = engine._extract_block(block, settings=settings, maker=engine._maker(settings.own))
        return answer.column("refusal").to_pylist()[0]

    assert refusal() is None
    next(mine.glob("*.toml")).write_text("# another\n")
    assert "a worker has press-events" in (refusal() or "")
    for path in mine.glob("*.toml"):
        path.unlink()
    assert refusal() == f"a worker cannot use the patterns: {mine}: holds no pattern file; their names end in .toml"


def test_a_cluster_that_cannot_be_joined_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> None:
        raise ConnectionError("nobody answers\nin a long story")

    monkeypatch.setenv("RAY_ADDRESS", "192.0.2.1:6379")
    monkeypatch.setattr("ray.init", fail)
    with pytest.raises(
        PressEventsError, match=r"^--engine ray: no Ray can be used at 192\.0\.2\.1:6379: nobody answers$"
    ):
        list(engine.extract_all([], Settings(), jobs=1))


def test_ray_data_maps_batches_to_events(tmp_path: Path) -> None:
    import pyarrow as pa
    import ray.data

    texts = [path.read_text() for path in releases.write(tmp_path, 6)]
    documents = pa.table({"number": range(6), "body": texts})
    with engine._running(jobs=2):
        rows = ray.data.from_arrow(documents).repartition(3)
        options = {"text_column": "body", "id_column": "number"}
        found = rows.map_batches(extract_batch, batch_format="pyarrow", fn_kwargs=options).to_arrow_refs()
        events = [event for table in ray.get(found) for event in from_arrow(table)]
    expected = list(from_arrow(extract_batch(documents, **options)))
    assert sorted(events, key=repr) == sorted(expected, key=repr)
    assert len({event.document.id for event in events}) == 6


def _kill_a_worker_of(process: subprocess.Popen[bytes]) -> bool:
    """Kill the first worker that is at work; return whether there was one before the process ended."""
    while process.poll() is None:
        for pid, command in _descendants(process.pid):
            if command.startswith("ray::MapBatches"):
                os.kill(pid, signal.SIGKILL)
                return True
        time.sleep(0.02)
    return False


def _descendants(pid: int) -> list[tuple[int, str]]:
    """Return the processes that a process has started, and those that these have, with their command lines."""
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
            parents.setdefault(int(parent), []).append(int(folder.name))
    found: list[tuple[int, str]] = []
    waiting = [pid]
    while waiting:
        children = parents.get(waiting.pop(), [])
        waiting.extend(children)
        with contextlib.suppress(OSError):
            found.extend((child, Path(f"/proc/{child}/cmdline").read_text()) for child in children)
    return found
