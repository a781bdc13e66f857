"""Proper names: found as capitalised runs, gathered into entities, typed by evidence, referred back to by anaphors."""

from __future__ import annotations

from extract.facts.model import Entity, Fact, Sentence
from extract.facts.names import anaphora, apps, kinship, notices, owners
from extract.facts.names.chunks import Chunk, chunks
from extract.facts.names.entities import join
from extract.facts.names.groups import Group, core, fold, gather, is_organisation_head
from extract.facts.names.headlines import headline_chunks
from extract.facts.names.running import settled
from extract.schema import Release


def find(
    release: Release, sentences: list[Sentence], found: list[Fact]
) -> tuple[list[Fact], list[Entity], Entity | None]:
    """Return the name facts, the entities that they mention, and the issuer's entity.

    ``found`` are the amounts and dates: a name does not overlap them.
    """
    text, claimed = release.text, notices.claimed(release)
    groups = _groups(release, chunks(text, sentences, found), claimed)
    entities: list[Entity] = []
    facts: list[Fact] = []
    for entity, mentions in join(groups, kinship.makers_of(groups, release.document.issuer.name)):
        if entity.kind != "OTHER":
            entities.append(entity)
            entity.mentions = [_fact(text, chunk, entity) for chunk in mentions]
            facts.extend(entity.mentions)
    issuer = _issuer(release.document.issuer.name, entities)
    if issuer is not None:
        issuer.is_issuer = True
    facts.sort(key=lambda fact: (fact.start, -fact.end))
    entities.extend(notices.described(release, claimed, entities))
    owners.assign(text, sentences, entities, facts, claimed, issuer)
    for app in apps.find(text, facts):
        entities.append(app)
        facts.extend(app.mentions)
    unnamed = anaphora.described(sentences, facts)
    facts += anaphora.find(sentences, facts, issuer)
    return facts + unnamed, entities, issuer


def _groups(release: Release, every: list[Chunk], claimed: dict[str, str]) -> dict[str, Group]:
    """Return the names of the release with all that speaks for their kinds."""
    text, issuer = release.text, release.document.issuer
    groups: dict[str, Group] = {}
    gather(text, settled(text, [chunk for chunk in every if not chunk.cased]), groups)
    known = groups.keys() | {fold(core(group.name)) for group in groups.values()}
    gather(text, headline_chunks(text, [chunk for chunk in every if chunk.cased], known), groups)
    keys = {fold(name) for name in claimed}
    for key, group in groups.items():
        if issuer.name and _same(issuer.name, group.name):
            group.weigh_by("ORG", "org.issuer")
            group.aliases.extend([issuer.ticker] if issuer.ticker else [])
        elif keys and _is_claimed(key, group, keys):
            group.weigh_by("PRODUCT", "product.claimed")
    kinship.weigh(text, groups, issuer.name)
    return groups


def _is_claimed(key: str, group: Group, claimed: set[str]) -> bool:
    """Tell whether a notice claims a name, whole or its first words; the name of a body is claimed by its members."""
    return any(key.startswith(name + " ") for name in claimed) or (
        key in claimed and not is_organisation_head(group.name)
    )


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
