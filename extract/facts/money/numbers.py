"""Numbers as written, and how exact the text says they are: what money, counts and percentages are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from extract.facts.model import Sentence
from extract.wordlists import alternatives, first_words, folder, read_toml

# A run of digits is found first, as fast as can be, and then read as one of the ways to write a number.
_RUN = re.compile(r"[0-9][0-9]*(?:[.,'’\xa0\u202f][0-9]+)*")
_DIGIT = re.compile("[0-9]")
_DIGITS = re.compile(
    r"""
      \d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?(?!,?\d)        # 5,000,000.25
    | \d{1,2}(?:,\d{2}){1,6},\d{3}(?:\.\d{1,6})?(?!,?\d)  # 1,00,000: lakh grouping
    | \d{1,3}(?:\.\d{3}){2,5}(?!\d)                       # 1.200.000
    | \d{1,3}(?:['’\xa0\u202f]\d{3}){1,5}(?!\d)           # 1'000'000
    | \d{1,15},\d{1,2}(?![\d,])                           # 21,4
    | \d{1,15}(?:\.\d{1,6})?(?!\d)                        # 21.4
    | \.\d{1,6}(?!\d)                                     # .05
    """,
    re.VERBOSE,
)
_PIECE = re.compile(r"[\w.,/:#&+’'-]")  # in front of digits that are a piece of something longer


@dataclass(slots=True)
class Number:
    """Digits or number words and the scale behind them: "21.4 million" in ``[start, end)`` of a sentence's text.

    ``bare`` is false where the digits are a piece of something longer: "XR20", "COVID-19", "9:30".
    """

    start: int
    end: int
    digits: str
    scale: float = 1
    bare: bool = True

    @property
    def value(self) -> float:
        """The number in full units."""
        return value_of(self.digits, self.scale)


@cache
def tables() -> dict[str, Any]:
    """Return the tables of ``patterns/facts/money.toml``."""
    return read_toml(folder() / "facts" / "money.toml")


def find_numbers(sentence: Sentence) -> list[Number]:
    """Return the numbers of a sentence in order, each with the scale word or letter behind it ("$5M", "two million")."""
    text = sentence.text
    worded = not _first_of_words().isdisjoint(sentence.words)
    if not worded and not _DIGIT.search(text):
        return []
    numbers: list[Number] = []
    for start, digits_end in sorted([*_digits(text), *(_words(sentence.lower) if worded else ())]):
        scale, end = scale_after(text, digits_end)
        digits = text[start:digits_end]
        worded = digits[0].isalpha()
        if worded and digits.lower() == "one" and end == digits_end:
            continue  # "one of the largest" counts nothing
        bare = worded or not _PIECE.match(text[start - 1 : start])
        numbers.append(Number(start, end, digits, scale, bare))
    return numbers


def _digits(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of numbers in digits; of "$.05" with its point, of "Rs.500" without."""
    for run in _RUN.finditer(text):
        start = run.start()
        if text[start - 1 : start] == "." and not text[max(0, start - 2) : start - 1].isalnum():
            start -= 1
        if number := _DIGITS.match(text, start):
            yield number.span()


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of numbers in words of a text in lower case: "four", "twenty-four"."""
    for match in _number_words().finditer(text):
        before = text[match.start() - 1 : match.start()]
        if not (before.isalnum() or before in {"-", "_"}):
            yield match.span()


def scale_after(text: str, position: int) -> tuple[float, int]:
    """Return the factor of the scale at ``position`` and where it ends; 1 and ``position`` when there is none."""
    if not (match := _scale().match(text, position)):
        return 1, position
    letters, words = tables()["letters"], tables()["scales"]
    factor = letters[match["letter"]] if match["letter"] else words[" ".join(match["word"].lower().split())]
    return factor, match.end()


def value_of(number: str, scale: float = 1) -> float:
    """Return the number that digits or number words stand for, times a scale, without binary rounding.

    >>> value_of("21.4", 1e6), value_of("1,00,000"), value_of("21,4"), value_of("twenty-four")
    (21400000.0, 100000.0, 21.4, 24.0)
    """
    if not number[-1].isdigit():
        words: dict[str, int] = tables()["number_words"]
        return float(sum(words[part] for part in re.split(r"[-\s]", number.lower())) * scale)
    digits = re.sub(r"['’\xa0\u202f]", "", number)
    if re.fullmatch(r"\d+,\d{1,2}", digits):
        digits = digits.replace(",", ".")
    elif digits.count(".") > 1:
        digits = digits.replace(".", "")
    return float(Decimal(digits.replace(",", "")) * Decimal(scale))


def qualify(text: str, start: int, end: int) -> tuple[bool, str | None]:
    """Say how exact the amount at ``text[start:end]`` is: (approximate, "at_least" | "at_most" | None).

    >>> qualify("raised more than $5 million", 17, 27)
    (False, 'at_least')
    """
    before, after = _qualifiers()
    table = tables()["qualifiers"]
    approximate, bound, position = False, None, start
    while found := before.search(text, max(0, position - 40), position):
        word = " ".join(found["word"].lower().split())
        approximate = approximate or word in table["approximate"]
        bound = bound or next((kind for kind in ("at_least", "at_most") if word in table[kind]), None)
        position = found.start()
    if bound is None and (follows := after.match(text, end)):
        bound = "at_least" if follows["least"] else "at_most"
    return approximate, bound


@cache
def _first_of_words() -> frozenset[str]:
    return first_words(tables()["number_words"])


@cache
def _number_words() -> re.Pattern[str]:
    words = tables()["number_words"]
    ones = alternatives(word for word, value in words.items() if value < 10)
    return re.compile(rf"{alternatives(words)}(?:(?<=ty)-{ones})?(?![\w’'-])")


@cache
def _scale() -> re.Pattern[str]:
    """Match " million", "-million", "M" and " M"; a lone letter must not begin a word."""
    words, letters = alternatives(tables()["scales"]), "|".join(sorted(tables()["letters"], key=len, reverse=True))
    return re.compile(rf"[-\s]?(?P<word>(?i:{words}))(?![A-Za-z])|(?P<letter>{letters})(?![A-Za-z0-9&])")


@cache
def _qualifiers() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = tables()["qualifiers"]
    before = alternatives(word for kind in ("approximate", "at_least", "at_most") for word in table[kind])
    filler = alternatives(table["filler"])
    least, most = alternatives(table["at_least_after"]), alternatives(table["at_most_after"])
    return (
        re.compile(rf"(?<![\w-])(?P<word>{before})\s*(?:(?<=\s){filler}\s+)?\(?\Z", re.IGNORECASE),
        re.compile(rf"(?P<least>\s?{least})|\s{most}", re.IGNORECASE),
    )
