"""What the commands have in common: how they end, and the options that several of them take."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from extract.errors import PressEventsError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from extract.patternfolder import Folder

_NO_TERMINAL = 120  # columns of a table that is printed into a file or a pipe

TypesOption = Annotated[str | None, typer.Option(metavar="T,...", help="Only events of these types.")]
JobsOption = Annotated[int, typer.Option(min=1, metavar="N", help="Processes that share the work.")]
TimeLimitOption = Annotated[
    float, typer.Option(min=0, metavar="SECONDS", help="The most that one document may take; 0 is no limit.")
]
PatternsOption = Annotated[
    Path | None,
    typer.Option(
        "--patterns", metavar="DIR", help="A folder of your own pattern files: more patterns, new event types."
    ),
]


def own_folder(path: Path | None) -> Folder | None:
    """Return the folder that ``--patterns DIR`` names; raise `PatternError` when it holds no pattern files."""
    from extract.patternfolder import open_folder

    return open_folder(path) if path else None


def event_types(given: str | None, own: Folder | None = None) -> frozenset[str] | None:
    """Return the types that ``--types a,b`` names, or None for all; raise `PressEventsError` on one that is not there."""
    from extract.pipeline import rules

    if given is None:
        return None
    types, known = frozenset(name.strip() for name in given.split(",")), rules(own).finders
    if unknown := sorted(types - known.keys()):
        raise PressEventsError(f"--types: no such type: {', '.join(unknown)}; there are {', '.join(known)}")
    return types


def is_same_file(output: Path, name: str) -> bool:
    """Return whether what is to be written is the file that an input names."""
    try:
        return output.samefile(name)
    except OSError:
        return False


def end_workers() -> None:
    """End the processes that share the work, after Ctrl-C."""
    import multiprocessing

    for worker in multiprocessing.active_children():
        worker.terminate()


def console() -> Console:
    """Return the terminal to print on; where there is none, it has no colours, and lines are as long as they are."""
    from rich.console import Console

    class Ours(Console):
        def on_broken_pipe(self) -> None:  # rich would end the command, as one that failed
            raise BrokenPipeError

    return Ours(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else _NO_TERMINAL)


def new_table(*columns: str, numbers: int) -> Table:
    """Return an empty table, the last so many columns of which are numbers."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD)
    for place, column in enumerate(columns, 1):
        number = place > len(columns) - numbers
        table.add_column(column, justify="right" if number else "left", no_wrap=True, min_width=len(column))
    return table


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "event"), counted(2_350, "near miss")
    ('1 event', '2,350 near misses')
    """
    ending = "" if number == 1 else "es" if noun.endswith("s") else "s"
    return f"{number:,} {noun}{ending}"


def one_line(message: str) -> str:
    """Return a message without its line breaks."""
    return " ".join(message.split())


def stop(message: str, status: int) -> NoReturn:
    """Say in one line on standard error what is wrong, and end with a status."""
    print(f"press-events: {one_line(message)}", file=sys.stderr)
    raise typer.Exit(status)
