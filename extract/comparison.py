"""Two logs of the same documents: which events were gained, lost and changed, for ``press-events diff``.

Events are the same when their ids are, which document, type and identifying roles decide. What is left on both sides is
the same event with another identity where its main passages overlap: a speaker who got a fuller name is a change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from pydantic import BaseModel, Field

from extract.brief import brief
from extract.schema import Event

Kind = Literal["gained", "lost", "changed"]


class Change(BaseModel):
    """A field that is not what it was: in brief, or with its offsets where only these differ."""

    field: str
    old: Any
    new: Any


class Difference(BaseModel):
    """An event that only one log has, or one of which fields changed; ``pattern`` is that of its main passage."""

    kind: Kind
    document: str
    type: str
    pattern: str
    text: str
    roles: dict[str, Any]
    changes: list[Change] = Field(default_factory=list)


class Comparison(BaseModel):
    """How many events are the same, and what is different, in the order of the documents."""

    same: int
    differences: list[Difference]

    def by_pattern(self) -> dict[tuple[str, str], dict[Kind, int]]:
        """Return how often each difference occurs, by type and pattern."""
        counts: dict[tuple[str, str], dict[Kind, int]] = {}
        for one in sorted(self.differences, key=lambda one: (one.type, one.pattern)):
            row = counts.setdefault((one.type, one.pattern), {"gained": 0, "lost": 0, "changed": 0})
            row[one.kind] += 1
        return counts


def compare(old: Iterable[Event], new: Iterable[Event]) -> Comparison:
    """Return what the second of two logs has gained, lost and changed."""
    before, after = _by_document(old), _by_document(new)
    same = 0
    differences = []
    for document in dict.fromkeys([*before, *after]):
        pairs, lost, gained = _pairs(before.get(document, []), after.get(document, []))
        changed = [_changed(one, other) for one, other in pairs]
        same += sum(not one.changes for one in changed)
        differences += [one for one in changed if one.changes]
        differences += [_only("lost", event) for event in lost] + [_only("gained", event) for event in gained]
    return Comparison(same=same, differences=differences)


def _by_document(events: Iterable[Event]) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    for event in events:
        found.setdefault(event.document.id, []).append(event)
    return found


def _pairs(old: list[Event], new: list[Event]) -> tuple[list[tuple[Event, Event]], list[Event], list[Event]]:
    """Pair the events of a document by their ids, then by where they stand; return also what is left on both sides."""
    by_id = {event.id: event for event in new}
    pairs = [(event, by_id[event.id]) for event in old if event.id in by_id]
    known = {event.id for event, _ in pairs}
    lost = [event for event in old if event.id not in known]
    gained = [event for event in new if event.id not in known]
    for event in [*lost]:
        if moved := next((other for other in gained if _overlap(event, other)), None):
            pairs.append((event, moved))
            lost.remove(event)
            gained.remove(moved)
    return pairs, lost, gained


def _overlap(one: Event, other: Event) -> bool:
    first, second = one.evidence[0], other.evidence[0]
    return one.type == other.type and first.start < second.end and second.start < first.end


def _only(kind: Kind, event: Event) -> Difference:
    passage = event.evidence[0]
    return Difference(
        kind=kind, document=event.document.id, type=event.type, pattern=passage.pattern, text=passage.text,
        roles=brief(event),
    )  # fmt: skip


def _changed(old: Event, new: Event) -> Difference:
    return _only("changed", new).model_copy(update={"changes": list(_changes(old, new))})


def _changes(old: Event, new: Event) -> Iterator[Change]:
    """Yield the fields that differ; of the document what it says of itself, not where it lay."""
    before, after = old.model_dump(mode="json"), new.model_dump(mode="json")
    brief_before, brief_after = brief(old), brief(new)
    for field in dict.fromkeys([*before, *after]):
        if field == "document":
            yield from _document_changes(before[field], after[field])
        elif field != "id" and before.get(field) != after.get(field):
            told = brief_before.get(field), brief_after.get(field)
            was, is_now = told if told[0] != told[1] else (before.get(field), after.get(field))
            yield Change(field=field, old=was, new=is_now)


def _document_changes(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    for field in old:
        if field not in ("id", "source") and old[field] != new.get(field):
            yield Change(field=f"document.{field}", old=old[field], new=new.get(field))
