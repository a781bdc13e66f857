"""The words of a title, read one by one: nouns ("president"), what modifies them ("senior"), what it is about ("sales").

A set is asked for the word at the place: expressions that held all these words took 5 to 60 ms each to compile.
Functions that take a ``word`` return where the phrase ends that begins with it, or None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from extract.facts.people.letters import GAP, UPPER
from extract.wordlists import alternatives, vocabulary

Offsets = tuple[int, int]
Ends = Callable[[str, re.Match[str], int], int | None]

_WORD = re.compile(r"\b\w+")
_LETTERS = re.compile(r"\w+")
# Chief Intellectual Property Officer, whatever the field.
_OFFICER = re.compile(
    rf"Chief(?:{GAP}(?:(?:and|&|of){GAP})?[{UPPER}][\w-]*){{1,5}}?{GAP}Officer\b|chief(?:{GAP}[a-z-]+){{1,4}}?{GAP}officer\b"
)


class Phrases:
    """Phrases of a vocabulary, in upper or lower case; of those that begin with a word the longest counts."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Sort the phrases by their first words."""
        self._rests: dict[str, list[str]] = {}
        for phrase in phrases:
            first = _WORD.findall(phrase.lower())[0]
            self._rests.setdefault(first, []).append(phrase[len(first) :])
        self.first_words = self._rests.keys()

    def end(self, text: str, word: re.Match[str], end: int) -> int | None:
        """Return where the phrase ends that begins with a word of the text, at ``end`` at the latest."""
        rests = self._rests.get(word[0].lower())
        if rests is None or rests == [""]:
            return word.end() if rests else None
        found = _rest(tuple(rests)).match(text, word.end(), end)
        return found.end() if found else None

    def find(self, text: str, start: int, end: int) -> Iterator[Offsets]:
        """Yield the phrases in ``[start, end)``, those within others too."""
        if not self.first_words.isdisjoint(_words(text, start, end)):
            for word in words_in(text, start, end):
                if stop := self.end(text, word, end):
                    yield word.start(), stop


@cache
def _rest(rests: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"{alternatives(rests)}(?!\w)", re.IGNORECASE)


def word_at(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the word that begins at ``start``."""
    return _WORD.match(text, start, end)


def words_in(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the words in ``[start, end)``."""
    return _WORD.finditer(text, start, end)


def noun_end(text: str, word: re.Match[str], end: int) -> int | None:
    """Return where the noun of a title ends: "CEO" as it stands, "vice president" and "owner-operator" in any case."""
    stop = _plain_noun_end(text, word, end)
    if stop and text[stop : stop + 1] == "-" and (second := word_at(text, stop + 1, end)):
        return noun_end(text, second, end) or stop
    return stop


def _plain_noun_end(text: str, word: re.Match[str], end: int) -> int | None:
    if word[0].lower() not in _first_of_nouns():
        return None
    if word[0] in ("Chief", "chief") and (officer := _OFFICER.match(text, word.start(), end)):
        return officer.end()
    if is_acronym(word[0]):
        return word.end()
    if (stop := _spoken().end(text, word, end)) is not None:
        return stop
    found = _doubtful().match(text, word.start(), end) if word[0].lower() in _doubtful_words() else None
    return found.end() if found else None


def plural_end(text: str, word: re.Match[str], end: int) -> int | None:
    """Return where the noun of a title ends that several persons share, its "s" included."""
    return _plurals().end(text, word, end)


def modifier_end(text: str, word: re.Match[str], end: int) -> int | None:
    """Return where the words end that stand before the noun of a title: "senior", "co-founding"."""
    return _modifiers().end(text, word, end)


def area_end(text: str, word: re.Match[str], end: int) -> int | None:
    """Return where what a job is about ends: "Sales", "research and development"."""
    return _areas().end(text, word, end)


def nouns(text: str, start: int, end: int) -> Iterator[Offsets]:
    """Yield the nouns of titles in ``[start, end)``.

    >>> list(nouns("the vice president and CEO", 0, 26))
    [(9, 18), (23, 26)]
    """
    if _first_of_nouns().isdisjoint(_words(text, start, end)):
        return iter(())
    return _in_turn(text, start, end, noun_end)


def plurals(text: str, start: int, end: int) -> Iterator[Offsets]:
    """Yield the nouns of titles that several persons share."""
    return _plurals().find(text, start, end)


def title_words(text: str, start: int, end: int) -> Iterator[Offsets]:
    """Yield the nouns of titles and what modifies them."""
    return _in_turn(text, start, end, _title_word_end)


def title_word_at(text: str, start: int, end: int) -> int | None:
    """Return where the noun of a title ends, or what modifies it, that stands at ``start``."""
    word = word_at(text, start, end)
    return _title_word_end(text, word, end) if word else None


def _title_word_end(text: str, word: re.Match[str], end: int) -> int | None:
    return noun_end(text, word, end) or modifier_end(text, word, end)


def has_noun(text: str, start: int, end: int) -> bool:
    """Tell whether the noun of a title stands in ``[start, end)``."""
    return next(nouns(text, start, end), None) is not None


def ends_in_noun(text: str, start: int, end: int) -> bool:
    """Tell whether a noun of a title ends at ``end`` that begins at ``start`` or later."""
    return any(stop == end for _, stop in nouns(text, start, end))


def _in_turn(text: str, start: int, end: int, ends: Ends) -> Iterator[Offsets]:
    last = start
    for word in _WORD.finditer(text, start, end):
        if word.start() >= last and (stop := ends(text, word, end)):
            last = stop
            yield word.start(), stop


def is_acronym(word: str) -> bool:
    """Tell whether a word is a title that is always in capitals: "CEO"."""
    return word in _acronyms()


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(noun for noun in vocabulary("title_heads") if noun.isupper())


def _words(text: str, start: int, end: int) -> list[str]:
    return _LETTERS.findall(text[start:end].lower())


@cache
def _first_of_nouns() -> frozenset[str]:
    return _doubtful_words() | {noun.lower() for noun in _acronyms()} | _spoken().first_words


@cache
def first_of_titles() -> frozenset[str]:
    """Return the words with which nouns of titles begin, of one person or several, and what modifies them."""
    return _first_of_nouns() | _plurals().first_words | _modifiers().first_words


@cache
def _spoken() -> Phrases:
    return Phrases(noun for noun in vocabulary("title_heads") if not noun.isupper())


@cache
def _plurals() -> Phrases:
    return Phrases(f"{noun}s" for noun in vocabulary("title_heads"))


@cache
def _modifiers() -> Phrases:
    return Phrases(vocabulary("title_modifiers"))


@cache
def _areas() -> Phrases:
    return Phrases(vocabulary("job_areas"))


@cache
def _doubtful_words() -> frozenset[str]:
    return frozenset(vocabulary("titles_and_surnames")) | {"chief", "lead"}


@cache
def _doubtful() -> re.Pattern[str]:
    """Match the nouns that only the words behind them show to be titles: "Dean of Arts", "a baker", "Chief of Staff"."""
    surnames = alternatives(vocabulary("titles_and_surnames"))
    return re.compile(
        rf"(?i:{surnames})(?=\s+(?:of|at)\b)|{surnames}\b(?!\s+[a-z])"
        r"|[Cc]hief(?=\s+of\b|,)|Lead(?=\s+(?:of|at|for)\b|[,.]|\Z)"
    )
