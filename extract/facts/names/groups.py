"""Chunks -> groups of equal names, each with what its surroundings and its shape say about its kind."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from extract.facts.names.chunks import MARK, Chunk, is_common
from extract.facts.names.evidence import cues, evidence, shapes
from extract.facts.names.lexicon import bodies, numbered_nouns, places, product_nouns
from extract.wordlists import alternatives, given_names, vocabulary

_DEFINITION = re.compile(r",?\s*\(([^()]{1,120})\)")
_QUOTED = re.compile(r"[“\"‘']([^“”\"‘’']{1,60})[”\"’']")
_A_MARK = re.compile(MARK)
_ACRONYM = re.compile(r"^[A-Z][\w&.-]{1,9}$")
_POSSESSIVE = re.compile(r"[’']s?\s+(?=[\w“‘\"])")
_NICKNAME = re.compile(r"[“\"‘'(](?<=\w .)[A-Z][a-z]+[”\"’')] [A-Z]")  # Jane “Jay” Doe
_NUMBER = re.compile(r"[A-Z]?\d+(?:\.\d+)?[A-Za-z]?|[IVX]{2,4}|Pro|Plus|Max|Mini|Mk ?\d")
_CODE = re.compile(r"[A-Z]*-?\d+[a-z]?")
_REMEMBERED = 4096  # names whose folded form and core are kept: the same ones come up all through a release
_ENOUGH = 2.0  # the score from which a name has a kind
_AGAIN = (1.0, 0.5)  # how much a piece of evidence weighs the first and the second time; then nothing
_ENOUGH_FOR_GENERIC = 2.75  # the same for a product whose name is made of common words: "Fresh Start"


_ENOUGH_FOR_WORD = 4.0  # and of one common word or a short abbreviation


@dataclass(slots=True)
class Group:
    """All chunks of one document with the same words, and what speaks for each kind."""

    name: str
    chunks: list[Chunk] = field(default_factory=list)
    scores: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    shown: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    aliases: list[str] = field(default_factory=list)
    _kind: str | None = None  # as long as nothing is added

    def add(self, chunk: Chunk) -> None:
        """Add a chunk; a name in capitals gives way to the same one in lower case."""
        self.chunks.append(chunk)
        if self.name.isupper() and not chunk.name.isupper():
            self.name = chunk.name
        self._kind = None

    def weigh(self, kind: str, weight: float, shown_by: str) -> None:
        """Add a piece of evidence; the same one weighs half the second time and nothing after that."""
        times = self.shown[shown_by]
        self.shown[shown_by] += 1
        if times < len(_AGAIN):
            self.scores[kind] += weight * _AGAIN[times]
            self._kind = None

    def weigh_by(self, kind: str, shown_by: str) -> None:
        """Add a piece of evidence with the weight that the pattern file gives it."""
        self.weigh(kind, evidence().weight[shown_by], shown_by)

    @property
    def kind(self) -> str:
        """Return the heaviest kind, or NAME when nothing weighs enough."""
        if self._kind is None:
            self._kind = self._heaviest()
        return self._kind

    def _heaviest(self) -> str:
        if not self.scores or (most := max(self.scores.values())) < _ENOUGH:
            return "NAME"
        kind = min(name for name, score in self.scores.items() if score == most)
        enough = _ENOUGH_FOR_GENERIC if " " in self.name else _ENOUGH_FOR_WORD
        return "NAME" if kind == "PRODUCT" and most < enough and self.generic else kind

    @property
    def generic(self) -> bool:
        """Tell whether the name may be none: common words, a short abbreviation, a word that only begins sentences."""
        if (
            is_common(self.name)
            or (len(self.name) < 4 and not self.name[0].islower())
            or (len(self.name) < 6 and self.name.isalpha() and self.name.isupper())
        ):
            return True
        plain = self.name.isalpha() and self.name[1:].islower()
        return plain and all(chunk.opens or chunk.cased for chunk in self.chunks)

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
            for kind, weight, shown_by in _shown_by_name(chunk.name):
                group.weigh(kind, weight, shown_by)
        group.add(chunk)
        _score(text, chunk, group)


@lru_cache(maxsize=_REMEMBERED)
def fold(name: str) -> str:
    """Return the key under which a name is looked up: no case, no leading article, no comma, no full stop at the end."""
    return name.casefold().replace(",", "").replace("‑", "-").removeprefix("the ").rstrip(".")


@lru_cache(maxsize=_REMEMBERED)
def core(name: str) -> str:
    """Return a name without its legal suffixes: "Acme Widgets, Inc." is "Acme Widgets"."""
    return _suffix().sub("", name) or name


@lru_cache(maxsize=_REMEMBERED)
def is_organisation_head(name: str) -> bool:
    """Tell whether a name ends like an organisation's: "Northwind Airlines"."""
    return bool(_suffix().search(name)) or any(kind == "ORG" for kind, _ in _head_of(name.split()))


def has_shape(name: str, kind: str) -> bool:
    """Tell whether a name's own form speaks for a kind, its last word aside: a model code, a hump."""
    return any(shape.kind == kind and regex.search(name) for shape, regex in shapes())


def _score(text: str, chunk: Chunk, group: Group) -> None:
    """Weigh what stands around one chunk."""
    sentence = chunk.sentence
    bracket = _DEFINITION.match(text, chunk.after, min(sentence.end, chunk.after + 130))
    if bracket:
        group.aliases.extend(defined := _defined(bracket[1], chunk.name))
        if defined and any(kind == "PRODUCT" for kind, _ in _head_of(chunk.name.split())):
            group.weigh_by("PRODUCT", "product.defined")
    beyond = bracket.end() if bracket else None
    around = cues().around(chunk.start, chunk.after, sentence, beyond=beyond)
    possessor = _POSSESSIVE.match(text, chunk.after) is not None
    if _NICKNAME.search(text, max(0, chunk.start - 3), chunk.after + 3):
        group.weigh_by("PERSON", "person.nickname")
    for cue in {cue.id: cue for cue in around}.values():
        if not (possessor and cue.kind == "PRODUCT"):  # "the launch of Acme's tool": the tool is launched
            group.weigh(cue.kind, cue.weight, cue.id)
    party = chunk.mark == "R" and text[chunk.end] == " " and chunk.name.partition(" ")[0] in given_names()
    if chunk.mark and not party:  # "Senator Jane Doe (R)"
        inside = _A_MARK.search(text, chunk.start, chunk.end) is not None
        group.weigh_by("PRODUCT", _shown_by_mark(group.name, inside=inside))
    if chunk.titles:
        group.weigh_by("PRODUCT", "product.titled")


def _shown_by_mark(name: str, *, inside: bool) -> str:
    """Return the evidence that a mark is, behind a name or ``inside`` it: "Ledgia® Scanning Systems" are products."""
    if inside and name.split()[-1].lower() in product_nouns():
        return "product.mark"
    if is_organisation_head(name) or _body().search(name):
        return "product.mark-of-body"
    return "product.mark-of-word" if " " not in name and name.istitle() and is_common(name) else "product.mark"


@lru_cache(maxsize=_REMEMBERED)
def _shown_by_name(name: str) -> tuple[tuple[str, float, str], ...]:
    """Return what a name itself shows, as (kind, weight, id): its shape, its first and last words, the gazetteer."""
    words = name.split()
    shown: list[tuple[str, str]] = []
    if _body().search(name):
        shown.append(("ORG", "org.body"))
    if _suffix().search(name):
        shown.append(("ORG", "org.legal"))
    if name in _event_heads():
        shown.append(("OTHER", "other.word"))
    for kind, weight in _head_of(words) if len(words) > 1 else ():
        shown.append((kind, "org.body" if kind == "ORG" and words[-1] in bodies() else weight))
    if len(words) > 1 and _NUMBER.fullmatch(words[-1]) and words[-2] not in numbered_nouns():
        fund = is_organisation_head(" ".join(words[:-1]))  # "Ledger Fund II"
        shown.append(("ORG", "org.head") if fund else ("PRODUCT", "product.numbered"))
    if any(noun in numbered_nouns() and _CODE.fullmatch(code) for noun, code in itertools.pairwise(words)):
        shown.append(("OTHER", "other.numbered"))
    if name in _degrees():
        shown.append(("OTHER", "other.degree"))
    if fold(name) in _places() or (_part_of_place().match(name) and fold(name.split(maxsplit=1)[1]) in _places()):
        shown.append(("PLACE", "place.known"))
    if name in given_names():
        shown.append(("PERSON", "person.given-alone"))
    elif 2 <= len(words) <= 4 and words[0] in given_names() and not _heads().get(words[-1].rstrip(".")):
        shown.append(("PERSON", "person.given"))
    by_shape = ((shape.kind, shape.weight, shape.id) for shape, regex in shapes() if regex.search(name))
    return (*by_shape, *((kind, evidence().weight[shown_by], shown_by) for kind, shown_by in shown))


def _head_of(words: list[str]) -> tuple[tuple[str, str], ...]:
    """Return the kinds that a name's last word or two speak for, each with the id of its weight."""
    return _heads().get(" ".join(words[-2:])) or _heads().get(words[-1].rstrip(".")) or ()


def _defined(inside: str, name: str) -> list[str]:
    """Return the aliases that a bracket after a name defines: ("Acme"), (AIC), (collectively, "Acme" or the "Company")."""
    inside = _A_MARK.sub("", inside)
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
    return re.compile(rf"\b{alternatives(vocabulary('bodies'))} (?:of|for|on) ")


@cache
def _heads() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return, for a name's last word or two, the kinds that they speak for."""
    heads: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for word in vocabulary("organisation_heads"):
        heads[word].append(("ORG", "org.head"))
    for word in vocabulary("product_heads"):
        heads[word.title()].append(("PRODUCT", "product.head"))
    for word in vocabulary("event_heads"):
        heads[word].append(("OTHER", "other.head"))
    for word in vocabulary("place_heads"):
        heads[word].append(("PLACE", "place.head"))
    return {word: tuple(kinds) for word, kinds in heads.items()}


@cache
def _part_of_place() -> re.Pattern[str]:
    """Match the word before a place that names a part of it: "Northeast Ohio"."""
    return re.compile(rf"{alternatives(vocabulary('parts_of_places'))} ")


@cache
def _event_heads() -> frozenset[str]:
    return frozenset(vocabulary("event_heads"))


@cache
def _degrees() -> frozenset[str]:
    return frozenset(vocabulary("name_suffixes"))


@cache
def _places() -> frozenset[str]:
    return frozenset(fold(name) for name in places())
