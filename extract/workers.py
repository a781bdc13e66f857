"""The processes that share the work of a run: chunks of sources go out, what came of them comes back in order."""

from __future__ import annotations

import contextlib
import gc
import itertools
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import resource_tracker

from extract.extraction import Settings, extract_source
from extract.inputs import STDIN, Done, Source, printable

_CHUNK_BYTES = 400_000  # what a worker gets at a time: at most a second of work
_CHUNK_FILES = 50
_AHEAD = 3  # chunks waiting for each worker, so that none is idle while the log is written


def chunks(found: Iterable[Source]) -> Iterator[list[Source]]:
    """Cut the sources into pieces of similar work, in order."""
    chunk: list[Source] = []
    size = 0
    for source in found:
        chunk.append(source)
        size += source.size
        if size >= _CHUNK_BYTES or len(chunk) == _CHUNK_FILES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def extract_in_workers(found: Iterable[Source], settings: Settings, *, jobs: int) -> Iterator[Done]:
    """Yield what comes of each source, in order, computed by ``jobs`` processes a few chunks ahead."""
    coming = chunks(found)
    waiting: deque[tuple[list[Source], Future[list[Done]]]] = deque()
    pool = _pool(jobs)
    try:
        while True:
            for chunk in itertools.islice(coming, jobs * _AHEAD - len(waiting)):
                waiting.append((chunk, _submit(pool, chunk, settings)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                yield from one_by_one(chunk, settings)
                pool.shutdown()
                pool = _pool(jobs)
                waiting = deque((later, _submit(pool, later, settings)) for later, _ in waiting)
    finally:
        pool.shutdown(cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, chunk: list[Source], settings: Settings) -> Future[list[Done]]:
    if all(source.path != STDIN for source in chunk):
        return pool.submit(_extract_chunk, chunk, settings)
    here: Future[list[Done]] = Future()  # a worker has no standard input, so this chunk is ours
    here.set_result(_extract_chunk(chunk, settings))
    return here


def one_by_one(chunk: list[Source], settings: Settings) -> Iterator[Done]:
    """Do a chunk during which a worker died, each source on its own, to find the one that kills."""
    pool = _pool(1)
    for source in chunk:
        try:
            yield from pool.submit(_extract_chunk, [source], settings).result()
        except BrokenProcessPool:
            pool = _pool(1)
            yield Done(
                source, failures=[f"{printable(source.path)}: the worker process died of it, out of memory perhaps"]
            )
    pool.shutdown()


def _extract_chunk(chunk: list[Source], settings: Settings) -> list[Done]:
    return [extract_source(source, settings) for source in chunk]


def _pool(jobs: int) -> ProcessPoolExecutor:
    """Start worker processes afresh ("spawn"): the same on every system, whatever threads we have."""
    pool = ProcessPoolExecutor(
        jobs, multiprocessing.get_context("spawn"), initializer=_start_worker, initargs=gc.get_threshold()
    )
    with _deaf_children():
        pool.submit(os.getpid)  # which starts all of them
    return pool


@contextlib.contextmanager
def _deaf_children() -> Iterator[None]:
    """Leave Ctrl-C to the parent: processes that are started in the block do not hear it, on Unix from their birth on."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # or the first process starts it, and hears Ctrl-C again from then on
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start_worker(*gc_threshold: int) -> None:
    """Be deaf to Ctrl-C on Windows too, and end with the parent process even when it is killed."""
    gc.set_threshold(*gc_threshold)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
