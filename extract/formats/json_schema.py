"""The JSON Schema of a line of the log."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from extract.schema import EVENT_TYPES, Event

_ABOUT = (
    "One event. A folder of one's own pattern files may declare further types, with the same keys as every event and "
    "the roles that the file declares: press-events schema --patterns DIR prints them too."
)


def json_schema(declared: Iterable[type[Event]] = ()) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one line of the log; ``declared``: the shapes of the user's own types."""
    ours: Any = Annotated[reduce(or_, EVENT_TYPES.values()), Field(discriminator="type")]
    schema = TypeAdapter(reduce(or_, declared, ours)).json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "press-events log line",
        "description": _ABOUT,
        **schema,
    }
