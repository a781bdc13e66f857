"""Triggers and slots: the one place that knows how a pattern meets a sentence.

A trigger is tried only in sentences that hold a word of each of its places, so a sentence without any costs one set
intersection. Triggers are regular expressions: spaCy's Matcher found the same on 500 releases and cost a tenth of the
run more, and the import of spaCy at its start. Where a fact must stand to fill a slot is the grammar of
`extract.clauses`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Literal

from extract import clauses, voices
from extract.facts.model import Fact, Facts, Sentence
from extract.facts.names import lexicon
from extract.facts.names.chunks import is_common
from extract.patternset import Frame, Pattern, Slot, TriggerWord, trigger_words
from extract.wordlists import alternatives, first_words, verb_forms, whole_words

_LONGEST = 4000  # characters: what is longer is no sentence of English but a table or a file without line ends
# A place that acts: the county, the city as its government.
_PUBLIC_BODY = re.compile(
    r"\b(?:Airport|County|Parish|Borough|Province|Municipality|Government|Kingdom|Commonwealth|Republic|Emirate)\b"
    r"|\b(?:City|Town|Village|State|County|Port|District)\s+of\s"
)
# The subject of a headline, of two to six words: "Village of Harrow Fire Department".
_CAPITALS = re.compile(r"[A-Z][\w&.’'-]*(?:\s+(?:of\s+|and\s+|&\s+)?[A-Z][\w&.’'-]*){1,5}")
_NAMED = ("ORG", "PERSON", "DESCRIBED")
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
class _Trigger:
    """A trigger of the pattern with a number, and the words of its places: a sentence holds one of each."""

    number: int
    words: list[TriggerWord]
    needs: list[frozenset[str]]

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """Return what finds the trigger, compiled when it is first tried: a release reaches few of them."""
        return _expression(self.words)


@dataclass(slots=True)
class _Compiled:
    event: str
    pattern: Pattern
    clauses: list[tuple[Frame, list[re.Pattern[str]]]]  # each with what silences it


class PatternMatcher:
    """The patterns of all types, compiled.

    >>> from extract.patternset import load
    >>> matcher = PatternMatcher(load())
    """

    def __init__(self, patterns: dict[str, list[Pattern]]) -> None:
        """Index the triggers of every pattern by the words without which they cannot match."""
        self._compiled: list[_Compiled] = []
        self._index: dict[str, list[_Trigger]] = {}
        for event, of_type in patterns.items():
            for pattern in of_type:
                for trigger in map(trigger_words, pattern.trigger):
                    anchor, *needs = _places(trigger)
                    compiled = _Trigger(len(self._compiled), trigger, needs)
                    for word in sorted(anchor):
                        self._index.setdefault(word, []).append(compiled)
                silent = [[re.compile(source, re.IGNORECASE) for source in each.unless] for each in pattern.clauses]
                self._compiled.append(_Compiled(event, pattern, list(zip(pattern.clauses, silent, strict=True))))

    def match(self, facts: Facts) -> dict[str, list[Match]]:
        """Return the matches of every event type, in text order, required slots filled."""
        found: dict[str, list[Match]] = {}
        for sentence in facts.sentences:
            for event, match in self.match_sentence(sentence, facts):
                found.setdefault(event, []).append(match)
        return found

    def match_sentence(self, sentence: Sentence, facts: Facts) -> Iterator[tuple[str, Match]]:
        """Yield (event type, match) for the patterns that fire in one sentence."""
        for attempt in self.attempts(sentence, facts):
            if attempt.match is not None:
                yield attempt.event, attempt.match

    def attempts(self, sentence: Sentence, facts: Facts) -> Iterator[Attempt]:
        """Yield the triggers that stand in one sentence, each with the clauses that were tried around it."""
        if len(sentence.text) > _LONGEST:
            return
        candidates = self._candidates(sentence.words)
        names = list(facts.within(sentence.start, sentence.end, *_NAMES)) if candidates else []
        for number, triggers in sorted(candidates.items()):
            for first, last in _spans(triggers, sentence.lower):
                start, end = sentence.start + first, sentence.start + last
                if not any(name.start <= start and end <= name.end for name in names):  # "Customers Bank"
                    yield _attempt(self._compiled[number], sentence, start, end, facts)

    def _candidates(self, words: frozenset[str]) -> dict[int, set[re.Pattern[str]]]:
        """Return the triggers worth trying in a sentence with these words, by their pattern's number."""
        found: dict[int, set[re.Pattern[str]]] = {}
        for word in self._index.keys() & words:
            for trigger in self._index[word]:
                if not any(map(words.isdisjoint, trigger.needs)):
                    found.setdefault(trigger.number, set()).add(trigger.expression)
        return found


def _attempt(compiled: _Compiled, sentence: Sentence, start: int, end: int, facts: Facts) -> Attempt:
    """Try the clauses of a pattern around its trigger at ``[start, end)``; of those that fit, the one with most roles."""
    attempt = Attempt(compiled.event, compiled.pattern, sentence, start, end)
    voiced = any(clause.voice for clause, _ in compiled.clauses)
    voice = voices.voice(sentence, start, end) if voiced else ""
    for clause, unless in compiled.clauses:
        if clause.voice and clause.voice != voice:
            attempt.refusals.append(Refusal(clause, "voice", clause.voice, {}))
            continue
        roles, reason = _fit(clause, unless, sentence, start, end, facts)
        if reason is not None:
            attempt.refusals.append(Refusal(clause, *reason, roles))
        elif attempt.match is None or len(roles) > len(attempt.match.roles):
            attempt.match = Match(compiled.pattern, clause, sentence, start, end, roles)
    return attempt


def _fit(
    clause: Frame, unless: list[re.Pattern[str]], sentence: Sentence, start: int, end: int, facts: Facts
) -> tuple[dict[str, list[Fact]], tuple[Reason, str] | None]:
    """Return the facts in the slots of a clause, and what keeps it from fitting, if anything does."""
    if sentence.section not in clause.sections:
        return {}, ("section", sentence.section)
    roles, empty = fill(clause.slots, sentence, start, end, facts)
    if empty:
        return roles, ("role", empty)
    silent = next(filter(None, (one.search(sentence.text) for one in unless)), None)
    return roles, ("unless", silent[0]) if silent else None


def fill(
    slots: dict[str, list[Slot]], sentence: Sentence, start: int, end: int, facts: Facts
) -> tuple[dict[str, list[Fact]], str | None]:
    """Fill the slots around a trigger at ``[start, end)``; also return the first required one that stays empty.

    A fact fills one role only: roles are tried in their order, and of a role's slots the first that finds something.
    """
    roles: dict[str, list[Fact]] = {}
    taken: list[Fact] = []
    for name, choices in slots.items():
        for slot in choices:
            chosen = _choose(slot, sentence, start, end, facts, taken)
            if chosen:
                roles[name] = chosen
                taken.extend(chosen)
                break
        if choices[0].required and name not in roles:
            return roles, name
    return roles, None


def _choose(slot: Slot, sentence: Sentence, start: int, end: int, facts: Facts, taken: list[Fact]) -> list[Fact]:
    if "PHRASE" in slot.fact:
        found = _phrase(slot, sentence, start, end, facts, taken)
        return [found] if found else []
    first, last = sentence.start, sentence.end
    if slot.side in ("subject", "actor", "opening", "before"):
        last = start
    elif slot.side in ("object", "after"):
        first = end
    free = [fact for fact in facts.within(first, last, *slot.fact) if fact not in taken]
    if first == end:  # "our customers" are not we
        free = [fact for fact in free if not (fact.anaphor and fact.text in ("our", "Our"))]
    near = free if slot.many else [fact for fact in free if _near(slot, fact, sentence, start, end)]
    options = [
        fact for fact in near if fact.kind != "PLACE" or slot.fact == ["PLACE"] or _PUBLIC_BODY.search(fact.text)
    ]
    if slot.side in ("subject", "actor"):
        predicate = slot.side == "actor"
        chosen = clauses.subject(options, sentence, start, possessive=slot.possessive, predicate=predicate)
        if not chosen and slot.side == "subject" and "NAME" in slot.fact:
            chosen = _headline_name(sentence, start, facts)
    elif slot.marker:
        chosen = clauses.marked(options, sentence, slot.marker, after=end)
    elif slot.side == "object":
        chosen = clauses.object_(options, sentence, end)
    else:
        chosen = options[-1:] if slot.side == "before" else options[:1]
    if not slot.many:
        return chosen[:1]
    return chosen if any(_near(slot, fact, sentence, start, end) for fact in chosen) else []


def _headline_name(sentence: Sentence, start: int, facts: Facts) -> list[Fact]:
    """Return the words before the verb of a headline as a NAME, where nothing in them is recognised and one is no word.

    "Coldwater Sheriff's Office Deploys", which the running text may call otherwise.
    """
    text = sentence.text[: start - sentence.start].rstrip()
    words = text.split()
    if sentence.section != "headline" or not _CAPITALS.fullmatch(text) or all(map(is_common, words)):
        return []
    if any(word.lower() in _third_persons() for word in words):  # "Northwind Renews Contract With": another verb's
        return []
    if next(facts.within(sentence.start, start, *_NAMES, "PLACE", "PERSON", "DESCRIBED"), None):
        return []
    return [Fact("NAME", sentence.start, sentence.start + len(text), text)]


@cache
def _third_persons() -> frozenset[str]:
    return lexicon.verbs() | {forms[1] for forms in verb_forms().values()}


def _phrase(slot: Slot, sentence: Sentence, start: int, end: int, facts: Facts, taken: list[Fact]) -> Fact | None:
    """Make the noun phrase behind the trigger, or behind the slot's marker; none when it is a name or a role's fact."""
    if slot.side == "subject" and slot.head:
        return clauses.noun_subject(sentence, slot.head, start)
    if slot.side == "subject":
        return _owned_subject(sentence, start, taken)
    first: int | None = end
    if slot.marker:
        object_ = clauses.phrase(sentence, end, sentence.end)
        ends = [*taken, *facts.within(end, sentence.end, "PLACE", "MONEY", "DATE", "COUNT"), *filter(None, [object_])]
        first = clauses.after_marker(sentence, end, slot.marker, ends)
    if first is None or sentence.text.count(" ", end - sentence.start, first - sentence.start) > slot.within:
        return None
    blocked = [*facts.within(first, sentence.end, *_NAMED), *taken]
    owners = (fact.start for fact in blocked if slot.head and fact.start > first and _of(fact, sentence))
    stop = min(owners, default=sentence.end)
    found = clauses.phrase(sentence, first, stop, blocked)
    return None if found and slot.head and not _heads(tuple(slot.head)).search(found.text) else found


def _of(fact: Fact, sentence: Sentence) -> bool:
    """Tell whether "of" stands before a fact: "chief executive officer of Acme" is the phrase of its head, "officer"."""
    return sentence.text.endswith(" of ", 0, fact.start - sentence.start)


def _owned_subject(sentence: Sentence, start: int, taken: list[Fact]) -> Fact | None:
    """Make the noun phrase that a taken fact owns before the trigger: "platform" of "Acme's platform is used by"."""
    owner = next((fact for fact in reversed(taken) if fact.end <= start), None)
    if owner is None or not sentence.text.startswith(("’s ", "'s "), owner.end - sentence.start):
        return None
    return clauses.phrase(sentence, owner.end + 2, start)


@cache
def _heads(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives(words)}s?(?:\s+of\s.+)?$", re.IGNORECASE)


def _near(slot: Slot, fact: Fact, sentence: Sentence, start: int, end: int) -> bool:
    first, last = (fact.end, start) if fact.end <= start else (end, fact.start)
    return sentence.text.count(" ", max(0, first - sentence.start), max(0, last - sentence.start)) <= slot.within


def _places(words: list[TriggerWord]) -> list[frozenset[str]]:
    """Return the words of each required place, first the rarest by a plain guess: its shortest word is the longest."""
    required = [word.choices for word in words if not word.optional]
    required.sort(key=lambda choices: min(map(len, choices)), reverse=True)
    return [first_words(choices) for choices in required if all(map(first_words, zip(choices)))]


def _expression(words: list[TriggerWord]) -> re.Pattern[str]:
    """Compile a trigger: ``has|have? selected`` finds "selected" and "has  selected" in lower case, not "preselected"."""
    anchor = next(number for number, word in enumerate(words) if not word.optional)
    source = ""
    for number, word in enumerate(words):
        choices = whole_words(word.choices)
        spaced = rf"{choices}\s*" if number < anchor else rf"\s*{choices}" if number > anchor else choices
        source += f"(?:{spaced})?" if word.optional else spaced
    return re.compile(source)


def _spans(triggers: Iterable[re.Pattern[str]], text: str) -> list[tuple[int, int]]:
    """Return where the triggers of a pattern stand in a text in lower case, in its order; the longest of an overlap."""
    found = sorted(
        {found.span() for trigger in triggers for found in trigger.finditer(text)}, key=lambda s: (s[0] - s[1], s)
    )
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if all(end <= first or last <= start for first, last in kept):
            kept.append((start, end))
    return sorted(kept)
