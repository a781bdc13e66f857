"""Dates that count from the day of the release: "today", "Wednesday", "later this year", "two weeks ago".

The common ones are read with the tables of ``dates.toml``. What is left over goes to dateparser, which takes most of a
second to begin: only a document that holds such an expression pays for it, and only once in a run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache

from extract.facts.dates.days import calendar_moment, tables
from extract.facts.model import Moment, Sentence
from extract.wordlists import alternatives, last_words, whole_words

_GRAINS = {"day": "day", "week": "month", "month": "month", "year": "year"}  # "a week ago" names no day


def relative_dates(sentence: Sentence, released: date | None) -> Iterator[tuple[int, int, Moment]]:
    """Yield (start, end, moment) of the dates in a sentence that the day of the release resolves, the left-over ones first.

    Without that day the left-over ones are not yielded, and the others have no value.
    """
    if relative_words().isdisjoint(sentence.words):
        return
    if released and not _words_of_left_over().isdisjoint(sentence.words):
        for match in _left_over().finditer(sentence.lower):
            if not match["hedge"] and (moment := _parsed(" ".join(match["counted"].split()), released)):
                yield match.start("counted"), match.end("counted"), moment
    for match in _common().finditer(sentence.lower):
        word = " ".join(match[0].split())
        if word in tables()["relative"]:
            moment = _later(released, *tables()["relative"][word])
        elif sentence.text[match.start()].isupper():
            moment = _weekday(word, released)
        else:
            continue
        yield match.start(), match.end(), moment


def _weekday(name: str, released: date | None) -> Moment:
    """Return the last such day up to that of the release: news of Thursday that says "Thursday" means its own day."""
    if released is None:
        return Moment(None, "day")
    back = (released.weekday() - tables()["weekdays"][name]) % 7
    return Moment((released - timedelta(days=back)).isoformat(), "day")


def _later(released: date | None, grain: str, count: int) -> Moment:
    """Return the day, month or year that is so many of them later than the release."""
    if released is None:
        return Moment(None, grain)
    if grain == "day":
        return Moment((released + timedelta(days=count)).isoformat(), "day")
    if grain == "year":
        return Moment(f"{released.year + count:04}", "year")
    index = released.year * 12 + released.month - 1 + count
    return calendar_moment(index // 12, index % 12 + 1)


@lru_cache(maxsize=4096)
def _parsed(expression: str, released: date) -> Moment | None:
    """Return what dateparser makes of an expression in lower case, at the grain that its unit has."""
    from dateparser.date import DateDataParser

    base = datetime.combine(released, time(12))
    read = DateDataParser(languages=["en"], settings={"RELATIVE_BASE": base}).get_date_data(expression)
    if read is None or read.date_obj is None:
        return None
    day, grain = read.date_obj.date(), _GRAINS[read.period]
    if grain == "year":
        return Moment(f"{day.year:04}", "year")
    return calendar_moment(day.year, day.month, day.day if grain == "day" else None)


@cache
def _common() -> re.Pattern[str]:
    """Match in lower case the expressions of the own tables, and a weekday: "later this year", "(wednesday)"."""
    return re.compile(rf"{whole_words([*tables()['relative'], *tables()['weekdays']])}(?![’'-])")


@cache
def relative_words() -> frozenset[str]:
    """Return words one of which is in every relative date: the last ones of the own tables and of what is left over."""
    return last_words((*tables()["relative"], *tables()["weekdays"])) | _words_of_left_over()


@cache
def _words_of_left_over() -> frozenset[str]:
    return last_words((*tables()["left_over"]["forms"], *tables()["weekdays"]))


@cache
def _left_over() -> re.Pattern[str]:
    """Match in lower case the expressions for dateparser, and what makes one inexact: "nearly 30 years ago".

    Where the day itself follows ("yesterday, October 27") that is the date.
    """
    table = tables()["left_over"]
    pieces = {
        "number": rf"(?:\d{{1,2}}|{alternatives(table['numbers'])})",
        "unit": "(?:day|week|month|year)s?",
        "weekday": alternatives(tables()["weekdays"]),
    }
    forms = "|".join(form.format(**pieces).replace(" ", r"\s+") for form in table["forms"])
    months = alternatives(tables()["months"])
    no_day = "".join(rf"(?<!\b{word}\s)" for word in table["not_behind"])
    return re.compile(
        rf"\b(?:(?P<hedge>{alternatives(table['inexact'])})\s+)?{no_day}\b(?P<counted>{forms})"
        rf"(?![\w’'-]|\s+of\b|\s*[,(]\s*(?:\d|{months}\b))"
    )
