"""Names of reported figures in a sentence: "GAAP net income attributable to common stockholders", "loss per share"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from extract.facts.model import Facts, Sentence
from extract.wordlists import alternatives, first_words, folder, last_words, read_toml

Basis = Literal["gaap", "non_gaap", "unspecified"]

_WORD_BEFORE = re.compile(r"([\w&.’'-]+)\)?[\s“\"]*\Z")
_EXPLAINED = re.compile(r"\([^()\d]*\)")  # "net revenues (net interest income plus fees)"


@dataclass(slots=True)
class Metric:
    """A figure's name at ``[start, end)`` of a sentence's text; ``loss`` when it is the name of a negative one."""

    name: str
    kind: str
    start: int
    end: int
    basis: Basis
    loss: bool


@cache
def tables() -> dict[str, Any]:
    """Return ``patterns/results/financial_result.toml`` and, under "metric", the table of metrics."""
    root = folder() / "results"
    return {**read_toml(root / "financial_result.toml"), **read_toml(root / "metrics.toml")}


@cache
def listed(table: str, *lists: str) -> re.Pattern[str]:
    """Match any word or phrase of lists of a table: ``listed("words", "earned", "lost")`` finds "Earned"."""
    phrases = [phrase for name in lists for phrase in tables()[table][name]]
    return re.compile(rf"\b{alternatives(phrases)}\b", re.IGNORECASE)


@cache
def figure_words() -> frozenset[str]:
    """Return words one of which is in every sentence that states a figure: of a metric's name, or a verb that implies one."""
    words = tables()["words"]
    return last_words(_names()) | first_words([*words["earned"], *words["lost"]])


def find_metrics(facts: Facts, sentence: Sentence) -> Iterator[Metric]:
    """Yield the metrics of the whole company named in a sentence; those of its segments ("cloud revenue") are left out."""
    text = sentence.lower
    for match in _metric().finditer(text):
        start = match.start("modifiers") if match["modifiers"] else match.start("phrase")
        if text[start - 1 : start] == "(" and _EXPLAINED.match(text, start - 1):
            continue
        if _movement().search(text, max(0, start - 30), start) or _of_segment(facts, sentence, text, start):
            continue
        name, loss = _names()[" ".join(match["phrase"].split())]
        metric = tables()["metric"][name]
        basis = metric.get("basis") or basis_of(f"{match['modifiers'] or ''} {match['after'] or ''}")
        if both := _both_bases().search(text, max(0, start - 30), start):
            yield Metric(name, metric["kind"], both.start("first"), both.end("first"), basis_of(both["first"]), loss)
        yield Metric(name, metric["kind"], start, match.end(), basis, loss)


def basis_of(words: str) -> Basis:
    """Return the basis that the adjectives of a figure's name say."""
    return _basis("modifiers", words)


def basis_near(before: str, after: str) -> Basis:
    """Return the basis that phrases say in a sentence before a figure ("On a GAAP basis, …") or right behind it."""
    gaap, non_gaap = _bases("basis")
    behind = after.lstrip(" ,(")
    if match := gaap.match(behind) or non_gaap.match(behind):
        return _basis("basis", match[0])
    return _basis("basis", before)


def _basis(table: str, words: str) -> Basis:
    gaap, non_gaap = _bases(table)
    if non_gaap.search(words):
        return "non_gaap"
    return "gaap" if gaap.search(words) else "unspecified"


def _of_segment(facts: Facts, sentence: Sentence, text: str, start: int) -> bool:
    """Tell whether the word in front of a name narrows it: only words of grammar, periods and the issuer do not."""
    before = _WORD_BEFORE.search(text, max(0, start - 40), start)
    if before is None or before[1] in _harmless():
        return False
    position = sentence.start + before.start(1)
    for fact in facts.within(max(sentence.start, position - 60), sentence.start + before.end(1)):
        if fact.end != sentence.start + before.end(1):
            continue
        if fact.kind in ("PERIOD", "DATE", "PERCENT", "MONEY"):
            return False
        if fact.kind in ("ORG", "NAME"):
            return not (fact.anaphor or (facts.issuer is not None and fact.value is facts.issuer))
    return True


@cache
def _metric() -> re.Pattern[str]:
    table = tables()["modifiers"]
    words = alternatives([*table["neutral"], *table["gaap"], *table["non_gaap"]])
    after = alternatives(table["after"])
    not_before = alternatives(tables()["not_before"]["words"])
    return re.compile(
        rf"(?<![\w-])(?P<modifiers>(?:{words}[\s-]+(?:\((?:loss|gaap)\)\s+)?){{0,5}}?)(?P<phrase>{alternatives(_names())})(?![\w’'])"
        rf"(?P<after>(?:\s*{after})+)?(?!\s+{not_before}\b|-\w)"
    )


@cache
def _both_bases() -> re.Pattern[str]:
    """Match in front of a figure with a basis the other one: "GAAP and non-GAAP net income" are two figures."""
    words = [*tables()["modifiers"]["gaap"], *tables()["modifiers"]["non_gaap"]]
    return re.compile(rf"(?<![\w-])(?P<first>{alternatives(words)})\s+and\s+\Z")


@cache
def _movement() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(tables()['not_after']['words'])}\s+\Z")


@cache
def _names() -> dict[str, tuple[str, bool]]:
    """Return phrase -> (metric, whether it is a loss)."""
    return {
        phrase: (name, loss)
        for name, metric in tables()["metric"].items()
        for key, loss in (("phrases", False), ("losses", True))
        for phrase in metric.get(key, [])
    }


@cache
def _bases(table: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of (gaap, non_gaap) words of a table: adjectives of a name, or phrases near a figure."""
    gaap, non_gaap = (
        re.compile(rf"(?<![\w-]){alternatives(tables()[table][key])}(?![\w-])", re.IGNORECASE)
        for key in ("gaap", "non_gaap")
    )
    return gaap, non_gaap


@cache
def _harmless() -> frozenset[str]:
    table = tables()
    return frozenset(
        [
            *table["words"]["reporting"],
            *table["words"]["hedge"],
            *table["words"]["is"],
            *table["words"]["of"],
            *table["modifiers"]["neutral"],
        ]
        + table["modifiers"]["grammar"]
    )
