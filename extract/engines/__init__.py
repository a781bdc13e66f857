"""The extraction as a function from Arrow to Arrow, for engines that run it on many machines.

A batch of documents goes in, a batch of events comes out: `extract_batch` for Ray Data and whoever hands over one batch
at a time, `extract_batches` for Spark's ``mapInArrow``, which hands over an iterator. What goes wrong with a document
comes out as a row of its own, with the reason in the column ``error`` and no event, and never stops a batch. Needs
pyarrow: ``pip install 'press-events[parquet]'``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from extract.extraction import Settings, extract_source
from extract.formats.arrow import event_schema, from_arrow, to_arrow, to_row
from extract.inputs import Source
from extract.patternfolder import open_folder
from extract.pipeline import shapes
from extract.tables import Columns, check, rows_of

if TYPE_CHECKING:
    import pyarrow as pa

    Batch = TypeVar("Batch", pa.RecordBatch, pa.Table)

__all__ = ["batch_schema", "event_schema", "extract_batch", "extract_batches", "from_arrow", "to_arrow"]


def batch_schema(*, patterns: str | Path | None = None) -> pa.Schema:
    """Return the schema of what comes out: that of a log (`event_schema`) and ``error``, a text or null.

    Spark wants it with the function: ``pyspark.sql.pandas.types.from_arrow_schema(batch_schema())``. ``patterns`` as in
    `extract_batch`.
    """
    import pyarrow as pa

    return event_schema(shapes(open_folder(patterns) if patterns else None)).append(pa.field("error", pa.string()))


def extract_batch(
    batch: Batch,
    *,
    text_column: str = "text",
    id_column: str = "id",
    types: Iterable[str] | None = None,
    time_limit: float | None = 60,
    patterns: str | Path | None = None,
) -> Batch:
    """Return the events of the documents in an Arrow batch or table, in their order, as a batch or table of `batch_schema`.

    The texts are strings, taken as a file of that text in UTF-8, or the bytes of a file of any kind that a run reads;
    the ids, strings or whole numbers, become ``document.id`` and ``document.source`` and ought to be unique, or two
    documents may yield events of one id. Other columns are ignored. A document without events gives no row; one that
    failed, or took longer than ``time_limit`` seconds, a row with its ``document.id`` and the ``error``. ``patterns`` is a
    folder of your own pattern files, at the same path on every machine. Raises `ReadError` when the columns are missing
    or of another type, `PatternError` when a pattern file has a mistake.

    Examples:
        >>> import pyarrow as pa
        >>> found = extract_batch(pa.table({"id": [7, 8], "text": ["Acme selected LedgerOne from Northwind Corp.", ""]}))
        >>> found.column("error").drop_null().to_pylist()
        ['8: the file is empty; give a press release or a submission']
    """
    import pyarrow as pa

    columns = Columns(text_column, id_column)
    check(batch.schema, columns, "the batch")
    own = open_folder(patterns) if patterns else None
    settings = Settings(types=frozenset(types) if types is not None else None, time_limit=time_limit, own=own)
    rows = [row for source in _sources(batch, columns) for row in _rows(source, settings)]
    kind = pa.Table if isinstance(batch, pa.Table) else pa.RecordBatch
    found: Batch = kind.from_pylist(rows, schema=batch_schema(patterns=patterns))
    return found


def extract_batches(batches: Iterable[Batch], **options: Any) -> Iterator[Batch]:
    """Yield `extract_batch` of each batch, with its options: what Spark's ``mapInArrow`` takes."""
    for batch in batches:
        yield extract_batch(batch, **options)


def _sources(batch: Batch, columns: Columns) -> Iterator[Source]:
    for number, row in enumerate(rows_of(batch, columns)):
        id_ = row.id or f"row {number}"
        yield Source(id_, id_, data=row.data, problem=f"{id_}: {row.problem}" if row.problem else None)


def _rows(source: Source, settings: Settings) -> Iterator[dict[str, Any]]:
    """Yield the events of a document as rows, and a row for each failure."""
    done = extract_source(source, settings)
    for line in done.lines:
        yield to_row(json.loads(line))
    for reason in done.failures:
        yield {"document": {"id": source.id, "source": source.path}, "error": reason}
