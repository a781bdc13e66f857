"""What is supplied: the noun phrase of a match, without its measure, or what a contract is called after."""

from __future__ import annotations

import re
from functools import cache

from extract.facts.model import Fact
from extract.matching import Match
from extract.wordlists import alternatives, vocabulary

_MEASURE = re.compile(
    r"(?:approximately|about|up to|over|more than|around|nearly)?\s*[\d.,]+\s+\w+\s+of\s+", re.IGNORECASE
)
# What changes hands in a deal of another kind: "one of its business units", "1,200,000 shares of its stock".
_HOLDING = re.compile(
    r"\b(?:shares?|stakes?|assets|subsidiar(?:y|ies)|business(?:es|\s+units?)?)(?:$|\s+of\b)|\bshares\b", re.IGNORECASE
)


def offering(match: Match) -> Fact | None:
    """Return the noun phrase supplied: the slot's, else what the contract is called after ("maintenance contract")."""
    phrase = match.first("offering")
    if phrase is None and (deal := match.first("deal")):
        phrase = _called_after(deal)
    if phrase is None or phrase.text.split()[-1].lower() in _no_offerings():
        return None
    return _without_measure(phrase)


def supplies_nothing(match: Match) -> bool:
    """Tell whether the object of the verb is no product or service: "will provide an update", "adopted a policy"."""
    phrase = match.first("offering")
    objects = [slot for slot in match.clause.slots.get("offering", []) if slot.side == "object" or slot.required]
    if phrase is None or not objects:
        return False
    return phrase.text.split()[-1].lower() in _no_offerings() or _HOLDING.search(phrase.text) is not None


def _called_after(deal: Fact) -> Fact | None:
    """Return the service in a contract's name: "exclusive multi-year card processing contract" is "card processing"."""
    found = _contract_name().fullmatch(deal.text)
    if found is None or not found["service"]:
        return None
    start = deal.start + found.start("service")
    return Fact("PHRASE", start, start + len(found["service"]), found["service"])


def _without_measure(phrase: Fact) -> Fact:
    """Cut the measure off an offering: "740 kilometers of cable" is "cable"."""
    found = _MEASURE.match(phrase.text)
    start = phrase.start + (found.end() if found else 0)
    return Fact("PHRASE", start, phrase.end, phrase.text[start - phrase.start :])


@cache
def _contract_name() -> re.Pattern[str]:
    nouns = alternatives(vocabulary("deal_nouns"))
    words = alternatives(vocabulary("plain_deal_words"))
    plain = rf"(?:\S*\d\S*|\w+-year|multi-\w+|{words})"
    return re.compile(rf"(?:{plain}\s+)*(?P<service>\S+(?:\s+\S+)*?)??\s*{nouns}s?", re.IGNORECASE)


@cache
def _no_offerings() -> frozenset[str]:
    return frozenset(vocabulary("no_offerings"))
