"""Release -> Facts: everything that event patterns speak of, recognised once."""

from __future__ import annotations

from extract.facts import dates, money, names
from extract.facts.model import Facts
from extract.facts.sentences import split
from extract.schema import Release


def recognise(release: Release) -> Facts:
    """Return the sentences of the narrative with the names, amounts and dates in them."""
    sentences = split(release)
    found = [*money.find(release, sentences), *dates.find(release, sentences)]
    named, entities, issuer = names.find(release, sentences, found)
    return Facts(release=release, sentences=sentences, facts=[*found, *named], entities=entities, issuer=issuer)
