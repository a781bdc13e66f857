"""The words of ``patterns/reading/sections.toml``, compiled: where sections open and what a paragraph speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from extract.schema import SectionKind
from extract.wordlists import alternatives, folder, read_toml, vocabulary, words_of

# Where a sentence or heading may begin: behind a full stop, at the beginning of a line, behind two spaces or a comma
# (some wires put ", " for a line break), or glued to the word before it ("...in Ohio.About Acme", "AcmeContact:").
_START = r"""[A-Z\#\[/!—–-]
        (?: (?<=[^\sA-Z&(].) | (?<=\n.) | (?<=[.!?:;”’")\]*_\#•>,\s]\s.) | (?<=[\s”")][(“"].) | (?<![\s\S].) )"""
_AFTER_COMMA = re.compile(r"[^.,!?”\"\s],\s?$")
_NAME = re.compile(r"[A-Za-z0-9][\w&.'’-]*")
_DESCRIBES = re.compile(
    r"\b(?:is an?|is the|is one|are the|was founded|provides|offers|develops|delivers|operates|designs|[Ff]ounded|"
    r"[Hh]eadquartered|[Bb]ased in|specializes|has been|brings|helps)\b"
)
_ABOUT = re.compile(
    r"""(?:About|ABOUT)[ \t\xa0]+
        (?: (?=\[?[A-Z0-9“"‘'(]) | (?=[a-z]\w*[A-Z.]) | (?=[a-z][\w-]+[ \t]*\n) | (?:the|us|US|THE|our)\b )""",
    re.VERBOSE,
)

_HEAD = 1500  # characters in which a release says that it is a correction
_LABEL = 200  # characters that a line above a headline has at most
_CONTENT = 1500  # characters of a paragraph in which its phrases are looked for,
_BEGINNING = 450  # and in which the first of them must stand


@dataclass(slots=True, frozen=True)
class Cue:
    """Words at ``[start, end)`` that open a section, or, for furniture, are one by themselves."""

    start: int
    end: int
    kind: SectionKind
    furniture: bool = False


def find(text: str) -> list[Cue]:
    """Return the cues of a text in text order, without overlaps."""
    found: list[Cue] = []
    position = 0
    for match in _opening().finditer(text):
        start = match.start()
        if start < position:
            continue
        cue = (_about(text, start) if match[0] == "A" else None) or _cue(text, match)
        if cue is not None:
            found.append(cue)
            position = cue.end
    return found


def content_kind(paragraph: str) -> SectionKind | None:
    """Return the boilerplate that a paragraph is by its phrases, heading or not; None for news.

    The phrases must stand near its beginning: whole releases are one paragraph for wires that glue their lines.
    """
    beginning = paragraph[:_CONTENT].lower()
    if _words_of_phrases().isdisjoint(words_of(beginning)):
        return None
    words = " ".join(beginning.split())
    for kind, groups in _table()["content"].items():
        held = [phrases for phrases in groups if any(map(words.__contains__, phrases))]
        if len(held) >= 2 and min(_places(words, held)) < _BEGINNING:
            return cast(SectionKind, kind)
    return None


@cache
def _words_of_phrases() -> frozenset[str]:
    """Return the longest word of each phrase: few paragraphs hold one, and the others need no search for phrases."""
    groups = (phrases for groups in _table()["content"].values() for phrases in groups)
    return frozenset(max(words_of(phrase), key=len) for phrases in groups for phrase in phrases)


def _places(words: str, groups: list[list[str]]) -> Iterator[int]:
    for phrases in groups:
        for phrase in phrases:
            if (place := words.find(phrase)) >= 0:
                yield place


def resumes_news(paragraph: str) -> bool:
    """Return whether a paragraph behind boilerplate is news again."""
    if not any(map(paragraph.__contains__, _table()["resumes"]["words"])):
        return False
    return _either_of("resumes", "marks").search(paragraph) is not None


def describes(paragraph: str) -> str | None:
    """Return the first word of the name that a paragraph describes, single spaces in it; None for news.

    "Acme Corp. (Nasdaq: ACME), headquartered in Ohio, makes anvils."
    """
    match = _description().match(paragraph)
    return None if match is None or is_news(paragraph) else match["subject"]


def is_news(paragraph: str) -> bool:
    """Return whether a paragraph that may describe a company has words of news or quotes somebody."""
    return _either_of("description", "news").search(paragraph) is not None


def is_label(line: str) -> bool:
    """Return whether a line is one of those that stand above a headline: exhibit numbers, FOR IMMEDIATE RELEASE."""
    return len(line) < _LABEL and _either_of("cover", "label").fullmatch(line) is not None


def corrects(text: str) -> bool:
    """Return whether a release says near its beginning that it corrects one that was sent before."""
    head = text[:_HEAD]
    if not any(map(head.lower().__contains__, _table()["correction"]["words"])):
        return False
    return _either_of("correction", "marks").search(head) is not None


def _cue(text: str, match: re.Match[str]) -> Cue | None:
    """Return the cue that a match of `_opening` is by the group that names it; "About" has none."""
    start, group = match.start(), match.lastgroup
    if group is None or _AFTER_COMMA.search(text, max(0, start - 3), start):
        return None
    section, kind = group.split("_", 1)
    return Cue(start, match.end(group), cast(SectionKind, kind), furniture=section == "furniture")


def _about(text: str, start: int) -> Cue | None:
    """Return "About Acme" where it heads a description: a short line, or a name that the next words take up again."""
    match = _ABOUT.match(text, start)
    if match is None:
        return None
    end = match.end()
    line_start = text.rfind("\n", 0, start) + 1
    if not text[line_start:start].strip(" \t\r\xa0*_#•>-"):
        line_end = text.find("\n", end)
        line = text[end : line_end if line_end >= 0 else len(text)].strip()
        heads = (len(line) < 110 and not line[:1].islower()) or _described(text, end)
    else:
        heads = _described(text, end)
    return Cue(start, end, "about") if heads else None


def _described(text: str, position: int) -> bool:
    window = text[position : position + 300]
    name = _NAME.search(window)
    if name is None:
        return False
    word = re.split(r"(?<=[a-z])(?=[A-Z])", name[0])[0].rstrip(".,")
    return window.find(word, name.start() + len(word)) >= 0 or _DESCRIBES.search(window) is not None


@cache
def _table() -> dict[str, Any]:
    return read_toml(folder() / "reading" / "sections.toml")


@cache
def _opening() -> re.Pattern[str]:
    """Match the first character of what opens a section: one search of all cues, not one for each beginning.

    The group that holds the cue is named by its section and kind; none does where "About" may be one.
    """
    cues = "|".join(
        f"(?P<{section}_{kind}>{_either(sources)})"
        for section in ("furniture", "opens")
        for kind, sources in _table()[section].items()
    )
    return re.compile(rf"(?x:{_START})(?<=(?={cues}|About|ABOUT).)")


@cache
def _description() -> re.Pattern[str]:
    place = r"(?:(?:Based|Founded|Headquartered|Established) in [\w., ]{3,60}, )?(?:The )?"
    name = r"(?P<subject>[A-Z][\w&’'-]*)(?: [A-Z&][\w&.’'-]*){0,6}"
    form = rf"(?:,? {alternatives(vocabulary('legal_suffixes'))}\.?)?(?: \([^()]{{1,80}}\))?"
    family = r"(?:,? and its (?:[\w-]+ ){0,3}(?:subsidiar|affiliate|compan)\w+[^.,]{0,80})?,? "
    return re.compile(rf"{place}{name}{form}{family}(?:{_either(_table()['description']['verbs'])})\b")


@cache
def _either_of(section: str, key: str) -> re.Pattern[str]:
    return re.compile(_either(_table()[section][key]))


def _either(sources: Iterable[str]) -> str:
    return "|".join(f"(?:{source})" for source in sources)
