"""The language of cues: words around a name, written once and matched from the name outwards.

A cue is written as words around ``{}``, the name: ``a|b`` is either, ``word?`` may be missing, ``$list`` is a phrase of a
vocabulary, ``_`` any single word but a preposition, ``'s`` a possessive, ``$list(s)`` the list's words and their plurals, ``<end>`` the end of a noun phrase,
``<closed>`` one that no verb follows, ``<bare>`` a word without a possessive and ``<active>`` a verb that no "by" or
"across" makes passive.

>>> text = "Acme launches its new LedgerOne platform for banks."
>>> sentence = Sentence(0, len(text), text, "body", 0)
>>> cues = Cues([Cue(id="platform", cue=["its new? {} platform|app <end>"], yes=[], no=[])])
>>> [cue.id for cue in cues.around(22, 31, sentence)]
['platform']
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from extract.facts.model import Sentence
from extract.wordlists import alternatives, first_words, vocabulary


class Cue(BaseModel):
    """Words around a name. In ``yes`` and ``no`` the name stands between braces: "the {LedgerOne} platform"."""

    model_config = ConfigDict(extra="forbid")

    id: str
    cue: list[str]
    yes: list[str]
    no: list[str]


AnyCue = TypeVar("AnyCue", bound=Cue)


class _Written(Generic[AnyCue]):
    """One alternative of a cue. Its expressions are compiled when they are first tried: a release reaches few of them."""

    def __init__(self, cue: AnyCue, before: list[str], after: list[str]) -> None:
        self.cue = cue
        self._tokens = before, after
        # words of each of its places, those of the one that tells most apart: a sentence holds one of each
        needs = _needs([*before, *after])
        self.rarest, self.others = (needs[0] if needs else None), needs[1:]
        keys = _keys(before[::-1], _PREVIOUS)
        self.previous = None if "_" in keys else keys  # one of these words stands before the name, unless any may

    @cached_property
    def before(self) -> re.Pattern[str] | None:
        return _before(self._tokens[0])

    @cached_property
    def after(self) -> re.Pattern[str] | None:
        return _after(self._tokens[1])


_FOLLOWERS = alternatives(vocabulary("name_followers"))
_END = rf"(?=\s*(?:[,.;:)!?–—-]|$|(?:{_FOLLOWERS}|{alternatives(vocabulary('name_predicates'))})\b))"
_CLOSED = rf"(?=\s*(?:[,.;:)!?–—-]|$|{_FOLLOWERS}\b))"  # not "With LedgerOne, the bank is": another subject
_PLAIN = r"(?!(?:of|for|that|which|to|from|with|in|at|on|by|or|as)\b)[\w’'/&.-]*[\w]"
_EDGES = {
    "<end>": _END,
    "<closed>": _CLOSED,
    "<bare>": r"(?![’']s?\b)",
    "<active>": r"(?!\s+(?:by|across|at|throughout)\b)",
    "_": _PLAIN,
}
_TIGHT = ("<end>", "<closed>", "<bare>", "<active>", "'s")  # need no white space before them
_WINDOW = 80  # characters before and after a name in which its cues stand
_LONGEST_WORD = 24
_POSSESSIVE = r"(?:(?<=\w)[’']s\b|(?<=[sS])[’'])"
_NEXT = re.compile(r"\s*(\w+|[^\w\s])")
_NEXT_TWO = re.compile(rf"{_NEXT.pattern}(?:{_NEXT.pattern})?")
_PREVIOUS = re.compile(r"(\w+|[^\w\s])\s*$")
_TOKEN = re.compile(r"\w+|[^\w\s]")


class Cues(Generic[AnyCue]):
    """Cues, found by the word that stands next to the name."""

    def __init__(self, cues: Iterable[AnyCue]) -> None:
        """File every alternative of every cue under the words that can stand next to the name, two of them if it has two."""
        self._next: dict[str, list[_Written[AnyCue]]] = defaultdict(list)
        self._previous: dict[str, list[_Written[AnyCue]]] = defaultdict(list)
        self._always: list[_Written[AnyCue]] = []
        for cue in cues:
            for written in cue.cue:
                before, after = (side.split() for side in written.split("{}"))
                alternative = _Written(cue, before, after)
                after_keys, before_keys = _nearest(after, _NEXT), _nearest(before[::-1], _PREVIOUS)
                if "_" not in after_keys and not ("," in after_keys and alternative.previous):
                    for key in after_keys:
                        self._next[key].append(alternative)
                elif "_" not in before_keys:
                    for key in before_keys:
                        self._previous[key].append(alternative)
                else:
                    self._always.append(alternative)

    def around(self, start: int, end: int, sentence: Sentence, *, beyond: int | None = None) -> Iterator[AnyCue]:
        """Yield the cues that hold for the name at ``[start, end)`` of the release, within its sentence.

        ``beyond`` is the end of a bracket that follows the name; what stands behind it is tried too.
        """
        name, ends = start - sentence.start, end - sentence.start
        window = sentence.lower[max(0, name - _WINDOW) : name]
        last = ends + _WINDOW
        *_, second, previous = "", "", *_TOKEN.findall(window[-2 * _LONGEST_WORD :])
        candidates = itertools.chain(
            self._always,
            self._following(sentence, ends, last),
            self._previous.get(previous, ()),
            self._previous.get(f"{previous} {second}", ()),
        )
        yield from _holding(candidates, sentence, window, previous, ends, last)
        if beyond:
            behind = beyond - sentence.start
            yield from _holding(self._following(sentence, behind, last), sentence, "", "", behind, last)

    def _following(self, sentence: Sentence, end: int, last: int) -> Sequence[_Written[AnyCue]]:
        """Return the alternatives that the two words behind a name allow."""
        found = _NEXT_TWO.match(sentence.lower, end, last)
        if found is None:
            return ()
        first, second = found.groups("")
        return [*self._next.get(first, ()), *self._next.get(f"{first} {second}", ())]


def _holding(
    candidates: Iterable[_Written[AnyCue]],
    sentence: Sentence,
    window: str,
    previous: str,
    end: int,
    last: int,
) -> Iterator[AnyCue]:
    text, words = sentence.lower, sentence.words
    for one in candidates:
        if one.previous is not None and previous not in one.previous:
            continue
        if one.rarest is not None and words.isdisjoint(one.rarest):
            continue
        if one.others and any(map(words.isdisjoint, one.others)):
            continue
        if one.after is not None and not one.after.match(text, end, last):
            continue
        if one.before is not None and not one.before.search(window):
            continue
        yield one.cue


def _before(tokens: list[str]) -> re.Pattern[str] | None:
    if not tokens:
        return None
    parts = [
        _token(token, f"{{}}{_gap(token, right)}") for token, right in zip(tokens, [*tokens[1:], "_"], strict=True)
    ]
    edge = "" if "'s" in tokens[0].split("|") else r"(?<![\w-])"
    return re.compile(rf"{edge}{_in_row(parts)}$")


def _after(tokens: list[str]) -> re.Pattern[str] | None:
    if not tokens:
        return None
    parts = [_token(token, f"{_gap(left, token)}{{}}") for left, token in zip(["_", *tokens[:-1]], tokens, strict=True)]
    return re.compile(rf"{_in_row(parts)}(?<!\w(?=\w))")


def _in_row(parts: list[str]) -> str:
    """Return the expression of places in a row, "_? _? _?" as one with a count: else it is tried in every combination."""
    row = []
    for part, same in itertools.groupby(parts):
        times = len(list(same))
        row.append(f"{part[:-1]}{{0,{times}}}" if part.endswith(")?") else part * times)
    return "".join(row)


def _gap(left: str, right: str) -> str:
    """Return the white space between two tokens: none is needed beside a mark, before an ending or a possessive."""
    tight = right.removesuffix("?") in _TIGHT or any(not re.match(r"[\w$<']", token) for token in (left, right))
    return r"\s*" if tight else r"\s+"


def _token(token: str, frame: str) -> str:
    word = token.removesuffix("?") if len(token) > 1 else token
    whole = frame.replace("{}", _EDGES.get(word) or _any_of(word))
    return f"(?:{whole})?" if word != token else whole


@cache
def _any_of(word: str) -> str:
    choices = word.split("|")
    phrases = [phrase for choice in choices if choice != "'s" for phrase in _words(choice)]
    bodies = ([_POSSESSIVE] if "'s" in choices else []) + ([alternatives(phrases)] if phrases else [])
    return f"(?:{'|'.join(bodies)})"


@cache
def _words(choice: str) -> tuple[str, ...]:
    """Return the phrases that a choice stands for: itself, a vocabulary, or with "(s)" its singulars and plurals."""
    plural = choice.endswith("(s)")
    choice = choice.removesuffix("(s)")
    words = [word.lower() for word in (vocabulary(choice[1:]) if choice.startswith("$") else [choice])]
    return (*words, *(re.sub(r"(?<=[^aeou])y$", "ie", word) + "s" for word in words if plural))


def _needs(tokens: list[str]) -> list[frozenset[str]]:
    """Return the words with which each place begins that may not be missing, places that may hold a mark left out."""
    needs = []
    for token in tokens:
        usable = token not in _EDGES and _is_required(token)
        phrases = [phrase for choice in token.split("|") for phrase in _words(choice)] if usable else []
        if phrases and all(phrase[:1].isalnum() for phrase in phrases):
            needs.append(first_words(phrases))
    return sorted(needs, key=lambda words: min(map(len, words)), reverse=True)


def _is_one_word(token: str) -> bool:
    """Tell whether a place holds a single word or mark, always."""
    fixed = token not in _EDGES and _is_required(token) and "'s" not in token.split("|")
    return fixed and all(len(_TOKEN.findall(phrase)) == 1 for choice in token.split("|") for phrase in _words(choice))


def _is_required(token: str) -> bool:
    return len(token) == 1 or not token.endswith("?")


def _nearest(tokens: list[str], edge: re.Pattern[str]) -> set[str]:
    """Return the words that can stand next to the name, or the pairs of the two nearest, the nearer first."""
    nearest = _keys(tokens, edge)
    if tokens and _is_one_word(tokens[0]) and "_" not in (seconds := _keys(tokens[1:], edge)):
        return {f"{first} {second}" for first in nearest for second in seconds}
    return nearest


def _keys(tokens: list[str], edge: re.Pattern[str]) -> set[str]:
    """Return the words with which the first place begins that is there; "_" when any can stand there."""
    keys: set[str] = set()
    for token in tokens:
        word = token.removesuffix("?") if len(token) > 1 else token
        if word in _EDGES:
            return {"_"}
        for choice in word.split("|"):
            phrases = ["’", "'", "s"] if choice == "'s" else _words(choice)
            keys.update(found[1].lower() for phrase in phrases if (found := edge.search(phrase)))
        if word == token:
            return keys
    return {"_"}
