"""Names of persons by their shape: first names, initials, particles, surnames, with honorifics and suffixes cut off.

Functions read ``text`` between two offsets and return offsets into it; nothing is edited.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from extract.wordlists import alternatives, vocabulary

UPPER = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x250) if chr(code).isupper())
GAP = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"  # white space inside a phrase: a line may wrap, a paragraph may not end

_WORD = rf"[{UPPER}][^\W\d_]*(?:[’'ʻ‘][{UPPER}][^\W\d_]+|-[^\W\d_]+)*"  # Doe, McDoe, O’Doe, Anne-Marie
_INITIALS = rf"[{UPPER}]\.(?:[^\S\n]?[{UPPER}]\.)*"  # J. or J.B.
_DOTTED = r"[A-Z][A-Za-z]{0,3}\.(?:[A-Z][A-Za-z]{0,3}\.){1,3}"  # a degree: M.Ac.
# Chief Intellectual Property Officer, whatever the field.
_OFFICER = rf"\b(?:Chief(?:{GAP}(?:(?:and|&|of){GAP})?[{UPPER}][\w-]*){{1,5}}?{GAP}Officer|chief(?:{GAP}[a-z-]+){{1,4}}?{GAP}officer)\b"
_NICKNAME = r"(?:[“\"‘'(][A-Z][A-Za-z.]{0,12}[”\"’')])"


@dataclass(slots=True)
class Name:
    """A person's name without honorific and suffixes, where the words around it end, and how sure the shape is."""

    start: int
    end: int
    outer_start: int  # of the honorific
    outer_end: int  # after suffixes and degrees
    polite: bool  # an honorific stands before it


@cache
def heads() -> str:
    """Return a regular expression for the nouns that end a title, upper-case ones as they stand."""
    words = vocabulary("title_heads")
    shouted = alternatives(word for word in words if word.isupper())
    spoken = alternatives(word for word in words if not word.isupper())
    surnames_too = alternatives(vocabulary("titles_and_surnames"))
    before_of = rf"\b(?i:{surnames_too})\b(?=\s+(?:of|at)\b)|\b{surnames_too}\b(?!\s+[a-z])"
    return (
        rf"(?:{_OFFICER}|\b{shouted}\b|(?i:\b{spoken}\b)|\b[Cc]hief\b(?=\s+of\b|,)|{before_of}"
        rf"|\bLead\b(?=\s+(?:of|at|for)\b|[,.]|\Z))"
    )


@cache
def plural_heads() -> str:
    """Return a regular expression for the nouns that end a title, without the "s" that must follow."""
    return rf"(?i:\b{alternatives(vocabulary('title_heads'))})(?=s\b)"


@cache
def modifiers() -> str:
    """Return a regular expression for the words that stand before the noun of a title."""
    return rf"(?i:\b{alternatives(vocabulary('title_modifiers'))}\b)"


@cache
def honorific() -> str:
    """Return a regular expression for a form of address with the white space after it."""
    return rf"(?:{alternatives(vocabulary('honorifics'))}{GAP})"


@cache
def name() -> str:
    """Return a regular expression for a run of words that may be a person's name, suffixes included.

    The run may begin with a title, a company or a heading ("Acme CEO Jane Doe"): `read_name` takes it apart.
    """
    particle = alternatives(vocabulary("name_particles"))
    word = rf"(?:{_INITIALS}|(?!{alternatives(vocabulary('name_suffixes'))}(?!\w)){_WORD})"
    shouted = alternatives(word for word in vocabulary("title_heads") if word.isupper())
    degree = rf"(?:{alternatives(vocabulary('name_suffixes'))}|(?:(?!{shouted}\b)[A-Z]{{2,6}}|{_DOTTED})(?=,))"
    return (
        rf"(?>{honorific()}?(?:{particle}{GAP}){{0,2}}{word}(?:{GAP}(?:{_NICKNAME}{GAP})?(?:{particle}{GAP}){{0,3}}{word}){{0,8}}"
        rf"(?:,?{GAP}?{degree}(?!\w))*)"
    )


def read_name(text: str, start: int, end: int, *, known: Callable[[str], bool]) -> Name | None:
    """Take apart the run ``text[start:end]``; None when no person can be meant.

    ``known`` tells whether a single word is part of a person's name elsewhere in the document: a surname or a first
    name alone is taken only then, or after an honorific.
    """
    # "Jane Doe VP of Finance", or "Chief Anvil Officer" on the line below the name
    title = _title_at_end().search(text, start, end) or _title_line().search(text, start, end)
    end = title.start() if title else end
    if (words := text[start:end].split()) and len(words) > 2 and words[-1].lower() in vocabulary("cue_verbs"):
        end = text.rindex(words[-1], start, end)  # "Jane Doe Commented:"
        end -= len(text[start:end]) - len(text[start:end].rstrip())
    last = end
    while suffix := _suffix().search(text, start, last):
        last = suffix.start()
    for title in _not_name().finditer(text, start, last):
        if title.end() < last and not _honorific().match(text, title.start(), last):  # "state Sen." is no modifier
            start = title.end() + len(text[title.end() : end]) - len(text[title.end() : end].lstrip())
    opener = _OPENER.match(text, start, last)
    if opener and opener[1] in _openers():
        start = opener.end()
    polite = _honorific().match(text, start, last)
    first = polite.end() if polite else start
    words = text[first:last].split()
    if len(words) > 3 and "  " in text[first:last]:  # a heading glued to the name by the end of its line
        end = last = text.index("  ", first)
        words = text[first:last].split()
    while (
        len(words) > 2 and words[0].lower() in _fields_of_work() and words[1] in _given()
    ):  # "Secretary of Energy Jane Doe"
        first = text.index(words[1], first, last)
        start, words = first, words[1:]
    if len(words) > 3 and words[0] not in _given() and (cut := _last_given(words)):
        first = text.index(words[cut], first, last)
        start, words = first, words[cut:]
    if not words or not _is_name(words, polite is not None, known):
        return None
    return Name(first, last, start, end, polite is not None)


@cache
def _honorific() -> re.Pattern[str]:
    return re.compile(honorific())


@cache
def _not_name() -> re.Pattern[str]:
    """Match what may lead up to a name in one run of capitals: titles, and words of headings and calendars."""
    words = alternatives(vocabulary("not_names"))
    of_headlines = (*vocabulary("headline_verbs"), *vocabulary("corporate_verbs"))  # "Acme Names Jane Doe CEO"
    verbs = alternatives(verb.capitalize() for verb in of_headlines if verb.endswith("s"))
    return re.compile(rf"(?:{heads()}|{plural_heads()}s|{modifiers()}|(?i:\b{words}\b)|\b{verbs}\b)(?=,?\s|\Z)")


@cache
def _title_at_end() -> re.Pattern[str]:
    return re.compile(rf"(?<!,)\s+{alternatives(word for word in vocabulary('title_heads') if word.isupper())}\Z")


@cache
def _title_line() -> re.Pattern[str]:
    return re.compile(rf"(?<=\w)[^\S\n]*\n[^\n]*?{heads()}\Z")


_OPENER = re.compile(rf"(\w+){GAP}")


@cache
def _openers() -> frozenset[str]:
    verbs = frozenset(verb.capitalize() for verb in vocabulary("cue_verbs"))  # "Said Jane Doe"
    return (frozenset(vocabulary("sentence_openers")) | verbs) - _given()


@cache
def _given() -> frozenset[str]:
    return frozenset(vocabulary("given_names"))


@cache
def _organisations() -> frozenset[str]:
    return frozenset(vocabulary("organisation_heads"))


def is_given(word: str) -> bool:
    """Tell whether a word is a common first name."""
    return word in _given()


def is_foreign(name: str) -> bool:
    """Tell whether a name of two or three words holds no word of English, as few names of organisations do."""
    words = name.lower().split()
    return 1 < len(words) < 4 and not any(word in _english() for word in words) and not names_organisation(name)


@cache
def _english() -> frozenset[str]:
    return frozenset(word.lower() for name in ("common_words", "legal_suffixes", "places") for word in vocabulary(name))


def names_organisation(phrase: str) -> bool:
    """Tell whether a phrase ends as organisations do: "Doe Law Group"."""
    return phrase.split()[-1] in _organisations()


def _last_given(words: list[str]) -> int | None:
    """Return where a first name stands inside a long run: "Northwind Canada Jane Doe"."""
    return next((place for place in range(len(words) - 2, 0, -1) if words[place] in _given()), None)


def _is_name(words: list[str], polite: bool, known: Callable[[str], bool]) -> bool:
    named = polite or (len(words) > 1 and words[0] in _given())
    if not polite and _is_field_of_work(words):
        return False
    if not named and (_not_name().search(words[-1]) or words[-1] in _organisations()):
        return False
    if len(words) == 1:
        return polite or known(words[0]) or words[0] in _given()
    return any(len(word.strip(".")) > 1 for word in words)


def _is_field_of_work(words: list[str]) -> bool:
    """Tell whether nothing but fields of work stand here: "Field Sales"."""
    return all(word.lower() in _fields_of_work() for word in words)


@cache
def _fields_of_work() -> frozenset[str]:
    return frozenset(word.lower() for word in vocabulary("job_areas") if " " not in word)


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile(
        rf"(?:,?\s*(?<=[\s,]){alternatives(vocabulary('name_suffixes'))}|,\s*(?:[A-Z]{{2,6}}|{_DOTTED}))[,\s]*\Z"
    )
