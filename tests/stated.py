"""Facts of a single text, for the tests of the fact recognisers: one sentence, one release date, no names."""

from __future__ import annotations

from extract.facts import dates, money
from extract.facts.model import Amount, Fact, Facts, Moment, Sentence
from extract.schema import Document, Release, SectionKind

RELEASED = "2003-07-10"


def stated(text: str, *, released: str | None = RELEASED, section: SectionKind = "body") -> Facts:
    """Return the amounts and dates of a text as one sentence; every span is the text at its offsets."""
    release = Release(document=Document(id="t", source="t", sha256="", released=released), text=text)
    sentence = Sentence(0, len(text), text, section, 0)
    found = [*money.find(release, [sentence]), *dates.find(release, [sentence])]
    assert [fact.text for fact in found] == [text[fact.start : fact.end] for fact in found]
    return Facts(release=release, sentences=[sentence], facts=found, entities=[])


def beside(
    trigger: str, text: str, *, section: SectionKind = "body", released: str | None = RELEASED
) -> tuple[Facts, Sentence, int, int]:
    """Return the facts of a text, its sentence, and where its first such trigger stands: what judges a statement is given."""
    facts = stated(text, section=section, released=released)
    start = text.index(trigger)
    return facts, facts.sentences[0], start, start + len(trigger)


def of_kind(text: str, *kinds: str, released: str | None = RELEASED) -> list[Fact]:
    """Return the facts of some kinds in a text."""
    return [fact for fact in stated(text, released=released).facts if fact.kind in kinds]


def amount(text: str, kind: str = "MONEY") -> Amount:
    """Return the one amount that a text holds."""
    (fact,) = of_kind(text, kind)
    assert isinstance(fact.value, Amount)
    return fact.value


def moment(text: str, kind: str = "DATE", *, released: str | None = RELEASED) -> Moment:
    """Return the one date or period that a text holds."""
    (fact,) = of_kind(text, kind, released=released)
    assert isinstance(fact.value, Moment)
    return fact.value
