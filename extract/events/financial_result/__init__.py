"""financial_result: the figures that the issuer reports for its own periods.

Statements of sentences become events: the period is made sure from headings and the release's topic, values of earlier
periods and of other companies are left out, and what is repeated is one event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest

from extract.events.financial_result import merge
from extract.events.financial_result.figure import Statement
from extract.events.financial_result.forms import VALUE
from extract.events.financial_result.metrics import listed, tables
from extract.events.financial_result.periods import is_label
from extract.events.financial_result.statements import compare_further, statements
from extract.facts.dates import days
from extract.facts.model import Fact, Facts, Sentence
from extract.matching import Match
from extract.schema import FinancialResult
from extract.wordlists import alternatives

_SUBJECT = re.compile(r"(?:[^:]{0,80}:\s*)?(?:The\s+)?")  # in front of a sentence's subject: "", "About Northwind: "
_OPENING = re.compile(r"(?:For|In|During)\s+(?:the\s+)?")


def find(facts: Facts, matches: list[Match]) -> list[FinancialResult]:
    """Return the reported figures, in text order; once each, the most exact value kept."""
    del matches  # figures have forms of their own, read by `result_figures`
    results: list[FinancialResult] = []
    earlier: list[FinancialResult] = []
    told: set[int] = set()  # where the values stand whose period is told by their own sentence
    for sentence, statement, period in _reported(facts):
        if not (period or _names_issuer(facts, sentence)):
            continue
        result = _result(facts, sentence, statement, period)
        if period and _is_past(period):
            earlier.append(result)
            continue
        if statement.period:
            told.add(result.value.start)
        merge.add(results, result, told)
    return sorted(merge.settled(results, earlier, told), key=lambda result: result.value.start)


def _reported(facts: Facts) -> Iterator[tuple[Sentence, Statement, Fact | None]]:
    """Yield the statements with their periods: from the sentence, its paragraph, the heading above it, or the first of all."""
    if not any(fact.kind in VALUE for fact in facts.facts):
        return
    named = (fact for fact in facts.facts if fact.kind == "PERIOD" and fact.value.value and _names_itself(fact))
    topic = next((fact for fact in named if not is_label(facts, fact)), None)
    heading: Sentence | None = None
    opening, last = None, None
    for sentence, following in zip_longest(facts.sentences, facts.sentences[1:]):
        if opening is None or sentence.paragraph != opening.paragraph:
            opening, last = sentence, None
        found = statements(facts, sentence)
        if found and (_describes_company(facts, opening) or _is_outlook(heading)):
            found = []
        if found and following and following.paragraph == sentence.paragraph:
            compare_further(facts, following, found)
        if not found:
            last = _opening_period(facts, sentence) or last
        for statement in found:
            period = statement.period or last or _period_of(facts, heading) or topic
            last = last if period and _is_past(period) else period
            yield sentence, statement, period
        if not found and _is_heading(facts, sentence):
            heading = sentence


def _names_issuer(facts: Facts, sentence: Sentence) -> bool:
    """Tell whether a sentence is about the issuer, as a figure without any period must show: "the brand" made sales too."""
    named = facts.within(sentence.start, sentence.end, "ORG")
    return facts.issuer is None or any(fact.value is facts.issuer for fact in named)


def _describes_company(facts: Facts, opening: Sentence) -> bool:
    """Tell whether a paragraph opens by saying what the company is: its figures are no news."""
    if opening.section != "body":
        return False
    text, offset = opening.text, opening.start
    return any(
        fact.value is facts.issuer
        and _SUBJECT.fullmatch(text, 0, fact.start - offset)
        and _self_description().match(text, fact.end - offset)
        for fact in facts.within(offset, opening.end, "ORG")
    )


def _opening_period(facts: Facts, sentence: Sentence) -> Fact | None:
    """Return the period that a sentence without figures opens with, for the rest of its paragraph: "For fiscal 2003, …"."""
    if not _OPENING.match(sentence.text):
        return None
    period = next(facts.within(sentence.start, sentence.end, "PERIOD"), None)
    if period is None or not _names_itself(period):
        return None
    return period if _OPENING.fullmatch(facts.release.text, sentence.start, period.start) else None


def _is_outlook(heading: Sentence | None) -> bool:
    return heading is not None and listed("guidance", "headings").search(heading.text) is not None


def _is_heading(facts: Facts, sentence: Sentence) -> bool:
    """Tell whether a sentence is a heading by its length and end; a line of an outlook that gives a range is none."""
    short = len(sentence.text) < 90 and sentence.text[-1:] not in '.!?”"'
    headed = sentence.section == "body" and (sentence.text.endswith(":") or short)
    return headed and not any(facts.within(sentence.start, sentence.end, *VALUE))


def _names_itself(period: Fact) -> bool:
    """Tell whether a period is named outright ("second quarter", "2003"), not by another ("the same period last year")."""
    return period.text.split()[0].lower() in days.tables()["ordinals"] or any(map(str.isdigit, period.text))


def _period_of(facts: Facts, heading: Sentence | None) -> Fact | None:
    if heading is None:
        return None
    return next((fact for fact in facts.within(heading.start, heading.end, "PERIOD") if _names_itself(fact)), None)


def _result(facts: Facts, sentence: Sentence, statement: Statement, period: Fact | None) -> FinancialResult:
    figure = statement.figure
    value = figure.value.amount()
    value.amount = figure.amount
    return FinancialResult(
        document=facts.release.document,
        evidence=[sentence.evidence(figure.form)],
        metric=figure.metric.name,
        basis=figure.metric.basis,
        value=value,
        period=period.period() if period else None,
        comparisons=statement.comparisons,
        change=statement.change,
    )


def _is_past(period: Fact) -> bool:
    """Tell whether a period is told as the one before: figures of it are there to compare with."""
    return _past().search(period.text) is not None


@cache
def _past() -> re.Pattern[str]:
    back = days.tables()["back"]
    return re.compile(
        rf"\b{alternatives([*back['same'], *back['year_before'], 'a year ago', 'a year earlier'])}\b", re.IGNORECASE
    )


@cache
def _self_description() -> re.Pattern[str]:
    """Match behind a company's name the verb that says what it is: " (Nasdaq: NWND) is a"."""
    verbs = alternatives(tables()["self_description"]["verbs"])
    return re.compile(rf"(?:\s*\([^()]*\))*\s+{verbs}\b")
