"""A sentence -> the figures that it states: a metric with its value, read by the forms of the pattern file.

Names and values are masked by signs of the same length, so that one regular expression a form reads the sentence and
its offsets stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from extract.events.result_metrics import Metric, find_metrics, tables
from extract.facts.model import Fact, Facts, Sentence
from extract.wordlists import alternatives

# The signs of a mask: the first character of a metric (of money, per share, in percent), of a value (money, percent) and
# of a period, and what fills the rest of each.
_METRIC = {"money": "\ue000", "share": "\ue001", "percent": "\ue002"}
_VALUE = {"MONEY": "\ue003", "PERCENT": "\ue004"}
_PERIOD, _REST = "\ue005", "\ue00f"
PER_SHARE = "financial_result.per_share"  # the form of an amount per share behind a net income
_SHARE = r"(?:basic|diluted|fully|weighted|average|common|ordinary|outstanding|and|[\s,/-])*"
_SEPARATOR = r"(?:,?\s+and\s+|,\s*)(?:the\s+|an?\s+)?"
_BREAKS_ASIDE = re.compile(
    rf"\b(?:and(?!\s+(?:the\s+)?{_PERIOD})|but|while|that|because|as|driven|due|grew|through)\b", re.IGNORECASE
)
_NARROWS = re.compile(
    rf"\b(?:from|by|in|within)\s+(?!(?:the\s+|an?\s+)?(?:{_PERIOD}|continuing\b|operations\b|quarter\b|period\b))",
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
    for form in _forms():
        for figure in form.read(facts, sentence, masked, metrics, values):
            if not any(
                figure.value is known.value or figure.value is known.other or figure.metric is known.metric
                for known in figures
            ):
                figures.append(figure)
    figures.extend(_per_share(sentence, masked, figures, values))
    return sorted(figures, key=lambda figure: figure.value.start)


def _mask(facts: Facts, sentence: Sentence, metrics: list[Metric], values: list[Fact]) -> str:
    signs = list(sentence.text)

    def put(start: int, end: int, sign: str) -> None:
        signs[start:end] = sign + _REST * (end - start - 1)

    for fact in facts.within(sentence.start, sentence.end, "PERIOD", "DATE"):
        put(fact.start - sentence.start, fact.end - sentence.start, _PERIOD)
    for fact in values:
        put(fact.start - sentence.start, fact.end - sentence.start, _VALUE[fact.kind])
    for metric in metrics:
        put(metric.start, metric.end, _METRIC[metric.kind])
    return "".join(signs)


@dataclass(slots=True)
class _Form:
    """A form of the pattern file, compiled for figures of money and for those in percent."""

    id: str
    patterns: list[re.Pattern[str]]
    finite: bool
    sections: frozenset[str] | None
    metrics: frozenset[str] | None

    def read(
        self, facts: Facts, sentence: Sentence, masked: str, metrics: list[Metric], values: list[Fact]
    ) -> Iterator[Figure]:
        """Yield the figures of this form in a masked sentence."""
        if self.sections is not None and sentence.section not in self.sections:
            return
        for pattern in self.patterns:
            for match in pattern.finditer(masked):
                groups = match.groupdict()
                aside = groups.get("aside") or ""
                if _BREAKS_ASIDE.search(aside) or _NARROWS.search(aside):
                    continue
                own_end = sentence.start + (
                    match.end("aside") if groups.get("aside") is not None else match.start("value")
                )
                named = [metric for metric in metrics if match.start("metric") <= metric.start < match.end("metric")]
                valued = _within(values, sentence, match, "value")
                before = _within(values, sentence, match, "other")[0] if groups.get("other") else None
                for metric, value, period, other in _paired(facts, sentence, named, valued, own_end):
                    figure = Figure(
                        metric,
                        value,
                        self.id,
                        sentence.start + match.start(),
                        value.end,
                        own_end,
                        self.finite,
                        period,
                        other or before,
                    )
                    if (self.metrics is None or metric.name in self.metrics) and (
                        fit := _fitting(facts, masked, sentence, figure)
                    ):
                        yield fit


def _within(values: list[Fact], sentence: Sentence, match: re.Match[str], group: str) -> list[Fact]:
    start, end = match.span(group)
    return [value for value in values if start <= value.start - sentence.start < end]


def _paired(
    facts: Facts, sentence: Sentence, metrics: list[Metric], values: list[Fact], own_end: int
) -> Iterator[tuple[Metric, Fact, Fact | None, Fact | None]]:
    """Pair the metrics and values of a list in their order, or the one metric's values with the periods before them.

    Yields (metric, value, period, value of the year before). "For the three and six months ended June 30, 2003 and 2002
    earnings were A, B, C and D": every other value is of the year before.
    """
    if len(metrics) == len(values):
        yield from ((metric, value, None, None) for metric, value in zip(metrics, values, strict=True))
    elif len(metrics) == 1 and all(value.kind == "MONEY" for value in values):
        periods = list(facts.within(sentence.start + metrics[0].start, own_end, "PERIOD"))
        if len(values) == len(periods):
            yield from (
                (replace(metrics[0]), value, period, None) for value, period in zip(values, periods, strict=True)
            )
        elif len(values) == 2 * len(periods):
            pairs = zip(values[::2], values[1::2], periods, strict=True)
            yield from ((replace(metrics[0]), value, period, other) for value, other, period in pairs)


def _fitting(facts: Facts, masked: str, sentence: Sentence, figure: Figure) -> Figure | None:
    """Return the figure with its kind of value made sure: earnings of an amount per share are earnings per share."""
    metric, per_share = figure.metric, _share().match(masked, figure.value.end - sentence.start)
    if (figure.value.kind == "PERCENT") != (metric.kind == "percent"):
        return None
    if metric.kind == "money" and per_share:
        if metric.name not in ("net_income", "earnings"):
            return None
        return replace(figure, metric=replace(metric, name="eps", kind="share"))
    if metric.name == "earnings":
        periods = facts.within(sentence.start, sentence.end, "PERIOD")
        return (
            replace(figure, metric=replace(metric, name="net_income"))
            if any(periods) and not figure.form.endswith(".in")
            else None
        )
    if metric.kind == "share" and abs(figure.amount) >= 10_000:
        return None
    return figure


def _per_share(sentence: Sentence, masked: str, figures: list[Figure], values: list[Fact]) -> Iterator[Figure]:
    """Yield the amounts per share that stand behind a net income: "$834 million, or $1.02 per share"."""
    for figure in figures:
        if figure.metric.name != "net_income":
            continue
        diluted: re.Match[str] | None = None
        match = _or_per_share().match(masked, figure.value.end - sentence.start)
        while match:
            if diluted is None or "diluted" in match[0]:
                diluted = match
            match = _or_per_share().match(masked, match.end())
        if diluted:
            value = next(value for value in values if value.start - sentence.start == diluted.start("value"))
            metric = replace(figure.metric, name="eps", kind="share")
            yield replace(
                figure,
                metric=metric,
                value=value,
                end=value.end,
                finite=False,
                form=PER_SHARE,
                other=None,
            )


@cache
def _forms() -> list[_Form]:
    compiled = []
    for form in tables()["pattern"]:
        patterns = [re.compile(_expanded(form["form"], kind), re.IGNORECASE) for kind in ("money", "percent")]
        sections = frozenset(form["sections"]) if "sections" in form else None
        metrics = frozenset(form["metrics"]) if "metrics" in form else None
        compiled.append(_Form(form["id"], patterns, form.get("finite", False), sections, metrics))
    return compiled


def _hedge() -> str:
    return rf"(?:{alternatives(tables()['words']['hedge'])}\s+){{0,3}}"


def _expanded(form: str, kind: str) -> str:
    """Turn a form into a regular expression on masked text."""
    words = tables()["words"]
    any_metric, any_value = f"[{''.join(_METRIC.values())}]{_REST}*", f"[{''.join(_VALUE.values())}]{_REST}*"
    metric = rf"[{_METRIC['money']}{_METRIC['share']}]{_REST}*" if kind == "money" else f"{_METRIC['percent']}{_REST}*"
    value = (_VALUE["MONEY"] if kind == "money" else _VALUE["PERCENT"]) + f"{_REST}*"
    free = f"[^{''.join(_METRIC.values())}{''.join(_VALUE.values())};:]"
    period = f"{_PERIOD}{_REST}*"
    pieces = {
        "metric": f"(?P<metric>{metric})",
        "metrics": f"(?P<metric>{any_metric}(?:{_SEPARATOR}{any_metric})*)",
        "value": f"(?P<value>{value})",
        "values": f"(?P<value>{any_value}(?:{_SEPARATOR}{any_value})+)",
        "other": f"(?P<other>{value})",
        "aside": f"(?P<aside>:?{free}{{0,100}}?)",
        "aside2": f"{free}{{0,60}}?",
        "near": rf"(?P<aside>(?:\s*[(,]?\s*(?:for|in|during|the|from\s+continuing\s+operations|{period}|(?:attributable|available)\s+to\s+{free}{{1,50}}?)\)?,?)*)",
        "by": rf"(?:{free}|{_VALUE['PERCENT']}){{0,90}}?(?:{_VALUE['MONEY']}{_REST}*[^{_VALUE['MONEY']};]{{0,30}}?)?(?<!due)(?<!compared)(?<!relative)(?<!prior)(?<!thanks)",
        "label": r"\s*[:–—-]?\s*",
        "hedge": _hedge(),
        **{name: rf"\b{alternatives(words[name])}" for name in ("is", "of", "in", "to", "rose", "reported")},
    }
    seen: set[str] = set()

    def piece(found: re.Match[str]) -> str:
        name = found[1]
        if name in seen and name == "aside":
            name = "aside2"
        seen.add(name)
        return pieces[name]

    return re.sub(r"\{(\w+)\}", piece, form.replace(" ", r"\s+"))


@cache
def _share() -> re.Pattern[str]:
    """Match behind a value what makes it an amount per share: " per diluted share", " a share", " basic and diluted EPS"."""
    return re.compile(
        rf"\s*\(?(?:per|a|an|/)\s*{_SHARE}(?:share|ADS|ADR|unit)s?\b|\s+{_METRIC['share']}{_REST}*",
        re.IGNORECASE,
    )


@cache
def _or_per_share() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?:,|;|–|-)?\s*\(?(?:or|and)?\s*\(?{_hedge()}(?P<value>{_VALUE['MONEY']}{_REST}*)(?:{_share().pattern})",
        re.IGNORECASE,
    )
