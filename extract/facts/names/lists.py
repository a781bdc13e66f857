"""Lists: the members of one list are of one kind, "Ledgers, VaultTwo and Scan apps", and lend it to each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from extract.facts.names.chunks import Chunk, is_common
from extract.facts.names.groups import Group, is_organisation_head
from extract.wordlists import alternatives, vocabulary

_SURE = {"ORG": 2.0, "PRODUCT": 2.0, "PERSON": 2.0, "PLACE": 4.0}  # scores with which a name vouches for the others
_SEPARATOR = re.compile(
    r"(?:\s*\([^()]{1,40}\))?(?:(?P<comma>,\s+)|(?:,\s+|\s+)(?:and|or|as\s+well\s+as)\s+|\s*/\s*)(?:the\s+|its\s+|our\s+)?"
)
_FEWEST_KNOWN = 2  # products among the items of a list that make products of the others
_FEWEST = 3  # names that commas alone make a list: "Jane Doe, Acme's CEO" is none
_PERSON = range(2, 4)  # words in the name of a person
_ITEM = re.compile(r"[ \t]*(?:[*•·●▪–—-]|\d{1,2}[.)])[ \t]+\**")  # how a line of a list begins
_EXPLAINED = re.compile(r"\**(?::|[ \t]+[–—-])\**[ \t]+\w")  # "LedgerOne: keeps books"
_LINES_ABOVE = 24  # lines, blank ones too, in which the heading of a list is looked for


def weigh(text: str, groups: Mapping[str, Group]) -> None:
    """Let the untyped names of a list have the kind that its typed names have."""
    chunks = sorted(
        ((chunk, group) for group in groups.values() for chunk in group.chunks), key=lambda pair: pair[0].start
    )
    for heading, items in _explained(text, chunks).items():
        _weigh_items(items, of_products=_of_products().search(text, *heading) is not None)
    for members in _lists(text, chunks):
        if kind := _kind_of(members):
            for member in members:
                if member.kind == "NAME" and _can_be(member, kind):
                    member.weigh_by(kind, "list" if len(members) < _FEWEST else "list.long")


def _weigh_items(items: list[Group], *, of_products: bool) -> None:
    """Weigh the names that a list explains: they are products if its heading says so or if two of them are."""
    known = sum(group.kind == "PRODUCT" for group in items)
    for group in items:
        if of_products and not group.generic:
            group.weigh_by("PRODUCT", "product.item")
        if (of_products or known >= _FEWEST_KNOWN) and group.kind == "NAME" and not is_common(group.name):
            group.weigh_by("PRODUCT", "list.long")


def _explained(text: str, chunks: list[tuple[Chunk, Group]]) -> dict[tuple[int, int], list[Group]]:
    """Return the names with which items of lists begin that explain them, by the spans of the lists' headings."""
    found: dict[tuple[int, int], list[Group]] = defaultdict(list)
    for chunk, group in chunks:
        if chunk.opens and _EXPLAINED.match(text, chunk.after) and (heading := _heading(text, chunk)):
            found[heading].append(group)
    return found


def _heading(text: str, chunk: Chunk) -> tuple[int, int] | None:
    """Return the span of the line above the list that a name begins an item of, None if it begins none."""
    start = text.rfind("\n", 0, chunk.start) + 1
    if not _ITEM.fullmatch(text, start, chunk.start):
        return None
    for _ in range(_LINES_ABOVE):
        end, start = start - 1, text.rfind("\n", 0, max(0, start - 1)) + 1
        if end <= 0:
            break
        if text[start:end].strip() and not _ITEM.match(text, start, end):
            return start, end
    return None


@cache
def _of_products() -> re.Pattern[str]:
    """Match a heading of a list of products: "Key features:", "The new tools include:"."""
    return re.compile(
        rf"\b{alternatives(vocabulary('kinds_of_products'))}(?:\s+(?:include|are))?\**\s*:?\**\s*$", re.IGNORECASE
    )


def _lists(text: str, chunks: list[tuple[Chunk, Group]]) -> Iterator[list[Group]]:
    """Yield the names of each list: three or more behind commas, or two with an "and" between them."""
    members: list[Group] = []
    joined, before = False, None
    for chunk, group in chunks:
        if members and text[chunk.start - 1] == "(":  # "Ledger Mode (LDM), Vault Mode"
            continue
        if members and before and text[before.after : chunk.start] == " for ":  # "Vault Checker for Ledgers, Scan"
            before = chunk
            continue
        link = before and before.after < chunk.start and _SEPARATOR.fullmatch(text, before.after, chunk.start)
        if not link or (before and before.sentence is not chunk.sentence):
            if joined or len(members) >= _FEWEST:
                yield members
            members, joined = [], False
        elif link["comma"] is None:
            joined = True
        members.append(group)
        before = chunk
    if joined or len(members) >= _FEWEST:
        yield members


def _kind_of(members: list[Group]) -> str | None:
    """Return the kind for which the typed names of a list weigh most; places only where they are among themselves."""
    weights: dict[str, float] = defaultdict(float)
    for member in members:
        if member.kind not in ("NAME", "OTHER") and member.scores[member.kind] >= _SURE[member.kind]:
            weights[member.kind] += member.scores[member.kind]
    kind = max(weights, key=lambda name: (weights[name], name), default=None)
    return kind if kind in ("ORG", "PRODUCT", "PERSON") or (kind == "PLACE" and len(weights) == 1) else None


def _can_be(member: Group, kind: str) -> bool:
    """Tell whether a name has the form of its kind: two or three words that end like no organisation for a person."""
    if kind == "PERSON":
        return len(member.name.split()) in _PERSON and not member.generic and not is_organisation_head(member.name)
    return kind != "PLACE" or not member.generic
