"""The examples of cues: words around a name, shapes of names, and the lines that open a section of a release."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from extract.checking.broken import Broken
from extract.facts.model import Sentence
from extract.facts.names.cues import Cue, Cues
from extract.facts.names.evidence import Shape
from extract.reading import cues as sections


def around_names(table: dict[str, Any]) -> Iterator[Broken]:
    """Yield the examples under ``[[cue]]`` that do not hold; the name stands between braces: "the {LedgerOne} platform"."""
    for cue in (Cue.model_validate(_common(entry, Cue)) for entry in table.get("cue", [])):
        alone = Cues([cue])
        yield from _broken(cue.id, cue.yes, cue.no, lambda text, cues=alone: _is_cued(text, cues))


def shapes(table: dict[str, Any]) -> Iterator[Broken]:
    """Yield the examples under ``[[shape]]`` that do not hold."""
    for shape in map(Shape.model_validate, table.get("shape", [])):
        inside = re.compile(shape.inside)
        yield from _broken(shape.id, shape.yes, shape.no, lambda name, inside=inside: inside.search(name) is not None)


def section_openings(table: dict[str, Any]) -> Iterator[Broken]:
    """Yield the examples of reading/sections.toml that do not hold."""
    for kind, lines in table["examples"]["yes"].items():
        for line in lines:
            found = [cue.kind for cue in sections.find(line)]
            if kind not in found:
                yield Broken(f"sections.{kind}", "yes", line, found)
    for sentence in table["examples"]["no"]:
        if found := [cue.kind for cue in sections.find(f"Northwind Bank opened. {sentence}")]:
            yield Broken("sections", "no", sentence, found)


def _common(entry: dict[str, Any], shape: type[Cue]) -> dict[str, Any]:
    """Return what any cue has, without the kind and weight of those that speak for a kind of name."""
    return {key: value for key, value in entry.items() if key in shape.model_fields}


def _broken(id_: str, yes: Iterable[str], no: Iterable[str], holds: Any) -> Iterator[Broken]:
    for key, texts, wanted in (("yes", yes, True), ("no", no, False)):
        for text in texts:
            if holds(text) is not wanted:
                yield Broken(id_, key, text, [] if wanted else [id_])


def _is_cued(written: str, cues: Cues[Cue]) -> bool:
    start, end = written.index("{"), written.index("}") - 1
    text = written.replace("{", "").replace("}", "")
    return any(cues.around(start, end, Sentence(0, len(text), text, "body", 0)))
