"""The figures of a sentence -> statements: which are reported, and which values are those of other periods."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from extract.events.financial_result.beside import is_per_share
from extract.events.financial_result.comparisons import comparison, complete, is_change
from extract.events.financial_result.figure import Figure, Statement
from extract.events.financial_result.figures import read_figures
from extract.events.financial_result.metrics import Metric, basis_near, listed, tables
from extract.events.financial_result.periods import (
    CLAUSE_END,
    chain,
    compare_cue,
    in_brackets,
    is_label,
    leads_to_comparison,
    period_around,
    period_behind,
    period_inside,
    period_of,
    periods,
    without_periods,
)
from extract.facts.model import Entity, Fact, Facts, Sentence
from extract.matching.clauses import subject
from extract.wordlists import alternatives, vocabulary

_BESIDE = 12  # characters between an amount and that per share: "of $30 million or $0.89 per share"
_NEAR = 400  # characters in front of a value in which its basis may stand


def statements(facts: Facts, sentence: Sentence) -> list[Statement]:
    """Return what a sentence reports, in text order: no expectations, no values of other periods as figures of their own."""
    figures = read_figures(facts, sentence)
    if not figures or listed("self_description", "words").search(sentence.text):
        return []
    walk = _Walk(facts, sentence, sentence.start)
    for figure, value in _in_order(facts, sentence, figures, []):
        walk.step(figure, value)
    for statement in walk.found:
        complete(facts, sentence, statement)
    return walk.found


def compare_further(facts: Facts, following: Sentence, found: list[Statement]) -> None:
    """Add to the statements of a sentence what the next one sets beside them: "This compares with $10 million in 2003."."""
    if not _goes_on().match(following.text):
        return
    walk = _Walk(facts, following, following.start, found=list(found))
    for figure, value in _in_order(facts, following, read_figures(facts, following), found):
        walk.step(figure, value)


@dataclass(slots=True)
class _Walk:
    """One way through the values of a sentence: what a value is depends on the words since the one before it.

    ``comparing`` holds while the values are those of other periods, ``excluded`` while they are expected only, or those of
    a part of the company.
    """

    facts: Facts
    sentence: Sentence
    position: int
    found: list[Statement] = field(default_factory=list)
    comparing: bool = False
    excluded: bool = False
    beside: Fact | None = None  # the period of the comparison before
    loss: bool | None = None  # whether the comparison before was of a loss
    passed: set[str] = field(default_factory=set)  # metrics of which only the value of another period is known

    def step(self, figure: Figure | None, value: Fact) -> None:
        """Take the next value: a figure, or an amount of money that is none."""
        text = self.facts.release.text
        gap = text[self.position : figure.start if figure else value.start]
        ended = CLAUSE_END.search(gap) is not None
        labelled = self._labelled(figure, value)
        cue = (labelled is not None or leads_to_comparison(gap)) and not ended
        finite = figure is not None and figure.finite
        self.comparing = cue or (self.comparing and not ended and self._chained(len(gap)))
        words = text[self.position : value.end]
        self.excluded = _is_excluded(words) or (self.excluded and not ended and not finite)
        known = _compared(self.found, figure, value) if self.comparing and not finite else None
        if known:
            period = (
                labelled or period_inside(self.facts, figure) or period_behind(self.facts, self.sentence, value.end)
            )
            period = period or self._period_after_cue(value)
            if period is None and len(gap) <= _BESIDE:
                period = self.beside
            self.beside = period
            metric = figure.metric if figure else self._metric_compared(known.figure.metric, gap)
            self.loss = metric.loss
            known.comparisons.append(comparison(known, metric, value, period))
        elif figure and not finite and self.comparing and (cue or self._goes_with_another(figure)):
            self.passed.add(figure.metric.name)
        elif figure:
            self.comparing, self.beside, self.loss = False, None, None
            if not (self.excluded or _of_another(self.facts, self.sentence, figure)):
                self._report(figure)
        self.position = value.end

    def _metric_compared(self, own: Metric, gap: str) -> Metric:
        """Return a metric as it was in the other period: a loss "compared to earnings $9.9 million, or $0.81 per share"."""
        if self.loss is not None and len(gap) <= _BESIDE:
            return replace(own, loss=self.loss)
        return replace(own, loss=own.loss and not _profit().search(gap))

    def _goes_with_another(self, figure: Figure) -> bool:
        """Tell whether a figure that is joined to a comparison is of another period too, its metric not reported here."""
        return figure.metric.name in self.passed or is_per_share(figure)

    def _labelled(self, figure: Figure | None, value: Fact) -> Fact | None:
        """Return the period that labels a value, "(H1 2024: EUR 5 million)", or in brackets a figure."""
        start = figure.start if figure else value.start
        for period in periods(self.facts, self.position, start):
            between = self.facts.release.text[period.end : start]
            labels = is_label(self.facts, period) and not between.strip(":–—- ")
            if labels and (figure is None or in_brackets(self.facts, period)):
                return period
        return None

    def _period_after_cue(self, value: Fact) -> Fact | None:
        """Return the period in front of a value: "compared to the same period in 2023 of $5 million"."""
        cue = compare_cue().search(self.facts.release.text, self.position, value.start)
        return next(periods(self.facts, cue.end(), value.start), None) if cue else None

    def _chained(self, length: int) -> bool:
        """Tell whether the next words only join another value to a comparison: " and a net loss of "."""
        return chain().fullmatch(without_periods(self.facts, self.position, self.position + length)) is not None

    def _report(self, figure: Figure) -> None:
        text = self.facts.release.text
        if figure.metric.basis == "unspecified":
            before, after = (
                text[max(self.sentence.start, figure.value.start - _NEAR) : figure.value.start],
                text[figure.end : self.sentence.end],
            )
            figure.metric.basis = basis_near(before, after)
        period = period_of(self.facts, self.sentence, figure)
        if period is None:
            period = self.found[-1].period if self.found else period_around(self.facts, self.sentence, figure)
        annual = "annual" in text[figure.start : figure.end].lower()
        if period or not annual:  # "a company with annual revenue of $5 million" reports nothing
            self.found.append(Statement(figure, period))


def _is_excluded(words: str) -> bool:
    """Tell whether the words up to a value make it what is expected, or that of a part of the company."""
    return any(listed(table, "words").search(words) for table in ("guidance", "parts"))


def _in_order(
    facts: Facts, sentence: Sentence, figures: list[Figure], before: list[Statement]
) -> Iterator[tuple[Figure | None, Fact]]:
    """Yield the figures and the values of their kinds that belong to none, in text order."""
    by_value = {figure.value.start: figure for figure in figures}
    kinds = {figure.value.kind for figure in [*figures, *(statement.figure for statement in before)]}
    others = {figure.other.start for figure in figures if figure.other}
    for value in facts.within(sentence.start, sentence.end, "MONEY", "PERCENT"):
        figure = by_value.get(value.start)
        if figure or (value.kind in kinds and value.start not in others and not is_change(facts, sentence, value)):
            yield figure, value


def _of_another(facts: Facts, sentence: Sentence, figure: Figure) -> bool:
    """Tell whether a figure is that of another company: its subject, or an organisation within it, is not the issuer."""
    if facts.issuer is None:
        return False
    before = list(facts.within(sentence.start, figure.start, "ORG"))
    noun = min(figure.value.start, sentence.start + figure.metric.start)
    within = facts.within(figure.start, figure.own_end, "ORG")
    owners = [*subject(before, sentence, noun, predicate=True), *within]
    return bool(owners) and not any(_is_issuer(facts.issuer, fact.value) for fact in owners)


def _is_issuer(issuer: Entity, owner: Entity) -> bool:
    """Tell by its first word whether an organisation is the issuer; "Northwind Canada" is a part of Northwind."""
    first, *rest = owner.name.lower().split()
    return first == issuer.name.lower().split()[0] and not (
        rest and rest[-1] in _places() - set(issuer.name.lower().split())
    )


def _compared(found: list[Statement], figure: Figure | None, value: Fact) -> Statement | None:
    """Return the statement that a value of another period is to be compared with: the last one of its metric or size.

    Of "A and B for the second quarter and first half, compared to C and D" each value has its own.
    """
    listed = [one for one in found if one.figure.period and one.figure.metric.name == found[-1].figure.metric.name]
    if figure is None and len(listed) > 1 and value.kind == listed[0].figure.value.kind:
        return min(listed, key=lambda statement: len(statement.comparisons))
    for statement in reversed(found):
        own = statement.figure
        if figure is not None:
            bases = {figure.metric.basis, own.metric.basis}
            if figure.metric.name == own.metric.name and (len(bases) == 1 or "unspecified" in bases):
                return statement
        elif value.kind == own.value.kind and value.value.currency == own.value.value.currency:
            if own.metric.kind == "percent" or (own.metric.kind == "share") == (abs(value.value.amount) < 1000):
                return statement
            if statement is found[-1] and not is_per_share(own) and own.metric.kind == "share":
                return statement
    return None


@cache
def _goes_on() -> re.Pattern[str]:
    """Match the beginning of a sentence that compares with what was said before: "This compares with"."""
    table = tables()["compare"]
    return re.compile(
        rf"{alternatives(table['opens'])}\s+(?:\w+\s+){{0,2}}?{alternatives(table['sets'])}\b", re.IGNORECASE
    )


@cache
def _places() -> frozenset[str]:
    return frozenset(place.lower() for place in vocabulary("places"))


@cache
def _profit() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(tables()['metric']['earnings']['phrases'])}\b(?!\s*\(?loss)", re.IGNORECASE)
