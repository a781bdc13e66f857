"""A sentence -> the figures that it states: a metric with its value, read by the forms of the pattern file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from extract.events.financial_result import forms
from extract.events.financial_result.forms import METRIC, PERIOD, REST, VALUE, Form
from extract.events.financial_result.metrics import Metric, find_metrics, tables
from extract.facts.model import Fact, Facts, Sentence
from extract.wordlists import alternatives

PER_SHARE = "financial_result.per_share"  # the form of an amount per share behind a net income

_PER_SHARE_IS_BELOW = 10_000
_LEAST = 100  # of any currency: a result of less has lost its "million"
_SHARE_WORDS = r"(?:basic|diluted|fully|weighted|average|common|ordinary|outstanding|and|[\s,/-])*"
# What makes the value in front an amount per share: " per diluted share", " a share", " EPS".
_SHARE = re.compile(
    rf"\s*\(?(?:per|a|an|/)\s*{_SHARE_WORDS}(?:share|ADS|ADR|unit)s?\b|\s+{METRIC['share']}{REST}*", re.IGNORECASE
)
# What between a name and its value shows that the value is another's: "Revenue grew and expenses were …".
_BREAKS = re.compile(
    rf"\b(?:and(?!\s+(?:the\s+)?{PERIOD})|but|while|that|because|as|driven|due|grew|through)\b", re.IGNORECASE
)
# What narrows a name to a part: "revenue from hardware"; "from continuing operations" does not.
_NARROWS = re.compile(
    rf"\b(?:from|by|in|within)\s+(?!(?:the\s+|an?\s+)?(?:{PERIOD}|continuing\b|operations\b|quarter\b|period\b))",
    re.IGNORECASE,
)


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


def read_figures(facts: Facts, sentence: Sentence) -> list[Figure]:
    """Return the figures that a sentence states, in text order, whatever their period; no value serves two."""
    values = [
        fact for fact in facts.within(sentence.start, sentence.end, "MONEY", "PERCENT") if fact.value.high is None
    ]
    metrics = list(find_metrics(facts, sentence)) if values else []
    if not metrics:
        return []
    masked = _mask(facts, sentence, metrics, values)
    figures: list[Figure] = []
    taken: set[int] = set()  # where the values and metrics stand that have found each other
    for form in forms.load():
        for group in _of_form(form, facts, sentence, masked, metrics):
            free = [figure for figure in group if taken.isdisjoint(_places(figure))]
            figures.extend(free)
            taken.update(place for figure in free for place in _places(figure))
    figures.extend(_per_share(facts, sentence, masked, figures))
    return sorted(figures, key=lambda figure: figure.value.start)


def _places(figure: Figure) -> list[int]:
    """Return where the parts of a figure stand: its metric (counted below zero, in the sentence) and its values."""
    return [-figure.metric.start - 1, figure.value.start, *([figure.other.start] if figure.other else [])]


def _mask(facts: Facts, sentence: Sentence, metrics: list[Metric], values: list[Fact]) -> str:
    """Return the sentence's text with its periods, values and metrics as runs of signs."""
    signs = list(sentence.text)

    def put(start: int, end: int, sign: str) -> None:
        signs[start:end] = sign + REST * (end - start - 1)

    for fact in facts.within(sentence.start, sentence.end, "PERIOD", "DATE"):
        put(fact.start - sentence.start, fact.end - sentence.start, PERIOD)
    for fact in values:
        put(fact.start - sentence.start, fact.end - sentence.start, VALUE[fact.kind])
    for metric in metrics:
        put(metric.start, metric.end, METRIC[metric.kind])
    return "".join(signs)


def _of_form(
    form: Form, facts: Facts, sentence: Sentence, masked: str, metrics: list[Metric]
) -> Iterator[list[Figure]]:
    """Yield the figures of one form in a masked sentence, those of one list together."""
    pattern, offset = form.pattern, sentence.start
    if pattern.sections and sentence.section not in pattern.sections:
        return
    for match in (match for compiled in form.compiled for match in compiled.finditer(masked)):
        groups = match.groupdict()
        aside = groups.get("aside")
        if aside and (_BREAKS.search(aside) or _NARROWS.search(aside)):
            continue
        own_end = offset + (match.end("aside") if aside is not None else match.start("value"))
        named = [metric for metric in metrics if match.start("metric") <= metric.start < match.end("metric")]
        valued = list(_valued(facts, offset, match, "value"))
        before = next(_valued(facts, offset, match, "other"), None) if "other" in groups else None
        group: list[Figure] = []
        for metric, value, period, other in _paired(facts, offset, named, valued, own_end):
            if pattern.metrics and metric.name not in pattern.metrics:
                continue
            if pattern.metrics:  # the change is the figure: "comparable sales declined 1.2%"
                metric = replace(metric, loss=bool(_down().search(masked, match.start(), value.start - offset)))
            end = max(value.end, offset + metric.end)
            figure = Figure(metric, value, pattern.id, offset + match.start(), end, own_end)
            figure.finite, figure.period, figure.other = pattern.finite, period, other or before
            group.extend(_fitting(facts, masked, sentence, figure))
        yield group


def _valued(facts: Facts, offset: int, match: re.Match[str], group: str) -> Iterator[Fact]:
    return facts.within(offset + match.start(group), offset + match.end(group), *VALUE)


def _paired(
    facts: Facts, offset: int, metrics: list[Metric], values: list[Fact], own_end: int
) -> Iterator[tuple[Metric, Fact, Fact | None, Fact | None]]:
    """Pair the metrics and values of a list in their order, or the one metric's values with the periods before them.

    Yields (metric, value, period, value of the year before). "For the three and six months ended June 30, 2003 and 2002
    earnings were A, B, C and D": every other value is of the year before.
    """
    if len(metrics) == len(values):
        yield from ((metric, value, None, None) for metric, value in zip(metrics, values, strict=True))
    elif len(metrics) == 1 and all(value.kind == "MONEY" for value in values):
        periods = list(facts.within(offset + metrics[0].start, own_end, "PERIOD"))
        if len(values) in (len(periods), 2 * len(periods)):
            step = len(values) // len(periods)
            for number, period in enumerate(periods):
                other = values[number * step + 1] if step == 2 else None
                yield replace(metrics[0]), values[number * step], period, other


def _fitting(facts: Facts, masked: str, sentence: Sentence, figure: Figure) -> Iterator[Figure]:
    """Yield the figure when its value is of the kind that its metric takes; earnings of so much a share are EPS."""
    metric, per_share = figure.metric, _SHARE.match(masked, figure.value.end - sentence.start)
    if (figure.value.kind == "PERCENT") != (metric.kind == "percent"):
        return
    if metric.kind == "money" and per_share:
        if metric.name in ("net_income", "earnings"):
            yield replace(figure, metric=replace(metric, name="eps", kind="share"))
    elif metric.kind == "money" and abs(figure.amount) < _LEAST:
        return
    elif metric.name == "earnings":
        if any(facts.within(sentence.start, sentence.end, "PERIOD")) and not figure.form.endswith(".in"):
            yield replace(figure, metric=replace(metric, name="net_income"))
    elif metric.kind != "share" or abs(figure.amount) < _PER_SHARE_IS_BELOW:
        yield figure


def _per_share(facts: Facts, sentence: Sentence, masked: str, figures: list[Figure]) -> Iterator[Figure]:
    """Yield the amounts per share that stand behind a net income, diluted before basic: "$640 million, or $1.25 per share"."""
    for figure in figures:
        if figure.metric.name != "net_income":
            continue
        chosen = None
        match = _or_per_share().match(masked, figure.value.end - sentence.start)
        while match:
            if chosen is None or "diluted" in match[0].lower():
                chosen = match
            match = _or_per_share().match(masked, match.end())
        if chosen:
            value = next(_valued(facts, sentence.start, chosen, "value"))
            metric = replace(figure.metric, name="eps", kind="share")
            yield replace(
                figure, metric=metric, value=value, end=value.end, finite=False, form=PER_SHARE, other=None
            )  # fmt: skip


@cache
def _down() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(tables()['compare']['down'])}\b", re.IGNORECASE)


@cache
def _or_per_share() -> re.Pattern[str]:
    """Match behind a value an amount per share: ", or approximately $0.02 per diluted share"."""
    return re.compile(
        rf"[\s,;(–-]{{0,30}}(?:or|and)?[\s(]{{0,30}}{forms.hedge()}(?P<value>{VALUE['MONEY']}{REST}*)(?:{_SHARE.pattern})",
        re.IGNORECASE,
    )
