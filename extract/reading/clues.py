"""The places of a release that show whose it is, and how much each of them says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.reading import tickers
from extract.reading.company_names import (
    NAME,
    clean,
    ends_with_form,
    legal_form,
    name_at,
    unglued,
    without_form,
    words_of,
)
from extract.schema import Section
from extract.wordlists import alternatives, vocabulary

# Weights, found on the dev gold: a source line outweighs a first sentence, which outweighs a headline.
_SOURCE_LINE = 4.0
_ONLY_ABOUT = 3.0
_SPONSOR = 3.0
_SUBJECT_OF_LEDE = 2.5
_TICKER = 2.0
_INTERVIEWED = 3.0
_EMPLOYER = 2.0
_FIRST_ABOUT = 1.25
_PUBLISHER = 1.05  # a little more than a name that is only frequent
_MENTION = 1.0
_BEGINS_LEDE = 0.5

_LEDE = 1500  # characters of the narrative that are its beginning
_NARRATIVE = 5000  # characters in which names are counted
_FREQUENT = 12  # names that may be the most frequent one

_OPENING = re.compile(
    r"""(?:Today|Yesterday|Recently)\b,?\s+(?:the\s)?
      | (?:On|In|As\sof|At|During|For|Following|With|After)\s[^.]{3,80}?,\s+(?=[A-Z])  # On Monday, July 1, Acme
        (?:[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:st|nd|rd|th)?,\s+(?:\d{4},\s+)?)?""",
    re.VERBOSE,
)
_DESCRIBED = re.compile(  # Canadian sculptor Jane Doe, Elevator maker Acme
    r"""(?:An?\s|The\s)?[A-Z][a-z]+(?:-[a-z]+)?
        (?:\s(?!(?:is|are|was|has|and|of|in|for|to|the|a|with|on|by|at|from|will|today|announce[sd]?|that)\b)[a-z-]+){1,4}
        \s(?=[A-Z])""",
    re.VERBOSE,
)
_INNER = re.compile(rf"\s(?<=[a-z,]\s)(?P<name>{NAME.pattern})")  # the space first: a search goes from one to the next
_ON_BEHALF = re.compile(r"[Oo]n [Bb]ehalf of\s+")
_SOURCE = re.compile(r"(?<!/)(?:SOURCE|Source)S?\s{0,2}:?\s{1,3}")
_SOURCE_END = re.compile(r", ,|,\s*$|;|\s{2,}|\s/|<")
_ABOUT = re.compile(r"(?:(?<![ \t])|(?<=[.,\n ][ \t]))(?:About|ABOUT)\s+(?:the\s+)?")
_DIGEST = re.compile(r"^\s*\w*(?:NewsBreaks?|Breaks|NewsAlert|Alert)s?\s*[–—-]+\s*")  # MarketNewsBreaks – Acme
_INTERVIEW = re.compile(
    r"^\s*(?:An? )?(?:Q\s?(?:&|&amp;|and)\s?A|Interview|Conversation)\s+[Ww]ith\s+"
)  # Q&A with Jane Doe
_PUBLISHED = re.compile(r"\b(?:appeared first|first appeared) on\s+(?P<name>[\w’'&-][\w’'& -]{1,40})")


@dataclass(slots=True, frozen=True)
class Clue:
    """A name that may be the issuer's, and how much its place speaks for it."""

    name: str
    weight: float


def find(text: str, sections: list[Section]) -> Iterator[Clue]:
    """Yield the clues of a release's sections; those of one name add up."""
    lede = next((section for section in sections if section.kind == "body"), None)
    narrative = " ".join(text[section.start : section.end] for section in sections if section.kind in ("body", "list"))
    yield from _headings(text, sections)
    yield from _most_named(narrative[:_NARRATIVE])
    for section in sections:
        part = text[section.start : section.end]
        if section.kind == "headline":
            yield from _headline(part, narrative)
        elif section.kind == "contact":
            yield from _sources(part)
            yield from (Clue(published["name"].strip(), _PUBLISHER) for published in _PUBLISHED.finditer(part))
        if section.kind in ("cover", "contact", "subheadline") and lede is not None and section.end < lede.start:
            yield from _letterhead(part)
    if lede is not None:
        yield from _first_sentence(text[lede.start : lede.end][:_LEDE])


def _headline(headline: str, narrative: str) -> Iterator[Clue]:
    """Yield the headline's subject if the narrative has it too: headlines capitalise every word."""
    interview = _INTERVIEW.match(headline)
    opening = interview or _DIGEST.match(headline) or _OPENING.match(headline)
    subject = name_at(headline, opening.end() if opening else 0, stops=_headline_verb())
    if subject is not None and interview and (employer := _employer(headline, subject)):
        yield Clue(employer, _INTERVIEWED)
    elif subject is not None and without_form(subject) in narrative:
        yield Clue(subject, _MENTION)
    yield from _before_ticker(headline, _TICKER)


def _first_sentence(lede: str) -> Iterator[Clue]:
    speaker = _speaker_for().match(lede)
    opening = speaker or _OPENING.match(lede) or _DESCRIBED.match(lede)
    position = opening.end() if opening else 0
    subject = name_at(lede, position)
    acts = None
    if subject is not None and (employer := _employer(lede, subject)):
        yield Clue(employer, _EMPLOYER)
        yield Clue(subject, _BEGINS_LEDE)
    elif subject is not None:
        last = subject.split()[-1]
        acts = speaker or _follows().match(lede, lede.find(last, position) + len(last))
        yield Clue(subject, _SUBJECT_OF_LEDE if acts else _BEGINS_LEDE)
    yield from _before_ticker(lede, _MENTION if acts else _TICKER)


def _employer(part: str, person: str) -> str | None:
    """Return for whom the person speaks whose title follows: "Jane Doe, chief executive officer of Acme Corp."."""
    end = part.find(person) + len(person)
    works = _works_for().match(part, end) if end >= len(person) else None
    return name_at(part, works.end()) if works else None


def _letterhead(part: str) -> Iterator[Clue]:
    """Yield the companies with which the lines above the headline begin, and for whom an article was written."""
    for line in part.split("\n"):
        name = name_at(line, 0)
        form = legal_form().search(name) if name else None
        if name is not None and form is not None:
            yield Clue(name[: form.end()], _MENTION)
    if (sponsor := _ON_BEHALF.search(part)) and (name := name_at(part, sponsor.end())):
        yield Clue(name, _SPONSOR)


def _most_named(narrative: str) -> Iterator[Clue]:
    """Yield the name that stands most often inside the sentences of the narrative, if it does so three times."""
    found = Counter(match["name"] for match in _INNER.finditer(narrative)).most_common(_FREQUENT)
    counts = {clean(name): count for name, count in found if len(name) > 2 and not name[0].isdigit()}
    totals = {name: sum(count for other, count in counts.items() if other.startswith(name)) for name in counts}
    name = max(totals, key=lambda name: (totals[name], len(name)), default="")
    if totals.get(name, 0) >= 3:
        yield Clue(name, _MENTION)


def _headings(text: str, sections: list[Section]) -> Iterator[Clue]:
    """Yield the names behind "About": the first stands out, more so if it is the only one."""
    names = [
        name for section in sections if section.kind == "about" for name in _abouts(text[section.start : section.end])
    ]
    if names:
        yield Clue(names[0], _ONLY_ABOUT if len(names) == 1 else _FIRST_ABOUT)
    for name in names[1:]:
        yield Clue(name, _MENTION)


def _abouts(part: str) -> Iterator[str]:
    for match in _ABOUT.finditer(part):
        name = name_at(part, match.end(), end=part.find("\n", match.end()), stops=_describing())
        if name is not None and not name.endswith("Wire"):  # the service that carries it describes itself too
            yield unglued(name)


def _sources(part: str) -> Iterator[Clue]:
    """Yield the names of lines like "SOURCE  Acme Corp."."""
    for match in _SOURCE.finditer(part):
        line = part[match.end() : match.end() + 200].split("\n")[0]
        name = _SOURCE_END.split(line)[0].strip(" ,")
        if 2 < len(name) < 80 and name[0].isupper():
            yield Clue(clean(name), _SOURCE_LINE)


def _before_ticker(part: str, weight: float) -> Iterator[Clue]:
    """Yield the name in front of the first ticker: "Acme Corp. (NYSE: ACM)"."""
    ticker = next(tickers.find(part), None)
    if ticker is None:
        return
    before = part[max(0, ticker.start - 90) : ticker.start].rstrip(' (\t\n\xa0[“"®™')
    form = ends_with_form().search(before)
    end = form.start() if form else len(before)
    names = [name for name in NAME.finditer(before) if name.start() < end <= name.end() + 1]
    if names:
        yield Clue(clean(_role().sub("", before[names[-1].start() :])), weight)


@cache
def _describing() -> re.Pattern[str]:
    return re.compile(rf"\s{alternatives(words_of('describing'))}\b")


@cache
def _role() -> re.Pattern[str]:
    return re.compile(rf"^.*\b{alternatives(words_of('roles'))}\s+of\s+")


@cache
def _works_for() -> re.Pattern[str]:
    """Return what stands between a person at the beginning of a sentence and the employer: a title and "of"."""
    titles = alternatives(words_of("titles"))
    return re.compile(
        rf"(?:,|\s+(?:is|serves\s+as))\s[^.;]{{0,60}}?\b(?i:{titles})\b[^.;,]{{0,60}}?\s(?:of|at|for)\s+(?=[A-Z])"
    )


@cache
def _speaker_for() -> re.Pattern[str]:
    """Return an opening like "The law firm of" or "The Management Board of" before the name that counts."""
    return re.compile(
        rf"(?:The\s+|An?\s+)?(?i:{alternatives(words_of('speakers'))})\s+(?:of|at)\s+(?:the\s+)?(?=[A-Z])"
    )


@cache
def _follows() -> re.Pattern[str]:
    """Return what stands behind the subject of a first sentence: brackets, an apposition, or its verb."""
    verbs = alternatives(sorted({*vocabulary("corporate_verbs"), *vocabulary("headline_verbs"), *words_of("follows")}))
    a_title = rf"\s(?:the\s|its\s)?{alternatives(words_of('titles'))}"
    return re.compile(rf"[®™]?\s*(?:\(TM\)|\(R\))?\s*(?:[(\[“\"–—-]|,(?!{a_title})|{verbs}\b)")


@cache
def _headline_verb() -> re.Pattern[str]:
    words = {word.title() for name in ("corporate_verbs", "headline_verbs") for word in vocabulary(name)}
    return re.compile(rf"(?i:\s+{alternatives(sorted(words))}\b)")
