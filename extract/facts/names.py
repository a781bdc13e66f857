"""Proper names: found as capitalised runs, gathered into entities, typed by evidence, referred back to by anaphors."""

from __future__ import annotations

from extract.facts import anaphora, kinship
from extract.facts.chunks import Chunk, chunk_at, chunks, common_words
from extract.facts.entities import join
from extract.facts.groups import Group, core, fold, gather
from extract.facts.headlines import headline_chunks
from extract.facts.model import Entity, Fact, Sentence
from extract.schema import Release

_ISSUER_WEIGHT = 6.0


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
    issuer_name = release.document.issuer.name
    if issuer_name:
        for group in groups.values():
            if _same(issuer_name, group.name):
                group.scores["ORG"] += _ISSUER_WEIGHT
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
    proved = {fold(chunk.name) for chunk in running if not chunk.opens}
    settled = []
    for chunk in running:
        first, _, rest = chunk.name.partition(" ")
        if not chunk.opens or fold(chunk.name) in proved or first.lower().rstrip(".,") not in common_words():
            settled.append(chunk)
        elif rest and (fold(rest) in proved or first.endswith("ing")):
            start = text.index(rest.split()[0], chunk.start + len(first))
            settled.append(chunk_at(text, start, chunk.end, chunk.sentence, chunk.cased))
        elif rest:
            settled.append(chunk)
    return settled


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
