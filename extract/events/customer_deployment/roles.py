"""Match -> deals: which fact buys, which sells, and what; the roles that a sentence leaves to the reader are filled in.

A vendor that is not named is the owner of the product, or the issuer where the words imply it ("its platform", "has
received an order from"). Whoever cannot buy or sell is left out, and a deal without two different sides is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extract.events.customer_deployment.buyers import can_buy
from extract.events.customer_deployment.offering import offering, supplies_nothing
from extract.events.customer_deployment.parties import (
    acts,
    described_fully,
    is_issuer,
    issuer_mention,
    offered,
    owner,
    same_party,
)
from extract.events.customer_deployment.stages import stage
from extract.facts.model import Entity, Fact, Facts
from extract.matching import Match
from extract.schema import Stage

_OWN = re.compile(r"(?:^|\b(?:for|of|on|with))\s+(?:its|our)\s+(?:own\s+)?$", re.IGNORECASE)
# "45 of its terminals": some of what is somebody's own.
_SOME_OWN = re.compile(r"[\w,]+\s+of\s+its\s", re.IGNORECASE)
# "Acme (NYSE: ACM), a maker of software, today announced", "…, Acme said today."
_SAYS = re.compile(
    r"\.?(?:\s*\([^()]*\))*(?:,[^.;]*?,)?\s+(?:(?:today|also|is|was|has|are|have)\s+)*"
    r"(?:announce[sd]?|said|says|reports?|reported|confirm(?:s|ed)|pleased|proud|excited|delighted|thrilled)\b"
)
_CLOSES = re.compile(r"\.?\s+(?:today\s+)?(?:announced|said|reported|confirmed)(?:\s+[\w ]{0,20})?\.?\s*$")
_SUPPLIER = re.compile(r"\b(?:producer|provider|supplier|vendor)s?\b", re.IGNORECASE)
_TERMS = re.compile(r"\b(?:under|by) which ")  # "an agreement under which Acme will supply"
_WILL_SUPPLY = re.compile(
    r"(?!\w)[^,;]{0,30}? will"
    r" (?:supply|provide|deliver|manufacture|produce|build|install|furnish|develop|perform|operate|manage)\b"
)
_PRONOUN = re.compile(r"\b(?:it|they|he|she)\s+(?:\S+\s+){0,6}$", re.IGNORECASE)


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
    told = match.clause.gives.get("sides")
    if (not products and supplies_nothing(match)) or (told == "both" and len(match.roles["customer"]) == 1):
        return
    for found in match.roles.get("customer") or _assumed(match, "customer", facts) or [None]:
        customer = described_fully(found, facts) if found else None
        named = _vendors(match, customer, facts)
        for vendor in named or _assumed(match, "vendor", facts) or [None]:
            deal = Deal(customer, vendor, [], offering(match), stage(match, facts), bool(named), matches=[match])
            if told in ("either", "both"):
                _turn(deal, match)
            if _possible(deal, match, facts):
                sides = [customer, *named, vendor]
                deal.products = [product for product in products if offered(product, sides, facts)]
                yield deal


def _turn(deal: Deal, match: Match) -> None:
    """Make the issuer the vendor where the grammar does not tell buyer from seller."""
    deal.sure = False
    if (supplier := _who_will_supply(match)) is not None:
        if deal.customer and same_party(deal.customer, supplier):
            deal.customer, deal.vendor = deal.vendor, deal.customer
        return
    if _to_install_its(match):  # "Acme has partnered with Northwind to deploy its software": Acme's
        return
    if deal.customer is None or deal.vendor is None:
        return
    if is_issuer(deal.customer) != is_issuer(deal.vendor):
        other = deal.vendor if is_issuer(deal.customer) else deal.customer
        issuer = deal.customer if is_issuer(deal.customer) else deal.vendor
        buys = _sells(other) and not _sells(issuer)  # "a supply agreement with a leading gas producer"
        deal.customer, deal.vendor = (issuer, other) if buys else (other, issuer)


def _sells(fact: Fact) -> bool:
    """Tell whether somebody is described as one who sells: "a gas producer", "Acme, a provider of"."""
    nouns = fact.value.described if isinstance(fact.value, Entity) else {fact.text}
    return any(_SUPPLIER.search(noun) for noun in nouns)


def _who_will_supply(match: Match) -> Fact | None:
    """Return the side of a deal that goes on "under which Acme will supply"."""
    text = match.sentence.text
    sides = [*match.roles.get("customer", []), *match.roles.get("vendor", [])]
    terms = [found.end() for found in _TERMS.finditer(text)]
    return next((side for side in sides for at in terms if _supplies(side.text, text, at)), None)


def _supplies(name: str, text: str, at: int) -> bool:
    return text.startswith(name, at) and _WILL_SUPPLY.match(text, at + len(name)) is not None


def _to_install_its(match: Match) -> bool:
    phrase = match.first("offering")
    before = match.sentence.text[: phrase.start - match.sentence.start] if phrase else ""
    return match.first("vendor") is not None and before.endswith((" its ", " its own "))


def _possible(deal: Deal, match: Match, facts: Facts) -> bool:
    """Tell whether the two sides can make a deal, as far as they are known."""
    buyer, seller, gives = deal.customer, deal.vendor, match.clause.gives
    if gives.get("seller") == "issuer" and not (seller and is_issuer(seller)):
        return False
    if gives.get("vendor") in ("named", "marked") and seller and seller.kind != "ORG":
        return False
    if buyer is None:
        return True
    if _owned(match) and is_issuer(buyer) and not match.roles.get("vendor"):
        return False  # what the issuer calls its own it has from nobody
    if _owned(match, directly=True) and not _has_other_source(match) and not _announces(match, facts):
        return False  # "rolls out its LedgerOne services", "uses its platform": nobody else's
    known = deal.named or gives.get("vendor") == "issuer"
    return can_buy(buyer, seller if known else None, match) and not (seller and same_party(buyer, seller))


def _vendors(match: Match, customer: Fact | None, facts: Facts) -> list[Fact]:
    """Return the vendors that the sentence names: the slot's, else who owns the products."""
    slot = [_maker(vendor, facts) for vendor in match.roles.get("vendor", [])]
    named = [vendor for vendor in slot if customer is None or not same_party(vendor, customer)]
    if named:
        return named
    for product in match.roles.get("products", []):
        maker = owner(product, facts)
        buyers = [buyer.value for buyer in match.roles.get("customer", [])]
        if maker is not None and maker.mentions and not any(maker is buyer for buyer in buyers):
            return [maker.mentions[0]]
        if maker is None and len(product.text.split()) == 1 and acts(product.value, facts):
            return [product]
    return []


def _maker(vendor: Fact, facts: Facts) -> Fact:
    """Return the issuer for a name of unknown kind that begins with the issuer's: "Acme LedgerOne" is Acme's."""
    if vendor.kind == "NAME" and owner(vendor, facts) is facts.issuer:
        return next(iter(issuer_mention(facts)), vendor)
    return vendor


def _assumed(match: Match, role: str, facts: Facts) -> list[Fact | None]:
    """Return the issuer where the words imply it: by the pattern; as vendor by its product or "its platform"."""
    implied = match.clause.gives.get(role) == "issuer"
    if role == "vendor":
        implied = implied and not _other_subject(match, facts)
        implied = implied or (bool(match.roles.get("products")) and match.clause.gives.get(role) != "marked")
        teller = _announces(match, facts)
        if not implied and teller and teller not in match.roles.get("customer", []):
            supplied = match.first("offering") or match.clause.gives.get("seller") == "issuer"
            if _owned(match) or (is_issuer(teller) and supplied):
                return [teller]
        implied = implied or (_owned(match) and _speaks(match, facts))
    return [*issuer_mention(facts)] if implied else []


def _speaks(match: Match, facts: Facts) -> bool:
    """Tell whether the sentence begins with the issuer: in "Acme said that Northwind uses its platform" it is Acme's."""
    first = next(facts.within(match.sentence.start, match.start, "ORG"), None)
    return first is not None and is_issuer(first)


def _announces(match: Match, facts: Facts) -> Fact | None:
    """Return who is said to tell of the deal: Acme in "Acme announced that Northwind uses", "Northwind uses, Acme said"."""
    text, offset = match.sentence.text, match.sentence.start
    for fact in facts.within(offset, match.sentence.end, "ORG"):
        if _SAYS.match(text, fact.end - offset) and (fact.end <= match.start or _CLOSES.match(text, fact.end - offset)):
            return fact
    return None


def _other_subject(match: Match, facts: Facts) -> bool:
    """Tell whether the words before the trigger name somebody else, or refer to somebody that nobody could make out."""
    start = match.sentence.start
    before = match.sentence.text[: match.start - start]
    if _PRONOUN.search(before):  # of "Acme said it has signed": Acme
        return not any(is_issuer(fact) for fact in facts.within(start, match.start, "ORG"))
    taken = match.roles.get("customer", [])
    others = [fact for fact in facts.within(start, match.start, "ORG") if fact not in taken]
    others = others or _told_before(match, facts)
    return bool(others) and not any(is_issuer(fact) for fact in others)


def _told_before(match: Match, facts: Facts) -> list[Fact]:
    """Return whom the sentence before in the paragraph names: of "Acme is a startup. Customers include" Acme's."""
    here = facts.sentences.index(match.sentence)
    before = facts.sentences[here - 1] if here else None
    if before is None or before.paragraph != match.sentence.paragraph:
        return []
    return list(facts.within(before.start, before.end, "ORG"))


def _has_other_source(match: Match) -> bool:
    """Tell whether a vendor is named ("its third Acme ferry"), or a product beyond the offering ("its payroll to LedgerOne")."""
    phrase = match.first("offering")
    products = match.roles.get("products", [])
    return bool(match.roles.get("vendor")) or any(
        phrase is None or not phrase.start <= fact.start < phrase.end for fact in products
    )


def _owned(match: Match, *, directly: bool = False) -> bool:
    """Tell whether the offering is said to be somebody's own: "has gone live with its platform".

    With ``directly`` only right behind the verb: "deploys its platform".
    """
    phrase = match.first("offering")
    if phrase is None:
        return False
    sentence = match.sentence
    before = sentence.text[match.end - sentence.start : phrase.start - sentence.start]
    if directly:
        return before.strip().lower() in ("its", "our", "its own")
    return _OWN.search(before) is not None or _SOME_OWN.match(phrase.text) is not None
