"""A Parquet file -> the documents in its rows: a column of texts or bytes, a column of ids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extract.errors import ReadError
from extract.extras import need

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS_AT_ONCE = 64  # what is in memory at a time, however large the row groups are
_READ_AHEAD = 1 << 20  # bytes; with a buffer a column is read in pieces, without one a row group at a time


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a table the documents stand, and their ids."""

    text: str = "text"
    id: str = "id"


@dataclass(frozen=True, slots=True)
class Row:
    """A document of a table: its id and its bytes, or what is wrong with it."""

    id: str | None
    data: bytes | None
    problem: str | None = None


def is_table(path: str) -> bool:
    """Return whether a file is a table of documents, by its name."""
    return path.lower().endswith(".parquet")


def number_of_rows(path: str) -> int:
    """Return how many rows a Parquet file says that it has; 1 for one that cannot be read, which is one failure."""
    parquet = need("pyarrow.parquet", extra="parquet", purpose="reading Parquet")
    try:
        rows: int = parquet.read_metadata(path).num_rows
    except (ValueError, OSError):  # pyarrow's errors are of these kinds
        return 1
    return rows


def read_rows(path: str, columns: Columns) -> Iterator[Row]:
    """Yield the rows of a Parquet file, a few in memory at a time.

    Raises `ReadError` when the file is not Parquet or lacks a column, `PressEventsError` when pyarrow is not installed.
    """
    parquet = need("pyarrow.parquet", extra="parquet", purpose="reading Parquet")
    arrow = need("pyarrow", extra="parquet", purpose="reading Parquet")
    try:
        with parquet.ParquetFile(path, buffer_size=_READ_AHEAD, pre_buffer=False) as file:
            check(file.schema_arrow, columns, path)
            for batch in file.iter_batches(_ROWS_AT_ONCE, columns=[columns.id, columns.text], use_threads=False):
                yield from rows_of(batch, columns)
    except FileNotFoundError:
        raise ReadError(f"{path}: there is no such file; check the path") from None
    except (arrow.ArrowException, OSError) as error:
        raise ReadError(f"{path}: cannot be read as Parquet: {str(error).splitlines()[0]}") from None


def rows_of(batch: pa.RecordBatch | pa.Table, columns: Columns) -> Iterator[Row]:
    """Yield the rows of an Arrow batch that `check` has passed; texts become the bytes of a file in UTF-8."""
    ids, texts = batch.column(columns.id).to_pylist(), batch.column(columns.text).to_pylist()
    for id_, text in zip(ids, texts, strict=True):
        if id_ is None:
            yield Row(None, None, f"the id is null (column {columns.id})")
        elif text is None:
            yield Row(str(id_), None, f"the text is null (column {columns.text})")
        else:
            yield Row(str(id_), text.encode() if isinstance(text, str) else text)


def check(schema: pa.Schema, columns: Columns, name: str) -> None:
    """Raise `ReadError` when a schema has no such columns, or ones that hold neither texts nor bytes, or no ids."""
    for column, option, kinds in ((columns.text, "text", _TEXTS), (columns.id, "id", _IDS)):
        if schema.names.count(column) != 1:
            raise ReadError(
                f"{name}: no column {column} in it, or several; there are {', '.join(schema.names)}; "
                f"--{option}-column names the right one"
            )
        kind = schema.field(column).type
        if not _is_any(kind, kinds):
            raise ReadError(f"{name}: the column {column} is {kind}; --{option}-column names one of {kinds[0]}")


_TEXTS = ("texts or bytes", "is_string", "is_large_string", "is_string_view", "is_binary", "is_large_binary")
_IDS = ("texts or whole numbers", "is_string", "is_large_string", "is_string_view", "is_integer")


def _is_any(kind: Any, kinds: tuple[str, ...]) -> bool:
    """Return whether an Arrow type is one of those that ``pyarrow.types`` tells by the names after the first."""
    from pyarrow import types

    value = kind.value_type if types.is_dictionary(kind) else kind
    return any(getattr(types, test)(value) for test in kinds[1:])
