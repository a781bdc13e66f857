"""Deals -> deals: what headline, lede and quotation say of the same two sides is one deal."""

from __future__ import annotations

from collections.abc import Iterable

from extract.events.customer_deployment.parties import same_party
from extract.events.customer_deployment.roles import Deal
from extract.events.customer_deployment.stages import STAGES
from extract.facts.model import Fact
from extract.matching import Match
from extract.schema import HEADLINES


def merge(deals: Iterable[Deal]) -> list[Deal]:
    """Return one deal for each pair of customer and vendor, with the furthest stage and all products, in text order.

    A sentence that leaves the vendor open, or only implies it, speaks of the customer's deal with a named vendor when
    the text has one. A deal that guesses who sells gives way to one that knows.
    """
    stated = list(deals)
    merged: list[Deal] = []
    for deal in sorted(stated, key=lambda deal: (not deal.named, not _whole(deal))):  # what is named goes first
        known = next((other for other in merged if _same(deal, other)), None)
        if known is not None:
            _absorb(known, deal)
        elif _whole(deal):
            merged.append(deal)
    kept = [deal for deal in merged if not any(_contradicts(other, deal) or _details(other, deal) for other in merged)]
    for deal in kept:
        deal.matches = _best_first(deal.matches)
    return sorted(kept, key=lambda deal: deal.matches[0].start)


def _whole(deal: Deal) -> bool:
    return deal.customer is not None and deal.vendor is not None


def _same(deal: Deal, known: Deal) -> bool:
    customers, vendors = _agree(deal.customer, known.customer), _agree(deal.vendor, known.vendor)
    if not _whole(deal):
        return customers and vendors and _near(deal, known)
    return customers and (vendors or (known.named and not deal.named))


def _agree(one: Fact | None, other: Fact | None) -> bool:
    return one is None or (other is not None and same_party(one, other))


def _near(deal: Deal, known: Deal) -> bool:
    """Tell whether a sentence stands in the paragraph of a known deal or the one after."""
    return any(0 <= deal.matches[0].sentence.paragraph - match.sentence.paragraph <= 1 for match in known.matches)


def _contradicts(one: Deal, other: Deal) -> bool:
    if not _agree(one.customer, other.vendor) or not _agree(one.vendor, other.customer):
        return False
    return (one.sure, one.named, len(one.matches)) > (other.sure, other.named, len(other.matches))


def _details(body: Deal, headline: Deal) -> bool:
    """Tell whether the body names the unit where the headline named its parent: "Acme, a Fabrikam business, has won"."""
    if body is headline or not _agree(headline.customer, body.customer) or headline.vendor is None:
        return False
    if any(match.sentence.section not in HEADLINES for match in headline.matches):
        return False
    name = headline.vendor.text
    return any(name in match.sentence.text and match.sentence.section not in HEADLINES for match in body.matches)


def _absorb(deal: Deal, other: Deal) -> None:
    further = STAGES.index(other.stage) > STAGES.index(deal.stage)  # then its words are the evidence of the stage
    told = [match.sentence for match in deal.matches]
    deal.matches.extend(match for match in other.matches if further or match.sentence not in told)
    deal.customer = _fuller(deal.customer, other.customer)
    if other.named:
        deal.vendor = _fuller(deal.vendor, other.vendor)
    deal.products = _each_once([*deal.products, *other.products])
    deal.offering = deal.offering or other.offering
    deal.stage = max(deal.stage, other.stage, key=STAGES.index)
    deal.sure = deal.sure or other.sure


def _fuller(one: Fact | None, other: Fact | None) -> Fact | None:
    """Prefer a name to a reference back, and of two names the one with more words."""
    if one is None or other is None:
        return one or other
    if one.anaphor != other.anaphor:
        return other if one.anaphor else one
    return other if len(other.text.split()) > len(one.text.split()) else one


def _each_once(products: list[Fact]) -> list[Fact]:
    """Return the products without those that are another's short form: "LedgerOne" beside "Acme LedgerOne 3.0"."""
    kept: list[Fact] = []
    for product in products:
        known = next((number for number, other in enumerate(kept) if same_party(product, other)), None)
        if known is None:
            kept.append(product)
        else:
            kept[known] = max(kept[known], product, key=lambda each: len(each.value.name if each.value else each.text))
    return kept


def _best_first(matches: list[Match]) -> list[Match]:
    """Put the match with the most roles first, sentences of the body before headlines; the others in text order."""
    best = max(matches, key=lambda match: (len(match.roles), match.sentence.section == "body", -match.start))
    return [best, *sorted((match for match in matches if match is not best), key=lambda match: match.start)]
