"""The day on which a release says that it was released: never guessed."""

from __future__ import annotations

import re
from datetime import date

from extract.reading.dateline import DATE, Dateline, iso_day
from extract.schema import Section

_SLUG = re.compile(r"^\s*-0-\s+(?P<date>\d{1,2}/\d{1,2}/\d{2,4})", re.MULTILINE)  # -0-     10/26/2006
_LEADING = re.compile(
    r"(?:FOR IMMEDIATE RELEASE|For Immediate Release|Date|DATE|Released?|Dated?)\s*[:,–—-]*\s*", re.IGNORECASE
)
_BARS = re.compile(r"\s[|·•]\s")  # By the Acme team | 7 March 2025
_DAYS_BEFORE_FILING = 180
_DAYS_AFTER_FILING = 7
_HEAD = frozenset({"cover", "contact", "headline", "subheadline", "dateline"})


def find(text: str, sections: list[Section], dateline: Dateline | None, *, filed: str | None = None) -> str | None:
    """Return the ISO 8601 day of the dateline, else of a date line or release label above the lede, else None.

    A dateline without a year takes it from a full date in the text with the same day, or from ``filed``.
    """
    if dateline is not None and dateline.date is not None:
        return iso_day(dateline.date) or _with_year(text, dateline.date, filed)
    for section in sections:
        if section.kind not in _HEAD:
            break
        for line in text[section.start : section.end].splitlines():
            whole = line.strip(" \t*_#()[]•")
            for part in (whole, *_BARS.split(whole)[1:]):
                if (day := _own_line(part)) is not None:
                    return day
    return None


def near_filing(day: str | None, filed: str | None) -> str | None:
    """Return the day if a filing of ``filed`` can speak of it; with the year of the filing if only that is wrong."""
    if day is None or filed is None or _is_before(day, filed):
        return day
    mended = filed[:4] + day[4:]
    return mended if _is_before(mended, filed) else None


def _is_before(day: str, filed: str) -> bool:
    """Return whether a day lies in the months before a filing, or is no day of the calendar."""
    try:
        return -_DAYS_AFTER_FILING <= (date.fromisoformat(filed) - date.fromisoformat(day)).days <= _DAYS_BEFORE_FILING
    except ValueError:
        return True


def _own_line(line: str) -> str | None:
    """Return the day of a line that is a date and nothing else: "FOR IMMEDIATE RELEASE: July 10, 2003"."""
    label = _LEADING.match(line)
    rest = line[label.end() :] if label else line
    stated = DATE.search(rest)
    if stated is None or stated.start() > 30 or len(rest) - stated.end() > 30:
        return None
    if stated.start() > 0 and not re.fullmatch(r"[A-Z][\w., ]*[,–—-]{1,2}\s*|\W*", rest[: stated.start()]):
        return None
    return iso_day(stated)


def _with_year(text: str, stated: re.Match[str], filed: str | None) -> str | None:
    slug = _SLUG.search(text)
    if slug is not None:
        full = DATE.search(slug["date"])
        if full is not None and (day := iso_day(full)) is not None and iso_day(stated, year=day[:4]) == day:
            return day
    for other in DATE.finditer(text):
        day = iso_day(other)
        if day is not None and iso_day(stated, year=day[:4]) == day:
            return day
    return iso_day(stated, year=filed[:4]) if filed else None
