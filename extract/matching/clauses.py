"""The grammar of a clause as far as slots need it: subject, object, marked phrases, coordination, noun phrases.

No parser: press releases are written to a few plans ("Acme, a provider of …, today announced that Northwind Bank, the
largest bank in Ohio, has selected …"), and the words between a fact and a trigger tell which plan it is. All offsets
are those of ``Release.text``; functions look at one `Sentence`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.facts.model import Fact, Sentence
from extract.schema import HEADLINES
from extract.wordlists import alternatives, vocabulary

_PREPOSITIONS = vocabulary("prepositions")

# Interrupts a subject and its verb: "(NASDAQ: ACM)", ", the largest bank in Ohio,", "– a unit of Acme –", "of Ohio".
# An interrupter holds no verb of saying: after one, another clause has begun.
_INTERRUPTION = r"""
    (?:\s*\([^()]*\)|\s*\[[^\[\]]*\])*
    (?:\s+(?:of|in|at|from|near|within|based\s+in)\s+[^,;:–—()]{2,60}?)?
    (?:\s*\([^()]*\))*
    (?:\s*,\s(?:(?!\b(?:announce[sd]?|said|says|reported|confirmed)\b)[^;])*,
      |\s*[–—]\s(?:(?!\b(?:announce[sd]?|said|says|reported|confirmed)\b)[^;–—])*[–—]
      |\s+-\s?[^;]*\s?-(?=\s)
    )?
"""


@cache
def _before_verb(predicate: bool) -> re.Pattern[str]:
    """The words that may stand between a subject and its verb: "today has also", "subsidiary has agreed to".

    With ``predicate``, also the verb and what stands before the noun: "has reached a definitive" before "agreement".
    """
    begun = r"(?:\s+[a-z]+(?:\s+[^\s,;:]+){0,10}?)" if predicate else ""
    helpers = alternatives(vocabulary("auxiliaries"))
    return re.compile(
        rf"""(?:,?\s+{alternatives(vocabulary("legal_suffixes"))})?\.?
        (?P<possession>[’']s?(?:\s+(?![,;])\S+){{0,7}}?)?
        (?(possession)|(?P<head>(?:\s+[a-z][\w-]*){{1,4}}?)??)    # "LedgerOne billing system has been"
        (?:\s+{alternatives(vocabulary("unit_nouns"))})?
        {_INTERRUPTION}
        (?P<closed>\s*,(?!\s+which\b))?      # "its subsidiary, Acme, has"
        (?:(?P<relative>,\s+which)|,?\s+(?:which|that|who))?    # "with Acme, which has"
        (?:\s+(?:{helpers}|\w+ly)(?!\w))*
        (?:\s+\w+(?:ed|en)\s+(?:and|,))?   # "has evaluated and selected"
        {begun}
        \s*""",
        re.VERBOSE | re.IGNORECASE,
    )


_BARE_PREPOSITION = re.compile(
    # lower-case modifiers may stand between: "with the cloud specialist Acme"; after "to" they would be a verb, and
    # "under which Acme" begins a clause
    rf"\b(?:(?i:{'|'.join(word for word in _PREPOSITIONS if word != 'to')})\s+(?:(?!wh)[a-z][\w-]*\s+){{0,4}}|(?i:to)\s+(?:(?:the|a|an|its|their)\s+)?)$"
)
_OBJECT_EDGE = re.compile(
    rf"\b(?:{'|'.join(sorted({*_PREPOSITIONS, *vocabulary('phrase_edges')}))})\b|[;:]|,\s(?!\S*[\d-])", re.IGNORECASE
)
# "a suite of Acme products": the object goes on after these.
_MEASURE = re.compile(
    r"\b(?:suite|range|number|family|portfolio|fleet|combination|series|version|copies|use|services|deployment"
    r"|[\d.,]+(?:\s+[\w-]+)?) of\s|\b(?:more|fewer|less) than\s+[\d.,]+\s",
    re.IGNORECASE,
)
# What joins two names of a list: "A, B", "A and the carrier B". Words after a bare comma begin something else.
_JOINT = re.compile(
    rf"""\.?\s*(?:\([^()]*\)\s*)*[®™]?\s*
    (?P<unknown>(?:,\s+[A-Z][\w’'&.-]*(?:\s+[A-Z][\w’'&.-]*){{0,3}}(?=,\s|\s+(?:and|&)\s)){{0,4}})\s*    # members that are no facts
    (?:,\s+|(?:,\s*)?(?:and|or|&|as\s+well\s+as|along\s+with|/)\s+(?:(?:the|its|their|a|an)\s+)?
      (?:(?!(?:{"|".join(_PREPOSITIONS)}|that|which|who|has|have|had|is|are|was|were|will)\b)[a-z][\w-]*\s+){{0,7}})""",
    re.VERBOSE,
)
_MODIFIERS = rf"(?:(?!(?:{'|'.join(_PREPOSITIONS)}|and|that|which|who|will|has|have)\b)[^\s,;:()]+\s+){{0,6}}"


def subject(
    options: Sequence[Fact], sentence: Sentence, trigger: int, *, possessive: bool = False, predicate: bool = False
) -> list[Fact]:
    """Return the coordinated facts that are the subject of the verb at ``trigger``; none when no fact can be.

    Appositions, parentheses and relative clauses between the two are stepped over ("Acme, the largest bank in Ohio,
    has selected"); what stands behind a preposition or owns another noun ("Acme's customers have selected") is none,
    the latter unless ``possessive``. With ``predicate`` the trigger is a noun further on in the clause: "Acme has
    reached an agreement".
    """
    headline = sentence.section in HEADLINES
    for chain in reversed([_fronted(chain, sentence) for chain in _chains(options, sentence)]):
        first, last = chain[-1].end - sentence.start, trigger - sentence.start
        gap = _before_verb(predicate).fullmatch(sentence.text, first, last)
        if gap is None or (not gap["relative"] and _governed(chain[0], sentence, genitive=possessive)):
            continue
        if (gap["possession"] and not possessive) or (gap["head"] and chain[-1].kind != "PRODUCT"):
            continue
        if not headline and re.fullmatch(r"\s+to\s+", sentence.text[first:last]):  # "a company to deploy": no verb yet
            continue
        if chain[0].kind == "DESCRIBED" and _follows_comma(chain[0], sentence):  # "Acme, a leading bank, has": Acme has
            continue
        if not gap["closed"] or (len(chain) > 1 and chain[-1].kind == "PLACE") or _renames(chain[0], sentence):
            return chain
    return []


def noun_subject(sentence: Sentence, heads: Sequence[str], trigger: int) -> Fact | None:
    """Return the noun phrase with one of the ``heads`` that is the subject of the verb at ``trigger``, if it begins a clause.

    >>> text = "The first order, worth $3 million, was placed by Contoso Air"
    >>> noun_subject(Sentence(0, len(text), text, "body", 0), ["order"], 39).text
    'first order'
    """
    text, stop = sentence.text, trigger - sentence.start
    for found in _noun_phrase(tuple(heads)).finditer(text, 0, stop):
        gap = _before_verb(predicate=False).fullmatch(text, found.end(), stop)
        if gap and not gap["possession"]:
            return Fact("PHRASE", sentence.start + found.start("noun"), sentence.start + found.end(), found["noun"])
    return None


@cache
def _noun_phrase(heads: tuple[str, ...]) -> re.Pattern[str]:
    # "The follow-on order", "said that these contracts", "In March, a second order"
    return re.compile(
        rf"(?:^|\bthat\s+|,\s+)(?:the|this|these|both|each|an?)\s+(?P<noun>(?:[^\s,;:]+\s+){{0,5}}?{alternatives(heads)}s?)(?!\w)",
        re.IGNORECASE,
    )


def object_(options: Sequence[Fact], sentence: Sentence, end: int) -> list[Fact]:
    """Return the coordinated facts of the noun phrase that follows a trigger ending at ``end``; none across its edge."""
    for chain in _chains(options, sentence):
        between = _MEASURE.sub(" ", sentence.text[end - sentence.start : chain[0].start - sentence.start])
        return [] if _OBJECT_EDGE.search(between) else chain
    return []


def marked(options: Sequence[Fact], sentence: Sentence, markers: Sequence[str], *, after: int) -> list[Fact]:
    """Return the first coordination behind one of the ``markers``, with its determiners and modifiers between.

    The "by" of a participle that follows ``after``, the trigger's end, is none: "a network built by Acme".
    """
    pattern = _marker(tuple(markers))
    for chain in _chains(options, sentence):
        start = chain[0].start - sentence.start
        lowest = after - sentence.start if chain[0].start >= after else 0
        found = pattern.search(sentence.text, max(lowest, start - 90), start)
        if found and not (found[0].lower().startswith("by ") and _agent_of_another(sentence, after, found.start())):
            return chain
    return []


def _chains(options: Sequence[Fact], sentence: Sentence) -> Iterator[list[Fact]]:
    """Yield the coordinations among the facts: "A, B and C" is one, a fact alone is one of its own."""
    chain: list[Fact] = []
    closed = False  # by its "and": in "brands like A and B, Acme has" Acme is not of the list
    for fact in options:
        if chain and (fact.start < chain[-1].end or _bracketed(chain[-1], fact, sentence)):
            continue
        joint = _joint(chain[-1], fact, sentence) if chain else None
        if chain and (joint is None or (closed and joint[0].strip() == ",")):
            yield chain
            chain, closed, joint = [], False, None
        if joint is not None:
            closed = closed or joint[0].strip("®™ ") != ","
            chain.extend(_unknown(joint, chain[-1]))
        chain.append(fact)
    if chain:
        yield chain


def _fronted(chain: list[Fact], sentence: Sentence) -> list[Fact]:
    """Part the subject from a phrase in front of it: "In addition to Acme, Northwind has" is no list."""
    if len(chain) == 2 and _governed(chain[0], sentence):
        between = sentence.text[chain[0].end - sentence.start : chain[1].start - sentence.start]
        return chain[1:] if between.strip() == "," else chain
    return chain


def _bracketed(one: Fact, other: Fact, sentence: Sentence) -> bool:
    """Tell whether ``other`` stands in brackets behind ``one``: the short form in "Northwind Bank (NWB) and Acme"."""
    between = sentence.text[one.end - sentence.start : other.start - sentence.start]
    return re.fullmatch(r"[®™]?,?\s*[(\[][^()\[\]]*", between) is not None


def _unknown(joint: re.Match[str], after: Fact) -> Iterator[Fact]:
    """Yield the members of a list that nobody recognised: "The Blue Shop" in "Acme, The Blue Shop and Northwind"."""
    if joint["unknown"] and after.kind in ("ORG", "NAME"):
        for member in re.finditer(r"[A-Z][^,]*[^,\s]", joint["unknown"]):
            start = after.end + joint.start("unknown") + member.start()
            yield Fact("NAME", start, start + len(member[0]), member[0])


def _joint(one: Fact, other: Fact, sentence: Sentence) -> re.Match[str] | None:
    """Return what joins two facts of a list: "," or "and …", and members between that are no facts."""
    if (one.kind == "PLACE") != (other.kind == "PLACE"):  # "In Ohio, Acme"
        return None
    between = sentence.text[one.end - sentence.start : other.start - sentence.start]
    if one.kind == other.kind == "PRODUCT":  # of two products the second is no apposition: "LedgerOne, the ClaimSight"
        between = between.replace(", the ", ", ")
    return _JOINT.fullmatch(between)


def _renames(fact: Fact, sentence: Sentence) -> bool:
    """Tell whether a fact is itself an apposition: "its subsidiary, Acme, has"."""
    return re.search(r"[a-z]\w*,\s$", sentence.text[: fact.start - sentence.start]) is not None


def _follows_comma(fact: Fact, sentence: Sentence) -> bool:
    return sentence.text[: fact.start - sentence.start].rstrip().endswith((",", "–", "—"))


def _agent_of_another(sentence: Sentence, after: int, by: int) -> bool:
    between = sentence.text[max(0, after - sentence.start) : by]
    return re.search(r"\b(?:\w+ed|built|made|run|led|driven|won)\s+$", between) is not None


def _governed(fact: Fact, sentence: Sentence, *, genitive: bool = False) -> bool:
    """Tell whether a preposition governs a fact; the "of" of "the platform of Acme" does not count as ``genitive``."""
    start = fact.start - sentence.start
    found = _BARE_PREPOSITION.search(sentence.text, max(0, start - 60), start)
    return found is not None and not (genitive and found[0].lower().startswith("of"))


@cache
def _marker(markers: tuple[str, ...]) -> re.Pattern[str]:
    # "to" stands before a verb as well: only a determiner or names may follow it
    to = rf"to\s+(?:{alternatives(vocabulary('determiners'))}\s+)?(?:(?-i:[A-Z][\w&.-]*|[\w]+-based)\s+){{0,4}}"
    others = [marker for marker in markers if marker != "to"]
    other = rf"(?:{alternatives(others)})\s+{_MODIFIERS}" if others else None
    return re.compile(rf"\b(?:{'|'.join(filter(None, [other, to if 'to' in markers else None]))})$", re.IGNORECASE)
