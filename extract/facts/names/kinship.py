"""What names say about each other: a product named after its maker, surnames, siblings by their first letters."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extract.facts.names import lists
from extract.facts.names.chunks import is_common
from extract.facts.names.groups import Group, core, fold, is_organisation_head
from extract.facts.names.lexicon import no_names, places
from extract.wordlists import given_names

_SURE = 3.0  # the score from which an organisation is no product's sibling
_LONGEST_PERSON = 3  # words of a person's name
_HUMP = re.compile(r"[a-z]{0,2}[A-Z][a-z]{2,}(?=[A-Z])")
_STEM = re.compile(r"[A-Z]+\d*-(?=\d)")
_CODE = re.compile(r"[A-Z]{1,4}-?(?=\d{3,5}[A-Z]?$)")


def makers_of(groups: Mapping[str, Group], issuer: str | None) -> set[str]:
    """Return the folded names of the organisations of a release, and the first word of its issuer's name."""
    makers = {fold(core(group.name)) for group in groups.values() if group.kind == "ORG"}
    if issuer:
        makers.add(fold(core(issuer)))
        if not is_common(first := issuer.split()[0]):
            makers.add(fold(first))
    return makers


def weigh(text: str, groups: Mapping[str, Group], issuer: str | None) -> None:
    """Add to the groups' scores what follows from the other names of the document; ``issuer`` is the issuer's name."""
    makers = makers_of(groups, issuer)
    for key, group in groups.items():
        if _named_after(key, group, makers) and not (issuer and fold(core(issuer)).startswith(key)):
            own = issuer is not None and fold(group.name.split()[0]) == fold(issuer.split()[0])
            rest = group.name.split(maxsplit=1)[1]
            distinct = not is_common(rest) or rest.isupper()
            group.weigh_by("PRODUCT", "product.named-after-issuer" if own and distinct else "product.named-after")
    _surnames(groups)
    _siblings(groups, issuer, makers)
    _codes(groups)
    lists.weigh(text, groups)


def _named_after(key: str, group: Group, makers: set[str]) -> bool:
    """Tell whether a name is a maker's name and more, and no organisation by its last word."""
    if " " not in key or group.name.split()[0] in given_names() or is_organisation_head(group.name):
        return False
    rest = group.name.split(maxsplit=1)[1]
    if rest in no_names() or fold(rest) in makers:  # "LedgerOne REIT"; "Northwind Acme's owner", without a comma
        return False
    if rest in places():
        group.weigh_by("ORG", "org.branch")
        return False
    return any(front in makers for front in _fronts(key))


def _surnames(groups: Mapping[str, Group]) -> None:
    """Weigh names whose last word names a person alone, "Jane Doe" where the text goes on "Doe said", and surnames."""
    alone = {key for key, group in groups.items() if " " not in key and group.kind == "PERSON"}
    for key, group in groups.items():
        words = key.split()
        if 2 <= len(words) <= _LONGEST_PERSON and words[-1] in alone and not is_organisation_head(group.name):
            group.weigh_by("PERSON", "person.surname")
    surnames = {key.split()[-1] for key, group in groups.items() if " " in key and group.kind == "PERSON"}
    for key, group in groups.items():
        if key in surnames and group.kind in ("NAME", "PRODUCT", "PLACE") and not group.mark:
            group.weigh_by("PERSON", "person.of-surname")  # "the Doe family"


def _siblings(groups: Mapping[str, Group], issuer: str | None, makers: set[str]) -> None:
    """Weigh names that begin like a product's, by a word or by the first hump of a word: "eNorthPay", "eNorthBank"."""
    typed = [group.name for group in groups.values() if group.kind == "PRODUCT"]
    humps = {hump[0] for name in (*typed, issuer or "") if (hump := _HUMP.match(name))}
    beginnings = {fold(name) for name in typed if " " in name}
    beginnings |= {fold(first) for name in typed if not is_common(first := name.split()[0])} - makers
    for key, group in groups.items():
        if (group.kind == "NAME" or (group.kind == "ORG" and group.scores["ORG"] < _SURE)) and (
            ((hump := _HUMP.match(group.name)) and hump[0] in humps)
            or (any(front in beginnings for front in _fronts(key)) and _of_product(group.name))
        ):
            group.weigh_by("PRODUCT", "product.sibling")


def _codes(groups: Mapping[str, Group]) -> None:
    """Weigh codes that begin like one of known kind: drill holes "NW24-01, NW24-02", models "M310 and M330"."""
    stems = {stem[0] for group in groups.values() if group.kind == "OTHER" and (stem := _STEM.match(group.name))}
    for group in groups.values():
        if stems and (stem := _STEM.match(group.name)) and stem[0] in stems:
            group.weigh_by("OTHER", "other.code")
    models = {code[0] for group in groups.values() if group.kind == "PRODUCT" and (code := _CODE.match(group.name))}
    for group in groups.values():
        if models and group.kind in ("NAME", "ORG") and (code := _CODE.match(group.name)) and code[0] in models:
            group.weigh_by("PRODUCT", "product.sibling")


def _fronts(key: str) -> list[str]:
    """Return the first words of a name, one, two and so on, without all of them."""
    words = key.split()
    return [" ".join(words[:length]) for length in range(1, len(words))]


def _of_product(name: str) -> bool:
    """Tell whether a name can be a product's by what follows its first word: no place, no "of Springfield", no organisation's end."""
    return name.split(maxsplit=1)[1] not in places() and " of " not in name and not is_organisation_head(name)
