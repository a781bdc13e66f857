"""``press-events show``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.cli import FAILED
from extract.cli.shared import (
    JobsOption,
    PatternsOption,
    TimeLimitOption,
    TypesOption,
    event_types,
    is_same_file,
    one_line,
    own_folder,
)
from extract.errors import OutputError

if TYPE_CHECKING:
    from extract.extraction import Settings
    from extract.show.site import OnePage, Site


def show(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT", help="Files, folders (recursively), or - for standard input.")
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="PATH", help="The page, or for several releases the folder; - is standard output."
        ),
    ] = None,
    text: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="INPUT is a log that is there already; DIR holds its texts, as from run --text."
        ),
    ] = None,
    types: TypesOption = None,
    patterns: PatternsOption = None,
    jobs: JobsOption = 1,
    time_limit: TimeLimitOption = 60,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no path; errors only.")] = False,
) -> None:
    """Write a page that shows a release with its events, to be opened in a browser; of several, an index and a page each.

    Example: press-events show release.txt --output page.html

    Without --output the page of one release is INPUT's name with .events.html, in the working folder. Several files, a
    folder as input, or a folder as --output give PATH/index.html and PATH/releases/. A page needs nothing beside it.

    Example: press-events show events.jsonl --text texts/ --output pages/
    """
    from extract.extraction import Settings

    pages = _pages(inputs, output, is_log=text is not None)
    own = own_folder(patterns)
    settings = Settings(event_types(types, own), time_limit=time_limit or None, own=own, keep_releases=True)
    failures = _run(inputs, pages, settings, text=text, jobs=jobs, quiet=quiet)
    path = pages.finish()
    if path is not None and str(path) != "-" and not quiet:
        print(path)
    if failures:
        raise typer.Exit(FAILED)


def _run(
    inputs: list[str], pages: OnePage | Site, settings: Settings, *, text: Path | None, jobs: int, quiet: bool
) -> int:
    """Make the pages, with progress for whoever sits at a terminal; return how many documents failed."""
    from extract.cli.progress import Progress
    from extract.inputs import sources
    from extract.run import extract_all
    from extract.show.logged import from_log

    failures = 0
    with Progress(inputs, shown=sys.stderr.isatty() and not quiet and text is None) as progress:
        if text is not None:
            found = from_log(Path(inputs[0]), text, settings)
        else:
            found = extract_all(sources(inputs), settings, jobs=jobs)
        for done in found:
            pages.add(done)
            failures += len(done.failures)
            for reason in done.failures:
                progress.say(f"press-events: {one_line(reason)}")
            progress.advance()
    return failures


def _pages(inputs: list[str], output: str | None, *, is_log: bool) -> OnePage | Site:
    """Return the page or the folder that is to be written; raise `OutputError` when it is in the way of something."""
    from extract.show.site import OnePage, Site

    if not is_log and any(name.endswith(".jsonl") for name in inputs):
        raise OutputError("a log needs its texts; give --text DIR, the folder that run --text wrote")
    if is_log and len(inputs) > 1:
        raise OutputError("--text goes with one log; give the others a command of their own")
    several = is_log or len(inputs) > 1 or Path(inputs[0]).is_dir()
    if several and output in (None, "-"):
        needy = "a log needs a folder for its" if is_log else "several releases need a folder for their"
        raise OutputError(f"{needy} pages; give --output DIR")
    if output is None:
        return OnePage(None)
    if several or output.endswith((os.sep, "/")) or Path(output).is_dir():
        return Site(Path(output), Path(inputs[0]).resolve().name if len(inputs) == 1 else "Press releases")
    if output != "-" and any(is_same_file(Path(output), name) for name in inputs):
        raise OutputError(f"{output}: is one of the inputs and would be overwritten; choose another --output")
    return OnePage(Path(output))
