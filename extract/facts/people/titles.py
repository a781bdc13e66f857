"""What stands beside a person's name: the job title and the employer.

Functions read ``text`` between two offsets and return spans of it. ``is_org`` tells whether the document uses a phrase
for an organisation; without that knowledge the shape of the words decides.
"""

from __future__ import annotations

import re
from functools import cache

from extract.facts.people import GAP, heads, honorific, modifiers, name, plural_heads
from extract.facts.people.apposition import Apposition, IsOrg, Offsets, Role
from extract.facts.people.employers import (
    POSSESSIVE,
    run_pattern,
)
from extract.facts.people.fields import head, title_word
from extract.wordlists import alternatives, vocabulary

# ", who joined Acme as"; without "as" a clause tells no title, but for "who is" and "who serves as"
_RELATIVE = re.compile(r"[\s,]*who\s+(?!is\s|serves\s)(?:[^,;]{0,80}?\s(?P<as>as)(?=\s))?", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]{1,60}\)")  # (NASDAQ: ACME), (D-Ill.), (pronounced so)
# "Jane Doe is an engineer at Acme", "serves as our CFO"
_BRACKETS_AT_END = re.compile(r"\s*\([^()]{1,60}\)\s*\Z")
_PREDICATE = re.compile(
    r"\s+(?:is|(?:also\s+|currently\s+)?serves\s+as)\s+(?:currently\s+|also\s+)?(?=(?:an?|the|our|its)\s|[A-Z])"
)
_NO_TITLE = re.compile(r"[:“”\"]")
_OWN_BEFORE = re.compile(r"\b(?:our|its|their|the\s+company[’']s)\s+$", re.IGNORECASE)
_AS_A_NOUN = r"(?=[,.;)]|[’']s\b|\s(?:of|in|is|has|will|was|and|for|to|at|on|by)\b)"  # not "the Canadian sculptor"
_REACH = 160  # characters before a name in which its title may stand


def role_after(text: str, start: int, end: int, *, is_org: IsOrg) -> Role:
    """Read the words after a name: ", president and CEO of Acme", ", Acme's CEO", ", who is our CEO"."""
    brackets = _BRACKETS.match(text, start, end)
    if brackets and not head().search(brackets[0]):  # "Jane Doe (CEO, Acme)" gives the title in brackets
        start = brackets.end()
    if closing := _NO_TITLE.search(text, start, end):
        end = closing.start()
    if shared := _shared_title_after().match(text, start, end):
        return Role(shared.span("title"), shared.span("org") if shared["org"] else None)
    if relative := _RELATIVE.match(text, start, end):
        if not relative["as"]:
            return Role()
        start = relative.end()
    elif predicate := _PREDICATE.match(text, start, end):
        start = predicate.end()
    return Apposition(text, end, is_org).read(start)


def role_before(text: str, start: int, end: int, *, is_org: IsOrg) -> Role:
    """Read the words before a name, which starts at ``end``: "Acme CEO", "our president and founder,"."""
    role = Role()
    start = max(start, end - _REACH)
    titled = head().search(text, start, end) or text[start:end].rstrip().endswith("Chief")  # Chief Jane Doe
    chain = _title_chain().search(text, start, end) if titled else None
    if chain and chain["comma"] and text[: chain.start()].rstrip().endswith(","):  # "Jane Doe, CEO of Acme, John Roe"
        chain = None
    if not chain:
        shared = _shared_title().search(text, start, end) if _plural_head().search(text, start, end) else None
        if shared:
            role.title = shared.span("title")
            role.organization = _company_before(text, start, shared.start(), is_org)
        return role
    role.title = chain.span("title")
    if chain["org"]:
        role.organization = chain.span("org")
    elif _OWN_BEFORE.search(text, start, chain.start()):
        role.own = True
    else:
        role.organization = _company_before(text, start, chain.start(), is_org)
        _move_title_word(text, role, is_org)
    return role


def _move_title_word(text: str, role: Role, is_org: IsOrg) -> None:
    """Give a word of the title to the company whose name ends with it: "Acme Group CEO"."""
    if role.title is None or role.organization is None:
        return
    start, end = role.title
    first = title_word().match(text, start, end)
    if first and first[0] != "Board" and first.end() < end and is_org(text[role.organization[0] : first.end()]):
        role.organization, role.title = (role.organization[0], first.end()), (first.end() + 1, end)


def _company_before(text: str, start: int, end: int, is_org: IsOrg) -> Offsets | None:
    """Return the company right before a title: "Acme's", or "Acme" where its capital is not a sentence's."""
    company = None
    if bracket := _BRACKETS_AT_END.search(text, start, end):  # "Acme (NASDAQ: ACME) CEO"
        end = bracket.start()
    for run in run_pattern().finditer(text, start, end):
        first = run.start() + _name_start(run[0])
        possessive = POSSESSIVE.search(text, run.start(), end)
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
    if joined := _title_and().match(run):
        return joined.end()
    opens = len(words) > 1 and words[0] in vocabulary("sentence_openers") and words[1] != "&"
    return len(words[0]) + 1 if opens else 0


@cache
def _title_and() -> re.Pattern[str]:
    return re.compile(rf".*{heads()}\s(?:and|&)\s")


def _within_sentence(text: str, start: int) -> bool:
    """Tell whether a capital at ``start`` cannot be owed to the beginning of a sentence."""
    before = text[max(0, start - 3) : start].rstrip(" ")
    return before[-1:].isalnum() or before[-1:] in (",", ";")


@cache
def _title_chain() -> re.Pattern[str]:
    """Match the words of a title up to the end of the text: "Senior Vice President and CFO", "director of Acme"."""
    word = rf"(?:{heads()}|{modifiers()}|(?i:{alternatives(vocabulary('job_areas'))}))(?![\w’'])"
    area = rf"(?i:{alternatives(vocabulary('job_areas'))})(?!\w)"
    field_of_work = (
        rf"(?:\s(?:of|for)(?:(?:\s[a-z]+){{1,4}}|\s(?:the\s)?{area}(?:(?:,?\s|,?\sand\s|\s&\s){area}){{0,4}}))?"
    )
    company = (
        rf"\s+(?:of|at|for|from)\s+(?:the\s+)?(?P<org>{run_pattern().pattern})(?:\s\([^()]{{1,30}}\))?(?P<comma>,)?\s+"
    )
    return re.compile(
        rf"(?<![\w’'-])(?P<title>(?:{word}[\s,&/]{{1,3}}(?:(?:and|of|for)\s+)?){{0,9}}(?:{heads()}|Chief(?=\s+\Z)){field_of_work})"
        rf"(?:,?\s*|{company})(?:{honorific()})?\Z"
    )


@cache
def _plural_head() -> re.Pattern[str]:
    return re.compile(plural_heads())


@cache
def _shared_title() -> re.Pattern[str]:
    """Match the title of two persons before either name: "owners, " and "co-owners Jane Doe and "."""
    return re.compile(
        rf"(?<![\w’'-])(?P<title>(?:{modifiers()}{GAP}){{0,3}}{plural_heads()})s,?{GAP}"
        rf"(?:{name()},?{GAP}(?:and|&){GAP})?(?:{honorific()})?\Z"
    )


@cache
def _shared_title_after() -> re.Pattern[str]:
    """Match a second name and the title of both: " and John Roe, co-founders of Acme"."""
    title = rf"(?P<title>(?:{modifiers()}{GAP}){{0,3}}{plural_heads()}s)\b"
    company = rf"(?:{GAP}(?:of|at){GAP}(?:the{GAP})?(?P<org>{run_pattern().pattern}))?"
    return re.compile(rf"{GAP}(?:and|&){GAP}{name()},{GAP}(?:(?:the|our|its){GAP})?{title}{company}")
