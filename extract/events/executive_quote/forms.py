"""The attribution patterns of patterns/quotes/executive_quote.toml, checked and turned into regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from extract.errors import PatternError
from extract.facts.people import name as name_shape
from extract.facts.people.letters import GAP, UPPER
from extract.patternset import Example
from extract.wordlists import alternatives, folder, read_toml, vocabulary

Side = Literal["before", "after", "inside"]

_PLACEHOLDER = re.compile(r"\{(?:speaker|role|cue|adverb|lead)\}")
_SPEAKERS = ("name", "titled name", "employed name", "described name", "office")  # the likeliest first
# What must stand in front of a form, and behind it: before a mark it does not begin behind a preposition and ends at the mark.
_IN_FRONT: dict[Side, str] = {
    "after": "",
    "before": r"(?<!\w)(?<!\bof\s)(?<!\bat\s)(?<!\bby\s)(?<!\bto\s)(?<!\bfor\s)(?<!\bwith\s)(?<!\bfrom\s)",
    "inside": r"(?<=[,!?])\s+",
}
_BEHIND: dict[Side, str] = {"after": "", "before": r"\s*[,:.]?\s*[-–—]*\s*\Z", "inside": ""}
_TITLED = ("titled name", "employed name", "office")  # none of them stands in a text without a title


_OFFICER = rf"\b(?:Chief(?:{GAP}(?:(?:and|&|of){GAP})?[{UPPER}][\w-]*){{1,5}}?{GAP}Officer|chief(?:{GAP}[a-z-]+){{1,4}}?{GAP}officer)\b"


@cache
def heads() -> str:
    """Return a regular expression for the nouns that end a title, upper-case ones as they stand."""
    words = vocabulary("title_heads")
    shouted = alternatives(word for word in words if word.isupper())
    spoken = alternatives(word for word in words if not word.isupper())
    surnames_too = alternatives(vocabulary("titles_and_surnames"))
    before_of = rf"\b(?i:{surnames_too})\b(?=\s+(?:of|at)\b)|\b{surnames_too}\b(?!\s+[a-z])"
    return (
        rf"(?:{_OFFICER}|\b{shouted}\b|(?i:\b{spoken}\b)|\b[Cc]hief\b(?=\s+of\b|,)|{before_of}"
        rf"|\bLead\b(?=\s+(?:of|at|for)\b|[,.]|\Z))"
    )


@cache
def plural_heads() -> str:
    """Return a regular expression for the nouns that end a title, without the "s" that must follow."""
    return rf"(?i:\b{alternatives(vocabulary('title_heads'))})(?=s\b)"


@cache
def modifiers() -> str:
    """Return a regular expression for the words that stand before the noun of a title."""
    return rf"(?i:\b{alternatives(vocabulary('title_modifiers'))}\b)"


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
    re.compile(form.partition("{speaker}")[0])
    if unknown := re.search(r"\{[a-z]\w*\}", bare):
        raise ValueError(f"no such placeholder: {unknown[0]}")


def readings(side: Side, text: str, start: int, end: int) -> Iterator[tuple[AttributionPattern, re.Pattern[str]]]:
    """Yield what is worth trying in ``[start, end)``: the patterns of one side, each for every kind of speaker.

    The order is that of the file. The expressions are long, tens of milliseconds each to compile, so each is compiled
    when it is first reached, and reached only where the words in front of its speaker stand.
    """
    if not text[start:end].strip():
        return
    has_cue = cue().search(text, start, end) is not None
    has_colon = text[start:end].rstrip().endswith(":")
    for pattern in load().values():
        possible = (has_cue or "{cue}" not in pattern.form) and (has_colon or not pattern.form.endswith(":"))
        if pattern.side == side and possible and _opens(side, pattern.form, text, start, end):
            for speaker in _SPEAKERS:
                if speaker not in _TITLED or _holds_title(text, start, end):
                    yield pattern, _reading(side, pattern.form, speaker)


def _opens(side: Side, form: str, text: str, start: int, end: int) -> bool:
    opening = _opening(side, form)
    return (opening.match if side == "after" else opening.search)(text, start, end) is not None


@cache
def _opening(side: Side, form: str) -> re.Pattern[str]:
    """Compile what a form begins with, up to its speaker: "according to", a verb of speech."""
    return re.compile(_IN_FRONT[side] + _filled(form.partition("{speaker}")[0]))


@lru_cache(maxsize=1)  # asked again for each speaker of each form
def _holds_title(text: str, start: int, end: int) -> bool:
    return _title().search(text, start, end) is not None


@cache
def _title() -> re.Pattern[str]:
    return re.compile(rf"{heads()}|{plural_heads()}s")


@cache
def _reading(side: Side, form: str, speaker: str) -> re.Pattern[str]:
    """Turn a form into a regular expression for one kind of speaker; a space stands for any white space."""
    source = _filled(form).replace("{speaker}", _speakers()[speaker])
    return re.compile(f"{_IN_FRONT[side]}(?:{source}){_BEHIND[side]}")


def _filled(form: str) -> str:
    """Return a form with its spaces and all placeholders but {speaker} spelled out."""
    source = form.replace(" ?", r"\s*").replace(" ", GAP)
    for name, part in _parts().items():
        source = source.replace("{" + name + "}", part)
    return source


@cache
def cue() -> re.Pattern[str]:
    """Return the compiled verbs of speech."""
    return re.compile(_parts()["cue"])


@cache
def _parts() -> dict[str, str]:
    """Return what the placeholders stand for, {speaker} left out."""
    return {
        "role": r"(?P<role>(?:\s*[,(–—]|\]\(|\s(?:of|at|with|from|who|in)\s)[^“”\"]{2,300}?)??",
        "cue": rf"\b(?P<cue>(?i:{alternatives(vocabulary('cue_verbs'))}))\b",
        "adverb": rf"(?:(?i:{alternatives(vocabulary('cue_adverbs'))}|[a-z]+ly){GAP}){{0,3}}",
        "lead": r"(?P<lead>(?:[^.!?;“”\"]|(?<=\b[DM]r)\.|(?<=\bMs)\.|(?<=\bMrs)\.){0,160}?)",
    }


@cache
def _speakers() -> dict[str, str]:
    """Return what {speaker} stands for, one expression for each kind of speaker."""
    words = rf"(?:(?:\w[\w’'&./-]*,?|&){GAP})"
    title = rf"{words}{{0,8}}?(?:[\w-]+/)?(?:{heads()}|{plural_heads()}s)"
    titled = rf"(?:{heads()}|{modifiers()})"
    given = alternatives(vocabulary("given_names"))
    plain = rf"(?!(?:of|in|at|for|by|to|from|on|that|with|and)\b)[a-z][a-z’'-]+{GAP}"
    of_company = rf"(?:of|at|for){GAP}{words}{{1,5}}?(?={given}\s)"
    of_task = rf"of{GAP}(?:{plain}){{2,4}}"  # of the writing group
    name = rf"\[?(?P<name>{name_shape()})(?![’'`]s?\b)(?!\.?{GAP}{titled})(?!{GAP}&{GAP})"
    return {
        "name": rf"(?:(?P<pronoun>(?i:s?he)\b)|{name})",  # she; Jane Doe; Acme CEO Jane Doe
        "titled name": rf"{title},?{GAP}(?!{titled}){name}",  # Acme's chief executive, Jane Doe
        "employed name": rf"{title}{GAP}(?:{of_company}|{of_task}){name}",  # head of Acme Jane Doe
        "described name": rf"(?:(?:a|an|the){GAP})?(?:{plain}|{modifiers()}{GAP}){{1,4}}?{name}",  # veteran investor Jane Doe
        "office": rf"(?P<office>(?i:the|our|its){GAP}{words}{{0,5}}?{heads()})\b(?!{GAP}{heads()})",  # the CEO
    }
