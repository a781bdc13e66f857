"""Events -> a pandas DataFrame: one flat row an event."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from extract.brief import brief
from extract.extras import need
from extract.schema import Count, Event, Money, Quantity

if TYPE_CHECKING:
    import pandas as pd


def to_dataframe(events: Iterable[Event]) -> pd.DataFrame:
    """Return a row for each event, in order; see `extract.to_dataframe`."""
    pandas = need("pandas", extra="pandas", purpose="to_dataframe")
    rows = [{**_shared(event), **_roles(event)} for event in events]
    frame = pandas.DataFrame(rows, columns=list(dict.fromkeys([*_SHARED, *(name for row in rows for name in row)])))
    frame["released"] = pandas.to_datetime(frame["released"])
    return frame


_SHARED = (
    "id", "type", "document", "source", "document_issuer", "ticker", "exchange", "headline", "released", "date",
    "factuality", "evidence", "start", "end", "section", "pattern",
)  # fmt: skip


def _shared(event: Event) -> dict[str, Any]:
    document, main = event.document, event.evidence[0]
    values = (
        event.id, event.type, document.id, document.source, document.issuer.name, document.issuer.ticker,
        document.issuer.exchange, document.headline, document.released, event.date.value if event.date else None,
        event.factuality.value, main.text, main.start, main.end, main.section, main.pattern,
    )  # fmt: skip
    return dict(zip(_SHARED, values, strict=True))


def _roles(event: Event) -> dict[str, Any]:
    """Return what is of the event's own type: names, numbers and ISO dates; lists as "A; B"; money with its currency."""
    roles: dict[str, Any] = {}
    for name, value in brief(event).items():
        if name in _SHARED:
            continue
        roles[name] = "; ".join(map(str, value)) if isinstance(value, list) else value
        match getattr(event, name, None):
            case Money(currency=currency):
                roles[f"{name}_currency"] = currency
            case Quantity(unit=unit) | Count(unit=unit):
                roles[f"{name}_unit"] = unit
    return roles
