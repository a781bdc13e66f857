"""Text -> sections, by evidence: cue words, datelines, the look of lines; never by position alone.

A text is divided into blocks (paragraphs) and these are cut at the cues that stand inside them. The pieces before the
first sentence of the news are the head, the others the narrative with its boilerplate.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.reading import cover, cues, head, narrative
from extract.reading.blocks import split
from extract.reading.dateline import Dateline
from extract.reading.pieces import Piece, cut
from extract.schema import Section, SectionKind

_SINGLE: frozenset[SectionKind] = frozenset({"headline", "subheadline", "dateline"})  # never joined with another

Span = tuple[int, int, SectionKind]


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
            return Reading(_joined(text, [(block.start, block.end, kind) for block, kind in cover.label(blocks)]))
        spans = [(block.start, block.end, "cover") for block in blocks[:start]]
        blocks = blocks[start:]
    pieces = cut(text, blocks, cues.find(text))
    lede, line = head.find_lede(text, pieces)
    headline = head.label(pieces[:lede])
    narrative.part_glued(text, pieces, lede)
    narrative.label(pieces[lede:])
    for piece in pieces:
        spans.extend(_spans(piece, line))
    return Reading(_joined(text, spans), headline, line)


def _spans(piece: Piece, line: Dateline | None) -> list[Span]:
    """Return the span of a piece; two for the lede, whose dateline is a section of its own."""
    kind = piece.kind or "body"
    if line is not None and kind != "dateline" and line.start == piece.start and line.end <= piece.end:
        return [(line.start, line.end, "dateline"), (line.end, piece.end, kind)]
    return [(piece.start, piece.end, kind)]


def _joined(text: str, spans: list[Span]) -> list[Section]:
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
        if last is not None and last.kind == kind and kind not in _SINGLE:
            last.end = end
        else:
            sections.append(Section(kind=kind, start=start, end=end))
    return sections
