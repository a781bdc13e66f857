"""What stands around the news and shows whose it is: headings of descriptions, source lines, the first of the contacts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.reading import cues, tickers
from extract.reading.company_names import NAME, clean, ends_with_form, name_at, unglued, words_of
from extract.schema import Section
from extract.wordlists import alternatives, given_names, vocabulary

# Weights, found on the dev gold, as in `extract.reading.clues`.
_SOURCE_LINE = 4.0
_PUBLISHER_ALONE = 4.75  # who describes itself and nobody else below a summary of the news
_ONLY_ABOUT = 3.0
_FIRST_ABOUT = 1.25
_DESCRIBED_LAST = 3.0
_NEWSROOM = 2.5
_CONTACT = 1.0
_MENTION = 1.0

_LAST = 3  # paragraphs in which a release closes with a description
_SOURCE = re.compile(r"S(?<!/S)(?:OURCE|ource)S?\s{0,2}:?\s{1,3}")
_SOURCE_END = re.compile(r", ,|,\s*$|;|\s{2,}|\s/|<")
_ABOUT = re.compile(
    r"A(?:(?<![ \t]A)|(?<=[.,\n ][ \t]A))(?:bout|BOUT)\s+(?:the\s+)?"
)  # the letter first: searches find it
_TEAM = re.compile(rf"^By the (?P<name>{NAME.pattern}) (?:[a-z]+ )?[Tt]eam\b", re.MULTILINE)  # By the Acme product team
_CONTACT_DETAILS = re.compile(r"Contact (?:Details|Information):?\s*(?P<line>[^\n]{2,80})")


@dataclass(slots=True, frozen=True)
class Clue:
    """A name that may be the issuer's, and how much its place speaks for it."""

    name: str
    weight: float


def headings(text: str, sections: list[Section], headline: str) -> Iterator[Clue]:
    """Yield the names behind "About": the first stands out, more so if it is the only one."""
    names = [
        name for section in sections if section.kind == "about" for name in _abouts(text[section.start : section.end])
    ]
    if names:
        yield Clue(names[0], _ONLY_ABOUT if len(names) == 1 else _FIRST_ABOUT)
    else:
        yield from _closing(text, sections, headline.lower())
    for name in names[1:]:
        yield Clue(name, _MENTION)
    if not names and next(tickers.find(headline), None) is None and (publisher := _publisher(text, sections)):
        yield Clue(publisher, _PUBLISHER_ALONE)


def _abouts(part: str) -> Iterator[str]:
    for match in _ABOUT.finditer(part):
        name = name_at(part, match.end(), end=part.find("\n", match.end()), stops=_describing())
        if name is not None and not _is_publisher(name, part):
            yield unglued(name)


def _closing(text: str, sections: list[Section], headline: str) -> Iterator[Clue]:
    """Yield whom a last paragraph describes without a heading, if the headline has the name too."""
    kinds = ("body", "list", "about")
    paragraphs = [
        paragraph.strip()
        for section in sections
        if section.kind in kinds
        for paragraph in text[section.start : section.end].split("\n\n")
    ]
    for paragraph in paragraphs[1:][-_LAST:]:
        name = name_at(paragraph, 0)
        words = name.removeprefix("The ").split() if name else []
        if name is None or words[0].lower() not in headline or not given_names().isdisjoint(words):
            continue
        end = paragraph.find(name) + len(name)
        if _describes().match(paragraph, end) and not cues.is_news(paragraph):
            yield Clue(name, _DESCRIBED_LAST)


def _is_publisher(name: str, part: str) -> bool:
    """Return whether a description is that of the service that carries the news, which describes itself too."""
    return name.endswith("Wire") or _carrier().search(part) is not None


def _publisher(text: str, sections: list[Section]) -> str | None:
    """Return the service that describes itself below the news."""
    for section in sections:
        part = text[section.start : section.end]
        match = _ABOUT.search(part) if section.kind == "about" else None
        if match and (name := name_at(part, match.end(), end=part.find("\n", match.end()), stops=_describing())):
            return unglued(name)
    return None


def sources(part: str) -> Iterator[Clue]:
    """Yield the names of lines like "SOURCE  Acme Corp."."""
    for match in _SOURCE.finditer(part):
        line = part[match.end() : match.end() + 200].split("\n")[0]
        name = _SOURCE_END.split(line)[0].strip(" ,")
        if 2 < len(name) < 80 and NAME.match(name):
            yield Clue(clean(name), _SOURCE_LINE)


def newsrooms(part: str) -> Iterator[Clue]:
    """Yield whose newsroom a line above the lede or the end of the headline names, and whose team wrote the release."""
    yield from (Clue(team["name"], _NEWSROOM) for team in _TEAM.finditer(part))
    for line in _newsroom().finditer(part):
        if name := name_at(line["name"], 0):
            yield Clue(name, _NEWSROOM)


def contacts(part: str, news: str) -> Iterator[Clue]:
    """Yield the company of the first line of the contacts: "Contact DetailsJane Doe, PR, Acme".

    A name alone may be that of a person; it counts if it has a legal form or the news begins with its first word somewhere.
    """
    if details := _CONTACT_DETAILS.search(part):
        *before, last = (word.strip() for word in details["line"].split(","))
        known = before or ends_with_form().search(last) or last.split(" ")[0] in news
        if known and NAME.fullmatch(last) and given_names().isdisjoint(last.split()):
            yield Clue(last, _CONTACT)


@cache
def _newsroom() -> re.Pattern[str]:
    """Return how a page of news is headed: "Acme | Newsroom", or a headline with "| Acme Newsroom" behind it."""
    rooms = alternatives(words_of("newsrooms"))
    return re.compile(rf"(?:^(?=.*[|»])|[|»]\s)(?P<name>[^|»\n]{{2,60}}?)\s(?:[|»]\s)?{rooms}\s*$", re.MULTILINE)


@cache
def _describes() -> re.Pattern[str]:
    """Return what stands behind a name that is described: "(NYSE: ACM), based in Ohio, makes"."""
    verbs, kinds = alternatives(words_of("closing")), alternatives(vocabulary("organisation_nouns"))
    is_one = rf"is (?:headquartered|based|owned|(?:an?|the|one of)\b[^.]{{0,80}}? {kinds})"
    is_in = "(?:headquartered|founded|based) in"
    return re.compile(rf"\.?(?: \([^()]{{1,80}}\))?(?:,? (?:{verbs}|{is_one})|, {is_in})\b")


@cache
def _describing() -> frozenset[str]:
    return frozenset(word.lower() for word in words_of("describing"))


@cache
def _carrier() -> re.Pattern[str]:
    """Return how a service that carries news describes itself: "AnvilWire is a specialized communications platform"."""
    return re.compile(rf"\bis an?\s[^.]{{0,60}}?{alternatives(words_of('carriers'))}\b")
