"""Names of persons by their shape, and what stands beside a name: honorifics, suffixes, job titles, employers.

Everything here reads a text between two offsets and returns offsets into that text; nothing is edited.
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
_NICKNAME = r"(?:[“\"‘'(][A-Z][a-z]+[”\"’')])"
_POSSESSIVE = re.compile(r"[’'`]s\b|(?<=s)[’'](?=\s)")
_ORG_WORD = rf"(?:[{UPPER}0-9][\w&’'+/-]*|[a-z][{UPPER}]\w+)(?:\.[a-z]{{2,3}}\b)?"  # Acme, AT&T, eBanana, Acme.com
_ABBREVIATED = r"(?:(?:[A-Z]\.)+[A-Z]?|(?:Inc|Corp|Co|Cos|Ltd|Bros|St|Mt|Dr|Int[’']?l)\.)"  # N.A., U.S., Inc.
_LEGAL = (
    r"(?:Incorporated|Corporation|Limited|Inc|Corp|Ltd|LLC|LLP|PLC|plc|GmbH|AG|SA|NV|L\.L\.C|L\.P|S\.A|N\.V|N\.A)\b\.?"
)
_RUN = re.compile(
    rf"(?:{_ABBREVIATED}|{_ORG_WORD})"
    rf"(?:{GAP}(?!{_LEGAL})(?:(?:of|and|for|the|de|du|des|la|van|von|in){GAP}){{0,2}}(?!{_LEGAL})(?:{_ABBREVIATED}|{_ORG_WORD}|&))*"
    rf"(?:,?{GAP}{_LEGAL}(?:,?{GAP}{_LEGAL})?)?"
)


@dataclass(slots=True)
class Role:
    """What a person does and for whom, as spans; ``own`` is true when the text says "our" or "the Company's"."""

    title: tuple[int, int] | None = None
    organization: tuple[int, int] | None = None
    own: bool = False


@dataclass(slots=True)
class Name:
    """A person's name without honorific and suffixes, the words before it that tell the role, and all of it."""

    start: int
    end: int
    role: Role
    outer_end: int  # after suffixes and degrees


@cache
def heads() -> str:
    """Return a regular expression for the nouns that end a title, upper-case ones as they stand."""
    words = vocabulary("title_heads")
    shouted = alternatives(word for word in words if word.isupper())
    spoken = alternatives(word for word in words if not word.isupper())
    return rf"(?:\b{shouted}\b|(?i:\b{spoken}\b))"


@cache
def honorific() -> str:
    """Return a regular expression for a form of address with the white space after it."""
    return rf"(?:{alternatives(vocabulary('honorifics'))}{GAP})"


@cache
def name() -> str:
    """Return a regular expression for a run of words that may be a person's name, suffixes included.

    The run may begin with a title or a company ("Acme CEO Jane Doe"): `read_name` takes it apart.
    """
    particle = alternatives(vocabulary("name_particles"))
    word = rf"(?:{_INITIALS}|{_WORD})"
    return (
        rf"(?>{honorific()}?{word}(?:{GAP}(?:{_NICKNAME}{GAP})?(?:{particle}{GAP}){{0,3}}{word}){{0,6}}"
        rf"(?:,?{GAP}?{alternatives(vocabulary('name_suffixes'))}(?!\w))*)"
    )


def read_name(text: str, start: int, end: int, *, known: Callable[[str], bool]) -> Name | None:
    """Take apart the run ``text[start:end]``; None when no person can be meant.

    ``known`` tells whether a single word is part of a person's name elsewhere in the document: a surname or a first
    name alone is taken only then, or after an honorific.
    """
    polite = re.compile(honorific()).match(text, start, end)
    first = polite.end() if polite else start
    role = Role()
    title = None
    for title in _titles().finditer(text, first, end):
        pass
    if title:
        role = read_role(text, first, title.end(), is_org=lambda _: True)
        first = title.end()
        polite = re.compile(rf"\s*{honorific()}").match(text, first, end)
        first = polite.end() if polite else first
    while first < end and not text[first].isalpha():
        first += 1
    last = end
    while suffix := _suffix().search(text, first, last):
        last = suffix.start()
    words = text[first:last].split()
    if not words or first == last or not _is_name(words, polite is not None, known):
        return None
    return Name(first, last, role, end)


def _is_name(words: list[str], polite: bool, known: Callable[[str], bool]) -> bool:
    if any(word.strip(".,").lower() in _never() for word in words):
        return False
    if len(words) == 1:
        return polite or known(words[0])
    return any(len(word.strip(".")) > 1 for word in words)


@cache
def _never() -> frozenset[str]:
    return frozenset(word.lower().strip(".") for word in vocabulary("not_names"))


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{heads()}|{alternatives(vocabulary('title_modifiers'))})(?=,?\s|$)")


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile(rf",?\s*(?<=[\s,]){alternatives(vocabulary('name_suffixes'))}[,\s]*$")


def read_role(text: str, start: int, end: int, *, is_org: Callable[[str], bool]) -> Role:
    """Read a title and an employer from the words beside a name: ", president and CEO of Acme", "Acme's CEO".

    ``is_org`` tells whether the document uses a name for an organisation.
    """
    role = Role()
    opening = _opening().match(text, start, end)
    start = opening.end() if opening else start
    role.own = bool(opening and opening["own"])
    owner = _owner(text, start, end)
    if owner:
        role.organization, start = owner
    first = _chunk(text, start, end)
    head = _last_head(text, start, first)
    if head is None:
        return role
    start = _without_company(text, start, head, role, is_org)
    stop = _extend(text, head, end, role, is_org)
    role.title = (start, stop)
    return role


@cache
def _opening() -> re.Pattern[str]:
    # ", the", "who is our", ", as the Company's"
    return re.compile(
        r"[\s,(–—-]*(?:(?:who\s+is|who\s+serves\s+as|as|and|an?)\s+)?"
        r"(?:(?P<own>our|(?:the|our)\s+company[’']s|its)\s+|the\s+)?",
        re.IGNORECASE,
    )


def _owner(text: str, start: int, end: int) -> tuple[tuple[int, int], int] | None:
    """Find "Acme's" at ``start``; return its span and where the title begins."""
    run = _RUN.match(text, start, end)
    if not run:
        return None
    for mark in _POSSESSIVE.finditer(text, start, min(end, run.end() + 3)):
        return (start, mark.start()), mark.end() + 1
    return None


_BREAK = re.compile(
    r"\s*(?:,|;|\(|/|\s(?:of|at|for|with|who|from|in|to|which|whose)\b|\s(?:–|—|-{1,2})\s|\s(?:and|&)\s)"
)


def _chunk(text: str, start: int, end: int) -> int:
    found = _BREAK.search(text, start, end)
    return found.start() if found else end


def _last_head(text: str, start: int, end: int) -> int | None:
    last = None
    for found in re.compile(heads()).finditer(text, start, end):
        last = found.end()
    return last


def _without_company(text: str, start: int, end: int, role: Role, is_org: Callable[[str], bool]) -> int:
    """Step over a company right before the title ("Acme CEO") and note it."""
    first = re.compile(rf"\b(?:{heads()}|{alternatives(vocabulary('title_modifiers'))})\b").search(text, start, end)
    if not first or first.start() == start:
        return start
    before = text[start : first.start()].rstrip()
    if before and before[0].isupper() and not _is_area(before) and is_org(before):
        role.organization = role.organization or (start, start + len(before))
        return first.start()
    return start


_JOIN = re.compile(rf"(?:,?{GAP}(?:and|&){GAP}|\s*/\s*|,{GAP})(?:(?:the|our|its|a){GAP})?", re.IGNORECASE)
_OF = re.compile(
    rf",?{GAP}(?P<word>of|for|at|with|from){GAP}(?:(?P<det>the|our|its|this|a|an|their){GAP})?", re.IGNORECASE
)
_COMPANY = re.compile(r"(?:company|corporation|firm|group)\b(?![’']s)", re.IGNORECASE)


def _extend(text: str, stop: int, end: int, role: Role, is_org: Callable[[str], bool]) -> int:
    """Return where the title ends that reaches at least to ``stop``; note the employer that ends it."""
    while stop < end:
        joined = _JOIN.match(text, stop, end)
        if joined:
            edge = _chunk(text, joined.end(), end)
            head = _last_head(text, joined.end(), edge)
            phrase = text[joined.end() : edge].strip(" .\n")
            if head and not _POSSESSIVE.search(text, joined.end(), head) and not is_org(phrase):
                stop = head
            elif phrase and _is_area(phrase) and not is_org(phrase):
                stop = joined.end() + len(phrase)
            else:
                _employer(text, joined.end(), end, role, is_org, sure="," not in joined[0])
                return stop
            continue
        of = _OF.match(text, stop, end)
        if not of:
            return stop
        if _COMPANY.match(text, of.end(), end) and of["det"]:
            role.own = True
            return stop
        area = _area_after(text, of, end, is_org)
        if area is None:
            _employer(text, of.end(), end, role, is_org, sure=True)
            return stop
        stop = area
    return stop


def _area_after(text: str, of: re.Match[str], end: int, is_org: Callable[[str], bool]) -> int | None:
    """Return where the field of work ends that follows "of" or "for", or None when an employer follows."""
    if of["word"] not in ("of", "for"):
        return None
    at = re.compile(rf"{GAP}(?:at|for){GAP}(?:the{GAP})?(?=[{UPPER}a-z])").search(text, of.end(), end)
    comma = re.compile(r",|;|\swho\b").search(text, of.end(), end)
    edge = comma.start() if comma else end
    if at and at.start() < edge and of["word"] == "of":
        return at.start()
    phrase = text[of.end() : edge].rstrip(" .\n")
    if _is_area(phrase):
        return of.end() + len(phrase)
    if phrase[:1].islower() and not re.match(r"[a-z][A-Z]", phrase):
        run = re.compile(rf"\b(?=[{UPPER}])").search(phrase)
        if run is None and of["word"] == "of":
            return of.end() + len(phrase)
    return None


def _employer(text: str, start: int, end: int, role: Role, is_org: Callable[[str], bool], *, sure: bool) -> None:
    """Note the organisation named at ``start``, or after a few small words ("online lender Acme")."""
    if role.organization:
        return
    small = re.compile(r"(?:(?:the|[a-z]+(?:-[a-z]+)*)\s+){0,4}").match(text, start, end) if sure else None
    run = _RUN.match(text, small.end() if small else start, end)
    if not run:
        return
    first, last = run.span()
    possessive = _POSSESSIVE.search(text, first, min(end, last + 2))
    if possessive:
        last = possessive.start()
    span = text[first:last]
    if sure or is_org(span) or not _is_area(span):
        role.organization = (first, last)


@cache
def _area() -> re.Pattern[str]:
    words = alternatives(vocabulary("job_areas"))
    return re.compile(rf"(?:\b{words}\b|\band\b|&|,|/|-|\bof\b|\bthe\b|\bfor\b|\s)+", re.IGNORECASE)


def _is_area(phrase: str) -> bool:
    return _area().fullmatch(phrase) is not None
