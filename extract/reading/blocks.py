"""Lines of a text -> blocks: paragraphs joined where the text is hard-wrapped, one line each where it is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from extract.reading import dateline

BULLET = re.compile(
    r"(?:[•●▪■◦‣○](?=\S)|(?:[•●▪■◦‣·○*–—-]|o(?= {2,})|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])[ \t\xa0]+(?=\S))"
)
_GAP = re.compile(r"\S(?: {4,}|\t+ *)(?=\S)")  # between the columns of a table
_RULE = re.compile(r"[-=_ .]{5,}|[|:\- ]{5,}")
_TABLE_TAG = re.compile(r"</?(?:TABLE|CAPTION|S|C|FN)>", re.IGNORECASE)  # EDGAR's marks in plain text
_BLANK = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\ufeff\u200b"  # white space, seen and unseen
_FIGURE = re.compile(r"\d")
_DATELINE = 120  # characters that a dateline alone on its line has at most
_WRAPPED = range(45, 160)  # the length of a line that the author's margin may have broken


@dataclass(slots=True)
class Line:
    """A line that is not blank, without the white space around it; ``blanks`` counts the blank lines before it."""

    start: int
    end: int
    text: str
    indent: int
    blanks: int
    row: bool  # looks like the row of a table


@dataclass(slots=True)
class Block:
    """A paragraph, a heading, a list item or the rows of a table: ``text`` is the slice ``[start, end)``."""

    start: int
    end: int
    text: str
    blanks: int
    indent: int
    row: bool = False
    bullet: bool = False


def lines(text: str) -> list[Line]:
    """Return the lines that hold something, in text order."""
    found: list[Line] = []
    position = blanks = 0
    for raw in text.split("\n"):
        stripped = raw.strip(_BLANK)
        if stripped:
            indent = raw.index(stripped[0])
            start = position + indent
            row = _is_row(stripped) and BULLET.match(stripped) is None
            found.append(Line(start, start + len(stripped), stripped, indent, blanks, row))
            blanks = 0
        else:
            blanks += 1
        position += len(raw) + 1
    return found


def split(text: str) -> list[Block]:
    """Return the blocks of a text, in text order; white space between them belongs to none."""
    blocks: list[Block] = []
    previous: Line | None = None
    found = lines(text)
    if _is_double_spaced(found):
        for line in found:
            line.blanks = max(0, line.blanks - 1)
    for line in found:
        bullet = BULLET.match(line.text) is not None and not _signs_quotation(previous, line)
        if previous is not None and _continues(previous, line, blocks[-1], bullet):
            block = blocks[-1]
            block.end = line.end
        else:
            blocks.append(Block(line.start, line.end, "", line.blanks, line.indent, line.row, bullet))
        previous = line
    for block in blocks:
        block.text = text[block.start : block.end]
    return blocks


def _is_double_spaced(found: list[Line]) -> bool:
    """Return whether blank lines stand inside paragraphs: behind most wrapped lines that end no sentence."""
    wrapped = [
        below.blanks
        for above, below in pairwise(found)
        if 60 <= len(above.text) <= 90 and above.text[-1].isalpha() and below.text[0].islower()
    ]
    return len(wrapped) >= 3 and wrapped.count(1) > 0.7 * len(wrapped)


def _continues(previous: Line, line: Line, block: Block, bullet: bool) -> bool:
    if previous.row and line.row:
        return line.blanks <= 1
    if line.blanks or bullet or previous.row != line.row:
        return False
    if min(previous.indent, line.indent) > 6 and abs(previous.indent - line.indent) > 2:
        return False  # centred lines
    if (
        not block.bullet
        and line.indent >= previous.indent + 2
        and (previous.text[-1] in '.:;!?”"' or len(previous.text) > 110)
    ):
        return False  # the first line of a paragraph
    if block.bullet and line.indent <= block.indent and len(previous.text) > 160:
        return False
    return len(previous.text) in _WRAPPED and len(line.text) <= 200 and not _is_dateline(line.text)


def _is_dateline(line: str) -> bool:
    """Return whether a line is wholly a dateline with its wire: "SPRINGFIELD--(BUSINESS WIRE)--"."""
    if len(line) > _DATELINE or line[-1] not in "-–—/)]":
        return False
    found = dateline.find(line, 0, len(line))
    return found is not None and found.wire is not None and found.end == len(line)


def _signs_quotation(previous: Line | None, line: Line) -> bool:
    """Return whether a dash gives the speaker of the quotation above it, not an item of a list."""
    return line.text[0] in "–—-" and previous is not None and previous.text[-1] in '”"’'


def _is_row(line: str) -> bool:
    if len(line) > 400:
        return False
    if (line[0] == "|" and line[-1] == "|") or (line[0] == "<" and _TABLE_TAG.match(line)):
        return True
    if _RULE.fullmatch(line):
        return True
    if "    " not in line and "\t" not in line:
        return False
    return _GAP.search(line) is not None and _FIGURE.search(line) is not None
