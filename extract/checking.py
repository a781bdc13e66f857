"""Do the patterns keep what their examples promise? What ``press-events check`` prints and the tests demand.

An example is run as a release of its own, with one pattern and no other:

>>> from extract.patternset import load
>>> broken(load())
[]
"""

from __future__ import annotations

import hashlib
from typing import Any

import spacy
from spacy.language import Language

from extract import schema
from extract.facts import recognise
from extract.matching import Match, PatternMatcher
from extract.patternset import Example, Pattern
from extract.pipeline import FINDERS
from extract.schema import Document, Event, ExecutiveQuote, Mention, Release, Section


def broken(patterns: dict[str, list[Pattern]]) -> list[str]:
    """Return a line for each example that does not hold: ``pattern ID: yes|no: TEXT: what happened instead``."""
    nlp = spacy.blank("en")
    return [line for event, of_type in patterns.items() for pattern in of_type for line in _broken(nlp, event, pattern)]


def _broken(nlp: Language, event: str, pattern: Pattern) -> list[str]:
    matcher = PatternMatcher(nlp, {event: [pattern]})
    lines = []
    for example in pattern.yes:
        matches, events = _fire(matcher, event, pattern, example.text)
        if not any(_holds(example, roles) for roles in _readings(matches, events)):
            lines.append(f"pattern {pattern.id}: yes: {example.text}: found {_readings(matches, events) or 'nothing'}")
    for text in pattern.no:
        _, events = _fire(matcher, event, pattern, text)
        if events:
            lines.append(f"pattern {pattern.id}: no: {text}: found {_readings([], events)}")
    return lines


def _fire(matcher: PatternMatcher, event: str, pattern: Pattern, text: str) -> tuple[list[Match], list[Event]]:
    facts = recognise(_alone(text, pattern))
    matches = matcher.match(facts).get(event, [])
    return matches, [found for found in FINDERS[event](facts, matches) if found.evidence[0].pattern == pattern.id]


def _alone(text: str, pattern: Pattern) -> Release:
    """Return a release of one section in which the pattern is tried."""
    kind = "body" if "body" in pattern.sections else pattern.sections[0]
    document = Document(id="example", source="", sha256=hashlib.sha256(text.encode()).hexdigest())
    return Release(document=document, text=text, sections=[Section(kind=kind, start=0, end=len(text))])


def _readings(matches: list[Match], events: list[Event]) -> list[dict[str, Any]]:
    """Return what was found: of each match its slots and constants, of each event all its roles."""
    filled = [
        {
            **match.pattern.gives,
            **{role: [_brief(fact.mention()) for fact in facts] for role, facts in match.roles.items()},
        }
        for match in matches
    ]
    return [*filled, *map(brief, events)]


def _holds(example: Example, found: dict[str, Any]) -> bool:
    """Return whether all roles of an example were found; one name agrees with a slot's first fact."""
    expected = example.model_extra or {}
    firsts = {
        role: value[0] if isinstance(value, list) and value and not isinstance(expected.get(role), list) else value
        for role, value in found.items()
    }
    return agree(expected, firsts)


def brief(event: Event) -> dict[str, Any]:
    """Return an event's roles as examples write them: names for mentions, numbers for amounts, ISO values for dates.

    >>> mention = Mention(text="Ahmed", start=0, end=5, name="Hassan Ahmed")
    >>> _brief([mention])
    ['Hassan Ahmed']
    """
    roles = {name: _brief(getattr(event, name)) for name in type(event).model_fields if name not in _ENVELOPE}
    if isinstance(event, ExecutiveQuote):
        roles["title"] = _brief(event.speaker.title)
        roles["organization"] = _brief(event.speaker.organization)
    return roles


_ENVELOPE = frozenset({"id", "document", "evidence"})


def _brief(value: Any) -> Any:
    match value:
        case schema.Money() | schema.Quantity():
            return value.amount
        case schema.Count():
            return value.count
        case schema.When() | schema.Factuality():
            return value.value
        case schema.Change():
            return value.percent
        case schema.Comparison():
            return value.value.amount
        case Mention():
            return _one_line(value.name or value.text)
        case str():
            return _one_line(value)
        case list():
            return [_brief(item) for item in value]
        case _:
            return value


def _one_line(text: str) -> str:
    return " ".join(text.split())


def agree(expected: dict[str, Any], found: dict[str, Any]) -> bool:
    """Return whether an event has all the roles that are expected of it, whatever others it has.

    Lists agree in any order, or by their length with a number; ``…`` stands for any words within a text.

    >>> agree({"speaker": "Jane Doe", "quote": "We are … glad."}, {"speaker": "Jane Doe", "quote": "We are very glad."})
    True
    >>> agree({"parts": 2, "products": ["B", "A"]}, {"parts": ["a", "b"], "products": ["A", "B"]})
    True
    """
    return all(_agrees(value, found.get(role)) for role, value in expected.items())


def _agrees(expected: Any, found: Any) -> bool:
    if isinstance(expected, list):
        return isinstance(found, list) and sorted(map(str, expected)) == sorted(map(str, found))
    if isinstance(found, list):
        return isinstance(expected, int) and expected == len(found)
    if isinstance(expected, str) and "…" in expected and isinstance(found, str):
        opening, closing = expected.split("…", 1)
        return found.startswith(opening.rstrip()) and found.endswith(closing.lstrip())
    return bool(expected == found)
