"""The date of an event: what the sentence that states it says of when it happened."""

from __future__ import annotations

from collections.abc import Iterable

from extract.facts.dates import of_event
from extract.facts.factuality import judge
from extract.facts.model import Facts, Sentence
from extract.schema import Factuality, When

# What several sentences say of one event: the first of these that one of them says holds.
_CERTAIN = ("occurred", "planned", "conditional", "historical", "denied")


def happened(facts: Facts, told: Iterable[tuple[Sentence, int, int]]) -> tuple[Factuality, When | None]:
    """Return what is surest of an event that sentences tell with triggers at ``[start, end)``, and its first date.

    What happened has no day to come, whatever else a sentence plans.
    """
    triggers = list(told)
    judged = [judge(facts, sentence, start, end) for sentence, start, end in triggers]
    surest = min(judged, key=lambda factuality: _CERTAIN.index(factuality.value))
    past = surest.value not in ("planned", "conditional")
    dates = (event_date(facts, sentence, start, end, happened=past) for sentence, start, end in triggers)
    return surest, next(filter(None, dates), None)


def event_date(facts: Facts, sentence: Sentence, start: int, end: int, *, happened: bool = False) -> When | None:
    """Return the date of the event whose trigger is at ``[start, end)`` of the release's text, or None.

    It is the date in the sentence nearest to the trigger that is not one of something else ("due 2010", "founded in
    1997"); one after the release only for what is still to come: ``happened`` says that
    it is not, whatever this sentence plans. A sentence that says nothing of when gives None: the
    day of the release is not assumed.
    """
    options = [
        fact for fact in facts.within(sentence.start, sentence.end, "DATE", "PERIOD") if of_event(facts, sentence, fact)
    ]
    if not options:
        return None
    if happened or judge(facts, sentence, start, end).value not in ("planned", "conditional"):
        released = facts.release.document.released
        options = [fact for fact in options if not released or _first_day(fact.value.value) <= released]
    nearest = min(options, key=lambda fact: (max(start - fact.end, fact.start - end, 0), fact.start), default=None)
    return nearest.when() if nearest else None


def _first_day(value: str) -> str:
    """Return the first day of a value at any grain, so that values compare as texts: 2003-Q2 is 2003-04-01."""
    year, _, rest = value.partition("-")
    if rest[:1] in ("Q", "H"):
        return f"{year}-{(int(rest[1]) - 1) * (3 if rest[0] == 'Q' else 6) + 1:02}-01"
    return "-".join([year, *(rest.split("-") if rest else ["01"]), *(["01"] if len(rest) < 5 else [])])
