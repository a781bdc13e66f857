"""A log in Parquet, read back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extract.errors import ReadError
from extract.extras import need
from extract.formats.arrow import Shapes, from_arrow
from extract.schema import EVENT_TYPES, Event

_ROWS_AT_ONCE = 1_000


def read_parquet(path: Path, *, types: Shapes = EVENT_TYPES) -> Iterator[Event]:
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
