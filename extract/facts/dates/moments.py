"""Reckoning with periods. The value of a period is ISO 8601 at its grain: 2003-Q2, 2003-H1, 2003.

`Moment.fiscal` says that it counts in the issuer's fiscal years, whose months the text need not tell. A period that is
given by its last day counts in calendar years: within ten days of the end of a calendar quarter, half or year it is that
one, otherwise an interval of months (2018-11/2019-01, grain month). Nine months of a year are an interval of quarters
(2003-Q1/2003-Q3, grain quarter).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from extract.facts.model import Moment

_SLACK = timedelta(days=10)  # 52-week years end on a weekday near the end of the month


def shifted(moment: Moment, *, years: int = 0, periods: int = 0) -> Moment:
    """Return the period so many years, or so many periods of its own length, later.

    >>> shifted(Moment("2003-Q1", "quarter"), periods=-1).value
    '2002-Q4'
    """
    value = moment.value
    if value and periods and "/" not in value:
        if part := re.fullmatch(r"(\d{4})-([QH])(\d)", value):
            count = 4 if part[2] == "Q" else 2
            index = int(part[1]) * count + int(part[3]) - 1 + periods
            value = f"{index // count:04}-{part[2]}{index % count + 1}"
        elif moment.grain == "year":
            years += periods
    elif periods:
        value = None
    if value and years:
        value = re.sub(r"\d{4}", lambda year: f"{int(year[0]) + years:04}", value)
    return Moment(value, moment.grain, moment.fiscal)


def length(value: str) -> int:
    """Return how many months a period's value covers.

    >>> [length(value) for value in ("2003-Q2", "2003-H1", "2003", "2003-Q1/2003-Q3", "2018-11/2019-01")]
    [3, 6, 12, 9, 3]
    """
    first, _, last = value.partition("/")
    part = first[5:6]
    unit = {"Q": 3, "H": 6}.get(part, 1 if part else 12)
    return unit * (_index(last or first) - _index(first) + 1)


def _index(value: str) -> int:
    """Number the units that a value counts in, through the years."""
    per_year = {"Q": 4, "H": 2}.get(value[5:6], 12 if len(value) > 4 else 1)
    return int(value[:4]) * per_year + (int(re.sub(r"\D", "", value[5:])) if len(value) > 4 else 0)


def ending(last: date, months: int) -> Moment:
    """Return the period of so many months with this last day, in calendar years.

    >>> ending(date(2003, 6, 28), 3).value, ending(date(2019, 1, 31), 3).value
    ('2003-Q2', '2018-11/2019-01')
    """
    near = min(_month_ends(last), key=lambda end: abs(end - last))
    month, year = near.month, near.year
    if abs(near - last) <= _SLACK:
        if months == 3 and month % 3 == 0:
            return Moment(f"{year}-Q{month // 3}", "quarter")
        if months == 6 and month % 6 == 0:
            return Moment(f"{year}-H{month // 6}", "half")
        if months == 9 and month == 9:
            return Moment(f"{year}-Q1/{year}-Q3", "quarter")
        if months == 12 and month == 12:
            return Moment(f"{year}", "year")
    first = year * 12 + month - months
    return Moment(f"{first // 12}-{first % 12 + 1:02}/{year}-{month:02}", "month")


def _month_ends(day: date) -> list[date]:
    """Return the last days of the month before and of the month of a day."""
    before = day.replace(day=1) - timedelta(days=1)
    return [before, day.replace(day=monthrange(day.year, day.month)[1])]
