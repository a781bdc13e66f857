"""The words behind a title: what the job is about, departments, regions, and bodies on which one sits."""

from __future__ import annotations

import re
from functools import cache

from extract.facts.people import is_given
from extract.facts.people.employers import has_legal_form, run_pattern
from extract.facts.people.letters import GAP, UPPER
from extract.facts.people.words import area_end, words_in
from extract.wordlists import alternatives, vocabulary

_AND = re.compile(r"\s(?:and|&)\s")
_UNIT_AT = re.compile(
    rf"[{UPPER}][\w&/-]*(?:,?{GAP}(?:(?:and|&){GAP})?[{UPPER}][\w&/-]*){{0,6}}(?={GAP}at{GAP}[{UPPER}])"
)
_SMALL = ("and", "of", "the", "for")  # between two fields of work
_BETWEEN = "&,/- \n\t\xa0"


@cache
def department() -> re.Pattern[str]:
    """Match a part of a company that a title goes with: "the Anvils & Tools segment"."""
    return re.compile(rf"(?:[\w&’'/-]+{GAP}){{1,6}}?(?-i:{alternatives(vocabulary('department_nouns'))})\b")


@cache
def named_department() -> re.Pattern[str]:
    """Match a part of a company whose name follows: "the business unit Garden Tools"."""
    return re.compile(rf"{alternatives(vocabulary('department_nouns'))}{GAP}{run_pattern().pattern}")


def has_area(phrase: str) -> bool:
    """Tell whether one of two fields in a phrase is known, and so both are: "Training & Forging"."""
    fields = _AND.split(phrase)
    return len(fields) == 2 and all(len(words.split()) < 3 for words in fields) and any(map(is_area, fields))


def is_area(phrase: str) -> bool:
    """Tell whether a phrase says what a job is about: "Sales and Marketing", "Asia Pacific"."""
    last, place = "and", 0
    for word in words_in(phrase, 0, len(phrase)):
        if word.start() < place:
            continue
        stop = area_end(phrase, word, len(phrase)) or (word.end() if word[0].lower() in _SMALL else None)
        if stop is None or phrase[place : word.start()].strip(_BETWEEN):
            return False
        last, place = phrase[word.start() : stop].lower(), stop
    return last not in _SMALL and not phrase[place:].strip(_BETWEEN)


def ends_in_department(name: str) -> bool:
    """Tell whether a name ends as parts of companies do: "Home and Garden Business Unit"."""
    return _department_at_end().search(name) is not None


@cache
def _department_at_end() -> re.Pattern[str]:
    return re.compile(rf"(?i:\b{alternatives(vocabulary('department_nouns'))})\Z")


def unit_at(text: str, start: int, end: int) -> int | None:
    """Return where a unit ends that "at" parts from its company: "Threat Hunting & Forging" of "VP, ... at Acme"."""
    unit = _UNIT_AT.match(text, start, end)
    if unit is None or is_given(unit[0].split()[0]) or has_legal_form(unit[0]):
        return None
    return unit.end()


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
