"""Whether a statement happened: the words around its verb that plan, condition, deny it or put it in the past."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from extract.facts.dates import of_event
from extract.facts.model import Facts, Sentence
from extract.schema import Factuality, Span
from extract.wordlists import alternatives, folder, read_toml

_KINDS = ("denied", "conditional", "planned", "historical")
_WINDOW = 80  # characters before a verb in which its auxiliaries and adverbs stand
# What separates a cue from a verb that it does not govern: "Acme, which plans to grow, has selected".
_BREAK = re.compile(
    r"[,;:()\"“”]|\b(?:which|that|who|because|after|when|while|why|how|where|and\s+(?:has|have|is|are|was|were))\b",
    re.IGNORECASE,
)


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
    text, table = sentence.text, _table()[kind]
    before, anywhere = _patterns()[kind]
    nearest = None
    for match in before.finditer(text, max(0, first - _WINDOW), last):
        between = text[match.end() : first]
        if len(between.split()) <= table["within"] and not _BREAK.search(between):
            nearest = match.span()
    if nearest:
        return nearest
    if anywhere and (found := anywhere.search(text)):
        return found.span()
    if sentence.section == "headline" and "headline" in table:
        infinitive = re.compile(rf"\b{alternatives(table['headline'])}\s+\Z", re.IGNORECASE)
        if found := infinitive.search(text, max(0, first - 8), first):
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
def _patterns() -> dict[str, tuple[re.Pattern[str], re.Pattern[str] | None]]:
    compiled = {}
    for kind in _KINDS:
        table = _table()[kind]
        before = re.compile(rf"(?:(?<!\w)|(?=n[’'])|(?=[’']ll)){alternatives(table['before'])}(?!\w)", re.IGNORECASE)
        anywhere = re.compile(rf"\b{alternatives(table['anywhere'])}\b", re.IGNORECASE) if "anywhere" in table else None
        compiled[kind] = before, anywhere
    return compiled
