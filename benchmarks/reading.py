"""Check what the reading finds in EDGAR submissions against a table made by hand, and in the dev gold.

    python benchmarks/reading.py ../shared/releases/edgar ../shared/gold/dev

``edgar_table.tsv`` gives for 48 submissions the exhibits that are releases ("8k": the body of the form, there is none),
whose release it is, the SEC's number of the filer, and the day on which the release says that it was released.
``section_labels.tsv`` gives what the sections of 30 dev documents are (drawn by a seed: 20 with lines of their own, 10
of those whose paragraphs are glued into one line): character ranges of the decoded text, as a reader labelled them.
"""

import csv
import json
import re
import sys
import time
from collections import Counter, defaultdict
from itertools import groupby
from pathlib import Path

from extract.errors import ReadError
from extract.pipeline import extract_events
from extract.reading import read, read_all, submission
from extract.schema import Release

TABLE = Path(__file__).with_name("edgar_table.tsv")
LABELS = Path(__file__).with_name("section_labels.tsv")
NO_NEWS = frozenset({"about", "safe_harbor", "contact", "legal", "footnote"})
LEGAL_FORMS = frozenset({
    "the", "inc", "incorporated", "corp", "corporation", "ltd", "limited", "llc", "lp", "plc", "co", "company",
    "sa", "ag", "nv", "holdings", "group",
})  # fmt: skip


def words(name: str | None) -> set[str]:
    """Return the words of a name by which two are compared, legal forms left out."""
    found = re.findall(r"[a-z0-9]+", (name or "").lower())
    return {word for word in found if word not in LEGAL_FORMS} or set(found)


def same(one: str | None, other: str | None) -> bool:
    """Return whether all words of one name are in the other."""
    first, second = words(one), words(other)
    return bool(first and second) and (first <= second or second <= first)


def check_table(folder: Path) -> None:
    """Print how many rows of the table the reading agrees with, and each that it does not."""
    right = dict.fromkeys(("exhibits", "issuer", "cik", "released"), 0)
    rows = list(csv.DictReader(TABLE.open(encoding="utf-8"), delimiter="\t"))
    for row in rows:
        path = folder / f"{row['accession']}.txt"
        releases = read_all(path)
        _, parts = submission.parts(path.read_bytes(), path.name)
        found = {
            "exhibits": "+".join(part.label for part in parts),
            "issuer": releases[0].document.issuer.name,
            "cik": releases[0].document.issuer.cik,
            "released": releases[0].document.released,
        }
        for key, value in found.items():
            agrees = same(value, row[key]) if key == "issuer" else value == row[key]
            right[key] += agrees
            if not agrees:
                print(f"  {row['accession']} {key}: {value}, not {row[key]}")
    print(f"table of {len(rows)}: " + ", ".join(f"{key} {count / len(rows):.3f}" for key, count in right.items()))


def check_all(folder: Path) -> None:
    """Read every file of a folder; print failures, releases, seconds, and whether the spans hold."""
    started, releases, failures = time.perf_counter(), 0, 0
    for path in sorted(folder.iterdir()):
        try:
            found = read_all(path)
        except ReadError as error:
            failures += 1
            print(f"  {error}")
            continue
        for release in found:
            edges = [edge for section in release.sections for edge in (section.start, section.end)]
            if edges != sorted(edges) or (edges and edges[-1] > len(release.text)):
                print(f"  {path.name}: sections overlap")
        releases += len(found)
    print(f"{folder}: {releases} releases, {failures} failures, {time.perf_counter() - started:.1f} s")


def check_gold(folder: Path) -> None:
    """Print the share of gold documents whose issuer and release date are right."""
    right = dict.fromkeys(("issuer", "released"), 0)
    gold = sorted((folder / "gold").glob("*.json"))
    for path in gold:
        wanted = json.loads(path.read_text("utf-8"))
        document = read(next((folder / "docs").glob(f"{path.stem}.*"))).document
        right["issuer"] += same(document.issuer.name, wanted["issuer"])
        right["released"] += document.released == wanted["released"]
    print(f"gold of {len(gold)}: " + ", ".join(f"{key} {count / len(gold):.3f}" for key, count in right.items()))


def check_sections(docs: Path) -> None:
    """Print the share of lines labelled as a reader did, what was taken for what, and the events in boilerplate.

    A line that holds several sections counts once for each stretch of it.
    """
    labels: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for row in csv.DictReader(LABELS.open(encoding="utf-8"), delimiter="\t"):
        labels[row["document"]].append((int(row["start"]), int(row["end"]), row["kind"]))
    stretches: Counter[tuple[str, str]] = Counter()
    where: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    events = 0
    for name, wanted in labels.items():
        release = read(next(docs.glob(f"{name}.*")))
        for pair in compared(release, wanted):
            stretches[pair] += 1
            where[pair][name] += 1
        for event in extract_events(release):
            events += 1
            main = event.evidence[0]
            held = [kind for start, end, kind in wanted if kind in NO_NEWS and start < main.end and main.start < end]
            if held:
                print(f"  {name}: {event.type} at {main.start} stands in {held[0]}")
    for (found, right), count in stretches.most_common():
        if found != right:
            documents = ", ".join(f"{name} {lines}" for name, lines in where[found, right].items())
            print(f"  {found}, not {right}: {count} ({documents})")
    agreed = sum(count for (found, right), count in stretches.items() if found == right)
    print(
        f"sections of {len(labels)}: {stretches.total()} lines, right {agreed / stretches.total():.3f}; {events} events"
    )


def compared(release: Release, wanted: list[tuple[int, int, str]]) -> list[tuple[str, str]]:
    """Return the kind found and the kind wanted of each line, or stretch of one, that holds a letter or figure."""
    found_kinds = spread([(section.start, section.end, section.kind) for section in release.sections], release.text)
    wanted_kinds = spread(wanted, release.text)
    line, inked = 0, []
    for character, found, right in zip(release.text, found_kinds, wanted_kinds, strict=True):
        line += character == "\n"
        if not character.isspace():
            inked.append((line, found, right, character))
    stretches = groupby(inked, key=lambda mark: mark[:3])
    return [(found, right) for (_, found, right), marks in stretches if any(mark[3].isalnum() for mark in marks)]


def spread(spans: list[tuple[int, int, str]], text: str) -> list[str]:
    """Return the kind of each character of a text, "none" where no span holds it."""
    kinds = ["none"] * len(text)
    for start, end, kind in spans:
        kinds[start:end] = [kind] * (end - start)
    return kinds


if __name__ == "__main__":
    edgar, dev = map(Path, sys.argv[1:])
    check_table(edgar)
    check_all(edgar)
    check_gold(dev)
    check_sections(dev / "docs")
