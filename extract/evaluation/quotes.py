"""Quotations: found when the words agree, right in full when speaker, title and organisation do as well."""

from __future__ import annotations

from extract.evaluation.gold import Gold, Quote
from extract.evaluation.likeness import core, name_of, overlap, same_name
from extract.evaluation.tally import Tally, pair
from extract.schema import Event, ExecutiveQuote

_SAME_WORDS, _SAME_TITLE = 0.8, 0.6  # overlaps from which on two quotations, two titles are the same


def count(gold: Gold, found: list[Event], tally: Tally) -> None:
    """Count the quotations of a document."""
    pairs = pair(gold.quotes, [event for event in found if isinstance(event, ExecutiveQuote)], _likeness)
    full = sum(_judge(one, other, tally) for one, other in pairs.both)
    tally.add_pairs("quote.content", pairs)
    tally.add("quote.full", hit=full, found=len(pairs.found), gold=len(pairs.wanted))
    for one in pairs.missed:
        tally.differ("quote.content", "missed", f"{one.speaker}: {' '.join(one.parts)}")
    for other in pairs.extra:
        tally.differ("quote.content", "extra", f"{name_of(other.speaker)}: {_words(other)}")


def _likeness(one: Quote, other: ExecutiveQuote) -> float:
    alike = overlap(" ".join(one.parts), _words(other))
    return alike if alike >= _SAME_WORDS else 0


def _words(quote: ExecutiveQuote) -> str:
    return " ".join(part.name or part.text for part in quote.parts) or quote.quote


def _judge(one: Quote, other: ExecutiveQuote, tally: Tally) -> bool:
    """Judge who is said to speak, and tell whether all of it is right."""
    speaker, title = name_of(other.speaker), name_of(other.speaker.title)
    organization = name_of(other.speaker.organization)
    right = {
        "speaker": _same_person(one.speaker, speaker),
        "title": overlap(one.title, title) >= _SAME_TITLE if one.title and title else not one.title and not title,
        "organization": same_name(one.organization, organization)
        if one.organization and organization
        else not one.organization and not organization,
    }
    for role, judged in right.items():
        tally.judge(f"quote.{role}", judged)
    if all(right.values()):
        return True
    told, is_so = (one.speaker, one.title, one.organization), (speaker, title, organization)
    tally.differ("quote.full", "wrong", f"{' | '.join(map(str, is_so))}; gold: {' | '.join(map(str, told))}")
    return False


def _same_person(one: str, other: str | None) -> bool:
    """Tell whether two names end in the same family name and one is a form of the other."""
    return core(one)[-1:] == core(other)[-1:] != [] and same_name(one, other)
