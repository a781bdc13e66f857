"""Proper names: found as capitalised runs, gathered into entities, typed by evidence. (First version.)"""

from __future__ import annotations

from extract.facts.model import Entity, Fact, Sentence
from extract.schema import Release


def find(release: Release, sentences: list[Sentence], found: list[Fact]) -> tuple[list[Fact], list[Entity], Entity | None]:
    """Return the name facts, the entities that they mention, and the issuer's entity.

    ``found`` are the amounts and dates: a name does not overlap them.
    """
    return [], [], None
