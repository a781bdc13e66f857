"""``press-events check``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extract.cli import FAILED
from extract.cli.shared import PatternsOption, counted, own_folder


def check(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="PATTERNS.toml", help="Only these files, ours or your own.")
    ] = None,
    patterns: PatternsOption = None,
) -> None:
    """Run every pattern file against its examples: each `yes` must be found with its roles, no `no` may be.

    Example: press-events check --patterns my-patterns/

    A fault is one line, FILE:LINE: pattern ID: what is wrong. The exit status is 1 when there is any.
    """
    from extract import checking

    checked = list(map(checking.check_file, files) if files else checking.check(own_folder(patterns)))
    faults = [fault for file in checked for fault in file.faults]
    for fault in faults:
        print(" ".join(str(fault).split()))
    if faults:
        raise typer.Exit(FAILED)
    examples = sum(file.examples for file in checked)
    print(f"{counted(len(checked), 'pattern file')}, {counted(examples, 'example')}: all of them hold")
