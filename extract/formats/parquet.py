"""The log as a Parquet file: written in lines like any other log, and turned into Parquet when the last one is there.

So a run into Parquet survives what a run into JSON Lines survives, `--resume` goes on with it, and FILE is either the
whole log or not there at all. While the run lasts its lines stand in FILE.lines.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from extract.extras import need
from extract.formats.arrow import Shapes, event_schema, to_row
from extract.log import FileLog
from extract.schema import EVENT_TYPES

_ROWS_IN_A_GROUP = 10_000  # about 30 MB of events in memory; a query skips whole groups by their statistics


class ParquetLog(FileLog):
    """A log that is Parquet in the end."""

    def __init__(
        self, path: Path, header: dict[str, Any], *, resume: bool = False, types: Shapes = EVENT_TYPES
    ) -> None:
        """Begin the log anew, or go on with its lines; see `FileLog`. A finished log is made again, from the start."""
        need("pyarrow.parquet", extra="parquet", purpose="--format parquet")
        self._types = types
        super().__init__(path, header, resume=resume, lines=path.with_name(f"{path.name}.lines"))

    def finish(self, seconds: float) -> None:
        """Write the Parquet file, then the totals; the lines go last."""
        self.close()
        about = {"press_events": self._header["press_events"], "patterns": self._header["patterns"]}
        with self._lines.open(encoding="utf-8", newline="\n") as lines:
            write_parquet(lines, self._path, types=self._types, about=about)
        super().finish(seconds)
        self._lines.unlink()


def write_parquet(
    lines: Iterable[str], path: Path, *, types: Shapes = EVENT_TYPES, about: dict[str, str] | None = None
) -> None:
    """Write the lines of a log as a Parquet file, whole or not at all; ``about`` becomes metadata of the file."""
    import pyarrow
    from pyarrow import parquet

    schema = event_schema(types).with_metadata(about or {})
    draft = path.with_name(f"{path.name}.tmp")
    rows = (to_row(json.loads(line)) for line in lines)
    with parquet.ParquetWriter(draft, schema, compression="zstd") as writer:
        while group := list(itertools.islice(rows, _ROWS_IN_A_GROUP)):
            writer.write_table(pyarrow.Table.from_pylist(group, schema=schema))
    draft.replace(path)
