"""What is installed only where it is wanted: the extras of the package."""

from __future__ import annotations

import importlib
from typing import Any

from extract.errors import PressEventsError


def need(module: str, *, extra: str, purpose: str) -> Any:
    """Import and return a module of one of our extras; raise `PressEventsError`, one line, when it is not installed.

    >>> need("no_such_module", extra="parquet", purpose="reading Parquet")
    Traceback (most recent call last):
    extract.errors.PressEventsError: reading Parquet needs no_such_module; pip install 'press-events[parquet]'
    """
    try:
        return importlib.import_module(module)
    except ImportError:
        raise PressEventsError(
            f"{purpose} needs {module.partition('.')[0]}; pip install 'press-events[{extra}]'"
        ) from None
