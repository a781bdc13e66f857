"""``press-events check``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extract.cli.shared import CANNOT, FAILED, PatternsOption, own_folder, stop
from extract.errors import PressEventsError


def check(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATTERNS.toml]...", help="Only these files, ours or your own.")
    ] = None,
    patterns: PatternsOption = None,
) -> None:
    """Run every pattern file against its examples: each `yes` must be found with its roles, no `no` may be.

    Example: press-events check --patterns my-patterns/

    A fault is one line, FILE:LINE: pattern ID: what is wrong. The exit status is 1 when there is any.
    """
    from extract import checking

    try:
        own = own_folder(patterns)
        checked = list(map(checking.check_file, files) if files else checking.check(own))
    except PressEventsError as error:
        stop(str(error), CANNOT)
    faults = [fault for file in checked for fault in file.faults]
    for fault in faults:
        print(" ".join(str(fault).split()))
    if faults:
        raise typer.Exit(FAILED)
    print(f"{len(checked)} pattern files, {sum(file.examples for file in checked)} examples: all of them hold")
