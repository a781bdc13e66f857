"""The landmarks of an attribution, which its form stands around: verbs of speech, and the ways to put who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from extract.facts import people
from extract.facts.people.letters import GAP
from extract.facts.people.words import (
    Offsets,
    Phrases,
    area_end,
    has_noun,
    modifier_end,
    noun_end,
    plural_end,
    plurals,
    title_word_at,
    word_at,
)
from extract.wordlists import vocabulary

Kind = Literal["name", "titled name", "employed name", "described name", "office"]
KINDS: tuple[Kind, ...] = ("name", "titled name", "employed name", "described name", "office")  # the likeliest first
_OF_TITLES = ("titled name", "employed name", "office")  # none of them stands in a text without a title

_PRONOUN = re.compile(r"s?he\b", re.IGNORECASE)
_BRACKET = re.compile(r"\[?")
_NO_NAME_BEFORE = re.compile(rf"[’'`]s?\b|{GAP}&{GAP}")  # Doe’s; Doe & Sons
_TITLE_GAP = re.compile(rf"\.?{GAP}")
_GAP = re.compile(GAP)
_COMMA_GAP = re.compile(rf",?{GAP}")
_WORD = re.compile(rf"(?:\w[\w’'&./-]*,?|&){GAP}")
_SLASH = re.compile(r"[\w-]+/")  # chairman/CEO
_PLAIN = re.compile(rf"(?!(?:of|in|at|for|by|to|from|on|that|with|and)\b)[a-z][a-z’'-]+{GAP}")
_A = re.compile(rf"a{GAP}")
_OF_AREA = re.compile(rf"{GAP}(?:of|for){GAP}(?:the{GAP})?")
_OF_COMPANY = re.compile(rf"{GAP}(?:of|at|for){GAP}")
_OF_TASK = re.compile(rf"{GAP}of{GAP}{_PLAIN.pattern}{_PLAIN.pattern}")  # of the writing group
_DETERMINER = re.compile(rf"(?:the|our|its){GAP}", re.IGNORECASE)
_FIRST_NAME = re.compile(r"\S+(?=\s)")
_BEFORE_TITLE, _BEFORE_OFFICE, _OF_NAME, _DESCRIPTION = 8, 5, 5, 5  # words, at most


@dataclass(slots=True)
class Phrase:
    """Words that put who speaks, up to ``end``; of ``name``, ``pronoun`` and ``office`` one is told."""

    end: int
    name: Offsets | None = None
    pronoun: Offsets | None = None
    office: Offsets | None = None


class Window:
    """The words beside a quotation, in which an attribution is looked for."""

    def __init__(self, text: str, start: int, end: int) -> None:
        """Find the verbs of speech in ``text[start:end]``: "said", "went on to say"; speakers are read when asked for."""
        self.text, self.start, self.end = text, start, end
        self.cues = dict(_verbs().find(text, start, end))  # their ends by where they start
        self._names: dict[int, Phrase | None] = {}
        self._titles_from: dict[int, list[int]] = {}

    @cached_property
    def _has_title(self) -> bool:
        window = (self.text, self.start, self.end)
        return has_noun(*window) or any(plurals(*window))

    def may_hold(self, kind: Kind) -> bool:
        """Tell whether a speaker can be put so at all."""
        return kind not in _OF_TITLES or self._has_title

    def speakers(self, kind: Kind, place: int) -> Iterator[Phrase]:
        """Yield how the words from ``place`` may be read as a speaker of one kind."""
        if kind == "name":  # she; Jane Doe; Acme CEO Jane Doe
            if pronoun := _PRONOUN.match(self.text, place, self.end):
                yield Phrase(pronoun.end(), pronoun=pronoun.span())
            yield from self._name(place)
        elif kind == "titled name":  # Acme's chief executive, Jane Doe
            for stop in self._titles(place):
                gap = _COMMA_GAP.match(self.text, stop, self.end)
                if gap and not title_word_at(self.text, gap.end(), self.end):
                    yield from self._name(gap.end())
        elif kind == "employed name":  # head of Acme Jane Doe
            for stop in self._titles(place):
                yield from self._employed(stop)
        elif kind == "described name":  # veteran investor Jane Doe
            yield from self._described(place)
        else:
            yield from self._offices(place)

    def _name(self, place: int) -> Iterator[Phrase]:
        if place not in self._names:
            self._names[place] = self._name_at(place)
        if name := self._names[place]:
            yield name

    def _name_at(self, place: int) -> Phrase | None:
        """Return the run at a place that may hold a person's name: no owner's, and no word of a title behind it."""
        bracket = _BRACKET.match(self.text, place, self.end)
        run = people.name_run().match(self.text, bracket.end() if bracket else place, self.end)
        if run is None or _NO_NAME_BEFORE.match(self.text, run.end(), self.end):
            return None
        gap = _TITLE_GAP.match(self.text, run.end(), self.end)
        return None if gap and self._begins_title(gap.end()) else Phrase(run.end(), name=run.span())

    def _begins_title(self, place: int) -> bool:
        """Tell whether a title stands at a place: "chief executive", and "sales director" by its field and its noun."""
        word = word_at(self.text, place, self.end)
        area = area_end(self.text, word, self.end) if word else None
        gap = _GAP.match(self.text, area, self.end) if area else None
        noun = word_at(self.text, gap.end(), self.end) if gap else None
        in_field = noun is not None and noun_end(self.text, noun, self.end) is not None
        return in_field or title_word_at(self.text, place, self.end) is not None

    def _titles(self, place: int) -> list[int]:
        """Return where a title may end that begins, or whose owner does, at a place: "Acme's chief executive"."""
        if place not in self._titles_from:
            self._titles_from[place] = list(self._read_titles(place))
        return self._titles_from[place]

    def _read_titles(self, place: int) -> Iterator[int]:
        for start in self._steps(place, _BEFORE_TITLE):
            slash = _SLASH.match(self.text, start, self.end)
            for first in (slash.end(), start) if slash else (start,):
                if word := word_at(self.text, first, self.end):
                    stop = noun_end(self.text, word, self.end) or plural_end(self.text, word, self.end)
                    yield from (stop,) if stop else ()

    def _steps(self, place: int, words: int) -> Iterator[int]:
        """Yield a place, and those of the words behind it."""
        yield place
        for _ in range(words):
            word = _WORD.match(self.text, place, self.end)
            if word is None:
                return
            place = word.end()
            yield place

    def _employed(self, stop: int) -> Iterator[Phrase]:
        """Yield the name behind a title with its employer: " of Acme Jane Doe", " of the writing group Jane Doe"."""
        if company := _OF_COMPANY.match(self.text, stop, self.end):
            for place in self._steps(company.end(), _OF_NAME):
                first = _FIRST_NAME.match(self.text, place, self.end)
                if place > company.end() and first and people.is_given(first[0]):
                    yield from self._name(place)
        if of := _OF_AREA.match(self.text, stop, self.end):  # head of product Jane Doe
            word = word_at(self.text, of.end(), self.end)
            area = area_end(self.text, word, self.end) if word else None
            gap = _COMMA_GAP.match(self.text, area, self.end) if area else None
            yield from self._name(gap.end()) if gap else ()
        if task := _OF_TASK.match(self.text, stop, self.end):
            place = task.end()
            for _ in range(2):
                further = _PLAIN.match(self.text, place, self.end)
                place = further.end() if further else place
            yield from self._name(place)

    def _described(self, place: int) -> Iterator[Phrase]:
        article = _A.match(self.text, place, self.end)
        place = article.end() if article else place
        for _ in range(_DESCRIPTION):
            plain = _PLAIN.match(self.text, place, self.end)
            word = None if plain else word_at(self.text, place, self.end)
            stop = modifier_end(self.text, word, self.end) if word else None
            gap = _GAP.match(self.text, stop, self.end) if stop else plain
            if gap is None:
                return
            place = gap.end()
            yield from self._name(place)

    def _offices(self, place: int) -> Iterator[Phrase]:
        """Yield a title that stands for its holder: "the CEO", "our managing director"."""
        determiner = _DETERMINER.match(self.text, place, self.end)
        for start in self._steps(determiner.end(), _BEFORE_OFFICE) if determiner else ():
            word = word_at(self.text, start, self.end)
            stop = noun_end(self.text, word, self.end) if word else None
            gap = _GAP.match(self.text, stop, self.end) if stop else None
            following = word_at(self.text, gap.end(), self.end) if gap else None
            if stop and not (following and noun_end(self.text, following, self.end)):
                yield Phrase(stop, office=(place, stop))


@cache
def _verbs() -> Phrases:
    return Phrases(vocabulary("cue_verbs"))
