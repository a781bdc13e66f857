"""Amounts that stand beside a figure without a name of their own: per share, by another basis, basic and diluted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from extract.events.financial_result import forms
from extract.events.financial_result.figure import Figure, valued
from extract.events.financial_result.forms import METRIC, REST, VALUE
from extract.events.financial_result.metrics import basis_of, tables
from extract.facts.model import Facts, Sentence
from extract.wordlists import alternatives

PER_SHARE = "financial_result.per_share"  # the form of an amount per share behind a net income
OTHER_BASIS = "financial_result.other_basis"  # that of the same figure, reckoned in another way
BASIC_EPS = "basic_eps"  # what basic earnings per share are called where the text gives the diluted ones too

_SHARE_WORDS = r"(?:basic|diluted|fully|weighted|average|common|ordinary|outstanding|and|[\s,/-])*"
# What makes the value in front an amount per share, in masked text: " per diluted share", " a share", " EPS".
SHARE = re.compile(rf"\s*\(?(?:per|a|an|/)\s*{_SHARE_WORDS}(?:share|ads|adr|unit)s?\b|\s+{METRIC['share']}{REST}*")
_BASIC_BEHIND = re.compile(r"[\s,(]*(?:per\s+)?basic\b(?!\s*(?:and|&|/|,)\s*(?:fully[\s-])?diluted)", re.IGNORECASE)
_BASIC, _DILUTED = "basic", "diluted"


def per_share(facts: Facts, sentence: Sentence, masked: str, figures: list[Figure]) -> Iterator[Figure]:
    """Yield the amounts per share that stand behind a net income, diluted before basic: "$640 million, or $1.25 per share"."""
    for figure in figures:
        if figure.metric.name != "net_income":
            continue
        chosen = None
        match = _or_per_share().match(masked, figure.value.end - sentence.start)
        while match:
            if chosen is None or _DILUTED in match[0]:
                chosen = match
            match = _or_per_share().match(masked, match.end())
        if chosen:
            value = next(valued(facts, sentence.start, chosen, "value"))
            metric = replace(figure.metric, name="eps", kind="share")
            yield replace(
                figure, metric=metric, value=value, end=value.end, finite=False, form=PER_SHARE, other=None
            )  # fmt: skip


def other_bases(facts: Facts, sentence: Sentence, masked: str, figures: list[Figure]) -> Iterator[Figure]:
    """Yield the figures that only say how they are reckoned: "$0.50 on a GAAP basis and $0.65 on a non-GAAP basis"."""
    taken = {figure.value.start for figure in figures}
    for figure in figures:
        match = _and_reckoned().match(masked, figure.value.end - sentence.start)
        value = next(valued(facts, sentence.start, match, "value")) if match else None
        if match is None or value is None or value.start in taken or value.kind != figure.value.kind:
            continue
        basis = basis_of(match["how"])
        if basis != "unspecified" and basis != figure.metric.basis:
            metric = replace(figure.metric, basis=basis)
        elif figure.metric.name == BASIC_EPS and _DILUTED in match["how"]:
            metric = replace(figure.metric, name="eps")
        else:
            continue
        yield replace(
            figure, metric=metric, value=value, end=value.end, finite=False, form=OTHER_BASIS, other=None
        )  # fmt: skip


def is_per_share(figure: Figure) -> bool:
    """Tell whether a figure is what stands per share behind a net income."""
    return figure.form == PER_SHARE


def is_basic(name: str, behind: str) -> bool:
    """Tell by its name and the words behind its value whether an amount per share is the basic one alone.

    >>> is_basic("Basic EPS", ""), is_basic("Basic and diluted EPS", ""), is_basic("EPS", " (basic) and")
    (True, False, True)
    """
    named = name.lower()
    return _DILUTED not in named and (_BASIC in named or _BASIC_BEHIND.match(behind) is not None)


@cache
def _or_per_share() -> re.Pattern[str]:
    """Match behind a value an amount per share: ", or approximately $0.02 per diluted share"."""
    return re.compile(
        rf"[\s,;(–-]{{0,30}}(?:or|and)?[\s(]{{0,30}}{forms.hedge()}(?P<value>{VALUE['MONEY']}{REST}*)(?:{SHARE.pattern})"
    )


@cache
def _and_reckoned() -> re.Pattern[str]:
    """Match behind a value another and how it is reckoned: " on a GAAP basis and $0.65 on a non-GAAP basis"."""
    basis, modifiers = tables()["basis"], tables()["modifiers"]
    phrases = [*basis["gaap"], *basis["non_gaap"], *modifiers["gaap"], *modifiers["non_gaap"]]
    how = rf"(?:(?:fully[\s-])?(?:{_BASIC}|{_DILUTED})|{alternatives(phrases)})(?![\w-])"
    share = rf"(?:{SHARE.pattern})?"
    value = f"(?:{VALUE['MONEY']}|{VALUE['PERCENT']}){REST}*"
    return re.compile(
        rf"{share}[\s,(]{{0,5}}(?:{how}[\s,)]{{0,5}})?\b(?:and|or)\s+{forms.hedge()}(?P<value>{value}){share}[\s,(]{{0,5}}(?P<how>{how})"
    )
