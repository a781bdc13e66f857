"""The errors that a user can meet: one line each, saying which file, what is wrong and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import ValidationError


class PressEventsError(Exception):
    """What all our errors share: catch this one to go on with the other documents."""


class ReadError(PressEventsError):
    """A document cannot be read: ``FILE: what is wrong; what to do``."""


class PatternError(PressEventsError):
    """A pattern file has a mistake: ``FILE: pattern ID: key: what is wrong``."""


class OutputError(PressEventsError):
    """The log cannot be written or resumed: ``FILE: what is wrong; what to do``."""


def first_fault(error: ValidationError) -> str:
    """Return the first thing that pydantic finds wrong, in a line: "document.id: Field required"."""
    fault = error.errors()[0]
    return ": ".join([*filter(None, [".".join(map(str, fault["loc"]))]), fault["msg"]])
