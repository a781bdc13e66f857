"""The shape of an organisation's name beside a person's: where it begins and ends when nobody has recognised it yet."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from extract.facts.people.letters import GAP, UPPER
from extract.facts.people.words import Offsets, has_noun
from extract.wordlists import alternatives, vocabulary

POSSESSIVE = re.compile(r"[’'`]s\b|(?<=s)[’'](?=\s)")
_SUFFIX = rf"(?:\.(?:[a-z]{{2,5}}|[{UPPER}]{{2,3}})\b)?"  # Acme.com, Acme.AI
_WORD = rf"(?:[{UPPER}0-9][\w&’'+/-]*|[a-z]{{1,6}}[{UPPER}]\w+){_SUFFIX}"  # Acme, AT&T, eBanana, ledgerONE
_ABBREVIATED = r"(?:(?:[A-Z]\.)+[A-Z]?|(?:St|Mt|Dr|Int[’']?l)\.)"  # N.A., U.S.
_SMALL = rf"(?:of|and|for|the|de|du|des|la|van|von|in){GAP}"  # inside a name: Bank of the North
_DUTY = re.compile(
    r"[\s,]*who\s+(?:(?:co-)?(?:heads|leads|runs|manages|oversees|directs|handles|buys|sells|works|founded|owns|joined)|started)\s"
    r"(?:[^.,;]{0,60}?\s(?:at|for)\s)?(?:the\s)?"
)
_SMALL_PREFIX = re.compile(r"(?:[a-z]{1,6}-)?")  # north-WD Ltd.
_AND = re.compile(r"\s(?:and|&)\s")
_LONGEST = 8  # words


@cache
def run_pattern() -> re.Pattern[str]:
    """Return the compiled shape of a name: capitals, small words inside, a legal form at the end."""
    legal = rf"{alternatives(vocabulary('legal_suffixes'))}(?!\w)\.?"
    word = rf"(?:{_ABBREVIATED}|{_WORD})"
    return re.compile(
        rf"(?<!\w){word}(?:{GAP}(?!{legal})(?:(?:{_SMALL}){{0,2}}(?!{legal}){word}|&(?=\s)))*(?:,?{GAP}{legal}){{0,2}}"
    )


def name_end(text: str, start: int, end: int) -> int:
    """Return where the name that ``run_pattern`` found in ``[start, end)`` really ends.

    That is before "’s", before "and Founder of Beta", and where the line of a heading ended that is glued to the name.
    """
    possessive = re.compile(r"[’'`]s\b").search(text, start, end + 2)
    end = possessive.start() if possessive else end
    if len(text[start:end].split()) > _LONGEST:
        end = start + len(re.split(r"\s{2,}", text[start:end])[0])
    for joined in _AND.finditer(text, start, end):
        if has_noun(text, joined.end(), end):
            return joined.start()
    return end


def employer_in_clause(text: str, start: int, end: int, is_org: Callable[[str], bool]) -> Offsets | None:
    """Return for whom somebody works by what he does: ", who heads purchasing at Acme"."""
    duty = _DUTY.match(text, start, end)
    small = _SMALL_PREFIX.match(text, duty.end(), end) if duty else None
    employer = run_pattern().match(text, small.end(), end) if small else None
    known = employer and (is_org(employer[0]) or (" " in employer[0] and not is_place(employer[0])))
    return (small.start(), employer.end()) if small and employer and known else None


def has_legal_form(name: str) -> bool:
    """Tell whether a name ends in a legal form: "Acme Corp."."""
    words = name.replace(",", " ").split()
    return len(words) > 1 and words[-1].rstrip(".") in vocabulary("legal_suffixes")


def has_organisation_head(name: str) -> bool:
    """Tell whether a word of a longer name is one that organisations have: "Northwind Realty One"."""
    words = name.split()
    return len(words) > 1 and any(word in vocabulary("organisation_heads") for word in words[1:])


def is_end_of_name(words: str) -> bool:
    """Tell whether words are but the end of an organisation's name: "Group", "AG"."""
    return words in vocabulary("organisation_heads") or words in vocabulary("legal_suffixes")


def is_place(name: str) -> bool:
    """Tell whether a name is a well-known place's: "Chief Executive, Acme, Ohio"."""
    return name.rstrip(".") in _places()


@cache
def _places() -> frozenset[str]:
    return frozenset(vocabulary("places")) | frozenset(vocabulary("us_states"))
