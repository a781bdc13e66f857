"""The examples of patterns of triggers and slots: ``patterns/<event type>.toml`` and the user's own files.

An example is run as a release of its own, with one pattern and no other. Who is an organisation and what a product is
not the pattern's business: the names that the examples give to roles are taken for granted in all texts of the file.

>>> from extract.patternset import load
>>> [str(example) for example in broken("securities_offering", load()["securities_offering"])]
[]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from extract.brief import agree, brief, in_brief
from extract.checking.broken import Broken, alone
from extract.facts import recognise
from extract.facts.model import Entity, Fact, Facts
from extract.matching import Match, PatternMatcher
from extract.patternset import Example, Pattern
from extract.pipeline import FINDERS, Finder
from extract.schema import Event, Release, SectionKind

_NAMED = frozenset({"ORG", "PERSON", "PRODUCT"})
_FULL_STOPS = (".", "!", "?")
_CLOSING = "\"'”’) "

Cast = dict[str, str]


def broken(event: str, patterns: list[Pattern], *, finder: Finder | None = None) -> list[Broken]:
    """Return the examples of one file's patterns that do not hold; ``finder`` makes the events of a declared type."""
    cast = _cast(patterns)
    return [
        example for pattern in patterns for example in _broken(_Trial(event, pattern, cast, finder or FINDERS[event]))
    ]


class _Trial:
    """One pattern, ready to be run on texts."""

    def __init__(self, event: str, pattern: Pattern, cast: Cast, finder: Finder) -> None:
        self.pattern = pattern
        self._event = event
        self._finder = finder
        self._cast = cast
        self._matcher = PatternMatcher({event: [pattern]})

    def run(self, text: str) -> tuple[list[Match], list[Event]]:
        """Return what the pattern matches in a text, and the events that come of it."""
        facts = _introduced(recognise(_alone(text, self.pattern)), self._cast)
        matches = self._matcher.match(facts).get(self._event, [])
        events = self._finder(facts, matches)
        return matches, [event for event in events if event.evidence[0].pattern == self.pattern.id]


def _broken(trial: _Trial) -> Iterator[Broken]:
    id_ = trial.pattern.id
    for example in trial.pattern.yes:
        matches, events = trial.run(example.text)
        readings = [*map(_in_brief, matches), *map(brief, events)]
        if not any(_holds(example, roles) for roles in readings):
            yield Broken(id_, "yes", example.text, readings)
    for text in trial.pattern.no:
        _, events = trial.run(text)
        if events:
            yield Broken(id_, "no", text, [*map(brief, events)])


def _holds(example: Example, found: dict[str, Any]) -> bool:
    """Return whether all roles of an example were found; a single name is compared with a slot's first fact."""
    expected = example.model_extra or {}
    firsts = {
        role: value[0] if isinstance(value, list) and value and not isinstance(expected.get(role), list) else value
        for role, value in found.items()
    }
    return agree(expected, firsts)


def _in_brief(match: Match) -> dict[str, Any]:
    slots = {role: [in_brief(fact.mention()) for fact in facts] for role, facts in match.roles.items()}
    return {**match.clause.gives, **slots}


def _alone(text: str, pattern: Pattern) -> Release:
    """Return a release of one section in which the pattern is tried; a text without a full stop is a headline."""
    kind: SectionKind = "body" if text.rstrip(_CLOSING).endswith(_FULL_STOPS) else "headline"
    if kind not in pattern.sections:
        kind = pattern.sections[0]
    return alone(text, kind)


def _cast(patterns: list[Pattern]) -> Cast:
    """Return the names that the examples give to roles, each with the kind of fact that its role takes."""
    kinds = {
        role: kind
        for pattern in patterns
        for clause in pattern.clauses
        for role, slots in clause.slots.items()
        for slot in slots
        for kind in slot.fact[:1]
        if kind in _NAMED
    }
    cast: Cast = {}
    for example in (example for pattern in patterns for example in pattern.yes):
        for role, value in (example.model_extra or {}).items():
            for name in value if isinstance(value, list) else [value]:
                if role in kinds and isinstance(name, str) and name[:1].isupper():
                    cast.setdefault(name, kinds[role])
    return cast


def _introduced(facts: Facts, cast: Cast) -> Facts:
    """Return the facts with the names of the cast in place of whatever was recognised where they stand."""
    names = "|".join(map(re.escape, sorted(cast, key=lambda name: (-len(name), name))))
    entities: dict[str, Entity] = {}
    known = []
    for found in re.finditer(rf"(?<!\w)(?:{names})(?!\w)", facts.release.text) if cast else ():
        entity = entities.setdefault(found[0], Entity(name=found[0], kind=cast[found[0]]))
        known.append(Fact(entity.kind, found.start(), found.end(), found[0], entity))
        entity.mentions.append(known[-1])
    kept = [fact for fact in facts.facts if all(fact.end <= name.start or name.end <= fact.start for name in known)]
    return Facts(facts.release, facts.sentences, [*kept, *known], [*facts.entities, *entities.values()], facts.issuer)
