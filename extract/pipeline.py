"""Release -> events: facts, then the patterns of all types in one pass, then one finder a type, then ids."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from extract.declaration import Declaration, shape
from extract.events import (
    customer_deployment,
    declared,
    executive_quote,
    financial_result,
    product,
    securities_offering,
)
from extract.facts import recognise
from extract.facts.model import Facts
from extract.matching import Match, PatternMatcher
from extract.patternfolder import Folder, load_all
from extract.resolve import resolve
from extract.schema import EVENT_TYPES, Event, Release

Finder = Callable[[Facts, list[Match]], Sequence[Event]]

FINDERS: dict[str, Finder] = {
    "executive_quote": executive_quote.find,
    "customer_deployment": customer_deployment.find,
    "product": product.find,
    "securities_offering": securities_offering.find,
    "financial_result": financial_result.find,
}


@dataclass(frozen=True, slots=True)
class Rules:
    """What is looked for: the patterns compiled, a finder for each type, and the types that the user declares."""

    matcher: PatternMatcher
    finders: dict[str, Finder]
    declared: dict[str, Declaration]


@lru_cache(maxsize=4)
def rules(own: Folder | None = None) -> Rules:
    """Read and compile our pattern files and those of a folder; raise `PatternError` when one of them has a mistake."""
    patterns, types = load_all(own)
    finders = {event: partial(declared.find, declaration) for event, declaration in types.items()}
    return Rules(PatternMatcher(patterns), {**FINDERS, **finders}, types)


def extract_events(release: Release, *, types: frozenset[str] | None = None, own: Folder | None = None) -> list[Event]:
    """Return the events of a release, in text order; of the given types, or all, by our patterns and a folder's."""
    using = rules(own)
    facts = recognise(release)
    matches = using.matcher.match(facts)
    wanted = [name for name in using.finders if types is None or name in types]
    found = (event for name in wanted for event in using.finders[name](facts, matches.get(name, [])))
    return resolve(found, {name: declaration.identity for name, declaration in using.declared.items()})


def shapes(own: Folder | None = None) -> dict[str, type[Event]]:
    """Return the types of event that are looked for, ours and those that a folder declares, by their names."""
    return {**EVENT_TYPES, **{name: shape(declaration) for name, declaration in rules(own).declared.items()}}


def warm_up() -> None:
    """Read and compile the pattern files now; raise `PatternError` when one of them has a mistake."""
    rules()
