"""Events <-> Arrow: a typed column for what all events share, and one for the roles of each type.

The schema is made of the shapes of the event types: those in `extract.schema`, and those that the user declares. A row
is an event; the column that has the name of its type holds its roles (``customer_deployment.customer.name``), the
columns of the other types are null. Where a field holds one of two shapes (a result is money or a quantity), its struct
has the fields of both, and which one it was is told by the fields that are never null in it. Everything may be null, as
engines expect it; what the log never leaves out is there all the same. Nothing is lost: `from_arrow` of `to_arrow`
gives the same events, and they the same lines of the log.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from extract.errors import PressEventsError
from extract.extras import need
from extract.schema import EVENT_TYPES, Event, event_from

if TYPE_CHECKING:
    import pyarrow as pa

Shapes = Mapping[str, type[Event]]
"""Event types by their names."""

_PLAIN = {str: "string", int: "int64", float: "float64", bool: "bool_"}
_EVENTS_A_BATCH = 1_000


def event_schema(types: Shapes = EVENT_TYPES) -> pa.Schema:
    """Return the Arrow schema of a log: id, type, document, evidence, date, factuality, and a column for each type.

    Raises `PressEventsError` when pyarrow is not installed.
    """
    arrow = _pyarrow()
    shared = [arrow.field(name, _arrow_type(field.annotation)) for name, field in Event.model_fields.items()]
    return arrow.schema([*shared, *(arrow.field(name, _roles_type(shape)) for name, shape in types.items())])


def to_arrow(events: Iterable[Event], *, types: Shapes = EVENT_TYPES) -> pa.Table:
    """Return a table of events, a row an event, in their order."""
    rows = [to_row(event.model_dump(mode="json")) for event in events]
    return _pyarrow().Table.from_pylist(rows, schema=event_schema(types))


def from_arrow(table: pa.Table | pa.RecordBatch, *, types: Shapes = EVENT_TYPES) -> Iterator[Event]:
    """Yield the events of a table that `to_arrow` made, also of a part of its rows; rows without an event are skipped."""
    batches = table.to_batches(_EVENTS_A_BATCH) if hasattr(table, "to_batches") else [table]
    for batch in batches:
        for row in batch.to_pylist():
            if row["type"] is not None:
                yield _from_row(row, types[row["type"]])


def to_row(event: dict[str, Any]) -> dict[str, Any]:
    """Return an object of the log as a row: its roles under the name of its type."""
    shared = {name: event[name] for name in Event.model_fields}
    return {**shared, event["type"]: {name: value for name, value in event.items() if name not in shared}}


def _from_row(row: dict[str, Any], shape: type[Event]) -> Event:
    values = {**row, **row[row["type"]]}
    fields = shape.model_fields.items()
    return event_from({name: _restored(values[name], field.annotation) for name, field in fields})


def _pyarrow() -> Any:
    return need("pyarrow", extra="parquet", purpose="a log in Arrow")


def _roles_type(shape: type[Event]) -> pa.DataType:
    """Return the struct of what an event type has beside what all events share."""
    roles = {name: field for name, field in shape.model_fields.items() if name not in Event.model_fields}
    return _pyarrow().struct([(name, _arrow_type(field.annotation)) for name, field in roles.items()])


def _arrow_type(kind: Any) -> pa.DataType:
    """Return the Arrow type that holds the values of an annotation of the schema."""
    arrow = _pyarrow()
    if get_origin(kind) is list:
        return arrow.list_(_arrow_type(get_args(kind)[0]))
    if get_origin(kind) is Literal:
        return arrow.string()
    if choices := _choices(kind):
        fields: dict[str, pa.DataType] = {}
        for model in choices:
            for name, field in model.model_fields.items():
                found = _arrow_type(field.annotation)
                if fields.setdefault(name, found) != found:
                    raise PressEventsError(f"a column cannot hold {kind}: {name} is {fields[name]} and {found}")
        return arrow.struct(list(fields.items()))
    plain = [choice for choice in get_args(kind) or (kind,) if choice is not type(None)]
    if len(plain) > 1:
        raise PressEventsError(f"a column of a Parquet file cannot hold {kind}; give a key one kind of value")
    return _arrow_type(plain[0]) if plain[0] is not kind else getattr(arrow, _PLAIN[kind])()


def _choices(kind: Any) -> list[type[BaseModel]]:
    """Return the shapes that an annotation allows: one, several in a union, or none for a plain value."""
    kinds = get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)
    return [one for one in kinds if isinstance(one, type) and issubclass(one, BaseModel)]


def _restored(value: Any, kind: Any) -> Any:
    """Return the value of an Arrow field as the log has it: structs with the fields of their own shape only."""
    if isinstance(value, list):
        inner = next(arg for arg in (kind, *get_args(kind)) if get_origin(arg) is list)
        return [_restored(item, get_args(inner)[0]) for item in value]
    if not isinstance(value, dict):
        return value
    possible = [choice for choice in _choices(kind) if all(value[name] is not None for name in _never_null(choice))]
    shape = max(possible, key=lambda choice: len(_never_null(choice)))
    return {name: _restored(value[name], field.annotation) for name, field in shape.model_fields.items()}


def _never_null(shape: type[BaseModel]) -> list[str]:
    fields = shape.model_fields.items()
    return [name for name, field in fields if type(None) not in get_args(field.annotation)]
