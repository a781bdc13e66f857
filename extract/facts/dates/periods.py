"""Reporting periods: "second quarter of fiscal 2003", "the three months ended June 30, 2003", "the same period last year".

How their values are written is told in `extract.facts.dates.moments`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from extract.facts.dates.days import read_day, tables
from extract.facts.dates.moments import ending, length, shifted
from extract.facts.dates.period_patterns import kinds_in, pattern
from extract.facts.model import Moment, Sentence
from extract.wordlists import alternatives

_LETTERS = {"quarter": ("Q", 4), "half": ("H", 2)}

_LATEST_REPORT = 150  # days after a quarter in which it is reported
_COMPARED_WITHIN = (
    90  # characters: "compared to $4.9 million, or $0.40 per diluted share, for the fourth quarter of 2007"
)


@dataclass(slots=True)
class _Known:
    """What the release has told of its periods so far; those that point back need it.

    ``named`` holds the quarters and halves that are told with their year and not only compared with, by letter and
    number; ``topics`` the first period of each grain, ``spans`` the last one of so many months, ``local`` the first of
    the sentence, or of the one before when that was of so many months.
    """

    released: date | None
    named: dict[str, Moment] = field(default_factory=dict)
    topics: dict[str, Moment] = field(default_factory=dict)
    spans: dict[int, Moment] = field(default_factory=dict)
    local: Moment | None = None


def find_periods(sentences: Sequence[Sentence], released: date | None) -> list[list[tuple[int, int, Moment]]]:
    """Return the periods of a release's sentences, each as (start, end, moment) in offsets of its sentence.

    The value of a moment is None where nothing tells the year.
    """
    scanned = [(sentence.lower, _scan(sentence)) for sentence in sentences]
    known = _Known(released)
    for text, matches in scanned:
        for kind, match in matches:
            if kind == "part" and _year(match)[0] and not _points_back(kind, match) and not _compared(text, match):
                moment = _read_part(match, known)
                if moment and moment.value:
                    known.named[moment.value[5:]] = _latest(moment, known.named.get(moment.value[5:]))
    return [list(_read(text, matches, known)) for text, matches in scanned]


def _latest(moment: Moment, other: Moment | None) -> Moment:
    """Return the later of two quarters of one number: a release tells of this year's beside last year's."""
    return other if other and (other.value or "") >= (moment.value or "") else moment


def _scan(sentence: Sentence) -> list[tuple[str, re.Match[str]]]:
    """Return the matches of a sentence with their kinds, in text order, the longest where they overlap."""
    found = [(kind, match) for kind in kinds_in(sentence.words) for match in pattern(kind).finditer(sentence.lower)]
    kept: list[tuple[str, re.Match[str]]] = []
    for kind, match in sorted(found, key=lambda item: (item[1].start(), -item[1].end())):
        if not kept or match.start() >= kept[-1][1].end():
            kept.append((kind, match))
    return kept


def _read(text: str, matches: list[tuple[str, re.Match[str]]], known: _Known) -> Iterator[tuple[int, int, Moment]]:
    known.local = known.local if known.local in known.spans.values() else None
    first = True
    for kind, match in matches:
        moment = _READERS[kind](match, known)
        if moment is None:
            continue
        if kind == "year" and match["running"]:  # "the prior-year period" behind it is no quarter
            known.local = moment
        if moment.value and not _points_back(kind, match):
            compared = _compared(text, match)
            if first and not compared:
                known.local = moment
            first = False
            if kind != "back" and not compared:
                known.topics.setdefault(moment.grain, moment)
            if kind in ("span", "first_months"):
                known.spans[length(moment.value)] = moment
        yield match.start(), match.end(), moment
        if kind == "span" and match["and"]:
            yield match.start("length"), match.end(), _ended(match, known.released, match["length"]) or moment


def _points_back(kind: str, match: re.Match[str]) -> bool:
    """Tell whether a period is told by another: "the same period last year", "second quarter of last year"."""
    groups = match.groupdict()
    return (kind == "back" and not groups["itself"]) or bool(groups.get("year_before") or groups.get("year_ago"))


def _compared(text: str, match: re.Match[str]) -> bool:
    return _comparing().search(text, max(0, match.start() - _COMPARED_WITHIN), match.start()) is not None


def _read_part(match: re.Match[str], known: _Known) -> Moment | None:
    """Read a quarter or half with its number: "second quarter of fiscal 2003", "Q2 FY03", "1H24"."""
    grain = "quarter" if "q" in (match["unit"] or match["q"] or match["h"]) else "half"
    letter, count = _LETTERS[grain]
    number = (
        tables()["ordinals"][match["ordinal"]] if match["ordinal"] else int(re.sub(r"\D", "", match["q"] or match["h"]))
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


def _without_year(letter: str, number: int, grain: str, known: _Known) -> Moment:
    """Give a quarter or half the year of the one of its number that has it, else that nearest to the topic, else to the release."""
    nearest = _nearest(letter, number, grain, known.released)
    if named := known.named.get(f"{letter}{number}"):
        outdated = not named.fiscal and (nearest.value or "") > (named.value or "")
        return nearest if outdated else named
    topic, year = known.topics.get(grain), known.topics.get("year")
    if topic and not topic.fiscal and year and year.fiscal and year.value and len(year.value) == 4:
        return Moment(
            f"{year.value}-{letter}{number}", grain, fiscal=True
        )  # "the quarter ended March 31" of fiscal 2006
    if topic and topic.value and "/" not in topic.value:
        count = _LETTERS[grain][1]
        later = number - int(topic.value[-1])
        return shifted(topic, periods=later - count if later > count / 2 else later)
    return nearest


def _nearest(letter: str, number: int, grain: str, released: date | None) -> Moment:
    """Return the calendar quarter or half of a number that ends nearest to the release."""
    if released is None:
        return Moment(None, grain)
    months = 12 // _LETTERS[grain][1]
    ends = [date(year, number * months, 28) for year in (released.year - 1, released.year)]
    nearest = min(ends, key=lambda end: abs(end - released))
    if (released - nearest).days > _LATEST_REPORT:  # a fiscal one then, of a year that nobody tells
        return Moment(None, grain)
    return Moment(f"{nearest.year}-{letter}{number}", grain)


def _read_first_months(match: re.Match[str], known: _Known) -> Moment | None:
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


def _read_span(match: re.Match[str], known: _Known) -> Moment | None:
    """Read "three months ended June 30, 2003"; of "three and six months ended" the first."""
    return _ended(match, known.released, f"{match['and']} months" if match["and"] else match["length"])


def _ended(match: re.Match[str], released: date | None, length: str) -> Moment | None:
    year, fiscal = _year(match)
    months = _months(length)
    if year and months == 12:
        return Moment(f"{year}", "year", fiscal)
    day = _last_day(match, released)
    return ending(day, months) if day else None


def _read_year(match: re.Match[str], known: _Known) -> Moment | None:
    """Read "fiscal 2003", "FY03", "full year 2024", "2024 fiscal year" and a bare "full year"."""
    year, fiscal = _year(match)
    if match["running"]:
        return Moment(None, "year")
    if year is None:
        topic = known.topics.get("year") or known.topics.get("quarter")
        return Moment(topic.value[:4], "year", topic.fiscal) if topic and topic.value else Moment(None, "year")
    return Moment(f"{year}", "year", fiscal)


def _read_back(match: re.Match[str], known: _Known) -> Moment | None:
    """Read what points back: "the same period last year", "the previous quarter", "the quarter", "a year ago"."""
    stretch = match["stretch"] or ""
    grain = next((grain for grain in ("quarter", "half", "year") if stretch.endswith(grain)), None)
    topic = known.topics.get(grain) if grain else next(iter(known.topics.values()), None)
    if match["itself"] and "month" in stretch:
        return known.spans.get(_months(re.split(r"[\s-]", stretch)[0] + " months"), Moment(None, "quarter"))
    if match["itself"]:
        return topic or (None if grain == "year" else Moment(None, grain or "quarter"))
    year, fiscal = _year(match)
    if year and match["before"] == "last" and grain in _LETTERS:  # "the last quarter of 2022"
        letter, count = _LETTERS[grain]
        return Moment(f"{year}-{letter}{count}", grain, fiscal)
    base = known.local if known.local and grain in (None, known.local.grain) else topic
    if base is None:
        return Moment(None, grain or "quarter")
    if match["before"]:
        return None if "month" in stretch else shifted(base, periods=-1)
    if year and base.value and "/" not in base.value:
        return Moment(f"{year}{base.value[4:]}", base.grain, base.fiscal)
    return shifted(base, years=-1)


def _months(length: str) -> int:
    months: int = tables()["lengths"][re.sub(r"[\s-]+", " ", length)]
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
        re.match(r"f(?:iscal|y|inancial)", groups.get(key) or "")
        for key in ("fiscal", "lead_fiscal", "also_fiscal", "year_kind")
    )
    for prefix in ("", "lead_"):
        if year := groups.get(f"{prefix}year"):
            if second := groups.get(f"{prefix}second"):  # "2024/25" is the fiscal year that ends in 2025
                return int(year[:2] + second[-2:]), True
            return int(year), fiscal
        if short := groups.get(f"{prefix}short"):
            return 2000 + int(short) if int(short) < 70 else 1900 + int(short), fiscal
    glued = groups.get("glued") or groups.get("glued_half")
    return (2000 + int(glued) if glued else None), fiscal


_READERS: dict[str, Callable[[re.Match[str], _Known], Moment | None]] = {
    "part": _read_part,
    "first_months": _read_first_months,
    "span": _read_span,
    "year": _read_year,
    "back": _read_back,
}


@cache
def _comparing() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(tables()['back']['comparing'])}\b")
