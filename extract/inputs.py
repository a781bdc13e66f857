"""What the user named -> the documents to read: files, folders, tables and standard input, and what came of each."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from extract.errors import ReadError
from extract.tables import Columns, is_table, number_of_rows, read_rows

STDIN = "-"
_OUR_OWN = {".json", ".jsonl", ".toml"}  # logs, manifests, pattern files: never releases, in a folder of releases
_OF_TABLES = {"_SUCCESS", "_metadata", "_common_metadata"}  # what Spark and others leave among the parts of a table


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read (or ``-``), the id that its document gets, and its size in bytes (0 when unknown).

    A row of a table is "releases.parquet#row=17", counted from 0, and has its bytes in ``data``. ``problem`` says why
    there is nothing to read.
    """

    path: str
    id: str
    size: int = 0
    data: bytes | None = None
    problem: str | None = None


@dataclass(slots=True)
class Done:
    """What came of one source: (id, sha256) of its documents, their lines of the log, and what went wrong.

    ``releases`` holds the documents as JSON of `Release`, when the run was told to keep them.
    """

    source: Source
    documents: list[tuple[str, str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    events: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    releases: list[str] = field(default_factory=list)


def sources(inputs: Iterable[str | os.PathLike[str]], *, columns: Columns | None = None) -> Iterator[Source]:
    """Yield the documents behind files, folders, tables and ``-``, in the order given, folders recursively and sorted.

    A document's id is its file's stem; in a Parquet file (.parquet), each row of which is a document, that of the
    column of ids. When two documents share an id, the second one's is ``id~2``, the third one's ``id~3``: the order of
    the inputs decides. A folder gives every file in it except those whose name begins with a dot and those that end in
    .json, .jsonl or .toml. What does not exist, and a folder without files, is yielded all the same: reading it fails,
    and says why.
    """
    taken: dict[str, int] = {}
    for given in inputs:
        for path in files(os.fspath(given)) or [os.fspath(given)]:
            if is_table(path):
                yield from _rows(path, columns or Columns(), taken)
                continue
            size, problem = _look_at(path)
            yield Source(path, _unique(_stem(path), taken), size, problem=problem)


def count(inputs: Iterable[str | os.PathLike[str]]) -> int:
    """Return how many documents `sources` yields, without reading them: of a table the rows that it says it has."""
    found = (path for given in inputs for path in files(os.fspath(given)) or [os.fspath(given)])
    return sum(number_of_rows(path) if is_table(path) else 1 for path in found)


def _rows(path: str, columns: Columns, taken: dict[str, int]) -> Iterator[Source]:
    """Yield the rows of a table; a table that cannot be read, or not to its end, is a document that fails."""
    try:
        for number, row in enumerate(read_rows(path, columns)):
            name = f"{path}#row={number}"
            id_ = _unique(row.id or f"{_stem(path)}-{number}", taken)
            problem = f"{printable(name)}: {row.problem}" if row.problem else None
            yield Source(name, id_, len(row.data or b""), row.data, problem)
    except ReadError as error:
        yield Source(path, _unique(_stem(path), taken), problem=str(error))


def _stem(path: str) -> str:
    return "stdin" if path == STDIN else printable(Path(path).stem)


def files(given: str) -> list[str]:
    """Return the paths of the files in a folder, sorted by their names; any other path as it is."""
    if given == STDIN or not os.path.isdir(given):  # noqa: PTH112 - strings: a million Paths cost seconds
        return [given]
    try:
        entries = sorted(os.scandir(given), key=lambda entry: entry.name)
    except OSError:
        return [given]  # a folder that may not be opened: reading it says so
    found: list[str] = []
    for entry in entries:
        if entry.name.startswith(".") or entry.name in _OF_TABLES:
            continue
        if entry.is_dir(follow_symlinks=False):
            found.extend(files(entry.path))
        elif os.path.splitext(entry.name)[1].lower() in _OUR_OWN:  # noqa: PTH122
            continue
        elif entry.is_file() or (entry.is_symlink() and not os.path.exists(entry.path)):  # noqa: PTH110
            found.append(entry.path)  # a link that leads nowhere too: reading it says so
    return found


def printable(path: str) -> str:
    """Return a path as text that UTF-8 can hold: bytes of a file's name that are not UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def _unique(stem: str, taken: dict[str, int]) -> str:
    """Return ``stem``, or ``stem~2`` and so on when a document before has it."""
    number = taken.get(stem, 0) + 1
    while number > 1 and f"{stem}~{number}" in taken:
        number += 1
    taken[stem] = number
    name = stem if number == 1 else f"{stem}~{number}"
    taken.setdefault(name, 1)
    return name


def _look_at(path: str) -> tuple[int, str | None]:
    """Return the size of a file, and what is wrong where a folder or a log stands instead of a release."""
    if path == STDIN:
        return 0, None
    try:
        found = os.stat(path)  # noqa: PTH116
    except OSError:
        return 0, None
    if stat.S_ISDIR(found.st_mode):
        return 0, f"{printable(path)}: no file in this folder can be read; check what it holds and its rights"
    if path.lower().endswith(".jsonl"):
        return 0, f"{printable(path)}: is a log by its name, no release; show, diff and evaluate read logs"
    return found.st_size if stat.S_ISREG(found.st_mode) else 0, None
