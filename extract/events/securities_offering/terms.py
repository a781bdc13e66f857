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
from extract.events.securities_offering import security
from extract.facts.model import Fact, Facts, Sentence
from extract.matching.triggers import Trigger
from extract.patternset import TriggerWord, trigger_words
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
_AND = re.compile(r"(?:[^;.]|\.\d){0,120}?(?:,|\band|\bor)\s+(?:approximately\s+|up\s+to\s+)?", re.IGNORECASE)
_LINK = re.compile(r"\b(?:of|in|for|to|from|under|with|by|the|its|our|which|that)\b", re.IGNORECASE)


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _StageRules(_Table):
    blocked: tuple[str, ...]
    pending: tuple[str, ...]


class _StageCues(_Table):
    value: Stage
    within: int
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class _Role(_Table):
    field: Field
    fact: Literal["MONEY", "COUNT", "PERCENT"]
    within: int = 4  # words between a phrase of `before` and the amount, at most
    commas: bool = False  # whether commas and amounts of another kind may stand between them
    gap: int = 0  # words between the amount and a phrase of `after`, at most
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class _Parties(_Table):
    underwriters: tuple[str, ...]
    acts: tuple[str, ...]
    others: tuple[str, ...]
    parents: tuple[str, ...]
    use: tuple[str, ...]
    purpose: tuple[str, ...]


class _Roles(_Table):
    stages: _StageRules
    stage: list[_StageCues]
    role: list[_Role]
    parties: _Parties


@dataclass(slots=True)
class _Beside:
    """The text around an amount: up to the amount of its kind before it, up to any amount before and behind it."""

    before: str
    right_before: str
    after: str


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


def phrases(listed: tuple[str, ...]) -> re.Pattern[str]:
    """Compile phrases, written like triggers: "net|gross proceeds" has either word, "securities? purchase" one or two.

    >>> phrases(("net|gross total? proceeds",)).search("in Gross proceeds").group()
    'Gross proceeds'
    """
    return _compiled(listed, end=r"(?!\w)")


def phrases_at_end(listed: tuple[str, ...]) -> re.Pattern[str]:
    """Compile phrases that must be the last words of a text: what stands right in front of something."""
    return _compiled(listed, end=r"\s*\Z")


def may_hold(listed: tuple[str, ...], sentence: Sentence) -> bool:
    """Tell whether a sentence has the words that one of the phrases cannot do without: a test that compiles nothing."""
    return not _needed(listed).isdisjoint(sentence.words)


@cache
def _needed(listed: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(Trigger(trigger_words(phrase)).places[0] for phrase in listed))


@cache
def _compiled(listed: tuple[str, ...], *, end: str) -> re.Pattern[str]:
    source = "|".join(_source(trigger_words(phrase)) for phrase in listed) or "(?!)"
    return re.compile(rf"(?<![\w-])(?:{source}){end}", re.IGNORECASE)


def _source(words: tuple[TriggerWord, ...]) -> str:
    """Return the expression of a phrase; its last word is never optional: without it, it is a phrase of its own."""
    *head, last = [(alternatives(word.choices), word.optional) for word in words]
    return "".join(rf"(?:{word}\s+)?" if optional else rf"{word}\s+" for word, optional in head) + last[0]


def fields(sentence: Sentence, facts: Facts) -> Iterator[tuple[Field, Fact]]:
    """Yield the amounts of a sentence that the words beside them give a role in an offering, in text order.

    Of counts only those of securities: "5,000,000 common shares", not "24 kiosks".
    """
    amounts = [
        fact
        for fact in facts.within(sentence.start, sentence.end, "MONEY", "COUNT", "PERCENT")
        if fact.kind != "COUNT" or security.counted(fact.value.unit)
    ]
    previous: tuple[Fact, Field | None] | None = None
    for number, fact in enumerate(amounts):
        beside = _beside(sentence, fact, amounts[:number], amounts[number + 1 :])
        name = next(
            (role.field for role in roles().role if role.fact == fact.kind and _fits(role, beside, sentence)), None
        )
        if previous and previous[1] in (("none", "principal", "size") if name is None else ("none",)):
            name = previous[1] if _coordinated(sentence, previous[0], fact) else name
        if name and name != "none":
            yield name, fact
        if fact.kind == "MONEY":
            previous = fact, name


def _coordinated(sentence: Sentence, one: Fact, other: Fact) -> bool:
    """Tell whether an amount goes with another: "redeem $500 million of notes due 2026 and $300 million of notes due 2028"."""
    return (
        one.kind == other.kind
        and _AND.fullmatch(sentence.text, one.end - sentence.start, other.start - sentence.start) is not None
    )


def _beside(sentence: Sentence, fact: Fact, earlier: list[Fact], later: list[Fact]) -> _Beside:
    text, offset = sentence.text, sentence.start
    first = max(0, fact.start - offset - _REACH)
    last_alike = max((other.end - offset for other in earlier if other.kind == fact.kind), default=first)
    last_any = max((other.end - offset for other in earlier), default=first)
    following = min((other.start for other in later), default=sentence.end)
    # "840,000 additional ADSs": the unit of a count says what the count is of, as what follows it does
    unit = fact.value.unit if fact.kind == "COUNT" else ""
    return _Beside(
        before=text[max(first, last_alike) : fact.start - offset],
        right_before=text[max(first, last_any) : fact.start - offset],
        after=unit + text[fact.end - offset : min(following, fact.end + _REACH) - offset],
    )


def _fits(role: _Role, beside: _Beside, sentence: Sentence) -> bool:
    before = beside.before if role.commas or role.field == "none" else beside.right_before
    ends = may_hold(role.before, sentence) and [found.end() for found in phrases(role.before).finditer(before)]
    if ends:
        between = before[ends[-1] :]
        commas = role.commas or ", " not in between
        if len(between.split()) <= role.within and commas and not _BREAK.search(between):
            return True
    found = may_hold(role.after, sentence) and phrases(role.after).search(beside.after)
    if not found:
        return False
    between = beside.after[: found.start()]
    return len(between.split()) <= role.gap and not _BREAK.search(between) and not _LINK.search(between)


def stage(sentence: Sentence, start: int, end: int) -> StageCue | None:
    """Return the furthest stage that the words around ``[start, end)``, which name an offering, state of it."""
    for cues in roles().stage:
        if not may_hold((*cues.before, *cues.after), sentence):
            continue
        if found := _stated(cues, sentence.text, start - sentence.start, end - sentence.start):
            return StageCue(cues.value, sentence.start + found.start(), sentence.start + found.end())
    return None


def _stated(cues: _StageCues, text: str, first: int, last: int) -> re.Match[str] | None:
    rules = roles().stages
    reach = min(len(text), last + _REACH)
    pending = phrases(rules.pending).search(text, last, reach)
    closing = cues.value == "completed" and pending and _follows(text[last : pending.start()], 4)
    for found in phrases(cues.before).finditer(text, max(0, first - _REACH), first):
        between = text[found.end() : first]
        if closing or len(between.split()) > cues.within or _BREAK.search(between):
            continue
        if not blocked(text, found.start()):
            return found
    found_after = phrases(cues.after).search(text, last, reach)
    between = text[last : found_after.start()] if found_after else ""
    return found_after if _follows(between, 4 if between.startswith(" of ") else 2) else None  # "of common stock"


def _follows(between: str, words: int) -> bool:
    """Tell whether a predicate behind so few words is that of the offering: not one in a relative clause."""
    return len(between.split()) <= words and "," not in between


def blocked(text: str, position: int) -> bool:
    """Tell whether the words before a cue at ``position`` keep it from stating a fact: "expects the [closing]"."""
    return phrases_at_end(roles().stages.blocked).search(text, max(0, position - 40), position) is not None
