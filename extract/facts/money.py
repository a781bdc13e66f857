"""Money, counts and percentages. (First version.)"""

from __future__ import annotations

from extract.facts.model import Fact, Sentence
from extract.schema import Release


def find(release: Release, sentences: list[Sentence]) -> list[Fact]:
    """Return the MONEY, COUNT and PERCENT facts of the sentences, in text order."""
    return []
