"""Products: found exactly when all words of the names agree, leniently when one name is a form of the other."""

from __future__ import annotations

from extract.evaluation.gold import Gold
from extract.evaluation.gold import Product as Wanted
from extract.evaluation.likeness import overlap, same_name, tokens
from extract.evaluation.tally import Tally, pair
from extract.schema import Event, Product


def count(gold: Gold, found: list[Event], tally: Tally) -> None:
    """Count the products of a document."""
    products = [event for event in found if isinstance(event, Product)]
    tally.add_pairs("product.exact", pair(gold.products, products, _exact))
    lenient = pair(gold.products, products, _lenient)
    tally.add_pairs("product.lenient", lenient)
    for one in lenient.missed:
        tally.differ("product.lenient", "missed", one.name)
    for other in lenient.extra:
        tally.differ("product.lenient", "extra", f"{other.name}: {other.evidence[0].text}")


def _exact(one: Wanted, other: Product) -> float:
    return tokens(one.name) == tokens(other.name)


def _lenient(one: Wanted, other: Product) -> float:
    return 1 + overlap(one.name, other.name) if same_name(one.name, other.name) else 0
