"""The pattern files: read, checked and compiled once.

``patterns/<event type>.toml`` holds the patterns of one type, ``patterns/facts/*.toml`` the tables of the fact
recognisers, ``patterns/vocabulary/*.txt`` the word lists, one word or phrase a line.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, ValidationError

from extract.errors import PatternError
from extract.facts.model import KINDS
from extract.schema import NARRATIVE, SectionKind
from extract.wordlists import folder, read_toml, verb_forms, vocabulary, words_of

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
    fact ("from", "by"); ``$list`` stands for a vocabulary, here and in ``head``. ``many``: takes all facts of a
    coordination ("A, B and C"), not one. ``possessive``: the fact may also be the owner of the subject ("Acme's platform
    has been …"). ``head``: words of which one must be the last of a PHRASE ("a three-year maintenance contract").
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

    def model_post_init(self, _: Any) -> None:
        """Put the words of vocabularies in place of their names."""
        self.marker, self.head = _spelled_out(self.marker), _spelled_out(self.head)


def _spelled_out(words: list[str]) -> list[str]:
    return [entry for word in words for entry in (vocabulary(word[1:]) if word.startswith("$") else (word,))]


class Example(BaseModel):
    """A text and the roles that the pattern must fill in it: a name, a list of names, a number or a constant."""

    model_config = ConfigDict(extra="allow")

    text: str


class Frame(BaseModel):
    """One way to build a clause around a trigger: "Z selected Acme", "Acme was selected by Z".

    A role may have several slots, tried in their order; it is required when the first of them is. ``voice`` holds the
    trigger's verb to the active or the passive.
    """

    model_config = ConfigDict(extra="forbid")

    voice: Voice | None = None
    slots: dict[str, Annotated[list[Slot], BeforeValidator(_listed)]] = {}
    gives: dict[str, str | bool | float] = {}
    unless: list[str] = []  # regular expressions on the sentence, of either case, that silence it; $name is a guard
    sections: list[SectionKind] = Field(default_factory=lambda: sorted(NARRATIVE))

    def model_post_init(self, _: Any) -> None:
        """Put the required roles first: what a clause cannot do without is looked for before the rest."""
        self.slots = dict(sorted(self.slots.items(), key=lambda item: not item[1][0].required))


class Pattern(Frame):
    """One rule: a trigger, the clauses in which it stands, what it says of the event, and the texts that prove it.

    The clauses are the pattern's own, or those of the file's ``frames`` that it names; of these the first that fits
    holds, with the pattern's own slots before those of the same role, and what it gives and forbids added.
    """

    id: str
    trigger: list[str]
    frames: list[str] = []
    yes: list[Example]
    no: list[str]
    _clauses: list[Frame] = PrivateAttr(default_factory=list)

    @property
    def clauses(self) -> list[Frame]:
        """The frames with the pattern's own words in them, or the pattern itself as the only frame."""
        return self._clauses or [self]

    def build(self, frames: dict[str, Frame]) -> None:
        """Make the clauses of the frames that the pattern names; raise `ValueError` for one that is not there."""
        for name in self.frames:
            if name not in frames:
                raise ValueError(f"pattern {self.id}: frames: no frame '{name}'")
            frame = frames[name]
            self._clauses.append(
                Frame(
                    voice=self.voice or frame.voice,
                    slots={**frame.slots, **self.slots},
                    gives={**frame.gives, **self.gives},
                    unless=[*frame.unless, *self.unless],
                    sections=[section for section in frame.sections if section in self.sections],
                )
            )


class PatternFile(BaseModel):
    """What one ``patterns/*.toml`` may hold.

    ``roles`` gives the kinds of fact that fit a role in all its patterns, ``guards`` names expressions that several of
    them have under ``unless``. ``identity`` is for a type of the user's own, see `extract.declaration`.
    """

    model_config = ConfigDict(extra="forbid")

    event: str
    roles: dict[str, list[str]] = {}
    identity: list[str] = []
    guards: dict[str, str] = {}
    frame: dict[str, Frame] = {}
    pattern: list[Pattern]

    def model_post_init(self, _: Any) -> None:
        """Put kinds of fact and guards in place of their names; refuse a name that stands for nothing."""
        for name, frame in self.frame.items():
            self._complete(f"frame {name}", frame)
        for pattern in self.pattern:
            self._complete(f"pattern {pattern.id}", pattern)
            pattern.build(self.frame)

    def _complete(self, where: str, frame: Frame) -> None:
        frame.unless = [self._guard(where, source) for source in frame.unless]
        self._give_kinds(where, frame)

    def _guard(self, where: str, source: str) -> str:
        if not source.startswith("$"):
            return source
        if source[1:] not in self.guards:
            raise ValueError(f"{where}: unless: no guard '{source[1:]}'")
        return self.guards[source[1:]]

    def _give_kinds(self, where: str, frame: Frame) -> None:
        for role, slots in frame.slots.items():
            for slot in slots:
                slot.fact = slot.fact or self.roles.get(role, [])
                if not slot.fact:
                    raise ValueError(f"{where}: slots.{role}: add {role} = [kinds of fact] under [roles]")
                if strange := sorted(set(slot.fact) - KINDS):
                    raise ValueError(f"{where}: slots.{role}: no such fact: {', '.join(strange)}")


def load(root: Path | None = None) -> dict[str, list[Pattern]]:
    """Read every event type's pattern file; raise `PatternError` with file, id and key on the first mistake.

    In our own folder the expressions under ``unless`` are not looked into: the tests do that, and a run compiles the few
    that it needs.
    """
    files = [read(path, expressions=root is not None) for path in sorted((root or folder()).glob("*.toml"))]
    return {file.event: file.pattern for file in files}


def read(
    path: Path, inherited: Mapping[str, Mapping[str, Any]] = MappingProxyType({}), *, expressions: bool = True
) -> PatternFile:
    """Read one pattern file; raise `PatternError` with file, id and key on the first mistake.

    ``inherited``: by event type, a file whose roles, guards and frames this one may use as well. ``expressions``: whether
    to look for mistakes in the regular expressions, too.
    """
    table = read_toml(path)
    try:
        checked = PatternFile.model_validate(_with_inherited(table, inherited.get(str(table.get("event")), {})))
    except ValidationError as error:
        raise PatternError(f"{path.name}: {_explain(table, error)}") from None
    seen: set[str] = set()
    for pattern in checked.pattern:
        where = f"{path.name}: pattern {pattern.id}"
        if not pattern.id.startswith(checked.event + ".") or pattern.id in seen:
            raise PatternError(f"{where}: id: must be unique and begin with {checked.event}.")
        seen.add(pattern.id)
        for source in (source for clause in pattern.clauses for source in clause.unless if expressions):
            expression(source, f"{where}: unless")
        try:
            for trigger in pattern.trigger:
                trigger_words(trigger)
        except ValueError as error:
            raise PatternError(f"{where}: trigger: {error}") from None
    return checked


def _with_inherited(table: dict[str, Any], inherited: Mapping[str, Any]) -> dict[str, Any]:
    both = {key: (inherited.get(key, {}), table.get(key, {})) for key in ("roles", "guards", "frame")}
    return {**table, **{key: {**theirs, **own} for key, (theirs, own) in both.items() if isinstance(own, dict)}}


def expression(source: str, where: str) -> re.Pattern[str]:
    """Compile an expression of a pattern for text of either case; raise `PatternError` saying ``where`` it is wrong."""
    try:
        return re.compile(source, re.IGNORECASE)
    except re.error as error:
        raise PatternError(f"{where}: {error}") from None


class TriggerWord(NamedTuple):
    """One word of a trigger: its choices in lower case, and whether it may be missing."""

    choices: tuple[str, ...]
    optional: bool


@cache
def trigger_words(trigger: str) -> tuple[TriggerWord, ...]:
    """Take apart a trigger as written.

    Words stand for themselves whatever their case, ``a|b`` for either, ``word?`` may be missing, ``$list`` is any word
    of a vocabulary, and ``choose~`` any form of a verb.

    >>> trigger_words("has|have? selected")
    (TriggerWord(choices=('has', 'have'), optional=True), TriggerWord(choices=('selected',), optional=False))
    """
    words = []
    for item in trigger.split():
        written = item.removesuffix("?")
        if not written:
            raise ValueError(f"'{trigger}' holds a '?' with no word before it")
        choices: list[str] = []
        for choice in written.split("|"):
            choices.extend(_forms(choice[:-1]) if choice.endswith("~") else _spelled_out([choice]))
        words.append(TriggerWord(tuple(choice.lower() for choice in choices), item.endswith("?")))
    if all(word.optional for word in words):
        raise ValueError(f"'{trigger}' can match nothing at all: every word is optional")
    if not any(all(map(words_of, word.choices)) for word in words if not word.optional):
        raise ValueError(f"'{trigger}' can match where no word stands: one must be of letters or digits")
    return tuple(words)


def _forms(verb: str) -> tuple[str, ...]:
    if verb not in verb_forms():
        raise ValueError(f"no verb '{verb}' in the vocabulary verb_forms")
    return verb_forms()[verb]


@cache
def digest() -> str:
    """Return the hex digest of all pattern files: two runs with the same digest used the same patterns."""
    return digest_of(folder())


def digest_of(root: Path) -> str:
    """Return the hex digest of the pattern files and word lists in a folder: of their names and contents."""
    sha = hashlib.sha256()
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
