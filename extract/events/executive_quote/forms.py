"""The attribution patterns of patterns/quotes/executive_quote.toml: checked, compiled and matched around landmarks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from extract.errors import PatternError
from extract.events.executive_quote.landmarks import KINDS, Kind, Phrase, Window
from extract.facts.people.letters import GAP
from extract.facts.people.words import Offsets
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
_FEW = 3  # places at which a form may begin
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


@cache
def _of_side(side: Side, *, with_cue: bool) -> list[AttributionPattern]:
    """Return the patterns of one side in the order of the file; those with a verb of speech only where there is one."""
    return [
        pattern for pattern in load().values() if pattern.side == side and (with_cue or "{cue}" not in pattern.form)
    ]


def _check(form: str) -> None:
    bare = re.compile(_PLACEHOLDER.sub("x", form)).pattern
    if unknown := re.search(r"\{[a-z]\w*\}", bare):
        raise ValueError(f"no such placeholder: {unknown[0]}")
    if form.count("{speaker}") != 1 or form.count("{cue}") > 1:
        raise ValueError("needs {speaker} once, and {cue} once at most")
    for part in _LANDMARK.split(form)[::2]:
        re.compile(_PLACEHOLDER.sub("x", part))


@dataclass(frozen=True, slots=True)
class _Form:
    """A form as what stands in front of, between and behind its landmarks, which are found by word: speaker and verb."""

    front: re.Pattern[str]
    landmarks: tuple[str, ...]
    between: re.Pattern[str] | None
    behind: re.Pattern[str]


@cache
def _compiled(side: Side, form: str) -> _Form:
    """Turn a form into regular expressions; a space stands for any white space."""
    front, *inner, behind = (_filled(part) for part in _LANDMARK.split(form)[::2])
    return _Form(
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


@dataclass(slots=True)
class Found:
    """Where a form of the pattern file was found, with the words that its parts stand for."""

    text: str
    start: int
    end: int
    cue: Offsets | None
    speaker: Phrase
    role: Offsets | None
    lead: str


def find(side: Side, window: Window) -> Iterator[tuple[AttributionPattern, Found]]:
    """Yield what the patterns of one side find in a window, in the order of the file and of the kinds of speakers."""
    words = window.text[window.start : window.end].rstrip()
    for pattern in _of_side(side, with_cue=bool(window.cues)) if words.strip() else ():
        if words[-1] == ":" or not pattern.form.endswith(":"):
            for found in _occurrences(side, _compiled(side, pattern.form), window):
                yield pattern, found


def _occurrences(side: Side, form: _Form, window: Window) -> Iterator[Found]:
    """Yield where a form stands, the likeliest kind of speaker first; each place where it may begin is tried once a kind."""
    fronts = list(_fronts(side, form, window))
    few = len(fronts) < _FEW  # to try is cheaper than to ask whether the window holds a title
    for kind in KINDS:
        if few or window.may_hold(kind):
            yield from filter(None, (_read(form, kind, window, front) for front in fronts))


def _fronts(side: Side, form: _Form, window: Window) -> Iterator[re.Match[str]]:
    if side != "after":
        yield from form.front.finditer(window.text, window.start, window.end)
    elif front := form.front.match(window.text, window.start, window.end):
        yield front


def _read(form: _Form, kind: Kind, window: Window, front: re.Match[str]) -> Found | None:
    """Read a form whose front is found: the verb, the speaker and what stands between and behind them."""
    text, place = window.text, front.end()
    if form.landmarks[0] == "speaker":
        for speaker in window.speakers(kind, place):
            for between, stop, cue in _verbs(form, window, speaker.end):
                if behind := form.behind.match(text, stop, window.end):
                    return _found(front, behind, between, speaker, cue)
        return None
    cue = (place, window.cues[place]) if place in window.cues else None
    between = form.between.match(text, cue[1], window.end) if cue and form.between else None
    for speaker in window.speakers(kind, between.end()) if between else ():
        if behind := form.behind.match(text, speaker.end, window.end):
            return _found(front, behind, between, speaker, cue)
    return None


def _verbs(form: _Form, window: Window, start: int) -> Iterator[tuple[re.Match[str] | None, int, Offsets | None]]:
    """Yield the verbs behind a speaker, with what stands between; one without span where the form has no verb."""
    if form.between is None:
        yield None, start, None
        return
    for cue, stop in window.cues.items():
        if cue > start and (between := form.between.fullmatch(window.text, start, cue)):
            yield between, stop, (cue, stop)


def _found(
    front: re.Match[str], behind: re.Match[str], between: re.Match[str] | None, speaker: Phrase, cue: Offsets | None
) -> Found:
    parts = [part for part in (between, behind) if part]
    role = next((part.span("role") for part in parts if part.groupdict().get("role")), None)
    lead = behind.groupdict().get("lead") or ""
    return Found(front.string, front.start(), behind.end(), cue, speaker, role, lead)
