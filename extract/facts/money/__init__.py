"""Amounts of money; counts and percentages come from `extract.facts.money.counts`.

The span of a fact covers the amount with its currency and scale ("$21.4 million"), not the words that qualify it
("approximately"): those are in its `Amount`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from extract.facts.model import Amount, Fact, Sentence
from extract.facts.money import counts
from extract.facts.money.numbers import Number, find_numbers, qualify, scale_after, tables
from extract.schema import Release
from extract.wordlists import alternatives

_DASH = re.compile(r"\s?[-–]\s?|—")  # " — " opens an aside: "revenue of $20 million — $3 million above plan"
_TO = re.compile(r"\s+to\s+", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:an?\s+)?\Z", re.IGNORECASE)
# Brackets are a minus sign where the text wants an amount: "a loss of ($0.01)", "EPS ($0.05)", not "our price ($29.50)".
_WANTS_AMOUNT = re.compile(
    r"(?:\b(?:of|was|were|is|to|from|an?|with|and|or|by|at|versus|vs\.?|than|totaling|EPS|loss(?:es)?|share)|[,:;—–-]|\A)\s*\Z",
    re.IGNORECASE,
)
_OTHER_DOLLARS = ("Canadian", "Australian", "Singapore")
_STATED_DOLLAR = re.compile(
    r"\b(?:are|is|stated|expressed|reported|presented)\s+in\s+"
    rf"({'|'.join(_OTHER_DOLLARS)})\s+(?:dollars|currency|funds)"
)


@dataclass(slots=True)
class _Reading:
    """A number read as money: its span with currency and scale, in offsets of the sentence's text."""

    start: int
    end: int
    number: Number
    currency: str
    factor: float = 1  # 0.01 for cents
    negative: bool = False
    high: _Reading | None = None  # the upper end of a range

    @property
    def amount(self) -> float:
        """The amount in full units of the currency."""
        amount = replace(self.number, scale=self.number.scale * self.factor).value
        return -amount if self.negative else amount


def find(release: Release, sentences: list[Sentence]) -> list[Fact]:
    """Return the MONEY, COUNT and PERCENT facts of the sentences, in text order.

    Money is an `Amount` in full units of an ISO 4217 currency; of a range ("$10-$12 million") ``amount`` is the lower
    end and ``high`` the upper. A bare dollar sign is the US dollar unless the release says that it counts in another.
    """
    text = release.text
    stated = _STATED_DOLLAR.search(text) if any(map(text.__contains__, _OTHER_DOLLARS)) else None
    dollar = tables()["words"][f"{stated[1].lower()} dollars"] if stated else "USD"
    found: list[Fact] = []
    for sentence in sentences:
        numbers = find_numbers(sentence)
        if not numbers:
            continue
        readings = _readings(sentence.text, numbers, dollar)
        read = {end.number.start for reading in readings for end in (reading, reading.high) if end}
        left = [number for number in numbers if number.start not in read]
        facts = [*(_fact(sentence, reading) for reading in readings), *counts.find(sentence, left)]
        found.extend(sorted(facts, key=lambda fact: fact.start))
    return found


def _fact(sentence: Sentence, reading: _Reading) -> Fact:
    text = sentence.text
    approximate, bound = qualify(text, reading.start, reading.end)
    high = reading.high.amount if reading.high else None
    amount = Amount(reading.amount, reading.currency, approximate=approximate, bound=bound, high=high)
    start, end = sentence.start + reading.start, sentence.start + reading.end
    return Fact("MONEY", start, end, text[reading.start : reading.end], amount)


def _readings(text: str, numbers: list[Number], dollar: str) -> list[_Reading]:
    """Read the numbers that are money; the two ends of a range become one reading."""
    readings: list[_Reading] = []
    for number in numbers:
        last = readings[-1] if readings else None
        reading = _read(text, number, last, dollar)
        if last is None:
            if reading:
                readings.append(reading)
        elif number.start < last.end:
            continue
        elif reading is None:
            if (high := _unmarked_end(text, number, last)) is not None:
                readings[-1] = _range(last, high)
        elif _joined(text, last, reading):
            readings[-1] = _range(last, reading)
        else:
            readings.append(reading)
    return readings


def _read(text: str, number: Number, last: _Reading | None, dollar: str) -> _Reading | None:
    """Read a number with a currency before or behind it; None when it has neither."""
    mark = _mark().search(text, max(0, number.start - 14), number.start)
    said = _word().match(text, number.end)
    if mark is None:
        if said is None or not number.bare:
            return None
        return _Reading(number.start, said.end(), number, *_currency(None, said, dollar))
    reading = _Reading(mark.start("mark"), number.end, number, *_currency(mark, said, dollar))
    if text.startswith(")", number.end) and (mark["open"] or mark["inner"] == "("):
        scale, scale_end = scale_after(text, number.end + 1)
        if scale > 1:  # "$(12.3)M"
            reading.number = replace(number, scale=scale)
        converted = last is not None and not text[last.end : mark.start()].strip()  # "US$10 million (C$13 million)"
        wanted = _WANTS_AMOUNT.search(text, max(0, mark.start() - 12), mark.start())
        if mark["inner"] == "(" or (wanted and not converted):
            reading.start, reading.end, reading.negative = mark.start(), max(number.end + 1, scale_end), True
    elif mark["minus"] or mark["inner"]:
        reading.start, reading.negative = mark.start(), mark["inner"] != "("
    elif said:
        reading.end = said.end()
    return reading


def _currency(mark: re.Match[str] | None, said: re.Match[str] | None, dollar: str) -> tuple[str, float]:
    """Return the currency, and 0.01 for hundredths. A code or word behind the number says more than a mark before it."""
    table = tables()
    if said and said["hundredths"]:
        currency: str = table["hundredths"][said["hundredths"].lower()]
        return dollar if currency == "USD" else currency, 0.01
    if said and said["code"]:
        return said["code"], 1
    if said and (word := " ".join(said["word"].lower().split())):
        plain = word in ("dollar", "dollars")
        return dollar if plain and not mark else table["words"][word], 1
    written = " ".join(mark["mark"].replace("\\", "").split()) if mark else "$"
    return dollar if written == "$" else table["marks"].get(written, written), 1


def _joined(text: str, low: _Reading, high: _Reading) -> bool:
    """Tell whether two amounts are the ends of a range; "from $5 million to $7 million" is a rise, not a range."""
    if low.high or low.currency != high.currency or low.negative or high.negative:
        return False
    before, between = text[max(0, low.start - 24) : low.start], text[low.end : high.start]
    if _AND.fullmatch(between):
        return _BETWEEN.search(before) is not None
    return _DASH.fullmatch(between) is not None or (_TO.fullmatch(between) is not None and not _moved().search(before))


def _unmarked_end(text: str, number: Number, low: _Reading) -> _Reading | None:
    """Read a number without a currency as the upper end of the range that ``low`` begins: "$10-12 million"."""
    between = text[low.end : number.start]
    words = number.scale > 1 and (
        _TO.fullmatch(between) or (_AND.fullmatch(between) and _BETWEEN.search(text, 0, low.start))
    )
    if low.high or low.negative or not (words or _DASH.fullmatch(between)) or counts.is_percentage(text, number):
        return None
    return _Reading(number.start, number.end, number, low.currency, low.factor)


def _range(low: _Reading, high: _Reading) -> _Reading:
    """Join the ends; a small lower end without a scale has that of the upper: "$1.2 to $1.4 billion"."""
    borrows = low.number.scale == 1 and low.number.value < 1000
    number = replace(low.number, scale=high.number.scale) if borrows else low.number
    return replace(low, end=high.end, number=number, high=high)


@cache
def _moved() -> re.Pattern[str]:
    """Match in front of the first of two amounts that are a change and its outcome: "rose ", "from a "."""
    table = tables()["moves"]
    unless = "".join(rf"(?<!{word}\s)" for word in table["unless"])
    return re.compile(rf"{unless}\b{alternatives(table['words'])}\s+(?:an?\s+)?\Z", re.IGNORECASE)


@cache
def _mark() -> re.Pattern[str]:
    """Match what stands before the digits: "$", "US$", "(NT$", "-$", "$(", "EUR "."""
    marks = alternatives([*tables()["marks"], *tables()["codes"]["list"]]).replace(r"\$", r"\\?\$")
    return re.compile(
        rf"(?P<open>\()?(?P<minus>(?<![\w$€£)])[-−–])?(?<![A-Za-z])(?P<mark>{marks})\s?(?P<inner>[(−-])?\Z"
    )


@cache
def _word() -> re.Pattern[str]:
    """Match what stands behind the number and its scale: " USD", " (CAD)", " dollars", " cents", "¢"."""
    table = tables()

    codes = alternatives(table["codes"]["list"])
    words, hundredths = alternatives(table["words"]), alternatives(table["hundredths"])
    return re.compile(
        rf"\s?(?P<code>{codes})(?![A-Za-z$])|[-\s]?(?:(?P<hundredths>(?i:{hundredths}))|(?P<word>(?i:{words})))(?![A-Za-z])"
    )
