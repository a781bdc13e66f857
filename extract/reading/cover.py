"""Form 8-K as a page of text: its cover, its items, its signature, and where the release that it carries begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.reading import cues, dateline
from extract.reading.blocks import Block
from extract.schema import SectionKind

_FORM = (
    re.compile(r"8(?<!\w8)\s?-\s?K\b"),  # first, for few texts have it
    re.compile(r"SECURITIES\s+AND\s+EXCHANGE\s+COMMISSION|exact\s+name\s+of\s+(?:the\s+)?registrant", re.IGNORECASE),
    re.compile(r"Pursuant\s+to\s+Section\s+13|Current\s+Report", re.IGNORECASE),
)
_ITEM = re.compile(r"\s*(?:SECTION\s\d[^\n]{0,80}\n\s*)?ITEMS?\s*\d{1,2}(?:\.\d{2})?\b", re.IGNORECASE)
_STATEMENTS = re.compile(r"\s*ITEMS?\s*(?:7(?!\.?\d)|9\.01)", re.IGNORECASE)  # financial statements and exhibits
_SIGNED = re.compile(r"\s*SIGNATURES?\s*$|\s*SIGNATURES?\n|.{0,80}/s/", re.IGNORECASE)
_ANNOUNCED = re.compile(r"\s*(?:for\s+immediate\s+release|(?:news|press)\s+release\s*$)", re.IGNORECASE)
_PAGE_OF_EXHIBIT = re.compile(
    r"<PAGE>|(?:EXHIBIT|Exhibit)\s+(?:N[Oo]\.?\s*)?99(?:\.\d+)?|Exhibit 99(?:\.\d+)?\s+News Release"
)
_FORM_NAME = re.compile(r"\bFORM\s+(8-K(?:/A)?)", re.IGNORECASE)
_REGISTRANT = re.compile(r"\(?\bexact\s+name\s+of\s+(?:the\s+)?(?:registrant|issuer|company)\b", re.IGNORECASE)
_REPORTED = re.compile(r"\bdate\s+of\s+(?:report|earliest\s+event)\b", re.IGNORECASE)
_RULES = " \t\r\xa0-_=*"  # what underlines a name

_COVER = 8000  # characters of the form in which its cover stands
_BEHIND_LABEL = 160  # characters behind "Date of Report" in which the day stands
_HEADING = 150  # characters of an item's heading, at most
_LOOK_BACK = 12  # blocks between the number of an exhibit and its dateline, at most


@dataclass(slots=True, frozen=True)
class Cover:
    """What the cover of form 8-K says: the form, the registrant's name, and the ISO 8601 day that is reported."""

    form: str | None = None
    registrant: str | None = None
    reported: str | None = None


def read(text: str) -> Cover:
    """Return what the cover of the form says; a `Cover` that says nothing for a text that is no form."""
    if not is_form(text):
        return Cover()
    form = _FORM_NAME.search(text, 0, _COVER)
    return Cover(form[1].upper() if form else "8-K", _registrant(text), _reported(text))


def is_form(text: str) -> bool:
    """Return whether a text begins with the cover of form 8-K."""
    return all(mark.search(text, 0, 3000) for mark in _FORM)


def release_start(text: str, blocks: list[Block]) -> int | None:
    """Return the number of the first block of the release that stands behind the signature, or None."""
    signed = next((number for number, block in enumerate(blocks) if _SIGNED.match(block.text)), None)
    if signed is None:
        return None
    for number in range(signed + 1, len(blocks)):
        block = blocks[number]
        if _ANNOUNCED.match(block.text) or _has_dateline(text, block):
            return _page_start(blocks, number, signed)
    return None


def label(blocks: list[Block]) -> list[tuple[Block, SectionKind]]:
    """Return the blocks of a form that carries no release with their kinds: the items are body, all else is cover.

    The item of financial statements and exhibits holds no news: it is cover too, but for the tables.
    """
    labelled: list[tuple[Block, SectionKind]] = []
    kind: SectionKind = "cover"
    for block in blocks:
        if _SIGNED.match(block.text):
            kind = "cover"
            labelled.extend((rest, kind) for rest in blocks[len(labelled) :])
            break
        item = _ITEM.match(block.text) is not None
        if item:
            kind = "cover" if _STATEMENTS.match(block.text) else "body"
        labelled.append((block, _own_kind(block, item) or kind))
    return labelled


def _own_kind(block: Block, item: bool) -> SectionKind | None:
    """Return the kind that a block of a form has wherever it stands: headings of items, page marks, rows of tables."""
    if (item and len(block.text) < _HEADING) or cues.is_label(block.text.strip()):
        return "cover"
    return "table" if block.row else None


def _registrant(text: str) -> str | None:
    """Return the name above "(Exact name of registrant as specified in its charter)", or before it on its line."""
    label = _REGISTRANT.search(text, 0, _COVER)
    name = _line_above(text, label.start()) if label else None
    return " ".join(name.split()) if name and len(name) < _HEADING else None


def _reported(text: str) -> str | None:
    """Return the day behind "Date of Report (Date of earliest event reported):", or on the line above those words."""
    label = _REPORTED.search(text, 0, _COVER)
    if label is None:
        return None
    above = dateline.DATE.fullmatch(_line_above(text, label.start()) or "")
    day = above or dateline.DATE.search(text, label.end(), label.end() + _BEHIND_LABEL)
    return dateline.iso_day(day) if day else None


def _line_above(text: str, position: int) -> str | None:
    """Return the last words before a position that are no rule or bracket: those of its line, or of one above it."""
    lines = (line.strip(_RULES + "(") for line in reversed(text[max(0, position - 1000) : position].split("\n")))
    return next(filter(None, lines), None)


def _has_dateline(text: str, block: Block) -> bool:
    """Return whether a block begins with a dateline: with its wire, or with the sentence behind it."""
    found = dateline.find(text, block.start, block.end)
    if found is None or block.text.startswith("Date") or "/s/" in block.text:
        return False
    return found.wire is not None or (found.end < block.end and found.end - found.start > len("May 1, 2000 - "))


def _page_start(blocks: list[Block], number: int, signed: int) -> int:
    """Return the first block behind the exhibit's number, when that stands close above block ``number``."""
    for above in range(number - 1, max(signed, number - _LOOK_BACK), -1):
        if _PAGE_OF_EXHIBIT.fullmatch(blocks[above].text.strip()):
            return above
    return number
