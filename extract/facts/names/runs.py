"""Which words of a capitalised run are names: without openers of sentences, the calendar, and job titles.

Works on the words of a run alone; a name is a range of them.
"""

from __future__ import annotations

import re

from extract.facts.names import lexicon
from extract.wordlists import given_names, verbs

SMALL_WORDS = frozenset(["&", "of", "the", "de", "la", "del", "van", "von", "du", "le", "and", "for"])
# Heads of titles that part a company from its person in mid-run: "Northwind CEO Jane Doe".
_PARTING = re.compile(r"[A-Z]{3}|[ES]?VP|(?:Vice|President|Chairman|Chairwoman|Founder|Co-[Ff]ounder|Director|Officer)")
# Compounds that describe a name: "cloud-ready", "Next-Gen", "camera-guided".
_ADJECTIVE = re.compile(
    r"\w+[-–](?:[a-z]+(?:ed|ing|y)|ready|free|gen|Gen|class|grade|specific|friendly|native|first|wide|only|driven|Driven|Powered|Based|Guided|Free|Ready|Enabled|Led)"
)
_PARTICIPLE = re.compile(
    r"Powered|Presented|Distributed|Published|Manufactured|Produced|Sponsored|Hosted|Inspired|Featuring|Including|Announced|Launched|Introduced"
)
_NUMBER = re.compile(r"\d+[A-Za-z]?|[IVX]+|[A-Z](?:-\d+|\+)?")
_VERSION = re.compile(r"\d+(?:\.\d+)?")
_MODEL = re.compile(r"(?=.*\d)[A-Z][A-Z\d-]{3,}\w*")
_CODED = ("Category", "Class", "Form", "Grade", "Phase", "Rule", "Schedule", "Tier", "Type")  # what a code follows
_OF_PLACE = ("Company", "Corporation")  # forms that "of" continues: "Ledger Company of Ohio"
_INITIAL = re.compile(r"[A-Z]\.?")
_INITIALS = re.compile(r"[A-Z](?:\.[A-Z]){0,2}\.?")


def names_in(words: list[str]) -> list[tuple[int, int]]:
    """Return the ranges of words that are names.

    >>> names_in(["Northwind", "CEO", "Jane", "Doe", "of", "Ohio"])
    [(0, 1), (2, 4), (5, 6)]
    """
    found = []
    bare = [word.strip(".,") for word in _once(words)]
    for low, high in _without_titles(bare):
        for first, last in _without_people(bare, low, high):
            if trimmed := _trimmed(bare, first, last):
                found.append(trimmed)
    return found


def _once(words: list[str]) -> list[str]:
    """Cut a run where it says the same again, "LedgerOne LedgerOne", a heading glued to its text, and at a version."""
    for at in range(1, len(words) - 1):
        if words[at] in ("Version", "Phase") and words[at + 1][:1].isdigit():
            return words[:at]
    for length in range(1, len(words) // 2 + 1):
        for at in range(len(words) - 2 * length + 1):
            same = words[at : at + length] == words[at + length : at + 2 * length]
            if same and (length > 1 or not words[at].istitle()):  # "Sing Sing" is a name
                return words[: at + length]
    return words


def _without_titles(bare: list[str]) -> list[tuple[int, int]]:
    """Cut a run at the job titles in it."""
    low = _after_title(bare, 0)
    for at in range(low + 1, len(bare)):
        if (
            (bare[at].lower() in lexicon.heads() and _PARTING.fullmatch(bare[at])) or _is_occupation(bare, at)
        ) and not (at == len(bare) - 1 and bare[at].islower()):
            first = _title_start(bare, low, at)
            later = _without_titles(bare[at + 1 :]) if at + 1 < len(bare) else []
            return [(low, first), *((at + 1 + a, at + 1 + b) for a, b in later)]
    return [(low, len(bare))] if low < len(bare) else []


def _is_occupation(bare: list[str], at: int) -> bool:
    """Tell whether a run's word says what the person behind it does: "Northwind Researcher Jane Doe"."""
    return (
        (bare[at] in lexicon.occupations() or bare[at].lower() in lexicon.heads())
        and 2 <= len(bare) - at - 1 <= 3
        and (bare[at + 1] in given_names() or _INITIALS.fullmatch(bare[at + 1]) is not None)
        and bare[-1] not in lexicon.ends()
    )


def _title_start(bare: list[str], low: int, head: int) -> int:
    """Return where the title begins that ends at ``head``: "Northwind Chief Product Officer", "Acme Senior Director"."""
    if bare[head] == "Officer" and "Chief" in bare[max(low, head - 4) : head]:
        head = max(low, head - 4) + bare[max(low, head - 4) : head].index("Chief")
    while head > low and bare[head - 1].lower() in lexicon.modifiers():
        head -= 1
    return head


def _after_title(bare: list[str], low: int) -> int:
    """Step over a job title at the front: "President Jane Doe", "Chief Executive Officer"."""
    position, title = low, False
    while position < len(bare):
        word = bare[position].lower()
        if word in lexicon.heads():
            title = True
        elif word in lexicon.areas():
            if not title and not _title_ahead(bare, position):
                break
        elif word not in lexicon.modifiers() and not (title and word in SMALL_WORDS):
            break
        position += 1
    if position < len(bare) and bare[-1] in lexicon.legal_suffixes() and bare[position - 1] not in SMALL_WORDS:
        return low
    if bare[-1].lower() in lexicon.product_heads() and all(
        word.lower() in lexicon.common_words() for word in bare[low:]
    ):
        return low  # "Agent Development Kit"
    return position if title else low


def _title_ahead(bare: list[str], position: int) -> bool:
    """Tell whether only words of titles lead from here to a title's head: "Marketing Officer"."""
    for word in (item.lower() for item in bare[position:]):
        if word in lexicon.heads():
            return True
        if word not in lexicon.modifiers() and word not in lexicon.areas() and word not in SMALL_WORDS:
            return False
    return False


def _without_people(bare: list[str], low: int, high: int) -> list[tuple[int, int]]:
    """Part a person from an organisation, a company from a place: "Jane Doe of Ohio", "Northwind Foundation Jane Doe"."""
    for at in range(low + 1, high - 1):
        after_form = bare[at - 1] in lexicon.legal_suffixes() and (
            (bare[at] == "of" and bare[at - 1] not in _OF_PLACE)
            or bare[at] in lexicon.openers()
            or bare[at].lower() in verbs()
        )
        if after_form or (bare[at] == "The" and bare[at - 1] in lexicon.ends()):  # a heading glued to its text
            return [(low, at), *_without_people(bare, at + 1, high)]
    for at in range(low + 1, high - 1):
        after_name = bare[at - 1] in lexicon.organisation_heads() or (at - low > 1 and bare[at - 1] in lexicon.places())
        if after_name and bare[at] in given_names() and high - at <= 3:
            return [(low, at), (at, high)]
    for at in range(low + 2, min(low + 4, high - 1)):  # "Jane Doe of Northwind Group", but "University of Ohio System"
        if (
            bare[at] == "of"
            and bare[high - 1] in lexicon.ends()
            and not any(word in lexicon.ends() or word in lexicon.bodies() for word in bare[low:at])
        ):
            return [(low, at), (at + 1, high)]
    if bare[low] in given_names() or _INITIAL.fullmatch(bare[low]):
        for at in range(low + 1, high - 1):
            if bare[at] == "of":
                return [(low, at), (at + 1, high)]
    return [(low, high)]


def _trimmed(bare: list[str], low: int, high: int) -> tuple[int, int] | None:
    """Take the words off both ends that are no part of a name; None when no name is left."""
    while low < high and (step := _no_beginning(bare, low, high)):
        low += step
    while high > low and not (high - low > 2 and bare[high - 2] == "&") and (step := _no_end(bare, low, high)):
        high -= step
    if high - low == 2 and bare[low] in lexicon.terms() and _VERSION.fullmatch(bare[low + 1]):  # "USB 2.0"
        return None
    if (
        low == high
        or " ".join(bare[low:high]) in lexicon.terms()
        or all(word in lexicon.legal_suffixes() for word in bare[low:high])
    ):
        return None
    return low, high


def _no_beginning(bare: list[str], low: int, high: int) -> int:
    """Return with how many words no name begins: "Following", "June", "Class 3", "Wi-Fi 6 AB100"; but "New York" does."""
    word = bare[low]
    if (
        word in lexicon.calendar()
        or word in ("&", "of", "the", "and", "for")
        or word.isdigit()
        or not word[:1].isalnum()
        or _is_adjective(word)
    ):
        return 1
    if word == "Chief" and low + 1 < high and bare[low + 1] in given_names():
        return 1
    if low + 1 < high and word in lexicon.numbered_nouns() and _NUMBER.fullmatch(bare[low + 1]):
        return 2
    if low + 1 < high and word in lexicon.numbered_nouns() and _MODEL.fullmatch(bare[low + 1]):
        return 1
    for length in range(1, high - low):
        if " ".join(bare[low : low + length]) in lexicon.terms() and _MODEL.fullmatch(bare[low + length]):
            return length
    if (
        word in lexicon.name_openers()
        and high - low > 1
        and (bare[high - 1] in lexicon.ends() or bare[low + 1] in lexicon.ends())
    ):
        return 0
    if word not in lexicon.openers() or any(
        " ".join(bare[low:end]) in lexicon.places() for end in range(low + 2, high + 1)
    ):
        return 0
    return 1


def _is_adjective(word: str) -> bool:
    """Tell whether a word is a compound of plain words that only describes: "Cloud-ready", "Open-source"."""
    if _ADJECTIVE.fullmatch(word):
        return True
    _, hyphen, last = word.rpartition("-")
    return bool(hyphen) and len(last) > 2 and last in lexicon.common_words()


def _no_end(bare: list[str], low: int, high: int) -> int:
    """Return with how many words no name ends: "Acme June", "the Roadster SUV", "Northwind Category B"."""
    word, length = bare[high - 1], high - low
    if word in lexicon.calendar() or word in SMALL_WORDS:
        return 1
    if word in lexicon.openers() and (length == 1 or word not in lexicon.closers()):
        return 1
    if length > 1 and (
        word in ("Chief", "COVID-19") or _PARTICIPLE.fullmatch(word)
    ):  # "Acme Chief Sales and Service Officer"
        return 1
    if length > 2 and bare[high - 2] in _CODED and _NUMBER.fullmatch(word):
        return 2
    return int(length > 1 and word.isupper() and word.lower() in lexicon.product_nouns())
