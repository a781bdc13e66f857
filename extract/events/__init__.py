"""Facts and matches -> events: one module a type, each with ``find(facts, matches) -> list of its event``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.events import customer_deployment, executive_quote, financial_result, product, securities_offering
from extract.facts.model import Facts
from extract.matching import Match
from extract.schema import Event

FINDERS: dict[str, Callable[[Facts, list[Match]], Sequence[Event]]] = {
    "executive_quote": executive_quote.find,
    "customer_deployment": customer_deployment.find,
    "product": product.find,
    "securities_offering": securities_offering.find,
    "financial_result": financial_result.find,
}
