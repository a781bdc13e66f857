"""Chunks of running text, settled: possessives inside names joined, words that only begin a sentence taken off."""

from __future__ import annotations

import itertools
import re
from collections import Counter

from extract.facts.names.chunks import Chunk, chunk_at, is_common
from extract.facts.names.groups import fold
from extract.facts.names.lexicon import bodies, legal_suffixes, plain_words
from extract.facts.names.runs import SMALL_WORDS

_POSSESSIVE = re.compile(r"[’']s ")
_GLUE = re.compile(r"[a-z](?=[A-Z])|[A-Z\d](?=[A-Z][a-zA-Z\d]{3})")  # "NorthwindAcme", "CANADAAcme"
_A_WORD = 5  # letters of a single word that tell that it is a name behind a missing space, not a part of one
_INFLECTED = re.compile(r"[a-z](?:ing|ed|ly|tions?|able|ible)$")
_WORDS = re.compile(r"[^\W\d_]+")
_PLURAL = re.compile("(?<=[A-Z])s$")  # "servers (RASs)"


def settled(text: str, running: list[Chunk]) -> list[Chunk]:
    """Return the chunks without the words that only begin a sentence: "Customers", "Following Acme"."""
    running = _with_possessives(text, running)
    proved = {fold(chunk.name) for chunk in running if not chunk.opens}
    first_words = {chunk.name.partition(" ")[0] for chunk in running if not chunk.opens}
    abbreviations = {fold(chunk.name) for chunk in running if _abbreviates(text, chunk)}
    settled = []
    for chunk in running:
        if fold(chunk.name) in abbreviations or _shouts(chunk):
            continue
        chunk = _unglued(text, _after_of(text, chunk, proved), proved)
        first, _, rest = chunk.name.partition(" ")
        inflected = _INFLECTED.search(first) is not None
        if (
            not chunk.opens
            or fold(chunk.name) in proved
            or (first.endswith("ing") and first in first_words)  # "Sterling Bank" stands in mid-sentence elsewhere
            or not (inflected or first.lower().strip(".,") in plain_words())
        ):
            settled.append(chunk)
        elif rest and (fold(rest) in proved or first.endswith("ing")):
            start = text.index(rest.split()[0], chunk.start + len(first))
            settled.append(chunk_at(text, start, chunk.end, chunk.sentence, chunk.cased))
        elif rest:
            settled.append(chunk)
    return settled


def _after_of(text: str, chunk: Chunk, proved: set[str]) -> Chunk:
    """Return the name after "of" when plain words stand before it: "Benefits of LedgerOne"."""
    left, of, right = chunk.name.rpartition(" of ")
    if of and not chunk.mark and fold(right) in proved and is_common(left) and left.split()[-1] not in bodies():
        return chunk_at(text, chunk.end - len(right), chunk.end, chunk.sentence, chunk.cased)
    return chunk


def _unglued(text: str, chunk: Chunk, proved: set[str]) -> Chunk:
    """Return the name behind a missing space: "The Social LedgerNorthwind Bank", where Northwind Bank is named too."""
    for glue in _GLUE.finditer(chunk.name):
        left, rest = chunk.name[: glue.end()], chunk.name[glue.end() :]
        told = " " in rest or left == rest or (" " in left and len(rest) >= _A_WORD)
        if told and fold(rest) in proved and not chunk.mark:
            return chunk_at(text, chunk.end - len(rest), chunk.end, chunk.sentence, chunk.cased)
    return chunk


def _with_possessives(text: str, running: list[Chunk]) -> list[Chunk]:
    """Join a possessive that never parts from what follows it: "Doe's Kitchen" each time, "Doe's Corporation"."""
    possessed = [
        _POSSESSIVE.fullmatch(text, left.after, right.start) is not None for left, right in itertools.pairwise(running)
    ]
    alone = Counter(chunk.name for chunk in running)
    together = Counter(
        (left.name, right.name)
        for (left, right), is_one in zip(itertools.pairwise(running), possessed, strict=True)
        if is_one
    )
    joined: list[Chunk] = running[:1]
    for (left, right), is_one in zip(itertools.pairwise(running), possessed, strict=True):
        inseparable = together[left.name, right.name] == alone[left.name] == alone[right.name] > 1
        if is_one and (inseparable or right.name.rstrip(".") in legal_suffixes()):
            joined[-1] = chunk_at(text, joined[-1].start, right.end, right.sentence, right.cased)
        else:
            joined.append(right)
    return joined


def _shouts(chunk: Chunk) -> bool:
    """Tell whether a chunk is a heading in capitals that runs into the text: "NEW RULES FOR BANKS"."""
    if not chunk.name.isupper():
        return False
    words = chunk.name.split()
    return len(words) > 2 and any(word.lower() in plain_words() for word in words)


def _abbreviates(text: str, chunk: Chunk) -> bool:
    """Tell whether a chunk in brackets is short for the plain words before it: "remote access server (RAS)"."""
    if text[chunk.start - 1 : chunk.start] != "(" or text[chunk.after : chunk.after + 1] != ")":
        return False
    letters = "".join(letter for letter in _PLURAL.sub("", chunk.name) if letter.isalpha()).casefold()
    if len(letters) < 2:
        return False
    words = [
        word
        for word in _WORDS.findall(text, max(0, chunk.start - 100), chunk.start)
        if word.casefold() not in SMALL_WORDS
    ]
    spelled = words[-len(letters) :]
    return "".join(word[0] for word in spelled).casefold() == letters and not all(word[0].isupper() for word in spelled)
