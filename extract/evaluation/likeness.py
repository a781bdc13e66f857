"""When two names, texts or amounts are the same, as far as an evaluation goes."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from extract.schema import Mention
from extract.wordlists import vocabulary

_POSSESSIVE = re.compile(r"['’‘`]s\b")
_MARK = re.compile(r"[™®℠]|\((?:tm|r|sm|c)\)")
_TOKEN = re.compile(r"[a-z0-9]+(?:\.[0-9]+)*")
_TOLERANCE = 0.006  # of the larger amount: gold may be rounded as the headline has it


def tokens(text: str | None) -> list[str]:
    """Return the words and numbers of a text in lower case, without possessives and trade marks.

    >>> tokens("Acme's LedgerOne(TM) 2.0")
    ['acme', 'ledgerone', '2.0']
    """
    return _TOKEN.findall(_MARK.sub(" ", _POSSESSIVE.sub("", (text or "").casefold())))


def core(name: str | None) -> list[str]:
    """Return the words of a name without its legal form, unless it has no others.

    >>> core("The Acme Corp.")
    ['acme']
    """
    words = tokens(name)
    return [word for word in words if word not in _aside()] or words


def same_name(one: str | None, other: str | None) -> bool:
    """Tell whether the words of one name are all in the other, legal forms aside.

    >>> same_name("Acme Corp.", "Acme Payments, Inc.")
    True
    """
    first, second = set(core(one)), set(core(other))
    return bool(first and second) and (first <= second or second <= first)


def overlap(one: str | None, other: str | None) -> float:
    """Return the F1 of the words that two texts share, each word as often as it occurs.

    >>> overlap("a fast plant", "the plant")
    0.4
    """
    first, second = Counter(tokens(one)), Counter(tokens(other))
    shared = (first & second).total()
    return 2 * shared / (first.total() + second.total()) if shared else 0.0


def close(one: float | None, other: float | None) -> bool:
    """Tell whether two amounts are the same but for rounding.

    >>> close(21_400_000, 21_432_000)
    True
    """
    return one is not None and other is not None and abs(one - other) <= _TOLERANCE * max(abs(one), abs(other), 1e-9)


def name_of(mention: Mention | None) -> str | None:
    """Return the fuller name of a mention, or its text."""
    return (mention.name or mention.text) if mention else None


@cache
def _aside() -> frozenset[str]:
    return frozenset(vocabulary("aside_in_names"))
