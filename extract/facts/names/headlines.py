"""Names in headlines: where every word is capitalised, a name is what the running text names, or what bears evidence."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from extract.facts.names.chunks import MARK, Chunk, chunk_at, is_common, name_spans
from extract.facts.names.groups import Group, fold, gather, has_shape
from extract.facts.names.lexicon import legal_suffixes, plain_words
from extract.wordlists import vocabulary

_MARKED = re.compile(rf"{MARK}$")
_WORD = re.compile(r"\S+")
_LONGEST = 8  # words in a name
_CERTAIN = 3.5  # the score with which a name stands that only the headline has


def headline_chunks(text: str, runs: list[Chunk], known: Collection[str]) -> list[Chunk]:
    """Return the names in runs of Title Case: the known ones, and of the rest those with evidence of their own."""
    found: list[Chunk] = []
    rest: list[Chunk] = []
    for run in runs:
        for start, end, is_known in _pieces(text, run, known):
            if is_known:
                found.append(chunk_at(text, start, end, run.sentence, cased=True))
            else:
                rest.extend(chunk_at(text, *span, run.sentence, cased=True) for span in name_spans(text, start, end))
    groups: dict[str, Group] = {}
    gather(text, rest, groups)
    for group in groups.values():
        if not group.mark and (
            is_common(group.name) if group.kind != "PRODUCT" else not has_shape(group.name, "PRODUCT")
        ):
            continue
        if group.kind != "NAME" and group.scores[group.kind] >= _CERTAIN:
            found.extend(group.chunks)
    return found


def _pieces(text: str, run: Chunk, known: Collection[str]) -> list[tuple[int, int, bool]]:
    """Cut a run into known names and the stretches between them, without verbs and small words."""
    spans = [word.span() for word in _WORD.finditer(text, run.start, run.end)]
    words = [text[start:end] for start, end in spans]
    pieces: list[tuple[int, int, bool]] = []
    position, open_at = 0, None
    while position < len(words):
        length = _known_at(words, position, known)
        start = spans[position][0]
        word = words[position].strip(".,:;").lower()
        infinitive = word in plain_words() and text[start - 3 : start].lower() == "to "
        stops = bool(length) or infinitive or word in _stopwords()
        if stops and open_at is not None:
            pieces.append((spans[open_at][0], spans[position - 1][1], False))
            open_at = None
        if length:
            pieces.append((start, spans[position + length - 1][1], True))
        elif not stops and open_at is None:
            open_at = position
        position += length or 1
        if open_at is not None and _MARKED.search(words[position - 1]):
            pieces.append((spans[open_at][0], spans[position - 1][1], False))
            open_at = None
    if open_at is not None:
        pieces.append((spans[open_at][0], spans[-1][1], False))
    return pieces


def _known_at(words: list[str], position: int, known: Collection[str]) -> int:
    """Return how many words of the longest known name stand at a position, 0 for none."""
    for length in range(min(_LONGEST, len(words) - position), 0, -1):
        end = position + length
        if fold(" ".join(words[position:end])) in known:
            return length + any(word.strip(".,") in legal_suffixes() for word in words[end : end + 1])
    return 0


@cache
def _stopwords() -> frozenset[str]:
    """Return the words that divide a headline: verbs, prepositions, articles."""
    return frozenset(
        word.lower() for name in ("sentence_openers", "corporate_verbs", "headline_verbs") for word in vocabulary(name)
    )
