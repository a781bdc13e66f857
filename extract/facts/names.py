"""Proper names: found as capitalised runs, gathered into entities, typed by evidence, referred back to by anaphors."""

from __future__ import annotations

import itertools
import re
from collections import Counter

from extract.facts import anaphora, kinship
from extract.facts.chunks import Chunk, chunk_at, chunks, common_words
from extract.facts.entities import join
from extract.facts.groups import Group, core, fold, gather
from extract.facts.headlines import headline_chunks
from extract.facts.model import Entity, Fact, Sentence
from extract.facts.runs import SMALL_WORDS, legal_suffixes
from extract.schema import Release

_ISSUER_WEIGHT = 6.0
_POSSESSIVE = re.compile(r"[’']s ")
_INFLECTED = re.compile(r"[a-z](?:ing|ed|ly|tions?|able|ible)$")
_WORDS = re.compile(r"[^\W\d_]+")


def find(
    release: Release, sentences: list[Sentence], found: list[Fact]
) -> tuple[list[Fact], list[Entity], Entity | None]:
    """Return the name facts, the entities that they mention, and the issuer's entity.

    ``found`` are the amounts and dates: a name does not overlap them.
    """
    text = release.text
    every = chunks(text, sentences, found)
    groups: dict[str, Group] = {}
    gather(text, _settled(text, [chunk for chunk in every if not chunk.cased]), groups)
    gather(text, headline_chunks(text, [chunk for chunk in every if chunk.cased], groups.keys()), groups)
    issuer_name, ticker = release.document.issuer.name, release.document.issuer.ticker
    for group in groups.values():
        if issuer_name and _same(issuer_name, group.name):
            group.scores["ORG"] += _ISSUER_WEIGHT
            group.aliases.extend([ticker] if ticker else [])
    kinship.weigh(text, groups, issuer_name)
    entities: list[Entity] = []
    facts: list[Fact] = []
    for entity, mentions in join(groups):
        if entity.kind == "OTHER":
            continue
        entities.append(entity)
        entity.mentions = [_fact(text, chunk, entity) for chunk in mentions]
        facts.extend(entity.mentions)
    issuer = _issuer(issuer_name, entities)
    if issuer is not None:
        issuer.is_issuer = True
    facts.sort(key=lambda fact: (fact.start, -fact.end))
    facts += anaphora.find(text, sentences, facts, issuer)
    facts += anaphora.described(text, sentences, facts)
    return facts, entities, issuer


def _settled(text: str, running: list[Chunk]) -> list[Chunk]:
    """Return the chunks without the words that only begin a sentence: "Customers", "Following Acme"."""
    running = _with_possessives(text, running)
    proved = {fold(chunk.name) for chunk in running if not chunk.opens}
    abbreviations = {fold(chunk.name) for chunk in running if _abbreviates(text, chunk)}
    settled = []
    for chunk in running:
        if fold(chunk.name) in abbreviations:
            continue
        first, _, rest = chunk.name.partition(" ")
        if chunk.opens and not rest and fold(first) not in proved and _INFLECTED.search(first):
            continue
        if not chunk.opens or fold(chunk.name) in proved or first.lower().rstrip(".,") not in common_words():
            settled.append(chunk)
        elif rest and (fold(rest) in proved or first.endswith("ing")):
            start = text.index(rest.split()[0], chunk.start + len(first))
            settled.append(chunk_at(text, start, chunk.end, chunk.sentence, chunk.cased))
        elif rest:
            settled.append(chunk)
    return settled


def _with_possessives(text: str, running: list[Chunk]) -> list[Chunk]:
    """Join a possessive that never parts from what follows it: "Doe's Kitchen" each time, "Doe's Corporation"."""
    alone = Counter(chunk.name for chunk in running)
    together = Counter(
        (left.name, right.name)
        for left, right in itertools.pairwise(running)
        if _POSSESSIVE.fullmatch(text, left.after, right.start)
    )
    joined: list[Chunk] = []
    for chunk in running:
        left = joined[-1] if joined else None
        pair = (left.name, chunk.name) if left else None
        if (
            left
            and pair in together
            and (together[pair] == alone[left.name] == alone[chunk.name] > 1 or chunk.name in legal_suffixes())
            and _POSSESSIVE.fullmatch(text, left.after, chunk.start)
        ):
            joined[-1] = chunk_at(text, left.start, chunk.end, chunk.sentence, chunk.cased)
        else:
            joined.append(chunk)
    return joined


def _abbreviates(text: str, chunk: Chunk) -> bool:
    """Tell whether a chunk in brackets is short for the plain words before it: "remote access server (RAS)"."""
    letters = "".join(letter for letter in chunk.name if letter.isalpha()).casefold().removesuffix("s")
    if len(letters) < 2 or text[chunk.start - 1 : chunk.start] != "(" or text[chunk.after : chunk.after + 1] != ")":
        return False
    words = [
        word
        for word in _WORDS.findall(text, max(0, chunk.start - 100), chunk.start)
        if word.casefold() not in SMALL_WORDS
    ]
    spelled = words[-len(letters) :]
    return "".join(word[0] for word in spelled).casefold() == letters and not all(word[0].isupper() for word in spelled)


def _fact(text: str, chunk: Chunk, entity: Entity) -> Fact:
    return Fact(entity.kind, chunk.start, chunk.end, text[chunk.start : chunk.end], entity)


def _issuer(name: str | None, entities: list[Entity]) -> Entity | None:
    """Return the entity of the issuer that the reader found, a new one if the narrative does not name it.

    When the reader found none, the issuer is the organisation that the release names first.
    """
    organisations = [entity for entity in entities if entity.kind == "ORG"]
    if name is None:
        return min(organisations, key=lambda entity: entity.mentions[0].start, default=None)
    for same in (_same, _begins):
        for entity in organisations:
            if any(same(name, known) for known in (entity.name, *sorted(entity.aliases))):
                return entity
    entities.append(Entity(name=name, kind="ORG"))
    return entities[-1]


def _same(one: str, other: str) -> bool:
    """Tell whether two names are one but for case, spaces and legal suffixes."""
    return _squeezed(one) == _squeezed(other)


def _begins(one: str, other: str) -> bool:
    """Tell whether one name begins with the other, whole: "Northwind Communications", "Northwind"."""
    first, second = fold(core(one)) + " ", fold(core(other)) + " "
    return first.startswith(second) or second.startswith(first)


def _squeezed(name: str) -> str:
    return fold(core(name)).replace(" ", "")
