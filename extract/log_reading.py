"""A log read back: JSON Lines, or Parquet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from extract.errors import ReadError, first_fault
from extract.extras import need
from extract.formats.arrow import Shapes, from_arrow
from extract.schema import Event, event_from
from extract.tables import is_table

if TYPE_CHECKING:
    from extract.patternfolder import Folder

_ROWS_AT_ONCE = 1_000


def read(path: Path, *, own: Folder | None = None) -> Iterator[Event]:
    """Yield the events of a log in JSON Lines, or in Parquet when its name says so.

    Raises `ReadError` when there is none, with the line that is no event. ``own`` is the folder of the user's pattern
    files that declare types in it: a log in Parquet needs them, lines do not.
    """
    if is_table(str(path)):
        from extract.pipeline import shapes

        yield from _read_parquet(path, types=shapes(own))
        return
    try:
        with path.open("rb") as lines:
            for number, raw in enumerate(lines, 1):
                if raw.strip():
                    yield _event_of(raw, f"{path}: line {number}")
    except OSError as error:
        raise ReadError(f"{path}: cannot be read: {error.strerror}") from None


def _event_of(raw: bytes, where: str) -> Event:
    try:
        event = event_from(raw)
        if event.evidence:
            return event
        reason = "it has no evidence"
    except ValidationError as error:
        reason = first_fault(error)
    except ValueError as error:
        reason = str(error)
    raise ReadError(f"{where}: is no event; give a log in JSON Lines as press-events run writes it: {reason}")


def _read_parquet(path: Path, *, types: Shapes) -> Iterator[Event]:
    """Yield the events of a log in Parquet; raise `ReadError` when it is none, or has events of a type not in ``types``."""
    parquet = need("pyarrow.parquet", extra="parquet", purpose="a log in Parquet")
    try:
        with parquet.ParquetFile(path) as file:
            columns = set(file.schema_arrow.names)
            if missing := Event.model_fields.keys() - columns:
                raise ReadError(f"{path}: is no log that press-events run wrote: no column {min(missing)} in it")
            if unknown := sorted(columns - Event.model_fields.keys() - types.keys()):
                raise ReadError(
                    f"{path}: has events of {', '.join(unknown)}, which own pattern files declare; "
                    "name their folder with --patterns, or give the log in JSON Lines"
                )
            for batch in file.iter_batches(_ROWS_AT_ONCE):
                yield from from_arrow(batch, types=types)
    except (ValueError, OSError) as error:  # pyarrow's errors are of these kinds
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error).splitlines()[0]
        raise ReadError(f"{path}: cannot be read as Parquet: {reason}") from None
