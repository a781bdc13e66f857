"""Whether a statement happened: the words around its verb that plan, condition, deny it or put it in the past."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.facts.dates import of_event
from extract.facts.model import Facts, Sentence
from extract.schema import Factuality, Span
from extract.wordlists import alternatives, folder, read_toml

_KINDS = ("denied", "conditional", "planned", "historical")
_WINDOW = 80  # characters before a verb in which its auxiliaries and adverbs stand
_NOTHING = "(?!)"  # matches nowhere
# What separates a cue from a verb that it does not govern: "Acme, which plans to grow, has selected".
_BREAK = re.compile(
    r"[,;:()\"“”]|\b(?:which|that|who|because|after|when|while|why|how|where|and\s+(?:has|have|is|are|was|were))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Cues:
    """The words of a kind, compiled: those before a verb, in the whole sentence, and right before one in a headline."""

    before: re.Pattern[str]
    within: int  # words between a cue and its verb, at most
    anywhere: re.Pattern[str]
    headline: re.Pattern[str]


def judge(facts: Facts, sentence: Sentence, start: int, end: int) -> Factuality:
    """Return the factuality of the statement whose verb or trigger is at ``[start, end)`` of the release's text.

    Without a cue it occurred. The cue's span is in offsets of the release's text.
    """
    first, last = start - sentence.start, end - sentence.start
    for kind in _KINDS:
        if cue := _cue(kind, sentence, first, last):
            return _judged(kind, sentence, *cue)
    if cue := _long_ago(facts, sentence, start, end):
        return _judged("historical", sentence, *cue)
    return Factuality()


def _judged(kind: str, sentence: Sentence, start: int, end: int) -> Factuality:
    cue = Span(text=sentence.text[start:end], start=sentence.start + start, end=sentence.start + end)
    return Factuality.model_validate({"value": kind, "cue": cue})


def _cue(kind: str, sentence: Sentence, first: int, last: int) -> tuple[int, int] | None:
    """Return the span of the cue that governs the verb at ``[first, last)`` of the sentence, the nearest one."""
    text, cues = sentence.text, _cues(kind)
    nearest = None
    for match in cues.before.finditer(text, max(0, first - _WINDOW), last):
        between = text[match.end() : first]
        if len(between.split()) <= cues.within and not _BREAK.search(between):
            nearest = match.span()
    if nearest:
        return nearest
    if found := cues.anywhere.search(text):
        return found.span()
    if sentence.section == "headline" and (found := cues.headline.search(text, max(0, first - 8), first)):
        return found.start(), found.start() + len(found[0].rstrip())
    return None


def _long_ago(facts: Facts, sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of a date beside the verb that lies years before the release: "selected in 1999"."""
    released = facts.release.document.released
    if not released:
        return None
    latest = int(released[:4]) - _table()["historical"]["years"]
    for fact in facts.within(sentence.start, sentence.end, "DATE"):
        gap = facts.release.text[fact.end : start] if fact.end <= start else facts.release.text[end : fact.start]
        if (
            of_event(facts, sentence, fact)
            and int(fact.value.value[:4]) <= latest
            and len(gap) <= _WINDOW
            and not _BREAK.search(gap.strip(" ,"))
        ):
            return fact.start - sentence.start, fact.end - sentence.start
    return None


@cache
def _table() -> dict[str, Any]:
    return read_toml(folder() / "facts" / "factuality.toml")


@cache
def _cues(kind: str) -> _Cues:
    table: dict[str, Any] = _table()[kind]
    any_of = {key: alternatives(table[key]) if key in table else _NOTHING for key in ("before", "anywhere", "headline")}
    return _Cues(
        before=re.compile(rf"(?:(?<!\w)|(?=n[’'])|(?=[’']ll)){any_of['before']}(?!\w)", re.IGNORECASE),
        within=table["within"],
        anywhere=re.compile(rf"\b{any_of['anywhere']}\b", re.IGNORECASE),
        headline=re.compile(rf"\b{any_of['headline']}\s+\Z", re.IGNORECASE),
    )
