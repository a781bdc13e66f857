"""Events <-> Arrow: a typed column for what all events share, and one for the roles of each type.

The schema is made of the shapes in `extract.schema`. A row is an event; the column that has the name of its type holds
its roles (``customer_deployment.customer.name``), the columns of the other types are null. Where a field holds one of
two shapes (a result is money or a quantity), its struct has the fields of both, and which one it was is told by the
fields that this shape must have. Everything may be null, as engines expect it; what the log never leaves out is there
all the same. Nothing is lost: `from_arrow` of `to_arrow` gives the same events, and they the same lines of the log.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from extract.extras import need
from extract.schema import EVENT_TYPES, Event

if TYPE_CHECKING:
    import pyarrow as pa

_PLAIN = {str: "string", int: "int64", float: "float64", bool: "bool_"}
_EVENTS_A_BATCH = 1_000


def event_schema() -> pa.Schema:
    """Return the Arrow schema of a log: id, type, document, evidence, date, factuality, and a column for each type.

    Raises `PressEventsError` when pyarrow is not installed.
    """
    arrow = _pyarrow()
    shared = [arrow.field(name, _arrow_type(field.annotation)) for name, field in Event.model_fields.items()]
    return arrow.schema([*shared, *(arrow.field(name, _roles_type(shape)) for name, shape in EVENT_TYPES.items())])


def to_arrow(events: Iterable[Event], *, schema: pa.Schema | None = None) -> pa.Table:
    """Return a table of events, a row an event, in their order."""
    rows = (event.model_dump(mode="json") for event in events)
    return _pyarrow().Table.from_pylist([to_row(row) for row in rows], schema=schema or event_schema())


def from_arrow(table: pa.Table | pa.RecordBatch) -> Iterator[Event]:
    """Yield the events of a table that `to_arrow` made, also of a part of its rows; rows without an event are skipped."""
    batches = table.to_batches(_EVENTS_A_BATCH) if hasattr(table, "to_batches") else [table]
    for batch in batches:
        for row in batch.to_pylist():
            if row["type"] is not None:
                yield from_row(row)


def to_row(event: dict[str, Any]) -> dict[str, Any]:
    """Return an object of the log as a row: its roles under the name of its type."""
    shared = {name: event[name] for name in Event.model_fields}
    return {**shared, event["type"]: {name: value for name, value in event.items() if name not in shared}}


def from_row(row: dict[str, Any]) -> Event:
    """Return the event of a row."""
    shape = EVENT_TYPES[row["type"]]
    values = {**row, **row[row["type"]]}
    return shape.model_validate(
        {name: _restored(values[name], field.annotation) for name, field in shape.model_fields.items()}
    )


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
                    raise TypeError(f"{name} is {fields[name]} and {found} in {kind}: no struct holds both")
        return arrow.struct(list(fields.items()))
    [plain] = [choice for choice in get_args(kind) or (kind,) if choice is not type(None)]
    return _arrow_type(plain) if plain is not kind else getattr(arrow, _PLAIN[kind])()


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
    shape = max(
        (choice for choice in _choices(kind) if all(value[name] is not None for name in _musts(choice))),
        key=lambda choice: len(_musts(choice)),
    )
    return {name: _restored(value[name], field.annotation) for name, field in shape.model_fields.items()}


def _musts(shape: type[BaseModel]) -> list[str]:
    """Return the fields that a shape always fills: required, and never null."""
    fields = shape.model_fields.items()
    return [name for name, field in fields if field.is_required() and type(None) not in get_args(field.annotation)]
