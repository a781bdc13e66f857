"""Results of one release -> each once: repetitions joined, values of earlier periods set beside those of later ones."""

from __future__ import annotations

import re

from extract.events.financial_result.beside import BASIC_EPS
from extract.facts.dates.moments import length
from extract.schema import Comparison, FinancialResult, Period

_NEAR = 0.006  # a figure in millions and the same in thousands


def add(results: list[FinancialResult], result: FinancialResult, told: set[int]) -> None:
    """Add a result, or join it to the same figure known already.

    ``told`` holds where the values stand whose period is told by their own sentence.
    """
    known = next((other for other in results if _same(other, result, told)), None)
    if known is None:
        results.append(result)
        return
    is_told = result.value.start in told
    _join(known, result)
    if is_told:
        told.add(known.value.start)


def settled(results: list[FinancialResult], earlier: list[FinancialResult], told: set[int]) -> list[FinancialResult]:
    """Return the results of the periods reported; those of earlier periods become their comparisons."""
    past = [result for result in results if _superseded(result, results)]
    current = [result for result in results if result not in past and not _contradicts(result, results, told)]
    for result in [*past, *earlier]:
        _compare(current, result)
    _settle_basic(current)
    return current


def _compare(current: list[FinancialResult], past: FinancialResult) -> None:
    """Set a value of an earlier period beside the result of the same metric for the latest period of its length."""
    later = [result for result in current if _alike(result, past) and _later(result.period, past.period)]
    for result in later[:1]:
        if _near(result, past):  # "fiscal 2005" and "the year ended September 30, 2005"
            _join(result, past)
        elif all(known.value.amount != past.value.amount for known in result.comparisons):
            result.comparisons.append(Comparison(value=past.value, period=past.period))


def _same(one: FinancialResult, other: FinancialResult, told: set[int]) -> bool:
    """Tell whether two results are the same figure: the metric, the value within rounding, and no other period or basis.

    A period that only a heading or the lede tells is not held against it.
    """
    if not _alike(one, other):
        return False
    if not _near(one, other):
        return False
    if one.value.start not in told or other.value.start not in told:
        return True
    values = {period.value for period in (one.period, other.period) if period and period.value}
    return len(values) <= 1


def _near(one: FinancialResult, other: FinancialResult) -> bool:
    """Tell whether two values are equal within rounding."""
    a, b = one.value.amount, other.value.amount
    return abs(a - b) <= _NEAR * max(abs(a), abs(b))


def _join(known: FinancialResult, other: FinancialResult) -> None:
    """Add a repetition to the result known already. The more exact statement leads, or the one that compares."""
    leads = (len(_digits(other.value.text)), bool(other.comparisons)) > (
        len(_digits(known.value.text)),
        bool(known.comparisons),
    )
    first, second = (other, known) if leads else (known, other)
    known.basis = first.basis if first.basis != "unspecified" else second.basis
    known.period, known.change = first.period or second.period, first.change or second.change
    known.comparisons = first.comparisons or second.comparisons
    known.value, known.evidence = first.value, [*first.evidence, *second.evidence]


def _superseded(result: FinancialResult, results: list[FinancialResult]) -> bool:
    """Tell whether another result is the same metric for a later period of the same length: this one is its comparison."""
    return any(_alike(other, result) and _later(other.period, result.period) for other in results)


def _contradicts(result: FinancialResult, results: list[FinancialResult], told: set[int]) -> bool:
    """Tell whether an earlier result gives the metric another value for the same period: this one is a part's."""
    if result.period is None or result.period.value is None or result.value.start not in told:
        return False
    for other in results:
        if other is result:
            return False
        same_period = (
            other.value.start in told and other.period is not None and other.period.value == result.period.value
        )
        if _alike(other, result) and same_period:
            return True
    return False


def _settle_basic(results: list[FinancialResult]) -> None:
    """Call basic earnings per share simply that where the text gives no diluted ones for the period."""
    diluted = [result for result in results if result.metric == "eps"]
    for result in results:
        beside_diluted = any(
            _adjusted(other) == _adjusted(result) and _period_value(other) == _period_value(result) for other in diluted
        )
        if result.metric == BASIC_EPS and not beside_diluted:
            result.metric = "eps"


def _period_value(result: FinancialResult) -> str | None:
    return result.period.value if result.period else None


def _alike(one: FinancialResult, other: FinancialResult) -> bool:
    """Tell whether two results are of one metric, both adjusted or neither."""
    return one.metric == other.metric and _adjusted(one) == _adjusted(other)


def _adjusted(result: FinancialResult) -> bool:
    return result.basis == "non_gaap"


def _later(one: Period | None, other: Period | None) -> bool:
    if one is None or other is None or one.value is None or other.value is None:
        return False
    return length(one.value) == length(other.value) and one.value > other.value


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text).strip("0")
