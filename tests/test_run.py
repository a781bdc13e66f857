"""The run over many documents: order, ids, failures, processes, time."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
import releases

import extract
from extract import workers
from extract.errors import PatternError
from extract.extraction import Settings, extract_source
from extract.inputs import Done, Source, sources
from extract.run import extract_all


def test_files_of_a_folder_come_sorted_and_recursively_without_hidden_files_and_logs(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.htm", "a/.hidden", ".git/x.txt", "c.jsonl", "about.toml", "d"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    found = [Path(source.path).relative_to(tmp_path).as_posix() for source in sources([tmp_path])]
    assert found == ["a/z.htm", "b.txt", "d"]


def test_inputs_keep_their_order_and_a_missing_one_is_not_forgotten(tmp_path: Path) -> None:
    (tmp_path / "b").touch()
    assert [source.path for source in sources([tmp_path / "b", "nowhere", "-"])] == [
        str(tmp_path / "b"),
        "nowhere",
        "-",
    ]


def test_a_link_that_leads_nowhere_is_a_failure_not_a_silence(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    [outcome] = extract.stream([tmp_path])
    assert outcome.events == []
    assert str(outcome.error).startswith(f"{tmp_path / 'gone.txt'}: ")


def test_ids_are_stems_and_unique_over_folders() -> None:
    paths = ["one/a.txt", "two/a.htm", "three/a~2.txt", "four/a.md", "five/b"]
    assert [source.id for source in sources(paths)] == ["a", "a~2", "a~2~2", "a~3", "b"]


def test_a_file_name_that_is_not_utf8_gets_an_id_that_is() -> None:
    [source] = sources([os.fsdecode(b"caf\xe9.txt")])
    assert source.id == "caf\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize("jobs", [1, 2])
def test_outcomes_come_in_input_order_and_a_failure_does_not_end_them(tmp_path: Path, jobs: int) -> None:
    first, last = releases.write(tmp_path, 2)
    missing = tmp_path / "missing.txt"
    outcomes = list(extract.stream([first, missing, last], jobs=jobs))
    assert [outcome.path for outcome in outcomes] == [first, missing, last]
    assert [bool(outcome.error) for outcome in outcomes] == [False, True, False]
    assert str(missing) in str(outcomes[1].error)
    assert outcomes[0].events
    assert all(isinstance(event, extract.Event) for outcome in outcomes for event in outcome.events)


def test_two_processes_give_what_one_gives(tmp_path: Path) -> None:
    found = list(sources(releases.write(tmp_path, 130)))
    assert list(extract_all(found, Settings(), jobs=2)) == list(extract_all(found, Settings()))


def test_only_the_wanted_types_are_extracted(tmp_path: Path) -> None:
    [path] = releases.write(tmp_path, 1)
    [source] = sources([path])
    wanted = extract_source(source, Settings(types=frozenset({"executive_quote"})))
    assert set(wanted.events) == {"executive_quote"}
    assert set(extract_source(source, Settings(types=frozenset())).events) == set()


def test_the_text_beside_the_log_is_the_text_of_the_offsets(tmp_path: Path) -> None:
    path = tmp_path / "in" / "crlf.txt"
    path.parent.mkdir()
    path.write_bytes(releases.QUOTED.replace("\n", "\r\n").encode())
    [source] = sources([path])
    extract_source(source, Settings(text_folder=str(tmp_path)))
    assert (tmp_path / "crlf.txt").read_bytes().decode() == extract.read(path).text


def test_a_document_that_takes_too_long_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow, quick = sources(releases.write(tmp_path, 2))

    def extract_slowly(release: extract.Release, **_: object) -> list[extract.Event]:
        if release.document.id == slow.id:
            try:
                time.sleep(30)
            except Exception:  # what a library might do: the limit must get through all the same
                time.sleep(30)
        return []

    monkeypatch.setattr("extract.pipeline.extract_events", extract_slowly)
    first, second = extract_all([slow, quick], Settings(time_limit=0.2))
    assert first.failures == [f"{slow.path}: not done within 0.2 seconds; --time-limit sets how many it may take"]
    assert second.failures == []
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_a_fault_of_ours_is_a_failure_of_one_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = sources(releases.write(tmp_path, 2))

    def fail(release: extract.Release, **_: object) -> list[extract.Event]:
        if release.document.id == first.id:
            raise KeyError("northwind")
        return []

    monkeypatch.setattr("extract.pipeline.extract_events", fail)
    done = list(extract_all([first, second], Settings()))
    assert done[0].failures == [f"{first.path}: a fault in press-events, please report it: KeyError: 'northwind'"]
    assert done[1].failures == []


def test_a_mistake_in_the_patterns_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise PatternError("product.toml: pattern product.x: trigger: wrong")

    monkeypatch.setattr("extract.pipeline.extract_events", fail)
    with pytest.raises(PatternError, match=r"product\.x"):
        list(extract_all(sources(releases.write(tmp_path, 1)), Settings()))


def _die_of_the_second(chunk: list[Source], settings: Settings) -> list[Done]:
    """Stand in for a worker's work: the system kills the process at one of the documents."""
    if any(source.id.endswith("001") for source in chunk):
        os.kill(os.getpid(), signal.SIGKILL)
    return [Done(source) for source in chunk]


def test_a_document_that_kills_its_worker_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_extract_chunk", _die_of_the_second)
    monkeypatch.setattr(workers, "_CHUNK_FILES", 3)
    done = list(extract_all(sources(releases.write(tmp_path, 6)), Settings(), jobs=2))
    assert [one.source.id for one in done] == [f"release-00{number}" for number in range(6)]
    assert [bool(one.failures) for one in done] == [False, True, False, False, False, False]


def test_a_log_is_no_release(tmp_path: Path) -> None:
    (tmp_path / "events.jsonl").write_text('{"id":"1f"}')
    [done] = extract_all(sources([tmp_path / "events.jsonl"]), Settings())
    assert done.failures == [
        f"{tmp_path}/events.jsonl: is a log by its name, no release; show, diff and evaluate read logs"
    ]


def test_a_folder_without_files_is_a_failure_not_a_silence(tmp_path: Path) -> None:
    (tmp_path / "events.jsonl").touch()
    [done] = extract_all(sources([tmp_path]), Settings())
    assert done.failures == [f"{tmp_path}: no file in this folder can be read; check what it holds and its rights"]
