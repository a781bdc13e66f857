"""Noun phrases: what is supplied, signed or ordered, made of the words behind or before a trigger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from extract.facts.model import Fact, Sentence
from extract.schema import HEADLINES
from extract.wordlists import alternatives, vocabulary

_EDGES = frozenset(vocabulary("prepositions")) - {"of"} | frozenset(vocabulary("phrase_edges"))
# A comma goes on where another adjective follows: "a five-year, $5 million contract", "a secure, cloud-based platform".
_WORD = re.compile(r"(?:,\s+(?=\S*[\d-]))?\s*(?P<word>[\w$€£\\](?:[^\s,;:()\[\]\"“”–—]|(?<=\d),(?=\d))*)")
_LEADING = re.compile(
    rf"(?:{alternatives(vocabulary('determiners'))}\s+|[A-Z][\w.&-]*(?:\s+[A-Z][\w.&-]*)*(?:[’']s|(?<=s)[’'])\s+)+",
    re.ASCII,
)


def phrase(sentence: Sentence, start: int, stop: int, blocked: Iterable[Fact] = ()) -> Fact | None:
    """Return the noun phrase that begins at ``start`` as a PHRASE fact, without determiner and owner.

    >>> text = "the cloud-based payment platform of record for its branches"
    >>> phrase(Sentence(0, len(text), text, "body", 0), 0, len(text)).text
    'cloud-based payment platform of record'
    """
    text, offset = sentence.text, sentence.start
    headline = sentence.section in HEADLINES
    position = start - offset
    while text[position : position + 1].isspace():
        position += 1
    lead = _LEADING.match(text, position)
    first = last = lead.end() if lead else position
    words = 0
    while words < 14 and (found := _WORD.match(text, last, stop - offset)):
        word = found["word"].lower().rstrip(".")
        if word in _EDGES or (words and _participle(found["word"], text, found.end(), headline=headline)):
            break
        last, words = found.end(), words + 1
    last = _without_tail(text, first, last)
    if last <= first or _only_names(text, offset, first, last, blocked):
        return None
    return Fact("PHRASE", offset + first, offset + last, text[first:last])


def after_marker(sentence: Sentence, start: int, markers: Sequence[str], ends: Iterable[Fact] = ()) -> int | None:
    """Return the offset behind the first of the ``markers`` that attaches to the trigger ending at ``start``.

    It attaches at the trigger, behind one of the facts ``ends``, and after a comma: of "from Acme, a shop for books, for
    ten kiosks" the second "for" does.
    """
    text, offset = sentence.text, sentence.start
    joints = {start - offset, *(fact.end - offset for fact in ends)}
    for found in _marker(tuple(markers)).finditer(text, start - offset):
        before = text[: found.start()].rstrip()
        if before.endswith((",", ")", "]")) or len(before) in joints:
            return offset + found.end()
    return None


@cache
def _marker(markers: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(markers)}\s+", re.IGNORECASE)


def _only_names(text: str, offset: int, first: int, last: int, names: Iterable[Fact]) -> bool:
    """Tell whether a phrase holds no words of substance besides the facts ``names``."""
    rest = text[first:last]
    for fact in names:
        start, end = max(first, fact.start - offset), min(last, fact.end - offset)
        rest = (
            rest[: start - first] + " " * max(0, end - start) + rest[max(start, end) - first :] if start < end else rest
        )
    return re.search(r"[A-Za-z]{4,}|\d", rest) is None


def _participle(word: str, text: str, position: int, *, headline: bool) -> bool:
    """Tell whether an -ing word opens a clause ("a solution enabling the bank"), not a compound ("billing system").

    In a headline a capital behind it tells nothing: "Robotic Welding Cells".
    """
    named = "" if headline and word[0].isupper() else "|[A-Z]"
    opens = rf"\s+(?:(?:the|a|an|its|their)\b{named})"
    return word.lower().endswith("ing") and re.match(opens, text[position : position + 12]) is not None


def _without_tail(text: str, first: int, last: int) -> int:
    """Cut conjunctions and words of time off the end of a phrase."""
    tail = re.search(r"(?:\s+(?:and|or|of|the|a|an|its|their|now|also)|[.!?,’']|\s)+$", text[first:last])
    return first + tail.start() if tail else last
