"""What follows the head: news, lists, tables and boilerplate, told apart piece by piece.

A piece is what its own words prove; where they prove nothing it belongs to the section that is open.
"""

from __future__ import annotations

import re

from extract.reading import cues
from extract.reading.cues import Cue
from extract.reading.pieces import Piece, ends_sentence, looks_like_contact, part_end
from extract.schema import SectionKind

_FOOTNOTE = re.compile(
    r"""(?: \(?(?:\d{1,2}|[A-Za-z])\) | \*{1,3} | [¹²³†‡§] | \d{1,2}(?=\ [A-Z][a-z]+\ [a-zA-Z(“]) )\s*(?=\S)
      | Notes?(?:\ ?\(?\d{1,2}\)?)?\ ?:""",
    re.VERBOSE,
)
_POSTCODE = re.compile(r"\b[A-Z]{2},? \d{5}\b")  # "10 Main Street, Springfield, OH 45501"
_PAGE_NUMBER = re.compile(r"(?:Page|PAGE)?\s*[-–]?\s*\d{1,3}\s*[-–]?(?:\s+of\s+\d{1,3})?")

# Characters.
_NOTICE = 40  # of a heading like "Disclaimer", at most
_HEADING = 120  # of a line that may be a heading, at most
_PARAGRAPH = 160  # of a paragraph that ends a list of contacts, at least
_CONTACT_SENTENCE = 400  # of a sentence like "For more information contact ..." in the midst of the news, at most
_PHRASES = 80  # of a paragraph that can be boilerplate by its phrases, at least
_LEDE = 400  # of the lede, in which it says of whom it speaks
_RUNNING_HEAD = 100  # of the title that each page repeats, at most


def part_glued(text: str, pieces: list[Piece], first: int) -> None:
    """Part a closing description and an address from the line into which a wire glued its paragraphs."""
    lede = pieces[first].text[:_LEDE] if first < len(pieces) else ""

    def closes(words: str) -> bool:
        subject = cues.describes(words)
        return looks_like_contact(words) or (subject is not None and subject in lede)

    for index in reversed(range(first, len(pieces))):
        part_end(text, pieces, index, closes)


def label(pieces: list[Piece]) -> None:
    """Give each piece its kind; the first holds the lede."""
    open_section: SectionKind | None = None
    in_tail = False  # boilerplate has begun
    for piece in pieces:
        piece.kind, open_section = _kind(piece, open_section, in_tail)
        heads_notices = piece.kind == "legal" and piece.cue is not None and len(piece.words) < _NOTICE
        in_tail = in_tail or piece.kind in ("about", "safe_harbor") or heads_notices
    _label_running_heads(pieces)
    _label_closing_description(pieces)


def _kind(piece: Piece, section: SectionKind | None, in_tail: bool) -> tuple[SectionKind, SectionKind | None]:
    """Return the kind of a piece and the section that is open behind it."""
    if piece.cue is not None:
        return (piece.cue.kind, section) if piece.cue.furniture else _opened(piece.cue, piece.words, section, in_tail)
    words = piece.words
    if cues.is_label(words):
        return "cover", section  # page marks and rules
    own = cues.content_kind(words) if len(words) > _PHRASES else None
    if own is not None:
        return own, own if words.endswith(":") else section if section != "table" else None
    if looks_like_contact(words):
        return "contact", "contact" if in_tail else section
    if piece.block.row:
        return "table", section
    if section is None:
        return ("list" if piece.block.bullet else "body"), None
    return _continued(words, section, in_tail)


def _continued(words: str, section: SectionKind, in_tail: bool) -> tuple[SectionKind, SectionKind | None]:
    """Return the kind of words that prove nothing themselves in an open section, and the section behind them."""
    if section == "table" and (words.startswith("Note") or len(words) > _HEADING) and ends_sentence(words):
        return "footnote", section
    if in_tail and section in ("about", "contact", "legal") and _is_footnote(words):
        return "footnote", section
    if cues.resumes_news(words):
        return "body", None
    if section == "legal" and not in_tail and len(words) > _PARAGRAPH:
        return "body", None
    if section == "contact" and len(words) > _PARAGRAPH:
        return "about", "about"
    return section, section


def _is_footnote(words: str) -> bool:
    """Return whether words begin with a note's mark; the number of a house is none."""
    return _FOOTNOTE.match(words) is not None and len(words) > _NOTICE and _POSTCODE.search(words) is None


def _opened(cue: Cue, words: str, section: SectionKind | None, in_tail: bool) -> tuple[SectionKind, SectionKind | None]:
    """Return the kind of a piece that begins with an opening cue, and the section that is open behind it."""
    alone = len(words) < _HEADING
    if cue.kind == "contact":
        if not alone and not in_tail and section is None and len(words) >= _CONTACT_SENTENCE:
            return "body", section
        heads = words.endswith(":") or (not words.startswith(("For ", "To ")) and not words.endswith("."))
        return "contact", "contact" if in_tail or (alone and heads) else section
    if cue.kind == "legal" and not alone and not in_tail:
        return "legal", "legal" if words.endswith(":") else section
    if cue.kind == "table" and not alone:
        return "body", section
    return cue.kind, cue.kind


def _label_running_heads(pieces: list[Piece]) -> None:
    """Label what stands between a page mark and a page number "cover": the title that each page repeats."""
    for number, above in enumerate(pieces):
        if above.kind != "cover":
            continue
        for last in range(number + 2, min(number + 5, len(pieces))):
            between = pieces[number + 1 : last]
            if _PAGE_NUMBER.fullmatch(pieces[last].words) and all(len(piece.text) < _RUNNING_HEAD for piece in between):
                for piece in between:
                    piece.kind = "cover"


def _label_closing_description(pieces: list[Piece]) -> None:
    """Label the last paragraphs of the narrative "about" when they describe who the lede speaks of.

    A line with the name alone above such a paragraph is its heading.
    """
    narrative = [piece for piece in pieces if piece.kind in ("body", "list")]
    lede = narrative[0].text[:_LEDE] if narrative else ""
    described = False
    glued = len(narrative) > 1 and narrative[1].block is narrative[0].block
    for piece in reversed(narrative[1 if glued else 2 :]):  # a paragraph of its own below the lede is news
        words = " ".join(piece.text.split())
        heading = described and words.split()[0] in lede and len(words.split()) <= 6
        subject = cues.describes(words)
        described = subject is not None and subject in lede
        if piece.kind != "body" or not (described or heading):
            return
        piece.kind = "about"
