"""A log and the texts beside it -> what came of its sources, as if they had just been read: to show a log as it is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from extract.extraction import Settings, text_file
from extract.inputs import Done, Source
from extract.log import line
from extract.log_reading import read
from extract.reading import read_text
from extract.schema import Event, Release


def from_log(log: Path, texts: Path, settings: Settings) -> Iterator[Done]:
    """Yield the documents of a log, in its order, with their lines; of the types of the settings, or all.

    ``texts`` is the folder that ``run --text`` wrote. A text that is missing or is not that of the log is a failure of
    its document; raises `ReadError` when the log is none.
    """
    for id_, events in groupby(read(log, own=settings.own), key=lambda event: event.document.id):
        yield _done(id_, list(events), texts, settings.types)


def _done(id: str, events: list[Event], texts: Path, types: frozenset[str] | None) -> Done:
    path = text_file(texts, id)
    done = Done(Source(str(path), id))
    try:
        with path.open(encoding="utf-8", newline="") as file:
            release = read_text(file.read())
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "is not UTF-8"
        done.failures.append(f"{path}: cannot be read: {why}; give the folder that run --text wrote")
        return done
    if not all(_fits(event, release) for event in events):
        done.failures.append(f"{path}: is not the text of the log: passages stand elsewhere; make both in one run")
        return done
    release.document = events[0].document
    done.releases.append(release.model_dump_json())
    done.lines.extend(line(event) for event in events if types is None or event.type in types)
    return done


def _fits(event: Event, release: Release) -> bool:
    """Return whether the passages of an event stand in the text where the log says."""
    return all(release.text[span.start : span.end] == span.text for span in event.evidence)
