"""``press-events run``."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.cli.shared import CANNOT, FAILED, INTERRUPTED, NO_READER, event_types, one_line, stop
from extract.errors import OutputError, PressEventsError

if TYPE_CHECKING:
    from extract.log import FileLog, StreamLog, Totals
    from extract.run import Settings


def run(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help="Files, folders (recursively), or - for standard input.")
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Where the log goes; - is standard output.")
    ] = Path("-"),
    text: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Also write each document's text as DIR/<document id>.txt.")
    ] = None,
    types: Annotated[str | None, typer.Option(metavar="T,...", help="Only events of these types.")] = None,
    jobs: Annotated[int, typer.Option(min=1, metavar="N", help="Processes that share the work.")] = 1,
    time_limit: Annotated[
        float, typer.Option(min=0, metavar="SECONDS", help="The most that one document may take; 0 is no limit.")
    ] = 60,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a run into FILE that was broken off.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary; errors only.")] = False,
) -> None:
    """Write the events of press releases as JSON Lines, one event a line, in the order of the inputs.

    Example: press-events run releases/ letter.html --output events.jsonl --text texts/ --jobs 2

    Beside FILE stand FILE.run.json (version, patterns, totals), FILE.manifest.jsonl (the files done, for --resume) and,
    when a document failed, FILE.errors.jsonl.
    """
    from extract.run import Settings

    try:
        settings = Settings(types=event_types(types), text_folder=_folder(text), time_limit=time_limit or None)
        log = _open_log(output, inputs, settings, resume=resume)
        totals = _run(inputs, log, settings, jobs=jobs, quiet=quiet)
    except PressEventsError as error:
        stop(str(error), CANNOT)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains while it ends
        raise typer.Exit(NO_READER) from None
    except OSError as error:
        stop(f"{output}: cannot be written: {error.strerror}", CANNOT)
    except KeyboardInterrupt:
        for worker in multiprocessing.active_children():
            worker.terminate()
        stop("interrupted" if str(output) == "-" else f"interrupted; --resume goes on with {output}", INTERRUPTED)
    if totals.failures:
        raise typer.Exit(FAILED)


def _run(inputs: list[str], log: FileLog | StreamLog, settings: Settings, *, jobs: int, quiet: bool) -> Totals:
    """Extract everything into the log, with progress and a summary for whoever sits at a terminal."""
    from extract.inputs import sources
    from extract.progress import Progress
    from extract.run import extract_all

    begin = time.monotonic()
    with Progress(sources(inputs), shown=sys.stderr.isatty() and not quiet) as progress:
        for done in extract_all(log.unfinished(progress.sources), settings, jobs=jobs):
            log.append(done)
            for reason in done.failures:
                progress.say(f"press-events: {one_line(reason)}")
            progress.advance()
        seconds = time.monotonic() - begin
        log.finish(seconds)
        progress.summarize(log.totals, seconds)
    return log.totals


def _open_log(output: Path, inputs: list[str], settings: Settings, *, resume: bool) -> FileLog | StreamLog:
    from extract.log import FileLog, StreamLog, run_header

    streamed = str(output) == "-" or (output.exists() and not output.is_file())  # "-o /dev/null"
    if streamed and resume:
        raise OutputError("--resume needs --output FILE: what flows away cannot be read again")
    if streamed:
        return StreamLog(sys.stdout.buffer if str(output) == "-" else output.open("wb"))
    if any(_same_file(output, name) for name in inputs):
        raise OutputError(f"{output}: is one of the inputs and would be overwritten; choose another --output")
    return FileLog(output, run_header(inputs, settings.types), resume=resume)


def _same_file(output: Path, name: str) -> bool:
    try:
        return output.samefile(name)
    except OSError:
        return False


def _folder(path: Path | None) -> str | None:
    if path is None:
        return None
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: cannot be made: {error.strerror}") from None
    return str(path)
