"""Which facts fill the slots of a clause around a trigger."""

from __future__ import annotations

import re
from functools import cache

from extract.facts.model import Fact, Facts, Sentence
from extract.facts.names.chunks import is_common
from extract.matching import clauses, phrases
from extract.patternset import Slot
from extract.wordlists import alternatives, first_words, verb_forms, verbs, vocabulary

# The subject of a headline, of two to six words: "Village of Harrow Fire Department".
_CAPITALS = re.compile(r"[A-Z][\w&.’'-]*(?:\s+(?:of\s+|and\s+|&\s+)?[A-Z][\w&.’'-]*){1,5}")
_NAMED = ("ORG", "PERSON", "DESCRIBED")


def fill(
    slots: dict[str, list[Slot]], sentence: Sentence, start: int, end: int, facts: Facts
) -> tuple[dict[str, list[Fact]], str | None]:
    """Fill the slots around a trigger at ``[start, end)``; also return the first required one that stays empty.

    A fact fills one role only: roles are tried in their order, and of a role's slots the first that finds something.
    """
    roles: dict[str, list[Fact]] = {}
    taken: list[Fact] = []
    for name, choices in slots.items():
        for slot in choices:
            chosen = _choose(slot, sentence, start, end, facts, taken)
            if chosen:
                roles[name] = chosen
                taken.extend(chosen)
                break
        if choices[0].required and name not in roles:
            return roles, name
    return roles, None


def needs(slots: dict[str, list[Slot]]) -> list[frozenset[str]]:
    """Return sets of words and kinds of fact: a sentence that has nothing of one of them leaves a required slot empty."""
    required = [choices for choices in slots.values() if choices[0].required]
    return [need for choices in required for need in (_words(choices), _kinds(choices)) if need]


def _words(choices: list[Slot]) -> frozenset[str]:
    """Return the words with which the markers or heads of a role's slots begin, where every slot looks for some."""
    words = list(map(_looked_for, choices))
    return frozenset().union(*map(first_words, words)) if all(words) else frozenset()


def _looked_for(slot: Slot) -> list[str]:
    if slot.marker and slot.side not in ("subject", "actor"):
        return slot.marker
    return [form for head in slot.head for form in (head, f"{head}s")] if "PHRASE" in slot.fact else []


def _kinds(choices: list[Slot]) -> frozenset[str]:
    """Return the kinds of fact of a role's slots, but for those that make their fact themselves: phrases and headlines."""
    kinds = frozenset(kind for slot in choices for kind in slot.fact)
    return frozenset() if "PHRASE" in kinds or any(map(_reads_headlines, choices)) else kinds


def _choose(slot: Slot, sentence: Sentence, start: int, end: int, facts: Facts, taken: list[Fact]) -> list[Fact]:
    if "PHRASE" in slot.fact:
        found = _phrase(slot, sentence, start, end, facts, taken)
        return [found] if found else []
    first, last = sentence.start, sentence.end
    if slot.side in ("subject", "actor", "opening", "before"):
        last = start
    elif slot.side in ("object", "after"):
        first = end
    options = [
        fact
        for fact in facts.within(first, last, *slot.fact)
        if fact not in taken
        and (slot.many or _near(slot, fact, sentence, start, end))
        and (fact.kind != "PLACE" or slot.fact == ["PLACE"] or _public_body().search(fact.text))
        and not (first == end and fact.anaphor and fact.text in ("our", "Our"))  # "our customers" are not we
    ]
    if slot.side in ("subject", "actor"):
        predicate = slot.side == "actor"
        chosen = clauses.subject(options, sentence, start, possessive=slot.possessive, predicate=predicate)
        if not chosen and _reads_headlines(slot):
            chosen = _headline_name(sentence, start, facts)
    elif slot.marker:
        chosen = clauses.marked(options, sentence, slot.marker, after=end)
    elif slot.side == "object":
        chosen = clauses.object_(options, sentence, end)
    else:
        chosen = options[-1:] if slot.side == "before" else options[:1]
    if not slot.many:
        return chosen[:1]
    return chosen if any(_near(slot, fact, sentence, start, end) for fact in chosen) else []


def _reads_headlines(slot: Slot) -> bool:
    """Tell whether a slot takes a name that nobody recognised from the beginning of a headline."""
    return slot.side == "subject" and "NAME" in slot.fact


def _headline_name(sentence: Sentence, start: int, facts: Facts) -> list[Fact]:
    """Return the words before the verb of a headline as a NAME, where nothing in them is recognised and one is no word.

    "Coldwater Sheriff's Office Deploys", which the running text may call otherwise.
    """
    text = sentence.text[: start - sentence.start].rstrip()
    words = text.split()
    if sentence.section != "headline" or not _CAPITALS.fullmatch(text) or all(map(is_common, words)):
        return []
    if any(word.lower() in _third_persons() for word in words):  # "Northwind Renews Contract With": another verb's
        return []
    if next(facts.within(sentence.start, start, *_NAMED, "PRODUCT", "NAME", "PLACE"), None):
        return []
    return [Fact("NAME", sentence.start, sentence.start + len(text), text)]


@cache
def _public_body() -> re.Pattern[str]:
    """What makes a place one that acts: the county, the city as its government."""
    last = alternatives(vocabulary("public_bodies"))
    return re.compile(rf"\b{last}\b|\b(?:City|Town|Village|State|County|Port|District)\s+of\s")


@cache
def _third_persons() -> frozenset[str]:
    return verbs() | {forms[1] for forms in verb_forms().values()}


def _phrase(slot: Slot, sentence: Sentence, start: int, end: int, facts: Facts, taken: list[Fact]) -> Fact | None:
    """Make the noun phrase behind the trigger, or behind the slot's marker; none when it is a name or a role's fact."""
    if slot.side == "subject" and slot.head:
        return clauses.noun_subject(sentence, slot.head, start)
    if slot.side == "subject":
        return _owned_subject(sentence, start, taken)
    first: int | None = end
    if slot.marker:
        object_ = phrases.phrase(sentence, end, sentence.end)
        ends = [*taken, *facts.within(end, sentence.end, "PLACE", "MONEY", "DATE", "COUNT"), *filter(None, [object_])]
        first = phrases.after_marker(sentence, end, slot.marker, ends)
    if first is None or sentence.text.count(" ", end - sentence.start, first - sentence.start) > slot.within:
        return None
    blocked = [*facts.within(first, sentence.end, *_NAMED), *taken]
    owners = (fact.start for fact in blocked if slot.head and fact.start > first and _of(fact, sentence))
    stop = min(owners, default=sentence.end)
    found = phrases.phrase(sentence, first, stop, blocked)
    return None if found and slot.head and not _heads(tuple(slot.head)).search(found.text) else found


def _of(fact: Fact, sentence: Sentence) -> bool:
    """Tell whether "of" stands before a fact: "chief executive officer of Acme" is the phrase of its head, "officer"."""
    return sentence.text.endswith(" of ", 0, fact.start - sentence.start)


def _owned_subject(sentence: Sentence, start: int, taken: list[Fact]) -> Fact | None:
    """Make the noun phrase that a taken fact owns before the trigger: "platform" of "Acme's platform is used by"."""
    owner = next((fact for fact in reversed(taken) if fact.end <= start), None)
    if owner is None or not sentence.text.startswith(("’s ", "'s "), owner.end - sentence.start):
        return None
    return phrases.phrase(sentence, owner.end + 2, start)


@cache
def _heads(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives(words)}s?(?:\s+of\s.+)?$", re.IGNORECASE)


def _near(slot: Slot, fact: Fact, sentence: Sentence, start: int, end: int) -> bool:
    first, last = (fact.end, start) if fact.end <= start else (end, fact.start)
    return sentence.text.count(" ", max(0, first - sentence.start), max(0, last - sentence.start)) <= slot.within
