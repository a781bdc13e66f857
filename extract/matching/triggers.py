"""Triggers: the words of a pattern, and where they stand in a sentence.

They are regular expressions: spaCy's Matcher found the same on 500 releases and cost a tenth of the run more, and the
import of spaCy at its start.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from extract.patternset import TriggerWord
from extract.wordlists import first_words, whole_words


@dataclass(frozen=True)
class Trigger:
    """The words of a trigger, and what is made of them when it is first asked for."""

    words: tuple[TriggerWord, ...]

    @cached_property
    def places(self) -> list[frozenset[str]]:
        """Return the words of each required place, first the rarest by a plain guess: its shortest word is the longest."""
        required = [word.choices for word in self.words if not word.optional]
        required.sort(key=lambda choices: min(map(len, choices)), reverse=True)
        first = [[first_words([choice]) for choice in choices] for choices in required]
        return [frozenset().union(*choices) for choices in first if all(choices)]

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """Return what finds the trigger: in ``has|have? selected`` "selected", "has  selected", not "preselected"."""
        anchor = next(number for number, word in enumerate(self.words) if not word.optional)
        source = ""
        for number, word in enumerate(self.words):
            choices = whole_words(word.choices)
            spaced = rf"{choices}\s*" if number < anchor else rf"\s*{choices}" if number > anchor else choices
            source += f"(?:{spaced})?" if word.optional else spaced
        return re.compile(source)


def spans(triggers: Iterable[Trigger], text: str) -> list[tuple[int, int]]:
    """Return where the triggers of a pattern stand in a text in lower case, in its order; the longest of an overlap."""
    found = {one.span() for trigger in triggers for one in trigger.expression.finditer(text)}
    if len(found) < 2:
        return list(found)
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: (span[0] - span[1], span)):
        if all(end <= first or last <= start for first, last in kept):
            kept.append((start, end))
    return sorted(kept)
