"""The words of ``patterns/reading/sections.toml``, compiled: where sections open and what a paragraph speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from extract.wordlists import folder, read_toml
from extract.schema import SectionKind

_NAME = re.compile(r"[A-Za-z0-9][\w&.'’-]*")
_DESCRIBES = re.compile(
    r"\b(?:is an?|is the|is one|are the|was founded|provides|offers|develops|delivers|operates|designs|[Ff]ounded|"
    r"[Hh]eadquartered|[Bb]ased in|specializes|has been|brings|helps)\b"
)
_ABOUT = re.compile(
    r"(?:About|ABOUT)[ \t\xa0]+(?=[A-Z0-9“\"‘'(])|About[ \t\xa0]+(?=[a-z]\w*[A-Z.])|(?:About|ABOUT) (?:the|us|US|THE)\b"
)


@dataclass(slots=True, frozen=True)
class Cue:
    """Words at ``[start, end)`` that open a section, or, for furniture, are one by themselves."""

    start: int
    end: int
    kind: SectionKind
    furniture: bool = False


def find(text: str) -> list[Cue]:
    """Return the cues of a text in text order, without overlaps."""
    found = [*_openings(text), *_abouts(text), *_furniture(text)]
    found.sort(key=lambda cue: (cue.start, -cue.end))
    kept: list[Cue] = []
    for cue in found:
        if not kept or cue.start >= kept[-1].end:
            kept.append(cue)
    return kept


def content_kind(paragraph: str) -> SectionKind | None:
    """Return the boilerplate that a paragraph is by its phrases, heading or not; None for news."""
    for kind, phrases in _content():
        held = 0
        for phrase in phrases:
            if phrase.search(paragraph):
                held += 1
                if held == 2:
                    return kind
    return None


def resumes_news(paragraph: str) -> bool:
    """Return whether a paragraph behind boilerplate is news again."""
    return any(pattern.search(paragraph) for pattern in _list("resumes", "body"))


def is_label(line: str) -> bool:
    """Return whether a line is one of those that stand above a headline: exhibit numbers, FOR IMMEDIATE RELEASE."""
    return len(line) < 200 and any(pattern.fullmatch(line) for pattern in _list("cover", "label"))


def _openings(text: str) -> Iterator[Cue]:
    for kind, pattern in _compiled("opens"):
        for match in pattern.finditer(text):
            if starts_sentence(text, match.start()):
                yield Cue(match.start(), match.end(), kind)


def _furniture(text: str) -> Iterator[Cue]:
    for kind, pattern in _compiled("furniture"):
        for match in pattern.finditer(text):
            yield Cue(match.start(), match.end(), kind, furniture=True)


def _abouts(text: str) -> Iterator[Cue]:
    """Yield "About Acme" where it heads a description: a short line, or a name that the next words take up again."""
    for match in _ABOUT.finditer(text):
        start, end = match.span()
        if _at_line_start(text, start):
            line_end = text.find("\n", end)
            line = text[end : line_end if line_end >= 0 else len(text)].strip()
            heads = len(line) < 110 or _described(text, end)
        else:
            heads = starts_sentence(text, start, commas=True) and _described(text, end)
        if heads:
            yield Cue(start, end, "about")


def _described(text: str, position: int) -> bool:
    window = text[position : position + 300]
    name = _NAME.search(window)
    if name is None:
        return False
    word = re.split(r"(?<=[a-z])(?=[A-Z])", name[0])[0].rstrip(".,")
    return window.find(word, name.start() + len(word)) >= 0 or _DESCRIBES.search(window) is not None


def starts_sentence(text: str, position: int, *, commas: bool = False) -> bool:
    """Return whether a sentence can begin at ``position``: a line, behind a full stop, or glued to a word."""
    before = text[max(0, position - 6) : position].rstrip(' \t\xa0*_#/>(“"-')
    if not before or before[-1] == "\n":
        return (
            position < 6
            or text[max(0, position - 6) : position].strip(' \t\xa0*_#/>(“"-') == ""
            or "\n" in text[max(0, position - 6) : position]
        )
    last = before[-1]
    if last in ".!?”’)]:;":
        return True
    if last == ",":
        return commas or before[-2:-1] in (".", ",", " ", "”", '"')
    return text[position - 1].isalnum() and (text[position - 1].islower() or text[position - 1].isdigit())


def _at_line_start(text: str, position: int) -> bool:
    return not text[text.rfind("\n", 0, position) + 1 : position].strip(" \t\xa0*_#•>-")


@cache
def _table() -> dict[str, Any]:
    return read_toml(folder() / "reading" / "sections.toml")


@cache
def _compiled(section: str) -> list[tuple[SectionKind, re.Pattern[str]]]:
    return [(cast(SectionKind, kind), re.compile(_either(sources))) for kind, sources in _table()[section].items()]


@cache
def _content() -> list[tuple[SectionKind, list[re.Pattern[str]]]]:
    table = _table()["content"]
    return [
        (cast(SectionKind, kind), [re.compile(source, re.IGNORECASE) for source in sources])
        for kind, sources in table.items()
    ]


@cache
def _list(section: str, key: str) -> list[re.Pattern[str]]:
    return [re.compile(source) for source in _table()[section][key]]


def _either(sources: Iterable[str]) -> str:
    return "|".join(f"(?:{source})" for source in sources)
