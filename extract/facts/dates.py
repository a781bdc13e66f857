"""Dates and reporting periods. (First version.)"""

from __future__ import annotations

from extract.facts.model import Fact, Sentence
from extract.schema import Release


def find(release: Release, sentences: list[Sentence]) -> list[Fact]:
    """Return the DATE and PERIOD facts of the sentences, in text order, resolved against the release date."""
    return []
