"""Quality in one command: the score on a gold set, and the check that every span of every event is where it says.

    python benchmarks/quality.py [GOLD] [--wire FOLDER] [--sample N] [--jobs N]

GOLD is a folder with docs/ and gold/, the scorer score.py beside it; FOLDER holds real releases without gold. What is
not there is left out. Prints Markdown; exit status 1 when a span or an id is wrong.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.extraction import Settings
from extract.inputs import Done, sources
from extract.run import extract_all

SHARED = Path(__file__).parents[2] / "shared"


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?", default=SHARED / "gold" / "dev")
    parser.add_argument("--wire", type=Path, default=SHARED / "releases" / "wire")
    parser.add_argument("--sample", type=int, default=None, help="check the spans of so many files only")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    faults = 0
    if options.gold.is_dir():
        print_score(score(options.gold, options.jobs))
    if options.wire.is_dir():
        faults = check_spans(options.wire, options.sample, options.jobs)
    return 1 if faults else 0


def score(gold: Path, jobs: int) -> dict[str, dict[str, float]]:
    """Extract the gold's documents and return what its own scorer says of the log."""
    with tempfile.TemporaryDirectory() as scratch:
        log, figures = Path(scratch, "events.jsonl"), Path(scratch, "figures.json")
        with log.open("w", encoding="utf-8") as out:
            for done in extract_all(sources([gold / "docs"]), Settings(), jobs=jobs):
                out.writelines(f"{line}\n" for line in done.lines)
        scorer = gold.parent / "score.py"
        command = [sys.executable, str(scorer), str(gold / "gold"), str(log), "--json", str(figures)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        report: dict[str, dict[str, float]] = json.loads(figures.read_text("utf-8"))
    return report


def print_score(report: dict[str, dict[str, float]]) -> None:
    """Print the scorer's figures as two Markdown tables: events and roles, and what is right of those found."""
    print("| | precision | recall | F1 | gold | found |\n| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, row in report.items():
        if "f1" in row:
            print(
                f"| {name} | {row['p']:.3f} | {row['r']:.3f} | **{row['f1']:.3f}** | {row['gold']} | {row['found']} |"
            )
    print("\n| of those found | right | of |\n| --- | ---: | ---: |")
    for name, row in report.items():
        if "accuracy" in row:
            print(f"| {name} | {row['accuracy']:.3f} | {row['of']} |")


def check_spans(folder: Path, sample: int | None, jobs: int) -> int:
    """Extract a folder, compare every span with the text beside it, and print and return the number of faults."""
    begin = time.perf_counter()
    found = list(sources([folder]))
    found = found[:: max(1, len(found) // sample)] if sample else found
    documents = events = spans = faults = 0
    failures: list[str] = []
    with tempfile.TemporaryDirectory() as texts:
        for done in extract_all(found, Settings(text_folder=texts), jobs=jobs):
            failures += done.failures
            documents += len(done.documents)
            events += len(done.lines)
            checked, wrong = check(done, Path(texts))
            spans += checked
            faults += len(wrong)
            for fault in wrong:
                print(f"{done.source.path}: {fault}", file=sys.stderr)
    seconds = time.perf_counter() - begin
    print(f"\n{documents:,} real releases, {events:,} events, {spans:,} spans, {faults} faults, {seconds:.0f} seconds.")
    print(f"Could not be read: {len(failures)}.")
    for reason in failures:
        print(reason, file=sys.stderr)
    return faults


def check(done: Done, texts: Path) -> tuple[int, list[str]]:
    """Return how many spans the events of a file have, and what is wrong with spans and ids."""
    text_of = {name: Path(texts, f"{name}.txt").read_bytes().decode() for name, _ in done.documents}
    events = [json.loads(line) for line in done.lines]
    wrong = [f"id {key} {count} times" for key, count in Counter(event["id"] for event in events).items() if count > 1]
    checked = 0
    for event in events:
        for span in spans_of(event):
            checked += 1
            there = text_of[event["document"]["id"]][span["start"] : span["end"]]
            if there != span["text"]:
                wrong.append(f"{event['type']}: {span['text']!r} is not at {span['start']}: {there!r}")
    return checked, wrong


def spans_of(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object with text, start and end in an event, however deep."""
    if isinstance(value, dict):
        if "start" in value and "end" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from spans_of(item)


if __name__ == "__main__":
    sys.exit(main())
