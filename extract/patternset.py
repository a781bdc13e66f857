"""The pattern files: read, checked and compiled once.

``patterns/<event type>.toml`` holds the patterns of one type, ``patterns/facts/*.toml`` the tables of the fact
recognisers, ``patterns/vocabulary/*.txt`` the word lists, one word or phrase a line.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from extract.errors import PatternError
from extract.facts.model import KINDS
from extract.schema import NARRATIVE, SectionKind
from extract.wordlists import folder, read_toml, vocabulary

Voice = Literal["active", "passive"]
Side = Literal["subject", "actor", "object", "opening", "before", "after", "sentence"]


def _listed(value: object) -> object:
    return [value] if isinstance(value, dict) else value


class Slot(BaseModel):
    """Where one role of an event stands in relation to the trigger.

    ``fact``: the kinds that fit; left out, those that the file gives the role under ``[roles]``; PHRASE is a noun phrase
    that the matcher makes. ``side``: subject and object follow the grammar of the clause, actor is the subject of the
    clause in which a noun is the trigger ("Acme has reached an agreement"), opening takes the first before the trigger,
    before and after take the nearest, sentence any place. ``marker``: words of which one must stand right before the
    fact ("from", "by"). ``many``: takes all facts of a coordination ("A, B and C"), not one. ``possessive``: the fact
    may also be the owner of the subject ("Acme's platform has been …"). ``head``: words of which one must be the last
    of a PHRASE ("a three-year maintenance contract"); ``$list`` stands for a vocabulary.
    """

    model_config = ConfigDict(extra="forbid")

    fact: list[str] = []
    side: Side
    marker: list[str] = []
    required: bool = False
    many: bool = False
    possessive: bool = False
    head: list[str] = []
    within: int = 30  # words between trigger and fact, at most


class Example(BaseModel):
    """A text and the roles that the pattern must fill in it: a name, a list of names, a number or a constant."""

    model_config = ConfigDict(extra="allow")

    text: str


class Pattern(BaseModel):
    """One rule: a trigger, the slots around it, what it says of the event, and the texts that prove it.

    A role may have several slots, tried in their order; it is required when the first of them is. ``voice`` holds the
    trigger's verb to the active ("Z selected Acme") or the passive ("Acme was selected").
    """

    model_config = ConfigDict(extra="forbid")

    id: str
    trigger: list[str]
    voice: Voice | None = None
    slots: dict[str, Annotated[list[Slot], BeforeValidator(_listed)]] = {}
    gives: dict[str, str | bool | float] = {}
    unless: list[str] = []  # regular expressions on the sentence, upper and lower case alike, that silence the pattern
    sections: list[SectionKind] = Field(default_factory=lambda: sorted(NARRATIVE))
    yes: list[Example]
    no: list[str]


class PatternFile(BaseModel):
    """What one ``patterns/*.toml`` may hold; ``roles`` gives the kinds of fact that fit a role in all its patterns."""

    model_config = ConfigDict(extra="forbid")

    event: str
    roles: dict[str, list[str]] = {}
    pattern: list[Pattern]

    def model_post_init(self, _: Any) -> None:
        """Give each slot that names no kind of fact the kinds of its role; refuse a slot that fits nothing."""
        for pattern in self.pattern:
            for role, slots in pattern.slots.items():
                for slot in slots:
                    slot.fact = slot.fact or self.roles.get(role, [])
                    if not slot.fact or set(slot.fact) - KINDS:
                        raise ValueError(
                            f"pattern {pattern.id}: slots.{role}: no such fact: {', '.join(slot.fact) or 'none'}"
                        )


def load(root: Path | None = None) -> dict[str, list[Pattern]]:
    """Read every event type's pattern file; raise `PatternError` with file, id and key on the first mistake."""
    loaded: dict[str, list[Pattern]] = {}
    for path in sorted((root or folder()).glob("*.toml")):
        table = read_toml(path)
        try:
            checked = PatternFile.model_validate(table)
        except ValidationError as error:
            raise PatternError(f"{path.name}: {_explain(table, error)}") from None
        seen: set[str] = set()
        for pattern in checked.pattern:
            if not pattern.id.startswith(checked.event + ".") or pattern.id in seen:
                raise PatternError(
                    f"{path.name}: pattern {pattern.id}: id: must be unique and begin with {checked.event}."
                )
            seen.add(pattern.id)
            for source in pattern.unless:
                check_regex(path, pattern.id, "unless", source)
            try:
                for trigger in pattern.trigger:
                    trigger_words(trigger)
            except ValueError as error:
                raise PatternError(f"{path.name}: pattern {pattern.id}: trigger: {error}") from None
        loaded[checked.event] = checked.pattern
    return loaded


def check_regex(path: Path, pattern_id: str, key: str, source: str) -> re.Pattern[str]:
    """Compile a regular expression of a pattern file; raise `PatternError` with file, id and key when it is wrong."""
    try:
        return re.compile(source, re.IGNORECASE)
    except re.error as error:
        raise PatternError(f"{path.name}: pattern {pattern_id}: {key}: {error}") from None


class TriggerWord(NamedTuple):
    """One word of a trigger: its choices in lower case, and whether it may be missing."""

    choices: tuple[str, ...]
    optional: bool


def trigger_words(trigger: str) -> list[TriggerWord]:
    """Take apart a trigger as written.

    Words stand for themselves whatever their case, ``a|b`` for either, ``word?`` may be missing, and ``$list`` is any
    word of a vocabulary.

    >>> trigger_words("has|have? selected")
    [TriggerWord(choices=('has', 'have'), optional=True), TriggerWord(choices=('selected',), optional=False)]
    """
    words = []
    for item in trigger.split():
        written = item.removesuffix("?")
        if not written:
            raise ValueError(f"'{trigger}' holds a '?' with no word before it")
        choices: list[str] = []
        for choice in written.split("|"):
            choices.extend(vocabulary(choice[1:]) if choice.startswith("$") else [choice])
        words.append(TriggerWord(tuple(choice.lower() for choice in choices), item.endswith("?")))
    if all(word.optional for word in words):
        raise ValueError(f"'{trigger}' can match nothing at all: every word is optional")
    return words


@cache
def digest() -> str:
    """Return the hex digest of all pattern files: two runs with the same digest used the same patterns."""
    sha = hashlib.sha256()
    root = folder()
    for path in sorted(p for p in root.rglob("*") if p.suffix in {".toml", ".txt"}):
        sha.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return sha.hexdigest()


def _explain(table: dict[str, Any], error: ValidationError) -> str:
    misspelt = [fault for fault in error.errors() if fault["type"] == "extra_forbidden"]
    first = (misspelt or error.errors())[0]  # a misspelt key is named before the one that it leaves missing
    message = first["msg"].removeprefix("Value error, ")
    where = list(first["loc"])
    name = ""
    if len(where) > 1 and where[0] == "pattern" and isinstance(where[1], int):
        entry = table["pattern"][where[1]]
        name = f"pattern {entry.get('id', where[1] + 1) if isinstance(entry, dict) else where[1] + 1}: "
        where = where[2:]
    return f"{name}{'.'.join(map(str, where))}: {message}" if where else message
