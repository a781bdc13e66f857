"""Every id that a log can hold, and what the pattern files say of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.checking.lines import strings
from extract.patternfolder import Folder
from extract.wordlists import folder, read_toml

_WORDS = ("trigger", "form", "cue", "inside")  # the keys under which the families of patterns have their words


@dataclass(frozen=True, slots=True)
class Entry:
    """A pattern: where it stands, its words as written there, or what it is where it has no words of its own."""

    id: str
    path: Path
    line: int
    words: tuple[str, ...]
    about: str | None = None


def entries(own: Folder | None = None) -> dict[str, Entry]:
    """Return the patterns of our files and of a folder of the user's, by their ids."""
    paths = [*sorted(folder().rglob("*.toml")), *(sorted(Path(own.path).glob("*.toml")) if own else ())]
    return {entry.id: entry for path in paths for entry in entries_of(path)}


def entries_of(path: Path) -> Iterator[Entry]:
    """Yield the patterns of one file."""
    tables = list(_with_ids(read_toml(path)))
    lines: dict[str, int] = {}
    for line, string in strings(path.read_text("utf-8")):
        lines.setdefault(string, line)
    for table in tables:
        words: str | list[str] = next((table[key] for key in _WORDS if key in table), [])
        listed = (words,) if isinstance(words, str) else tuple(words)
        yield Entry(table["id"], path, lines.get(table["id"], 1), listed, table.get("about"))


def _with_ids(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value
        value = list(value.values())
    for item in value if isinstance(value, list) else ():
        yield from _with_ids(item)
