"""Apps that have no name but their maker's: "the Northwind mobile app" is a product of Northwind's."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.facts.model import Entity, Fact

_APP = re.compile(r"\s+(?:(?:mobile|web|desktop|smartphone)\s+)?[Aa]pp\b(?![’'-])")
_DETERMINED = re.compile(r"(?:\b(?:the|our|its|their|new|free|via|in|on)|[’']s)\s+$", re.IGNORECASE)


def find(text: str, facts: Iterable[Fact]) -> list[Entity]:
    """Return the apps that are named after organisations among the facts, each with its mentions and its owner."""
    apps: dict[tuple[str, str], Entity] = {}
    for fact in facts:
        app = _APP.match(text, fact.end) if fact.kind == "ORG" and not fact.anaphor else None
        if app and _DETERMINED.search(text, max(0, fact.start - 12), fact.start):
            name = f"{fact.text}{' '.join(['', *app[0].split()])}"
            entity = apps.setdefault((fact.value.name, name.casefold()), Entity(name, "PRODUCT", owner=fact.value))
            entity.mentions.append(Fact("PRODUCT", fact.start, app.end(), text[fact.start : app.end()], entity))
    return list(apps.values())
