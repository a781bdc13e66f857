"""``press-events diff``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extract.cli import FAILED
from extract.cli.shared import counted, one_line

if TYPE_CHECKING:
    from extract.comparison import Comparison, Difference

_SIGNS = {"gained": "+", "lost": "-", "changed": "~"}
_LONGEST = 120  # characters of a value that are shown


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD.jsonl", help="A log of press-events run.")],
    new: Annotated[Path, typer.Argument(metavar="NEW.jsonl", help="Another log of the same documents.")],
    summary: Annotated[bool, typer.Option("--summary", help="Only how many, by type and pattern.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON: every difference with its roles and fields.")] = False,
) -> None:
    """Compare two logs: events gained (+), lost (-) and changed (~), and how many by type and pattern.

    Example: press-events diff before.jsonl after.jsonl --summary

    Like diff(1), the exit status is 0 when the logs hold the same events, 1 when they differ, 2 when one cannot be read.
    Where a document lay (its source) is no difference.
    """
    from extract.comparison import compare
    from extract.log_reading import read

    comparison = compare(read(old), read(new))
    if as_json:
        print(comparison.model_dump_json(indent=2))
    else:
        _print(comparison, summary)
    if comparison.differences:
        raise typer.Exit(FAILED)


def _print(comparison: Comparison, summary: bool) -> None:
    for difference in [] if summary else comparison.differences:
        _print_difference(difference)
    if comparison.differences:
        _print_table(comparison)
    print(f"{counted(comparison.same, 'event')} the same, {len(comparison.differences):,} different")


def _print_difference(difference: Difference) -> None:
    print(f"{_SIGNS[difference.kind]} {difference.document} {difference.pattern}: {_shown(difference.text)}")
    if difference.kind == "changed":
        for change in difference.changes:
            print(f"    {change.field}: {_shown(change.old)} -> {_shown(change.new)}")
        return
    roles = {role: value for role, value in difference.roles.items() if role != "type" and value not in (None, [])}
    print("    " + ", ".join(f"{role}: {_shown(value)}" for role, value in roles.items()))


def _print_table(comparison: Comparison) -> None:
    from extract.cli.shared import console, new_table

    table = new_table("type", "pattern", *_SIGNS, numbers=len(_SIGNS))
    for (type_, pattern), row in comparison.by_pattern().items():
        table.add_row(type_, pattern, *map(str, row.values()))
    console().print(table)


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    line = one_line(text)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
