"""One source, from its bytes to the lines of the log, with what went wrong in it.

What comes of a source is plain data (`Done`). The same input gives the same `Done` in any process, so the log does not
depend on the number of jobs.
"""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import PatternError, PressEventsError, ReadError
from extract.formats import Format, line_writer
from extract.inputs import STDIN, Done, Source, printable

if TYPE_CHECKING:
    from extract.patternfolder import Folder
    from extract.schema import Release

_NOT_IN_NAMES = {ord("/"): "%2F", 0: "%00"}  # an id of a table may hold what the name of a file cannot


@dataclass(frozen=True, slots=True)
class Settings:
    """What is wanted of every document: event types (None is all), a folder for texts, seconds at most, the format.

    With ``keep_releases`` the releases themselves come back as well, in `Done.releases`; ``own`` is a folder of the
    user's own pattern files.
    """

    types: frozenset[str] | None = None
    text_folder: str | None = None
    time_limit: float | None = None
    format: Format = Format.JSONL
    keep_releases: bool = False
    own: Folder | None = None


def extract_source(source: Source, settings: Settings) -> Done:
    """Read one source and return its lines of the log; what goes wrong is in ``failures``, one line each."""
    from extract.reading import read_all

    done = Done(replace(source, data=None))
    with _noting_failures(done, settings):
        if source.problem:
            raise ReadError(source.problem)
        for release in read_all(_content(source), name=printable(source.path)):
            _rename(release, source)
            with _noting_failures(done, settings):
                _extract_release(release, done, settings)
    return done


def _content(source: Source) -> bytes | Path:
    if source.path == STDIN and source.data is None:
        return sys.stdin.buffer.read()
    return Path(source.path) if source.data is None else source.data


def _extract_release(release: Release, done: Done, settings: Settings) -> None:
    from extract.pipeline import extract_events

    events = extract_events(release, types=settings.types, own=settings.own)
    if settings.text_folder is not None:
        path = text_file(Path(settings.text_folder), release.document.id)
        path.write_text(release.text, encoding="utf-8", newline="")
    write = line_writer(settings.format)
    lines = [write(event) for event in events]
    done.documents.append((release.document.id, release.document.sha256))
    if settings.keep_releases:
        done.releases.append(release.model_dump_json())
    done.lines.extend(lines)
    done.events.update(event.type for event in events)


def text_file(folder: Path, id: str) -> Path:
    """Return where the text of a document is written, into which the offsets of its events point."""
    return folder / f"{id.translate(_NOT_IN_NAMES)}.txt"


def _rename(release: Release, source: Source) -> None:
    """Give a release the id of its source, which no other document of the run has."""
    document = release.document
    own = "document" if source.path == STDIN or source.data is not None else Path(source.path).stem
    document.id = source.id + document.id.removeprefix(own)
    document.source = printable(source.path)


@contextlib.contextmanager
def _noting_failures(done: Done, settings: Settings) -> Iterator[None]:
    """Run the block for at most the time limit; whatever it raises becomes a line of ``done.failures``."""
    name = printable(done.source.path)
    try:
        with _time_limit(settings.time_limit):
            yield
    except PatternError:
        raise
    except PressEventsError as error:
        done.failures.append(str(error))
    except _TimeIsUp:
        done.failures.append(
            f"{name}: not done within {settings.time_limit:g} seconds; --time-limit sets how many it may take"
        )
    except OSError as error:
        done.failures.append(f"{printable(error.filename or name)}: {error.strerror or error}")
    except Exception as error:
        done.failures.append(f"{name}: a fault in press-events, please report it: {type(error).__name__}: {error}")


class _TimeIsUp(BaseException):
    """Raised in the middle of a document; no ``except Exception`` on the way may swallow it."""


@contextlib.contextmanager
def _time_limit(seconds: float | None) -> Iterator[None]:
    """Raise `_TimeIsUp` in the block after so many seconds, where the system has alarms (not on Windows)."""
    if seconds is None or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    previous_handler = signal.signal(signal.SIGALRM, _raise_time_is_up)
    previous_left, _ = signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)  # again every second, should one be swallowed
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, previous_left, 1.0)
        signal.signal(signal.SIGALRM, previous_handler)


def _raise_time_is_up(*_: object) -> None:
    raise _TimeIsUp
