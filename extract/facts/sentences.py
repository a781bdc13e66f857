"""Narrative sections -> sentences. A headline or list item is a sentence whether or not it ends with a full stop."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.facts.model import Sentence
from extract.patternset import alternatives, vocabulary
from extract.schema import NARRATIVE, Release

_PARAGRAPH = re.compile(r"\n[ \t\xa0]*\n\s*")
# A full stop ends a sentence where a capital, a digit, an opening mark or a dollar sign follows; marks that close a
# quotation go with the sentence that they close. Glued sentences ("…quarter.Revenue") end too.
_STOP = re.compile(
    r"""(?P<stop>[.!?…]["”’')\]]*|[.!?]?,?["”])(?:\s+(?=["“‘'(\[$\\€£]*[A-Z0-9])|(?<=[a-z]{3}[.!?]["”])(?=[A-Z“"])|(?<=[a-z]{3}[.!?])(?=[A-Z“"][a-z]))"""
)


def split(release: Release) -> list[Sentence]:
    """Return the sentences of the narrative sections in text order."""
    sentences: list[Sentence] = []
    paragraph = 0
    for section in release.sections:
        if section.kind not in NARRATIVE:
            continue
        for start, end in _paragraphs(release.text, section.start, section.end):
            whole = section.kind in ("headline", "subheadline")
            for first, last in [(start, end)] if whole else _sentences(release.text, start, end):
                sentences.append(Sentence(first, last, release.text[first:last], section.kind, paragraph))
            paragraph += 1
    return sentences


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    for gap in _PARAGRAPH.finditer(text, start, end):
        yield from _trimmed(text, position, gap.start())
        position = gap.end()
    yield from _trimmed(text, position, end)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    for stop in _STOP.finditer(text, start, end):
        if _abbreviation().search(text, max(position, stop.start() - 20), stop.start() + 1):
            continue
        if not stop["stop"].strip("\"”")[:1]:  # a closing mark alone: only its stop inside would end the sentence
            continue
        yield from _trimmed(text, position, stop.end("stop"))
        position = stop.end("stop")
    yield from _trimmed(text, position, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


_compiled: list[re.Pattern[str]] = []


def _abbreviation() -> re.Pattern[str]:
    if not _compiled:
        words = alternatives(word.removesuffix(".") for word in vocabulary("abbreviations"))
        _compiled.append(re.compile(rf"(?:\b{words}|\b[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z])\.$"))
    return _compiled[0]
