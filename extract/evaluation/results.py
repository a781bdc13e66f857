"""Reported results: revenue, net income and earnings a share, found when figure and basis agree."""

from __future__ import annotations

from extract.evaluation.gold import Gold, Result
from extract.evaluation.likeness import close
from extract.evaluation.tally import Tally, pair
from extract.schema import Event, FinancialResult

_COUNTED = ("revenue", "net_income", "eps")


def count(gold: Gold, found: list[Event], tally: Tally) -> None:
    """Count the results of a document."""
    results = [event for event in found if isinstance(event, FinancialResult) and event.metric in _COUNTED]
    pairs = pair(gold.results, results, _same)
    tally.add_pairs("result", pairs)
    for one in pairs.missed:
        tally.differ("result", "missed", f"{one.metric} ({one.basis}) {one.value:g}, {one.period}")
    for other in pairs.extra:
        tally.differ(
            "result", "extra", f"{other.metric} ({other.basis}) {other.value.amount:g}: {other.evidence[0].text}"
        )


def _same(one: Result, other: FinancialResult) -> bool:
    same_basis = (one.basis == "non_gaap") == (other.basis == "non_gaap")
    return one.metric == other.metric and same_basis and close(one.value, other.value.amount)
