"""Who is who: the two sides of a deal, the same organisation under two names, the maker of a product."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from extract.facts.model import Entity, Fact, Facts
from extract.facts.names.groups import core
from extract.wordlists import vocabulary

_CAPITALISED = re.compile(r"[A-Z][\w.&-]*(?:\s+(?:(?:of|for|and|the)\s+)*[A-Z][\w.&-]*)+")
# "an agency within the Department of Parks": the description goes on to the organisation.
_WITHIN = re.compile(r"\s+(?:within|of|in|at)\s+(?:the\s+)?")
_WORD = re.compile(r"[\w&]+")


def same_party(one: Fact, other: Fact) -> bool:
    """Tell whether two facts name the same organisation: one entity, or one name's words all in the other's."""
    if isinstance(one.value, Entity) and one.value is other.value:
        return True
    pairs = [(first, second) for first in _names(one) for second in _names(other)]
    if any(first <= second or second <= first for first, second in pairs):
        return True
    both = [(a, b) for a in _texts(one) for b in _texts(other)]
    return any(_abbreviates(short, long) or _clips(short, long) for a, b in both for short, long in ((a, b), (b, a)))


def _clips(short: str, long: str) -> bool:
    """Tell whether a name is cut within its last word: "Acme Bio" of Acme Biologicals."""
    return " " in short and len(short) > 5 and long.casefold().startswith(short.casefold())


def _abbreviates(short: str, long: str) -> bool:
    """Tell whether capitals spell a name, small words counted or not: FAA, and DOJ of "the Department of Justice"."""
    if not (2 <= len(short) <= 6 and short.isupper()):
        return False
    runs = [run[0].split() for run in _CAPITALISED.finditer(long)]
    return any(
        short in ("".join(w[0] for w in run).upper(), "".join(w[0] for w in run if w[0].isupper())) for run in runs
    )


def is_issuer(fact: Fact) -> bool:
    """Tell whether a fact names the issuer, or refers back to it."""
    return isinstance(fact.value, Entity) and fact.value.is_issuer


def issuer_mention(facts: Facts) -> list[Fact]:
    """Return the first mention of the issuer; where the text never uses its name alone, the first place that spells it."""
    if facts.issuer is None or facts.issuer.mentions:
        return facts.issuer.mentions[:1] if facts.issuer else []
    spelled = re.compile(r"\s+".join(map(re.escape, core(facts.issuer.name).split())))
    found = spelled.search(facts.release.text)
    return [Fact("ORG", found.start(), found.end(), found[0], facts.issuer)] if found else []


def described_fully(fact: Fact, facts: Facts) -> Fact:
    """Return a description with the organisation it belongs to: "an agency within the Department of Parks"."""
    text = facts.release.text
    within = _WITHIN.match(text, fact.end)
    if fact.kind != "DESCRIBED" or within is None:
        return fact
    first = next(facts.within(within.end(), within.end() + 100, "ORG"), None)
    if first is None or first.start != within.end():
        return fact
    return Fact("DESCRIBED", fact.start, first.end, text[fact.start : first.end])


def owner(product: Fact, facts: Facts) -> Entity | None:
    """Return whose a product is: as recognised, or by a name that begins with an organisation's ("Acme LedgerOne")."""
    entity = product.value
    if not isinstance(entity, Entity) or entity.owner is not None:
        return entity.owner if isinstance(entity, Entity) else None
    words = entity.name.split()
    makers = (facts.issuer, *facts.entities)
    return next((maker for maker in makers if maker and _begins(maker, words) and acts(maker, facts)), None)


def _begins(maker: Entity, product: list[str]) -> bool:
    named = core(maker.name).split()
    return 0 < len(named) < len(product) and product[: len(named)] == named


def offered(product: Fact, sides: Iterable[Fact | None], facts: Facts) -> bool:
    """Tell whether a product can be part of a deal between ``sides``: nobody else owns it, as far as the text shows."""
    maker = owner(product, facts)
    return maker is None or any(side is not None and maker is side.value for side in sides)


def acts(entity: Entity, facts: Facts) -> bool:
    """Tell whether a name stands for an organisation, if only as a product's that owns something: "LedgerOne's team"."""
    if entity.kind in ("PRODUCT", "NAME"):
        return any(facts.release.text[mention.end : mention.end + 2] in ("’s", "'s") for mention in entity.mentions)
    return entity.kind == "ORG"


def _names(fact: Fact) -> list[frozenset[str]]:
    """Return the words of a fact's own text and of its entity's name, legal suffixes and small words aside."""
    words = (frozenset(_WORD.findall(core(text).lower())) - _small() for text in _texts(fact))
    return [each for each in words if each]


def _texts(fact: Fact) -> list[str]:
    own = [] if fact.anaphor else [fact.text]
    return [*own, fact.value.name] if isinstance(fact.value, Entity) else own


@cache
def _small() -> frozenset[str]:
    return frozenset(vocabulary("determiners")) | frozenset(vocabulary("prepositions")) | {"and"}
