"""What the words around an offering say: how far it has come, and which amount is what.

The phrases are data, in ``patterns/securities/roles.toml``; this module knows only how a phrase stands to an amount or to
the words that name the offering. All offsets are those of ``Release.text``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from extract.errors import PatternError
from extract.events import offering_security
from extract.facts.model import Fact, Facts, Sentence
from extract.wordlists import alternatives, folder, read_toml

Field = Literal[
    "none", "gross_proceeds", "net_proceeds", "proceeds", "principal", "size", "price_per_share",
    "shares", "option_shares", "coupon",
]  # fmt: skip
Stage = Literal["proposed", "priced", "completed", "withdrawn"]
STAGES: tuple[Stage, ...] = ("proposed", "priced", "completed", "withdrawn")
"""The stages of an offering, the furthest last."""

_REACH = 260  # characters: as far as a phrase may stand from what it speaks of
_BREAK = re.compile(r"[;:]|\.\s+(?=[A-Z“\"])")
_AND = re.compile(r"(?:,|\b(?:and|or|plus))\s*(?:approximately\s+)?$", re.IGNORECASE)


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _StageRules(_Table):
    blocked: list[str]
    pending: list[str]


class _StageCues(_Table):
    value: Stage
    within: int
    before: list[str] = []
    after: list[str] = []


class _Role(_Table):
    field: Field
    fact: Literal["MONEY", "COUNT", "PERCENT"]
    within: int = 4  # words between a phrase of `before` and the amount, at most
    commas: bool = False  # whether a comma may stand between them
    gap: int = 0  # words between the amount and a phrase of `after`, at most
    before: list[str] = []
    after: list[str] = []


class _Parties(_Table):
    underwriters: list[str]
    acts: list[str]
    use: list[str]
    purpose: list[str]


class _Roles(_Table):
    stages: _StageRules
    stage: list[_StageCues]
    role: list[_Role]
    parties: _Parties


@dataclass(slots=True)
class StageCue:
    """A stage and the words that state it, or the words of the offering itself."""

    value: Stage
    start: int
    end: int


@cache
def roles() -> _Roles:
    """Return the tables of ``patterns/securities/roles.toml``; raise `PatternError` when they are not what they should be."""
    path = folder() / "securities" / "roles.toml"
    try:
        return _Roles.model_validate(read_toml(path))
    except ValueError as error:
        raise PatternError(f"{path.name}: {error}") from None


def phrases(listed: list[str]) -> re.Pattern[str]:
    """Compile phrases as roles.toml writes them: "net|gross proceeds" has either word, "securities? purchase" one or two.

    >>> phrases(["net|gross total? proceeds"]).search("in Gross proceeds").group()
    'Gross proceeds'
    """
    return _compiled(tuple(listed))


@cache
def _compiled(listed: tuple[str, ...]) -> re.Pattern[str]:
    choices = []
    for phrase in listed:
        words = [(alternatives(word.removesuffix("?").split("|")), word.endswith("?")) for word in phrase.split()]
        *head, (last, _) = words  # the last word is never optional: a phrase without it is a phrase of its own
        choices.append("".join(rf"(?:{word}\s+)?" if optional else rf"{word}\s+" for word, optional in head) + last)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(choices) or '(?!)'})(?!\w)", re.IGNORECASE)


def fields(sentence: Sentence, facts: Facts) -> Iterator[tuple[Field, Fact]]:
    """Yield the amounts of a sentence that the words beside them give a role in an offering, in text order.

    Of counts only those of securities: "5,000,000 common shares", not "24 kiosks".
    """
    amounts = [
        fact
        for fact in facts.within(sentence.start, sentence.end, "MONEY", "COUNT", "PERCENT")
        if fact.kind != "COUNT" or offering_security.counted(fact.value.unit)
    ]
    text, offset = sentence.text, sentence.start
    ignored: Fact | None = None
    for number, fact in enumerate(amounts):
        left = max((a.end for a in amounts[:number] if a.kind == fact.kind or fact.kind == "COUNT"), default=offset)
        right = min((a.start for a in amounts[number + 1 :]), default=sentence.end)
        before = text[max(left - offset, fact.start - offset - _REACH) : fact.start - offset]
        after = text[fact.end - offset : min(right, fact.end + _REACH) - offset]
        if fact.kind == "COUNT":
            after = fact.value.unit + after  # "840,000 additional ADSs": the unit says what they are
        name = next((r.field for r in roles().role if r.fact == fact.kind and _fits(r, before, after)), None)
        if ignored and ignored.end == left and _AND.search(before):  # "to redeem $500 million … and $300 million …"
            name = "none"
        if name == "none":
            ignored = fact
        elif name:
            yield name, fact


def _fits(role: _Role, before: str, after: str) -> bool:
    ends = [found.end() for found in phrases(role.before).finditer(before)]
    if ends:
        between = before[ends[-1] :]
        commas = role.commas or ", " not in between
        if len(between.split()) <= role.within and commas and not _BREAK.search(between):
            return True
    found = phrases(role.after).search(after)
    if not found:
        return False
    between = after[: found.start()]
    return len(between.split()) <= role.gap and not _BREAK.search(between)


def stage(sentence: Sentence, start: int, end: int) -> StageCue | None:
    """Return the furthest stage that the words around ``[start, end)``, which name an offering, state of it."""
    for cues in roles().stage:
        if found := _stated(cues, sentence.text, start - sentence.start, end - sentence.start):
            return StageCue(cues.value, sentence.start + found.start(), sentence.start + found.end())
    return None


def _stated(cues: _StageCues, text: str, first: int, last: int) -> re.Match[str] | None:
    rules = roles().stages
    reach = min(len(text), last + _REACH)
    pending = phrases(rules.pending).search(text, last, reach)
    closing = cues.value == "completed" and pending and len(text[last : pending.start()].split()) <= 4
    for found in phrases(cues.before).finditer(text, max(0, first - _REACH), first):
        between = text[found.end() : first]
        if closing or len(between.split()) > cues.within or _BREAK.search(between):
            continue
        if not blocked(text, found.start()):
            return found
    found_after = phrases(cues.after).search(text, last, reach)
    return found_after if found_after and len(text[last : found_after.start()].split()) <= 2 else None


def blocked(text: str, position: int) -> bool:
    """Tell whether the words before a cue at ``position`` keep it from stating a fact: "expects the [closing]"."""
    window = max(0, position - 40)
    return any(
        not text[found.end() : position].strip()
        for found in phrases(roles().stages.blocked).finditer(text, window, position)
    )
