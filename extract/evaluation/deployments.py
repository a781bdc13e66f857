"""Deployments: found when customer and vendor agree; then their roles are counted, one point for each that is right."""

from __future__ import annotations

from itertools import pairwise

from extract.evaluation.gold import Deployment, Gold
from extract.evaluation.likeness import close, name_of, overlap, same_name
from extract.evaluation.tally import Tally, pair
from extract.schema import CustomerDeployment, Event, Mention

_SAME_PRODUCT = 0.5  # the overlap from which on two names of products are the same
# Stages that careful readers of one text tell differently: neighbours on the way of a deal, and what follows a contract.
_WAY = ("planned", "selected", "contracted", "deploying", "deployed", "expanded")
_NEAR = frozenset(
    map(frozenset, [*pairwise(_WAY), ("contracted", "expanded"), ("contracted", "renewed"), ("expanded", "renewed")])
)
_EVENT, _ROLES = "deployment.event", "deployment.arguments"


def count(gold: Gold, found: list[Event], tally: Tally) -> None:
    """Count the deployments of a document and their roles."""
    pairs = pair(gold.deployments, [event for event in found if isinstance(event, CustomerDeployment)], _likeness)
    wanted, events = pairs.wanted, pairs.found
    tally.add_pairs(_EVENT, pairs)
    for role in ("customer", "vendor"):
        tally.add_role(_ROLES, role, hit=len(pairs.both), found=len(events), gold=len(wanted))
    near = sum(_judge_stage(one, other, tally) for one, other in pairs.both)
    tally.add_role(_ROLES, "stage", hit=near, found=len(events), gold=len(wanted))
    tally.add_role(
        _ROLES, "products",
        hit=sum(len(pair(one.products, _supplied(other), _same_product).both) for one, other in pairs.both),
        found=sum(len(_supplied(other)) for other in events),
        gold=sum(len(one.products) for one in wanted),
    )  # fmt: skip
    tally.add_role(
        _ROLES, "locations",
        hit=sum(len(pair(one.locations, _places(other), same_name).both) for one, other in pairs.both),
        found=sum(len(other.locations) for other in events),
        gold=sum(len(one.locations) for one in wanted),
    )  # fmt: skip
    tally.add_role(
        _ROLES, "value",
        hit=sum(close(one.value, other.value.amount if other.value else None) for one, other in pairs.both),
        found=sum(other.value is not None for other in events),
        gold=sum(one.value is not None for one in wanted),
    )  # fmt: skip
    for one in pairs.missed:
        tally.differ(_EVENT, "missed", f"{one.customer} <- {one.vendor} ({one.stage}): {one.evidence}")
    for other in pairs.extra:
        passage = other.evidence[0]
        tally.differ(
            _EVENT, "extra", f"{name_of(other.customer)} <- {name_of(other.vendor)} ({passage.pattern}): {passage.text}"
        )


def _likeness(one: Deployment, other: CustomerDeployment) -> float:
    if not (same_name(one.customer, name_of(other.customer)) and same_name(one.vendor, name_of(other.vendor))):
        return 0
    supplied = [*map(name_of, other.products), name_of(other.offering)]
    return 1 + max((overlap(product, name) for product in one.products for name in supplied), default=0)


def _judge_stage(one: Deployment, other: CustomerDeployment, tally: Tally) -> bool:
    exact = one.stage == other.stage
    near = exact or frozenset((one.stage, other.stage)) in _NEAR
    tally.judge("deployment.stage_exact", exact)
    tally.judge("deployment.stage", near)
    if not exact:
        tally.differ("deployment.stage", "wrong", f"{name_of(other.customer)}: {other.stage}; gold: {one.stage}")
    return near


def _supplied(event: CustomerDeployment) -> list[str]:
    """Return the names of the products, or else what is supplied."""
    supplied: list[Mention | None] = [*event.products] or [event.offering]
    return [name for name in map(name_of, supplied) if name]


def _places(event: CustomerDeployment) -> list[str]:
    return [place.name or place.text for place in event.locations]


def _same_product(one: str, other: str) -> float:
    alike = overlap(one, other)
    return alike if alike >= _SAME_PRODUCT or same_name(one, other) else 0
