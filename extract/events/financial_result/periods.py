"""Where the period of a figure stands in its sentence, and the words that lead from one value to that of another period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.events.financial_result.figure import Figure
from extract.events.financial_result.metrics import listed, tables
from extract.facts.model import Fact, Facts, Sentence
from extract.wordlists import alternatives

CLAUSE_END = re.compile(r";|\b(?:while|whereas)\b|(?<!\bvs)[.!?]\s", re.IGNORECASE)
_ASIDE = re.compile(r"\s\([^()]*\)")  # "$0.51 per share (based on 14.4 million shares)"
_CONVERTED = re.compile(r"\s*\([^()]*\)")  # "RMB80 million ($11 million)"
_DASH = re.compile(r"\s*[–—-]\s")
_REACH = 120  # characters behind a value in which its period may stand


def period_of(facts: Facts, sentence: Sentence, figure: Figure) -> Fact | None:
    """Return the period that stands inside a figure or right behind it, or None."""
    return figure.period or period_inside(facts, figure) or period_behind(facts, sentence, figure.end)


def period_around(facts: Facts, sentence: Sentence, figure: Figure) -> Fact | None:
    """Return the period of a sentence's first figure from the words in front of it ("In 2003, …") or further on."""
    before = [fact for fact in periods(facts, sentence.start, figure.start) if not _set_against(facts, fact)]
    if before:
        return before[-1]
    further = periods(facts, figure.end, sentence.end)
    return next((period for period in further if not _leads_to_another(facts, figure, period)), None)


def period_inside(facts: Facts, figure: Figure | None) -> Fact | None:
    """Return the period between a figure's name and value; of "full-year earnings for 2003" the one that tells the year."""
    if figure is None:
        return None
    inside = list(periods(facts, figure.start, figure.own_end, months=True))
    return next((fact for fact in inside if any(map(str.isdigit, fact.text))), inside[0] if inside else None)


def period_behind(facts: Facts, sentence: Sentence, end: int) -> Fact | None:
    """Return the period right behind a value that ends at ``end``; an amount per share may stand between: "$5 million, or $0.10 per share, in 2003"."""
    text = facts.release.text
    period = next(periods(facts, end, min(sentence.end, end + _REACH), months=True), None)
    if period is None or is_label(facts, period):
        return None
    between = text[end : period.start]
    if money := list(facts.within(end, period.start, "MONEY")):
        if len(money) > 1 or not ("share" in between or _CONVERTED.match(between)):
            return None
        between = between.replace(money[0].text, "")
    between = _ASIDE.sub("", between)
    return period if chain().fullmatch(between) and not compare_cue().search(between) else None


def is_label(facts: Facts, period: Fact) -> bool:
    """Tell whether a period labels what is behind it: "(H1 2024: EUR 5 million)", "(Q2 2024 – net loss of $5 million)"."""
    text = facts.release.text
    return text.startswith(":", period.end) or (
        in_brackets(facts, period) and _DASH.match(text, period.end) is not None
    )


def in_brackets(facts: Facts, period: Fact) -> bool:
    """Tell whether a period is the first words in brackets."""
    return facts.release.text.startswith("(", period.start - 1)


def periods(facts: Facts, start: int, end: int, *, months: bool = False) -> Iterator[Fact]:
    """Yield the periods and the years in a stretch of text; months too, where only a period can stand ("for August")."""
    for fact in facts.within(start, end, "PERIOD", "DATE"):
        if fact.kind == "PERIOD" or fact.value.grain == "year" or (months and fact.value.grain == "month"):
            yield fact


def _set_against(facts: Facts, period: Fact) -> bool:
    """Tell whether a period is one that another is compared with: "compared to last year"."""
    before = facts.release.text[max(0, period.start - 20) : period.start]
    return leads_to_comparison(before)


def _leads_to_another(facts: Facts, figure: Figure, period: Fact) -> bool:
    """Tell whether the words from a figure to a period further on lead to another value or clause."""
    between = facts.release.text[figure.end : period.start]
    comparing = compare_cue().search(between) or listed("compare", "right_before").search(between)
    return bool(comparing or CLAUSE_END.search(between) or is_label(facts, period))


def without_periods(facts: Facts, start: int, end: int) -> str:
    """Return a stretch of text without the dates in it."""
    kept, position = [], start
    for fact in facts.within(start, end, "PERIOD", "DATE"):
        if fact.start >= position:
            kept.append(facts.release.text[position : fact.start])
            position = fact.end
    return "".join([*kept, facts.release.text[position:end]])


def leads_to_comparison(text: str) -> bool:
    """Tell whether the words between two values set the second against the first: "compared with", "up from"."""
    return compare_cue().search(text) is not None or _at_end().search(text) is not None


@cache
def compare_cue() -> re.Pattern[str]:
    """Match the words that set a value against another wherever they stand between the two."""
    return re.compile(rf"(?<![\w-]){alternatives(tables()['compare']['anywhere'])}(?![\w-])", re.IGNORECASE)


@cache
def chain() -> re.Pattern[str]:
    """Match words that do no more than join values: " for the quarter, and a net loss of "."""
    return re.compile(rf"(?:[\s,()]|\b{alternatives(tables()['compare']['chain'])}\b)*", re.IGNORECASE)


@cache
def _at_end() -> re.Pattern[str]:
    return re.compile(rf"{listed('compare', 'right_before').pattern}\s*\Z", re.IGNORECASE)
