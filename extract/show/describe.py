"""An event of the log, whatever its type, as a reader sees it: a title, what it comes to, its fields, its marks.

Everything is taken from the keys of the line, so that a type that was added yesterday looks like the others.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from extract.schema import EVENT_TYPES, Event

HUES = 12
"""How many colours the style sheet has for types."""

MAIN_PASSAGE = "evidence"
"""The label of the passage that states an event first."""

_SPAN = ("text", "start", "end")
_UNITS = ("currency", "unit")
_IDENTIFIER = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")  # "registered_direct": a value of ours, not words of the text


@dataclass(frozen=True, slots=True)
class Value:
    """What a field holds: words of the text with their place, or a value of ours without; ``notes`` say what it means."""

    text: str
    start: int | None = None
    end: int | None = None
    notes: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A key of an event and what it holds."""

    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that belongs to an event; ``is_role`` tells a role from the passage that states it."""

    start: int
    end: int
    label: str
    is_role: bool


def words(name: str) -> str:
    """Return a name of ours in words.

    >>> words("customer_deployment")
    'customer deployment'
    """
    return name.replace("_", " ")


def hue(event_type: str) -> int:
    """Return the number of a type's colour: our types in their order, a type of the user's own by its name."""
    if event_type in EVENT_TYPES:
        return list(EVENT_TYPES).index(event_type) % HUES
    others = HUES - len(EVENT_TYPES)
    return HUES - 1 - int(hashlib.sha256(event_type.encode()).hexdigest(), 16) % others


def title(event: Mapping[str, Any]) -> tuple[str, str]:
    """Return what an event is about: its first role, and the next one that names something ("" when there is none).

    Of words that are told, who says them comes first: ("Jane Doe", "We are pleased").

    >>> title({"type": "product", "name": "LedgerOne", "owner": {"text": "Acme", "start": 0, "end": 4, "name": None}})
    ('LedgerOne', 'Acme')
    """
    told = _told(event)
    named = [value for name, value in _roles(event) if name not in told and (_is_span(value) or isinstance(value, str))]
    if not named:
        return words(event["type"]), ""
    others = [*told.values(), *(value for value in named[1:] if _is_span(value) and not _is_time(value))]
    return _name(named[0]), _name(others[0]) if others else ""


def summary(event: Mapping[str, Any]) -> list[str]:
    """Return the short facts of an event: values that are ours ("deployed", "public offering"), when, and whether."""
    ours = [words(value) for _, value in _roles(event) if isinstance(value, str) and _IDENTIFIER.fullmatch(value)]
    periods = [value for _, value in _roles(event) if _is_time(value) and "fiscal" in value]
    times = [time["value"] for time in [event["date"], *periods] if time and time["value"]]
    whether = event["factuality"]["value"]
    facts = [*ours, *times[:1], *([whether] if whether != "occurred" else [])]
    return [fact for fact in dict.fromkeys(facts) if fact not in (*title(event), "unspecified")]


def fields(event: Mapping[str, Any]) -> list[Field]:
    """Return the fields of an event that hold something, its own first; a text put together from its parts is left out."""
    own = {name: value for name, value in _roles(event) if name not in _told(event)}
    return [*_fields(own), *_fields({"date": event["date"]}), *_fields({"factuality": _flat(event["factuality"])})]


def marks(event: Mapping[str, Any]) -> list[Mark]:
    """Return every stretch of the text that an event speaks of: its passages, its roles, its date and its cue."""
    passages = [
        Mark(span["start"], span["end"], MAIN_PASSAGE if number == 0 else "more evidence", is_role=False)
        for number, span in enumerate(event["evidence"])
    ]
    common = {"date": event["date"], "factuality": event["factuality"]["cue"]}
    return [*passages, *_marks({**dict(_roles(event)), **common}, "")]


def _roles(event: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((name, value) for name, value in event.items() if name not in Event.model_fields)


def _told(event: Mapping[str, Any]) -> dict[str, str]:
    """Return the roles that only put together the spans of the list before them, as `quote` does those of `parts`."""
    return {
        name: value
        for (_, parts), (name, value) in pairwise(_roles(event))
        if _is_list_of_spans(parts) and value == " ".join(part["text"] for part in parts)
    }


def _marks(value: Any, label: str) -> Iterator[Mark]:
    if isinstance(value, list):
        for item in value:
            yield from _marks(item, _singular(label))
    elif isinstance(value, dict):
        if _is_span(value):
            yield Mark(value["start"], value["end"], label, is_role=True)
        for name, inner in value.items():  # a speaker's title is "title", a comparison's value "comparison value"
            yield from _marks(inner, words(name) if _is_span(value) else f"{label} {words(name)}".strip())


def _fields(value: Mapping[str, Any]) -> tuple[Field, ...]:
    """Return a field for each key that holds something."""
    found = (
        (name, held if isinstance(held, list) else [held]) for name, held in value.items() if held not in (None, "")
    )
    return tuple(Field(words(name), tuple(map(_value, held))) for name, held in found if held)


def _value(value: Any) -> Value:
    if not isinstance(value, dict):
        return Value(_literal(value))
    inner = {name: held for name, held in value.items() if isinstance(held, dict | list)}
    if not _is_span(value):
        return Value("", fields=_fields(value))
    notes = tuple(note for note in _notes(value) if note != value["text"])
    return Value(value["text"], value["start"], value["end"], notes, _fields(inner))


def _notes(span: Mapping[str, Any]) -> Iterator[str]:
    """Say what the words of a span mean: "57,000,000 USD", "approximate", "at least", "2003-Q2", a fuller name."""
    meant = {
        name: value
        for name, value in span.items()
        if name not in _SPAN and value not in (None, False, span["text"]) and not isinstance(value, dict | list)
    }
    unit = next((str(meant.pop(name)) for name in _UNITS if name in meant), "")
    for name, value in meant.items():
        if isinstance(value, bool):
            yield words(name)
        elif name in ("amount", "count"):
            yield f"{_literal(value)} {unit}".strip()
        elif isinstance(value, float | int):
            yield f"{_literal(value)} {words(name)}"
        elif name == "name":
            yield f"= {value}"
        else:
            yield _literal(value)


def _literal(value: Any) -> str:
    """Return a value of ours as words: 57000000.0 is "57,000,000", "registered_direct" is "registered direct"."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float | int):
        return f"{int(value):,}" if value == int(value) else f"{value:,.10g}"
    return words(value) if _IDENTIFIER.fullmatch(str(value)) else str(value)


def _flat(factuality: Mapping[str, Any]) -> Any:
    """Return factuality as its cue with the value beside it, or the value alone when no words decided it."""
    return {**factuality["cue"], "value": factuality["value"]} if factuality["cue"] else factuality["value"]


def _name(value: Any) -> str:
    return str(value.get("name") or value["text"]) if isinstance(value, dict) else _literal(value)


def _singular(label: str) -> str:
    """Return the label of one item of a list: "products" is "product", "companies" "company"."""
    if label.endswith("ies"):
        return label[:-3] + "y"
    return label[:-1] if label.endswith("s") and not label.endswith("ss") else label


def _is_span(value: Any) -> bool:
    return isinstance(value, dict) and all(name in value for name in _SPAN)


def _is_list_of_spans(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_span, value))


def _is_time(value: Any) -> bool:
    return _is_span(value) and "grain" in value
