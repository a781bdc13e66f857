"""References back ("the Company", "the bank", "it") and organisations that are described, not named."""

from __future__ import annotations

import re
from functools import cache

from extract.facts.model import Entity, Fact, Sentence
from extract.wordlists import alternatives, vocabulary

_OPEN, _CLOSE = "“", "”"
_ISSUER = re.compile(r"\b[Tt]he\s+(?:Company|company|Corporation|Issuer|Registrant)\b|\b(?:[Ww]e|[Oo]ur)\b")
_PRONOUN = re.compile(
    r"(?:^|(?<=, )|(?<=that )|(?<=and ))(?:[Ii]t|[Tt]hey)\s+(?=(?:has|have|is|are|will|had|was|also|now|today|plans?|expects?|intends?)\b|[a-z]+ed\b)"
)


def find(text: str, sentences: list[Sentence], facts: list[Fact], issuer: Entity | None) -> list[Fact]:
    """Return the ORG facts that refer back to a named organisation."""
    organisations = [fact for fact in facts if fact.kind == "ORG"]
    found: list[Fact] = []
    for sentence in sentences:
        quoted = _quoted(sentence.text)
        if issuer is not None:
            for match in _ISSUER.finditer(sentence.text):
                if match[0].lower() not in ("we", "our") or not _inside(match.start(), quoted):
                    found.append(_anaphor(sentence, match.start(), match.end(), issuer))
        for match in _noun().finditer(sentence.text):
            if entity := _last_with(match[1].lower(), organisations, sentence.start + match.start()):
                found.append(_anaphor(sentence, match.start(), match.end(), entity))
        for match in _PRONOUN.finditer(sentence.text):
            if not _inside(match.start(), quoted) and (
                subject := _subject_before(sentence, match.start(), sentences, organisations)
            ):
                found.append(
                    _anaphor(sentence, match.start(), match.end() - len(match[0]) + len(match[0].split()[0]), subject)
                )
    return found


def described(text: str, sentences: list[Sentence], facts: list[Fact]) -> list[Fact]:
    """Return the DESCRIBED facts: "a leading European bank", "an agency within the Department of Parks"."""
    ends = {fact.end for fact in facts if fact.kind in ("ORG", "NAME")}
    found = []
    for sentence in sentences:
        for match in _description().finditer(sentence.text):
            start = sentence.start + match.start()
            if start - 2 in ends or text[:start].rstrip(" ,–—-(")[-3:] in (" is", "was", " as"):
                continue
            found.append(Fact("DESCRIBED", start, sentence.start + match.end(), match[0]))
    return found


def _anaphor(sentence: Sentence, start: int, end: int, entity: Entity) -> Fact:
    return Fact("ORG", sentence.start + start, sentence.start + end, sentence.text[start:end], entity, anaphor=True)


def _last_with(noun: str, organisations: list[Fact], before: int) -> Entity | None:
    """Return the organisation last mentioned before an offset whose name holds the noun."""
    for fact in reversed(organisations):
        if fact.start < before and re.search(rf"\b{re.escape(noun)}\b", fact.value.name.lower()):
            entity: Entity = fact.value
            entity.described.add(noun)
            return entity
    return None


def _subject_before(
    sentence: Sentence, position: int, sentences: list[Sentence], organisations: list[Fact]
) -> Entity | None:
    """Return the organisation that opens this sentence, or the one before when the pronoun opens this one."""
    index = sentences.index(sentence)
    place = (
        sentence
        if position
        else sentences[index - 1]
        if index and sentences[index - 1].paragraph == sentence.paragraph
        else None
    )
    if place is None:
        return None
    for fact in organisations:
        if place.start <= fact.start < place.end:
            opens = fact.start - place.start <= 4 and (position == 0 or fact.start < sentence.start + position)
            return fact.value if opens else None
    return None


def _quoted(text: str) -> list[tuple[int, int]]:
    """Return the stretches between quotation marks; an open one runs to the end."""
    if _OPEN not in text and '"' not in text:
        return []
    marks = [match.start() for match in re.finditer('[“”"]', text)]
    return [(first, last) for first, last in zip(marks[::2], [*marks[1::2], len(text)], strict=False)]


def _inside(position: int, stretches: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in stretches)


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:the|The)\s+({alternatives(vocabulary('organisation_nouns'))})\b(?!\s+(?:of|industry|sector|market))"
    )


@cache
def _description() -> re.Pattern[str]:
    nouns = alternatives(vocabulary("organisation_nouns"))
    word = r"(?!(?:of|for|that|which|to|from|with|in|at|on|by|and|or|as|is|are|was|has|have|its|their|the)\b)[\w’'&.-]+,?\s+"
    return re.compile(rf"\b(?:[Aa]|[Aa]n|[Aa]nother|[Oo]ne of (?:the|its))\s+(?:{word}){{0,6}}?{nouns}\b(?![\w-])")
