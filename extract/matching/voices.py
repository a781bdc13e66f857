"""The voice of a verb: "has selected", "was selected by", "terminals installed at", "Acme, using LedgerOne"."""

from __future__ import annotations

import re
from functools import cache

from extract.facts.model import Sentence
from extract.schema import HEADLINES
from extract.wordlists import verb_forms

_PASSIVE = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being|gets?|got)\s+(?:(?:also|now|not|just|recently|already|officially|\w+ly)\s+)*$",
    re.IGNORECASE,
)

_PROGRESSIVE = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being|beg[iau]ns?|start(?:s|ed)|commence[sd]?|now|already|currently)\s+"
    r"(?:(?:also|now|not|just|already|currently|successfully|\w+ly)\s+)*$",
    re.IGNORECASE,
)

# A participle is passive before these: "terminals installed at", in headlines also "Acme Chosen as Partner by".
_ROLE = re.compile(r"\s+(?:by|at|across|in|within|on|throughout|as|for|to)\b", re.IGNORECASE)
_PLACED = re.compile(r"\s+(?:by|at|across|in|within|on|throughout)\b", re.IGNORECASE)
# In a headline: "Acme Awarded Contract", "Acme Named Sole Supplier to".
_GIVEN = re.compile(r"awarded|granted|given|handed|named", re.IGNORECASE)


def voice(sentence: Sentence, start: int, end: int) -> str:
    """Return the voice of the verb at ``[start, end)``: active, passive, or participle for an -ing form that has no "is".

    >>> text = "Northwind Bank, using LedgerOne, is selling terminals installed at Tailspin"
    >>> [voice(Sentence(0, 75, text, "body", 0), *span) for span in [(16, 21), (36, 43), (54, 63)]]
    ['participle', 'active', 'passive']
    """
    text, offset = sentence.text, sentence.start
    if re.search(r"\w{2}ing\b", text[start - offset : end - offset]):
        return "active" if _PROGRESSIVE.search(text, max(0, start - offset - 60), start - offset) else "participle"
    return "passive" if _passive(sentence, start, end) else "active"


def _passive(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether the participle at ``[start, end)`` is passive: "has been selected", "terminals installed at"."""
    text, offset = sentence.text, sentence.start
    if _PASSIVE.search(text, max(0, start - offset - 40), start - offset):
        return True
    if sentence.section in HEADLINES and _GIVEN.fullmatch(text, start - offset, end - offset):
        return True
    perfect = re.search(r"\b(?:has|have|had)\s+(?:\w+\s+)?$", text[max(0, start - offset - 20) : start - offset])
    placed = _ROLE if sentence.section in HEADLINES else _PLACED
    participle = text[start - offset : end - offset].lower() in _irregular_participles()
    participle = participle or text[: end - offset].endswith(("ed", "en"))
    return not perfect and participle and placed.match(text, end - offset) is not None


@cache
def _irregular_participles() -> frozenset[str]:
    """Return "sold", "built": participles that do not end like one and are no base form."""
    return frozenset(forms[3] for forms in verb_forms().values() if forms[3] not in forms[:2])
