"""Abbreviations that a text defines: "the Society of Anvil Makers (SAM)"."""

from __future__ import annotations

import re

_ABBREVIATION = re.compile(r"\((?<=\s.)(?:the\s)?[“\"]?(?P<short>[A-Z][A-Z&]{1,8}s?)[”\"]?\)")
_BEFORE = re.compile(r"[\w&.,’'/ -]{4,}\Z")
_REACH = 120  # characters before a bracket in which the long form stands
_WORD = re.compile(r"[\w’'.-]+|&")
_SMALL = frozenset(["of", "for", "and", "the", "in", "on", "to", "de", "&"])
_SEARCHED = 8000  # characters in which a release introduces itself


def defined(text: str) -> dict[str, str]:
    """Return the long form of each abbreviation that stands in brackets behind it, as far as its letters reach.

    >>> defined("The Society of Anvil Makers (SAM) met.")
    {'SAM': 'Society of Anvil Makers'}
    """
    found: dict[str, str] = {}
    for match in _ABBREVIATION.finditer(text, 0, _SEARCHED):
        end = match.start() - 1
        before = _BEFORE.search(text, max(0, end - _REACH), end)
        if before and (start := _start(before[0], match["short"].rstrip("s"))) is not None:
            found.setdefault(match["short"], before[0][start:])
    return found


def _start(before: str, short: str) -> int | None:
    """Return where the words begin whose first letters are those of ``short``; its last word may have none."""
    words = list(_WORD.finditer(before))
    for last in (len(words), len(words) - 1):  # Anvil Makers Corporation (AM)
        letters = list(short.casefold())
        for number in range(last - 1, -1, -1):
            word = words[number][0]
            if word[0].casefold() == letters[-1] and (word == "&" or word not in _SMALL):
                letters.pop()
            elif word not in _SMALL:
                break
            if not letters:
                return words[number].start() if word[0].isupper() else None
    return None
