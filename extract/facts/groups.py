"""Chunks -> groups of equal names, each with what its surroundings and its shape say about its kind."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from extract.facts.chunks import Chunk, is_common
from extract.facts.evidence import cues, shapes
from extract.facts.runs import given_names, places
from extract.wordlists import alternatives, vocabulary

_DEFINITION = re.compile(r",?\s*\(([^()]{1,120})\)")
_QUOTED = re.compile(r"[“\"‘']([^“”\"‘’']{1,60})[”\"’']")
_ACRONYM = re.compile(r"^[A-Z][A-Za-z&.]{1,9}$")
_ENOUGH = 2.0  # the score from which a name has a kind
_AGAIN = (1.0, 0.5, 0.0)  # how much a cue weighs the first, the second, the third time
_ENOUGH_FOR_GENERIC = 3.5  # the same for a product whose name is made of common words: "Fresh Start"

WEIGHT_OF_HEAD = {
    "legal": 8.0,
    "body": 5.0,
    "place": 8.0,
    "person": 4.0,
    "organisation": 3.0,
    "product": 1.5,
    "other": 7.0,
    "mark": 6.0,
    "marked organisation": 1.5,  # the sign of an alliance's name, say
}


@dataclass(slots=True)
class Group:
    """All chunks of one document with the same words, and what speaks for each kind."""

    name: str
    chunks: list[Chunk] = field(default_factory=list)
    scores: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    cues: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    aliases: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """Return the heaviest kind, or NAME when nothing weighs enough."""
        kind = max(sorted(self.scores), key=lambda name: self.scores[name], default="NAME")
        enough = _ENOUGH_FOR_GENERIC if kind == "PRODUCT" and self.generic else _ENOUGH
        return kind if self.scores.get(kind, 0) >= enough else "NAME"

    @property
    def generic(self) -> bool:
        """Tell whether the words are common ones, or an abbreviation of a few letters that may stand for anything."""
        return is_common(self.name) or (len(self.name) < 5 and self.name.isalpha() and self.name.isupper())

    @property
    def mark(self) -> str | None:
        """Return the first mark that follows the name, or None."""
        return next((chunk.mark for chunk in self.chunks if chunk.mark), None)


def gather(text: str, chunks: Iterable[Chunk], groups: dict[str, Group]) -> None:
    """Add chunks to the groups of equal names, each with what its surroundings say."""
    for chunk in chunks:
        key = fold(chunk.name)
        group = groups.get(key)
        if group is None:
            group = groups[key] = Group(chunk.name)
            _score_name(group)
        group.chunks.append(chunk)
        if group.name.isupper() and not chunk.name.isupper():
            group.name = chunk.name
        _score(text, chunk, group)


def fold(name: str) -> str:
    """Return the key under which a name is looked up: no case, no leading article, no full stop at the end."""
    return name.casefold().removeprefix("the ").rstrip(".,")


def core(name: str) -> str:
    """Return a name without its legal suffixes: "Acme Widgets, Inc." is "Acme Widgets"."""
    return _suffix().sub("", name) or name


def is_organisation_head(name: str) -> bool:
    """Tell whether a name ends like an organisation's: "Northwind Airlines"."""
    words = name.split()
    ends = (*_heads().get(words[-1].rstrip("."), ()), *_heads().get(" ".join(words[-2:]), ()))
    return bool(_suffix().search(name)) or any(kind == "ORG" for kind, _ in ends)


def has_shape(name: str, kind: str) -> bool:
    """Tell whether a name's own form speaks for a kind, its last word aside: a model code, a hump."""
    return any(shape.kind == kind and regex.search(name) for shape, regex in shapes())


def _score(text: str, chunk: Chunk, group: Group) -> None:
    sentence = chunk.sentence
    bracket = _DEFINITION.match(text, chunk.after, min(sentence.end, chunk.after + 130))
    if bracket:
        group.aliases.extend(_defined(bracket[1], chunk.name))
    beyond = bracket.end() if bracket else None
    for cue in cues().around(text, chunk.start, chunk.after, sentence.start, sentence.end, beyond=beyond):
        group.cues[cue.id] += 1
        group.scores[cue.kind] += cue.weight * _AGAIN[min(group.cues[cue.id], len(_AGAIN)) - 1]
    if chunk.mark:
        group.scores["PRODUCT"] += WEIGHT_OF_HEAD["marked organisation" if is_organisation_head(group.name) else "mark"]


def _score_name(group: Group) -> None:
    name = group.name
    words = name.split()
    for shape, regex in shapes():
        if regex.search(name):
            group.scores[shape.kind] += shape.weight
    if _body().search(name):
        group.scores["ORG"] += WEIGHT_OF_HEAD["body"]
    if _suffix().search(name):
        group.scores["ORG"] += WEIGHT_OF_HEAD["legal"]
    heads = _heads()
    last = heads.get(" ".join(words[-2:])) or heads.get(words[-1].rstrip(".")) if len(words) > 1 else None
    for kind, weight in last or ():
        group.scores[kind] += weight
    if fold(name) in _places():
        group.scores["PLACE"] += WEIGHT_OF_HEAD["place"]
    if len(words) == 1 and name in given_names():
        group.scores["PERSON"] += 1.5
    if 2 <= len(words) <= 4 and words[0] in given_names() and words[-1].rstrip(".") not in heads:
        group.scores["PERSON"] += WEIGHT_OF_HEAD["person"]


def _defined(inside: str, name: str) -> list[str]:
    """Return the aliases that a bracket after a name defines: ("Acme"), (AIC), (collectively, "Acme" or the "Company")."""
    quoted = [alias.strip(" ,") for alias in _QUOTED.findall(inside)]
    if quoted:
        return [alias.removeprefix("the ").removeprefix("The ") for alias in quoted]
    if _ACRONYM.match(inside) and _spells(inside, name):
        return [inside]
    return []


def _spells(acronym: str, name: str) -> bool:
    """Tell whether the acronym's letters begin the words of the name, in order, small words left out."""
    initials = "".join(word[0] for word in re.findall(r"\w+", name) if word[0].isupper() or len(word) > 3).casefold()
    letters = re.sub(r"[^a-z]", "", acronym.casefold()).removesuffix("s")
    if len(letters) > 2 and initials.endswith(letters):
        return True
    return (
        bool(letters)
        and letters[0] == name[0].casefold()
        and (initials.startswith(letters) or _within(letters, name.casefold()))
    )


def _within(letters: str, name: str) -> bool:
    position = -1
    for letter in letters:
        position = name.find(letter, position + 1)
        if position < 0:
            return False
    return True


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile(rf"(?:,?\s+(?:\(\d{{4}}\)\s+)?{alternatives(vocabulary('legal_suffixes'))}\.?)+$")


@cache
def _body() -> re.Pattern[str]:
    """Match a name like "City of Springfield", "Acme Institute for Soil"."""
    return re.compile(rf"\b{alternatives(vocabulary('bodies'))} (?:of|for) ")


@cache
def _heads() -> dict[str, tuple[tuple[str, float], ...]]:
    """Return, for a name's last word or two, the kinds that they speak for."""
    heads: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for word in vocabulary("organisation_heads"):
        heads[word].append(("ORG", WEIGHT_OF_HEAD["organisation"]))
    for word in vocabulary("product_heads"):
        heads[word.title()].append(("PRODUCT", WEIGHT_OF_HEAD["product"]))
    for word in vocabulary("event_heads"):
        heads[word].append(("OTHER", WEIGHT_OF_HEAD["other"]))
    return {word: tuple(kinds) for word, kinds in heads.items()}


@cache
def _places() -> frozenset[str]:
    return frozenset(fold(name) for name in places())
