"""Offerings: found when the issuer agrees and an amount, if the gold has any; then stage and amounts are counted."""

from __future__ import annotations

from extract.evaluation.gold import Gold, Offering
from extract.evaluation.likeness import close, name_of, same_name
from extract.evaluation.tally import Tally, pair
from extract.schema import Event, SecuritiesOffering

_SUMS = ("proceeds", "principal", "size")  # a text often fits two of them: any will do
_AMOUNTS = ("gross_proceeds", "net_proceeds", *_SUMS, "shares", "price_per_share")
_EVENT, _ROLES = "offering.event", "offering.arguments"


def count(gold: Gold, found: list[Event], tally: Tally) -> None:
    """Count the offerings of a document and their roles."""
    pairs = pair(gold.offerings, [event for event in found if isinstance(event, SecuritiesOffering)], _likeness)
    wanted, events = pairs.wanted, pairs.found
    tally.add_pairs(_EVENT, pairs)
    tally.add_role(_ROLES, "issuer", hit=len(pairs.both), found=len(events), gold=len(wanted))
    right = [one.stage == other.stage for one, other in pairs.both]
    for judged in right:
        tally.judge("offering.stage", judged)
    tally.add_role(_ROLES, "stage", hit=sum(right), found=len(events), gold=len(wanted))
    for role in _AMOUNTS:
        tally.add_role(
            _ROLES, "sum" if role in _SUMS else role,
            hit=sum(_same_amount(role, one, other) for one, other in pairs.both),
            found=sum(_found(other, role) is not None for other in events),
            gold=sum(_wanted(one, role) is not None for one in wanted),
        )  # fmt: skip
    for one in pairs.missed:
        tally.differ(_EVENT, "missed", f"{one.issuer}: {one.security}, {one.stage}")
    for other in pairs.extra:
        tally.differ(_EVENT, "extra", f"{name_of(other.issuer)}: {name_of(other.security)}, {other.stage}")


def _likeness(one: Offering, other: SecuritiesOffering) -> float:
    if not same_name(one.issuer, name_of(other.issuer)):
        return 0
    wanted = [amount for role in _AMOUNTS if (amount := _wanted(one, role)) is not None]
    found = [_found(other, role) for role in _AMOUNTS]
    equal = sum(any(close(amount, option) for option in found) for amount in wanted)
    return equal + 0.5 if equal or not wanted else 0


def _same_amount(role: str, one: Offering, other: SecuritiesOffering) -> bool:
    alike = _SUMS if role in _SUMS else (role,)
    return any(close(_wanted(one, role), _found(other, option)) for option in alike)


def _wanted(entry: Offering, role: str) -> float | None:
    amount: float | None = getattr(entry, role)
    return amount


def _found(event: SecuritiesOffering, role: str) -> float | None:
    held = getattr(event, role)
    return held.amount if held else None
