"""Names of companies in the places where a release shows them: how far they reach, and when two are the same.

This is for headings, source lines and first sentences, before the text has sections; the names of the narrative are
recognised by the facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from extract.wordlists import alternatives, folder, read_toml, vocabulary

WORD = r"(?:[A-Z0-9À-Þ][\w&.'’+!-]*(?:/[A-Z]\b)?|[a-z]{1,3}[A-Z][\w&.'’+-]*)"
_LINK = rf"(?:&\s|of\s+(?:the\s+)?|(?:de|du|des|del|della)\s|and\s+(?={WORD}\s+(?:Inc|Co|Sons|Company)\b))"
NAME = re.compile(rf"(?:The\s+)?{WORD}(?:[ \t\xa0]*\n?[ \t\xa0]*{_LINK}?\s?{WORD}){{0,8}}")
POSSESSIVE = re.compile(r"['’][sS]?(?=\s|$)")
_FULL_STOP = re.compile(r"\b(?P<word>[A-Za-z]{3,})\.\s")  # ended with Acme. Northwind
# acme, acme.com, acme Anvil Works: a name that is written small
_SMALL = re.compile(rf"(?P<first>[a-z][a-z\d-]{{2,}})(?P<web>\.[a-z]{{2,4}})?(?![\w@/’'.-])(?:[ \xa0]{NAME.pattern})?")
_FOR = re.compile(r"\sfor\s(?:the\s)?(?=[A-Z])")  # Institute for Anvils
_BASED = re.compile(r"^(?:[A-Z][\w.]+ ){0,3}?[\w.]+-(?:based|listed|headquartered) (?=[A-Z])")  # Springfield-based Acme
_SEAM = re.compile(r"[a-z](?=[A-Z])|[A-Z](?=The\s)")
_LATER_WORD = re.compile(r"\s+(?P<whole>(?P<first>\w+)[\w-]*)")
_FIRST_WORD = re.compile(r"[\w&.+-]+")
_SPACES = re.compile(r"\s+")
_INSIDE_WORD = re.compile(r"(?<=\w)(?=\w)")
_CORE_WORD = re.compile(r"\b[a-z](?:[./][a-z])+\b|[a-z0-9]+(?:['’][a-z0-9]+)*")  # n.v, a/s; doe's
_POINTS = re.compile(r"[./]")
_LEADING = ' \t\n\r\xa0“"*#['


def name_at(text: str, position: int, *, end: int = -1, stops: frozenset[str] = frozenset()) -> str | None:
    """Return the name that begins at ``position``, with its legal form, or None.

    It reaches to ``end`` at most, and to the first of ``stops``, words in small letters, or a job title.
    """
    while position < len(text) and text[position] in _LEADING:
        position += 1
    limit = end if end > position else len(text)
    match = NAME.match(text, position, limit) or _small_name().match(text, position, limit)
    match = match or _written_small(text, position, limit)
    if match is None:
        return None
    name = _up_to(stops, match[0])
    if name.rsplit(maxsplit=1)[-1] in vocabulary("bodies") and (link := _FOR.match(text, position + len(name), limit)):
        more = NAME.match(text, link.end(), limit)
        name += link[0] + _up_to(stops, more[0]) if more else ""
    form = legal_form().match(text, position + len(name))
    name = clean(name + form[0] if form else name)
    return name if len(name) > 1 and not _is_no_name(name) else None


def _written_small(text: str, position: int, limit: int) -> re.Match[str] | None:
    """Return the match of a name in small letters: an address of the web, or a word that English does not have."""
    small = _SMALL.match(text, position, limit)
    return small if small and (small["web"] or small["first"] not in common_words()) else None


def _up_to(stops: frozenset[str], name: str) -> str:
    """Return a name up to the first of some words or a job title behind its first word."""
    for word in _LATER_WORD.finditer(name):
        whole, first = word["whole"].lower(), word["first"].lower()  # Co-Founder, Vice-President
        if not stops.isdisjoint((whole, first)) or not _titles().isdisjoint((whole, first)):
            return name[: word.start()]
    return name


def _is_no_name(name: str) -> bool:
    """Return whether a name is a number, one that never stands alone, or begins with a word with which none does."""
    first = _FIRST_WORD.match(name)
    return (
        name in words_of("alone")
        or _number().fullmatch(name) is not None
        or (first is not None and first[0] in words_of("openers"))
    )


def clean(name: str) -> str:
    """Return a name with single spaces, up to the end of its sentence, without the marks that stand around it."""
    name = _BASED.sub("", " ".join(name.split()))
    for stop in _FULL_STOP.finditer(name):
        if stop["word"] + "." not in _abbreviations():
            name = name[: stop.start()] + stop["word"]
            break
    if not ends_with_form().search(name):
        name = name.rstrip(".,")
    return name.strip(" ,-–—&")


def owner(name: str, text: str) -> str:
    """Return a name up to the possessive in it, unless the text has the whole again and what is before it never alone.

    "Acme’s Anvil" is Acme; "Harper’s Attic" is one name in a text that never says Harper, and a "Children’s Hospital" is
    no child’s.
    """
    mark = POSSESSIVE.search(name)
    if mark is None or mark.start() == 0 or ends_with_form().search(name, mark.end()):
        return name
    if name[: mark.start()].rsplit(maxsplit=1)[-1] in words_of("many"):
        return name
    alone = any(not text.startswith(("'", "’"), end) for _, end in places(name[: mark.start()], text))
    return name[: mark.start()] if alone or text.count(name) < 2 else name


def places(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text has a name as words of their own, whatever white space stands between them: [start, end)."""
    first, *others = name.split()
    start = text.find(first)
    while start >= 0:
        end = start + len(first)
        for word in others:
            gap = _SPACES.match(text, end)
            if gap is None or not text.startswith(word, gap.end()):
                break
            end = gap.end() + len(word)
        else:
            if not _INSIDE_WORD.match(text, start) and not _INSIDE_WORD.match(text, end):
                yield start, end
        start = text.find(first, start + 1)


def name_in(name: str, text: str) -> str | None:
    """Return a name as a text writes it, which may differ in capitals; None when it does not have it."""
    if any(places(name, text)):
        return name
    if not name.isupper():
        return None
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
    return found[0] if found else None


def unglued(name: str) -> str:
    """Return the name of a heading that is glued to its paragraph: "AcmeAcme, Inc." is "Acme"."""
    for seam in _SEAM.finditer(name):
        if name[seam.end() :].split()[0].rstrip(",") in (*words_of("describing"), *vocabulary("sentence_openers")):
            return name[: seam.end()]  # "AcmeOverall"
        left, right = name[: seam.end()], name[seam.end() :]
        if left.endswith(f" {right}") or left.startswith(right):  # "Northwind Anvil WorksAnvil Works"
            return left
    for size in range(3, len(name) // 2 + 1):
        if name[size:].startswith(name[:size]) and not name[size - 1].isspace():
            return name[:size]
    words = name.split()
    article = len(words) > 1 and words[0] == "The"
    first = words[article].rstrip(",.").lower()
    for size in range(len(words) - 1, article, -1):  # "Acme Corp Acme" -> "Acme Corp"
        if words[size].rstrip(",.").lower() == first:
            return " ".join(words[:size]).removesuffix(" The")
    return name.removesuffix(" The")


@lru_cache(maxsize=1024)  # the clues of a release name the same names, and each is compared with each
def core(name: str) -> tuple[str, ...]:
    """Return the words of a name in lower case, its legal form left out unless it is all there is."""
    words = tuple(_CORE_WORD.findall(name.lower().removeprefix("the ")))
    return tuple(_POINTS.sub("", word) for word in words if word not in _form_words()) or words


def is_form(name: str) -> bool:
    """Return whether a name is a legal form and nothing else."""
    return all(word in _form_words() for word in core(name))


def same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether one core begins with the other's words, however they are spaced ("LedgerOne", "Ledger One")."""
    short, long = sorted((one, other), key=lambda words: len("".join(words)))
    start = "".join(short)
    return bool(start) and any("".join(long[:size]) == start for size in range(1, len(long) + 1))


def without_form(name: str) -> str:
    """Return a name as written without its legal form."""
    form = ends_with_form().search(name)
    return name[: form.start()].rstrip(",") if form else name


@cache
def words_of(key: str) -> tuple[str, ...]:
    """Return a list of ``patterns/reading/issuer.toml``."""
    table: dict[str, Any] = read_toml(folder() / "reading" / "issuer.toml")
    return tuple(table[key])


@cache
def common_words() -> frozenset[str]:
    """Return the words of English that are no names by themselves."""
    return frozenset(vocabulary("common_words"))


@cache
def _titles() -> frozenset[str]:
    """Return the words with which a job title begins behind a name, in small letters."""
    return frozenset(word.lower() for word in words_of("titles"))


@cache
def _number() -> re.Pattern[str]:
    """Return the expression for what is a number and no name: "The 1,000", "Forty-two"."""
    return re.compile(rf"(?:The )?(?:\d[\d.,]*|{alternatives(words_of('numbers'))}(?:-\w+)?)")


@cache
def legal_form() -> re.Pattern[str]:
    """Return the expression for a legal form behind a name, which may be two: "Acme Pty Ltd"."""
    return re.compile(rf"(?:,?\s+{_forms()}\b(?!-)\.?){{1,2}}")


@cache
def ends_with_form() -> re.Pattern[str]:
    """Return the expression for a name that ends with its legal form."""
    return re.compile(rf"(?:[\s,]{_forms()}\.?){{1,2}}$")


@cache
def _small_name() -> re.Pattern[str]:
    """Return the expression for a name in small letters that its legal form shows to be one: "acme AG"."""
    return re.compile(rf"[a-z][\w-]+(?={legal_form().pattern})")


@cache
def _forms() -> str:
    return alternatives(sorted(_forms_as_written()))


@cache
def _forms_as_written() -> frozenset[str]:
    written = vocabulary("legal_suffixes")
    return frozenset((*written, *(form.upper() for form in written)))


@cache
def _form_words() -> frozenset[str]:
    return frozenset(word.lower().rstrip(".") for word in vocabulary("legal_suffixes"))


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset((*vocabulary("abbreviations"), *(f"{word}." for word in _forms_as_written())))
