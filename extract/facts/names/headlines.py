"""Names in headlines: where every word is capitalised, a name is what the running text names, or what bears evidence."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from extract.facts.names.chunks import MARK, Chunk, chunk_at, common_words, is_common, name_spans
from extract.facts.names.groups import Group, fold, gather, has_shape
from extract.facts.names.lexicon import legal_suffixes
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
    words = [(run.start + word.start(), run.start + word.end()) for word in _WORD.finditer(text[run.start : run.end])]
    pieces: list[tuple[int, int, bool]] = []
    position, open_at = 0, None
    while position < len(words):
        length = _known_at(text, words, position, known)
        word = text[slice(*words[position])].strip(".,:;").lower()
        infinitive = text[words[position][0] - 3 : words[position][0]].lower() == "to " and word in common_words()
        stops = bool(length) or infinitive or word in _stopwords()
        if stops and open_at is not None:
            pieces.append((words[open_at][0], words[position - 1][1], False))
            open_at = None
        if length:
            pieces.append((words[position][0], words[position + length - 1][1], True))
        elif not stops and open_at is None:
            open_at = position
        position += length or 1
        if open_at is not None and _MARKED.search(text, *words[position - 1]):
            pieces.append((words[open_at][0], words[position - 1][1], False))
            open_at = None
    if open_at is not None:
        pieces.append((words[open_at][0], words[-1][1], False))
    return pieces


def _known_at(text: str, words: list[tuple[int, int]], position: int, known: Collection[str]) -> int:
    """Return how many words of the longest known name stand at a position, 0 for none."""
    for length in range(min(_LONGEST, len(words) - position), 0, -1):
        start, end = words[position][0], words[position + length - 1][1]
        if fold(re.sub(r"\s+", " ", text[start:end])) in known:
            following = words[position + length : position + length + 1]
            return length + any(text[slice(*word)].strip(".,") in legal_suffixes() for word in following)
    return 0


@cache
def _stopwords() -> frozenset[str]:
    """Return the words that divide a headline: verbs, prepositions, articles."""
    return frozenset(
        word.lower() for name in ("sentence_openers", "corporate_verbs", "headline_verbs") for word in vocabulary(name)
    )
