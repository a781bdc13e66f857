"""One pattern file tried on one text: what ``press-events try`` prints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from extract.brief import brief, in_brief
from extract.errors import PatternError
from extract.events import declared
from extract.explaining.entries import entries_of
from extract.explaining.near import reason
from extract.explaining.passages import trigger_of
from extract.facts import recognise
from extract.facts.model import Entity, Fact, Facts
from extract.facts.names.cues import Cue, Cues
from extract.matching import Attempt, PatternMatcher
from extract.patternfolder import read_own
from extract.patternset import load, read
from extract.pipeline import FINDERS, extract_events
from extract.reading import read_text
from extract.schema import Event, Release
from extract.wordlists import folder, read_toml


@dataclass(slots=True)
class Tried:
    """The facts of a text (text, kind), of each pattern what it did there, and the events that come of it in brief."""

    facts: list[tuple[str, str]]
    patterns: dict[str, list[str]]
    events: list[dict[str, Any]] = field(default_factory=list)
    fired: bool = False


def attempt(path: Path, text: str) -> Tried:
    """Try the patterns of a file on a text; raise `PatternError` when the file has a mistake.

    The text is a release of its own: a line without a full stop is its headline. Names are recognised as in any release,
    not taken for granted as in the examples of the file.
    """
    table = read_toml(path)
    release = read_text(text)
    facts = recognise(release)
    tried = Tried([(fact.text, fact.kind) for fact in facts.facts], {entry.id: [] for entry in entries_of(path)})
    if not tried.patterns:
        raise PatternError(f"{path.name}: holds no patterns to try, nothing with an id")
    if "cue" in table:
        _by_names(table, facts, tried)
    elif folder().resolve() in path.resolve().parent.parents:  # the folders of the other families of our patterns
        _by_events(release, tried)
    else:
        _by_triggers(path, facts, tried)
    return tried


def _by_triggers(path: Path, facts: Facts, tried: Tried) -> None:
    ours = path.resolve().parent == folder().resolve()
    file, declaration = (read(path), None) if ours else read_own(path, load())
    finder = partial(declared.find, declaration) if declaration else FINDERS[file.event]
    matcher = PatternMatcher({file.event: file.pattern})
    attempts = [one for sentence in facts.sentences for one in matcher.attempts(sentence, facts)]
    for one in attempts:
        tried.patterns[one.pattern.id].append(_told(one))
    matches = [one.match for one in attempts if one.match]
    tried.fired = bool(matches)
    tried.events = _in_brief(finder(facts, matches))


def _by_names(table: dict[str, Any], facts: Facts, tried: Tried) -> None:
    """Tell which cues stand around the names of the text, and which shapes the names have."""
    cues = Cues(Cue.model_validate({key: entry[key] for key in Cue.model_fields}) for entry in table["cue"])
    for name in (fact for fact in facts.facts if isinstance(fact.value, Entity)):
        if sentence := facts.sentence_at(name.start):
            for cue in cues.around(name.start, name.end, sentence):
                tried.patterns[cue.id].append(f"fires around '{name.text}'")
        for shape in table.get("shape", []):
            if re.search(shape["inside"], name.text):
                tried.patterns[shape["id"]].append(f"fires on '{name.text}'")
    tried.fired = any(tried.patterns.values())


def _by_events(release: Release, tried: Tried) -> None:
    """Run everything, and tell which of the file's patterns found an event: forms and cues do not work alone."""
    events = [one for one in extract_events(release) if any(e.pattern in tried.patterns for e in one.evidence)]
    for event in events:
        for evidence in event.evidence:
            if evidence.pattern in tried.patterns:
                tried.patterns[evidence.pattern].append(f"fires in '{evidence.text}'")
    tried.fired = bool(events)
    tried.events = _in_brief(events)


def _in_brief(events: Sequence[Event]) -> list[dict[str, Any]]:
    return [{role: value for role, value in brief(event).items() if value not in (None, [])} for event in events]


def _told(one: Attempt) -> str:
    """Return what a pattern does where its trigger stands: what fills its slots, or why no clause of it fits."""
    trigger = f"'{trigger_of(one).text}'"
    if one.match:
        return f"fires at {trigger}: {_roles(one.match.roles) or 'it has no slots'}"
    reasons = dict.fromkeys(reason(refusal) for refusal in one.refusals)
    nearest = max(one.refusals, key=lambda refusal: len(refusal.roles))
    filled = f"; filled: {_roles(nearest.roles)}" if nearest.roles else ""
    return f"does not fire at {trigger}: {'; or '.join(reasons)}{filled}"


def _roles(roles: dict[str, list[Fact]]) -> str:
    return ", ".join(
        f"{role} = {' + '.join(in_brief(fact.mention()) for fact in facts)}" for role, facts in roles.items()
    )
