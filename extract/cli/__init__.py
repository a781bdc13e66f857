"""The command line: a module for each command, imported when the command is called, with no more than it needs.

Exit status: 0 when all went well, 1 when a document failed (the others' events are written), 2 when the command or a
pattern file is wrong or the log cannot be written, 130 after Ctrl-C, 141 when the reader of the output went away.
"""

from __future__ import annotations

import gc
import sys

FAILED, CANNOT, INTERRUPTED, NO_READER = 1, 2, 130, 141

_OBJECTS = 200_000  # of a start, most of them parts of patterns that stay: to look for garbage among them took 0.1 s


def main() -> None:
    """Run the command line; what the `press-events` script calls. A fault of ours is one line too."""
    gc.set_threshold(_OBJECTS)
    try:
        from extract.cli.commands import app  # Ctrl-C may come while it lasts

        app(prog_name="press-events")
    except KeyboardInterrupt:
        _stop("interrupted", INTERRUPTED)
    except OSError as error:
        _stop(f"{error.filename or 'standard output'}: {error.strerror or error}", CANNOT)
    except Exception as error:
        _stop(f"a fault in press-events, please report it: {type(error).__name__}: {error} ({_place(error)})", CANNOT)


def _stop(message: str, status: int) -> None:
    print(f"press-events: {message}", file=sys.stderr)
    sys.exit(status)


def _place(error: Exception) -> str:
    import traceback
    from pathlib import Path

    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{'/'.join(Path(place.filename).parts[-2:])}:{place.lineno}"
