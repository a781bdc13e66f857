"""What stands beside a person's name: the job title and the employer.

Functions read ``text`` between two offsets and return spans of it. ``is_org`` tells whether the document uses a phrase
for an organisation; without that knowledge the shape of the words decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from extract.facts.people import honorific, name_run
from extract.facts.people.apposition import Apposition, IsOrg, Role
from extract.facts.people.employers import POSSESSIVE, employer_in_clause, run_pattern
from extract.facts.people.letters import GAP
from extract.facts.people.words import (
    Offsets,
    area_end,
    ends_in_noun,
    has_noun,
    modifier_end,
    noun_end,
    nouns,
    plural_end,
    plurals,
    title_word_at,
    word_at,
    words_in,
)
from extract.wordlists import vocabulary

# ", who joined Acme as"; without "as" a clause tells no title, but for "who is" and "who serves as"
_RELATIVE = re.compile(r"[\s,]*who\s+(?!is\s|serves\s)(?:[^,;]{0,80}?\s(?P<as>as)(?=\s))?", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]{1,60}\)")  # (NASDAQ: ACME), (D-Ill.), (pronounced so)
# "Jane Doe is an engineer at Acme", "serves as our CFO"
_BRACKETS_AT_END = re.compile(r"\s*\([^()]{1,60}\)\s*\Z")
_PREDICATE = re.compile(
    r"[\s,]+(?:(?:is|(?:also\s+|currently\s+)?serves\s+as)\s+(?:currently\s+|also\s+|now\s+)?(?=(?:an?|the|our|its)\s|[A-Z])"
    r"|(?:has\s+)?join(?:s|ed)\s+(?:(?:it|the\s+[a-z]+)\s+)?as\s+(?:(?:its|the)\s+(?:new\s+)?)?)"
)
_OWN_DUTY = re.compile(  # ", who leads our sales", ", who founded the company"
    r"[\s,]*who\s+(?:(?:co-)?(?:heads|leads|runs|manages|oversees|directs|founded|chairs)|started)\s+"
    r"(?:the\s+(?:company|firm|business|board)\b|our\b|its\b)"
)
_NO_TITLE = re.compile(r"[:“”\"]")
_OWN_BEFORE = re.compile(r"\b(?:our|its|their|(?:the|this)\s+(?:[a-z-]+\s+)?[a-z-]+[’']s?)\s+$", re.IGNORECASE)
_AS_A_NOUN = r"(?=[,.;)]|[’']s\b|\s(?:of|in|is|has|will|was|and|for|to|at|on|by)\b)"  # not "the Canadian sculptor"
_REACH = 160  # characters before a name in which its title may stand
_LONGEST = 9  # words before the noun of a title
_FIELDS = 4  # fields of work after the first: "sales, marketing and training"
_BETWEEN = re.compile(r"[\s,&/]{1,3}(?:(?:and|of|for)\s+)?")  # what stands between two words of a title
_PLAIN_FIELD = re.compile(
    r"\s(?:of|for)(?P<first>\s[a-z]+)(?P<second>\s[a-z]+)?(?P<third>\s[a-z]+)?(?P<fourth>\s[a-z]+)?"
)
_OF_FIELD = re.compile(r"\s(?:of|for)\s(?:the\s)?")
_COMMA_FIELD = re.compile(rf",{GAP}(?=[^\n]*,\s*\Z)")
_NEXT_FIELD = re.compile(r"\s&\s|,?\s(?:and\s)?")
_EMPLOYER_FOLLOWS = re.compile(r"\s+(?:of|at|for|from)\s+")
_AND = re.compile(r"\s(?:and|&)\s")
_GAP = re.compile(GAP)
_AND_GAP = re.compile(rf"{GAP}(?:and|&){GAP}")
_COMMA_AND = re.compile(rf",?{_AND_GAP.pattern}")
_COMMA_GAP = re.compile(rf",?{GAP}")
_COMMA_THE = re.compile(rf",{GAP}(?:(?:the|our|its){GAP})?")
_OF = re.compile(rf"{GAP}(?:of|at){GAP}(?:the{GAP})?")


def role_after(text: str, start: int, end: int, *, is_org: IsOrg) -> Role:
    """Read the words after a name: ", president and CEO of Acme", ", Acme's CEO", ", who is our CEO"."""
    if start >= end:
        return Role()
    brackets = _BRACKETS.match(text, start, end)
    if brackets and not has_noun(text, *brackets.span()):  # "Jane Doe (CEO, Acme)" gives the title in brackets
        start = brackets.end()
    if closing := _NO_TITLE.search(text, start, end):
        end = closing.start()
    if shared := _shared_title_after(text, start, end):
        return shared
    if relative := _RELATIVE.match(text, start, end):
        if not relative["as"]:
            own = _OWN_DUTY.match(text, start, end) is not None
            return Role(organization=employer_in_clause(text, start, end, is_org), own=own)
        start = relative.end()
    elif predicate := _PREDICATE.match(text, start, end):
        start = predicate.end()
    return Apposition(text, end, is_org).read(start)


def role_before(text: str, start: int, end: int, *, is_org: IsOrg) -> Role:
    """Read the words before a name, which starts at ``end``: "Acme CEO", "our president and founder,"."""
    role = Role()
    start = max(start, end - _REACH)
    chain = _chain(text, start, end)
    if chain and chain.listed and text[: chain.title[0]].rstrip().endswith(","):  # "Jane Doe, CEO of Acme, John Roe"
        chain = None
    if not chain:
        if shared := _shared_title(text, start, end):
            role.title, role.organization = shared, _company_before(text, start, shared[0], is_org)
        return role
    role.title, role.organization = chain.title, chain.organization
    if role.organization:
        return role
    if ours := _OWN_BEFORE.search(text, start, chain.title[0]):
        role.own, role.ours = True, ours.span()
    else:
        role.organization = _company_before(text, start, chain.title[0], is_org)
        _move_title_word(text, role, is_org)
    return role


def _move_title_word(text: str, role: Role, is_org: IsOrg) -> None:
    """Give a word of the title to the company whose name ends with it: "Acme Group CEO"."""
    if role.title is None or role.organization is None:
        return
    start, end = role.title
    last = title_word_at(text, start, end)
    if last and last < end and text[start:last] != "Board" and is_org(text[role.organization[0] : last]):
        role.organization, role.title = (role.organization[0], last), (last + 1, end)


def _company_before(text: str, start: int, end: int, is_org: IsOrg) -> Offsets | None:
    """Return the company right before a title: "Acme's", or "Acme" where its capital is not a sentence's."""
    company = None
    if bracket := _BRACKETS_AT_END.search(text, start, end):  # "Acme (NASDAQ: ACME) CEO"
        end = bracket.start()
    for run in run_pattern().finditer(text, start, end):
        first = run.start() + _name_start(run[0])
        possessive = POSSESSIVE.search(text, run.start(), min(end, run.end() + 3))
        if possessive and not text[possessive.end() : end].strip():
            company = (first, possessive.start())
        elif not text[run.end() : end].strip() and _is_company(text, first, run.end(), is_org):
            company = (first, run.end())
    return company


def _is_company(text: str, start: int, end: int, is_org: IsOrg) -> bool:
    """Tell whether capitals before a title are no sentence's but a name: known as one, inside a sentence, here or again."""
    name = text[start:end]
    if name in vocabulary("common_terms"):  # "Chinese writer"
        return False
    if is_org(name) or _within_sentence(text, start):
        return True
    return re.search(rf"[a-z,]\s(?:the\s)?{re.escape(name)}{_AS_A_NOUN}", text) is not None


def _name_start(run: str) -> int:
    """Return where a name begins in a run of capitals: behind "As" in "As Acme", behind "CEO and" in "CEO and Acme"."""
    words = run.split()
    for joined in _AND.finditer(run):
        if ends_in_noun(run, 0, joined.start()):
            return joined.end()
    opens = len(words) > 1 and words[0] in vocabulary("sentence_openers") and words[1] != "&"
    return len(words[0]) + 1 if opens else 0


def _within_sentence(text: str, start: int) -> bool:
    """Tell whether a capital at ``start`` cannot be owed to the beginning of a sentence."""
    before = text[max(0, start - 3) : start].rstrip(" ")
    return before[-1:].isalnum() or before[-1:] in (",", ";")


@dataclass(slots=True)
class _Chain:
    """The words of a title that reach up to a name, with the employer between them."""

    title: Offsets
    organization: Offsets | None = None
    listed: bool = False  # a comma behind the employer


def _chain(text: str, start: int, end: int) -> _Chain | None:
    """Read the title that reaches up to ``end``: "Senior Vice President and CFO", "director of Acme"."""
    ends = [stop for _, stop in nouns(text, start, end)]
    if text[start:end].rstrip().endswith("Chief"):  # Chief Jane Doe
        ends.append(start + len(text[start:end].rstrip()))
    to_name = {noun: chain for noun in ends if (chain := _up_to_name(text, noun, end))}
    for word in words_in(text, start, end) if to_name else ():
        if _begins(text, word.start()):
            for noun in _noun_ends(text, word.start(), end, _LONGEST):
                if chain := to_name.get(noun):
                    return replace(chain, title=(word.start(), chain.title[1]))
    return None


def _up_to_name(text: str, noun: int, end: int) -> _Chain | None:
    """Read what stands between the last noun of a title and a name; the title begins with that noun's end for now."""
    for stop in _field_ends(text, noun, end):
        if _to_name().match(text, stop, end):
            return _Chain((noun, stop))
        if _EMPLOYER_FOLLOWS.match(text, stop, end) and (of := _of_employer().match(text, stop, end)):
            return _Chain((noun, stop), of.span("org"), listed=of["comma"] is not None)
    return None


def _begins(text: str, start: int) -> bool:
    """Tell whether a word is no part of another: not the "s" of "Doe’s"."""
    return text[max(0, start - 1)] not in "’'-"


def _noun_ends(text: str, start: int, end: int, words: int) -> Iterator[int]:
    """Yield where a title may end that goes on at ``start`` with at most so many words before its noun, the farthest first."""
    word = word_at(text, start, end)
    if word is None:
        return
    noun = noun_end(text, word, end)
    for stop in dict.fromkeys((noun, modifier_end(text, word, end), area_end(text, word, end))):
        joined = _BETWEEN.match(text, stop, end) if stop and words else None
        if joined:
            yield from _noun_ends(text, joined.end(), end, words - 1)
    if noun or (word[0] == "Chief" and not text[word.end() : end].strip()):  # Chief Jane Doe
        yield noun or word.end()


def _field_ends(text: str, noun: int, end: int) -> Iterator[int]:
    """Yield where the field of work may end that follows a noun, the farthest first, and where the noun does."""
    if plain := _PLAIN_FIELD.match(text, noun, end):
        yield from (plain.end(word) for word in ("fourth", "third", "second", "first") if plain[word])
    if of := _OF_FIELD.match(text, noun, end):
        yield from _area_ends(text, of.end(), end, _FIELDS)
    if comma := _COMMA_FIELD.match(text, noun, end):  # "Vice President, Latin America, Jane Doe"
        yield from _area_ends(text, comma.end(), end, _FIELDS)
    yield noun


def _area_ends(text: str, start: int, end: int, more: int) -> Iterator[int]:
    word = word_at(text, start, end)
    stop = area_end(text, word, end) if word else None
    if stop:
        if more and (joined := _NEXT_FIELD.match(text, stop, end)):
            yield from _area_ends(text, joined.end(), end, more - 1)
        yield stop


@cache
def _to_name() -> re.Pattern[str]:
    return re.compile(rf",?\s*(?:{honorific()})?\Z")


@cache
def _of_employer() -> re.Pattern[str]:
    return re.compile(
        rf"{_EMPLOYER_FOLLOWS.pattern}(?:the\s+)?(?P<org>{run_pattern().pattern})(?:\s\([^()]{{1,30}}\))?(?P<comma>,)?\s+"
        rf"(?:{honorific()})?\Z"
    )


def _shared_title(text: str, start: int, end: int) -> Offsets | None:
    """Return the title of two persons before either name: "owners" before "Jane Doe and "."""
    for word in words_in(text, start, end) if any(plurals(text, start, end)) else ():
        title = _plural(text, word.start(), end) if _begins(text, word.start()) else None
        gap = _COMMA_GAP.match(text, title[1], end) if title else None
        if title and gap:
            first = name_run().match(text, gap.end(), end)
            second = _COMMA_AND.match(text, first.end(), end) if first else None
            if any(_address_only().match(text, place.end(), end) for place in (second, gap) if place):
                return title[0], title[1] - 1
    return None


def _shared_title_after(text: str, start: int, end: int) -> Role | None:
    """Read a second name and the title of both: " and John Roe, co-founders of Acme"."""
    joined = _AND_GAP.match(text, start, end)
    second = name_run().match(text, joined.end(), end) if joined else None
    gap = _COMMA_THE.match(text, second.end(), end) if second else None
    title = _plural(text, gap.end(), end) if gap else None
    if title is None:
        return None
    of = _OF.match(text, title[1], end)
    employer = run_pattern().match(text, of.end(), end) if of else None
    return Role(title, employer.span() if employer else None)


def _plural(text: str, start: int, end: int) -> Offsets | None:
    """Return the title of several persons that stands at ``start``: "managing partners"."""
    place = start
    for _ in range(4):
        word = word_at(text, place, end)
        if word is None:
            return None
        if stop := plural_end(text, word, end):
            return start, stop
        modifier = modifier_end(text, word, end)
        gap = _GAP.match(text, modifier, end) if modifier else None
        if gap is None:
            return None
        place = gap.end()
    return None


@cache
def _address_only() -> re.Pattern[str]:
    return re.compile(rf"(?:{honorific()})?\Z")
