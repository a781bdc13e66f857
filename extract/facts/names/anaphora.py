"""References back ("the Company", "the bank", "it") and organisations that are described, not named."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from extract.facts.model import Entity, Fact, Sentence
from extract.wordlists import alternatives, first_words, vocabulary

_ISSUER = re.compile(r"\b[Tt]he\s+(?:Company|company|Corporation|Issuer|Registrant)\b|\b(?:[Ww]e|[Oo]ur)\b")
_OF_ISSUER = frozenset(["company", "corporation", "issuer", "registrant", "we", "our"])
_PRONOUN = re.compile(
    r"\b([Ii]t|[Tt]hey)\s+(?:(?:has|have|is|are|will|had|was|also|now|today|plans?|expects?|intends?)\b|[a-z]+ed\b)"
)
# What a pronoun in subject position stands behind.
_BEFORE_PRONOUN = (
    "",
    ",",
    "that",
    "and",
    "announced",
    "announces",
    "said",
    "says",
    "reported",
    "confirmed",
    "believes",
)
_LINK = re.compile(r"(?:,|–|—|-|\(|\bis|\bwas|\bas)\s*$")  # between a name and what it is
_MARKS = re.compile('[“”"]')


def described(sentences: list[Sentence], facts: list[Fact]) -> list[Fact]:
    """Return the DESCRIBED facts, "a leading European bank"; what describes a name goes to its entity instead."""
    named = {fact.end: fact for fact in facts if fact.kind in ("ORG", "NAME")}
    found = []
    for sentence in sentences:
        if _first_of_nouns().isdisjoint(sentence.words):
            continue
        for match in _description().finditer(sentence.text):
            link = _LINK.search(sentence.text, max(0, match.start() - 12), match.start())
            if link is None:
                start, end = sentence.start + match.start(), sentence.start + match.end()
                found.append(Fact("DESCRIBED", start, end, match[0]))
            elif owner := named.get(sentence.start + len(sentence.text[: link.start()].rstrip())):
                noun = match["noun"].lower()
                owner.value.described.add(_plurals()[noun] if match["one"] else noun)
    return found


def find(sentences: list[Sentence], facts: list[Fact], issuer: Entity | None) -> list[Fact]:
    """Return the ORG facts that refer back to a named organisation."""
    named = _Organisations([fact for fact in facts if fact.kind == "ORG"])
    found: list[Fact] = []
    before: Sentence | None = None
    for sentence in sentences:
        for start, end, entity in _references(sentence, before, named, issuer):
            span = sentence.text[start:end]
            found.append(Fact("ORG", sentence.start + start, sentence.start + end, span, entity, anaphor=True))
        before = sentence
    return found


class _Organisations:
    """The mentions of organisations in text order."""

    def __init__(self, mentions: list[Fact]) -> None:
        self.mentions = mentions
        self._starts = [fact.start for fact in mentions]

    def last_with(self, noun: str, before: int) -> Entity | None:
        """Return the organisation last mentioned before an offset that the noun fits: by its name or its description."""
        for fact in reversed(self.mentions[max(0, self._at(before) - _MEMORY) : self._at(before)]):
            entity: Entity = fact.value
            if noun in entity.described or f" {noun} " in f" {entity.name.lower()} ":
                entity.described.add(noun)
                return entity
        return None

    def opening(self, sentence: Sentence) -> Fact | None:
        """Return the organisation that a sentence begins with, past an article or a mark."""
        index = self._at(sentence.start)
        first = self.mentions[index] if index < len(self.mentions) else None
        return first if first and first.start - sentence.start <= len("The ") else None

    def _at(self, offset: int) -> int:
        return bisect_left(self._starts, offset)


_MEMORY = 40  # mentions to which a noun can refer back


def _references(
    sentence: Sentence,
    before: Sentence | None,
    named: _Organisations,
    issuer: Entity | None,
) -> Iterator[tuple[int, int, Entity]]:
    """Yield the spans in a sentence that refer back, each with what it refers to."""
    text, words = sentence.text, sentence.words
    for match in _ISSUER.finditer(text) if issuer and not _OF_ISSUER.isdisjoint(words) else ():
        if issuer and (match[0][0] in "tT" or not _in_quotes(match.start(), text)):
            yield match.start(), match.end(), issuer
    for match in _noun().finditer(text) if "the" in words and not _first_of_nouns().isdisjoint(words) else ():
        if entity := named.last_with(match["noun"].lower(), sentence.start + match.start()):
            yield match.start(), match.end(), entity
    for match in _PRONOUN.finditer(text) if "it" in words or "they" in words else ():
        last = (text[: match.start()].split() or [""])[-1]
        if last.lower() not in _BEFORE_PRONOUN and not last.endswith(","):
            continue
        near = before is not None and before.paragraph == sentence.paragraph
        place = sentence if match.start() else before if near else None
        if place and not _in_quotes(match.start(), text) and (opening := named.opening(place)):
            yield match.start(1), match.end(1), opening.value


def _in_quotes(position: int, text: str) -> bool:
    """Tell whether a word stands between quotation marks; an open one runs to the end."""
    return len(_MARKS.findall(text, 0, position)) % 2 == 1


@cache
def _plurals() -> dict[str, str]:
    """Return what the organisation's nouns are in the plural, and their singulars: "agencies", "agency"."""
    return {re.sub(r"(?<=[^aeou])y$", "ie", noun) + "s": noun for noun in vocabulary("organisation_nouns")}


@cache
def _first_of_nouns() -> frozenset[str]:
    return first_words([*vocabulary("organisation_nouns"), *_plurals()])


@cache
def _noun() -> re.Pattern[str]:
    nouns = alternatives(noun for noun in vocabulary("organisation_nouns") if noun not in ("company", "corporation"))
    return re.compile(rf"\b[Tt]he\s+(?P<noun>{nouns})\b(?!\s+(?:of|industry|sector|market))")


@cache
def _description() -> re.Pattern[str]:
    """Match "a leading European bank", "one of the largest banks": up to six words, none of them a preposition or a verb,
    and what it is: the last noun.
    """
    small = "of|for|that|which|to|from|with|in|at|on|by|and|or|as|is|are|was|has|have|its|their|the"
    word = rf"(?!(?:{small})\b)[\w’'&.-]+,?\s+"
    nouns = alternatives(vocabulary("organisation_nouns"))
    modified = alternatives(vocabulary("modified_by_organisations"))
    return re.compile(
        rf"[AaOo](?<!\w.)(?:(?<=[Oo])(?P<one>ne of (?:the|its))|(?<=[Aa])(?:n(?:other)?)?)\s+(?:{word}){{0,6}}?"
        rf"(?P<noun>(?(one){alternatives(_plurals())}|{nouns}))\b(?![\w-])"
        rf"(?!\s+(?:{nouns}|{modified}s?)\b)"
    )
