"""Triggers and slots: the one place that knows how a pattern meets a sentence.

A pattern is tried only in sentences that hold one of its anchor words, so a sentence without any costs one set
intersection and no tokens (spaCy's Matcher over every token of a release costs ten times its tokenizer).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.util import filter_spans

from extract.facts.model import Fact, Facts, Sentence
from extract.patternset import Pattern, Slot, spacy_tokens

_WORD = re.compile(r"[a-z0-9]+")
_PREPOSITION = re.compile(
    r"\b(?:of|in|by|with|from|for|to|at|on|between|through|via|under|than|into|across)\s+(?:(?:the|a|an|its|their)\s+)?$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\bthat\s+|\b(?:announce[sd]?|reported|said)\s+(?:today\s+)?|;\s*|,?\s+(?:and|but|while|when|after|before)\s+|[:–—]\s+",
    re.IGNORECASE,
)
_BREAKS_OBJECT = re.compile(r"\b(?:by|from|with|for|to|at|in|of|that|which|who|on|as)\b|[;:]|,\s+(?:and|but)\b", re.IGNORECASE)
_COORDINATION = re.compile(
    r"\s*(?:\([^()]{1,40}\)\s*)?(?:,\s*(?:and|or)?|and|or|&|as well as|,?\s*along with|/)\s*(?:(?:the|its|their|a|an|both)\s+)?", re.IGNORECASE
)
_DETERMINER = re.compile(r"(?:(?!(?:by|from|with|for|to|at|in|of|and|that|which)\b)[\w$.,’'-]+\s+){0,6}", re.IGNORECASE)


@dataclass(slots=True)
class Match:
    """A pattern that fired: its trigger's span in the text and the facts in its slots."""

    pattern: Pattern
    sentence: Sentence
    start: int
    end: int
    roles: dict[str, list[Fact]] = field(default_factory=dict)

    def first(self, role: str) -> Fact | None:
        """Return the first fact of a role, or None."""
        facts = self.roles.get(role)
        return facts[0] if facts else None


class PatternMatcher:
    """The patterns of all types, compiled for one spaCy vocabulary.

    >>> import spacy
    >>> from extract.patternset import load
    >>> matcher = PatternMatcher(spacy.blank("en"), load())
    """

    def __init__(self, nlp: Language, patterns: dict[str, list[Pattern]]) -> None:
        """Compile every pattern and index it by the words without which it cannot match."""
        self._nlp = nlp
        self._compiled: list[tuple[str, Pattern, Matcher, list[re.Pattern[str]]]] = []
        self._index: dict[str, set[int]] = {}
        for event, of_type in patterns.items():
            for pattern in of_type:
                matcher = Matcher(nlp.vocab)
                triggers = [spacy_tokens(trigger) for trigger in pattern.trigger]
                matcher.add(pattern.id, triggers)
                for tokens in triggers:
                    for word in _anchor(tokens):
                        self._index.setdefault(word, set()).add(len(self._compiled))
                unless = [re.compile(source, re.IGNORECASE) for source in pattern.unless]
                self._compiled.append((event, pattern, matcher, unless))

    def match(self, facts: Facts) -> dict[str, list[Match]]:
        """Return the matches of every event type, in text order, required slots filled."""
        found: dict[str, list[Match]] = {}
        for sentence in facts.sentences:
            for event, match in self.match_sentence(sentence, facts):
                found.setdefault(event, []).append(match)
        return found

    def match_sentence(self, sentence: Sentence, facts: Facts) -> Iterator[tuple[str, Match]]:
        """Yield (event type, match) for the patterns that fire in one sentence."""
        words = set(_WORD.findall(sentence.text.lower()))
        candidates = sorted({number for word in words & self._index.keys() for number in self._index[word]})
        doc = None
        for number in candidates:
            event, pattern, matcher, unless = self._compiled[number]
            if sentence.section not in pattern.sections or any(regex.search(sentence.text) for regex in unless):
                continue
            doc = doc if doc is not None else self._nlp.make_doc(sentence.text)
            for span in filter_spans(matcher(doc, as_spans=True)):
                start, end = sentence.start + span.start_char, sentence.start + span.end_char
                roles = fill(pattern.slots, sentence, start, end, facts)
                if roles is not None:
                    yield event, Match(pattern, sentence, start, end, roles)


def fill(slots: dict[str, Slot], sentence: Sentence, start: int, end: int, facts: Facts) -> dict[str, list[Fact]] | None:
    """Fill the slots around a trigger at ``[start, end)``; None when a required one stays empty.

    A fact fills one role only: slots are tried in the order of the file, required ones first.
    """
    roles: dict[str, list[Fact]] = {}
    taken: set[int] = set()
    for name, slot in sorted(slots.items(), key=lambda item: not item[1].required):
        chosen = [fact for fact in _choose(slot, sentence, start, end, facts) if fact.start not in taken]
        if slot.required and not chosen:
            return None
        taken.update(fact.start for fact in chosen)
        if chosen:
            roles[name] = chosen
    return roles


def _choose(slot: Slot, sentence: Sentence, start: int, end: int, facts: Facts) -> list[Fact]:
    if slot.side in ("subject", "before"):
        options = list(facts.within(sentence.start, start, *slot.fact))
    elif slot.side in ("object", "after"):
        options = list(facts.within(end, sentence.end, *slot.fact))
    else:
        options = list(facts.within(sentence.start, sentence.end, *slot.fact))
    options = [fact for fact in options if _near(slot, fact, sentence, start, end)]
    if slot.marker:
        options = [fact for fact in options if _marked(slot.marker, fact, sentence)]
    if not options:
        return []
    if slot.side == "subject":
        chosen = subject(options, sentence, start)
    elif slot.side == "object":
        chosen = _object(options, sentence, end)
    elif slot.side == "before":
        chosen = options[-1]
    else:
        chosen = options[0]
    if chosen is None:
        return []
    return _coordinated(chosen, options, sentence) if slot.many else [chosen]


def subject(options: list[Fact], sentence: Sentence, trigger: int) -> Fact | None:
    """Return the fact that is the subject of the verb at ``trigger``: the first of its clause not behind a preposition.

    Appositions and relative clauses between the two are stepped over: "Acme, the largest bank in Ohio, has selected".
    """
    offset = sentence.start
    before = sentence.text[: trigger - offset]
    edges = [0, *(edge.end() for edge in _CLAUSE.finditer(before))]
    for edge in reversed(edges):
        clause = [fact for fact in options if fact.start - offset >= edge]
        bare = [fact for fact in clause if not _PREPOSITION.search(before, edge, fact.start - offset) and not _bracketed(before, fact.start - offset)]
        if bare:
            return bare[0]
    return None


def _object(options: list[Fact], sentence: Sentence, end: int) -> Fact | None:
    first = options[0]
    between = sentence.text[end - sentence.start : first.start - sentence.start]
    return None if _BREAKS_OBJECT.search(between) else first


def _near(slot: Slot, fact: Fact, sentence: Sentence, start: int, end: int) -> bool:
    first, last = (fact.end, start) if fact.end <= start else (end, fact.start)
    return sentence.text.count(" ", max(0, first - sentence.start), max(0, last - sentence.start)) <= slot.within


def _marked(markers: Iterable[str], fact: Fact, sentence: Sentence) -> bool:
    before = sentence.text[max(0, fact.start - sentence.start - 80) : fact.start - sentence.start]
    words = "|".join(re.escape(marker) for marker in markers)
    return re.search(rf"\b(?:{words})\s+{_DETERMINER.pattern}$", before, re.IGNORECASE) is not None


def _coordinated(chosen: Fact, options: list[Fact], sentence: Sentence) -> list[Fact]:
    chain = [chosen]
    for fact in options[options.index(chosen) + 1 :]:
        if _COORDINATION.fullmatch(sentence.text, chain[-1].end - sentence.start, fact.start - sentence.start):
            chain.append(fact)
        elif fact.start >= chain[-1].end:
            break
    return chain


def _bracketed(text: str, position: int) -> bool:
    return text.count("(", 0, position) > text.count(")", 0, position)


def _anchor(tokens: list[dict[str, Any]]) -> set[str]:
    """Return the words of the required token that is the rarest by a plain guess: its shortest word is the longest."""
    required = [token["LOWER"]["IN"] for token in tokens if "OP" not in token]
    rarest = max(required, key=lambda words: min(map(len, words)))
    return {found for word in rarest for found in _WORD.findall(word)[:1]}
