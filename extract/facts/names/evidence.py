"""What speaks for a name's being an organisation, a person, a place or a product: ``patterns/facts/names.toml``."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from extract.facts.names.cues import Cue, Cues
from extract.wordlists import folder, read_toml

NameKind = Literal["ORG", "PERSON", "PRODUCT", "PLACE", "OTHER"]


class NameCue(Cue):
    """A cue that speaks for a kind, or, with a negative weight, against it."""

    kind: NameKind
    weight: float


class Shape(BaseModel):
    """A regular expression on the name itself; ``yes`` and ``no`` are names."""

    model_config = ConfigDict(extra="forbid")

    id: str
    kind: NameKind
    weight: float
    inside: str
    yes: list[str]
    no: list[str]


class NameEvidence(BaseModel):
    """What ``names.toml`` may hold; ``weight`` are the weights of what word lists and other names show."""

    model_config = ConfigDict(extra="forbid")

    weight: dict[str, float]
    cue: list[NameCue]
    shape: list[Shape]


@cache
def evidence() -> NameEvidence:
    """Read ``patterns/facts/names.toml``."""
    return NameEvidence.model_validate(read_toml(folder() / "facts" / "names.toml"))


@cache
def cues() -> Cues[NameCue]:
    """Return the compiled cues of the pattern file."""
    return Cues(evidence().cue)


@cache
def shapes() -> tuple[tuple[Shape, re.Pattern[str]], ...]:
    """Return the shapes of names with their compiled expressions."""
    return tuple((shape, re.compile(shape.inside)) for shape in evidence().shape)
