"""Deployments on releases without gold: which fire in a sample, and how many of them a reader found right.

    python benchmarks/deployments.py [WIRE] [--seed N] [--count N] [--deals] [--texts]

WIRE is a folder of real releases. The sample is COUNT files picked by SEED, with --deals only of those whose headline
holds a word of buying or selling: a deal is rare in the others. The verdicts of the reader stand in
deployments.tsv beside this script: file, customer, vendor, right or wrong and why. A deployment that nobody has read yet
is printed as "unread" and counts as wrong. Prints Markdown; with --texts, the sentence that states each.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from itertools import islice
from pathlib import Path

from extract.pipeline import extract_events
from extract.reading import read
from extract.schema import CustomerDeployment, Mention
from extract.wordlists import alternatives, verb_forms, vocabulary

HERE = Path(__file__).parent
WIRE = HERE.parents[1] / "shared" / "releases" / "wire"

VERBS = (
    "select", "choose", "pick", "tap", "adopt", "deploy", "implement", "install", "award", "win", "secure", "sign",
    "order", "supply", "equip", "power", "partner", "renew", "roll", "integrate",
)  # fmt: skip
DEAL = re.compile(
    rf"\b{alternatives([*vocabulary('deal_nouns'), *(form for verb in VERBS for form in verb_forms()[verb])])}\b",
    re.IGNORECASE,
)

Key = tuple[str, str, str]


def main() -> None:
    """Print the table of what fires, and the share that is right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wire", type=Path, nargs="?", default=WIRE)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--deals", action="store_true", help="only releases whose headline speaks of a deal")
    parser.add_argument("--texts", action="store_true", help="print the sentence that states each deployment")
    options = parser.parse_args()
    judged = verdicts()
    right = fired = 0
    print("| file | customer | vendor | stage | pattern | verdict |\n| --- | --- | --- | --- | --- | --- |")
    for path in sample(options.wire, options.seed, options.count, deals=options.deals):
        for event in deployments(path):
            verdict = judged.get((path.name, name(event.customer), name(event.vendor)), "unread")
            fired, right = fired + 1, right + verdict.startswith("right")
            pattern = event.evidence[0].pattern.split(".")[1]
            print(
                f"| {path.name} | {name(event.customer)} | {name(event.vendor)} | {event.stage} | {pattern} | {verdict} |"
            )
            if options.texts:
                print(f"\n> {' '.join(event.evidence[0].text.split())}\n")
    share = f", {right / fired:.0%}" if fired else ""
    kind = "releases with a deal word in the headline" if options.deals else "releases"
    print(f"\n{options.count} {kind}, seed {options.seed}: {fired} deployments, {right} right{share}")


def sample(folder: Path, seed: int, count: int, *, deals: bool = False) -> list[Path]:
    """Return COUNT files of a folder, the same for the same seed; with ``deals`` those whose headline has a deal word."""
    files = sorted(folder.iterdir())
    random.Random(seed).shuffle(files)
    return list(islice((path for path in files if not deals or DEAL.search(headline(path))), count))


def headline(path: Path) -> str:
    """Return the first line of a file that is not blank."""
    with path.open(encoding="utf-8", errors="replace") as file:
        return next((line for line in file if line.strip()), "")


def deployments(path: Path) -> list[CustomerDeployment]:
    """Return the deployments of one release."""
    found = extract_events(read(path), types=frozenset({"customer_deployment"}))
    return [event for event in found if isinstance(event, CustomerDeployment)]


def verdicts() -> dict[Key, str]:
    """Return what the reader said of each deployment."""
    with (HERE / "deployments.tsv").open(encoding="utf-8", newline="") as file:
        return {(row[0], row[1], row[2]): row[3] for row in csv.reader(file, delimiter="\t") if len(row) == 4}


def name(mention: Mention) -> str:
    """Return the fullest name of a side on one line."""
    return " ".join((mention.name or mention.text).split())


if __name__ == "__main__":
    main()
