"""A figure, a metric with the value that a sentence gives it, and the statement that reports it for a period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extract.events.financial_result.forms import VALUE
from extract.events.financial_result.metrics import Metric
from extract.facts.model import Fact, Facts
from extract.schema import Change, Comparison


@dataclass(slots=True)
class Figure:
    """A metric with its value and the form that found them; ``start`` and ``end`` span both in the release's text.

    A period of its own can stand in ``[start, own_end)``, unless ``period`` is given: then the form decided it.
    """

    metric: Metric
    value: Fact
    form: str
    start: int
    end: int
    own_end: int
    finite: bool = False
    period: Fact | None = None
    other: Fact | None = None  # the value of the period before, of a form that states both

    @property
    def amount(self) -> float:
        """The value in full units, negative for a loss."""
        return signed(self.metric, self.value)


def signed(metric: Metric, value: Fact) -> float:
    """Return the amount of a value of a metric, in full units: the values of a loss are negative."""
    amount: float = value.value.amount
    return -abs(amount) if metric.loss else amount


def valued(facts: Facts, offset: int, match: re.Match[str], group: str) -> Iterator[Fact]:
    """Yield the values in a group of a match in a masked sentence, which begins at ``offset`` of the release's text."""
    return facts.within(offset + match.start(group), offset + match.end(group), *VALUE)


@dataclass(slots=True)
class Statement:
    """A figure that its sentence reports, its period as the sentence has it, and what it is set against."""

    figure: Figure
    period: Fact | None
    comparisons: list[Comparison] = field(default_factory=list)
    change: Change | None = None
