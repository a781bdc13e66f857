"""The command line: ``press-events run`` and ``press-events schema``.

Exit status: 0 when all went well, 1 when a document failed (the others' events are written), 2 when the command or a
pattern file is wrong or the log cannot be written, 130 after Ctrl-C, 141 when the reader of the output went away.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from extract.errors import OutputError, PressEventsError
from extract.version import __version__

if TYPE_CHECKING:
    from extract.log import FileLog, StreamLog, Totals
    from extract.run import Settings

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True, rich_markup_mode=None)

_FAILED, _CANNOT, _INTERRUPTED, _NO_READER = 1, 2, 130, 141


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


@app.command()
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
        settings = Settings(types=_event_types(types), text_folder=_folder(text), time_limit=time_limit or None)
        log = _open_log(output, inputs, settings, resume=resume)
        totals = _run(inputs, log, settings, jobs=jobs, quiet=quiet)
    except PressEventsError as error:
        _stop(str(error), _CANNOT)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains while it ends
        raise typer.Exit(_NO_READER) from None
    except OSError as error:
        _stop(f"{output}: cannot be written: {error.strerror}", _CANNOT)
    except KeyboardInterrupt:
        for worker in multiprocessing.active_children():
            worker.terminate()
        _stop("interrupted" if str(output) == "-" else f"interrupted; --resume goes on with {output}", _INTERRUPTED)
    if totals.failures:
        raise typer.Exit(_FAILED)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a line of the log.

    Example: press-events schema > event.schema.json
    """
    from extract.schema import json_schema

    print(json.dumps(json_schema(), indent=2))


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
                progress.say(f"press-events: {_one_line(reason)}")
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


def _event_types(given: str | None) -> frozenset[str] | None:
    from extract.schema import EVENT_TYPES

    if given is None:
        return None
    types = frozenset(name.strip() for name in given.split(","))
    if unknown := sorted(types - EVENT_TYPES.keys()):
        raise PressEventsError(f"--types: no such type: {', '.join(unknown)}; there are {', '.join(EVENT_TYPES)}")
    return types


def _folder(path: Path | None) -> str | None:
    if path is None:
        return None
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: cannot be made: {error.strerror}") from None
    return str(path)


def _one_line(message: str) -> str:
    return " ".join(message.split())


def _stop(message: str, status: int) -> NoReturn:
    print(f"press-events: {_one_line(message)}", file=sys.stderr)
    raise typer.Exit(status)


def main() -> None:
    """Run the command line; what the `press-events` script calls."""
    app(prog_name="press-events")


if __name__ == "__main__":
    main()
