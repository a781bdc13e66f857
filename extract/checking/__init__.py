"""Do the patterns keep what their examples promise? What ``press-events check`` prints and the tests demand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from extract.checking import cues, forms, triggers
from extract.checking.broken import Broken
from extract.checking.lines import line_of, line_of_key
from extract.errors import PatternError
from extract.events import declared
from extract.patternfolder import Folder, load_all, read_own
from extract.patternset import Pattern, load, read
from extract.wordlists import folder, read_toml

# The files that have examples but no triggers, and how their examples are run.
_FAMILIES: dict[str, Callable[[dict[str, Any]], Iterable[Broken]]] = {
    "quotes/executive_quote.toml": lambda _: forms.quotations(),
    "results/financial_result.toml": lambda _: forms.figures(),
    "facts/names.toml": lambda table: [*cues.around_names(table), *cues.shapes(table)],
    "products/introduced.toml": cues.around_names,
    "reading/sections.toml": cues.section_openings,
}
# "wrong.toml: pattern x.y: slots.owner.side: Input should be ..."
_ERROR = re.compile(r"(?P<file>.+?\.toml): (?:pattern (?P<id>\S+): )?(?:(?P<key>[\w.]+): )?(?P<what>.*)", re.DOTALL)
_AT_LINE = re.compile(r"\(at line (\d+)")


class Fault(NamedTuple):
    """Something wrong with a pattern file, and the line where it stands."""

    path: Path
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


class Checked(NamedTuple):
    """A pattern file with the number of its examples and what is wrong with it."""

    path: Path
    examples: int
    faults: list[Fault]


def check(own: Folder | None = None) -> Iterator[Checked]:
    """Yield every pattern file of ours, and of a folder of the user's, with the faults that were found in it."""
    yield from map(check_file, sorted(folder().rglob("*.toml")))
    if own is None:
        return
    ours, root = load(), Path(own.path)
    checked = [_checked(path, lambda path: _broken_own(path, ours)) for path in sorted(root.glob("*.toml"))]
    yield from checked
    if not any(file.faults for file in checked):
        yield from _together(own)


def check_file(path: Path) -> Checked:
    """Return one pattern file, ours or the user's, with the faults that were found in it."""
    if folder().resolve() in path.resolve().parents:
        return _checked(path, _broken_ours)
    return _checked(path, lambda path: _broken_own(path, load()))


def _broken_ours(path: Path) -> Iterable[Broken]:
    table = read_toml(path)
    if run := _FAMILIES.get(path.resolve().relative_to(folder().resolve()).as_posix()):
        return run(table)
    if path.resolve().parent != folder().resolve():
        if next(_entries(table), None):
            raise PatternError(f"{path.name}: has examples, but nothing in extract.checking runs them")
        return []
    file = read(path)
    return triggers.broken(file.event, file.pattern)


def _broken_own(path: Path, ours: dict[str, list[Pattern]]) -> Iterable[Broken]:
    file, declaration = read_own(path, ours)
    finder = partial(declared.find, declaration) if declaration else None
    return triggers.broken(file.event, file.pattern, finder=finder)


def _together(own: Folder) -> Iterator[Checked]:
    """Yield what is wrong with files that are sound one by one: two of them for one type."""
    try:
        load_all(own)
    except PatternError as error:
        path = Path(str(error).partition(": ")[0])
        yield Checked(Path(own.path), 0, [_mistake(path, str(error).removeprefix(f"{path.parent}/"))])


def _checked(path: Path, run: Callable[[Path], Iterable[Broken]]) -> Checked:
    try:
        broken = list(run(path))
    except PatternError as error:
        return Checked(path, 0, [_mistake(path, str(error))])
    source = path.read_text("utf-8")
    entries = list(_entries(read_toml(path)))
    faults = [*(_bare(path, source, entry) for entry in entries), *(_broken(path, source, one) for one in broken)]
    return Checked(path, sum(map(_examples, entries)), [fault for fault in faults if fault])


def _mistake(path: Path, message: str) -> Fault:
    """Return a mistake that keeps a file from being read at all, at the line of the key that it names."""
    told, what = _ERROR.fullmatch(message), message.removeprefix(f"{path.name}: ")
    if found := _AT_LINE.search(message):
        return Fault(path, int(found[1]), what)
    source = path.read_text("utf-8", errors="replace") if path.is_file() else ""
    entry = (line_of(source, told["id"]) if told and told["id"] else None) or 1
    key = line_of_key(source, told["key"], after=entry) if told and told["key"] else None
    return Fault(path, key or entry, what)


def _broken(path: Path, source: str, example: Broken) -> Fault:
    entry = line_of(source, example.id) or 1
    return Fault(path, line_of(source, example.text, after=entry) or entry, str(example))


def _bare(path: Path, source: str, entry: dict[str, Any]) -> Fault | None:
    missing = [key for key in ("yes", "no") if not entry.get(key)]
    if not missing or not isinstance(entry.get("id"), str):
        return None
    return Fault(path, line_of(source, entry["id"]) or 1, f"pattern {entry['id']}: {missing[0]}: has no example")


def _entries(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the tables of a pattern file that have examples, whatever its shape."""
    if isinstance(value, dict):
        if "yes" in value or "no" in value:
            yield value
        value = list(value.values())
    for item in value if isinstance(value, list) else ():
        yield from _entries(item)


def _examples(entry: dict[str, Any]) -> int:
    held = [*(entry.get(key) for key in ("yes", "no"))]
    lists = [texts for part in held for texts in (part.values() if isinstance(part, dict) else [part])]
    return sum(len(texts) for texts in lists if isinstance(texts, list))
