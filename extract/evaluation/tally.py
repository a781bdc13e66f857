"""Counting: pairs of gold and found, figures, and the differences behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, NamedTuple, TypeVar

from pydantic import BaseModel

WantedT = TypeVar("WantedT")
FoundT = TypeVar("FoundT")

_DIGITS = 4


class Figures(BaseModel):
    """Precision, recall and F1, and of how many."""

    p: float
    r: float
    f1: float
    gold: int
    found: int


class Ratio(BaseModel):
    """The share that is right of those that were found."""

    accuracy: float
    of: int


class Difference(BaseModel):
    """An entry of the gold that was missed, an event that the gold has not, or a field that is wrong."""

    measure: str
    kind: Literal["missed", "extra", "wrong"]
    document: str
    what: str


class Report(BaseModel):
    """The figures by type, those of the roles of a type, the ratios, and all differences in the order of documents."""

    types: dict[str, Figures]
    roles: dict[str, Figures]
    ratios: dict[str, Ratio]
    differences: list[Difference]


class Pairs(NamedTuple, Generic[WantedT, FoundT]):
    """What was found of what was wanted, and what was not: entries that gold marks optional are in none of these."""

    both: list[tuple[WantedT, FoundT]]
    missed: list[WantedT]
    extra: list[FoundT]

    @property
    def wanted(self) -> list[WantedT]:
        """Return the gold that counts."""
        return [*(one for one, _ in self.both), *self.missed]

    @property
    def found(self) -> list[FoundT]:
        """Return the events that count."""
        return [*(other for _, other in self.both), *self.extra]


def pair(
    wanted: Sequence[WantedT], found: Sequence[FoundT], likeness: Callable[[WantedT, FoundT], float]
) -> Pairs[WantedT, FoundT]:
    """Pair gold and found one to one, the likest first; a likeness of 0 is none.

    >>> pair(["a", "b"], ["b", "c"], lambda one, other: one == other)
    Pairs(both=[('b', 'b')], missed=['a'], extra=['c'])
    """
    ranked = sorted(
        ((-likeness(one, other), i, j) for i, one in enumerate(wanted) for j, other in enumerate(found)),
        key=lambda candidate: candidate[0],
    )
    mate: dict[int, int] = {}
    taken: set[int] = set()
    for unlikeness, i, j in ranked:
        if unlikeness < 0 and i not in mate and j not in taken:
            mate[i] = j
            taken.add(j)
    counted = [i for i, one in enumerate(wanted) if not getattr(one, "optional", False)]
    return Pairs(
        [(wanted[i], found[mate[i]]) for i in counted if i in mate],
        [wanted[i] for i in counted if i not in mate],
        [found[j] for j in range(len(found)) if j not in taken],
    )


@dataclass(slots=True)
class _Counts:
    hit: int = 0
    found: int = 0
    gold: int = 0

    def figures(self) -> Figures:
        precision = self.hit / self.found if self.found else 0.0
        recall = self.hit / self.gold if self.gold else 0.0
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        return Figures(
            p=round(precision, _DIGITS),
            r=round(recall, _DIGITS),
            f1=round(f1, _DIGITS),
            gold=self.gold,
            found=self.found,
        )


@dataclass(slots=True)
class Tally:
    """What is counted over all documents; ``document`` is the id of the one being counted."""

    document: str = ""
    _types: dict[str, _Counts] = field(default_factory=lambda: defaultdict(_Counts))
    _roles: dict[str, _Counts] = field(default_factory=lambda: defaultdict(_Counts))
    _judged: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    _differences: list[Difference] = field(default_factory=list)

    def add(self, measure: str, *, hit: int, found: int, gold: int) -> None:
        """Count for a measure of a type."""
        _add(self._types[measure], hit, found, gold)

    def add_pairs(self, measure: str, pairs: Pairs[WantedT, FoundT]) -> None:
        """Count the pairs of a measure of a type."""
        self.add(measure, hit=len(pairs.both), found=len(pairs.found), gold=len(pairs.wanted))

    def add_role(self, measure: str, role: str, *, hit: int, found: int, gold: int) -> None:
        """Count for a role, and for the measure of its type that sums up the roles."""
        self.add(measure, hit=hit, found=found, gold=gold)
        _add(self._roles[f"{measure.split('.')[0]}.{role}"], hit, found, gold)

    def judge(self, ratio: str, right: bool) -> None:
        """Count one judgement of a ratio."""
        self._judged[ratio].append(right)

    def differ(self, measure: str, kind: Literal["missed", "extra", "wrong"], what: str) -> None:
        """Note a difference."""
        self._differences.append(Difference(measure=measure, kind=kind, document=self.document, what=what))

    def report(self) -> Report:
        """Return the figures of all that was counted."""
        return Report(
            types={name: counts.figures() for name, counts in self._types.items()},
            roles={name: counts.figures() for name, counts in self._roles.items()},
            ratios={
                name: Ratio(accuracy=round(sum(given) / len(given), _DIGITS), of=len(given))
                for name, given in self._judged.items()
            },
            differences=self._differences,
        )


def _add(counts: _Counts, hit: int, found: int, gold: int) -> None:
    counts.hit += hit
    counts.found += found
    counts.gold += gold
