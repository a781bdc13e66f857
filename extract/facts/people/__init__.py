"""Names of persons by their shape: first names, initials, particles, surnames, with honorifics and suffixes cut off.

Functions read ``text`` between two offsets and return offsets into it; nothing is edited.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from extract.facts.people.letters import GAP, UPPER
from extract.facts.people.words import (
    Offsets,
    Phrases,
    ends_in_noun,
    first_of_titles,
    is_acronym,
    modifier_end,
    noun_end,
    plural_end,
    words_in,
)
from extract.wordlists import alternatives, given_names, vocabulary

_WORD = rf"[{UPPER}][^\W\d_]*(?:[’'ʻ‘](?:[{UPPER}][^\W\d_]+|[^\W\d_]{{3,}})|-[^\W\d_]+)*"  # Doe, O’Doe, Jun’ichi, Anne-Marie
_INITIALS = rf"[{UPPER}]\.(?:[^\S\n]?[{UPPER}]\.)*"  # J. or J.B.
_DOTTED = r"[A-Z][A-Za-z]{0,3}\.(?:[A-Z][A-Za-z]{0,3}\.){1,3}"  # a degree: M.Ac.
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


@cache
def name_run() -> re.Pattern[str]:
    """Return the compiled shape of a run that may be a person's name."""
    return re.compile(rf"\b{name()}")


def read_name(text: str, start: int, end: int, *, known: Callable[[str], bool]) -> Name | None:
    """Take apart the run ``text[start:end]``; None when no person can be meant.

    ``known`` tells whether a single word is part of a person's name elsewhere in the document: a surname or a first
    name alone is taken only then, or after an honorific.
    """
    end = last = _end_of_run(text, start, end)
    while suffix := _suffix().search(text, start, last):
        last = suffix.start()
    for first, stop in _leads(text, start, last):
        if stop < last and not _honorific().match(text, first, last):  # "state Sen." is no modifier
            start = stop + len(text[stop:end]) - len(text[stop:end].lstrip())
    if glued := _GLUED.search(text, start, last):  # "Contact DetailsJane Doe"
        shown = glued["label"].lower() in _LABELS or is_given(glued["name"])
        start = glued.start("name") if shown else start
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
        len(words) > 2
        and words[0].lower() in _fields_of_work()
        and (words[1] in given_names() or text.endswith((" of ", " for "), 0, first))
    ):  # "Secretary of Energy Jane Doe"
        first = text.index(words[1], first, last)
        start, words = first, words[1:]
    if len(words) > 3 and words[0] not in given_names() and (cut := _last_given(words)):
        first = text.index(words[cut], first, last)
        start, words = first, words[cut:]
    if not words or not _is_name(words, polite is not None, known):
        return None
    return Name(first, last, start, end, polite is not None)


def _end_of_run(text: str, start: int, end: int) -> int:
    """Return where a run ends without the title behind the name, and without the verb of "Jane Doe Commented:"."""
    words = text[start:end].split()
    if len(words) > 1 and is_acronym(words[-1]) and words[-2][-1] != ",":  # "Jane Doe VP of Finance"
        end = _before_last_word(text, start, end)
    elif line := _title_line(text, start, end):
        end = line
    words = text[start:end].split()
    return _before_last_word(text, start, end) if len(words) > 2 and words[-1].lower() in _cue_verbs() else end


def _before_last_word(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rsplit(maxsplit=1)[0])


@cache
def _honorific() -> re.Pattern[str]:
    return re.compile(honorific())


def _leads(text: str, start: int, end: int) -> Iterator[Offsets]:
    """Yield what may lead up to a name in one run of capitals: titles, and words of headings and calendars."""
    last = start
    for word in words_in(text, start, end):
        if word.start() >= last and word[0].lower() in _first_of_leads():
            ends = (stop for stop in _lead_ends(text, word, end) if stop and _EDGE.match(text, stop, end))
            if stop := next(ends, None):
                last = stop
                yield word.start(), stop


def _lead_ends(text: str, word: re.Match[str], end: int) -> Iterator[int | None]:
    yield noun_end(text, word, end)
    yield plural_end(text, word, end)
    yield modifier_end(text, word, end)
    yield _not_names().end(text, word, end)
    yield word.end() if word[0] in _verbs_of_headlines() else None


_EDGE = re.compile(r",?\s|\Z")


@cache
def _first_of_leads() -> frozenset[str]:
    verbs = (verb.lower() for verb in _verbs_of_headlines())
    return first_of_titles() | _not_names().first_words | frozenset(verbs)


@cache
def _not_names() -> Phrases:
    return Phrases(vocabulary("not_names"))


@cache
def _verbs_of_headlines() -> frozenset[str]:
    verbs = (*vocabulary("headline_verbs"), *vocabulary("corporate_verbs"))  # "Acme Names Jane Doe CEO"
    return frozenset(verb.capitalize() for verb in verbs if verb.endswith("s"))


def _title_line(text: str, start: int, end: int) -> int | None:
    """Return where the line above ends if a title ends the last one: "Jane Doe\nChief Anvil Officer"."""
    line = text.rfind("\n", start, end)
    return len(text[:line].rstrip()) if line > start and ends_in_noun(text, line, end) else None


_LABELS = frozenset({"details", "contact", "website", "source"})  # of a contact block whose lines were joined
_GLUED = re.compile(rf"\b(?P<label>[A-Z][a-z]{{4,}})(?P<name>[{UPPER}][^\W\d_]+)\b")
_OPENER = re.compile(rf"(\w+){GAP}")


@cache
def _cue_verbs() -> frozenset[str]:
    return frozenset(vocabulary("cue_verbs"))


@cache
def _openers() -> frozenset[str]:
    verbs = frozenset(map(str.capitalize, _cue_verbs()))  # "Said Jane Doe"
    return (frozenset(vocabulary("sentence_openers")) | verbs) - given_names()


@cache
def _organisations() -> frozenset[str]:
    return frozenset(vocabulary("organisation_heads"))


def is_given(word: str) -> bool:
    """Tell whether a word is a common first name."""
    return word in given_names()


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
    return next((place for place in range(len(words) - 2, 0, -1) if words[place] in given_names()), None)


def _is_name(words: list[str], polite: bool, known: Callable[[str], bool]) -> bool:
    named = polite or (len(words) > 1 and words[0] in given_names())
    if not polite and _is_field_of_work(words):
        return False
    if not named and (any(_leads(words[-1], 0, len(words[-1]))) or words[-1] in _organisations()):
        return False
    if len(words) == 1:
        return polite or words[0] in given_names() or known(words[0])
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
