"""The words of a title: its nouns, what the job is about, departments, regions, and bodies on which one sits."""

from __future__ import annotations

import re
from functools import cache

from extract.facts.people import GAP, UPPER, heads, modifiers
from extract.facts.people.employers import run_pattern
from extract.wordlists import alternatives, vocabulary

_AND = re.compile(r"\s(?:and|&)\s")


@cache
def head() -> re.Pattern[str]:
    """Return the expression for the noun of a title: "president", "CEO"."""
    return re.compile(heads())


@cache
def title_word() -> re.Pattern[str]:
    """Return the expression for one word of a title: its head noun or what modifies it."""
    return re.compile(rf"(?:{heads()}|{modifiers()})")


@cache
def department() -> re.Pattern[str]:
    """Match a part of a company that a title goes with: "the Optics & Hearing segment"."""
    return re.compile(rf"(?:[\w&’'/-]+{GAP}){{1,6}}?(?-i:{alternatives(vocabulary('department_nouns'))})\b")


@cache
def named_department() -> re.Pattern[str]:
    """Match a part of a company whose name follows: "the business unit Garden Tools"."""
    return re.compile(rf"{alternatives(vocabulary('department_nouns'))}{GAP}{run_pattern().pattern}")


@cache
def _area() -> re.Pattern[str]:
    words = alternatives(vocabulary("job_areas"))
    return re.compile(rf"(?:\b{words}\b|\b(?:and|of|the|for)\b|[&,/\s-])+", re.IGNORECASE)


def has_area(phrase: str) -> bool:
    """Tell whether one of two fields in a phrase is known, and so both are: "Training & Technique"."""
    fields = _AND.split(phrase)
    return len(fields) == 2 and all(len(words.split()) < 3 for words in fields) and any(map(is_area, fields))


def is_area(phrase: str) -> bool:
    """Tell whether a phrase says what a job is about: "Sales and Marketing", "Asia Pacific"."""
    return _area().fullmatch(phrase) is not None and phrase.lower().split()[-1] not in ("and", "of", "the", "for")


def ends_in_department(name: str) -> bool:
    """Tell whether a name ends as parts of companies do: "Home and Garden Business Unit"."""
    return _department_at_end().search(name) is not None


@cache
def _department_at_end() -> re.Pattern[str]:
    return re.compile(rf"(?i:\b{alternatives(vocabulary('department_nouns'))})\Z")


@cache
def title_owner() -> re.Pattern[str]:
    """Match a name whose last word shows that the title behind it is its own: "Gold Anvil Awards" Judging Chair."""
    heads = alternatives(vocabulary("title_owners"))
    return re.compile(rf"(?:[{UPPER}][\w&’'-]*{GAP}(?:(?:of|for|and){GAP})?){{1,6}}?{heads}(?={GAP}[{UPPER}])")


@cache
def body_of_owner() -> re.Pattern[str]:
    """Match the body on which somebody sits, behind its owner: "the Northwind Foundation’s Advisory Board"."""
    bodies = "Board(?: of [A-Z][a-z]+)?|Committee|Council|Panel|Task Force"
    return re.compile(rf"(?P<owner>{run_pattern().pattern})[’'`]s?{GAP}(?:[{UPPER}][\w-]*{GAP}){{0,3}}(?:{bodies})\b")
