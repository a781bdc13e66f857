"""``press-events schema``."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from extract.cli.shared import PatternsOption, own_folder


def schema(
    patterns: PatternsOption = None,
    arrow: Annotated[bool, typer.Option("--arrow", help="The Arrow schema of a log in Parquet instead.")] = False,
) -> None:
    """Print the JSON Schema of a line of the log, with --patterns also of the event types that DIR declares.

    Example: press-events schema > event.schema.json
    """
    from extract.formats.json_schema import json_schema
    from extract.pipeline import shapes
    from extract.schema import EVENT_TYPES

    types = shapes(own_folder(patterns))
    if arrow:
        from extract.formats.arrow import event_schema

        print("\n".join(f"{field.name}: {field.type}" for field in event_schema(types)))
        return
    print(json.dumps(json_schema(types[name] for name in types if name not in EVENT_TYPES), indent=2))
