"""Who can buy: organisations and those that look like one, nobody in particular, no part and no paper of somebody."""

from __future__ import annotations

import re
from functools import cache

from extract.events.customer_deployment.parties import is_issuer
from extract.facts.model import Fact
from extract.facts.names.chunks import is_common
from extract.matching import Match
from extract.wordlists import alternatives, vocabulary

# Nobody in particular: "once a new customer buys".
_ANYBODY = re.compile(
    r"an?\s+(?:(?:new|potential|prospective|single|typical|major|large|leading|given|another)\s+)?"
    r"(?:customers?|clients?|compan(?:y|ies)|buyers?|organi[sz]ations?|leader|team|group|third party)",
    re.IGNORECASE,
)
# Parts of an organisation that buy nothing for themselves.
_PART = re.compile(
    r"\b(?:Committee|Board of Directors|(?<!Health )Plan|Program|Act)$|^(?:Board|Committee)\b(?! of [A-Z])"
)
_PLACED = re.compile(r"\b(?:at|across|throughout)\s+(?:the\s+)?$")
_NEXT_WORD = re.compile(r"\s+([a-z]+)")


def can_buy(fact: Fact, seller: Fact | None, match: Match) -> bool:
    """Tell whether a fact can be a customer of the seller.

    A "supplier" or "partner" is none. A name of which the text does not show what it is buys from the issuer, and where
    a preposition marks it as the buyer from a named organisation.
    """
    listed = len(match.roles.get("customer", [])) > 1
    if fact.kind in ("NAME", "ORG") and not fact.anaphor and _no_buyer(fact.text, listed=listed):
        return False
    if fact.kind == "PERSON":  # "Ashley Stores": in a list of organisations an organisation
        return any(other.kind == "ORG" for other in match.roles["customer"])
    if fact.kind == "NAME" and _modifies(fact, match):
        return False
    if fact.kind == "NAME" and _PLACED.search(match.sentence.text, 0, fact.start - match.sentence.start):
        return _possessive(fact, match)  # "has installed cameras at Northwind's plant", not "at Main Street"
    if fact.kind == "NAME":
        marked = bool(match.clause.slots["customer"][0].marker)
        return seller is not None and (is_issuer(seller) or (marked and seller.kind == "ORG"))
    return fact.kind != "DESCRIBED" or not (_ANYBODY.fullmatch(fact.text) or _seller_noun().search(fact.text))


def _possessive(fact: Fact, match: Match) -> bool:
    return match.sentence.text.startswith(("'s ", "’s "), fact.end - match.sentence.start)


def _no_buyer(name: str, *, listed: bool) -> bool:
    """Tell whether a name is a common word ("Measure"), if not in a list, or that of a contract ("MSA Contract")."""
    words = name.split()
    if _PART.search(name):
        return True
    return words[-1].lower() in _deal_nouns() or (len(words) == 1 and not listed and _common(name))


def _common(word: str) -> bool:
    known = (*vocabulary("organisation_nouns"), *vocabulary("job_areas"))  # "for Industrial Automation"
    return is_common(word) or is_common(word.rstrip("s")) or word.lower().rstrip("s") in known


def _modifies(fact: Fact, match: Match) -> bool:
    """Tell whether a name behind the trigger only qualifies the noun behind it: "Thai" of "from a Thai buyer"."""
    if fact.start < match.end:
        return False
    found = _NEXT_WORD.match(match.sentence.text, fact.end - match.sentence.start)
    return found is not None and found[1] not in _edges()


@cache
def _edges() -> frozenset[str]:
    words = ("prepositions", "phrase_edges", "auxiliaries")
    return frozenset(word for name in words for word in vocabulary(name)) | {"and", "or"}


@cache
def _deal_nouns() -> frozenset[str]:
    return frozenset(vocabulary("deal_nouns")) | {"agreement", "deal", "award"}


@cache
def _seller_noun() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(vocabulary('seller_nouns'))}s?\b", re.IGNORECASE)
