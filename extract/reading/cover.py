"""Form 8-K as a page of text: its cover, its items, its signature, and where the release that it carries begins."""

from __future__ import annotations

import re

from extract.reading import dateline
from extract.reading.blocks import Block
from extract.schema import SectionKind

_FORM = (
    re.compile(r"SECURITIES\s+AND\s+EXCHANGE\s+COMMISSION", re.IGNORECASE),
    re.compile(r"\b8\s?-\s?K\b"),
    re.compile(r"Pursuant\s+to\s+Section\s+13|Current\s+Report", re.IGNORECASE),
)
_ITEM = re.compile(r"\s*(?:SECTION\s\d[^\n]{0,80}\n\s*)?ITEMS?\s*\d{1,2}(?:\.\d{2})?\b", re.IGNORECASE)
_SIGNED = re.compile(r"\s*SIGNATURES?\s*$|\s*SIGNATURES?\n|.{0,80}/s/", re.IGNORECASE)
_ANNOUNCED = re.compile(r"\s*(?:for\s+immediate\s+release|(?:news|press)\s+release\s*$)", re.IGNORECASE)
_PAGE_OF_EXHIBIT = re.compile(
    r"<PAGE>|(?:EXHIBIT|Exhibit)\s+(?:N[Oo]\.?\s*)?99(?:\.\d+)?|Exhibit 99(?:\.\d+)?\s+News Release"
)
_HEADING = 150  # characters of an item's heading, at most
_LOOK_BACK = 12  # blocks between the number of an exhibit and its dateline, at most


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
    """Return the blocks of a form that carries no release with their kinds: the items are body, all else is cover."""
    labelled: list[tuple[Block, SectionKind]] = []
    kind: SectionKind = "cover"
    for block in blocks:
        if _SIGNED.match(block.text):
            kind = "cover"
            labelled.extend((rest, kind) for rest in blocks[len(labelled) :])
            break
        item = _ITEM.match(block.text) is not None
        kind = "body" if item else kind
        labelled.append((block, "cover" if item and len(block.text) < _HEADING else kind))
    return labelled


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
