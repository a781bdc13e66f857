"""A log and the texts beside it -> what came of its sources, as if they had just been read: to show a log as it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from extract.errors import ReadError
from extract.inputs import Done, Source
from extract.reading import read_text
from extract.run import text_file
from extract.schema import Document, Release


def from_log(log: Path, texts: Path, *, types: frozenset[str] | None = None) -> Iterator[Done]:
    """Yield the documents of a log, in its order, with their lines; of the given types, or all.

    ``texts`` is the folder that ``run --text`` wrote. A text that is missing or is not that of the log is a failure of
    its document; raises `ReadError` when the log is none.
    """
    try:
        with log.open(encoding="utf-8") as file:
            events = (_event(line, f"{log}: line {number}") for number, line in enumerate(file, 1))
            for id_, own in groupby(events, key=lambda event: event["document"]["id"]):
                yield _done(id_, list(own), texts, types)
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{log}: cannot be read: {error.strerror if isinstance(error, OSError) else error}") from None


def _event(line: str, place: str) -> dict[str, Any]:
    """Return the event in a line of the log."""
    try:
        event: dict[str, Any] = json.loads(line)
        Document.model_validate(event["document"])
        if event["type"] and event["evidence"] and "date" in event and "value" in event["factuality"]:
            return event
    except (ValueError, KeyError, TypeError):
        pass
    raise ReadError(f"{place}: is no event; give a log in JSON Lines as press-events run writes it")


def _done(id: str, events: list[dict[str, Any]], texts: Path, types: frozenset[str] | None) -> Done:
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
    release.document = Document.model_validate(events[0]["document"])
    done.releases.append(release.model_dump_json())
    done.lines.extend(json.dumps(event) for event in events if types is None or event["type"] in types)
    return done


def _fits(event: dict[str, Any], release: Release) -> bool:
    """Return whether the passages of an event stand in the text where the log says."""
    return all(release.text[span["start"] : span["end"]] == span["text"] for span in event["evidence"])
