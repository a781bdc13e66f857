"""What stands beside a person's name: the job title and the employer.

Functions read ``text`` between two offsets and return spans of it. ``is_org`` tells whether the document uses a phrase
for an organisation; without that knowledge the shape of the words decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from extract.facts.people import GAP, UPPER, heads, is_given, modifiers
from extract.wordlists import alternatives, vocabulary

IsOrg = Callable[[str], bool]
Offsets = tuple[int, int]

_NAME_WORD = rf"(?:[{UPPER}0-9][\w&’'+/-]*|[a-z][{UPPER}]\w+)(?:\.(?:[a-z]{{2,5}}|[A-Z]{{2,3}})\b)?"  # Acme, AT&T, eBanana, Acme.com
_ABBREVIATED = r"(?:(?:[A-Z]\.)+[A-Z]?|(?:St|Mt|Dr|Int[’']?l)\.)"  # N.A., U.S.
_SMALL = rf"(?:of|and|for|the|de|du|des|la|van|von|in){GAP}"  # inside a name: Bank of the North
_POSSESSIVE = re.compile(r"[’'`]s\b|(?<=s)[’'](?=\s)")
_BREAK = re.compile(
    r"\s*(?:,|;|\(|/|\s(?:of|at|for|with|who|from|in|to|which|whose|by)\b|\s(?:–|—|-{1,2})\s|\s(?:and|&)\s)"
)
_HARD_BREAK = re.compile(r"[;(]|\s(?:of|at|for|with|who|from|in|to|which|whose|by)\b")
_JOIN = re.compile(
    rf"(?:,?{GAP}(?:and|&){GAP}|\s*/\s*|,{GAP}|{GAP}[–—-]{{1,2}}{GAP})(?:(?:the|our|its|a){GAP})?", re.IGNORECASE
)
_OF = re.compile(
    rf",?{GAP}(?P<word>of|for|at|with|from|in){GAP}(?P<det>(?:the|our|its|this|a|an|their){GAP})?", re.IGNORECASE
)
_FRESH = re.compile(r"(?:(?:newly|recently)[\s-]+\w+|new|current|longtime|long-time)\s+", re.IGNORECASE)
_COMPANY = re.compile(r"(?:company|corporation|firm|group)\b(?![’']s)", re.IGNORECASE)
# ", the", "who is our", ", as the Company's", "(a"
_OPENING = re.compile(
    r"[\s,(–—-]*(?:(?:who\s+is|who\s+serves\s+as|as|and|an?|also(?:\s+an?)?)\s+)?"
    r"(?:(?P<own>our|(?:the|our)\s+[a-z]+[’']s|its|company)\s+|the\s+)?",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*\([^()]{1,60}\)")  # (NASDAQ: ACME)
_NO_TITLE = re.compile(r"[:“”\"]")
# ", who joined Acme as"; without "as" a clause tells no title, but for "who is" and "who serves as"
_RELATIVE = re.compile(r"[\s,]*who\s+(?!is\s|serves\s)(?:[^,;]{0,80}?\s(?P<as>as)(?=\s))?", re.IGNORECASE)
_OWN_BEFORE = re.compile(r"\b(?:our|its|their|the\s+company[’']s)\s+$", re.IGNORECASE)
_LONG_NAME = 8  # words
_REACH = 160  # characters before a name in which its title may stand


@dataclass(slots=True)
class Role:
    """What a person does and for whom; ``own`` is true when the text says "our" or "the Company's"."""

    title: Offsets | None = None
    organization: Offsets | None = None
    own: bool = False


def role_after(text: str, start: int, end: int, *, is_org: IsOrg) -> Role:
    """Read the words after a name: ", president and CEO of Acme", ", Acme's CEO", ", who is our CEO"."""
    role = Role()
    if ticker := _BRACKET.match(text, start, end):
        start = ticker.end()
    if closing := _NO_TITLE.search(text, start, end):
        end = closing.start()
    if relative := _RELATIVE.match(text, start, end):
        if not relative["as"]:
            return role
        start = relative.end()
    opened = start
    opening = _OPENING.match(text, start, end)
    start = opening.end() if opening else start
    role.own = bool(opening and opening["own"])
    if owner := _owner(text, start, end):
        role.organization, start = owner
    head = _last_head(text, start, _break(text, start, end))
    if head is None:
        head = _split_head(text, start, end) or _coordinated_head(text, start, end)
    if head is None:
        role.organization = _bare_employer(text, opened, end, is_org)
        return role
    start = _step_over_company(text, start, head, role, is_org)
    stop = _title_end(text, head, end, role, is_org)
    run = run_pattern().match(text, stop + 1, end) if text[stop : stop + 1] == " " else None
    if run and not role.organization:
        if is_org(run[0]) or _has_legal_form(run[0]):  # "President Acme Corp."
            role.organization = run.span()
        elif is_given(run[0].split()[0]):  # the title of the next in a list: "Jane Doe, President John Roe"
            return Role()
    role.title = (start, stop)
    return role


def _split_head(text: str, start: int, end: int) -> int | None:
    """Return where a title's noun ends that stands behind an "and": "Chief Risk and Security Officer"."""
    if not _first_title_word().match(text, start, end):
        return None
    hard = _HARD_BREAK.search(text, start, end)
    return _last_head(text, start, hard.start() if hard else end)


def _coordinated_head(text: str, start: int, end: int) -> int | None:
    """Return where "Anchor Shareholder and Senior Advisor" ends: a chunk between commas that ends in a title's noun."""
    edge = re.compile(r"[,;(]|\s(?:of|at|for|with|who|from)\b").search(text, start, end)
    stop = edge.start() if edge else end
    head = _last_head(text, start, stop)
    return head if head and not text[head:stop].strip(" .") else None


def _bare_employer(text: str, start: int, end: int, is_org: IsOrg) -> Offsets | None:
    """Return the employer of a person without a title: "Jane Doe of Acme"."""
    of = _OF.match(text, start, end)
    run = run_pattern().match(text, of.end(), end) if of else None
    return run.span() if run and (is_org(run[0]) or _has_legal_form(run[0])) else None


def role_before(text: str, start: int, end: int, *, is_org: IsOrg) -> Role:
    """Read the words before a name, which starts at ``end``: "Acme CEO", "our president and founder,"."""
    role = Role()
    start = max(start, end - _REACH)
    chain = _title_chain().search(text, start, end) if _head().search(text, start, end) else None
    if not chain:
        return role
    role.title = chain.span("title")
    if chain["org"]:
        role.organization = chain.span("org")
        return role
    if _OWN_BEFORE.search(text, start, chain.start()):
        role.own = True
        return role
    for run in run_pattern().finditer(text, start, chain.start()):
        possessive = _POSSESSIVE.search(text, run.start(), chain.start())
        if possessive and not text[possessive.end() : chain.start()].strip():
            role.organization = (run.start(), possessive.start())
        elif not text[run.end() : chain.start()].strip() and (is_org(run[0]) or _within_sentence(text, run.start())):
            role.organization = run.span()
    return role


def _within_sentence(text: str, start: int) -> bool:
    """Tell whether a capital at ``start`` cannot be owed to the beginning of a sentence."""
    before = text[max(0, start - 3) : start].rstrip(" ")
    return before[-1:].isalnum() or before[-1:] in (",", ";")


@cache
def _title_chain() -> re.Pattern[str]:
    words = "|".join((heads(), modifiers(), rf"(?i:{alternatives(vocabulary('job_areas'))})"))
    return re.compile(
        rf"(?<![\w’'-])(?P<title>(?:(?:{words})(?![\w’'])[\s,&/]{{1,3}}(?:(?:and|of|for)\s+)?){{0,9}}(?:{heads()})(?:\s(?:of|for)(?:\s[a-z]+){{1,4}})?)"
        rf"(?:,?\s*|\s+(?:of|at|for|from)\s+(?:the\s+)?(?P<org>{run_pattern().pattern})\s+)\Z"
    )


@cache
def run_pattern() -> re.Pattern[str]:
    """Return the compiled shape of an organisation's name: capitals, small words inside, a legal form at the end."""
    legal = rf"{alternatives(vocabulary('legal_suffixes'))}(?!\w)\.?"
    word = rf"(?:{_ABBREVIATED}|{_NAME_WORD})"
    return re.compile(
        rf"{word}(?:{GAP}(?!{legal})(?:(?:{_SMALL}){{0,2}}(?!{legal}){word}|&(?=\s)))*(?:,?{GAP}{legal}){{0,2}}"
    )


def _has_legal_form(name: str) -> bool:
    words = name.replace(",", " ").split()
    return len(words) > 1 and words[-1].rstrip(".") in vocabulary("legal_suffixes")


def _owner(text: str, start: int, end: int) -> tuple[Offsets, int] | None:
    """Find "Acme's" at ``start``; return its span and where the title begins."""
    run = run_pattern().match(text, start, end)
    mark = _POSSESSIVE.search(text, start, min(end, run.end() + 3)) if run else None
    if mark is None or _last_head(text, start, mark.start()):
        return None
    return (start, mark.start()), mark.end() + 1


def _break(text: str, start: int, end: int) -> int:
    found = _BREAK.search(text, start, end)
    return found.start() if found else end


@cache
def _head() -> re.Pattern[str]:
    return re.compile(heads())


def _last_head(text: str, start: int, end: int) -> int | None:
    last = None
    for found in _head().finditer(text, start, min(len(text), end + 4)):  # "Chief" needs to see the "of" after it
        last = found.end() if found.start() < end else last
    return last


@cache
def _first_title_word() -> re.Pattern[str]:
    return re.compile(rf"(?:{heads()}|{modifiers()})")


def _step_over_company(text: str, start: int, end: int, role: Role, is_org: IsOrg) -> int:
    """Return where the title begins after a company right before it ("Acme CEO"), and note the company."""
    fresh = _FRESH.match(text, start, end)
    start = fresh.end() if fresh else start
    first = _first_title_word().search(text, start, end)
    before = text[start : first.start()].rstrip() if first else ""
    if first and before and is_org(before) and not _is_area(before):
        role.organization = role.organization or (start, start + len(before))
        return first.start()
    return start


def _title_end(text: str, stop: int, end: int, role: Role, is_org: IsOrg) -> int:
    """Return where the title ends that reaches at least to ``stop``; note the employer that ends it."""
    rest = text[stop : _break(text, stop, end)].rstrip()
    if rest.strip() and _is_area(rest.strip()):
        stop += len(rest)
    while stop < end:
        joined, of = _JOIN.match(text, stop, end), _OF.match(text, stop, end)
        if joined:
            further = _joined_title(text, joined.end(), end, is_org)
            if further is None:
                _employer(text, joined.end(), end, role, is_org, sure=False)
                return stop
            stop = further
        elif of:
            if of["det"] and _COMPANY.match(text, of.end(), end):
                role.own = True
                return stop
            further = _area_end(text, of, end, is_org)
            if further is None and of["word"] == "in":  # "in London" is no employer
                return stop
            if further is None:
                _employer(text, of.end(), end, role, is_org, sure=True)
                return stop
            stop = further
        else:
            return stop
    return stop


def _joined_title(text: str, start: int, end: int, is_org: IsOrg) -> int | None:
    """Return where a second title or a field of work ends that begins at ``start`` ("and CEO", ", Finance")."""
    edge = _break(text, start, end)
    phrase = text[start:edge].rstrip(" .\n")
    if not phrase:
        return None
    head = _last_head(text, start, edge) or _split_head(text, start, end) or _coordinated_head(text, start, end)
    if head and not is_org(phrase) and not _POSSESSIVE.search(text, start, head):
        return head
    last = not text[edge:end].strip(" .\n")
    if _is_area(phrase) and not (last and is_org(phrase)):
        return start + len(phrase)
    return _inner_end(text, start, end, is_org)


def _inner_end(text: str, start: int, end: int, is_org: IsOrg) -> int | None:
    """Return where the units end that stand before the company: "vice president, Modern Life, Devices, Acme"."""
    runs = []
    while run := run_pattern().match(text, start, end):
        runs.append(run)
        start = run.end() + 2
        if text[run.end() : start] != ", ":
            break
    if len(runs) < 2 or _has_legal_form(runs[0][0]):
        return None
    last = runs[-1]
    at_end = not text[last.end() : end].strip(" .\n")
    sure = is_org(last[0]) or (at_end and not is_org(runs[0][0]) and not _is_place(last[0]))
    return runs[-2].end() if sure else None


def _area_end(text: str, of: re.Match[str], end: int, is_org: IsOrg) -> int | None:
    """Return where the field of work ends that follows "of" or "for", or None when an employer follows."""
    if of["word"].lower() not in ("of", "for", "in"):
        return None
    comma = re.compile(r",|;|\swho\b|\s(?:–|—)\s").search(text, of.end(), end)
    edge = comma.start() if comma else end
    at = re.compile(rf"{GAP}at{GAP}").search(text, of.end(), edge)
    phrase = text[of.end() : at.start() if at else edge].rstrip(" .\n")
    if at or of["word"] == "in":
        return of.end() + len(phrase) if at else None
    named = run_pattern().match(text, of.end(), edge)
    if is_org(phrase) or (named and (is_org(named[0]) or _has_legal_form(named[0]))):
        return None
    first = text[of.end() : _break(text, of.end(), edge)].rstrip(" .\n")
    if _is_area(phrase) or (first and _is_area(first)):
        return of.end() + len(phrase if _is_area(phrase) else first)
    whose = re.compile(rf"{GAP}(?:for|of){GAP}").search(text, of.end(), edge)
    phrase = text[of.end() : whose.start() if whose else edge].rstrip(" .\n")
    plain = phrase[:1].islower() and re.search(rf"\b\w?[{UPPER}]", phrase) is None
    return of.end() + len(phrase) if of["word"].lower() == "of" and (plain or _is_area(phrase)) else None


def _employer(text: str, start: int, end: int, role: Role, is_org: IsOrg, *, sure: bool) -> None:
    """Note the organisation named at ``start``, or when ``sure`` after a few small words ("online lender Acme")."""
    if role.organization:
        return
    small = re.compile(r"(?:(?:the|[a-z]+(?:-[a-z]+)*)\s+){0,4}").match(text, start, end) if sure else None
    run = run_pattern().match(text, small.end() if small else start, end)
    if not run:
        return
    first, last = run.span()
    if len(run[0].split()) > _LONG_NAME:  # a heading glued to the name by the blanks that were its line's end
        last = first + len(re.split(r"\s{2,}", run[0])[0])
    if small and small[0].strip() and run[0] in vocabulary("organisation_heads"):  # "the northwind Group"
        first = text.rindex(small[0].split()[-1], start, first)
    last = _name_end(text, first, last, end)
    if sure or is_org(text[first:last]) or not _is_area(text[first:last]):
        role.organization = (first, last)


def _name_end(text: str, first: int, last: int, end: int) -> int:
    """Return where an employer's name ends: before "’s", and before "and Founder of Beta"."""
    possessive = re.compile(r"[’'`]s\b").search(text, first, min(end, last + 2))
    last = possessive.start() if possessive else last
    for joined in re.compile(r"\s(?:and|&)\s").finditer(text, first, last):
        if _head().search(text, joined.end(), last):
            return joined.start()
    return last


@cache
def _places() -> frozenset[str]:
    return frozenset(vocabulary("places")) | frozenset(vocabulary("us_states"))


def _is_place(name: str) -> bool:
    return name.rstrip(".") in _places()


@cache
def _area() -> re.Pattern[str]:
    words = alternatives(vocabulary("job_areas"))
    return re.compile(rf"(?:\b{words}\b|\b(?:and|of|the|for)\b|[&,/\s-])+", re.IGNORECASE)


def _is_area(phrase: str) -> bool:
    return _area().fullmatch(phrase) is not None
