"""Release -> events: facts, then the patterns of all types in one pass, then one finder a type, then ids."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from extract.events import customer_deployment, executive_quote, financial_result, product, securities_offering
from extract.facts import recognise
from extract.facts.model import Facts
from extract.matching import Match, PatternMatcher
from extract.patternset import load as load_patterns
from extract.resolve import resolve
from extract.schema import Event, Release

FINDERS: dict[str, Callable[[Facts, list[Match]], Sequence[Event]]] = {
    "executive_quote": executive_quote.find,
    "customer_deployment": customer_deployment.find,
    "product": product.find,
    "securities_offering": securities_offering.find,
    "financial_result": financial_result.find,
}


def extract_events(release: Release, *, types: frozenset[str] | None = None) -> list[Event]:
    """Return the events of a release, in text order; of the given types, or all."""
    facts = recognise(release)
    matches = _matcher().match(facts)
    wanted = [name for name in FINDERS if types is None or name in types]
    return resolve(event for name in wanted for event in FINDERS[name](facts, matches.get(name, [])))


def warm_up() -> None:
    """Read and compile the pattern files now; raise `PatternError` when one of them has a mistake."""
    _matcher()


@cache
def _matcher() -> PatternMatcher:
    return PatternMatcher(load_patterns())
