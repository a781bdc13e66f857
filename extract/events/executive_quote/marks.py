"""Pairing of quotation marks, in text whose marks are missing, doubled, glued or of the wrong kind.

Each paragraph is read as a whole: every mark may open, close or mean nothing (inches, a stray), each reading has a
price from the characters around it, and the cheapest reading of the paragraph wins. One bad mark thus costs one
quotation, not all that follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.schema import NARRATIVE, Release

# Each branch begins with the mark itself, so that a search skips all other characters.
_MARK = re.compile(r"\"\"(?:(?!\S)|(?<!\S\"\"))|\"|\\\"|““?|””?|„|‟|«|»|＂|``|''")
_OPENS = frozenset("“„‟«") | {"``", "““"}
_CLOSES = frozenset("”»") | {"''", "””"}
_TERMINAL = ".!?…"
_OPENING_MARK = re.compile(r"\s*(?:\\?\"|[“„‟«]|``)")


@dataclass(slots=True)
class Paragraph:
    """A paragraph of the narrative; a sentence that runs on after a page break stays in one."""

    start: int
    end: int


@dataclass(slots=True)
class Quotation:
    """The words between an opening and a closing mark; ``outer`` includes the marks.

    ``closed`` is false when the paragraph ends, or another quotation opens, before a closing mark. ``opened`` is false
    when the opening mark is missing: the words then begin somewhere after ``start``, where the last quotation ended.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: int
    closed: bool = True
    opened: bool = True


def paragraphs(release: Release) -> list[Paragraph]:
    """Return the paragraphs of the narrative sections, in text order."""
    text, found = release.text, list[Paragraph]()
    for start, end in _stretches(release):
        for first, last in _blocks(text, start, end):
            if _PAGE.fullmatch(text, first, last):
                continue
            if found and found[-1].start >= start and _runs_on(text, found[-1].end, first):
                found[-1].end = last
            else:
                found.append(Paragraph(first, last))
    return found


def _stretches(release: Release) -> Iterator[tuple[int, int]]:
    """Yield the runs of narrative sections between which nothing but white space stands."""
    start = end = -1
    for section in release.sections:
        if section.kind not in NARRATIVE:
            continue
        if start >= 0 and not release.text[end : section.start].strip():
            end = section.end
            continue
        if start >= 0:
            yield start, end
        start, end = section.start, section.end
    if start >= 0:
        yield start, end


_LINE = re.compile(r"[^\n]*\n?")
_WRAP = range(50, 126)  # columns at which hard-wrapped lines end: those of EDGAR, of wires, of editors


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches between blank lines, and between lines that are too long to be wrapped."""
    first = last = start
    wrapped = False
    for line in _LINE.finditer(text, start, end):
        words = line[0]
        content = words.strip()
        begin = line.start() + len(words) - len(words.lstrip())
        if content and not (wrapped and first < last):
            if first < last:
                yield first, last
            first = begin
        if content:
            last = begin + len(content)
            wrapped = len(words.rstrip()) in _WRAP
        else:
            wrapped = False
    if first < last:
        yield first, last


_PAGE = re.compile(
    r"(?:\s|<PAGE>|-\s*\d{1,3}\s*-|\bPage\s+\d+(?:\s+of\s+\d+)?|^\s*\d{1,3}\s*$)*", re.MULTILINE | re.IGNORECASE
)


PAGE_BREAK = re.compile(rf"\s*\n\s*\n{_PAGE.pattern}\s*", _PAGE.flags)


def _runs_on(text: str, end: int, start: int) -> bool:
    """Tell whether a sentence breaks off at ``end`` and goes on at ``start``, over a page break at most."""
    return (
        text[end - 1] not in ".!?:;”\"'’)…" and text[start].islower() and _PAGE.fullmatch(text, end, start) is not None
    )


def quotations(text: str, found: list[Paragraph]) -> list[Quotation]:
    """Return what stands between paired marks, in text order, the outermost pair where one quotation holds another.

    Terms defined in brackets (the "Company") and nicknames (Jane "Jay" Doe) are left out.
    """
    pairs: list[Quotation] = []
    for number, paragraph in enumerate(found):
        marks = list(_MARK.finditer(text, paragraph.start, paragraph.end))
        if marks:
            goes_on = number + 1 < len(found) and _OPENING_MARK.match(text, found[number + 1].start) is not None
            pairs.extend(
                _pairs(text, marks, number, paragraph.start, paragraph.end, _cheapest(text, marks, goes_on=goes_on))
            )
        else:
            pairs.extend(_single(text, number, paragraph))
    return [pair for pair in pairs if not _is_term(text, pair) and not _is_nickname(text, pair)]


# ‘We're glad to open the plant,’ in a paragraph without double marks: speech ends in a point or comma inside.
_SINGLE = re.compile(r"[‘'](?<![\w’'].)(?=[A-Z])(?:[^‘'’“”\"]|(?<=\w)[’'](?=\w)){25,600}(?<=[,.!?])[’'](?!\w)")


def _single(text: str, number: int, paragraph: Paragraph) -> Iterator[Quotation]:
    """Yield what stands in single marks, apostrophes aside."""
    for found in _SINGLE.finditer(text, paragraph.start, paragraph.end):
        yield _quotation(text, found.start(), found.start() + 1, found.end() - 1, found.end(), number)


# What a mark can do, by name, and to which depth it leads from which.
_MOVES = {
    0: (("open", 1), ("late", 0), ("ignore", 0)),
    1: (("close", 0), ("nest", 2), ("reopen", 1), ("ignore", 1)),
    2: (("close", 1), ("ignore", 2)),
}  # fmt: skip
_Path = tuple["_Path | None", str]


def _cheapest(text: str, marks: list[re.Match[str]], *, goes_on: bool) -> list[str]:
    """Return what each mark does in the cheapest reading; ``goes_on`` if the next paragraph begins with a mark."""
    states: dict[int, tuple[float, _Path | None]] = {0: (0.0, None)}
    for mark in marks:
        prices = _prices(text, mark)
        following: dict[int, tuple[float, _Path | None]] = {}
        for depth, (cost, path) in states.items():
            for move, reached in _MOVES[depth]:
                total = cost + prices[move]
                if reached not in following or total < following[reached][0]:
                    following[reached] = (total, (path, move))
        states = following
    left_open = {0: 0.0, 1: 0.3 if goes_on else 2.5, 2: 4.0}
    _, path = min(((cost + left_open[depth], path) for depth, (cost, path) in states.items()), key=lambda item: item[0])
    moves = []
    while path:
        path, move = path
        moves.append(move)
    return moves[::-1]


def _prices(text: str, mark: re.Match[str]) -> dict[str, float]:
    """Return what each move costs at a mark, by its kind and the characters beside it."""
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    opens, closes = _straight(before, after)
    ignored = 4.0
    if mark[0] in _OPENS:
        opens, closes = (2.0, 1.0) if after.isspace() and not before.isspace() else (0.0, 4.0)
    elif mark[0] in _CLOSES:
        opens, closes = (1.5 if before.isspace() else 4.0), 0.0
    elif before.isdigit() and not after.isupper():
        ignored = 1.5  # inches
    ends = text[max(0, mark.start() - 8) : mark.start()].rstrip()[-1:] in _TERMINAL
    return {
        "open": opens,
        "close": closes,
        "ignore": ignored,
        "late": closes + 2.5,
        "nest": opens + (3.0 if ends else 1.5),
        "reopen": opens + (1.0 if ends else 3.5),
    }


def _straight(before: str, after: str) -> tuple[float, float]:
    """Return the price of opening and of closing with a straight mark between two characters."""
    if before.isspace() or before in "([{—–-/":
        return (2.0, 2.0) if after.isspace() else (0.0, 4.0)
    if after.isspace() or after in ".,;:!?)]}—–-/":
        return 4.0, 0.0
    return 1.0, 0.5 if before in ".,!?…" else 1.0


def _pairs(
    text: str, marks: list[re.Match[str]], number: int, start: int, end: int, moves: list[str]
) -> Iterator[Quotation]:
    opened: re.Match[str] | None = None
    depth, last = 0, start
    for mark, move in zip(marks, moves, strict=True):
        if move == "nest":
            depth += 1
        elif move == "close" and depth:
            depth -= 1
        elif move in ("close", "reopen") and opened:
            yield _quotation(
                text, opened.start(), opened.end(), mark.start(), mark.end() if move == "close" else -1, number
            )
            opened = mark if move == "reopen" else None
            last = mark.end()
        elif move == "open":
            opened = mark
        elif move == "late":
            yield replace(_quotation(text, last, last, mark.start(), mark.end(), number), opened=False)
    if opened:
        yield _quotation(text, opened.start(), opened.end(), end, -1, number)


def _quotation(text: str, outer: int, start: int, end: int, outer_end: int, number: int) -> Quotation:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Quotation(start, end, outer, max(outer_end, end), number, closed=outer_end >= 0)


_DEFINES = re.compile(r"\([^()]{0,120}\Z")


def _is_term(text: str, pair: Quotation) -> bool:
    """Tell whether a term is defined here: (the "Company"), ("Acme" or the "Company")."""
    if pair.end - pair.start > 80:
        return False
    opening = _DEFINES.search(text, max(0, pair.outer_start - 130), pair.outer_start)
    return opening is not None and re.match(r"[^()]{0,80}\)", text[pair.outer_end : pair.outer_end + 90]) is not None


_FIRST_NAME = re.compile(r"[A-Z][\w.-]+\s$")


def _is_nickname(text: str, pair: Quotation) -> bool:
    """Tell whether the marks hold a nickname: Jane "Jay" Doe."""
    return (
        re.fullmatch(r"[A-Z][a-z]+", text[pair.start : pair.end]) is not None
        and _FIRST_NAME.search(text, max(0, pair.outer_start - 20), pair.outer_start) is not None
        and re.match(r"\s[A-Z][a-z]", text[pair.outer_end : pair.outer_end + 3]) is not None
    )
