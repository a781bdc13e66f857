"""Near misses: triggers that stand in the text and of which no event came, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator

from extract.events.executive_quote.marks import paragraphs, quotations
from extract.events.executive_quote.turns import FEWEST
from extract.explaining.entries import Entry
from extract.explaining.passages import Filled, Source, filled, source_of, trigger_of
from extract.matching import Attempt, Refusal
from extract.patternset import Slot
from extract.schema import Event, ExecutiveQuote, Release, Span

_SIDES = {
    "subject": "as its subject", "actor": "as the subject of its clause", "object": "as its object",
    "opening": "in the words before it", "before": "before it", "after": "behind it", "sentence": "in its sentence",
}  # fmt: skip


class NearMiss(Span):
    """A sentence that is no event: the pattern whose trigger stands in it, why it did not fire, and what slots it filled."""

    type: str
    source: Source | None
    trigger: Span
    reason: str
    slots: dict[str, list[Filled]]


def near_misses(
    release: Release,
    events: list[Event],
    attempts: list[Attempt],
    known: dict[str, Entry],
    types: frozenset[str] | None,
) -> Iterator[NearMiss]:
    """Yield, in text order, what nearly became an event, of words that no event and no other pattern has taken."""
    told = [(event.type, evidence.start, evidence.end) for event in events for evidence in event.evidence]
    misses = [_miss(one, known) for one in attempts if not _is_told(one, told) and not _is_taken(one, attempts)]
    if types is None or "executive_quote" in types:
        misses.extend(_unattributed(release, events))
    yield from sorted(misses, key=lambda miss: (miss.trigger.start, miss.type))


def _is_told(attempt: Attempt, told: list[tuple[str, int, int]]) -> bool:
    """Tell whether the words of a pattern stand in a passage of an event of its type."""
    spans = [(start, end) for event, start, end in told if event == attempt.event]
    return any(start < attempt.end and attempt.start < end for start, end in spans)


def _is_taken(attempt: Attempt, attempts: list[Attempt]) -> bool:
    """Tell whether another pattern of the type fired on the same words."""
    fired = [one for one in attempts if one.match and one.event == attempt.event and one is not attempt]
    return attempt.match is None and any(one.start < attempt.end and attempt.start < one.end for one in fired)


def _miss(attempt: Attempt, known: dict[str, Entry]) -> NearMiss:
    sentence = attempt.sentence
    refusal = max(attempt.refusals, key=lambda one: (len(one.roles), one.why == "role"), default=None)
    roles = attempt.match.roles if attempt.match else refusal.roles if refusal else {}
    return NearMiss(
        text=sentence.text, start=sentence.start, end=sentence.end, type=attempt.event,
        source=source_of(attempt.pattern.id, known), trigger=trigger_of(attempt), slots=filled(roles),
        reason=reason(refusal) if refusal and not attempt.match else _LEFT_OUT.format(attempt.event),
    )  # fmt: skip


_LEFT_OUT = "the pattern fires, but the other rules of extract.events.{} make no event of it"


def reason(refusal: Refusal) -> str:
    """Return in words why a clause does not fit around a trigger."""
    if refusal.why == "section":
        return f"stands in a section where the pattern does not look: {refusal.what}"
    if refusal.why == "unless":
        return f"silenced by '{refusal.what}'"
    if refusal.why == "voice":
        return f"the verb is not {refusal.what}"
    looked = " nor ".join(map(_place, refusal.clause.slots[refusal.what]))
    return f"{refusal.what} is empty: no {looked}"


def _place(slot: Slot) -> str:
    marker = f" with {' or '.join(repr(word) for word in slot.marker[:3])}" if slot.marker else ""
    more = " ..." if len(slot.marker) > 3 else ""
    return f"{' or '.join(slot.fact)} {_SIDES[slot.side]}{marker}{more}"


def _unattributed(release: Release, events: list[Event]) -> Iterator[NearMiss]:
    """Yield the quotations, long enough to be somebody's words, beside which nobody is named who says them."""
    parts = [part for event in events if isinstance(event, ExecutiveQuote) for part in event.parts]
    for found in quotations(release.text, paragraphs(release)):
        text = release.text[found.start : found.end]
        if len(text.split()) < FEWEST or any(part.start < found.end and found.start < part.end for part in parts):
            continue
        span = {"text": text, "start": found.start, "end": found.end}
        yield NearMiss(
            **span, type="executive_quote", source=None, trigger=Span(**span), slots={},
            reason="speaker is empty: no person is named beside the quotation who says it",
        )  # fmt: skip
