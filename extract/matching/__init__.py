"""The one place that knows how a pattern meets a sentence: its triggers, then the clauses that may stand around them.

A sentence is asked for the words of a pattern first, those of its triggers' places and those without which a required
slot stays empty: sets, so that one that cannot hold the pattern costs next to nothing. `triggers` finds the words of a
pattern, `slots` what stands around them, by the grammar of `clauses`, `phrases` and `voices`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from extract.facts.model import Fact, Facts, Sentence
from extract.matching import voices
from extract.matching.slots import fill, needs
from extract.matching.triggers import Trigger, spans
from extract.patternset import Frame, Pattern, expression, trigger_words

_LONGEST = 4000  # characters: what is longer is no sentence of English but a table or a file without line ends
_NAMES = ("ORG", "PRODUCT", "NAME")  # a word inside one of these is no trigger


@dataclass(slots=True)
class Match:
    """A pattern that fired: the clause that fitted, its trigger's span in the text and the facts in its slots."""

    pattern: Pattern
    clause: Frame
    sentence: Sentence
    start: int
    end: int
    roles: dict[str, list[Fact]] = field(default_factory=dict)

    def first(self, role: str) -> Fact | None:
        """Return the first fact of a role, or None."""
        facts = self.roles.get(role)
        return facts[0] if facts else None


Reason = Literal["section", "unless", "voice", "role"]


@dataclass(slots=True)
class Refusal:
    """A clause that does not fit around a trigger: ``why`` and by what.

    By the section in which the trigger stands, the words that silence the clause, the voice that it asks for, or the
    required role that stays empty; then ``roles`` are those that were filled before it.
    """

    clause: Frame
    why: Reason
    what: str
    roles: dict[str, list[Fact]]


@dataclass(slots=True)
class Attempt:
    """A pattern whose trigger stands in a sentence: the match, if any, and the clauses that did not fit."""

    event: str
    pattern: Pattern
    sentence: Sentence
    start: int
    end: int
    match: Match | None = None
    refusals: list[Refusal] = field(default_factory=list)


@dataclass(frozen=True)
class _Clause:
    """A clause with what is made of it when a sentence first asks for it."""

    frame: Frame
    pattern: str  # its id

    @cached_property
    def needs(self) -> list[frozenset[str]]:
        """Return sets of words and kinds of fact, of each of which a sentence must hold one."""
        return needs(self.frame.slots)

    @cached_property
    def unless(self) -> list[re.Pattern[str]]:
        """Return what silences the clause."""
        return [expression(source, f"pattern {self.pattern}: unless") for source in self.frame.unless]

    def may_stand_in(self, sentence: Sentence, held: frozenset[str]) -> bool:
        """Tell whether the clause is worth trying in a sentence that holds these words and kinds of fact."""
        return sentence.section in self.frame.sections and not any(map(held.isdisjoint, self.needs))


@dataclass(slots=True)
class _Compiled:
    event: str
    pattern: Pattern
    clauses: list[_Clause]


class PatternMatcher:
    """The patterns of all types, compiled.

    >>> from extract.patternset import load
    >>> matcher = PatternMatcher(load())
    """

    def __init__(self, patterns: dict[str, list[Pattern]]) -> None:
        """Index the triggers of every pattern by the words without which they cannot match."""
        self._compiled = [
            _Compiled(event, pattern, [_Clause(clause, pattern.id) for clause in pattern.clauses])
            for event, of_type in patterns.items()
            for pattern in of_type
        ]
        self._index: dict[str, list[tuple[int, Trigger]]] = {}
        for number, compiled in enumerate(self._compiled):
            for words in map(trigger_words, compiled.pattern.trigger):
                trigger = Trigger(words)
                for word in sorted(trigger.places[0]):
                    self._index.setdefault(word, []).append((number, trigger))

    def match(self, facts: Facts) -> dict[str, list[Match]]:
        """Return the matches of every event type, in text order, required slots filled."""
        found: dict[str, list[Match]] = {}
        for sentence in facts.sentences:
            for attempt in self._attempts(sentence, facts, hopeful=True):
                if attempt.match is not None:
                    found.setdefault(attempt.event, []).append(attempt.match)
        return found

    def attempts(self, sentence: Sentence, facts: Facts) -> Iterator[Attempt]:
        """Yield the triggers that stand in one sentence, each with the clauses that were tried around it."""
        return self._attempts(sentence, facts, hopeful=False)

    def _attempts(self, sentence: Sentence, facts: Facts, *, hopeful: bool) -> Iterator[Attempt]:
        """Yield the attempts in one sentence; the ``hopeful`` leave out clauses that lack what a required slot needs."""
        candidates = self._candidates(sentence.words) if len(sentence.text) <= _LONGEST else {}
        if not candidates:
            return
        here = list(facts.within(sentence.start, sentence.end))
        held = sentence.words.union(fact.kind for fact in here)
        names = [fact for fact in here if fact.kind in _NAMES]
        for number, triggers in sorted(candidates.items()):
            compiled = self._compiled[number]
            clauses = compiled.clauses
            if hopeful:
                clauses = [clause for clause in clauses if clause.may_stand_in(sentence, held)]
            for first, last in spans(triggers, sentence.lower) if clauses else ():
                start, end = sentence.start + first, sentence.start + last
                if not any(name.start <= start and end <= name.end for name in names):  # "Customers Bank"
                    yield _attempt(compiled, clauses, sentence, start, end, facts)

    def _candidates(self, words: frozenset[str]) -> dict[int, list[Trigger]]:
        """Return the triggers worth trying in a sentence with these words, by their pattern's number."""
        found: dict[int, list[Trigger]] = {}
        for word in self._index.keys() & words:
            for number, trigger in self._index[word]:
                if not any(map(words.isdisjoint, trigger.places)):
                    found.setdefault(number, []).append(trigger)
        return found


def _attempt(
    compiled: _Compiled, clauses: list[_Clause], sentence: Sentence, start: int, end: int, facts: Facts
) -> Attempt:
    """Try clauses of a pattern around its trigger at ``[start, end)``; of those that fit, the one with most roles."""
    attempt = Attempt(compiled.event, compiled.pattern, sentence, start, end)
    voice = voices.voice(sentence, start, end) if any(clause.frame.voice for clause in clauses) else ""
    for clause in clauses:
        if clause.frame.voice and clause.frame.voice != voice:
            attempt.refusals.append(Refusal(clause.frame, "voice", clause.frame.voice, {}))
            continue
        roles, reason = _fit(clause, sentence, start, end, facts)
        if reason is not None:
            attempt.refusals.append(Refusal(clause.frame, *reason, roles))
        elif attempt.match is None or len(roles) > len(attempt.match.roles):
            attempt.match = Match(compiled.pattern, clause.frame, sentence, start, end, roles)
    return attempt


def _fit(
    clause: _Clause, sentence: Sentence, start: int, end: int, facts: Facts
) -> tuple[dict[str, list[Fact]], tuple[Reason, str] | None]:
    """Return the facts in the slots of a clause, and what keeps it from fitting, if anything does."""
    if sentence.section not in clause.frame.sections:
        return {}, ("section", sentence.section)
    roles, empty = fill(clause.frame.slots, sentence, start, end, facts)
    if empty:
        return roles, ("role", empty)
    silent = next(filter(None, (one.search(sentence.text) for one in clause.unless)), None)
    return roles, ("unless", silent[0]) if silent else None
