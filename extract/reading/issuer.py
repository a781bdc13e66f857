"""Whose release it is: the names that the usual places show, weighed against each other, and its ticker.

Usual places are the subject of the first sentence ("Acme Corp. (NYSE: ACM) today announced"), the SOURCE line, the name
before the first ticker, the "About ..." headings, the headline, and the header of a filing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from extract.reading import abbreviations, clues, tickers
from extract.reading.company_names import (
    WORD,
    common_words,
    core,
    ends_with_form,
    is_form,
    legal_form,
    owner,
    places,
    same,
)
from extract.reading.credits import Clue
from extract.schema import Issuer, Section
from extract.wordlists import given_names, occurrences, vocabulary

_CUT = re.compile(r"\s(?:and|for|on|in|of|to)\s")  # "Society for Anvils" of which "Society" was read
_REGISTRANT = 4.0  # the weight of the name in the header of a filing, or on the cover of its form
_PERSON = 0.4  # what a clue counts that names a person,
_PRODUCT = 0.4  # one that the text marks as a product,
_COMMON = 0.1  # and one that is a common word, which may only begin a sentence
_MARKS = ("™", "(TM)")  # not ®, which companies have too
_SMALL = frozenset(["THE", "OF", "FOR", "AND", "ON", "IN"])
_HEADLINE = 4  # words in capitals that are no name but a headline
_LEAST = 0.5  # the weight that makes an issuer
_SEARCHED = 60_000  # characters in which a ticker is looked for
_BEFORE = 90  # characters between a name and its ticker, at most


def find(text: str, sections: list[Section], *, registrant: str | None = None, cik: str | None = None) -> Issuer:
    """Return the issuer by the longest form of its name in the text, with ticker and exchange.

    ``registrant`` is the name in the header of a filing or on the cover of its form, ``cik`` its number.
    """
    long_forms = abbreviations.defined(text)
    shown = [Clue(_spelt_out(owner(clue.name, text), long_forms), clue.weight) for clue in clues.find(text, sections)]
    found = [Clue(clue.name, clue.weight * _trust(clue.name, text)) for clue in shown if not is_form(clue.name)]
    if registrant:
        found.append(Clue(registrant, _REGISTRANT))
    best = _best(found, text)
    if best is None and (only := clues.fallback(text, sections)):
        found.append(Clue(only, _trust(only, text)))
        best = _best(found, text)
    if best is None:
        return Issuer(cik=cik)
    name = _longest(best, found, text)
    ticker, exchange = _ticker_of(name, text)
    return Issuer(name=name, ticker=ticker, exchange=exchange, cik=cik)


def _spelt_out(name: str, long_forms: dict[str, str]) -> str:
    """Return the long form of a name that is an abbreviation, or that was cut where a small word stands in it."""
    if name in long_forms:
        return long_forms[name]
    bare = name.removeprefix("The ")
    return next((full for full in long_forms.values() if full.startswith(bare) and _CUT.match(full, len(bare))), name)


def place_in(name: str, text: str) -> int:
    """Return where a text first has the words of a name, its legal form left out; its end if it never has."""
    words = " ".join(re.findall(r"[a-z0-9]+", text.lower()))
    place = words.find(" ".join(core(name)[:2]))
    return place if place >= 0 else len(words)


def _best(found: list[Clue], text: str) -> str | None:
    """Return the name with the most weight, the more frequent one of equals; the clues of like names count together."""
    cores = {clue.name: core(clue.name) for clue in found}
    weights = {
        name: sum(clue.weight for clue in found if same(words, cores[clue.name]))
        for name, words in cores.items()
        if words
    }
    most = max(weights.values(), default=0)
    if most < _LEAST:
        return None
    equals = [name for name, weight in weights.items() if weight == most]  # mostly one, which needs no counting
    return equals[0] if len(equals) == 1 else max(equals, key=lambda name: (text.count(name), len(name)))


def _trust(name: str, text: str) -> float:
    """Return how much a clue with this name counts: all, unless it names a person or a place, or is no name at all."""
    words = name.split()
    shouted = [word for word in words if word.isupper() and word not in _SMALL]
    if name.isupper() and len(shouted) >= _HEADLINE and not ends_with_form().search(name):
        return _COMMON
    if name in _no_organisations() or name.title() in _no_organisations() or _is_common(name, text):
        return _COMMON
    if len(words) > 1 and words[-1].lower() in _titles():  # Plant Manager
        return _PERSON
    if any(f"{name}{mark}" in text for mark in _MARKS):
        return _PRODUCT
    named = not given_names().isdisjoint(words[:2])
    person = 2 <= len(words) <= 4 and named and words[-1] not in vocabulary("organisation_heads")
    return _PERSON if person and not ends_with_form().search(name) else 1.0


def _is_common(name: str, text: str) -> bool:
    """Return whether a name is a word of English that the text has only once, or in small letters too: "Society"."""
    name = name.removeprefix("The ")
    word = name.lower()
    if name in (word, name.upper()) or word not in common_words():
        return False
    return text.count(name) == 1 or any(
        text[at - 1] not in "@./-" and not text.startswith(("@", "/", "-"), at + len(word))  # no address of mail or web
        for at in occurrences(text, word, 1)
    )


@cache
def _titles() -> frozenset[str]:
    return frozenset(vocabulary("title_heads"))


@cache
def _no_organisations() -> frozenset[str]:
    return frozenset(
        (*vocabulary("places"), *vocabulary("us_states"), *vocabulary("sentence_openers"), *vocabulary("common_terms"))
    )


def _longest(best: str, found: list[Clue], text: str) -> str:
    """Return the longest form of a name: with its legal form where some place of the text has it.

    Of two names that go on differently ("Acme Holdings", "Acme Loans, Inc.") the one with more weight counts.
    """
    forms: dict[str, float] = defaultdict(float)
    for clue in found:
        if same(core(best), core(clue.name)):
            forms[clue.name] += clue.weight
    longer = [form for form in forms if _letters(form) > _letters(best)]
    full = max(longer, key=lambda form: (forms[form], len(form)), default=best)
    complete = [form for form in forms if ends_with_form().search(form) and same(core(full), core(form))]
    if complete:
        return max(complete, key=lambda form: (any(places(form, text)), not form.isupper(), forms[form], len(form)))
    for start, end in places(full, text):
        with_form = _rest_with_form().match(text, end)
        # "Acme Among Fastest-Growing Companies" is no form of Acme
        if with_form and _prepositions().isdisjoint(with_form[0].lower().split()):
            return " ".join(text[start : with_form.end()].split())
    spelt = core(max(forms, key=lambda form: (_letters(form), forms[form])))  # BigAnvil, Big Anvil: the heavier one
    return max((form for form in forms if core(form) == spelt), key=len)


def _letters(name: str) -> int:
    """Return how long the words of a name are together, however they are spaced."""
    return len("".join(core(name)))


@cache
def _prepositions() -> frozenset[str]:
    return frozenset(vocabulary("prepositions"))


@cache
def _rest_with_form() -> re.Pattern[str]:
    return re.compile(rf"(?:[ \xa0]+{WORD}){{0,3}}?{legal_form().pattern}")


def _ticker_of(name: str, text: str) -> tuple[str | None, str | None]:
    """Return the symbol that stands right behind the name, or else not far behind it, and its exchange."""
    words = core(name)
    found = [
        (ticker, core(text[max(0, ticker.start - _BEFORE) : ticker.start])) for ticker in tickers.find(text, _SEARCHED)
    ]
    for reach in (len(words) + 1, 8):
        for ticker, before in found:
            if not words or words[0] not in before[-reach:]:
                continue
            if (
                "coverage" not in before[before.index(words[0]) :]
            ):  # Acme Research updates coverage on Northwind (NYSE: NW)
                return ticker.symbol, ticker.exchange
    return None, None
