"""The head of a release: all that stands before the first sentence of its news."""

from __future__ import annotations

import re

from extract.reading import cues, dateline
from extract.reading.blocks import BULLET
from extract.reading.dateline import Dateline
from extract.reading.pieces import Piece, divide, is_prose, is_sentence, looks_like_contact
from extract.wordlists import verbs

_JOINS = re.compile(
    r"(?:\b(?:of|for|and|to|in|on|the|a|an|with|by|from|at|its|as|or|into|through|over|that|ended|ending|&)|[,;:–—-])$",
    re.IGNORECASE,
)
_COLUMNS = re.compile(r"\S {4,}\S")
_IMMEDIATE = re.compile(r"for immediate release", re.IGNORECASE)
_PLACE_FIRST = re.compile(r"[A-Z]{2}|[A-Z][\w.]+(?: [A-Z][\w.]+)*,")
_SUBHEADLINES = 3  # paragraphs that may stand between a headline and the dateline
_CONTACT_LINE = 200  # characters


def find_lede(text: str, pieces: list[Piece]) -> tuple[int, Dateline | None]:
    """Return the index of the piece with the first sentence of the news, and the dateline if there is one.

    A dateline that fills its own line belongs to the head; the lede is then the next piece of prose.
    """
    line: Dateline | None = None
    for index, piece in enumerate(pieces):
        if piece.cue is not None or cues.is_label(piece.words):
            continue
        if index and piece.block.blanks == 0 and _wraps(pieces[index - 1]):
            continue  # the second line of a headline
        found = dateline.find(text, piece.start, piece.end)
        if found is not None and not (line and found.end >= piece.end):
            line = found
            if text[found.end : piece.end].strip(" -–—"):
                return index, line
            piece.kind = "dateline"
            continue
        glued = dateline.find_glued(text, piece.start, piece.end) if line is None else None
        if glued is not None:
            divide(text, pieces, index, glued.start)
            return index + 1, glued
        if is_prose(piece.words) and not piece.block.bullet:
            if line is None and _is_above_dateline(text, pieces[index + 1 : index + 1 + _SUBHEADLINES]):
                continue
            return index, line
    return _first_sentence(pieces), line


def _is_above_dateline(text: str, below: list[Piece]) -> bool:
    """Return whether one of the next paragraphs begins with a dateline: the sentence above it is a subheadline."""
    for piece in below:
        found = dateline.find(text, piece.start, piece.end) if piece.cue is None else None
        if found is not None and found.date is not None and found.end < piece.end and _PLACE_FIRST.match(piece.words):
            return True
    return False


def _wraps(above: Piece) -> bool:
    """Return whether a headline ends in the midst of a phrase; the dash behind a dateline joins nothing."""
    return above.kind != "dateline" and _JOINS.search(above.words) is not None


def _first_sentence(pieces: list[Piece]) -> int:
    """Return the index of the first piece that is a sentence, be it short, for texts without a paragraph of prose."""
    for index, piece in enumerate(pieces):
        if piece.kind is None and piece.cue is None and is_sentence(piece.words):
            return index
    return len(pieces)


def label(head: list[Piece]) -> tuple[int, int] | None:
    """Give the pieces before the lede their kinds; return the span of the headline.

    Lines that go on with the headline or a subheadline above them are made one piece with it.
    """
    headline: Piece | None = None
    above: Piece | None = None  # the headline or subheadline with which the next line may go on
    in_contact = False
    marked = any(piece.words.startswith("# ") for piece in head)
    _label_letterhead(head)
    for number, piece in enumerate(head):
        words = piece.words
        if piece.kind:
            above = None
            continue
        if cues.is_label(words):
            piece.kind, in_contact = "cover", False
        elif piece.cue is not None:
            piece.kind = piece.cue.kind
            in_contact = piece.kind == "contact" and "contact" in words.lower()
        elif _is_contact(piece, head[number + 1 : number + 2], in_contact):
            piece.kind = "contact"
        elif piece.block.row:
            piece.kind = "cover"
        elif above is not None and _goes_on(above, piece):
            piece.kind = above.kind
            above.end, above.text, piece.start = piece.end, piece.text, piece.end
            continue
        elif headline is None and (words.startswith("# ") or not marked):
            piece.kind, in_contact = "headline", False
            headline = piece
        elif headline is None:
            piece.kind = "cover"
        else:
            piece.kind = "list" if BULLET.match(words) else "subheadline"
        above = piece if piece.kind in ("headline", "subheadline") else None
    return _bare_span(headline) if headline is not None else None


def _label_letterhead(head: list[Piece]) -> None:
    """Label the pieces above FOR IMMEDIATE RELEASE "cover" when there is a headline below it."""
    labels = [number for number, piece in enumerate(head) if _IMMEDIATE.search(piece.text)]
    if not labels or all(cues.is_label(piece.words) or piece.cue for piece in head[labels[-1] + 1 :]):
        return
    for piece in head[: labels[-1]]:
        if not piece.kind and piece.cue is None and not looks_like_contact(piece.words):
            piece.kind = "cover"


def _is_contact(piece: Piece, following: list[Piece], in_contact: bool) -> bool:
    """Return whether a piece is a contact line: by its look, or by those around it."""
    words = piece.words
    if looks_like_contact(words) and len(words) < _CONTACT_LINE:
        return True
    if not in_contact:
        return False
    before_contact = any(looks_like_contact(below.text) for below in following)
    return piece.block.blanks == 0 or before_contact or _COLUMNS.search(words) is not None


def _goes_on(above: Piece, piece: Piece) -> bool:
    """Return whether a line goes on with the headline or subheadline on the line above it."""
    if piece.block.blanks or BULLET.match(piece.text):
        return False
    first, words = above.words, piece.words
    wraps = _wraps(above) or _is_verb(first.rsplit(maxsplit=1)[-1].lower())
    return wraps or words[0].islower() or (first.isupper() and words.isupper())


def _is_verb(word: str) -> bool:
    """Return whether a headline that ends with this word goes on: "Acme Acquires" / "Northwind Bank"."""
    return word in verbs() or (word.endswith("s") and word[:-1] + "d" in verbs())


def _bare_span(headline: Piece) -> tuple[int, int]:
    """Leave the marks of Markdown out of the headline's span and return it."""
    marks = len(headline.text) - len(headline.text.lstrip("#* \t"))
    if headline.end - headline.start == len(headline.text):
        headline.start += marks
    return headline.start, headline.end
