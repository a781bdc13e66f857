"""A sentence -> the figures that it states: a metric with its value, read by the forms of the pattern file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.events.financial_result import beside, forms
from extract.events.financial_result.figure import Figure, valued
from extract.events.financial_result.forms import METRIC, PERIOD, REST, VALUE, Form
from extract.events.financial_result.metrics import Metric, figure_words, find_metrics, listed, tables
from extract.facts.model import Fact, Facts, Sentence

_PER_SHARE_IS_BELOW = 10_000
# From a company's name to its verb: " (Nasdaq: NWND) has also ".
_TO_VERB = re.compile(r"(?:\s*\([^()]*\))?\s+(?:(?:has|have|had|also|again|just|itself|\w+ly)\s+){0,2}", re.IGNORECASE)
_BEHIND = 40  # characters behind an amount per share in which "basic" may stand
_LEAST = 100  # of any currency: a result of less has lost its "million"
# What between a name and its value shows that the value is another's: "Revenue grew and expenses were …".
_BREAKS = re.compile(
    rf"\b(?:and(?!\s+(?:(?:the\s+)?{PERIOD}|(?:fully[\s-])?diluted\b))|but|while|that|because|as|driven|due|grew|through)\b"
)
# From the last of several values to the word that gives each its period: "for the three and six months ended …, respectively".
_RESPECTIVELY = re.compile(r"\s+(?:for|in|during)\s[^;.$€£]{10,120}?,\s+respectively\b")
# What narrows a name to a part: "revenue from hardware"; "from continuing operations" does not.
_NARROWS = re.compile(
    rf"\b(?:from|by|in|within)\s+(?!(?:the\s+|an?\s+)?(?:{PERIOD}|continuing\b|operations\b|quarter\b|period\b))"
)


def read_figures(facts: Facts, sentence: Sentence) -> list[Figure]:
    """Return the figures that a sentence states, in text order, whatever their period; no value serves two."""
    if figure_words().isdisjoint(sentence.words):
        return []
    values = [
        fact for fact in facts.within(sentence.start, sentence.end, "MONEY", "PERCENT") if fact.value.high is None
    ]
    metrics = list(find_metrics(facts, sentence)) if values else []
    if not values or not (metrics or listed("words", "earned", "lost").search(sentence.text)):
        return []
    masked = _mask(facts, sentence, metrics, values)
    figures: list[Figure] = []
    taken: set[int] = set()  # where the values and metrics stand that have found each other
    for form in forms.load():
        for group in _of_form(form, facts, sentence, masked, metrics):
            free = [figure for figure in group if taken.isdisjoint(_places(figure))]
            figures.extend(free)
            taken.update(place for figure in free for place in _places(figure))
    figures.extend(beside.other_bases(facts, sentence, masked, figures))
    figures.extend(beside.per_share(facts, sentence, masked, figures))
    return sorted(figures, key=lambda figure: figure.value.start)


def _places(figure: Figure) -> list[int]:
    """Return where the parts of a figure stand: its metric (counted below zero, in the sentence) and its values."""
    return [-figure.metric.start - 1, figure.value.start, *([figure.other.start] if figure.other else [])]


def _mask(facts: Facts, sentence: Sentence, metrics: list[Metric], values: list[Fact]) -> str:
    """Return the sentence in lower case with its periods, values and metrics as runs of signs."""
    signs = list(sentence.lower)

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
    if pattern.metrics and not any(metric.name in pattern.metrics for metric in metrics):
        return
    for match in (match for one in form.expressions(sentence.words, masked) for match in one.finditer(masked)):
        groups = match.groupdict()
        aside = groups.get("aside")
        if aside and (_BREAKS.search(aside) or _NARROWS.search(aside)):
            continue
        own_end = offset + (match.end("aside") if aside is not None else match.start("value"))
        named = [metric for metric in metrics if match.start("metric") <= metric.start < match.end("metric")]
        if pattern.implies:
            named = [_implied(pattern.implies, match)] if _said_of_issuer(facts, sentence, match.start()) else []
        values = list(valued(facts, offset, match, "value"))
        before = next(valued(facts, offset, match, "other"), None) if "other" in groups else None
        group: list[Figure] = []
        for metric, value, period, other in _paired(facts, offset, named, values, own_end):
            if pattern.metrics and metric.name not in pattern.metrics:
                continue
            if pattern.metrics:  # the change is the figure: "comparable sales declined 1.2%"
                down = listed("compare", "down").search(masked, match.start(), value.start - offset)
                metric = replace(metric, loss=down is not None)
            end = max(value.end, offset + metric.end)
            figure = Figure(metric, value, pattern.id, offset + match.start(), end, own_end)
            figure.finite, figure.period, figure.other = pattern.finite, period, other or before
            group.extend(_fitting(facts, masked, sentence, figure))
        yield group


def _implied(name: str, match: re.Match[str]) -> Metric:
    """Return the metric that a verb says without a name: "earned" is a net income, "lost" a net loss."""
    loss = match["metric"] in tables()["words"]["lost"]
    return Metric(name, tables()["metric"][name]["kind"], *match.span("metric"), "unspecified", loss)


def _said_of_issuer(facts: Facts, sentence: Sentence, position: int) -> bool:
    """Tell whether the issuer stands right before a verb: "Northwind earned", "the company also earned"."""
    end = sentence.start + position
    subjects = facts.within(max(sentence.start, end - _BEHIND), end, "ORG")
    last = next((fact for fact in reversed(list(subjects)) if facts.issuer in (None, fact.value)), None)
    return last is not None and _TO_VERB.fullmatch(facts.release.text, last.end, end) is not None


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
        if not periods:  # "For the three and six months ended June 30, 2003, revenue was A and B, respectively"
            periods = list(facts.within(offset, offset + metrics[0].start, "PERIOD"))
        if not periods and (respectively := _RESPECTIVELY.match(facts.release.text, values[-1].end)):
            periods = list(facts.within(values[-1].end, respectively.end(), "PERIOD"))
        if len(values) in (len(periods), 2 * len(periods)):
            step = len(values) // len(periods)
            for number, period in enumerate(periods):
                other = values[number * step + 1] if step == 2 else None
                yield replace(metrics[0]), values[number * step], period, other


def _fitting(facts: Facts, masked: str, sentence: Sentence, figure: Figure) -> Iterator[Figure]:
    """Yield the figure when its value is of the kind that its metric takes; earnings of so much a share are EPS."""
    metric, per_share = figure.metric, beside.SHARE.match(masked, figure.value.end - sentence.start)
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
    elif metric.kind != "share":
        yield figure
    elif abs(figure.amount) < _PER_SHARE_IS_BELOW:
        named = sentence.text[metric.start : metric.end]
        basic = beside.is_basic(named, masked[figure.value.end - sentence.start :][:_BEHIND])
        yield replace(figure, metric=replace(metric, name=beside.BASIC_EPS)) if basic else figure
