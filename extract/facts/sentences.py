"""Narrative sections -> sentences. A headline is one whole, and each item of a list begins a sentence of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.facts.model import Sentence
from extract.schema import NARRATIVE, Release
from extract.wordlists import alternatives, vocabulary

_PARAGRAPH = re.compile(r"\n[ \t\xa0]*\n\s*")
# A bullet begins an item where a line begins with it; signs that are nothing but bullets do anywhere. Outside lists the
# line before it has to end as one: a wrapped line may begin with a dash or with the day of a date.
_DOTS = re.compile("[•▪▫●○◦‣■□➢✓]")
_SIGN, _DOT = r"(?:[*+–—-]{1,2}|\(?\d{1,2}[.)]|o)", rf"(?:\A|(?<=\s)){_DOTS.pattern}"
_SIGNED = re.compile(rf"{_SIGN}\s")
_BULLET = re.compile(rf"(?:(?:\A|\n)[ \t\xa0]*{_SIGN}|{_DOT})[ \t\xa0]+(?=\S)")
_BULLET_IN_BODY = re.compile(rf"(?:(?:\A|(?<=[.:;!?])[ \t]*\n)[ \t\xa0]*{_SIGN}|{_DOT})[ \t\xa0]+(?=\S)")
# A full stop, with the marks and brackets that close with it, ends a sentence before white space and a capital, a
# figure or an opening mark ("… in Ohio. “We"); glued to a capitalised word it ends one too ("… the quarter.Revenue").
_STOP = re.compile(
    r"""(?P<stop>[.!?…]["”’)\]']*)
    (?: \s+ (?=["“‘'(\[$\\€£¥*]*[A-Z0-9])
      | (?<=[a-z]{3}[.!?]["”]) (?=[A-Z“"])
      | (?<=[a-z\d)%]{3}[.!?]) (?=[A-Z“"][a-z]) )""",
    re.VERBOSE,
)
_FOLLOWING = re.compile(r"\s*(\w*)")

_LONGEST = 5_000


def split(release: Release) -> list[Sentence]:
    """Return the sentences of the narrative sections in text order, without the white space and bullets around them.

    Marks of quotation do not end a sentence, only a full stop inside them does: `"We won," Jane Doe added.` is one.
    """
    sentences: list[Sentence] = []
    paragraph = 0
    for section in release.sections:
        if section.kind not in NARRATIVE:
            continue
        bullet = _BULLET if section.kind == "list" else _BULLET_IN_BODY
        for start, end in _paragraphs(release.text, section.start, section.end, bullet):
            whole = section.kind in ("headline", "subheadline")
            for first, last in _bounded(release.text, start, end) if whole else _sentences(release.text, start, end):
                sentences.append(Sentence(first, last, release.text[first:last], section.kind, paragraph))
            paragraph += 1
    return sentences


def _paragraphs(text: str, start: int, end: int, bullet: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield the stretches between blank lines, and each item of a list as one."""
    for first, last in _between(_PARAGRAPH, text, start, end):
        stretch = text[first:last]
        if "\n" in stretch or _SIGNED.match(stretch) or _DOTS.search(stretch):
            yield from _between(bullet, text, first, last)
        else:
            yield first, last


def _between(gap: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    for match in gap.finditer(text[start:end]):
        yield from _trimmed(text, position, start + match.start())
        position = start + match.end()
    yield from _trimmed(text, position, end)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    for stop in _STOP.finditer(text, start, end):
        if not _is_abbreviation(text, position, stop):
            yield from _bounded(text, position, stop.end("stop"))
            position = stop.end("stop")
    yield from _bounded(text, position, end)


def _is_abbreviation(text: str, position: int, stop: re.Match[str]) -> bool:
    """Tell whether a stop is that of an abbreviation inside its sentence.

    "Inc." and "U.S." may end one: they do before a word that begins sentences and no names ("… of Acme Inc. The …").
    """
    found = _abbreviation().search(text, max(position, stop.start() - 20), stop.start() + 1)
    if not found:
        return False
    following = _FOLLOWING.match(text, stop.end("stop"))
    return not (found["may_end"] and following and following[1] in _openers())


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what is too long to be a sentence at white space, so that no later step meets a line of megabytes."""
    while end - start > _LONGEST:
        cut = max(text.rfind(" ", start + 1, start + _LONGEST), text.rfind("\n", start + 1, start + _LONGEST))
        cut = cut if cut > start else start + _LONGEST
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


@cache
def _abbreviation() -> re.Pattern[str]:
    shortened = [word.removesuffix(".") for word in vocabulary("abbreviations")]
    legal = alternatives(word for word in shortened if word in vocabulary("legal_suffixes"))
    return re.compile(rf"(?:\b(?P<may_end>{legal}|(?:[A-Za-z]\.)+[A-Za-z])|\b{alternatives(shortened)}|\b[A-Z])\.\Z")


@cache
def _openers() -> frozenset[str]:
    return frozenset(vocabulary("sentence_openers"))
