"""Events -> resolved events: text order and ids. Pure functions; what merges two events is the type's own matter."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from extract.brief import in_brief
from extract.schema import (
    CustomerDeployment,
    DeclaredEvent,
    Event,
    ExecutiveQuote,
    FinancialResult,
    Mention,
    Product,
    SecuritiesOffering,
)


def resolve(events: Iterable[Event], identities: Mapping[str, tuple[str, ...]] = MappingProxyType({})) -> list[Event]:
    """Return the events in text order, each with its id; equal keys in one document are told apart by their order.

    ``identities``: of a type that the user's own pattern file declares, the roles that tell its events apart.
    """
    ordered = sorted(events, key=lambda event: (event.evidence[0].start, event.type, event.evidence[0].end))
    seen: Counter[str] = Counter()
    for event in ordered:
        key = "\x1f".join([event.document.id, event.type, *identity(event, identities.get(event.type, ()))])
        seen[key] += 1
        text = key if seen[key] == 1 else f"{key}\x1f{seen[key]}"
        event.id = hashlib.sha256(text.encode()).hexdigest()[:20]
    return ordered


def identity(event: Event, roles: tuple[str, ...] = ()) -> list[str]:
    """Return the roles that make an event of its type this one and no other; ``roles`` names those of a declared type."""
    match event:
        case ExecutiveQuote():
            return [_name(event.speaker), event.quote]
        case CustomerDeployment():
            return [_name(event.customer), _name(event.vendor)]
        case Product():
            return [event.name]
        case SecuritiesOffering():
            return [_name(event.issuer), event.security.text]
        case FinancialResult():
            period = event.period.value or event.period.text if event.period else ""
            return [event.metric, event.basis, period, repr(event.value.amount)]
        case DeclaredEvent() if roles:
            return [str(in_brief(getattr(event, role))) for role in roles]
        case _:
            return [event.evidence[0].text]


def _name(mention: Mention) -> str:
    return mention.name or mention.text
