"""``press-events schema``."""

from __future__ import annotations

import json

from extract.cli.shared import CANNOT, PatternsOption, own_folder, stop
from extract.errors import PressEventsError


def schema(patterns: PatternsOption = None) -> None:
    """Print the JSON Schema of a line of the log, with --patterns also of the event types that DIR declares.

    Example: press-events schema > event.schema.json
    """
    from extract.declaration import shape
    from extract.pipeline import rules
    from extract.schema import json_schema

    try:
        declared = rules(own_folder(patterns)).declared if patterns else {}
    except PressEventsError as error:
        stop(str(error), CANNOT)
    print(json.dumps(json_schema(map(shape, declared.values())), indent=2))
