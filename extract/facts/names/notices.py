"""Trademark notices: "LedgerOne and VaultTwo are trademarks of Acme Corp." says whose products they are.

They stand in boilerplate and are read as evidence only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.facts.model import Entity, Fact
from extract.schema import NARRATIVE, Release
from extract.wordlists import occurrences

_WORD = re.compile(r"(?:[Tt]rade|[Ss]ervice|TRADE|SERVICE)[ -]?(?:[Mm]arks?|MARKS?)\b")
_OWN = re.compile(r"\b(?:its|our)\s+(?:[a-z][\w-]*\s+){0,2}\Z")
_NOTICE = re.compile(
    r"""(?P<names>[^\s].*?)\s+(?:is|are)\s+
    (?:(?:all|also|among|both|either|each|a|an|the|registered|unregistered|pending|common[ ]law|and/or|or|and|
         (?:trade|service)[ -]?marks?|trade[ ]names?)[\s,]+)*
    (?:trade|service)[ -]?marks?(?:\s+\([^)]*\))?
    (?:\s+(?:or|and)\s+(?:registered\s+)?(?:trade|service)[ -]?marks?)*
    \s+(?:of|owned\s+by|belonging\s+to)\s+(?:the\s+)?(?P<owner>[A-Z][\w&’'-]*(?:\s+(?:[A-Z][\w&’'-]*|of|&))*)""",
    re.VERBOSE,
)
_SEPARATOR = re.compile(r",\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+|;\s*")
_STOP = re.compile(r"[.;:]\s*(?=[A-Z“\"])|\n\s*\n")
_MARKS = re.compile(r"\s?(?:[™®℠]|\((?:TM|R|SM)\))|(?<=[a-z]{2})TM\b|[“”\"]")
_A_NAME = re.compile(r"(?:[A-Z]|[a-z]{1,2}[A-Z]|\d+[A-Z])")
_WINDOW = 60  # characters before a name in which "its" stands with a word or two behind it
_REACH = 600  # characters before the word "trademark" that its notice can take


def claimed(release: Release) -> dict[str, str]:
    """Return the names that the notices of a release claim, each with the owner as written."""
    found: dict[str, str] = {}
    for section in release.sections:
        if section.kind in NARRATIVE:
            continue
        for notice in _notices(release.text, section.start, section.end):
            owner = notice["owner"].strip(" .,")
            for raw in _SEPARATOR.split(_MARKS.sub("", notice["names"])):
                name = re.sub(r"\s+", " ", raw).strip().removeprefix("the ").removeprefix("The ").removesuffix(" logo")
                if _A_NAME.match(name) and len(name.split()) <= 6 and not owner.startswith(name):
                    found.setdefault(name, owner)
    return found


def described(release: Release, claimed: dict[str, str], entities: list[Entity]) -> list[Entity]:
    """Return the claimed products that only the about-section names, as the issuer's own: "With its LedgerOne, Acme".

    What neither the narrative names nor the about-section calls "its" is left to the notice.
    """
    known = {name for entity in entities for name in (entity.name, *entity.aliases)}
    found = []
    for name in claimed:
        if name in known:
            continue
        starts = [
            start
            for section in release.sections
            if section.kind == "about"
            for start in occurrences(release.text, name, section.start, section.end)
            if _OWN.search(release.text, max(section.start, start - _WINDOW), start)
        ]
        if starts:
            entity = Entity(name, "PRODUCT")
            entity.mentions = [Fact("PRODUCT", start, start + len(name), name, entity) for start in starts]
            found.append(entity)
    return found


def _notices(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    done = start
    for word in _WORD.finditer(text, start, end):
        if word.start() < done:
            continue
        first = max(done, word.start() - _REACH)
        for stop in _STOP.finditer(text, first, word.start()):
            first = stop.end()
        if notice := _NOTICE.match(text, first, min(end, word.end() + 120)):
            yield notice
            done = notice.end()
