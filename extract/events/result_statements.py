"""The figures of a sentence -> statements: which are reported, what each is compared with, and by how much it moved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from extract.clauses import subject
from extract.events.result_figures import Figure, read_figures
from extract.events.result_metrics import tables
from extract.facts.model import Fact, Facts, Sentence
from extract.schema import Change, Comparison, Period
from extract.wordlists import alternatives

_CLAUSE_END = re.compile(r";|\b(?:while|whereas)\b|[.!?]\s", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+(?:an?\s+)?\Z", re.IGNORECASE)  # "from a loss of $5 million to …"
_REACH = 60  # characters behind a figure in which its period or change may stand


@dataclass(slots=True)
class Statement:
    """A figure that its sentence reports, its period as the sentence has it, and what it is set against."""

    figure: Figure
    period: Fact | None
    comparisons: list[Comparison] = field(default_factory=list)
    change: Change | None = None


def statements(facts: Facts, sentence: Sentence) -> list[Statement]:
    """Return what a sentence reports, in text order: no expectations, no values of other periods as figures of their own."""
    figures = read_figures(facts, sentence)
    if not figures:
        return []
    text, position = facts.release.text, sentence.start
    found: list[Statement] = []
    comparing = False
    for figure, value in _in_order(facts, sentence, figures):
        gap = text[position : value.start]
        cue = _cue().search(gap) is not None or (figure is None and _cue_right_before().search(gap) is not None)
        comparing = (
            cue or (comparing and _chain().fullmatch(_without_periods(facts, position, value.start)) is not None)
        ) and not _CLAUSE_END.search(gap)
        known = _compared(found, figure, value) if comparing else None
        if known and not (figure and figure.finite):
            known.comparisons.append(
                _comparison(
                    facts, known.figure, value, _period_behind(facts, sentence, value) or _inside(facts, figure)
                )
            )
        elif figure and not (comparing and (cue or figure.form.endswith("per_share")) and not figure.finite):
            comparing = False
            if not (
                _expected().search(text[position : figure.end])
                or _FROM.search(text, position, figure.start)
                or _of_another(facts, sentence, figure)
            ):
                found.append(Statement(figure, _period(facts, sentence, figure, found)))
        position = value.end
    for statement in found:
        _complete(facts, sentence, statement)
    return found


def _in_order(facts: Facts, sentence: Sentence, figures: list[Figure]) -> Iterator[tuple[Figure | None, Fact]]:
    """Yield the figures and the amounts of money that belong to none, in text order."""
    by_value = {figure.value.start: figure for figure in figures}
    others = {figure.other.start for figure in figures if figure.other}
    for value in facts.within(sentence.start, sentence.end, "MONEY", "PERCENT"):
        figure = by_value.get(value.start)
        if figure or (value.kind == "MONEY" and value.start not in others and not _is_change(facts, sentence, value)):
            yield figure, value


def _is_change(facts: Facts, sentence: Sentence, value: Fact) -> bool:
    """Tell whether an amount is by how much a figure moved: "an increase of $5 million"."""
    return _change_before().search(facts.release.text, max(sentence.start, value.start - 30), value.start) is not None


def _of_another(facts: Facts, sentence: Sentence, figure: Figure) -> bool:
    """Tell whether a figure is that of another company: its subject, or an organisation within it, is not the issuer."""
    if facts.issuer is None:
        return False
    before = list(facts.within(sentence.start, figure.start, "ORG"))
    owners = [
        *subject(before, sentence, figure.start, predicate=True),
        *facts.within(figure.start, figure.own_end, "ORG"),
    ]
    return bool(owners) and all(fact.value is not facts.issuer for fact in owners)


def _compared(found: list[Statement], figure: Figure | None, value: Fact) -> Statement | None:
    """Return the statement that a value of another period is to be compared with: the last one of its metric or size."""
    for statement in reversed(found):
        own = statement.figure
        if figure is not None:
            same_basis = figure.metric.basis == own.metric.basis or "unspecified" in (
                figure.metric.basis,
                own.metric.basis,
            )
            if figure.metric.name == own.metric.name and same_basis:
                return statement
        elif value.kind == own.value.kind and value.value.currency == own.value.value.currency:
            if (own.metric.kind == "share") == (abs(value.value.amount) < 1000):
                return statement
            if statement is found[-1] and own.form != "financial_result.per_share" and own.metric.kind == "share":
                return statement
    return None


def _complete(facts: Facts, sentence: Sentence, statement: Statement) -> None:
    """Add the value that the form itself sets against the figure, and the change."""
    figure = statement.figure
    if figure.other:
        statement.comparisons.insert(
            0, _comparison(facts, figure, figure.other, _period_behind(facts, sentence, figure.other))
        )
    statement.change = _change(facts, sentence, figure)


def _comparison(facts: Facts, figure: Figure, value: Fact, period: Fact | None) -> Comparison:
    amount = value.amount()
    amount.amount = -abs(amount.amount) if figure.metric.loss else amount.amount
    return Comparison(value=amount, period=as_period(period) if period else None)


def as_period(fact: Fact) -> Period:
    """Return a PERIOD, or a DATE that is a year, for the log."""
    moment = fact.value
    return Period(
        text=fact.text, start=fact.start, end=fact.end, value=moment.value, grain=moment.grain, fiscal=moment.fiscal
    )


def _period(facts: Facts, sentence: Sentence, figure: Figure, found: list[Statement]) -> Fact | None:
    """Return the period of a figure that its sentence names: inside it, behind it, that of the figure before, in front."""
    if figure.period:
        return figure.period
    if inside := _inside(facts, figure):
        return inside
    if behind := _period_behind(facts, sentence, figure.value):
        return behind
    if found:
        return found[-1].period
    before = list(_periods(facts, sentence.start, figure.start))
    return before[-1] if before else None


def _inside(facts: Facts, figure: Figure | None) -> Fact | None:
    return next(_periods(facts, figure.start, figure.own_end), None) if figure else None


def _period_behind(facts: Facts, sentence: Sentence, value: Fact) -> Fact | None:
    """Return the period right behind a value; an amount per share may stand between: "$5 million, or $0.10 per share, in 2003"."""
    text = facts.release.text
    for fact in _periods(facts, value.end, min(sentence.end, value.end + 2 * _REACH)):
        between = text[value.end : fact.start]
        if _cue().search(between) or _CLAUSE_END.search(between):
            return None
        money = list(facts.within(value.end, fact.start, "MONEY"))
        if len(money) > 1 or (money and "share" not in between):
            return None
        if len(between) - (money[0].end - value.end if money else 0) <= _REACH:
            return fact
    return None


def _periods(facts: Facts, start: int, end: int) -> Iterator[Fact]:
    for fact in facts.within(start, end, "PERIOD", "DATE"):
        if fact.kind == "PERIOD" or fact.value.grain == "year":
            yield fact


def _without_periods(facts: Facts, start: int, end: int) -> str:
    """Return a stretch of text without the dates in it."""
    kept, position = [], start
    for fact in facts.within(start, end, "PERIOD", "DATE"):
        if fact.start >= position:
            kept.append(facts.release.text[position : fact.start])
            position = fact.end
    return "".join([*kept, facts.release.text[position:end]])


def _change(facts: Facts, sentence: Sentence, figure: Figure) -> Change | None:
    """Return by how much a figure moved: the first percentage in it or behind it that stands beside a word of direction."""
    if figure.metric.kind == "percent":
        return None
    text = facts.release.text
    for fact in facts.within(figure.start, min(sentence.end, figure.end + _REACH), "PERCENT"):
        if fact.start > figure.end and _CLAUSE_END.search(text, figure.end, fact.start):
            return None
        before = _direction().search(text, max(figure.start, fact.start - 30), fact.start)
        after = _direction().match(text, fact.end + 1)
        if word := before or after:
            direction = "up" if word[0].lower() in tables()["compare"]["up"] else "down"
            percent = abs(fact.value.amount)
            start, end = min(word.start(), fact.start), max(word.end(), fact.end)
            return Change.model_validate({
                "text": text[start:end], "start": start, "end": end,
                "percent": percent if direction == "up" else -percent, "direction": direction,
            })  # fmt: skip
    return None


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){alternatives(tables()['compare']['anywhere'])}(?![\w-])", re.IGNORECASE)


@cache
def _cue_right_before() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(tables()['compare']['right_before'])}\s*\Z", re.IGNORECASE)


@cache
def _chain() -> re.Pattern[str]:
    """Match between two values of a comparison: only words that join them."""
    return re.compile(rf"(?:[\s,()]|\b{alternatives(tables()['compare']['chain'])}\b)*", re.IGNORECASE)


@cache
def _change_before() -> re.Pattern[str]:
    return re.compile(
        rf"\b{alternatives(tables()['compare']['change'])}\s+(?:of|by)?\s*(?:approximately\s+|about\s+)?\Z",
        re.IGNORECASE,
    )


@cache
def _direction() -> re.Pattern[str]:
    compare = tables()["compare"]
    return re.compile(rf"\b{alternatives([*compare['up'], *compare['down']])}\b", re.IGNORECASE)


@cache
def _expected() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(tables()['guidance']['words'])}\b", re.IGNORECASE)
