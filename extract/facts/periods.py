"""Reporting periods: "second quarter of fiscal 2003", "the three months ended June 30, 2003", "the same period last year".

How their values are written is told in `extract.facts.moments`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from extract.facts.days import day_pattern, read_day, tables
from extract.facts.model import Moment
from extract.facts.moments import ending, length, shifted
from extract.wordlists import alternatives

_LETTERS = {"quarter": ("Q", 4), "half": ("H", 2)}
_CHEAP = re.compile(
    r"quarter|half|months?\b|weeks?\b|fiscal|\bFY|\bQ[1-4]|\b[1-4]Q|\bH[12]|\b[12]H|year|period|\b[369]M\b|\b12M\b",
    re.IGNORECASE,
)
_LINK = r"(?:\s*,\s*|[\s/-]+)?(?:(?:of|in|for)\s+)?(?:(?:its|our|the|the\s+company[’']s)\s+)?"


@dataclass(slots=True)
class Periods:
    """The periods of one release, found sentence by sentence in text order: some point back to those before them.

    ``topics`` holds the first period of each grain that the release names, ``spans`` the last one of so many months,
    ``local`` the first of the sentence that no other is compared with, or the last sentence's when that was of so many
    months.
    """

    released: date | None
    seen: list[Moment] = field(default_factory=list)
    topics: dict[str, Moment] = field(default_factory=dict)
    local: Moment | None = None
    spans: dict[int, Moment] = field(default_factory=dict)

    def find(self, text: str) -> Iterator[tuple[int, int, Moment]]:
        """Yield (start, end, moment) of the periods in one sentence's text; value None where nothing tells the year."""
        if not _CHEAP.search(text):
            return
        matches = [(match, read) for pattern, read in _readers() for match in pattern.finditer(text)]
        end = 0
        self.local = self.local if self.local in self.spans.values() else None
        fresh = True
        for match, read in sorted(matches, key=lambda found: (found[0].start(), -found[0].end())):
            if match.start() < end or (moment := read(match, self)) is None:
                continue
            end = match.end()
            if fresh and moment.value and (read is not _read_back or match["itself"]):
                self.local = moment if not _comparing().search(text, 0, match.start()) else self.local
                fresh = False
            if moment.value and read is not _read_back:
                self.seen.append(moment)
                self.topics.setdefault(moment.grain, moment)
                if read in (_read_span, _read_first_months):
                    self.spans[length(moment.value)] = moment
            yield match.start(), end, moment
            if read is _read_span and match["and"]:
                yield match.start("length"), end, _ended(match, self.released, match["length"]) or moment


def _read_part(match: re.Match[str], known: Periods) -> Moment | None:
    """Read a quarter or half with its number: "second quarter of fiscal 2003", "Q2 FY03", "1H24"."""
    grain = "quarter" if "q" in (match["unit"] or match["q"] or match["h"]).lower() else "half"
    letter, count = _LETTERS[grain]
    number = (
        tables()["ordinals"][match["ordinal"].lower()]
        if match["ordinal"]
        else int(re.sub(r"\D", "", match["q"] or match["h"]))
    )
    if number > count:
        return None
    year, fiscal = _year(match)
    if year is None and match["end_phrase"] and (day := _last_day(match, known.released)):
        return ending(day, 12 // count)
    if year is None:
        moment = _without_year(letter, number, grain, known)
    else:
        moment = Moment(f"{year}-{letter}{number}", grain, fiscal)
    return shifted(moment, years=-1) if match["year_before"] or match["year_ago"] else moment


def _without_year(letter: str, number: int, grain: str, known: Periods) -> Moment:
    """Give a quarter or half the year of the last one of its number, else that nearest to the topic, else to the release."""
    for moment in reversed(known.seen):
        if moment.value and re.fullmatch(rf"\d{{4}}-{letter}{number}", moment.value):
            return moment
    topic = known.topics.get(grain)
    if topic and topic.value and "/" not in topic.value:
        count = _LETTERS[grain][1]
        later = number - int(topic.value[-1])
        return shifted(topic, periods=later - count if later > count / 2 else later)
    if (released := known.released) is None:
        return Moment(None, grain)
    months = 12 // _LETTERS[grain][1]
    ends = [date(year, number * months, 28) for year in (released.year - 1, released.year)]
    nearest = min(ends, key=lambda end: abs(end - released))
    return Moment(f"{nearest.year}-{letter}{number}", grain)


def _read_first_months(match: re.Match[str], known: Periods) -> Moment | None:
    """Read "first six months of fiscal 2003"; without a year it is that of the topic."""
    months = _months(match["length"]) if match["length"] else int(match["short_length"])
    year, fiscal = _year(match)
    if year is None and not match["length"]:
        return None
    if year is None and match["end_phrase"] and (day := _last_day(match, known.released)):
        return ending(day, months)
    topic = known.topics.get("quarter") or known.topics.get("year")
    if year is None and topic and topic.value:
        year, fiscal = int(topic.value[:4]), topic.fiscal
    if year is None:
        return Moment(None, "half" if months == 6 else "quarter")
    values = {
        3: (f"{year}-Q1", "quarter"),
        6: (f"{year}-H1", "half"),
        9: (f"{year}-Q1/{year}-Q3", "quarter"),
        12: (f"{year}", "year"),
    }
    value, grain = values[months]
    return Moment(value, grain, fiscal)


def _read_span(match: re.Match[str], known: Periods) -> Moment | None:
    """Read "three months ended June 30, 2003"; of "three and six months ended" the first."""
    return _ended(match, known.released, f"{match['and']} months" if match["and"] else match["length"])


def _ended(match: re.Match[str], released: date | None, length: str) -> Moment | None:
    year, fiscal = _year(match)
    months = _months(length)
    if year and months == 12:
        return Moment(f"{year}", "year", fiscal)
    day = _last_day(match, released)
    return ending(day, months) if day else None


def _read_year(match: re.Match[str], known: Periods) -> Moment | None:
    """Read "fiscal 2003", "FY03", "full year 2024", "2024 fiscal year" and a bare "full year"."""
    year, fiscal = _year(match)
    if year is None:
        topic = known.topics.get("year") or known.topics.get("quarter")
        return Moment(topic.value[:4], "year", topic.fiscal) if topic and topic.value else Moment(None, "year")
    return Moment(f"{year}", "year", fiscal)


def _read_back(match: re.Match[str], known: Periods) -> Moment | None:
    """Read what points back: "the same period last year", "the previous quarter", "the quarter", "a year ago"."""
    stretch = (match["stretch"] or "").lower()
    grain = next((grain for grain in ("quarter", "half", "year") if stretch.endswith(grain)), None)
    topic = known.topics.get(grain) if grain else next(iter(known.topics.values()), None)
    if match["itself"] and stretch.endswith("months"):
        return known.spans.get(_months(stretch), Moment(None, "quarter"))
    if match["itself"]:
        return topic or (None if grain == "year" else Moment(None, grain or "quarter"))
    base = known.local if known.local and grain in (None, known.local.grain) else topic
    if base is None:
        return Moment(None, grain or "quarter")
    if match["before"]:
        return None if stretch.endswith("months") else shifted(base, periods=-1)
    year, _ = _year(match)
    if year and base.value and "/" not in base.value:
        return Moment(f"{year}{base.value[4:]}", base.grain, base.fiscal)
    return shifted(base, years=-1)


def _months(length: str) -> int:
    months: int = tables()["lengths"][re.sub(r"[\s-]+", " ", length.lower())]
    return months


def _last_day(match: re.Match[str], released: date | None) -> date | None:
    found = read_day(match, released, "end_")
    if found is None:
        return None
    year, month, day = found
    return date(year, month, day or monthrange(year, month)[1])


def _year(match: re.Match[str]) -> tuple[int | None, bool]:
    """Return the year that the match names and whether it is a fiscal one."""
    groups = match.groupdict()
    fiscal = any(
        re.match(r"f(?:iscal|y|inancial)", groups.get(key) or "", re.IGNORECASE)
        for key in ("fiscal", "lead_fiscal", "also_fiscal", "year_kind")
    )
    for prefix in ("", "lead_"):
        if year := groups.get(f"{prefix}year"):
            return int(year), fiscal
        if short := groups.get(f"{prefix}short"):
            return 2000 + int(short) if int(short) < 70 else 1900 + int(short), fiscal
    return (2000 + int(groups["glued"]) if groups.get("glued") else None), fiscal


def _year_pattern(prefix: str = "") -> str:
    """Return a regular expression for "fiscal 2003", "FY03", "2003", "'03"."""
    return rf"""(?:(?P<{prefix}fiscal>fiscal(?:\s+year)?|financial\s+year|FY|calendar(?:\s+year)?|year)(?:\s+of)?[\s-]*)?
        (?:['’]?(?P<{prefix}year>(?:19|20)\d\d)|(?:(?<=FY)|(?<=FY\s)|['’])(?P<{prefix}short>\d\d))(?![\d%]|[,.]\d|-\d)(?:['’]s)?"""


@cache
def _comparing() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(tables()['back']['comparing'])}\b", re.IGNORECASE)


@cache
def _readers() -> list[tuple[re.Pattern[str], Callable[[re.Match[str], Periods], Moment | None]]]:
    table = tables()
    back = table["back"]
    ordinals, lengths = alternatives(table["ordinals"]), alternatives(table["lengths"]).replace(r"\s+", r"[\s-]+")
    months = alternatives(name for name in table["lengths"] if name.endswith(" months"))
    year_before, stretches = alternatives(back["year_before"]), alternatives(back["stretches"])
    year_ago = rf"\s+(?:(?:of|in|from|for)\s+)?(?:the\s+)?{year_before}|\s+(?:of\s+)?a\s+year\s+(?:ago|earlier)|\s+(?:one\s+)?year\s+ago"
    ended = rf"[\s,(]*(?:period\s+|which\s+)?end(?:ed|ing|s)\s+(?:on\s+)?{day_pattern('end_')}"
    sources = [
        (
            rf"""\b(?:(?P<year_before>{year_before})\s+)?(?:{_year_pattern("lead_")}\s+)?(?:(?P<also_fiscal>fiscal)\s+)?
            (?:(?P<ordinal>{ordinals})[\s-]+(?:(?P<year_kind>fiscal|calendar)[\s-]+)?(?P<unit>quarter|half)
              |(?P<q>Q[1-4]|[1-4]Q)(?P<glued>(?<=Q)\d\d\b)?(?!\w)|(?P<h>H[12]|[12]H)(?:(?<=H)\d\d\b)?(?!\w))
            (?:{_LINK}{_year_pattern()}|(?P<year_ago>{year_ago}))?(?P<end_phrase>{ended})?""",
            _read_part,
        ),
        (
            rf"""\b(?:first\s+(?P<length>{months})|(?P<short_length>3|6|9|12)M(?=[\s-]))(?:{_LINK}{_year_pattern()})?(?P<end_phrase>{ended})?""",
            _read_first_months,
        ),
        (
            rf"""\b(?:(?P<and>three|six|nine|3|6|9)(?:[\s-]+months?)?\s*(?:-|\s)and\s+)?
            (?P<length>{lengths})(?:[\s-]+period)?(?:\s+{_year_pattern()})?{ended}""",
            _read_span,
        ),
        (
            rf"""\b(?:(?:full[\s-]+)?(?=fiscal|FY|financial|full|year)(?:full[\s-]+)?{_year_pattern()}
              |{_year_pattern("lead_")}\s+(?:full[\s-]+)?(?P<year_kind>fiscal|financial|calendar|full)\s+year
              |full[\s-]+(?:fiscal[\s-]+)?year)""",
            _read_year,
        ),
        (
            rf"""\b(?:
                (?:(?:the\s+)?(?:{alternatives(back["same"])}|{year_before}|(?P<before>{alternatives(back["before"])}))|(?P<itself>{alternatives(back["itself"])}))
                \s+(?P<stretch>{stretches})(?![\w-]|\s+(?:period\s+)?end)(?:{year_ago}|{_LINK}{_year_pattern()})?
              | a\s+year\s+(?:ago|earlier) | (?:one\s+)?year\s+ago | the\s+(?:prior|previous|preceding)\s+(?:fiscal\s+)?year
            )(?![\w-])""",
            _read_back,
        ),
    ]
    return [(re.compile(source, re.VERBOSE | re.IGNORECASE), read) for source, read in sources]
