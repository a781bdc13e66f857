"""What the log can be besides JSON Lines: CloudEvents, Arrow and Parquet, a DataFrame."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.schema import Event


class Format(StrEnum):
    """What a run writes."""

    JSONL = "jsonl"
    CLOUDEVENTS = "cloudevents"
    PARQUET = "parquet"


def line_writer(format: Format) -> Callable[[Event], str]:
    """Return the function that makes a line of text of an event; a Parquet log is made of lines too, when all are there."""
    if format is Format.CLOUDEVENTS:
        from extract.formats.cloudevents import line
    else:
        from extract.log import line
    return line
