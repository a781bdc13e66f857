"""Regular expressions of reporting periods in text in lower case, built from the words of ``patterns/facts/dates.toml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from extract.facts.dates.days import day_pattern, month_names, month_words, tables
from extract.wordlists import alternatives, last_words

# Between a quarter and its year: "of ", ", ", " of the company's ".
_LINK = r"(?:\s*,\s*|[\s/-]+)?(?:(?:of|in|for)\s+)?(?:(?:its|our|the|the\s+company[’']s)\s+)?"


_PARTS = frozenset({"quarter", "quarters", "half"})
_SHORT_MONTHS = frozenset({"3m", "6m", "9m", "12m"})
_ENDS = frozenset({"ended", "ending", "ends", "to"})


@cache
def pattern(kind: str) -> re.Pattern[str]:
    """Return the pattern of a kind of period, whose groups `extract.facts.dates.periods` reads."""
    return re.compile(_SOURCES[kind](), re.VERBOSE)


def kinds_in(words: frozenset[str]) -> Iterator[str]:
    """Yield the kinds of periods that a sentence of these words may hold: each kind has some that it cannot do without."""
    if units().isdisjoint(words):
        return
    if not _short_parts().isdisjoint(words) or not (_PARTS.isdisjoint(words) or _ordinals().isdisjoint(words)):
        yield "part"
    if {"first", "months"} <= words or not _SHORT_MONTHS.isdisjoint(words):
        yield "first_months"
    if not (_ENDS.isdisjoint(words) or month_words().isdisjoint(words)):
        yield "span"
    if not _of_years().isdisjoint(words):
        yield "year"
    if not _of_back().isdisjoint(words):
        yield "back"


@cache
def units() -> frozenset[str]:
    """Return words one of which is in every period: what it is so many of, or the one behind which it is."""
    lengths = last_words(tables()["lengths"])
    return _PARTS | _short_parts() | _SHORT_MONTHS | _of_years() | _of_back() | lengths


@cache
def _ordinals() -> frozenset[str]:
    return frozenset(tables()["ordinals"])


@cache
def _short_parts() -> frozenset[str]:
    """Return "q2", "1h" and, with the year glued on, "1h24"."""
    parts = [form for digit in "1234" for form in (f"q{digit}", f"{digit}q", f"h{digit}", f"{digit}h")]
    return frozenset((*parts, *(f"{part}{year:02}" for part in parts for year in range(100))))


@cache
def _of_years() -> frozenset[str]:
    """Return what a year is called, "fy" also with its number glued on: "fy03", "fy2003"."""
    glued = [f"fy{year}" for number in range(100) for year in (f"{number:02}", f"19{number:02}", f"20{number:02}")]
    return frozenset(("year", "fiscal", "fy", *glued)) | last_words(tables()["running"]["words"])


@cache
def _of_back() -> frozenset[str]:
    """Return the words with which what points back ends."""
    return last_words((*tables()["back"]["stretches"], "year"))


def _part() -> str:
    """A quarter or half with its number: "second quarter of fiscal 2003", "2003 Q2", "1H24", "Q4 FY03"."""
    return rf"""\b(?:(?P<year_before>{_year_before()})\s+)?(?:{_year("lead_")}\s+)?(?:(?P<also_fiscal>fiscal)\s+)?
        (?: (?P<ordinal>{alternatives(tables()["ordinals"])})[\s-]+(?:(?P<year_kind>fiscal|calendar)[\s-]+)?(?P<unit>quarter|half)(?!\s+(?:reflecting|since|that|in\s+which)\b)
          | (?P<q>q[1-4]|[1-4]q)(?P<glued>(?<=q)\d\d\b)?(?!\w)
          | (?P<h>h[12]|[12]h)(?P<glued_half>(?<=h)\d\d\b)?(?!\w) )
        (?:{_LINK}{_year()}|(?P<year_ago>{_year_ago()}))?(?P<end_phrase>{_ended()})?"""


def _first_months() -> str:
    """The months of a year up to now: "first six months of fiscal 2003", "9M 2025"."""
    months = alternatives(name for name in tables()["lengths"] if name.endswith(" months"))
    return rf"""\b(?:first\s+(?P<length>{months})|(?P<short_length>3|6|9|12)m(?=[\s-]))
        (?:{_LINK}{_year()}|\s+of\s+(?:the|its|our)\s+(?:current\s+)?(?:fiscal\s+)?year\b)?(?P<end_phrase>{_ended()})?"""


def _span() -> str:
    """A stretch of so many months and its last day: "three and six months ended June 30, 2003"."""
    lengths = alternatives(tables()["lengths"]).replace(r"\s+", r"[\s-]+")
    return rf"""\b(?:(?P<and>three|six|nine|3|6|9)(?:[\s-]+months?)?\s*(?:-|\s)and\s+)?
        (?P<length>{lengths})(?:[\s-]+period)?(?:\s+{_year()})?{_ended(also="to")}"""


def _years() -> str:
    """A year: "fiscal 2003", "FY03", "full year 2024", "2024 fiscal year", a bare "full year", "year to date", "trailing twelve months"."""
    return rf"""\b(?:(?:full[\s-]+)?(?=fiscal|fy|financial|full|year)(?:full[\s-]+)?{_year()}
        | {_year("lead_")}\s+(?:full[\s-]+)?(?P<year_kind>fiscal|financial|calendar|full)\s+year
        | (?:full[\s-]+)?fiscal[\s-]+year | full[\s-]+year | (?P<running>{alternatives(tables()["running"]["words"])}))(?![\w-])"""


def _back() -> str:
    """What points back: "the same period last year", "the prior-year quarter", "the previous quarter", "the quarter"."""
    back = tables()["back"]
    earlier = f"(?:{alternatives(back['same'])}|{_year_before()})"
    return rf"""\b(?:
        (?: (?:the\s+)?(?:{earlier}(?:\s+{earlier})?|(?P<before>{alternatives(back["before"])})(?!\s+year))
          | (?P<itself>{alternatives(back["itself"])}) )
        \s+(?P<stretch>{alternatives(back["stretches"])})(?![\w-]|\s+(?:period\s+)?end|\s+to\s+(?:\d+\s+)?{month_names(lower=True)})(?:{_year_ago()}|{_LINK}{_year()})?
      | a\s+year\s+(?:ago|earlier) | (?:one\s+)?year\s+ago | (?:the\s+)?(?:prior|previous|preceding)\s+(?:fiscal\s+)?year
    )(?![\w-])"""


def _year(prefix: str = "") -> str:
    """A year with what it counts in: "fiscal 2003", "FY03", "2003", "2024/25", "'03"."""
    return rf"""(?:(?P<{prefix}fiscal>fiscal(?:\s+year)?|financial\s+year|fy|calendar(?:\s+year)?|year)(?:\s+of)?[\s-]*)?
        (?:['’]?(?P<{prefix}year>(?:19|20)\d\d)(?:/(?P<{prefix}second>(?:20)?\d\d)(?![\d/]))?|(?:(?<=fy)|(?<=fy\s)|['’])(?P<{prefix}short>\d\d))(?![\d%]|[,.]\d|-\d)(?:['’]s)?"""


def _year_before() -> str:
    return alternatives(tables()["back"]["year_before"])


def _year_ago() -> str:
    """Behind a period: " of last year", " a year ago"."""
    return rf"""\s+(?:(?:of|in|from|for)\s+)?(?:the\s+)?{_year_before()}
        |\s+(?:of\s+)?a\s+year\s+(?:ago|earlier)|\s+(?:one\s+)?year\s+ago"""


def _ended(*, also: str = "ending") -> str:
    """Behind a period its last day: " ended June 30, 2003"; British text has "the year to 31 March 2024"."""
    return rf"[\s,(]*(?:period\s+|which\s+)?(?:end(?:ed|ing|s)|{also})\s+(?:on\s+)?{day_pattern(month_names(lower=True), 'end_')}"


_SOURCES: dict[str, Callable[[], str]] = {
    "part": _part,
    "first_months": _first_months,
    "span": _span,
    "year": _years,
    "back": _back,
}
