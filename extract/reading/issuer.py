"""Whose release it is: the names that the usual places show, weighed against each other, and its ticker.

Usual places are the subject of the first sentence ("Acme Corp. (NYSE: ACM) today announced"), the SOURCE line, the name
before the first ticker, the "About ..." headings, the headline, and the header of a filing.
"""

from __future__ import annotations

import re
from collections import defaultdict

from extract.reading import clues, tickers
from extract.reading.clues import Clue
from extract.reading.company_names import WORD, core, ends_with_form, legal_form, same
from extract.schema import Issuer, Section

_REGISTRANT = 4.0  # the weight of the name in the header of a filing
_SEARCHED = 60_000  # characters in which a ticker is looked for
_BEFORE = 90  # characters between a name and its ticker, at most


def find(text: str, sections: list[Section], *, registrant: str | None = None, cik: str | None = None) -> Issuer:
    """Return the issuer by the longest form of its name in the text, with ticker and exchange.

    ``registrant`` is the name in the header of a filing, ``cik`` its number.
    """
    found = list(clues.find(text, sections))
    if registrant:
        found.append(Clue(registrant, _REGISTRANT))
    best = _best(found, text)
    if best is None:
        return Issuer(cik=cik)
    name = _longest(best, found, text)
    ticker, exchange = _ticker_of(name, text)
    return Issuer(name=name, ticker=ticker, exchange=exchange, cik=cik)


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
    return max(weights, key=lambda name: (weights[name], text.count(name), len(name)), default=None)


def _longest(best: str, found: list[Clue], text: str) -> str:
    """Return the longest form of a name: with its legal form where some place of the text has it."""
    forms: dict[str, float] = defaultdict(float)
    for clue in found:
        if same(core(best), core(clue.name)):
            forms[clue.name] += clue.weight
    complete = [form for form in forms if ends_with_form().search(form)]
    if complete:
        return max(complete, key=lambda form: (_stands_in(form, text), not form.isupper(), forms[form], len(form)))
    words = r"\s+".join(re.escape(word) for word in best.split())
    longer = re.search(rf"\b{words}(?:[ \xa0]+{WORD}){{0,3}}?{legal_form().pattern}", text)
    return " ".join(longer[0].split()) if longer else max(forms, key=len)


def _stands_in(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _ticker_of(name: str, text: str) -> tuple[str | None, str | None]:
    """Return the symbol that stands right behind the name, or else not far behind it, and its exchange."""
    words = core(name)
    found = [
        (ticker, core(text[max(0, ticker.start - _BEFORE) : ticker.start])) for ticker in tickers.find(text, _SEARCHED)
    ]
    for reach in (len(words) + 1, 8):
        for ticker, before in found:
            if words and words[0] in before[-reach:]:
                return ticker.symbol, ticker.exchange
    return None, None
