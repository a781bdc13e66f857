"""An event in brief: its roles as the examples of patterns and the corpus write them by hand."""

from __future__ import annotations

from collections import Counter
from typing import Any

from extract import schema

_ENVELOPE = frozenset({"id", "document", "evidence"})


def brief(event: schema.Event) -> dict[str, Any]:
    """Return an event's roles: names for mentions, numbers for amounts, ISO values for dates, one line for texts.

    A quotation has its speaker's title and organisation beside the speaker.

    >>> doe = schema.Mention(text="Doe", start=0, end=3, name="Jane Doe")
    >>> in_brief([doe])
    ['Jane Doe']
    """
    names = [*type(event).model_fields, *(event.model_extra or {})]
    roles = {name: in_brief(getattr(event, name)) for name in names if name not in _ENVELOPE}
    if isinstance(event, schema.ExecutiveQuote):
        roles["title"] = in_brief(event.speaker.title)
        roles["organization"] = in_brief(event.speaker.organization)
    return roles


def in_brief(value: Any) -> Any:
    """Return the value of one role, as `brief` does."""
    match value:
        case schema.Money() | schema.Quantity():
            return value.amount
        case schema.Count():
            return value.count
        case schema.When() | schema.Factuality():
            return value.value
        case schema.Change():
            return value.percent
        case schema.Comparison():
            return value.value.amount
        case schema.Mention():
            return _one_line(value.name or value.text)
        case str():
            return _one_line(value)
        case list():
            return [in_brief(item) for item in value]
        case _:
            return value


def agree(expected: dict[str, Any], found: dict[str, Any]) -> bool:
    """Return whether an event in brief has all the roles that are expected of it, whatever others it has.

    Lists agree in any order, or by their length with a number; ``…`` stands for any words within a text, and an empty
    text for nothing.

    >>> agree({"speaker": "Jane Doe", "quote": "We are … glad."}, {"speaker": "Jane Doe", "quote": "We are very glad."})
    True
    >>> agree({"value": ""}, {"value": None})
    True
    >>> agree({"parts": 2, "products": ["B", "A"]}, {"parts": ["a", "b"], "products": ["A", "B"]})
    True
    """
    return all(_agrees(value, found.get(role)) for role, value in expected.items())


def _agrees(expected: Any, found: Any) -> bool:
    if isinstance(expected, list):
        return isinstance(found, list) and Counter(expected) == Counter(found)
    if expected == "":
        return found is None
    if isinstance(found, list):
        return isinstance(expected, int) and expected == len(found)
    if isinstance(expected, str) and "…" in expected and isinstance(found, str):
        opening, closing = expected.split("…", 1)
        return found.startswith(opening.rstrip()) and found.endswith(closing.lstrip())
    return bool(expected == found)


def _one_line(text: str) -> str:
    return " ".join(text.split())
