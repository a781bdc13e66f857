"""Where the sentence beside a quotation begins and ends, in text that may be glued or hard-wrapped.

`extract.facts.sentences` divides the narrative once and for all; an attribution needs the edges near one offset, and
never those inside the marks.
"""

from __future__ import annotations

import re
from functools import cache

from extract.facts.people.letters import UPPER
from extract.wordlists import alternatives, vocabulary

# A full stop, a space or a glued capital; a blank line, a line of a list. "U.S.", "Inc.", "J." and "Dr." end no sentence.
_STOP = re.compile(
    r"[.!?\n](?:(?<!\n)[)”\"’]*(?=\s+[^a-z\s]|\s*\Z|[“\"•])"
    rf"|(?<=[a-z0-9)][.!?])(?=[{UPPER}][a-z ])|(?<=\n)\s*\n|(?<=\n)(?=\s*[•●▪*-]\s))"
)
_LAST_WORD = re.compile(r"\S*\Z")


def sentence_end(text: str, start: int, end: int) -> int:
    """Return where the sentence ends that runs at ``start``, its full stop left out."""
    for stop in _STOP.finditer(text, start, end):
        if text[stop.start()] != "." or not _abbreviated(text, start, stop.start(), legal_ends=True):
            return stop.start()
    return end


def sentence_start(text: str, start: int, end: int) -> int:
    """Return where the last sentence in ``[start, end)`` starts."""
    first = start
    while end > start and text[end - 1].isspace():
        end -= 1
    for stop in _STOP.finditer(text, start, end):
        if text[stop.start()] != "." or not _abbreviated(text, start, stop.start(), legal_ends=False):
            first = min(stop.end(), end)
    return first


def _abbreviated(text: str, start: int, stop: int, *, legal_ends: bool) -> bool:
    """Tell whether the full stop at ``stop`` belongs to an abbreviation.

    "Acme Inc. We" may end a sentence and "Acme Inc. CEO Jane Doe said" does not: ``legal_ends`` says which to expect.
    """
    word = _LAST_WORD.search(text, max(start, stop - 20), stop)
    if word and legal_ends and word[0].lstrip('(“"') in ("Inc", "Corp", "Co", "Ltd"):
        return False
    return _abbreviation().search(text, max(start, stop - 20), stop) is not None


@cache
def _abbreviation() -> re.Pattern[str]:
    words = alternatives(word.removesuffix(".") for word in vocabulary("abbreviations"))
    return re.compile(rf"(?:\b{words}|\b[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z])\Z")
