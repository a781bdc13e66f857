"""A run on Ray Data: the documents of a run, read here, done by the workers of a cluster, in their order.

Files are read by the machine that starts the run, so that workers need none of its disks; they need press-events in
the same version, with the same patterns. What a worker has not done when it dies is done again by another, and what
several have died of is at last done here, one document at a time, to tell the one that kills: as in a local run.
"""

from __future__ import annotations

import contextlib
import logging
import os
import pickle
import sys
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import OutputError, PatternError, PressEventsError, ReadError
from extract.extraction import Settings, extract_source
from extract.extras import need
from extract.inputs import STDIN, Done, Source
from extract.patternfolder import Folder, digest, open_folder
from extract.pipeline import rules
from extract.reading import load
from extract.version import __version__
from extract.workers import chunks, one_by_one

if TYPE_CHECKING:
    import pyarrow as pa

_WAVE_BYTES = 128_000_000  # what a dataset holds: minutes of work for a hundred cores, and little memory here
_WAVE_SOURCES = 50_000
_RETRIES = 2  # of a block whose worker died; left to Ray they are without end


def extract_all(found: Iterable[Source], settings: Settings, *, jobs: int) -> Iterator[Done]:
    """Yield what comes of each source, in order, from the Ray cluster that RAY_ADDRESS names.

    Without RAY_ADDRESS a Ray of ``jobs`` workers is started on this machine, reachable from it alone, and ended when
    the run is. Raises `PressEventsError` when Ray is not installed, or the workers' patterns are not ours.
    """
    rules(settings.own)  # raises what is wrong with the patterns here, before anything is started
    if settings.text_folder is not None:
        settings = replace(settings, text_folder=os.path.abspath(settings.text_folder))  # noqa: PTH100
    if settings.own is not None:
        settings = replace(settings, own=settings.own._replace(path=os.path.abspath(settings.own.path)))  # noqa: PTH100
    with _running(jobs):
        for wave in _waves(found):
            yield from _extract_wave(wave, settings)


@contextlib.contextmanager
def _running(jobs: int) -> Iterator[None]:
    """Join the cluster of RAY_ADDRESS, or start a Ray of our own, for the length of the block; keep Ray quiet."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    if own := "RAY_ADDRESS" not in os.environ:
        os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"  # to be read at import: bind to the loopback address only
    ray = need("ray", extra="ray", purpose="--engine ray")
    data = need("ray.data", extra="ray", purpose="--engine ray")
    logging.disable(logging.WARNING)  # Ray Data sets the levels of its loggers anew with every dataset
    warnings.filterwarnings("ignore", message="`ray_remote_args` is deprecated")  # until 2.64, which we exclude
    where = {"address": "local", "num_cpus": jobs, "include_dashboard": False} if own else {}
    try:
        ray.init(log_to_driver=False, logging_level=logging.ERROR, **where)
    except (OSError, RuntimeError, ValueError) as error:
        named = os.environ.get("RAY_ADDRESS", "this machine")
        reason = next(iter(str(error).splitlines()), type(error).__name__)
        raise PressEventsError(f"--engine ray: no Ray can be used at {named}: {reason}") from None
    try:
        context = data.DataContext.get_current()
        context.enable_progress_bars = False
        context.print_on_execution_start = False
        context.execution_options.preserve_order = True
        context.max_errored_blocks = -1  # a block that is lost for good is a gap, and filled by `_extract_wave`
        with contextlib.redirect_stdout(sys.stderr):  # where Ray tells of workers that died: the log may flow there
            yield
    finally:
        ray.shutdown()
        logging.disable(logging.NOTSET)


def _waves(found: Iterable[Source]) -> Iterator[list[list[Source]]]:
    """Gather chunks of sources, with their contents, until they are enough for a dataset."""
    wave: list[list[Source]] = []
    sources = size = 0
    for chunk in chunks(map(_with_content, found)):
        wave.append(chunk)
        sources += len(chunk)
        size += sum(len(source.data or b"") for source in chunk)
        if sources >= _WAVE_SOURCES or size >= _WAVE_BYTES:
            yield wave
            wave, sources, size = [], 0, 0
    if wave:
        yield wave


def _with_content(source: Source) -> Source:
    """Read a file; what cannot be read goes as a problem, which becomes a failure in its turn."""
    if source.data is not None or source.problem:
        return source
    if source.path == STDIN:
        return replace(source, data=sys.stdin.buffer.read())
    try:
        return replace(source, data=load(Path(source.path))[0])
    except ReadError as error:
        return replace(source, problem=str(error))


def _extract_wave(wave: list[list[Source]], settings: Settings) -> Iterator[Done]:
    """Yield what comes of the sources of a wave, in order; the chunks that Ray gave up are done here."""
    import pyarrow as pa
    import ray.data

    blocks = [pa.table({"number": [number], "chunk": [pickle.dumps(chunk)]}) for number, chunk in enumerate(wave)]
    work = ray.data.from_arrow(blocks).map_batches(
        partial(_extract_block, settings=settings, maker=_maker(settings.own)),
        batch_format="pyarrow",
        batch_size=None,
        max_retries=_RETRIES,
    )
    expected = 0
    for block in work.iter_batches(batch_size=None, batch_format="pyarrow"):
        for row in block.to_pylist():
            if row["refusal"]:
                raise OutputError(row["refusal"])
            for lost in wave[expected : row["number"]]:
                yield from one_by_one(lost, settings)
            yield from pickle.loads(row["done"])
            expected = row["number"] + 1
    for lost in wave[expected:]:
        yield from one_by_one(lost, settings)


def _extract_block(block: pa.Table, *, settings: Settings, maker: str) -> pa.Table:
    """Do the chunks of a block; this runs on a worker."""
    import pyarrow as pa

    done: list[bytes] = []
    refusal = None
    try:
        if (here := _maker(_as_it_is_here(settings.own))) != maker:
            refusal = f"a worker has press-events {here}, this machine {maker}"
        for chunk in block.column("chunk").to_pylist() if not refusal else ():
            done.append(pickle.dumps([extract_source(source, settings) for source in pickle.loads(chunk)]))
    except PatternError as error:
        refusal = f"a worker cannot use the patterns: {error}"
    if refusal:
        return pa.table({"number": [0], "done": [b""], "refusal": [refusal]})
    return pa.table({"number": block.column("number"), "done": done, "refusal": pa.nulls(len(done), pa.string())})


def _maker(own: Folder | None) -> str:
    """Return what decides the events of a document: with the same version and patterns they are the same."""
    return f"{__version__} with patterns {digest(own)[:12]}"


@cache
def _as_it_is_here(own: Folder | None) -> Folder | None:
    """Return the folder of the user's patterns as this machine has it; raise `PatternError` when it has none."""
    return open_folder(own.path) if own else None
