"""The run over many documents: one after another or in worker processes, in input order, no failure stops it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import PressEventsError
from extract.extraction import Settings, extract_source
from extract.inputs import Done, Source

if TYPE_CHECKING:
    from extract.schema import Event


@dataclass(frozen=True, slots=True)
class Outcome:
    """What `extract.stream` yields for each file: its events, and why there are none or not all of them."""

    path: Path
    events: list[Event]
    error: PressEventsError | None = None


def stream(paths: Iterable[str | os.PathLike[str]], settings: Settings, *, jobs: int) -> Iterator[Outcome]:
    """Yield an `Outcome` for each file, in input order; see `extract.stream`."""
    from extract.inputs import sources
    from extract.schema import event_from

    for done in extract_all(sources(paths), settings, jobs=jobs):
        error = PressEventsError("; ".join(done.failures)) if done.failures else None
        yield Outcome(Path(done.source.path), [event_from(line) for line in done.lines], error)


def extract_all(found: Iterable[Source], settings: Settings, *, jobs: int = 1) -> Iterator[Done]:
    """Yield what comes of each source, in order, from ``jobs`` processes (one: this process).

    A document that cannot be read, takes longer than the time limit or kills its worker is a failure in its `Done`.
    Only `PatternError` is raised: no document can be read without the patterns.
    """
    if jobs > 1:
        from extract.workers import extract_in_workers

        yield from extract_in_workers(found, settings, jobs=jobs)
        return
    for source in found:
        yield extract_source(source, settings)
