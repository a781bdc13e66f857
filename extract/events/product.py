"""product: a proper-named product, once a document. (First version.)"""

from __future__ import annotations

import re

from extract.facts.model import Entity, Facts
from extract.matching import Match
from extract.schema import Evidence, Product

_MARKS = re.compile(r"\s?(?:[™®℠]|\((?:'?TM'?|R|SM|tm|r|sm)\))")


def find(facts: Facts, matches: list[Match]) -> list[Product]:
    """Return the products of the narrative, in text order."""
    return [event for entity in facts.entities if entity.kind == "PRODUCT" and (event := _product(entity, facts))]


def _product(entity: Entity, facts: Facts) -> Product | None:
    first = entity.mentions[0]
    sentence = facts.sentence_at(first.start)
    if sentence is None:
        return None
    evidence = Evidence(
        text=sentence.text, start=sentence.start, end=sentence.end, section=sentence.section, pattern="product.name"
    )
    mark = entity.mark if entity.mark in ("TM", "R", "SM") else None
    return Product(
        document=facts.release.document,
        evidence=[evidence],
        name=_MARKS.sub("", entity.name),
        owner=entity.owner.mentions[0].mention() if entity.owner else None,
        mark=mark,
        mentions=[mention.mention() for mention in entity.mentions],
    )
