"""Dates as written ("July 10, 2003", "in April") or relative, and the reporting periods of `extract.facts.dates.periods`.

The value is ISO 8601 at the grain that the text gives: 2003-07-10, 2003-04, 2003. What the text leaves out, as the year
of "in April", is told by the day of the release.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from extract.facts.dates.days import (
    calendar_moment,
    day_pattern,
    month_names,
    month_words,
    nearest_year,
    read_day,
    released_on,
    tables,
    valid,
)
from extract.facts.dates.period_patterns import units
from extract.facts.dates.periods import find_periods
from extract.facts.dates.relative import relative_dates, relative_words
from extract.facts.model import Fact, Facts, Moment, Sentence
from extract.schema import Release
from extract.wordlists import alternatives

# The looks back stand behind the first digit, so that a search goes from digit to digit.
_ISO = re.compile(r"(\d(?<![\d/.-].)\d{3})-(\d{2})-(\d{2})(?![\d/.-])")
_YEARS = frozenset(map(str, range(1900, 2100)))
_BEFORE = 40  # characters before a month or year in which the words stand that go with it
_SLASHED = re.compile(r"(\d(?<![\d/.$-].)\d?)/(\d{1,2})/(\d{4}|\d{2})(?![\d/])")


def find(release: Release, sentences: list[Sentence]) -> list[Fact]:
    """Return the DATE and PERIOD facts of the sentences, in text order, resolved against the release date.

    The value is a `Moment`, its own value None where neither the text nor the release date tells the year.
    """
    released = released_on(release.document.released)
    telling = [s for s in sentences if not _words().isdisjoint(s.words) or "/" in s.text]
    periods = find_periods(telling, released)
    found: list[Fact] = []
    for sentence, of_sentence in zip(telling, periods, strict=True):
        text = sentence.text
        spans = [("PERIOD", *period) for period in of_sentence]
        taken = [(start, end) for _, start, end, _ in spans]
        for start, end, moment in _dates(sentence, released):
            if not any(start < last and first < end for first, last in taken):
                spans.append(("DATE", start, end, moment))
                taken.append((start, end))
        for kind, start, end, moment in sorted(spans, key=lambda span: (span[1], -span[2])):
            found.append(Fact(kind, sentence.start + start, sentence.start + end, text[start:end], moment))
    return found


def of_event(facts: Facts, sentence: Sentence, fact: Fact) -> bool:
    """Tell whether a DATE or PERIOD can be that of the event its sentence states: not "due 2010", "founded in 1997"."""
    if fact.value.value is None or "/" in fact.value.value:
        return False
    return _of_another().search(facts.release.text, max(sentence.start, fact.start - 40), fact.start) is None


def _dates(sentence: Sentence, released: date | None) -> Iterator[tuple[int, int, Moment]]:
    """Yield (start, end, moment) of the dates in a sentence, the surer readings first; readings may overlap."""
    text = sentence.text
    months = not month_words().isdisjoint(sentence.words)
    if months:
        for match in _day().finditer(text):
            yield match.start(), match.end(), _of_day(match, released)
    yield from _in_digits(text)
    if months or not _YEARS.isdisjoint(sentence.words):
        yield from _lone_dates(text, released)
    yield from relative_dates(sentence, released)


def _of_day(match: re.Match[str], released: date | None) -> Moment:
    found = read_day(match, released)
    return calendar_moment(*found) if found else Moment(None, "day")


def _in_digits(text: str) -> Iterator[tuple[int, int, Moment]]:
    """Yield the dates in digits alone: "2003-07-10", "7/10/03"."""
    for match in _ISO.finditer(text) if "-" in text else ():
        if valid(int(match[1]), int(match[2]), int(match[3])):
            yield match.start(), match.end(), Moment(match[0], "day")
    for match in _SLASHED.finditer(text) if "/" in text else ():
        year = int(match[3]) + (0 if len(match[3]) == 4 else 2000)
        if valid(year, int(match[1]), int(match[2])):
            yield match.start(), match.end(), calendar_moment(year, int(match[1]), int(match[2]))


def _lone_dates(text: str, released: date | None) -> Iterator[tuple[int, int, Moment]]:
    """Yield the months and years that have nothing else with them but the words of time in front of them."""
    for match in _lone().finditer(text):
        start, end = match.span()
        before = _before_lone(year=match["year"] is not None).search(text, max(0, start - _BEFORE), start)
        if before is None:
            continue
        if match["year"]:
            yield before.start("part") if before["part"] else start, end, Moment(match["year"], "year")
            continue
        month = tables()["months"][match["month"].rstrip(".").lower()]
        year = nearest_year(month, 1, released)
        if released and match["of_year"]:
            year = released.year + {"last": -1, "this": 0, "next": 1}[match["of_year"]]
        yield start, end, calendar_moment(year, month) if year else Moment(None, "month")


@cache
def _words() -> frozenset[str]:
    """Return words one of which is in every date or period but for the slashed ones."""
    return units() | month_words() | relative_words() | _YEARS


@cache
def _of_another() -> re.Pattern[str]:
    """Match in front of a date that is not the event's own: "due ", "founded in ", "through "."""
    words = alternatives(tables()["not_of_event"]["words"])
    return re.compile(rf"\b{words}(?:\s+(?:in|on|of|the|early|late|mid|around|about|by))*[\s-]+\Z", re.IGNORECASE)


@cache
def _day() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w$]){day_pattern(month_names())}", re.VERBOSE)


@cache
def _lone() -> re.Pattern[str]:
    """Match a month, or a year, that may have nothing else with it."""
    return re.compile(
        rf"(?P<month>{month_names()})(?!\s*\d)(?:\s+(?:of\s+)?(?P<of_year>last|next|this)\s+year)?"
        r"|(?P<year>(?:19|20)\d\d)(?![\d%]|[,.]\d|[-–/]\d)(?!\s+(?:shares|employees|people|units|customers|stores))"
    )


@cache
def _before_lone(*, year: bool) -> re.Pattern[str]:
    """Match what stands in front of a lone month, "in ", "mid-", or year: "since ", "mid-", "the end of ", "("."""
    words, parts = alternatives(tables()["prepositions"]["words"]), alternatives(tables()["parts"]["words"])
    of_year = rf"(?:\b(?P<part>{parts})(?:\s+of|\s+in)?[\s-]+|\b{words}\s+|\()(?:the\s+year\s+)?\Z"
    return re.compile(of_year if year else rf"\b{words}[\s-]+\Z", re.IGNORECASE)
