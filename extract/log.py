"""The event log: JSON Lines, UTF-8, one event a line."""

from __future__ import annotations

from extract.schema import Event


def line(event: Event) -> str:
    """Return the event's line of the log, without its line break; the same event gives the same bytes."""
    return event.model_dump_json()
