"""Who is said to speak: the forms of patterns/quotes/executive_quote.toml, tried beside a quotation.

A form is a regular expression with placeholders; `Attribution` is what it found, as offsets. Whether the name is a
person's and who that is in the document is decided in `extract.events.speakers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from extract.errors import PatternError
from extract.facts import people
from extract.patternset import Example
from extract.wordlists import alternatives, folder, read_toml, vocabulary

Offsets = tuple[int, int]
Side = Literal["before", "after", "inside"]


class AttributionPattern(BaseModel):
    """One way to say who speaks; the keys are explained at the top of the pattern file."""

    model_config = ConfigDict(extra="forbid")

    id: str
    side: Side
    form: str
    titled: bool = False  # the name must have a title beside it
    yes: list[Example]
    no: list[str]


class AttributionFile(BaseModel):
    """What patterns/quotes/executive_quote.toml may hold."""

    model_config = ConfigDict(extra="forbid")

    event: Literal["executive_quote"]
    pattern: list[AttributionPattern]


@dataclass(slots=True)
class Attribution:
    """Words that say who speaks: the form, its span, the cue, and of the speaker one of three.

    ``name`` is a run that should hold a person's name, ``pronoun`` is "he" or "she", ``office`` a title alone ("the
    CEO"). ``role`` is where a title may stand after the name. All are offsets or None.
    """

    pattern: str
    start: int
    end: int
    cue: Offsets | None
    name: Offsets | None
    pronoun: Offsets | None
    office: Offsets | None
    role: Offsets | None
    titled: bool = False  # counts only when the name has a title
    weak: bool = False  # without a verb ("Jane Doe: "…""), or inside a clause ("calls it a "great day"")


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
            bare = re.compile(_PLACEHOLDER.sub("x", pattern.form)).pattern
            _opening(pattern.form)
            if unknown := re.search(r"\{[a-z]\w*\}", bare):
                raise ValueError(f"no such placeholder: {unknown[0]}")
        except (re.error, ValueError) as error:
            raise PatternError(f"{path.name}: pattern {pattern.id}: form: {error}") from None
    return {pattern.id: pattern for pattern in patterns}


_PLACEHOLDER = re.compile(r"\{(?:speaker|role|cue|adverb|lead)\}")
_SPEAKERS = ("name", "titled name", "employed name", "described name", "office")  # the likeliest first


@cache
def _reading(side: Side, form: str, speaker: str) -> re.Pattern[str]:
    """Turn a form into a regular expression for one kind of speaker; a space stands for any white space."""
    source = _spaced(form)
    for name, part in {**_parts(), "speaker": _parts()[speaker]}.items():
        source = source.replace("{" + name + "}", part)
    return re.compile(_AROUND[side].replace("{}", source))


def _spaced(form: str) -> str:
    return form.replace(" ?", r"\s*").replace(" ", people.GAP)


@cache
def _parts() -> dict[str, str]:
    gap, heads = people.GAP, people.heads()
    word = r"\w[\w’'&./-]*,?"
    titled = rf"(?:{word}{gap}){{0,8}}?(?:[\w-]+/)?{heads},?{gap}"
    given = alternatives(vocabulary("given_names"))
    employed = rf"(?:{word}{gap}){{0,8}}?{heads}{gap}(?:of|at|for){gap}(?:{word}{gap}){{1,5}}?(?={given}\s)"
    named = rf"\[?(?P<name>{people.name()})(?![’'`]s?\b)(?!\.?{gap}(?:{heads}|{people.modifiers()}))"
    office = rf"(?P<office>(?i:the|our|its){gap}(?:{word}{gap}){{0,5}}?{heads})\b(?!{gap}{heads})"
    return {
        "name": rf"(?:(?P<pronoun>(?i:s?he)\b)|{named})",
        "titled name": rf"{titled}(?!{heads}|{people.modifiers()}){named}",
        "employed name": employed + named,
        "described name": rf"(?:(?:a|an|the){gap})?(?:(?!(?:of|in|at|for|by|to|from|on|that|with|and)\b)[a-z][a-z’'-]+{gap}){{1,4}}{named}",
        "office": office,
        "role": r"(?P<role>(?:\s*[,(–—]|\]\(|\s(?:of|at|with|from|who|in)\s)[^“”\"]{2,300}?)??",
        "cue": rf"\b(?P<cue>(?i:{alternatives(vocabulary('cue_verbs'))}))\b",
        "adverb": rf"(?:(?i:also|has|have|had|then|further|today|recently|later|once|often|just|was|is|[a-z]+ly){gap}){{0,3}}",
        "lead": r"(?P<lead>[^.!?;“”\"]{0,160}?)",
    }


def after(text: str, start: int, end: int) -> Iterator[Attribution]:
    """Yield what may attribute a quotation right after its closing mark at ``start``, the likeliest first."""
    first = _separator(text, start, end)
    for pattern, reading in _forms("after", text, first, end):
        if found := reading.match(text, first, end):
            stop = max(found.end(), sentence_end(text, found.end(), end))
            role = _span(found, "role") or (found.end(), stop)
            yield _attribution(pattern, found, role=role, end=stop)


def before(text: str, start: int, end: int) -> Iterator[Attribution]:
    """Yield what may attribute a quotation in the last sentence before its opening mark at ``end``."""
    first = sentence_start(text, start, end)
    for pattern, reading in _forms("before", text, first, end):
        found = reading.search(text, first, end)
        while found:
            if _joined(found) and not _CAPITAL_BEFORE.search(text, max(first, found.start() - 25), found.start()):
                yield _attribution(pattern, found, role=_span(found, "role"), end=end)
            found = reading.search(text, found.start() + 1, end)


def is_elsewhere(text: str, start: int, end: int, *, finished: bool) -> bool:
    """Tell whether the words after a quotation give it to somebody without a name: "said a spokesperson".

    After a quotation that ``finished`` its sentence, "The founder added" begins another.
    """
    found = _elsewhere().match(text, _separator(text, start, end), end)
    return found is not None and not (finished and found["subject"])


def is_elsewhere_before(text: str, start: int, end: int) -> bool:
    """Tell whether the words before a quotation give it to somebody without a name: "one customer said"."""
    return _cue_at_end().search(text, sentence_start(text, start, end), end) is not None


@cache
def _cue_at_end() -> re.Pattern[str]:
    return re.compile(rf"{_parts()['cue']}[^.!?]{{0,60}}\Z")


@cache
def _elsewhere() -> re.Pattern[str]:
    cue = _parts()["cue"]
    return re.compile(rf"(?P<subject>(?:[\w’'.-]+\s+){{1,8}}?)??{cue}(?:[.,;\s]|\Z)")


def inside(text: str, start: int, end: int) -> Iterator[Attribution]:
    """Yield attributions within a quotation that lost the marks around them: "We are glad, said X. It is time."."""
    for pattern, reading in _forms("inside", text, start, end):
        for found in reading.finditer(text, start, end):
            stop = sentence_end(text, found.end(), end)
            yield _attribution(pattern, found, role=(found.end(), stop), end=stop)


_CAPITAL_BEFORE = re.compile(rf"[{people.UPPER}][\w’'-]*\s\Z")  # in the middle of a name


@cache
def _work() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(vocabulary('titled_works'))}s?,?\s*\Z", re.IGNORECASE)


_AROUND = {
    "after": "{}",
    "before": r"(?<!\w)(?<!\bof\s)(?<!\bat\s)(?<!\bby\s)(?<!\bto\s)(?<!\bfor\s)(?<!\bwith\s)(?<!\bfrom\s)(?:{})\s*[,:.]?\s*[-–—]*\s*\Z",
    "inside": r"(?<=[,!?])\s+(?:{})",
}


def _forms(side: Side, text: str, start: int, end: int) -> Iterator[tuple[AttributionPattern, re.Pattern[str]]]:
    """Yield what is worth trying in ``[start, end)``: the patterns of one side in the order of the file, each for every
    kind of speaker. The expressions are long, so each is compiled when it is first reached.
    """
    if not text[start:end].strip():
        return
    has_cue = _cue().search(text, start, end) is not None
    has_colon = text[start:end].rstrip().endswith(":")
    for pattern in load().values():
        possible = (has_cue or "{cue}" not in pattern.form) and (has_colon or not pattern.form.endswith(":"))
        if pattern.side == side and possible and _opening(pattern.form).search(text, start, end):
            for speaker in _SPEAKERS:
                yield pattern, _reading(side, pattern.form, speaker)


@cache
def _opening(form: str) -> re.Pattern[str]:
    """Compile the words with which a form begins, before its first placeholder: "according to"."""
    return re.compile(_spaced(_PLACEHOLDER.split(form)[0]))


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(_parts()["cue"])


def _joined(found: re.Match[str]) -> bool:
    """Refuse "hired Jane Doe, the board said": words after a name with a comma that neither end in one nor hold a title."""
    role = found.groupdict().get("role") or ""
    if role and found.groupdict().get("office"):  # "the author of the book, described as"
        return False
    if _work().search(found.groupdict().get("lead") or ""):  # "wrote the book"
        return False
    return "," not in role or role.rstrip().endswith((",", ")")) or re.search(people.heads(), role) is not None


def _attribution(pattern: AttributionPattern, found: re.Match[str], *, role: Offsets | None, end: int) -> Attribution:
    within = bool((found.groupdict().get("lead") or "").strip()) and found[0].rstrip()[-1] not in ",:"
    return Attribution(
        pattern=pattern.id,
        titled=pattern.titled,
        weak="{cue}" not in pattern.form or within,
        start=found.start(),
        end=end,
        cue=_span(found, "cue"),
        name=_span(found, "name"),
        pronoun=_span(found, "pronoun"),
        office=_span(found, "office"),
        role=role,
    )


def _span(found: re.Match[str], group: str) -> Offsets | None:
    return found.span(group) if found.groupdict().get(group) else None


_SEPARATOR = re.compile(r"[\s,;]*")


def _separator(text: str, start: int, end: int) -> int:
    found = _SEPARATOR.match(text, start, end)
    return found.end() if found else start


# A full stop, a space or a glued capital; "U.S.", "Inc.", "J." and "Dr." end no sentence.
_STOP = re.compile(
    rf"[.!?][)”\"’]*(?=\s+[^a-z\s]|\s*\Z|[“\"•])|(?<=[a-z0-9)])[.!?](?=[{people.UPPER}][a-z ])|\n\s*\n|\n(?=\s*[•●▪*-]\s)"
)


def sentence_end(text: str, start: int, end: int) -> int:
    """Return where the sentence ends that runs at ``start``, its full stop left out."""
    for stop in _STOP.finditer(text, start, end):
        if text[stop.start()] != "." or not _abbreviated(text, start, stop.start(), legal_ends=True):
            return stop.start()
    return end


def sentence_start(text: str, start: int, end: int) -> int:
    """Return where the last sentence in ``[start, end)`` starts."""
    first = start
    while end > start and text[end - 1].isspace():
        end -= 1
    for stop in _STOP.finditer(text, start, end):
        if text[stop.start()] != "." or not _abbreviated(text, start, stop.start(), legal_ends=False):
            first = min(stop.end(), end)
    return first


def _abbreviated(text: str, start: int, stop: int, *, legal_ends: bool) -> bool:
    """Tell whether the full stop at ``stop`` belongs to an abbreviation.

    "Acme Inc. We" may end a sentence and "Acme Inc. CEO Jane Doe said" does not: ``legal_ends`` says which to expect.
    """
    word = re.compile(r"\S*\Z").search(text, max(start, stop - 20), stop)
    if word and legal_ends and word[0].lstrip('(“"') in ("Inc", "Corp", "Co", "Ltd"):
        return False
    return _abbreviation().search(text, max(start, stop - 20), stop) is not None


@cache
def _abbreviation() -> re.Pattern[str]:
    words = alternatives(word.removesuffix(".") for word in vocabulary("abbreviations"))
    return re.compile(rf"(?:\b{words}|\b[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z])\Z")
