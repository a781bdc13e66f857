"""Titles of works, whole, with the small words in them: her new book, "The Weight of a Ledger"; author of How to Count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from extract.facts.model import Sentence
from extract.wordlists import alternatives, first_words, given_names, occurrences, vocabulary

_CALLED = r"(?:titled|entitled|called|named|dubbed)"
_SMALL = r"(?:a|an|and|as|at|by|for|from|in|into|is|it|my|not|of|on|or|our|the|to|vs\.?|with|your|you)"
_A_SMALL_WORD = re.compile(_SMALL)
_WORD = r"[A-Z][\w’'&-]*"
# "How to Count: A Ledger's Life"; a title ends before "by Jane Doe"
_PART = rf"{_WORD}(?:\s+(?:(?!by\b){_SMALL}\s+){{0,3}}{_WORD}){{1,9}}[?!]?"
_PLAIN = rf"(?:{_PART}|{_WORD}(?=:))(?::\s+{_PART})?"
_MARKED = r"[“\"‘](?P<marked>[A-Z0-9][^“”\"‘\n]{1,120}?)[,.]?[”\"’]"
# a list of winning books: "How to Count by Jane Doe and The Good Ledger by John Roe"
_BY_AUTHOR = re.compile(rf"(?P<title>{_PLAIN})\s+by\s+(?P<author>[A-Z]\w+)\s+(?:[A-Z]\.\s+)?[A-Z]\w+")
_FEWEST = 3  # words of a title without marks: "her novel, Jane Doe said" is none
_REACH = 160  # characters before a word like "novel" in which its title may begin


def titles(text: str, sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Return the spans of the titles that the sentences name as such, and of their other mentions, in text order."""
    found: set[tuple[int, int]] = set()
    for sentence in sentences:
        if not _first_of_works().isdisjoint(sentence.words):
            found.update(_titles_in(text, sentence))
    for title in sorted({text[start:end] for start, end in found}):
        found.update((start, start + len(title)) for start in occurrences(text, title))
    return _longest(found)


def _titles_in(text: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the spans of the titles that stand beside a word for a work or its maker."""
    for word in _work().finditer(text, sentence.start, sentence.end):
        if word[0].endswith("s"):
            by_author = list(_BY_AUTHOR.finditer(text, sentence.start, sentence.end))
            if len(by_author) > 1 or any(title["author"] in given_names() for title in by_author):
                yield from (_without_prize(text, *title.span("title")) for title in by_author)
        first = max(sentence.start, word.start() - _REACH)
        for match in (
            _behind_work().match(text, word.start(), sentence.end),
            _before_work().search(text, first, word.end()),
        ):
            if match and _is_title(match[match.lastgroup or 0], marked=match.lastgroup == "marked"):
                yield match.span(match.lastgroup or 0)


def _without_prize(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without a prize that the first book of a list follows: "the Ledger Prize: How to Count"."""
    colon = text.find(": ", start, end)
    prize = colon > 0 and text[start:colon].split()[-1] in vocabulary("event_heads")
    return (colon + 2, end) if prize else (start, end)


def _is_title(title: str, *, marked: bool) -> bool:
    """Tell whether words are a title: capitalised, and without marks three or more, or "Doe's War", and nobody's name."""
    first, *others = title.split()
    if marked:
        return all(_A_SMALL_WORD.fullmatch(word) or not word[0].islower() for word in others)
    possessive = first.endswith(("'s", "’s"))
    return (len(others) >= _FEWEST - 1 or (possessive and bool(others))) and first not in given_names()


def _longest(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans in text order, of those that overlap the first and longest."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


@cache
def _first_of_works() -> frozenset[str]:
    words = (*vocabulary("works"), *vocabulary("makers_of_works"))
    return first_words((*words, *(f"{word}s" for word in words)))


@cache
def _work() -> re.Pattern[str]:
    """Match a word that says that a title may stand here."""
    return re.compile(rf"\b(?:{alternatives(vocabulary('works'))}|{alternatives(vocabulary('makers_of_works'))})s?\b")


@cache
def _behind_work() -> re.Pattern[str]:
    """Match a work and its title: 'book "..."', "novel, ...", "author of ..."."""
    work, maker = alternatives(vocabulary("works")), alternatives(vocabulary("makers_of_works"))
    return re.compile(
        rf"{work}\b,?\s+(?:(?:{_CALLED}|is),?\s+)?{_MARKED}"
        rf"|{work}\b(?:,\s+|:\s+|,?\s+{_CALLED},?\s+)(?P<plain>{_PLAIN})"
        rf"|{maker}\s+of\s+(?:the\s+(?:[a-z-]+\s+){{0,3}}{work},?\s+)?(?P<made>{_PLAIN})"
    )


@cache
def _before_work() -> re.Pattern[str]:
    """Match a title up to what it is: '"...," a novel', 'the "..." soundtrack'."""
    work = alternatives(vocabulary("works"))
    return re.compile(rf"{_MARKED}(?:,?\s+(?:a|an|the|her|his|their|its)\s+(?:[\w-]+\s+){{0,3}}|\s+){work}\Z")
