"""What came of sources -> files: the page of one release, or a folder with an index and a page for each release."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from extract.errors import OutputError
from extract.inputs import Done
from extract.schema import Release
from extract.show import render

_PAGES = "releases"
_MADE_BY_US = '<meta name="generator" content="press-events '
_MONTH = re.compile(r"\d{4}-\d\d")
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f/\\:*?"<>|%]')  # what some system does not allow in a file's name


class OnePage:
    """The page of a single release."""

    def __init__(self, path: Path | None) -> None:
        """Write to ``path`` (``-`` is standard output); when None, to ``<document id>.events.html`` in the working folder, but never over another's."""
        self._html: str | None = None
        self._path = path

    def add(self, done: Done) -> None:
        """Make the page of the source's release; raise `OutputError` when it holds more than one."""
        found = list(documents(done))
        if len(found) > 1:
            raise OutputError(f"{done.source.path}: holds {len(found)} releases; give --output DIR/ for a page of each")
        for release, events in found:
            self._html = render.page(release, events)
            if self._path is None:
                self._path = Path(f"{_file_name(release.document.id)}.events.html")
                _refuse_another(self._path)

    def finish(self) -> Path | None:
        """Write the page; return where it is, or None when the release could not be read."""
        if self._html is None or self._path is None:
            return None
        if str(self._path) == "-":
            sys.stdout.buffer.write(self._html.encode("utf-8", "replace"))
        else:
            _write(self._path, self._html)
        return self._path


class Site:
    """A folder with ``index.html`` and ``releases/<document id>.html``; each page is written as its release is done."""

    def __init__(self, folder: Path, name: str) -> None:
        """Make the folder; raise `OutputError` when it holds somebody else's index.html."""
        self._folder = folder
        self._name = name
        self._rows: list[render.Row] = []
        self._months: Counter[tuple[str, str]] = Counter()
        self._undated = 0
        self._failures: list[str] = []
        self._waiting: tuple[str, Release, list[Mapping[str, Any]]] | None = None
        self._previous: str | None = None
        _refuse_another(folder / "index.html")
        try:
            (folder / _PAGES).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{folder}: cannot be made: {error.strerror}") from None

    def add(self, done: Done) -> None:
        """Write the pages of a source's releases, and note what the index says of them."""
        self._failures += [" ".join(reason.split()) for reason in done.failures]
        for release, events in documents(done):
            name = f"{_file_name(release.document.id)}.html"
            self._write_waiting(next_page=quote(name))
            self._waiting = (name, release, events)
            counts = Counter(event["type"] for event in events)
            self._rows.append(render.Row(quote(f"{_PAGES}/{name}"), release.document.model_dump(), counts, len(events)))
            self._count(events)

    def finish(self) -> Path:
        """Write the index and return where it is."""
        self._write_waiting(next_page=None)
        path = self._folder / "index.html"
        _write(path, render.index(self._name, self._rows, self._months, self._undated, self._failures))
        return path

    def _write_waiting(self, *, next_page: str | None) -> None:
        """Write the page of the release before, now that it is known what comes after it."""
        if self._waiting is None:
            return
        name, release, events = self._waiting
        links = render.Links("../index.html", self._previous, next_page)
        _write(self._folder / _PAGES / name, render.page(release, events, links=links))
        self._previous = quote(name)

    def _count(self, events: list[Mapping[str, Any]]) -> None:
        """Count events by the month of their release, or where that is not known by their own."""
        for event in events:
            date = event["document"]["released"] or (event["date"] or {}).get("value") or ""
            if month := _MONTH.match(date):
                self._months[month[0], event["type"]] += 1
            else:
                self._undated += 1


def documents(done: Done) -> Iterator[tuple[Release, list[Mapping[str, Any]]]]:
    """Yield the releases of a source, each with its lines of the log as objects; the run must have kept them."""
    lines = [json.loads(line) for line in done.lines]
    for text in done.releases:
        release = Release.model_validate_json(text)
        yield release, [event for event in lines if event["document"]["id"] == release.document.id]


def _refuse_another(path: Path) -> None:
    """Raise `OutputError` when a file is there that is no page of ours."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            ours = _MADE_BY_US in file.read(1000)
    except FileNotFoundError:
        return
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from None
    if not ours:
        raise OutputError(f"{path}: is there already and no page of ours; move it away or choose another --output")


def _file_name(id: str) -> str:
    """Return an id as the name of a file, different ids as different names."""
    return _NOT_IN_NAMES.sub(lambda found: f"%{ord(found[0]):02X}", id)


def _write(path: Path, html: str) -> None:
    try:
        path.write_text(html, encoding="utf-8", errors="replace", newline="")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from None
