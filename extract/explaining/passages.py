"""Why a passage states an event: its pattern, the pattern's words in the text, and what fills its slots."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from extract.explaining.entries import Entry
from extract.facts.model import Fact
from extract.matching import Attempt, Match
from extract.schema import Event, Evidence, ExecutiveQuote, SectionKind, Span


class Source(BaseModel):
    """A pattern: its id, the file and line where it stands, its words as written there, or what it is without any."""

    pattern: str
    file: str
    line: int
    words: list[str]
    about: str | None = None


class Filled(Span):
    """What fills a slot or a role: the span, its fuller name, and the kind of fact where a slot asked for one."""

    name: str | None = None
    kind: str | None = None


class Passage(Span):
    """A passage that states an event, the pattern that found it, its trigger and what fills its slots."""

    section: SectionKind
    source: Source
    trigger: Span | None
    slots: dict[str, list[Filled]]
    gives: dict[str, str | bool | float]


def passages(event: Event, attempts: list[Attempt], known: dict[str, Entry]) -> Iterator[Passage]:
    """Yield the evidence of an event, explained by the match that it comes from, if any, and the event's own roles."""
    matches = [attempt.match for attempt in attempts if attempt.match]
    for evidence in event.evidence:
        match = next((one for one in matches if _is_from(evidence, one)), None)
        yield Passage(
            text=evidence.text, start=evidence.start, end=evidence.end, section=evidence.section,
            source=source_of(evidence.pattern, known),
            trigger=trigger_of(match) if match else _cue(event),
            slots={**(filled(match.roles) if match else {}), **_roles_within(event, evidence, match)},
            gives=match.clause.gives if match else {},
        )  # fmt: skip


def source_of(pattern: str, known: dict[str, Entry]) -> Source:
    """Return where a pattern stands, and its words."""
    entry = known[pattern]
    return Source(
        pattern=pattern, file=entry.path.name, line=entry.line, words=list(entry.words), about=entry.about
    )  # fmt: skip


def trigger_of(found: Match | Attempt) -> Span:
    """Return the words of a trigger as they stand in the text."""
    sentence = found.sentence
    text = sentence.text[found.start - sentence.start : found.end - sentence.start]
    return Span(text=text, start=found.start, end=found.end)


def filled(roles: dict[str, list[Fact]]) -> dict[str, list[Filled]]:
    """Return the facts in slots."""
    return {role: [_filled(fact) for fact in facts] for role, facts in roles.items()}


def _filled(fact: Fact) -> Filled:
    return Filled(text=fact.text, start=fact.start, end=fact.end, name=fact.mention().name, kind=fact.kind)


def _is_from(evidence: Evidence, match: Match) -> bool:
    return match.pattern.id == evidence.pattern and evidence.start <= match.start and match.end <= evidence.end


def _cue(event: Event) -> Span | None:
    cue = event.cue if isinstance(event, ExecutiveQuote) else None
    return Span(text=cue.text, start=cue.start, end=cue.end) if cue else None


def _roles_within(event: Event, evidence: Evidence, match: Match | None) -> dict[str, list[Filled]]:
    """Return the spans of the roles of an event that stand in a passage and in no slot.

    "speaker.title" is the title of the speaker.
    """
    found: dict[str, list[Filled]] = {}
    slots = set(match.roles) if match else set()
    roles = event.model_dump(exclude={"id", "document", "evidence", "date", "factuality", "cue", *slots})
    for role, span in _spans(roles, ""):
        if evidence.start <= span["start"] and span["end"] <= evidence.end:
            filled = Filled(text=span["text"], start=span["start"], end=span["end"], name=span.get("name"))
            found.setdefault(role, []).append(filled)
    return found


def _spans(value: Any, role: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, list):
        for item in value:
            yield from _spans(item, role)
    if isinstance(value, dict):
        if "start" in value:
            yield role, value
        for key, item in value.items():
            yield from _spans(item, f"{role}.{key}".lstrip("."))
