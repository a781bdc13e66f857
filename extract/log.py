"""The event log: JSON Lines, UTF-8, one event a line; written in whole lines and resumable after any end of the run.

Beside the log FILE stand FILE.run.json (version, patterns and inputs of the run, its totals at the end),
FILE.manifest.jsonl (one line for each input file done, with the length of the log after it) and, when a document
failed, FILE.errors.jsonl. The manifest's line is written after the log's: what the log holds beyond the manifest's
last whole line belongs to a file that was not finished, and is cut off when the run is resumed.
"""

from __future__ import annotations

import itertools
import json
import platform
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from extract.errors import OutputError
from extract.inputs import printable
from extract.patternfolder import digest
from extract.version import __version__

if TYPE_CHECKING:
    from extract.inputs import Done, Source
    from extract.patternfolder import Folder
    from extract.schema import Event


def line(event: Event) -> str:
    """Return the event's line of the log, without its line break; the same event gives the same bytes."""
    return event.model_dump_json()


@dataclass(slots=True)
class Totals:
    """What a run has done so far: documents with their events, and failures."""

    documents: int = 0
    failures: int = 0
    events: Counter[str] = field(default_factory=Counter)

    def add(self, documents: int, failures: int, events: Mapping[str, int]) -> None:
        """Count one input file more."""
        self.documents += documents
        self.failures += failures
        self.events.update(events)


class StreamLog:
    """A log that flows away, to standard output or a device: nothing stands beside it and nothing can be resumed."""

    def __init__(self, stream: BinaryIO) -> None:
        """Write to an open stream, which is left open in the end."""
        self.totals = Totals()
        self._stream = stream

    def unfinished(self, sources: Iterator[Source]) -> Iterator[Source]:
        """Return the sources as they are: none is done yet."""
        return sources

    def append(self, done: Done) -> None:
        """Write the lines of one source."""
        self._stream.write(_lines(done.lines))
        self._stream.flush()
        self.totals.add(len(done.documents), len(done.failures), done.events)

    def finish(self, seconds: float) -> None:
        """Do nothing: no totals are kept."""


class FileLog:
    """A log in a file, with the run's header, manifest and errors beside it."""

    def __init__(self, path: Path, header: dict[str, Any], *, resume: bool = False, lines: Path | None = None) -> None:
        """Begin the log anew, or go on behind the last input file that a broken run finished.

        ``lines`` is the file of the lines where it is not ``path`` itself. Raises `OutputError` when the files cannot be
        written, or when the run to resume had other patterns, other types, another format or another version: its first
        half would not fit the second.
        """
        self.totals = Totals()
        self._path = path
        self._lines = lines or path
        self._header = header
        self._files_done = 0
        ends = _Ends()
        try:
            if not resume:
                self._beside("manifest.jsonl").unlink(missing_ok=True)  # first: from here on nothing old can be resumed
            elif self._beside("run.json").exists():
                self._check_header()
                ends = self._read_manifest()
            self._write_header({"finished": False})
            self._log = _open_at(self._lines, ends.log)
            self._errors = _open_at(self._beside("errors.jsonl"), ends.errors)
            self._manifest = _open_at(self._beside("manifest.jsonl"), ends.manifest)
        except OSError as error:
            raise OutputError(f"{path}: cannot be written: {error.strerror}") from None

    def unfinished(self, sources: Iterator[Source]) -> Iterator[Source]:
        """Skip the sources that the broken run finished; raise `OutputError` when they are not the same as then."""
        for entry in itertools.islice(_whole_lines(self._beside("manifest.jsonl")), self._files_done):
            source = next(sources, None)
            if source is None or (printable(source.path), source.id) != (entry["source"], entry["id"]):
                raise OutputError(
                    f"{self._path}: cannot be resumed: the broken run read {entry['source']} where the inputs now have "
                    f"{printable(source.path) if source else 'nothing'}; run again without --resume"
                )
        yield from sources

    def append(self, done: Done) -> None:
        """Write what came of one source: its events, its failures, then the manifest's line that makes it done."""
        failures = [
            {"source": printable(done.source.path), "id": done.source.id, "reason": reason} for reason in done.failures
        ]
        self._log.write(_lines(done.lines))
        self._errors.write(_lines(map(json.dumps, failures)))
        self._log.flush()
        self._errors.flush()
        entry = {
            "source": printable(done.source.path),
            "id": done.source.id,
            "documents": [{"id": id_, "sha256": sha256} for id_, sha256 in done.documents],
            "events": done.events,
            "failures": len(failures),
            "log_bytes": self._log.tell(),
            "errors_bytes": self._errors.tell(),
        }
        self._manifest.write(_lines([json.dumps(entry)]))
        self._manifest.flush()
        self.totals.add(len(done.documents), len(failures), done.events)

    def close(self) -> None:
        """Close the files of the run, finished or not."""
        for file in (self._log, self._errors, self._manifest):
            file.close()

    def finish(self, seconds: float) -> None:
        """Close the files and write the totals into FILE.run.json."""
        self.close()
        if not self.totals.failures:
            self._beside("errors.jsonl").unlink()
        totals = {
            "documents": self.totals.documents,
            "failures": self.totals.failures,
            "events": dict(sorted(self.totals.events.items())),
            "seconds": round(seconds, 2),
        }
        self._write_header({"finished": True, **totals})

    def _beside(self, ending: str) -> Path:
        return self._path.with_name(f"{self._path.name}.{ending}")

    def _check_header(self) -> None:
        before = json.loads(self._beside("run.json").read_text("utf-8"))
        for key, value in self._header.items():
            if key != "inputs" and before.get(key) != value:
                raise OutputError(
                    f"{self._path}: cannot be resumed: {key} was {before.get(key)} and is now {value}; run again without --resume"
                )

    def _write_header(self, state: dict[str, Any]) -> None:
        """Write FILE.run.json whole or not at all."""
        path = self._beside("run.json")
        draft = path.with_name(path.name + ".tmp")
        draft.write_text(json.dumps({**self._header, **state}, indent=2) + "\n", encoding="utf-8")
        draft.replace(path)

    def _read_manifest(self) -> _Ends:
        """Count what the broken run finished, and return how long its three files were then."""
        log_size, errors_size = _size(self._lines), _size(self._beside("errors.jsonl"))
        ends = _Ends()
        for entry in _whole_lines(self._beside("manifest.jsonl")):
            if entry["log_bytes"] > log_size or entry["errors_bytes"] > errors_size:
                break  # the machine went down before the log reached the disk
            ends = _Ends(entry["log_bytes"], entry["errors_bytes"], ends.manifest + entry["bytes"])
            self._files_done += 1
            self.totals.add(len(entry["documents"]), entry["failures"], entry["events"])
        return ends


@dataclass(frozen=True, slots=True)
class _Ends:
    """Lengths in bytes of the files of a run, up to which they are whole."""

    log: int = 0
    errors: int = 0
    manifest: int = 0


def run_header(
    inputs: list[str],
    types: frozenset[str] | None,
    format: str = "jsonl",
    own: Folder | None = None,
) -> dict[str, Any]:
    """Return what decides a log, for FILE.run.json: with the same of each, the log can be made again."""
    return {
        "press_events": __version__,
        "patterns": digest(own),
        "python": platform.python_version(),
        "dateparser": version("dateparser"),
        "lxml": version("lxml"),
        "charset-normalizer": version("charset-normalizer"),
        "types": sorted(types) if types is not None else None,
        "format": format,
        "inputs": inputs,
    }


def _lines(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _whole_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON Lines file with their length as ``bytes``, up to the first line that was cut short."""
    if not path.exists():
        return
    with path.open("rb") as file:
        for raw in file:
            if not raw.endswith(b"\n"):
                return
            yield {**json.loads(raw), "bytes": len(raw)}


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _open_at(path: Path, length: int) -> BinaryIO:
    """Open a file for writing behind its first ``length`` bytes, and cut off the rest."""
    file = path.open("r+b" if length else "wb")
    file.truncate(length)
    file.seek(length)
    return file
