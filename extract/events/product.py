"""product: a proper-named product, service, platform or technology, once a document.

What is a product, and whose, the names room decides; here it becomes an event, and it is shown whether the release
launches it.
"""

from __future__ import annotations

from functools import cache

from extract.facts.model import Entity, Fact, Facts
from extract.facts.names.cues import Cue, Cues
from extract.matching import Match
from extract.schema import Evidence, Product
from extract.wordlists import folder, read_toml

_WINDOW = 200  # characters of a section around a mention outside the narrative that serve as its evidence


def find(facts: Facts, matches: list[Match]) -> list[Product]:
    """Return the products of a release, in the order of their first mentions; no pattern file matches them."""
    return [_product(entity, facts) for entity in facts.entities if entity.kind == "PRODUCT" and entity.mentions]


def _product(entity: Entity, facts: Facts) -> Product:
    launch = _launch(entity, facts)
    owner = entity.owner or (facts.issuer if launch else None)
    return Product(
        document=facts.release.document,
        evidence=[
            _evidence(launch[1] if launch else entity.mentions[0], launch[0] if launch else "product.named", facts)
        ],
        name=entity.name,
        owner=owner.mentions[0].mention() if owner and owner.mentions else None,
        mark=entity.mark if entity.mark in ("TM", "R", "SM") else None,
        introduced=launch is not None,
        mentions=[mention.mention() for mention in entity.mentions],
    )


def _launch(entity: Entity, facts: Facts) -> tuple[str, Fact] | None:
    """Return the cue and the mention that say that this release launches the product."""
    for mention in entity.mentions:
        if sentence := facts.sentence_at(mention.start):
            for cue in _introduced().around(mention.start, mention.end, sentence):
                return cue.id, mention
    return None


def _evidence(mention: Fact, pattern: str, facts: Facts) -> Evidence:
    """Return the sentence of a mention; outside the narrative, the part of the section around it."""
    text = facts.release.text
    if sentence := facts.sentence_at(mention.start):
        return sentence.evidence(pattern)
    section = next(part for part in facts.release.sections if part.start <= mention.start < part.end)
    start, end = max(section.start, mention.start - _WINDOW), min(section.end, mention.end + _WINDOW)
    return Evidence(text=text[start:end], start=start, end=end, section=section.kind, pattern=pattern)


@cache
def _introduced() -> Cues[Cue]:
    table = read_toml(folder() / "products" / "introduced.toml")
    return Cues(Cue.model_validate(cue) for cue in table["cue"])
