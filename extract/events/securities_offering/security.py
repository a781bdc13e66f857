"""The security that an offering is of: "4.125% Senior Notes due 2031", "shares of its common stock", "units"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.facts.model import Sentence
from extract.schema import Mention
from extract.wordlists import alternatives, last_words, vocabulary

_WORDS = 14  # between the words that name an offering and the security behind them, at most
_MEASURE = re.compile(r"\s+of\s+(?:(?:its|the|our|their|new|newly|issued|Company[’']s)\s+)*", re.IGNORECASE)
# What ends the noun phrase in which the security stands: "an offering to fund the redemption of notes".
_EDGE = re.compile(
    r"""[;:]|\.\s|,\s\w+ing\b|\band\s\w+ed\s|\b(?:redeem|repay|repurchase|refinance|fund|acquire|support|that|which|who|under|pursuant|consisting
    |will|would|has|have|is|are|was|were|from|by|into|than)\b""",
    re.VERBOSE | re.IGNORECASE,
)
# "notes offering", "convertible preferred stock via a private placement"
_JOINED = re.compile(
    r"\s*(?:(?:[^.;:]|\.\d){0,110}\b(?:in|via|through|by\s+way\s+of)\s+(?:an?|its|the|this)\s+(?:[\w-]+,?\s+){0,4})?",
    re.IGNORECASE,
)
_DEBT_NAME = re.compile(r"(?:notes?|bonds?|debentures?|debt|sukuk|capital securities|trust preferred securities)$")

_COMMON = re.compile(r"\b(?:common|ordinary|capital|flow-through|warrants?)\b|\bAmerican\b", re.IGNORECASE)
SHARES = frozenset({"equity", "preferred"})
DEBT = frozenset({"notes", "convertible_notes"})
ALL_CLASSES = SHARES | DEBT


@dataclass(slots=True)
class Security:
    """A security as a text names it, and the classes that it can be: bare "notes" may turn out to be convertible."""

    mention: Mention
    classes: frozenset[str]

    @property
    def warrant(self) -> bool:
        """Whether it is a warrant, which mostly comes on top of what is sold."""
        return self.mention.text.lower().endswith(("warrant", "warrants"))

    @property
    def plain(self) -> bool:
        """Whether the name is one general word: "shares", "units", "notes"."""
        return " " not in self.mention.text


def beside(sentence: Sentence, start: int, end: int) -> Security | None:
    """Return the security beside the words ``[start, end)`` that name an offering or an act of selling.

    It stands right before them ("senior notes offering") or behind them, amounts between ("offering of 5,000,000 shares
    of its common stock"). Offsets are those of the release's text.
    """
    if _nouns().isdisjoint(sentence.words):
        return None
    text, first, last = sentence.text, start - sentence.start, end - sentence.start
    ahead = list(_security().finditer(text, max(0, first - 120), first))
    if ahead and _JOINED.fullmatch(text, ahead[-1].end(), first):
        return _named(ahead[-1], sentence)
    for found in _security().finditer(text, last, min(len(text), last + 240)):
        between = text[last : found.start()]
        if len(between.split()) > _WORDS or _EDGE.search(between):
            return None
        measure = _MEASURE.match(text, found.end())  # of "shares of common stock" the stock is the security
        better = _security().match(text, measure.end()) if measure else None
        return _named(better or found, sentence)
    return None


def of_count(sentence: Sentence, start: int, end: int) -> Security | None:
    """Return the security that a count at ``[start, end)`` of the release's text counts: "5,000,000 shares of common stock"."""
    first, last = start - sentence.start, end - sentence.start
    measure = _MEASURE.match(sentence.text, last)
    found = _security().match(sentence.text, measure.end()) if measure else None
    if not found:
        found = next((f for f in _security().finditer(sentence.text, first, last) if f.end() == last), None)
    return _named(found, sentence) if found else None


def named(text: str) -> bool:
    """Tell whether a text begins with the name of a security."""
    return _security().match(text) is not None


def counted(unit: str) -> bool:
    """Tell whether the unit of a count is a security that is counted: "additional ADSs", "common shares"."""
    return _counted().search(unit) is not None


def _named(found: re.Match[str], sentence: Sentence) -> Security:
    mention = Mention(text=found[0], start=sentence.start + found.start(), end=sentence.start + found.end())
    return Security(mention, classes(found[0]))


def classes(name: str) -> frozenset[str]:
    """Return the classes that a security of this name can be.

    >>> sorted(classes("4.125% Senior Notes due 2031")), sorted(classes("notes"))
    (['notes'], ['convertible_notes', 'notes'])
    """
    words = name.lower().split(" due ")[0].split()
    plain = len(words) == 1  # "notes" may turn out convertible, "depositary shares" may stand for preferred stock
    if any(word.startswith(("preferred", "preference")) for word in words) and words[0] != "trust":
        return frozenset({"preferred"})
    if _DEBT_NAME.search(words[-1]) or _DEBT_NAME.search(" ".join(words)):
        convertible = any(word.startswith(("convert", "exchangeable")) for word in words)
        return frozenset({"convertible_notes"}) if convertible else DEBT if plain else frozenset({"notes"})
    return frozenset({"equity"}) if _COMMON.search(name) else SHARES


@cache
def _nouns() -> frozenset[str]:
    """Return the words with which the names of securities end."""
    return last_words(vocabulary("securities"))


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w-])(?:shares?|units|ADSs?|GDRs|ADRs|stock|securities|receipts|notes|debentures)$", re.IGNORECASE
    )


@cache
def _security() -> re.Pattern[str]:
    return re.compile(
        rf"""(?<![\w-])(?<!\d,)(?<!\d\.)
        (?:\d[\d./\s]{{0,8}}%\s+)?                                  # 4.125%, 6 3/4%
        (?:(?:{alternatives(vocabulary("security_modifiers"))}|(?:series|class|tranche)\s+[\w-]{{1,5}}|\w+-year)
           (?:,?\s+(?:and\s+)?|-)){{0,8}}                           # Series A mandatory convertible
        {alternatives(vocabulary("securities"))}(?![\w-])
        (?:\s+due\s+(?:[A-Z][a-z]+\.?\s+(?:\d{{1,2}},\s+)?)?\d{{4}})?  # due 2031, due March 15, 2031
        """,
        re.VERBOSE | re.IGNORECASE,
    )
