"""Match -> deals: which fact buys, which sells, and what; the roles that a sentence leaves to the reader are filled in.

A vendor that is not named is the owner of the product, or the issuer where the words imply it ("its platform", "has
received an order from"). Whoever cannot buy or sell is left out, and a deal without two different sides is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import cast

from extract.facts.entities import core
from extract.facts.factuality import judge
from extract.facts.model import Entity, Fact, Facts
from extract.matching import Match
from extract.schema import Stage
from extract.wordlists import alternatives, vocabulary

STAGES: tuple[Stage, ...] = (
    "planned", "selected", "contracted", "deploying", "deployed", "expanded", "renewed", "ended",
)  # fmt: skip
"""The stages in the order in which a deal goes through them."""

_OWN = re.compile(r"(?:^|\b(?:for|of|on|with))\s+(?:its|our)\s+(?:own\s+)?$", re.IGNORECASE)
_RENEWAL = re.compile(r"\b(?:renewal|renewed|extension|extended|recompete)\b", re.IGNORECASE)
_MEASURE = re.compile(
    r"(?:approximately|about|up to|over|more than|around|nearly)?\s*[\d.,]+\s+\w+\s+of\s+", re.IGNORECASE
)
# Nobody in particular: "once a new customer buys".
_ANYBODY = re.compile(
    r"an?\s+(?:(?:new|potential|prospective|single|typical|major|large|leading|given|another)\s+)?"
    r"(?:customers?|clients?|compan(?:y|ies)|buyers?|organi[sz]ations?|leader|team|group|third party)",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(r"[A-Z][\w.&-]*(?:\s+(?:(?:of|for|and|the)\s+)*[A-Z][\w.&-]*)+")
# "an agency within the Department of Parks": the description goes on to the organisation.
_WITHIN = re.compile(r"\s+(?:within|of|in|at)\s+(?:the\s+)?")
# What changes hands in a deal of another kind: "one of its business units", "1,200,000 shares of its stock".
_HOLDING = re.compile(
    r"\b(?:shares?|stakes?|assets|subsidiar(?:y|ies)|business(?:es|\s+units?)?)$|\bshares\b", re.IGNORECASE
)
_PRONOUN = re.compile(r"\b(?:it|they|he|she|who|which)\s+(?:\S+\s+){0,6}$", re.IGNORECASE)
_WORD = re.compile(r"[\w&]+")


@dataclass(slots=True)
class Deal:
    """A customer and a vendor, what is supplied, how far it has come, and the matches that say so, best first.

    A side that the sentence leaves open is None. ``named`` is true when the sentence names the vendor itself or
    its product; ``sure`` is false when the grammar does not tell buyer from seller.
    """

    customer: Fact | None
    vendor: Fact | None
    products: list[Fact]
    offering: Fact | None
    stage: Stage
    named: bool = True
    sure: bool = True
    matches: list[Match] = field(default_factory=list)


def deals(match: Match, facts: Facts) -> Iterator[Deal]:
    """Yield the deals that one match states: one for each pair of a customer and a vendor."""
    products = match.roles.get("products", [])
    if not products and _supplies_nothing(match):
        return
    sure = match.pattern.gives.get("sides") != "either"
    for found in match.roles.get("customer") or _assumed(match, "customer", facts) or [None]:
        customer = _described_fully(found, match, facts) if found else None
        named = _vendors(match, customer, facts)
        for vendor in named or _assumed(match, "vendor", facts) or [None]:
            buyer, seller = customer, vendor
            if not sure and buyer and seller and _is_issuer(buyer) and not _is_issuer(seller):
                buyer, seller = seller, buyer
            if buyer and (
                not _can_buy(buyer, seller if named else None, match) or (seller and same_party(buyer, seller))
            ):
                continue
            if match.pattern.gives.get("seller") == "issuer" and not (seller and _is_issuer(seller)):
                continue
            if match.pattern.gives.get("vendor") == "named" and seller and seller.kind != "ORG":
                continue
            if buyer and _is_issuer(buyer) and _owned(match):  # what the issuer calls its own it has from nobody
                continue
            supplied = [product for product in products if seller is None or offers(seller, product, facts)]
            yield Deal(buyer, seller, supplied, offering(match), stage(match, facts), bool(named), sure, [match])


def stage(match: Match, facts: Facts) -> Stage:
    """Return how far the words of a match say the deal has come.

    That is the stage of its pattern; a use that is still to come is planned, a contract may be renewed.
    """
    said = cast(Stage, match.pattern.gives["stage"])
    if said in ("deploying", "deployed", "expanded"):
        judged = judge(facts, match.sentence, match.start, match.end).value
        return "planned" if judged in ("planned", "conditional") else said
    if said != "contracted":
        return said
    deal = match.first("deal")
    first, last = match.start - match.sentence.start, (deal.end if deal else match.end) - match.sentence.start
    return "renewed" if _RENEWAL.search(match.sentence.text, max(0, first - 25), last) else said


def same_party(one: Fact, other: Fact) -> bool:
    """Tell whether two facts name the same organisation: one entity, or one name's words all in the other's."""
    if isinstance(one.value, Entity) and one.value is other.value:
        return True
    pairs = [(first, second) for first in _names(one) for second in _names(other)]
    return any(first <= second or second <= first for first, second in pairs) or (
        _abbreviates(one.text, other.text) or _abbreviates(other.text, one.text)
    )


def _abbreviates(short: str, long: str) -> bool:
    """Tell whether capitals spell a name, small words counted or not: FAA, and DOJ of "the Department of Justice"."""
    if not (2 <= len(short) <= 6 and short.isupper()):
        return False
    runs = [run[0].split() for run in _CAPITALISED.finditer(long)]
    return any(
        short in ("".join(w[0] for w in run).upper(), "".join(w[0] for w in run if w[0].isupper())) for run in runs
    )


def _vendors(match: Match, customer: Fact | None, facts: Facts) -> list[Fact]:
    """Return the vendors that the sentence names: the slot's, else who owns the products."""
    slot = [_maker(vendor, facts) for vendor in match.roles.get("vendor", [])]
    named = [vendor for vendor in slot if customer is None or not same_party(vendor, customer)]
    if named:
        return named
    for product in match.roles.get("products", []):
        maker = owner(product, facts)
        if (
            maker is not None
            and maker.mentions
            and not any(maker is buyer.value for buyer in match.roles.get("customer", []))
        ):
            return [maker.mentions[0]]
        if maker is None and len(product.text.split()) == 1 and _acts(product.value, facts):
            return [product]
    return []


def _maker(vendor: Fact, facts: Facts) -> Fact:
    """Return the issuer for a name of unknown kind that begins with the issuer's: "Acme LedgerOne" is Acme's."""
    return (_issuer(facts) or [vendor])[0] if vendor.kind == "NAME" and owner(vendor, facts) is facts.issuer else vendor


def _acts(entity: Entity, facts: Facts) -> bool:
    """Tell whether a name stands for an organisation, if only as a product's that owns something: "LedgerOne's team"."""
    if entity.kind in ("PRODUCT", "NAME"):
        return any(facts.release.text[mention.end : mention.end + 2] in ("’s", "'s") for mention in entity.mentions)
    return entity.kind == "ORG"


def _assumed(match: Match, role: str, facts: Facts) -> list[Fact | None]:
    """Return the issuer where the words imply it: by the pattern; as vendor by its product or "its platform"."""
    implied = match.pattern.gives.get(role) == "issuer"
    if role == "vendor":
        implied = implied and not _other_subject(match, facts)
        implied = implied or bool(match.roles.get("products")) or (_owned(match) and _speaks(match, facts))
    return [*_issuer(facts)] if implied else []


def _issuer(facts: Facts) -> list[Fact]:
    """Return the first mention of the issuer; where the text never uses its name alone, the first place that spells it."""
    if facts.issuer is None or facts.issuer.mentions:
        return facts.issuer.mentions[:1] if facts.issuer else []
    spelled = re.compile(r"\s+".join(map(re.escape, core(facts.issuer.name).split())))
    found = spelled.search(facts.release.text)
    return [Fact("ORG", found.start(), found.end(), found[0], facts.issuer)] if found else []


def _speaks(match: Match, facts: Facts) -> bool:
    """Tell whether the sentence begins with the issuer: in "Acme said that Northwind uses its platform" it is Acme's."""
    first = next(facts.within(match.sentence.start, match.start, "ORG"), None)
    return first is not None and _is_issuer(first)


def _other_subject(match: Match, facts: Facts) -> bool:
    """Tell whether the words before the trigger name somebody else, or refer to somebody that nobody could make out."""
    start = match.sentence.start
    before = match.sentence.text[: match.start - start]
    if _PRONOUN.search(before):
        return not any(fact.anaphor and _is_issuer(fact) for fact in facts.within(start, match.start, "ORG"))
    taken = match.roles.get("customer", [])
    others = [fact for fact in facts.within(start, match.start, "ORG") if fact not in taken]
    return bool(others) and not any(_is_issuer(fact) for fact in others)


def offering(match: Match) -> Fact | None:
    """Return the noun phrase supplied: the slot's, else what the contract is called after ("maintenance contract")."""
    phrase = match.first("offering")
    if phrase is None and (deal := match.first("deal")):
        phrase = _called_after(deal)
    if phrase is None or phrase.text.split()[-1].lower() in _no_offerings():
        return None
    return _without_measure(phrase)


def _supplies_nothing(match: Match) -> bool:
    """Tell whether the object of the verb is no product or service: "will provide an update", "adopted a policy"."""
    phrase = match.first("offering")
    objects = [slot for slot in match.pattern.slots.get("offering", []) if slot.side == "object" or slot.required]
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
    plain = r"(?:[^\s]*\d[^\s]*|million|billion|\w+-year|multi-\w+|new|exclusive|additional|initial|large|major|significant|first|second|third|follow-on|sole-source|long-term|purchase|firm|supply|definitive|government|federal|state|annual|commercial|strategic|approximately|another|follow-up|prime|sales|supply)"
    return re.compile(rf"(?:{plain}\s+)*(?P<service>\S+(?:\s+\S+)*?)??\s*{nouns}s?", re.IGNORECASE)


@cache
def _no_offerings() -> frozenset[str]:
    return frozenset(vocabulary("no_offerings"))


def _owned(match: Match) -> bool:
    """Tell whether the offering is said to be the speaker's: "has gone live with its lending platform"."""
    phrase = match.first("offering")
    if phrase is None:
        return False
    sentence = match.sentence
    before = sentence.text[match.end - sentence.start : phrase.start - sentence.start]
    return _OWN.search(before) is not None


def _is_issuer(fact: Fact) -> bool:
    return isinstance(fact.value, Entity) and fact.value.is_issuer


def _can_buy(fact: Fact, seller: Fact | None, match: Match) -> bool:
    """Tell whether a fact can be a customer of the seller.

    A "supplier" or "partner" is none. A name of which the text does not show what it is buys from the issuer, and where
    a preposition marks it as the buyer from a named organisation.
    """
    if fact.kind == "NAME" and _modifies(fact, match):
        return False
    if fact.kind == "NAME":
        marked = bool(match.pattern.slots["customer"][0].marker)
        return seller is not None and (_is_issuer(seller) or (marked and seller.kind == "ORG"))
    return fact.kind != "DESCRIBED" or not (_ANYBODY.fullmatch(fact.text) or _seller_noun().search(fact.text))


def _described_fully(fact: Fact, match: Match, facts: Facts) -> Fact:
    """Return a description with the organisation it belongs to: "an agency within the Department of Parks"."""
    within = _WITHIN.match(match.sentence.text, fact.end - match.sentence.start)
    if fact.kind != "DESCRIBED" or within is None:
        return fact
    start = match.sentence.start + within.end()
    for other in facts.within(start, match.sentence.end, "ORG"):
        if other.start == start:
            return Fact("DESCRIBED", fact.start, other.end, facts.release.text[fact.start : other.end])
    return fact


def _modifies(fact: Fact, match: Match) -> bool:
    """Tell whether a name behind the trigger only qualifies the noun behind it: "Thai" of "from a Thai buyer"."""
    if fact.start < match.end:
        return False
    found = re.compile(r"\s+([a-z]+)").match(match.sentence.text, fact.end - match.sentence.start)
    return found is not None and found[1] not in _edges()


@cache
def _edges() -> frozenset[str]:
    words = ("prepositions", "phrase_edges", "auxiliaries")
    return frozenset(word for name in words for word in vocabulary(name)) | {"and", "or"}


@cache
def _seller_noun() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(vocabulary('seller_nouns'))}s?\b", re.IGNORECASE)


def owner(product: Fact, facts: Facts) -> Entity | None:
    """Return whose a product is: as recognised, or by a name that begins with an organisation's ("Acme LedgerOne")."""
    entity = product.value
    if not isinstance(entity, Entity) or entity.owner is not None:
        return entity.owner if isinstance(entity, Entity) else None
    words = entity.name.split()
    makers = (facts.issuer, *facts.entities)
    return next((maker for maker in makers if maker and _begins(maker, words) and _acts(maker, facts)), None)


def _begins(maker: Entity, product: list[str]) -> bool:
    named = core(maker.name).split()
    return 0 < len(named) < len(product) and product[: len(named)] == named


def offers(vendor: Fact, product: Fact, facts: Facts) -> bool:
    """Tell whether a product can be the vendor's: it is, or nobody else's that the text names."""
    maker = owner(product, facts)
    return maker is None or maker is vendor.value


def _names(fact: Fact) -> list[frozenset[str]]:
    """Return the words of a fact's own text and of its entity's name, legal suffixes and small words aside."""
    texts = [] if fact.anaphor else [fact.text]
    if isinstance(fact.value, Entity):
        texts.append(fact.value.name)
    words = (frozenset(_WORD.findall(core(text).lower())) - _small() for text in texts)
    return [each for each in words if each]


@cache
def _small() -> frozenset[str]:
    return frozenset(vocabulary("determiners")) | frozenset(vocabulary("prepositions")) | {"and"}
