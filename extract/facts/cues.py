"""The language of cues: words around a name, written once and matched from the name outwards.

A cue is written as words around ``{}``, the name: ``a|b`` is either, ``word?`` may be missing, ``$list`` is a phrase of a
vocabulary, ``_`` any single word but a preposition, ``'s`` a possessive, ``<end>`` the end of a noun phrase and
``<active>`` a verb that no "by" or "across" makes passive.

>>> text = "Acme launches its new LedgerOne platform today."
>>> cues = Cues([Cue(id="platform", cue=["its new? {} platform|app <end>"], yes=[], no=[])])
>>> [cue.id for cue in cues.around(text, 22, 31, 0, len(text))]
['platform']
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from extract.wordlists import alternatives, vocabulary


class Cue(BaseModel):
    """Words around a name. In ``yes`` and ``no`` the name stands between braces: "the {LedgerOne} platform"."""

    model_config = ConfigDict(extra="forbid")

    id: str
    cue: list[str]
    yes: list[str]
    no: list[str]


AnyCue = TypeVar("AnyCue", bound=Cue)


@dataclass(frozen=True, slots=True)
class _Compiled(Generic[AnyCue]):
    cue: AnyCue
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


_END = r"(?=\s*(?:[,.;:)!?–—-]|$|(?:that|which|who|for|to|from|of|with|in|at|on|by|and|or|as|used|designed|offering|is|are|was|were|will|has|have|can|built|developed|based|provid\w+|enabl\w+|allow\w+|help\w+)\b))"
_PLAIN = r"(?!(?:of|for|that|which|to|from|with|in|at|on|by|or|as)\b)[\w’'/&.-]*[\w]"
_WINDOW = 80  # characters before and after a name in which its cues stand
_NEXT = re.compile(r"\s*(\w+|[^\w\s])")
_PREVIOUS = re.compile(r"(\w+|[^\w\s])\s*$")


class Cues(Generic[AnyCue]):
    """Cues, compiled, and found by the word that stands next to the name."""

    def __init__(self, cues: Iterable[AnyCue]) -> None:
        """Compile every alternative of every cue."""
        self._next: dict[str, list[_Compiled[AnyCue]]] = defaultdict(list)
        self._previous: dict[str, list[_Compiled[AnyCue]]] = defaultdict(list)
        for cue in cues:
            for written in cue.cue:
                before, after = (side.split() for side in written.split("{}"))
                compiled = _Compiled(cue, _before(before), _after(after))
                after_keys, before_keys = _keys(after, _NEXT), _keys(before[::-1], _PREVIOUS)
                by_next = "_" not in after_keys or "_" in before_keys
                index = self._next if by_next else self._previous
                for key in sorted(after_keys if by_next else before_keys):
                    index[key].append(compiled)

    def around(
        self, text: str, start: int, end: int, first: int, last: int, *, beyond: int | None = None
    ) -> Iterator[AnyCue]:
        """Yield the cues that hold for the name at ``[start, end)`` within ``[first, last)``.

        ``beyond`` is the end of a bracket that follows the name; what stands behind it is tried too.
        """
        window = text[max(first, start - _WINDOW) : start]
        last = min(last, end + _WINDOW)
        if found := _NEXT.match(text, end, last):
            yield from self._holding(self._next, found[1].lower(), text, window, end, last)
        if beyond and (found := _NEXT.match(text, beyond, last)):
            yield from self._holding(self._next, found[1].lower(), text, "", beyond, last)
        if found := _PREVIOUS.search(window[-24:]):
            yield from self._holding(self._previous, found[1].lower(), text, window, end, last)

    @staticmethod
    def _holding(
        index: dict[str, list[_Compiled[AnyCue]]], key: str, text: str, window: str, end: int, last: int
    ) -> Iterator[AnyCue]:
        for one in (*index.get(key, ()), *index.get("_", ())):
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
    edge = "" if tokens[0] == "'s" else r"(?<![\w-])"
    return re.compile(rf"{edge}{''.join(parts)}$", re.IGNORECASE)


def _after(tokens: list[str]) -> re.Pattern[str] | None:
    if not tokens:
        return None
    parts = [_token(token, f"{_gap(left, token)}{{}}") for left, token in zip(["_", *tokens[:-1]], tokens, strict=True)]
    return re.compile(rf"{''.join(parts)}(?<!\w(?=\w))", re.IGNORECASE)


def _gap(left: str, right: str) -> str:
    """Return the white space between two tokens: none is needed beside a mark, before an ending or a possessive."""
    tight = right in ("<end>", "<active>", "'s") or any(not re.match(r"[\w$<']", token) for token in (left, right))
    return r"\s*" if tight else r"\s+"


def _token(token: str, frame: str) -> str:
    word = token.removesuffix("?") if len(token) > 1 else token
    if word == "<end>":
        body = _END
    elif word == "_":
        body = _PLAIN
    elif word == "<active>":
        body = r"(?!\s+(?:by|across|at|throughout)\b)"
    elif word == "'s":
        body = r"(?:(?<=\w)[’']s\b|(?<=[sS])[’'])"
    else:
        body = alternatives(phrase for choice in word.split("|") for phrase in _words(choice))
    whole = frame.replace("{}", body)
    return f"(?:{whole})?" if word != token else whole


def _words(choice: str) -> list[str]:
    return [word.lower() for word in vocabulary(choice[1:])] if choice.startswith("$") else [choice]


def _keys(tokens: list[str], edge: re.Pattern[str]) -> set[str]:
    """Return the words that can stand next to the name; "_" when any can."""
    if not tokens:
        return {"_"}
    keys: set[str] = set()
    for token in tokens:
        word = token.removesuffix("?") if len(token) > 1 else token
        if word in ("_", "<end>"):
            return {"_"}
        for choice in ("’", "'", "s") if word == "'s" else word.split("|"):
            keys.update(found[1].lower() for phrase in _words(choice) if (found := edge.search(phrase)))
        if word == token:
            return keys
    return keys
