"""Calendar days as written, "July 10, 2003" or "10 July", and the years that the text leaves out."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Any

from extract.facts.model import Moment
from extract.wordlists import alternatives, folder, read_toml


@cache
def tables() -> dict[str, Any]:
    """Return the tables of ``patterns/facts/dates.toml``."""
    return read_toml(folder() / "facts" / "dates.toml")


@cache
def month_names(*, lower: bool = False) -> str:
    """Return a regular expression for the name of a month, capitalised ("may go" is no date), or for text in lower case."""
    months = tables()["months"]
    names = months if lower else [form for name in months for form in (name.title(), name.upper())]
    return rf"{alternatives(names)}\.?(?![A-Za-z])"


@cache
def month_words() -> frozenset[str]:
    """Return the names of months as words of a sentence: one without any of them names no month."""
    return frozenset(tables()["months"])


def day_pattern(month: str, prefix: str = "") -> str:
    """Return a regular expression for "July 10, 2003", "July 10", "10 July 2003" and "July 2003"; ``month`` is that of names.

    Its groups are month, day and year, each with the prefix; `read_day` reads a match.
    """
    year = r"(?:19|20)\d\d(?!\d)"
    number = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
    return rf"""(?:
        (?P<{prefix}month>{month})\s*(?P<{prefix}day>{number})(?:st|nd|rd|th)?(?:\s?[-–]\s?{number})?(?:,?\s+(?P<{prefix}year>{year}))?
      | (?P<{prefix}month_year>{month}),?\s+(?:of\s+)?(?P<{prefix}its_year>{year})
      | (?P<{prefix}first_day>{number})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<{prefix}second_month>{month})(?:,?\s+(?P<{prefix}last_year>{year}))?
    )"""


def read_day(match: re.Match[str], released: date | None, prefix: str = "") -> tuple[int, int, int | None] | None:
    """Return (year, month, day) of a match of `day_pattern`, day None for a month; None for 31 February or no year.

    A day without a year is the one nearest to the day of the release.
    """
    groups = match.groupdict()
    name = groups[f"{prefix}month"] or groups[f"{prefix}month_year"] or groups[f"{prefix}second_month"]
    day = groups[f"{prefix}day"] or groups[f"{prefix}first_day"]
    year = groups[f"{prefix}year"] or groups[f"{prefix}its_year"] or groups[f"{prefix}last_year"]
    month = tables()["months"][name.rstrip(".").lower()]
    number = int(year) if year else nearest_year(month, int(day or 1), released)
    if number is None or (day and valid(number, month, int(day)) is None):
        return None
    return number, month, int(day) if day else None


def nearest_year(month: int, day: int, released: date | None) -> int | None:
    """Return the year in which the day lies nearest to the release; None when that is not known.

    >>> nearest_year(12, 20, date(2004, 1, 15)), nearest_year(3, 31, date(2004, 1, 15))
    (2003, 2004)
    """
    if released is None:
        return None
    years = [released.year, released.year - 1, released.year + 1]
    days = [(abs((found - released).days), year) for year in years if (found := valid(year, month, min(day, 28)))]
    return min(days)[1]


def calendar_moment(year: int, month: int, day: int | None = None) -> Moment:
    """Return a day, or a month where there is none, as a moment: 2003-07-10, 2003-07."""
    return Moment(f"{year:04}-{month:02}-{day:02}", "day") if day else Moment(f"{year:04}-{month:02}", "month")


def valid(year: int, month: int, day: int) -> date | None:
    """Return the date, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def released_on(value: str | None) -> date | None:
    """Return the day of a document's ``released``, or None."""
    return date.fromisoformat(value) if value else None
