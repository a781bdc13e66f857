"""The attribution patterns of patterns/quotes/executive_quote.toml, checked and turned into regular expressions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from extract.errors import PatternError
from extract.facts.people.letters import GAP
from extract.patternset import Example
from extract.wordlists import alternatives, folder, read_toml, vocabulary

Side = Literal["before", "after", "inside"]

_PLACEHOLDER = re.compile(r"\{(?:speaker|role|cue|adverb|lead)\}")
# What must stand in front of a form, and behind it: before a mark it does not begin behind a preposition and ends at the mark.
_IN_FRONT: dict[Side, str] = {
    "after": "",
    "before": r"(?<!\w)(?<!\bof\s)(?<!\bat\s)(?<!\bby\s)(?<!\bto\s)(?<!\bfor\s)(?<!\bwith\s)(?<!\bfrom\s)(?=[\w\[])",
    "inside": r"(?<=[,!?])\s+",
}
_BEHIND: dict[Side, str] = {"after": "", "before": r"\s*[,:.]?\s*[-–—]*\s*\Z", "inside": ""}
_LANDMARK = re.compile(r"\{(cue|speaker)\}")


class AttributionPattern(BaseModel):
    """One way to say who speaks; the keys are explained at the top of the pattern file."""

    model_config = ConfigDict(extra="forbid")

    id: str
    side: Side
    form: str
    proof: Literal["title", "mention", "any"] | None = None
    yes: list[Example]
    no: list[str]


class AttributionFile(BaseModel):
    """What patterns/quotes/executive_quote.toml may hold."""

    model_config = ConfigDict(extra="forbid")

    event: Literal["executive_quote"]
    pattern: list[AttributionPattern]


@cache
def load() -> dict[str, AttributionPattern]:
    """Return the attribution patterns by id; raise `PatternError` with file, id and key on the first mistake."""
    path = folder() / "quotes" / "executive_quote.toml"
    try:
        patterns = AttributionFile.model_validate(read_toml(path)).pattern
    except ValidationError as error:
        raise PatternError(f"{path.name}: {error}") from None
    for pattern in patterns:
        try:
            _check(pattern.form)
        except (re.error, ValueError) as error:
            raise PatternError(f"{path.name}: pattern {pattern.id}: form: {error}") from None
    return {pattern.id: pattern for pattern in patterns}


def _check(form: str) -> None:
    bare = re.compile(_PLACEHOLDER.sub("x", form)).pattern
    if unknown := re.search(r"\{[a-z]\w*\}", bare):
        raise ValueError(f"no such placeholder: {unknown[0]}")
    if form.count("{speaker}") != 1 or form.count("{cue}") > 1:
        raise ValueError("needs {speaker} once, and {cue} once at most")
    for part in _LANDMARK.split(form)[::2]:
        re.compile(_PLACEHOLDER.sub("x", part))


@dataclass(frozen=True, slots=True)
class Form:
    """A form as what stands in front of, between and behind its landmarks, which are found by word: speaker and verb."""

    front: re.Pattern[str]
    landmarks: tuple[str, ...]
    between: re.Pattern[str] | None
    behind: re.Pattern[str]


@cache
def compiled(side: Side, form: str) -> Form:
    """Turn a form into regular expressions; a space stands for any white space."""
    front, *inner, behind = (_filled(part) for part in _LANDMARK.split(form)[::2])
    return Form(
        front=re.compile(_IN_FRONT[side] + front),
        landmarks=tuple(_LANDMARK.findall(form)),
        between=re.compile(inner[0]) if inner else None,
        behind=re.compile(behind + _BEHIND[side]),
    )


def _filled(form: str) -> str:
    """Return a form with its spaces and placeholders spelled out."""
    source = form.replace(" ?", r"\s*").replace(" ", GAP)
    for name, part in _parts().items():
        source = source.replace("{" + name + "}", part)
    return source


@cache
def _parts() -> dict[str, str]:
    """Return what the placeholders stand for that are no landmarks."""
    return {
        "role": r"(?P<role>(?:\s*[,(–—]|\]\(|\s(?:of|at|with|from|who|in)\s)[^“”\"]{2,300}?)??",
        "adverb": rf"(?:(?i:{alternatives(vocabulary('cue_adverbs'))}|[a-z]+ly){GAP}){{0,3}}",
        "lead": r"(?P<lead>(?:[^.!?;“”\"]|(?<=\b[DM]r)\.|(?<=\bMs)\.|(?<=\bMrs)\.){0,160}?)",
    }
