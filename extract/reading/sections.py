"""Text -> sections, by evidence: cue words, datelines, the look of lines; never by position alone.

A text is cut into blocks (paragraphs) and these at the cues that stand inside them. The pieces before the lede are the
head (labels, headline, subheadlines, dateline); of the others each gets the kind that its own words prove, else that of
the section that is open.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from extract.reading import cover, cues, dateline
from extract.reading.blocks import BULLET, Block, split
from extract.reading.cues import Cue
from extract.reading.dateline import Dateline
from extract.schema import Section, SectionKind
from extract.wordlists import vocabulary

_PHONE = re.compile(
    r"\(?\b\d{3}\)?[-. ]{1,3}\d{3}[-. ]\d{4}\b|\+ ?\d{1,3}[ ()\d.-]{8,}\d|\b(?:Tel|Phone|Fax|Ph|T|P)(?:ephone)?\s?[.:]\s*[+(]?\d"
)
_ADDRESS = re.compile(r"\S+@\S+\.\w|\[email|https?://|\bwww\.|\be-?mail\s*:", re.IGNORECASE)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|announced|reported|said|says|today|its|their|the)\b")
_FOOTNOTE = re.compile(
    r"(?:\(?(?:\d{1,2}|[A-Za-z])\)|\*{1,3}|[¹²³†‡§]|\d{1,2}(?= [A-Z][a-z]+ [a-zA-Z(“]))\s*(?=\S)|Notes?(?: ?\(?\d{1,2}\)?)? ?:"
)
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")
_SENTENCE_INSIDE = re.compile(r"[a-z][.!?][”\"]?[ ,]")
_HEADING_JOIN = re.compile(
    r"(?:\b(?:of|for|and|to|in|on|the|a|an|with|by|from|at|its|as|or|into|through|over|that|ended|ending|&)|[,;:–—-])$",
    re.IGNORECASE,
)
# "Acme Corp. (Nasdaq: ACME), headquartered in Ohio, ...", "Acme is a leading provider of ..."
_DESCRIPTION = re.compile(
    r"""(?:(?:Based|Founded|Headquartered|Established)\ in\ [\w., ]{3,60},\ )?(?:The\ )?(?P<subject>[A-Z][\w&’'-]*)(?:[ ][A-Z&][\w&.’'-]*){0,6}(?:,?\ (?:Inc|Corp|Ltd|LLC|PLC|plc|N\.V|AG|S\.A)\.?)?
        (?:\ \([^()]{1,80}\))?,?\ (?:is\ (?:an?|the|one)\b|provides\b|offers\b|designs\b|develops\b|operates\b|delivers\b
        |manufactures\b|serves\b|specializes\b|was\ founded\b|founded\b|headquartered\b|based\ in\b|an?\ (?:leading|global)\b)""",
    re.VERBOSE,
)
_NEWS = re.compile(r"[“\"]|\b(?:today|announced|reported|said|quarter|agreement|contract|will)\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"(?:Page|PAGE)?\s*[-–]?\s*\d{1,3}\s*[-–]?(?:\s+of\s+\d{1,3})?")
_COLUMNS = re.compile(r"\S {4,}\S")
_IMMEDIATE = re.compile(r"for immediate release", re.IGNORECASE)
_LEDE_LENGTH = 160
_NOTICE = 40  # characters of a heading like "Disclaimer"

Span = tuple[int, int, SectionKind]


@dataclass(slots=True)
class Piece:
    """A block, or the part of one from a cue on."""

    start: int
    end: int
    text: str
    block: Block
    cue: Cue | None = None
    kind: SectionKind | None = None


@dataclass(slots=True)
class Reading:
    """The sections of a text and what the head showed: the headline's span and the dateline."""

    sections: list[Section]
    headline: tuple[int, int] | None = None
    dateline: Dateline | None = None


def label(text: str) -> Reading:
    """Return the sections of a text; they cover all that is not white space, in text order, without overlaps."""
    blocks = split(text)
    spans: list[Span] = []
    if cover.is_form(text):
        start = cover.release_start(text, blocks)
        if start is None:
            return Reading(_merged(text, [(block.start, block.end, kind) for block, kind in cover.label(blocks)]))
        spans = [(block.start, block.end, "cover") for block in blocks[:start]]
        blocks = blocks[start:]
    pieces = _cut(text, blocks, cues.find(text))
    lede, line = _lede(text, pieces)
    headline = _label_head(pieces[:lede])
    spans += [(piece.start, piece.end, piece.kind or "body") for piece in pieces[:lede]]
    spans += _label_rest(pieces[lede:], line)
    return Reading(_merged(text, spans), headline, line)


def _cut(text: str, blocks: list[Block], found: list[Cue]) -> list[Piece]:
    """Cut the blocks at the cues that stand in them."""
    pieces: list[Piece] = []
    starts = [cue.start for cue in found]
    for block in blocks:
        position, cue = block.start, None
        for index in range(bisect_left(starts, block.start), len(found)):
            here = found[index]
            if here.start >= block.end:
                break
            if here.start > position and text[position : here.start].strip(' \t\r\n*_#/“"(.,-'):
                pieces.append(Piece(position, here.start, text[position : here.start], block, cue))
                position, cue = here.start, here
            elif cue is None or not here.furniture:
                cue = here
            if here.furniture and here.end < block.end and text[here.end : block.end].strip():
                pieces.append(Piece(position, here.end, text[position : here.end], block, cue))
                position, cue = here.end, None
        pieces.append(Piece(position, block.end, text[position : block.end], block, cue))
    return pieces


# --- the head -------------------------------------------------------------------------------------------------------


def _lede(text: str, pieces: list[Piece]) -> tuple[int, Dateline | None]:
    """Return the index of the piece with the first sentence of the news, and the dateline if there is one.

    A dateline that fills its own line belongs to the head; the lede is then the next piece of prose.
    """
    line: Dateline | None = None
    for index, piece in enumerate(pieces):
        if piece.cue is not None or cues.is_label(piece.text.strip()):
            continue
        if index and piece.block.blanks == 0 and _HEADING_JOIN.search(pieces[index - 1].text.strip()):
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
            _split(text, pieces, index, glued.start)
            return index + 1, glued
        if _is_prose(piece.text) and not piece.block.bullet:
            return index, line
    return len(pieces), line


def _split(text: str, pieces: list[Piece], index: int, position: int) -> None:
    """Divide a piece at ``position``: what stands before belongs to the head."""
    piece = pieces[index]
    pieces.insert(index + 1, Piece(position, piece.end, text[position : piece.end], piece.block))
    piece.end, piece.text = position, text[piece.start : position]


def _is_prose(text: str) -> bool:
    words = text.strip()
    if words.isupper() or words.startswith("#") or _looks_like_contact(words):
        return False
    if len(words) >= _LEDE_LENGTH:
        return _SENTENCE_END.search(words) is not None or _SENTENCE_INSIDE.search(words) is not None or len(words) > 400
    return len(words) > 60 and words.endswith((".", ".”", '."')) and _FINITE.search(words) is not None


def _label_head(head: list[Piece]) -> tuple[int, int] | None:
    """Label the pieces before the lede; return the span of the headline."""
    headline: Piece | None = None
    above: Piece | None = None  # the headline or subheadline with which the next line may go on
    contact = False
    marked = any(piece.text.lstrip().startswith("# ") for piece in head)
    for piece in _letterhead(head):
        piece.kind = "cover"
    for number, piece in enumerate(head):
        words = piece.text.strip()
        if piece.kind:
            continue
        before_contact = contact and number + 1 < len(head) and _looks_like_contact(head[number + 1].text)
        if cues.is_label(words):
            piece.kind, contact = "cover", False
        elif piece.cue is not None:
            piece.kind, contact = piece.cue.kind, piece.cue.kind == "contact" and "ontact" in words.lower()
        elif (_looks_like_contact(words) and len(words) < 200) or (
            contact and (piece.block.blanks == 0 or before_contact or _COLUMNS.search(words))
        ):
            piece.kind = "contact"
        elif piece.block.row:
            piece.kind = "cover"
        elif above is not None and _goes_on(above, piece):
            piece.kind, piece.start = above.kind, above.start
            above.end, above.start = above.start, above.start
            headline = piece if headline is above else headline
        elif headline is None:
            piece.kind, contact = ("headline" if not marked or words.startswith("# ") else "cover"), False
            headline = piece if piece.kind == "headline" else None
        else:
            piece.kind = "list" if BULLET.match(words) else "subheadline"
        above = piece if piece.kind in ("headline", "subheadline") else None
    if headline is None:
        return None
    _strip_marks(headline)
    return headline.start, headline.end


def _letterhead(head: list[Piece]) -> list[Piece]:
    """Return the pieces above FOR IMMEDIATE RELEASE when there is a headline below it."""
    labels = [number for number, piece in enumerate(head) if _IMMEDIATE.search(piece.text)]
    if not labels or not any(
        not cues.is_label(piece.text.strip()) and piece.cue is None for piece in head[labels[-1] + 1 :]
    ):
        return []
    return [
        piece
        for piece in head[: labels[-1]]
        if not piece.kind and piece.cue is None and not _looks_like_contact(piece.text)
    ]


def _goes_on(above: Piece, piece: Piece) -> bool:
    """Return whether a line goes on with the headline or subheadline on the line above it."""
    if piece.block.blanks or BULLET.match(piece.text):
        return False
    first, words = above.text.strip(), piece.text.strip()
    wraps = _HEADING_JOIN.search(first) or _is_verb(first.rsplit(maxsplit=1)[-1].lower())
    return bool(wraps) or words[0].islower() or (first.isupper() and words.isupper())


def _is_verb(word: str) -> bool:
    """Return whether a headline that ends with this word goes on: "Acme Acquires" / "Northwind Bank"."""
    return word in _verbs() or (word.endswith("s") and word[:-1] + "d" in _verbs())


@cache
def _verbs() -> frozenset[str]:
    return frozenset((*vocabulary("corporate_verbs"), *vocabulary("headline_verbs")))


def _strip_marks(headline: Piece) -> None:
    """Leave the marks of Markdown out of the headline's span."""
    bare = headline.text.lstrip("#* \t")
    if headline.text.endswith(bare) and headline.end - headline.start == len(headline.text):
        headline.start += len(headline.text) - len(bare)


# --- the rest -------------------------------------------------------------------------------------------------------


def _label_rest(pieces: list[Piece], line: Dateline | None) -> list[Span]:
    state: SectionKind | None = None
    tail = False  # boilerplate has begun
    for piece in pieces:
        piece.kind, state = _kind(piece, state, tail)
        heads_notices = piece.kind == "legal" and piece.cue is not None and len(piece.text.strip()) < _NOTICE
        tail = tail or piece.kind in ("about", "safe_harbor") or heads_notices
    _label_running_heads(pieces)
    _label_closing_description(pieces)
    spans: list[Span] = []
    for piece in pieces:
        start = piece.start
        if line is not None and line.start == start and line.end <= piece.end:
            spans.append((start, line.end, "dateline"))
            start = line.end
        spans.append((start, piece.end, piece.kind or "body"))
    return spans


def _label_running_heads(pieces: list[Piece]) -> None:
    """Label what stands between a page mark and a page number "cover": the title that each page repeats."""
    for number, above in enumerate(pieces):
        if above.kind != "cover":
            continue
        for last in range(number + 2, min(number + 5, len(pieces))):
            between = pieces[number + 1 : last]
            if _PAGE_NUMBER.fullmatch(pieces[last].text.strip()) and all(len(piece.text) < 100 for piece in between):
                for piece in between:
                    piece.kind = "cover"


def _label_closing_description(pieces: list[Piece]) -> None:
    """Label the last paragraphs of the narrative "about" when they describe who the lede speaks of."""
    narrative = [piece for piece in pieces if piece.kind in ("body", "list")]
    lede = narrative[0].text[:400] if narrative else ""
    described = False
    for piece in reversed(narrative[2:]):
        words = " ".join(piece.text.split())
        heading = described and len(words) < 60 and words.split()[0] in lede and len(words.split()) <= 6
        found = _DESCRIPTION.match(words)
        described = found is not None and found["subject"] in lede and _NEWS.search(words) is None
        if piece.kind != "body" or not (described or heading):
            return
        piece.kind = "about"


def _kind(piece: Piece, state: SectionKind | None, tail: bool) -> tuple[SectionKind, SectionKind | None]:
    """Return the kind of a piece and the section that is open behind it."""
    words = piece.text.strip()
    cue = piece.cue
    if cue is not None and cue.furniture:
        return cue.kind, state
    if cue is not None:
        return _opened(cue, words, state, tail)
    if cues.is_label(words):
        return "cover", state  # page marks and rules
    own = cues.content_kind(words) if len(words) > 80 else None
    if own is not None:
        return own, own if words.endswith(":") else state if state != "table" else None
    if _looks_like_contact(words) and len(words) < 250:
        return "contact", "contact" if tail else state
    if piece.block.row:
        return "table", state
    if state is None:
        return ("list" if piece.block.bullet else "body"), None
    if state == "table" and (words.startswith("Note") or len(words) > 120) and _SENTENCE_END.search(words):
        return "footnote", state
    if tail and state in ("about", "contact", "legal") and _FOOTNOTE.match(words) and len(words) > 40:
        return "footnote", state
    if cues.resumes_news(words):
        return "body", None
    if state == "legal" and not tail and len(words) > 160:
        return "body", None
    if state == "contact" and len(words) > 160:
        return "about", "about"
    return state, state


def _opened(cue: Cue, words: str, state: SectionKind | None, tail: bool) -> tuple[SectionKind, SectionKind | None]:
    """Return the kind and the new state of a piece that begins with an opening cue."""
    alone = len(words) < 120
    if cue.kind == "contact":
        if alone or tail or len(words) < 400 or state is not None:
            heading = alone and not words.startswith(("For ", "To ")) and not words.endswith(".")
            return "contact", "contact" if tail or heading else state
        return "body", state
    if cue.kind == "legal" and not alone and not tail:
        return "legal", "legal" if words.endswith(":") else state
    if cue.kind == "table" and not alone:
        return "body", state
    return cue.kind, cue.kind


def _looks_like_contact(words: str) -> bool:
    if len(words) > 250:
        return False
    return bool(_PHONE.search(words) or _ADDRESS.search(words)) and not (
        len(words) > 120 and _SENTENCE_END.search(words)
    )


def _merged(text: str, spans: list[Span]) -> list[Section]:
    """Return the spans as sections, neighbours of one kind joined; white space at their edges left out."""
    sections: list[Section] = []
    for start, end, kind in spans:
        while end > start and text[end - 1].isspace():
            end -= 1
        while start < end and text[start].isspace():
            start += 1
        if start == end:
            continue
        last = sections[-1] if sections else None
        if last is not None and last.kind == kind and kind not in ("headline", "subheadline", "dateline"):
            last.end = end
        else:
            sections.append(Section(kind=kind, start=start, end=end))
    return sections
