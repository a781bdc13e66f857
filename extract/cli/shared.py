"""What the commands have in common: how they end, and the options that several of them take."""

from __future__ import annotations

import sys
from typing import NoReturn

import typer

from extract.errors import PressEventsError

FAILED, CANNOT, INTERRUPTED, NO_READER = 1, 2, 130, 141


def event_types(given: str | None) -> frozenset[str] | None:
    """Return the types that ``--types a,b`` names, or None for all; raise `PressEventsError` on one that is not there."""
    from extract.schema import EVENT_TYPES

    if given is None:
        return None
    types = frozenset(name.strip() for name in given.split(","))
    if unknown := sorted(types - EVENT_TYPES.keys()):
        raise PressEventsError(f"--types: no such type: {', '.join(unknown)}; there are {', '.join(EVENT_TYPES)}")
    return types


def one_line(message: str) -> str:
    """Return a message without its line breaks."""
    return " ".join(message.split())


def stop(message: str, status: int) -> NoReturn:
    """Say in one line on standard error what is wrong, and end with a status."""
    print(f"press-events: {one_line(message)}", file=sys.stderr)
    raise typer.Exit(status)
