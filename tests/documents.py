"""The documents that the tests read, and the rules that hold for every log."""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from extract.log import line
from extract.pipeline import extract_events
from extract.reading import read
from extract.schema import EVENT_TYPES, Event, Release

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
WIRE = ROOT.parent / "shared" / "releases" / "wire"

NAMES = sorted(path.parent.name for path in CORPUS.glob("*/about.toml"))
SILENT = sorted((CORPUS / "none").glob("*.txt"))


@cache
def release(name: str) -> Release:
    """Read a document of the corpus; its id is the name of its folder."""
    (path,) = (CORPUS / name).glob("release.*")
    found = read(path)
    found.document.id = name
    found.document.source = path.relative_to(ROOT).as_posix()
    return found


@cache
def events(name: str) -> list[Event]:
    """Return the events of a document of the corpus."""
    return extract_events(release(name))


def about(name: str) -> dict[str, Any]:
    """Return what is written down of a document of the corpus."""
    return tomllib.loads((CORPUS / name / "about.toml").read_text("utf-8"))


def wire_sample(number: int) -> list[Path]:
    """Return so many wire files, the same each time; none where they are not at hand."""
    paths = sorted(WIRE.glob("*.md"))
    return sorted(random.Random(2003).sample(paths, min(number, len(paths))))


def check_log(read: Release, found: list[Event]) -> None:
    """Assert what holds for the log of any document: offsets, ids, keys, and that it can be read back."""
    ids = [event.id for event in found]
    assert len(set(ids)) == len(ids), f"{read.document.id}: an id occurs twice"
    assert all(ids), f"{read.document.id}: an event without an id"
    firsts = [event.evidence[0].start for event in found]
    assert firsts == sorted(firsts), f"{read.document.id}: not in the order of the text"
    for event in found:
        logged = json.loads(line(event))
        shape = EVENT_TYPES[event.type]
        assert set(logged) == set(shape.model_fields), f"{event.type}: keys are missing or new"
        assert shape.model_validate(logged) == event
        for span in spans(logged):
            where = f"{read.document.id}: {event.type} {span}"
            assert 0 <= span["start"] < span["end"] <= len(read.text), where
            assert read.text[span["start"] : span["end"]] == span["text"], where


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object with offsets in a line of the log."""
    if isinstance(value, dict):
        if "start" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from spans(item)
