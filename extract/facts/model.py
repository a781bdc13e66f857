"""Facts: who, how much and when, recognised once in a release and shared by all event types.

A `Fact` is a typed span, a `Sentence` the stretch in which facts and triggers meet, and `Facts` all of both for one
release. Offsets are those of ``Release.text``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from extract.schema import Count, Evidence, Mention, Money, Period, Quantity, Release, SectionKind, When
from extract.wordlists import words_of

# What a fact can be. NAME is a proper name of which the document does not show what it is.
KINDS = frozenset({
    "ORG", "PERSON", "PRODUCT", "PLACE", "NAME",  # names: `value` is an Entity
    "DESCRIBED",  # an organisation that is described, not named: "a leading European bank"
    "MONEY",  # `value` is an Amount
    "COUNT",  # a number of things: `value` is an Amount with the thing as its unit
    "PERCENT",  # `value` is an Amount with the unit "percent"
    "DATE",  # `value` is a Moment
    "PERIOD",  # a reporting period: `value` is a Moment
    "PHRASE",  # a noun phrase: made by the matcher where a slot asks for one, never recognised
})  # fmt: skip


@dataclass(slots=True)
class Sentence:
    """A sentence of a narrative section, or a headline, or a list item; ``paragraph`` numbers its paragraph.

    ``lower`` is the text in lower case, as long as the text; ``words`` the runs of letters and digits in it: a look
    into them is a hundred times cheaper than a search, so a finder asks first whether they hold what it needs.
    """

    start: int
    end: int
    text: str
    section: SectionKind
    paragraph: int
    lower: str = field(init=False, repr=False, compare=False)
    words: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.lower = self.text.replace("İ", "i").lower()  # the only letter that becomes two in lower case
        self.words = frozenset(words_of(self.lower))

    def evidence(self, pattern: str) -> Evidence:
        """Return the sentence for the log, as the passage in which the pattern with this id found an event."""
        return Evidence(text=self.text, start=self.start, end=self.end, section=self.section, pattern=pattern)


@dataclass(slots=True)
class Entity:
    """Somebody or something that the document names: its fullest name, its kind, and where it is mentioned.

    ``described`` holds the nouns by which the text refers back to it: "bank" for First Bank of Anywhere.
    """

    name: str
    kind: str
    mentions: list[Fact] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)
    described: set[str] = field(default_factory=set)
    owner: Entity | None = None  # of a product: whose it is
    mark: str | None = None  # of a product: TM, R or SM
    is_issuer: bool = False


@dataclass(slots=True)
class Amount:
    """A number in full units: of a currency for money, else of a unit ("shares", "kiosks", "percent")."""

    amount: float
    currency: str | None = None
    unit: str | None = None
    approximate: bool = False
    bound: str | None = None
    high: float | None = None  # the upper end of a range


@dataclass(slots=True)
class Moment:
    """A date or period: ISO 8601 at its grain, and whether it counts in fiscal years."""

    value: str | None
    grain: str
    fiscal: bool = False


@dataclass(slots=True)
class Fact:
    """A typed span. ``value`` depends on the kind: Entity, Amount, Moment or None. ``start`` orders facts.

    ``anaphor`` marks a reference back ("the Company", "it", "the bank"); its ``value`` is the entity it stands for.
    """

    kind: str
    start: int
    end: int
    text: str
    value: Any = None
    anaphor: bool = False

    def mention(self) -> Mention:
        """Return the span for the log, with the fuller name when the entity has one."""
        name = self.value.name if isinstance(self.value, Entity) else None
        return Mention(text=self.text, start=self.start, end=self.end, name=name if name != self.text else None)

    def amount(self) -> Money | Quantity:
        """Return an amount of money, a count or a percentage for the log."""
        if self.kind == "MONEY":
            return self.money()
        return Quantity(text=self.text, start=self.start, end=self.end, amount=self.value.amount, unit=self.value.unit)

    def money(self) -> Money:
        """Return an amount of money for the log."""
        amount = self.value
        return Money(
            text=self.text, start=self.start, end=self.end, amount=amount.amount, currency=amount.currency,
            approximate=amount.approximate, bound=amount.bound,
        )  # fmt: skip

    def count(self) -> Count:
        """Return how many of what, for the log."""
        return Count(text=self.text, start=self.start, end=self.end, count=self.value.amount, unit=self.value.unit)

    def when(self) -> When:
        """Return a date for the log."""
        moment = self.value
        return When(text=self.text, start=self.start, end=self.end, value=moment.value, grain=moment.grain)

    def period(self) -> Period:
        """Return a reporting period, or a date that is one, for the log."""
        return Period(**self.when().model_dump(), fiscal=self.value.fiscal)


@dataclass(slots=True)
class Facts:
    """All that was recognised in one release: its sentences, its facts in text order, its entities."""

    release: Release
    sentences: list[Sentence]
    facts: list[Fact]
    entities: list[Entity]
    issuer: Entity | None = None
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.facts.sort(key=lambda fact: (fact.start, -fact.end))
        self._starts = [fact.start for fact in self.facts]

    def within(self, start: int, end: int, *kinds: str) -> Iterator[Fact]:
        """Yield the facts that lie in ``[start, end)``, in text order; of the given kinds, or all."""
        for index in range(bisect_left(self._starts, start), len(self.facts)):
            fact = self.facts[index]
            if fact.start >= end:
                return
            if fact.end <= end and (not kinds or fact.kind in kinds):
                yield fact

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that holds ``offset``, or None between sentences and outside the narrative."""
        index = bisect_left(self.sentences, offset + 1, key=attrgetter("start")) - 1
        if index < 0 or offset >= self.sentences[index].end:
            return None
        return self.sentences[index]
