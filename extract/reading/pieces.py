"""Blocks -> pieces: paragraphs cut where a cue stands inside them, and what the look of a piece says."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from extract.reading.blocks import Block
from extract.reading.cues import Cue
from extract.schema import SectionKind

# The alternatives go on behind a first character that a search finds at once.
_PHONE = re.compile(
    r"""[\d+TPF]
      (?: (?<=\b\d)\d\d\)?[-. ]{1,3}\d{3}[-. ]\d{4}\b    # (555) 010-0199
        | (?<=\+)\ ?\d{1,3}[ ()\d.-]{8,}\d                  # +44 20 7946 0000
        | (?:(?<=\bT)(?:el)?|(?<=\bP)(?:h|hone)?|(?<=\bF)ax)(?:ephone)?\s?[.:]\s*[+(]?\d )""",
    re.VERBOSE,
)
_ADDRESS = re.compile(
    r"[@\[hwe](?:(?<=\S@)\S+\.\w|(?<=\[)email|(?<=h)ttps?://|(?<=\bw)ww\.|(?<=\be)-?mail\s*:)", re.IGNORECASE
)
_HINT = re.compile(r"[\d@\[:]|[Ww]{3}\.")  # without one of these there is neither number nor address
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|announced|reported|said|says|today|its|their|the)\b")
_SENTENCE_INSIDE = re.compile(r"[.!?](?<=[a-z].)[”\"]?[ ,]")
_GLUE = re.compile(r"(?<=[.!?”\"])[ \xa0]{2,}(?=[A-Z])")  # "... in May.  Acme Corp. makes anvils."
_MARKS = ' \t\r\n*_#/“"(.,-'  # what may stand between a paragraph's beginning and its cue

_LONGEST_CONTACT = 250  # characters
_PROSE = 160  # characters from which a paragraph with a full stop in it is prose, whatever its words
_LONG_PROSE = 400  # and without any
_GLUED = 1500  # that a line of glued paragraphs has at least
_CLOSING = 4  # groups at the end of such a line that may be boilerplate
_SHORT_PROSE = 60  # characters that a sentence needs at least


@dataclass(slots=True)
class Piece:
    """A block, or the part of one from a cue on; ``kind`` is None until it is labelled."""

    start: int
    end: int
    text: str
    block: Block
    cue: Cue | None = None
    kind: SectionKind | None = None

    @property
    def words(self) -> str:
        """Return the text without the white space around it."""
        return self.text.strip()


def cut(text: str, blocks: list[Block], found: list[Cue]) -> list[Piece]:
    """Cut the blocks at the cues that stand in them; behind furniture the block goes on without a cue."""
    pieces: list[Piece] = []
    starts = [cue.start for cue in found]
    for block in blocks:
        position, cue = block.start, None
        for index in range(bisect_left(starts, block.start), len(found)):
            here = found[index]
            if here.start >= block.end:
                break
            if here.start > position and text[position : here.start].strip(_MARKS):
                pieces.append(Piece(position, here.start, text[position : here.start], block, cue))
                position, cue = here.start, here
            elif cue is None or not here.furniture:
                cue = here
            if here.furniture and here.end < block.end and text[here.end : block.end].strip():
                pieces.append(Piece(position, here.end, text[position : here.end], block, cue))
                position, cue = here.end, None
        pieces.append(Piece(position, block.end, text[position : block.end], block, cue))
    return pieces


def divide(text: str, pieces: list[Piece], index: int, position: int) -> None:
    """Make two pieces of one at ``position``."""
    piece = pieces[index]
    pieces.insert(index + 1, Piece(position, piece.end, text[position : piece.end], piece.block))
    piece.end, piece.text = position, text[piece.start : position]


def part_end(text: str, pieces: list[Piece], index: int, closes: Callable[[str], bool]) -> None:
    """Part the groups that ``closes`` from the end of a paragraph in which a wire glued its lines with two spaces."""
    piece = pieces[index]
    if piece.cue is not None or len(piece.text) < _GLUED or "\n" in piece.words:
        return
    starts = [piece.start + match.end() for match in _GLUE.finditer(piece.text)]
    end = piece.end
    for start in reversed(starts[-_CLOSING:]):
        if not closes(text[start:end].strip()):
            return
        divide(text, pieces, index, start)
        end = start


def ends_sentence(words: str) -> bool:
    """Return whether words end with a full stop, be it inside marks of quotation."""
    return words.rstrip("\"”’')]").endswith((".", "!", "?", "…"))


def looks_like_contact(words: str) -> bool:
    """Return whether a short piece holds a telephone number or an address of mail or web."""
    if len(words) > _LONGEST_CONTACT or not _HINT.search(words) or (len(words) > 120 and ends_sentence(words)):
        return False
    return bool(_PHONE.search(words) or _ADDRESS.search(words))


def is_prose(words: str) -> bool:
    """Return whether words are sentences, not a heading."""
    if words.isupper() or words.startswith("#") or looks_like_contact(words):
        return False
    if len(words) >= _PROSE:
        return ends_sentence(words) or _SENTENCE_INSIDE.search(words) is not None or len(words) > _LONG_PROSE
    return len(words) > _SHORT_PROSE and is_sentence(words)


def is_sentence(words: str) -> bool:
    """Return whether words end with a full stop and hold a word that headings seldom have."""
    return words.endswith((".", ".”", '."')) and _FINITE.search(words) is not None
