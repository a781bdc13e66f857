"""customer_deployment: who selected, bought, deployed, expanded or renewed what, from whom.

Matches become deals (`roles`), deals between the same two sides become one (`merge`), and what the text adds to a deal
(places, purpose, quantity, value) is read off its sentences (`details`).
"""

from __future__ import annotations

from extract.events.customer_deployment.details import locations, products, purpose, quantity, value
from extract.events.customer_deployment.merge import merge
from extract.events.customer_deployment.parties import same_party
from extract.events.customer_deployment.roles import Deal, deals
from extract.facts.model import Fact, Facts
from extract.facts.when import happened
from extract.matching import Match
from extract.schema import CustomerDeployment, Factuality, When


def find(facts: Facts, matches: list[Match]) -> list[CustomerDeployment]:
    """Return one event for each customer, vendor and deal, in the order in which the text first states them."""
    merged = merge(deal for match in matches for deal in deals(match, facts))
    kept = [deal for deal in merged if _concerns_issuer(deal, facts)]
    return [_event(deal, deal.customer, deal.vendor, facts, kept) for deal in kept if deal.customer and deal.vendor]


def _concerns_issuer(deal: Deal, facts: Facts) -> bool:
    """Tell whether the issuer is a side or named where the deal is told, as the parent of one: others' deals are no news."""
    if facts.issuer is None:
        return True
    issuer = Fact("ORG", 0, 0, facts.issuer.name, facts.issuer)
    told = [fact for match in deal.matches for fact in facts.within(match.sentence.start, match.sentence.end, "ORG")]
    return any(fact and same_party(fact, issuer) for fact in (deal.customer, deal.vendor, *told))


def _event(deal: Deal, customer: Fact, vendor: Fact, facts: Facts, told: list[Deal]) -> CustomerDeployment:
    worth = value(deal, facts, told)
    counted = quantity(deal, facts, told)
    named = products(deal, facts)
    factuality, date = _happened(deal, facts)
    return CustomerDeployment(
        document=facts.release.document,
        evidence=[match.sentence.evidence(match.pattern.id) for match in deal.matches],
        customer=customer.mention(),
        vendor=vendor.mention(),
        products=[product.mention() for product in named],
        offering=deal.offering.mention() if deal.offering and not named else None,
        stage=deal.stage,
        locations=[place.mention() for place in locations(deal, facts)],
        purpose=purpose(deal),
        quantity=counted.count() if counted else None,
        value=worth.money() if worth else None,
        date=date,
        factuality=factuality,
    )


def _happened(deal: Deal, facts: Facts) -> tuple[Factuality, When | None]:
    """Return what is surest of the deal and the first date that is told of it; no day to come for what happened.

    A deal that is no further than planned did not occur, whatever its verb: "announced a plan to deploy".
    """
    surest, date = happened(facts, [(match.sentence, match.start, match.end) for match in deal.matches])
    if deal.stage == "planned" and surest.value == "occurred":
        surest = Factuality(value="planned")
    return surest, date
