"""What a reported figure is set against: the values of other periods, and by how much it moved."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from extract.events.financial_result.beside import is_per_share
from extract.events.financial_result.figure import Figure, Statement, signed
from extract.events.financial_result.metrics import Metric, tables
from extract.events.financial_result.periods import CLAUSE_END, period_behind
from extract.facts.dates.moments import shifted
from extract.facts.model import Fact, Facts, Sentence
from extract.schema import Change, Comparison, Grain
from extract.wordlists import alternatives

_REACH = 60  # characters behind a figure in which its change may stand


def complete(facts: Facts, sentence: Sentence, statement: Statement) -> None:
    """Add the value that the form itself sets against the figure, and the change."""
    figure = statement.figure
    if figure.other:
        period = period_behind(facts, sentence, figure.other.end)
        statement.comparisons.insert(0, comparison(statement, figure.metric, figure.other, period))
    statement.change = _change(facts, sentence, figure)


def comparison(statement: Statement, metric: Metric, value: Fact, period: Fact | None) -> Comparison:
    """Return a value of another period for the log; a mere year is the same period of that year."""
    amount = value.amount()
    amount.amount = signed(metric, value)
    if period is None:
        return Comparison(value=amount)
    logged = period.period()
    own = statement.period.value if statement.period else None
    if period.kind == "DATE" and logged.grain == "year" and logged.value and own and own.value and own.grain != "year":
        before = shifted(own, years=int(logged.value) - int(own.value[:4]))
        logged.value, logged.grain, logged.fiscal = before.value, cast(Grain, before.grain), before.fiscal
    return Comparison(value=amount, period=logged)


def _change(facts: Facts, sentence: Sentence, figure: Figure) -> Change | None:
    """Return by how much a figure moved: the first percentage in it or behind it that stands beside a word of direction."""
    if figure.metric.kind == "percent" or is_per_share(figure):
        return None
    text = facts.release.text
    period = period_behind(facts, sentence, figure.end)  # "$5 million for the three months ended June 30, 2003, up 4%"
    reach = max(figure.end, period.end if period else 0) + _REACH
    for fact in facts.within(figure.start, min(sentence.end, reach), "PERCENT"):
        if fact.start > figure.end and CLAUSE_END.search(text, figure.end, fact.start):
            return None
        before = _direction().search(text, max(figure.start, fact.start - 30), fact.start)
        after = _direction().match(text, fact.end + 1)
        if word := before or after:
            direction = "up" if word["direction"].lower() in tables()["compare"]["up"] else "down"
            percent = abs(fact.value.amount)
            start, end = min(word.start(), fact.start), max(word.end(), fact.end)
            return Change.model_validate({
                "text": text[start:end], "start": start, "end": end,
                "percent": percent if direction == "up" else -percent, "direction": direction,
            })  # fmt: skip
    return None


def is_change(facts: Facts, sentence: Sentence, value: Fact) -> bool:
    """Tell whether an amount is by how much a figure moved: "an increase of $5 million"."""
    return _change_before().search(facts.release.text, max(sentence.start, value.start - 30), value.start) is not None


@cache
def _change_before() -> re.Pattern[str]:
    return re.compile(
        rf"\b{alternatives(tables()['compare']['change'])}\s+(?:of|by)?\s*(?:approximately\s+|about\s+)?\Z",
        re.IGNORECASE,
    )


@cache
def _direction() -> re.Pattern[str]:
    compare = tables()["compare"]
    span = r"(?:(?:year[\s-](?:over|on)[\s-]year|yoy|sequential|annual)\s+)?"  # "9 percent year-over-year growth"
    return re.compile(rf"{span}\b(?P<direction>{alternatives([*compare['up'], *compare['down']])})\b", re.IGNORECASE)
