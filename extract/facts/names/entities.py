"""Groups of equal names -> entities: definitions in brackets, short forms, surnames and acronyms join their full names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

from extract.facts.model import Entity
from extract.facts.names.chunks import Chunk
from extract.facts.names.groups import Group, core, fold
from extract.facts.names.lexicon import plain_words
from extract.wordlists import vocabulary

_VERSION = re.compile(r"\d+\.\d+")
_PERSON = 3.0  # the score of a person with a title, a given name, or words of his or her own
_LIKELY = 5.0  # the score of an organisation with a president, or of a body
_CERTAIN = 8.0  # the score of an organisation with a legal suffix, of one with a ticker and a verb, of the issuer


def join(groups: Mapping[str, Group], makers: Collection[str]) -> list[tuple[Entity, list[Chunk]]]:
    """Return the entities with their chunks in text order: every group belongs to one of them.

    ``makers`` are the folded names of organisations that may stand before their products' names.
    """
    above = _Forms(groups, makers).fuller()
    for key, group in groups.items():
        for alias in sorted({fold(alias) for alias in group.aliases} - _generic() - {key}):
            above[alias] = key
    members: dict[str, list[str]] = defaultdict(list)
    for key in groups:
        members[_root(key, above, groups)].append(key)
    return [_entity(root, [groups[key] for key in keys], groups[root]) for root, keys in members.items()]


def _root(key: str, above: Mapping[str, str], groups: Mapping[str, Group]) -> str:
    seen = {key}
    while (fuller := above.get(key)) in groups and fuller is not None and fuller not in seen:
        key = fuller
        seen.add(key)
    return key


class _Forms:
    """The names of a document, found by their first and last words and their initials."""

    def __init__(self, groups: Mapping[str, Group], makers: Collection[str]) -> None:
        self._groups = groups
        self._kinds = {key: _certain_kind(group) for key, group in groups.items()}
        self._by_first: dict[str, list[str]] = defaultdict(list)
        self._without_maker: dict[str, list[str]] = defaultdict(list)
        self._people: dict[str, list[str]] = defaultdict(list)
        self._by_initials: dict[str, list[str]] = defaultdict(list)
        for key, group in groups.items():
            self._by_first[key.split()[0]].append(key)
            words = key.split() if self._kinds[key] == "PRODUCT" else []
            for length in range(1, len(words)):
                if " ".join(words[:length]) in makers:
                    self._without_maker[" ".join(words[length:])].append(key)
            if self._kinds[key] == "PERSON" and " " in key:
                for part in (key.split()[0], key.split()[-1]):
                    self._people[part].append(key)
            if self._kinds[key] in ("ORG", "PRODUCT", "NAME"):
                initials = "".join(word[0] for word in core(group.name).split() if word[0].isupper()).casefold()
                if len(initials) > 1:
                    self._by_initials[initials].append(key)

    def fuller(self) -> dict[str, str]:
        """Return, for the names that are short forms, the one name of which they are."""
        found = {}
        for key in self._groups:
            singular = key.removesuffix("s")
            if singular != key and self._kinds[key] == self._kinds.get(singular) == "PRODUCT":
                rarer, other = sorted((key, singular), key=lambda form: len(self._groups[form].chunks))
                found[rarer] = other  # "three LedgerOnes"
                continue
            for options in self._options(key):
                if options and (chosen := self._one_of(options)):
                    found[key] = chosen
                    break
        return found

    def _one_of(self, options: list[str]) -> str | None:
        """Return the only name among the options, or the one of which all others are longer forms, the issuer's, or a certain one."""
        options = sorted(options, key=lambda other: (len(other), other))
        if all(other.startswith(fold(core(self._groups[options[0]].name))) for other in options):
            return options[0]
        issuer = [other for other in options if self._groups[other].shown.get("org.issuer")]
        certain = [other for other in options if self._groups[other].scores["ORG"] >= _CERTAIN]
        for known in (issuer, certain):
            if len({fold(core(self._groups[other].name)) for other in known}) == 1:
                return known[0]
        return None

    def _options(self, key: str) -> Iterator[list[str]]:
        """Yield the full names that a name may be short for, the likeliest reading first."""
        group, kind = self._groups[key], self._kinds[key]
        longer = [other for other in self._by_first[key.split()[0]] if len(other) > len(key)]
        if kind != "PLACE":
            bare = fold(core(group.name))
            yield [other for other in longer if fold(core(self._groups[other].name)) == bare]
        if kind in ("ORG", "NAME") or (kind == "PRODUCT" and not group.mark):
            yield [
                other for other in longer if self._kinds[other] == "ORG" and _organisation_of(key, self._groups[other])
            ]
        if kind != "PLACE" and not group.mark and " " not in key:
            yield self._people.get(key, [])
        if kind in ("PRODUCT", "NAME"):
            yield [other for other in longer if self._kinds[other] == "PRODUCT" and _product_of(key, other)]
            yield self._without_maker.get(key, [])
        if kind in ("ORG", "NAME"):
            yield [
                other for other in longer if self._kinds[other] == "NAME" and _organisation_of(key, self._groups[other])
            ]
        if kind in ("ORG", "NAME", "PRODUCT") and group.name.isupper():
            yield [other for other in self._by_initials.get(key, []) if other != key]


def _certain_kind(group: Group) -> str:
    """Return a name's kind, NAME where only its surroundings speak: "a Northwind-based network", "Northwind said"."""
    kind = group.kind
    doubtful = (kind == "PLACE" and group.scores[kind] < _CERTAIN) or (
        kind == "PERSON" and group.scores[kind] < _PERSON
    )
    return "NAME" if doubtful else kind


def _organisation_of(short: str, full: Group) -> bool:
    """Tell whether the words that a full name adds only say what it is: Northwind, Northwind Communications.

    Of a name with a legal suffix any first words will do: "Northwind" of "Northwind Dairy Inc."
    """
    name = fold(core(full.name))
    rest = name.removeprefix(short + " ")
    if rest == name or rest.split()[-1] in _separate_heads():
        return False
    known = all(word.strip(".,") in plain_words() or word.strip(".,") in _organisation_words() for word in rest.split())
    return known or full.scores["ORG"] >= (_LIKELY if " " not in rest else _CERTAIN)


def _product_of(short: str, full: str) -> bool:
    """Tell whether a longer product name adds only what it is: "LedgerOne", "LedgerOne Payment Platform"."""
    rest = full.removeprefix(short + " ").split()
    if len(rest) == 1 and _VERSION.fullmatch(rest[0]):
        return True
    return (
        full.startswith(short + " ")
        and rest[-1] in _product_words()
        and all(word in plain_words() or word in _product_words() or word in ("&", "ai") for word in rest)
    )


def _entity(root: str, members: Sequence[Group], main: Group) -> tuple[Entity, list[Chunk]]:
    whole = _merged(main.name, members) if len(members) > 1 else main
    written = {chunk.name for chunk in whole.chunks if fold(chunk.name) == root}
    forms = sorted(written or {main.name}, key=lambda form: (form.isupper(), -len(form), form))
    entity = Entity(name=forms[0], kind=main.kind if main.kind != "NAME" else whole.kind, mark=whole.mark)
    entity.aliases.update(chunk.name for chunk in whole.chunks)
    entity.aliases.update(alias for alias in whole.aliases if fold(alias) not in _generic())
    entity.aliases.discard(entity.name)
    return entity, sorted(whole.chunks, key=lambda chunk: chunk.start)


def _merged(name: str, members: Iterable[Group]) -> Group:
    whole = Group(name)
    for group in members:
        whole.chunks.extend(group.chunks)
        whole.aliases.extend(group.aliases)
        for kind, score in group.scores.items():
            whole.scores[kind] += score
    return whole


@cache
def _separate_heads() -> frozenset[str]:
    """Return the last words that make another organisation of a name: the Northwind Foundation, Northwind Canada."""
    return frozenset(word.lower() for name in ("separate_heads", "places") for word in vocabulary(name))


@cache
def _organisation_words() -> frozenset[str]:
    return frozenset(word.lower() for head in vocabulary("organisation_heads") for word in head.split())


@cache
def _product_words() -> frozenset[str]:
    return frozenset(word.lower() for word in (*vocabulary("product_heads"), *vocabulary("product_nouns")))


@cache
def _generic() -> frozenset[str]:
    """Return the words by which a definition refers to a party, not to a name: the "Company", the "Bank"."""
    words = (
        *vocabulary("organisation_nouns"),
        "issuer",
        "registrant",
        "we",
        "us",
        "our",
        "seller",
        "buyer",
        "purchaser",
    )
    return frozenset(re.sub(r"\s+", " ", word.casefold()) for word in words)
