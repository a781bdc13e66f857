"""Counts of things ("24 kiosks", "5,000 shares") and percentages ("33%")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.facts.model import Amount, Fact, Sentence
from extract.facts.money.numbers import Number, qualify, tables
from extract.wordlists import alternatives

# What may stand between a number and the securities it counts: "3,000,000 of its ordinary shares".
_OF_ITS = re.compile(r"\s+of\s+(?:its|our|their|the\s+(?:Company|Corporation|Issuer|Trust)[’']s)(?=\s)", re.IGNORECASE)
# A word of a counted noun phrase, with the class of a security in front of it: "7,352,941 Class A ordinary shares".
_WORD = re.compile(r"[-\s]?((?:(?:Class|Series)\s[A-Z](?:-\d)?\s)?[A-Za-z][\w’'&/-]*)")
_PLURAL = re.compile(r"[A-Za-z][\w’'-]*(?<![sui'’])s\Z")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_LABEL = re.compile(r"([A-Za-z&.]+)\s+\Z")
_MINUS = re.compile(r"(?<![\w%)])[-−]\Z")
_FRACTION = re.compile(r"(?<![\d,.])(?P<whole>\d{1,2})[ -](?P<part>\d{1,2})/\Z")  # "6 3/4%"
_JOINTS = frozenset("-−–—+/")  # a percentage may stand right behind these: "-5%", "5-7%"
_LONGEST = 5  # words of a counted noun phrase


def find(sentence: Sentence, numbers: list[Number]) -> Iterator[Fact]:
    """Yield the COUNT and PERCENT facts among the numbers of a sentence that are not money.

    The value is an `Amount` whose unit is the noun phrase as written ("self-service kiosks"), or "percent".
    """
    text = sentence.text
    for number in numbers:
        if percent := _percent().match(text, number.end):
            before = text[max(0, number.start - 2) : number.start]
            if not number.bare and before[-1:] not in _JOINTS:
                continue
            if fraction := _FRACTION.search(text, max(0, number.start - 6), number.start):
                value = int(fraction["whole"]) + int(fraction["part"]) / number.value
                yield _fact("PERCENT", sentence, fraction.start("whole"), percent.end(), value, "percent")
                continue
            negative = _MINUS.search(before) is not None
            start = number.start - negative
            yield _fact(
                "PERCENT", sentence, start, percent.end(), -number.value if negative else number.value, "percent"
            )
        elif number.bare and (unit := _counted(text, number)):
            first, last = unit
            yield _fact("COUNT", sentence, number.start, last, number.value, " ".join(text[first:last].split()))


def _fact(kind: str, sentence: Sentence, start: int, end: int, value: float, unit: str) -> Fact:
    approximate, bound = qualify(sentence.text, start, end)
    amount = Amount(value, unit=unit, approximate=approximate, bound=bound)
    return Fact(kind, sentence.start + start, sentence.start + end, sentence.text[start:end], amount)


def _counted(text: str, number: Number) -> tuple[int, int] | None:
    """Return the span of the noun phrase behind a number: up to its first plural, and any plural right behind that."""
    if number.scale == 1 and _YEAR.match(number.digits):
        return None
    label = _LABEL.search(text, max(0, number.start - 20), number.start)
    if label and label[1].lower() in _words("labels"):
        return None
    start = end = None
    position = number.end + 1 if text.startswith("+", number.end) else number.end
    if of_its := _OF_ITS.match(text, position):
        position = of_its.end()
    for _ in range(_LONGEST):
        word = _WORD.match(text, position)
        if not word or word[1].lower() in _words("stops") or word[1].lower() in _words("not_counted"):
            break
        if start is None and word.start(1) == number.end and word[1] not in _words("irregular"):
            return None  # "2nd quarters", "7Wire Ventures"; but "200km"
        start = word.start(1) if start is None else start
        position = word.end()
        plural = _PLURAL.match(word[1]) is not None or word[1] in _words("irregular")
        if plural:
            end = position
        elif end is not None:
            break
    return (start, end) if start is not None and end is not None else None


def is_percentage(text: str, number: Number) -> bool:
    """Tell whether a number is of percent by what stands behind it."""
    return _percent().match(text, number.end) is not None


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(tables()["counts"][name])


@cache
def _percent() -> re.Pattern[str]:
    return re.compile(rf"\s?%|[-\s]{alternatives(tables()['percent']['words'])}(?![A-Za-z])", re.IGNORECASE)
