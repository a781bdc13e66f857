"""``press-events evaluate``."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.cli.shared import one_line
from extract.errors import ReadError

if TYPE_CHECKING:
    from rich.table import Table

    from extract.evaluation import Difference, Figures, Report


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="A folder with a JSON file for each document.")],
    log: Annotated[Path, typer.Argument(metavar="LOG", help="A log that press-events run wrote.")],
    errors: Annotated[
        int, typer.Option(min=0, metavar="N", help="Show up to N misses, extras and wrong fields each.")
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="JSON: the figures, and every difference.")] = False,
) -> None:
    """Measure a log against hand-made gold: precision, recall and F1 by type and by role.

    Example: press-events evaluate gold/ events.jsonl --errors 10

    A line of the log belongs to the gold file that has its document id as name. An entry that gold marks as optional
    counts neither when it is found nor when it is missed.
    """
    from extract import evaluation
    from extract.log_reading import read

    wanted, events = evaluation.read_gold(gold), list(read(log))
    if events and not any(event.document.id in wanted for event in events):
        raise ReadError(f"{log}: no document of it has gold in {gold}; {events[0].document.id}.json would be one's")
    report = evaluation.evaluate(wanted, events)
    if as_json:
        print(report.model_dump_json(indent=2))
    else:
        _print(report, errors)


def _print(report: Report, errors: int) -> None:
    from extract.cli.shared import console, new_table

    ratios = new_table("right of those found", "accuracy", "of", numbers=2)
    for name, ratio in report.ratios.items():
        ratios.add_row(name, f"{ratio.accuracy:.3f}", str(ratio.of))
    for table in (_figures("by type", report.types), _figures("by role", report.roles), ratios):
        console().print(table)
    for difference in _shown(report.differences, errors):
        print(f"{difference.measure} {difference.kind}: {difference.document}: {one_line(difference.what)}")


def _figures(title: str, figures: dict[str, Figures]) -> Table:
    from extract.cli.shared import new_table

    table = new_table(title, "precision", "recall", "F1", "gold", "found", numbers=5)
    for name, row in figures.items():
        table.add_row(name, *(f"{value:.3f}" for value in (row.p, row.r, row.f1)), str(row.gold), str(row.found))
    return table


def _shown(differences: list[Difference], errors: int) -> list[Difference]:
    """Return the first differences of each measure and kind."""
    ordered = sorted(differences, key=lambda one: (one.measure, one.kind))
    groups = groupby(ordered, key=lambda one: (one.measure, one.kind))
    return [one for _, group in groups for one in list(group)[:errors]]
