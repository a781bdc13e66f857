"""What is found wrong with an example, and the release that an example is."""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

from extract.schema import Document, Release, Section, SectionKind


class Broken(NamedTuple):
    """An example that does not hold: its pattern's id, ``yes`` or ``no``, its text, and what was found in it instead."""

    id: str
    key: str
    text: str
    found: list[Any]

    def __str__(self) -> str:
        return f"pattern {self.id}: {self.key}: {self.text}: found {self.found or 'nothing'}"


def alone(text: str, kind: SectionKind) -> Release:
    """Return a release that is one section of a kind and nothing else."""
    document = Document(id="example", source="", sha256=hashlib.sha256(text.encode()).hexdigest())
    return Release(document=document, text=text, sections=[Section(kind=kind, start=0, end=len(text))])
