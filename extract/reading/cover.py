"""The cover of an 8-K: what stands before the release that the filing carries."""

from __future__ import annotations

import re

from extract.reading import cues, dateline
from extract.reading.blocks import Block

_FORM = re.compile(r"SECURITIES\s+AND\s+EXCHANGE\s+COMMISSION", re.IGNORECASE)
_SIGNED = re.compile(r"\s*SIGNATURES?\b|.{0,40}/s/", re.IGNORECASE)
_INDEX_LINE = re.compile(
    r"\(?\d{1,2}(?:\.\d{1,2})?\)?\s|Exhibit (?:Index|No|Number)|EXHIBIT (?:INDEX|NO|NUMBER)|Description", re.IGNORECASE
)


def extent(text: str, blocks: list[Block]) -> int:
    """Return how many blocks at the start of a text are the cover and body of a form 8-K before its release."""
    if not _FORM.search(text, 0, 3000):
        return 0
    signed = next((number for number, block in enumerate(blocks) if _SIGNED.match(block.text)), None)
    if signed is None:
        return 0
    release = None
    for number in range(signed + 1, len(blocks)):
        block = blocks[number]
        found = dateline.find(text, block.start, block.end)
        if (cues.is_label(block.text) and not _INDEX_LINE.match(block.text)) or (
            found and (found.wire or found.end < block.end) and not block.text.startswith("Date")
        ):
            release = number
            break
    return release if release is not None else 0
