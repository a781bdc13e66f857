"""``press-events run``."""

from __future__ import annotations

import sys
import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.cli import CANNOT, FAILED, INTERRUPTED
from extract.cli.shared import (
    JobsOption,
    PatternsOption,
    TimeLimitOption,
    TypesOption,
    end_workers,
    event_types,
    is_same_file,
    one_line,
    own_folder,
    stop,
)
from extract.errors import OutputError
from extract.formats import Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.cli.progress import Progress
    from extract.extraction import Settings
    from extract.inputs import Source
    from extract.log import FileLog, StreamLog


class Engine(StrEnum):
    """Who does the work of a run."""

    LOCAL = "local"
    RAY = "ray"


def run(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT", help="Files, folders (recursively), or - for standard input.")
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Where the log goes; - is standard output.")
    ] = Path("-"),
    text: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Also write each document's text as DIR/<document id>.txt.")
    ] = None,
    types: TypesOption = None,
    patterns: PatternsOption = None,
    jobs: JobsOption = 1,
    time_limit: TimeLimitOption = 60,
    format: Annotated[
        Format, typer.Option(metavar="F", help="jsonl; cloudevents: CloudEvents, one a line; parquet: needs --output.")
    ] = Format.JSONL,
    text_column: Annotated[
        str, typer.Option(metavar="NAME", help="Parquet inputs: the column of texts, or of bytes of files.")
    ] = "text",
    id_column: Annotated[str, typer.Option(metavar="NAME", help="Parquet inputs: the column of document ids.")] = "id",
    engine: Annotated[
        Engine, typer.Option(metavar="E", help="local: --jobs processes; ray: the cluster of RAY_ADDRESS, or --jobs.")
    ] = Engine.LOCAL,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a run into FILE that was broken off.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary; errors only.")] = False,
) -> None:
    """Write the events of press releases as JSON Lines, one event a line, in the order of the inputs.

    A file that ends in .parquet is a table with a document in each row.

    Example: press-events run releases/ letter.html --output events.jsonl --text texts/ --jobs 2

    Beside FILE stand FILE.run.json (version, patterns, totals), FILE.manifest.jsonl (the files done, for --resume) and,
    when a document failed, FILE.errors.jsonl.
    """
    from extract.cli.progress import Progress
    from extract.extraction import Settings
    from extract.inputs import sources
    from extract.tables import Columns

    try:
        own = own_folder(patterns)
        settings = Settings(event_types(types, own), _folder(text), time_limit or None, format, own=own)
        log = _open_log(output, inputs, settings, resume=resume)
        found = log.unfinished(sources(inputs, columns=Columns(text_column, id_column)))
        with Progress(inputs, shown=sys.stderr.isatty() and not quiet) as progress:
            _run(found, log, settings, progress, engine=engine, jobs=jobs)
    except BrokenPipeError:
        raise
    except OSError as error:
        stop(f"{output}: cannot be written: {error.strerror}", CANNOT)
    except KeyboardInterrupt:
        end_workers()
        stop("interrupted" if str(output) == "-" else f"interrupted; --resume goes on with {output}", INTERRUPTED)
    if log.totals.failures:
        raise typer.Exit(FAILED)


def _run(
    found: Iterator[Source],
    log: FileLog | StreamLog,
    settings: Settings,
    progress: Progress,
    *,
    engine: Engine,
    jobs: int,
) -> None:
    """Extract everything into the log, with progress and a summary for whoever sits at a terminal."""
    if engine is Engine.RAY:
        from extract.engines.ray import extract_all
    else:
        from extract.run import extract_all

    begin = time.monotonic()
    for done in extract_all(found, settings, jobs=jobs):
        log.append(done)
        for reason in done.failures:
            progress.say(f"press-events: {one_line(reason)}")
        progress.advance()
    seconds = time.monotonic() - begin
    log.finish(seconds)
    progress.summarize(log.totals, seconds)


def _open_log(output: Path, inputs: list[str], settings: Settings, *, resume: bool) -> FileLog | StreamLog:
    from extract.log import FileLog, StreamLog, run_header

    streamed = str(output) == "-" or (output.exists() and not output.is_file())  # "-o /dev/null"
    if streamed and resume:
        raise OutputError("--resume needs --output FILE: what flows away cannot be read again")
    if streamed and settings.format is Format.PARQUET:
        raise OutputError("--format parquet needs --output FILE: a Parquet file is written whole")
    if streamed:
        return StreamLog(sys.stdout.buffer if str(output) == "-" else output.open("wb"))
    if any(is_same_file(output, name) for name in inputs):
        raise OutputError(f"{output}: is one of the inputs and would be overwritten; choose another --output")
    header = run_header(inputs, settings.types, settings.format, settings.own)
    if settings.format is Format.PARQUET:
        from extract.formats.parquet import ParquetLog
        from extract.pipeline import shapes

        return ParquetLog(output, header, resume=resume, types=shapes(settings.own))
    return FileLog(output, header, resume=resume)


def _folder(path: Path | None) -> str | None:
    if path is None:
        return None
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: cannot be made: {error.strerror}") from None
    return str(path)
