"""Why each event of a release is in the log, and which patterns nearly fired: what ``press-events explain`` prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from extract.brief import brief
from extract.explaining.entries import Entry, entries
from extract.explaining.near import NearMiss, near_misses
from extract.explaining.passages import Passage, passages
from extract.facts import recognise
from extract.facts.model import Facts
from extract.matching import Attempt
from extract.patternfolder import Folder
from extract.pipeline import Rules, extract_events, rules
from extract.schema import Document, Event, Factuality, Release, When


class Why(BaseModel):
    """An event: its roles in brief, when and whether it happened, and the passages that state it, the main one first."""

    id: str
    type: str
    roles: dict[str, Any]
    date: When | None
    factuality: Factuality
    passages: list[Passage]


class Explanation(BaseModel):
    """All that there is to say of one release."""

    document: Document
    events: list[Why]
    near_misses: list[NearMiss]


def explain(release: Release, *, types: frozenset[str] | None = None, own: Folder | None = None) -> Explanation:
    """Return why each event of a release was found, and the near misses; of the given types, or all.

    >>> from extract.reading import read_text
    >>> release = read_text("Northwind Bank has selected Acme Corp.'s LedgerOne platform.")
    >>> [deal] = [event for event in explain(release).events if event.type == "customer_deployment"]
    >>> [(fact.text, fact.kind) for fact in deal.passages[0].slots["customer"]]
    [('Northwind Bank', 'ORG')]
    """
    events = extract_events(release, types=types, own=own)
    known = entries(own)
    attempts = [one for one in _attempts(recognise(release), rules(own)) if types is None or one.event in types]
    return Explanation(
        document=release.document,
        events=[_why(event, attempts, known) for event in events],
        near_misses=list(near_misses(release, events, attempts, known, types)),
    )


def _attempts(facts: Facts, using: Rules) -> Iterator[Attempt]:
    for sentence in facts.sentences:
        yield from using.matcher.attempts(sentence, facts)


def _why(event: Event, attempts: list[Attempt], known: dict[str, Entry]) -> Why:
    roles = {role: value for role, value in brief(event).items() if role not in ("type", "date", "factuality")}
    return Why(
        id=event.id, type=event.type, roles=roles, date=event.date, factuality=event.factuality,
        passages=list(passages(event, attempts, known)),
    )  # fmt: skip
