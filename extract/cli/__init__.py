"""The command line: a module for each command, imported with no more than what its options need.

Exit status: 0 when all went well, 1 when a document failed (the others' events are written), 2 when the command or a
pattern file is wrong or the log cannot be written, 130 after Ctrl-C, 141 when the reader of the output went away.
"""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from typing import Annotated

import typer

from extract.cli.check import check
from extract.cli.diff import diff
from extract.cli.evaluate import evaluate
from extract.cli.explain import explain
from extract.cli.run import run
from extract.cli.schema import schema
from extract.cli.shared import CANNOT
from extract.cli.show import show
from extract.cli.try_ import try_
from extract.version import __version__

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True, rich_markup_mode=None)
for _command in (run, show, explain, try_, check, evaluate, diff, schema):
    app.command(_command.__name__.rstrip("_"))(_command)


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


def main() -> None:
    """Run the command line; what the `press-events` script calls. A fault of ours is one line too."""
    try:
        app(prog_name="press-events")
    except OSError as error:
        print(f"press-events: {error.filename or 'standard output'}: {error.strerror or error}", file=sys.stderr)
        sys.exit(CANNOT)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        print(
            f"press-events: a fault in press-events, please report it: {type(error).__name__}: {error} ({where})",
            file=sys.stderr,
        )
        sys.exit(CANNOT)
