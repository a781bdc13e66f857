"""``press-events schema``."""

from __future__ import annotations

import json


def schema() -> None:
    """Print the JSON Schema of a line of the log.

    Example: press-events schema > event.schema.json
    """
    from extract.schema import json_schema

    print(json.dumps(json_schema(), indent=2))
