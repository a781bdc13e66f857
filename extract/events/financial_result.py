"""financial_result: the figures that the issuer reports for its own periods.

Statements of sentences become events: the period is made sure from headings and the release's topic, values of earlier
periods and of other companies are left out, and what is repeated is one event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.events.result_metrics import tables
from extract.events.result_statements import Statement, as_period, statements
from extract.facts.model import Fact, Facts, Sentence
from extract.matching import Match
from extract.schema import Evidence, FinancialResult, Period
from extract.wordlists import alternatives

_NEAR = 0.006  # a figure in millions and the same in thousands


def find(facts: Facts, matches: list[Match]) -> list[FinancialResult]:
    """Return the reported figures, in text order; once each, the most exact value kept."""
    del matches  # figures have forms of their own, read by `result_figures`
    results: list[FinancialResult] = []
    for sentence, statement, period in _reported(facts):
        result = _result(facts, sentence, statement, period)
        if (known := next((other for other in results if _same(other, result)), None)) is None:
            results.append(result)
        else:
            _merge(known, result)
    return [result for result in results if not _superseded(result, results)]


def _reported(facts: Facts) -> Iterator[tuple[Sentence, Statement, Fact | None]]:
    """Yield the statements with their periods: from the sentence, its paragraph, the heading above it, or the first of all."""
    topic = next((fact for fact in facts.facts if fact.kind == "PERIOD"), None)
    heading: Sentence | None = None
    paragraph, last = -1, None
    for sentence in facts.sentences:
        if sentence.paragraph != paragraph:
            paragraph, last = sentence.paragraph, None
        found = [] if heading and _expected().search(heading.text) else statements(facts, sentence)
        for statement in found:
            last = statement.period or last or _period_of(facts, heading) or topic
            yield sentence, statement, last
        if not found and _is_heading(sentence):
            heading = sentence


def _is_heading(sentence: Sentence) -> bool:
    return sentence.section == "body" and (
        sentence.text.endswith(":") or (len(sentence.text) < 90 and sentence.text[-1:] not in '.!?”"')
    )


def _period_of(facts: Facts, heading: Sentence | None) -> Fact | None:
    return next(facts.within(heading.start, heading.end, "PERIOD"), None) if heading else None


def _result(facts: Facts, sentence: Sentence, statement: Statement, period: Fact | None) -> FinancialResult:
    figure = statement.figure
    value = figure.value.amount()
    value.amount = figure.amount
    return FinancialResult(
        document=facts.release.document,
        evidence=[
            Evidence(
                text=sentence.text,
                start=sentence.start,
                end=sentence.end,
                section=sentence.section,
                pattern=figure.form,
            )
        ],
        metric=figure.metric.name,
        basis=figure.metric.basis,
        value=value,
        period=as_period(period) if period else None,
        comparisons=statement.comparisons,
        change=statement.change,
    )


def _same(one: FinancialResult, other: FinancialResult) -> bool:
    """Tell whether two results are the same figure: the metric, the value within rounding, and no other period or basis."""
    if one.metric != other.metric or ("non_gaap" in (one.basis, other.basis) and one.basis != other.basis):
        return False
    a, b = one.value.amount, other.value.amount
    if abs(a - b) > _NEAR * max(abs(a), abs(b)):
        return False
    values = {period.value for period in (one.period, other.period) if period and period.value}
    return len(values) <= 1


def _merge(known: FinancialResult, other: FinancialResult) -> None:
    """Add a repetition to the result that is known already; the value with more digits is kept."""
    known.evidence.extend(other.evidence)
    if len(_digits(other.value.text)) > len(_digits(known.value.text)):
        known.value = other.value
    if known.basis == "unspecified":
        known.basis = other.basis
    known.period = known.period or other.period
    known.comparisons = known.comparisons or other.comparisons
    known.change = known.change or other.change


def _superseded(result: FinancialResult, results: list[FinancialResult]) -> bool:
    """Tell whether another result is the same metric for a later period of the same length: this one is its comparison."""
    return any(
        other.metric == result.metric and other.basis == result.basis and _later(other.period, result.period)
        for other in results
    )


def _later(one: Period | None, other: Period | None) -> bool:
    if one is None or other is None or one.value is None or other.value is None:
        return False
    shape = re.compile(r"\d")
    return shape.sub("", one.value) == shape.sub("", other.value) and one.value > other.value


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text).strip("0")


@cache
def _expected() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(tables()['guidance']['headings'])}\b", re.IGNORECASE)
