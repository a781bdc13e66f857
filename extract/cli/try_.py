"""``press-events try``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.cli import FAILED
from extract.cli.shared import counted, one_line

if TYPE_CHECKING:
    from extract.explaining.trying import Tried


def try_(
    file: Annotated[Path, typer.Argument(metavar="PATTERNS.toml", help="A pattern file, ours or your own.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What to try it on; - is standard input.")] = "-",
) -> None:
    """Try the patterns of one file on a text: which fire, and what the others lack.

    Example: press-events try patterns/customer_deployment.toml "Northwind Bank has selected Acme Corp."

    The exit status is 0 when a pattern fired, else 1.
    """
    from extract.explaining.trying import attempt

    tried = attempt(file, sys.stdin.buffer.read().decode("utf-8", "replace") if text == "-" else text)
    _print(tried)
    if not tried.fired:
        raise typer.Exit(FAILED)


def _print(tried: Tried) -> None:
    print("facts: " + ("; ".join(f"{one_line(text)} ({kind})" for text, kind in tried.facts) or "none"))
    for pattern, lines in tried.patterns.items():
        for line in lines:
            print(f"{pattern}: {one_line(line)}")
    if quiet := [pattern for pattern, lines in tried.patterns.items() if not lines]:
        print(f"{len(quiet)} of {counted(len(tried.patterns), 'pattern')}: no words of theirs stand in the text")
    for event in tried.events:
        print("event: " + one_line(", ".join(f"{role} = {value!r}" for role, value in event.items())))
