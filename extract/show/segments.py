"""A release and the marks of its events -> sections, blocks and segments: text cut wherever a highlight begins or ends.

All offsets are code points and stay here, in Python: a browser counts UTF-16 units and is never asked to count. The
pieces in their order are the text, whole and unedited; a test reads it back from the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from extract.schema import NARRATIVE, Section
from extract.show.describe import MAIN_PASSAGE, words

_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")  # lines up to one that is blank
_WRAPPED_LINE = 45  # lines at least so long were broken to fit a page, and may be joined; shorter ones are an address
_LONGEST_LINED = 90
_LABELS = {"about": "About the company", "safe_harbor": "Safe harbor", "legal": "Notice", "cover": "Not of the release"}


@dataclass(frozen=True, slots=True)
class Highlight:
    """A mark of a numbered event of a type, as the page draws it."""

    start: int
    end: int
    event: int
    type: str
    label: str
    hue: int
    is_role: bool


@dataclass(frozen=True, slots=True)
class Tag:
    """What stands at the beginning of a highlight: the name of the role, or the event's number (on paper only)."""

    event: int
    label: str
    hue: int
    is_role: bool


@dataclass(frozen=True, slots=True)
class Layer:
    """The events of one colour that hold a segment, by their numbers, and those to which it is a role.

    ``is_lined``: a role short enough to be underlined, unlike a whole quotation.
    """

    hue: int
    events: tuple[int, ...]
    roles: tuple[int, ...]
    is_lined: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that lies in the same highlights from end to end."""

    start: int
    text: str
    layers: tuple[Layer, ...] = ()
    tags: tuple[Tag, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph that flows, lines that stay as they are, a table, or the blank lines between them (``gap``)."""

    form: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its blocks; ``is_news`` is false for what is set aside: boilerplate, tables, contacts."""

    kind: str
    label: str
    is_news: bool
    blocks: tuple[Block, ...]


def parts(text: str, sections: Sequence[Section], highlights: Iterable[Highlight]) -> list[Part]:
    """Return a text as its sections in order, with whatever stands between them (kind ``gap``)."""
    cutter = _Cutter(text, sorted(highlights, key=lambda mark: (mark.start, -mark.end, mark.event)))
    found: list[Part] = []
    here = 0
    for section in sections:
        if section.start > here:
            found.append(_part(cutter, "gap", here, section.start))
        found.append(_part(cutter, section.kind, section.start, section.end))
        here = section.end
    if here < len(text):
        found.append(_part(cutter, "gap", here, len(text)))
    return found


def _part(cutter: _Cutter, kind: str, start: int, end: int) -> Part:
    is_news = kind in NARRATIVE or kind in ("dateline", "gap")
    label = "" if kind in ("body", "gap") else _LABELS.get(kind, words(kind).capitalize())
    blocks = (
        Block(form, tuple(cutter.segments(a, b))) for form, a, b in _blocks(cutter.text, kind, start, end) if a < b
    )
    return Part(kind, label, is_news, tuple(blocks))


def _blocks(text: str, kind: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield the form, start and end of each paragraph of a section and of the blank lines around it."""
    here = start
    for paragraph in [(start, end)] if kind == "table" else _paragraphs(text, start, end):
        yield "gap", here, paragraph[0]
        yield _form(text[slice(*paragraph)], kind), *paragraph
        here = paragraph[1]
    yield "gap", here, end


def _paragraphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [found.span() for found in _PARAGRAPH.finditer(text, start, end)]


def _form(paragraph: str, kind: str) -> str:
    if kind == "table":
        return "table"
    lines = paragraph.split("\n")[:-1]
    return "flow" if all(len(line.strip()) >= _WRAPPED_LINE for line in lines) else "lines"


class _Cutter:
    """Cuts stretches of a text, asked for in order, into segments."""

    def __init__(self, text: str, highlights: list[Highlight]) -> None:
        self.text = text
        self._coming = highlights[::-1]
        self._open: list[Highlight] = []
        self._edges = sorted({edge for mark in highlights for edge in (mark.start, mark.end)}, reverse=True)

    def segments(self, start: int, end: int) -> Iterator[Segment]:
        """Yield the segments between two offsets, neither of which lies before what was asked for earlier."""
        edges = [start]
        while self._edges and self._edges[-1] < end:
            edges.append(max(self._edges.pop(), start))
        for a, b in pairwise([*edges, end]):
            if a < b:
                yield self._segment(a, b)

    def _segment(self, start: int, end: int) -> Segment:
        self._open = [mark for mark in self._open if mark.end > start]
        while self._coming and self._coming[-1].start <= start:
            self._open.append(self._coming.pop())
        held = [mark for mark in self._open if mark.end > start]
        hints = dict.fromkeys(f"{mark.type} {mark.event}: {mark.label}" for mark in held)
        return Segment(start, self.text[start:end], tuple(_layers(held)), tuple(_tags(held, start)), " · ".join(hints))


def _layers(held: list[Highlight]) -> Iterator[Layer]:
    """Yield the layers of a segment, from the colour whose highlight is widest to that whose is narrowest."""
    by_hue = groupby(sorted(held, key=lambda mark: mark.hue), key=lambda mark: mark.hue)
    stacks = sorted(([*marks] for _, marks in by_hue), key=lambda marks: (any(m.is_role for m in marks), marks[0].hue))
    for marks in stacks:
        events = dict.fromkeys(mark.event for mark in marks)
        roles = dict.fromkeys(mark.event for mark in marks if mark.is_role)
        is_lined = any(mark.is_role and mark.end - mark.start <= _LONGEST_LINED for mark in marks)
        yield Layer(marks[0].hue, tuple(events), tuple(roles), is_lined)


def _tags(held: list[Highlight], start: int) -> Iterator[Tag]:
    """Yield a tag for each event of which roles begin here ("customer, location"), and for each main passage."""
    labels: dict[tuple[int, int], list[str]] = {}
    for mark in held:
        if mark.start != start:
            continue
        if mark.is_role:
            labels.setdefault((mark.event, mark.hue), []).append(mark.label)
        elif mark.label == MAIN_PASSAGE:
            yield Tag(mark.event, str(mark.event), mark.hue, is_role=False)
    for (event, hue), names in labels.items():
        yield Tag(event, ", ".join(dict.fromkeys(names)), hue, is_role=True)
