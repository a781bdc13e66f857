"""The commands by their names, each imported when it is called, and how all of them end."""

from __future__ import annotations

import functools
import importlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any

import typer
import typer.main
from typer.core import TyperGroup

from extract.cli import CANNOT, INTERRUPTED, NO_READER
from extract.cli.shared import end_workers, stop
from extract.errors import PressEventsError
from extract.version import __version__

_MODULES = ("run", "show", "explain", "try_", "check", "evaluate", "diff", "schema")
_COMMANDS = {module.rstrip("_"): module for module in _MODULES}  # "try" can be no function's name


class _Lazy(Mapping[str, Any]):
    """The commands by their names, none of them imported before it is asked for."""

    def __getitem__(self, name: str) -> Any:
        module = _COMMANDS[name]
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(name)(_ending_well(getattr(importlib.import_module(f"extract.cli.{module}"), module)))
        return typer.main.get_command(alone)

    def __iter__(self) -> Iterator[str]:
        return iter(_COMMANDS)

    def __len__(self) -> int:
        return len(_COMMANDS)


class _Program(TyperGroup):
    def __init__(self, **settings: Any) -> None:
        super().__init__(**{**settings, "commands": _Lazy()})


app = typer.Typer(
    cls=_Program, add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True, rich_markup_mode=None
)


@app.callback(invoke_without_command=True)
def _program(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.", is_eager=True)] = False,
) -> None:
    """Turn press releases and 8-K filings into an event log.

    Example: press-events run releases/ --output events.jsonl
    """
    if version:
        print(f"press-events {__version__}")
        raise typer.Exit


def _ending_well(command: Callable[..., None]) -> Callable[..., None]:
    """Return a command that ends in one line and a status of ours, whatever comes between."""

    @functools.wraps(command)
    def run(**options: Any) -> None:
        try:
            try:
                command(**options)
            finally:
                sys.stdout.flush()  # here, not while Python ends, it shows whether anybody reads
        except PressEventsError as error:
            stop(str(error), CANNOT)
        except KeyboardInterrupt:
            end_workers()
            stop("interrupted", INTERRUPTED)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains while it ends
            raise typer.Exit(NO_READER) from None

    return run
