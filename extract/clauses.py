"""The grammar of a clause as far as slots need it: subject, object, marked phrases, coordination, noun phrases, voice.

No parser: press releases are written to a few plans ("Acme, a provider of …, today announced that Northwind Bank, the
largest bank in Ohio, has selected …"), and the words between a fact and a trigger tell which plan it is. All offsets
are those of ``Release.text``; functions look at one `Sentence`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from extract.facts.model import Fact, Sentence
from extract.wordlists import alternatives, vocabulary

_PREPOSITIONS = vocabulary("prepositions")
_PHRASE_EDGE = frozenset(_PREPOSITIONS) - {"of"} | frozenset(vocabulary("phrase_edges"))

# Interrupts a subject and its verb: "(NASDAQ: ACM)", ", the largest bank in Ohio,", "– a unit of Acme –", "of Ohio".
# An interrupter holds no verb of saying: after one, another clause has begun.
_INTERRUPTION = r"""
    (?:\s*\([^()]*\)|\s*\[[^\[\]]*\])*
    (?:\s+(?:of|in|at|from|near|within|based\s+in)\s+[^,;:–—()]{2,60}?)?
    (?:\s*\([^()]*\))*
    (?:\s*,\s(?:(?!\b(?:announce[sd]?|said|says|reported|confirmed)\b)[^;])*,
      |\s*[–—]\s(?:(?!\b(?:announce[sd]?|said|says|reported|confirmed)\b)[^;–—])*[–—]
      |\s+-\s[^;]*\s-
    )?
"""


@cache
def _before_verb() -> re.Pattern[str]:
    """The words that may stand between a subject and its verb: "today has also", "and its parent have agreed to"."""
    helpers = alternatives(vocabulary("auxiliaries"))
    return re.compile(
        rf"""(?P<possession>[’']s?(?:\s+(?![,;])\S+){{0,7}}?)?
        {_INTERRUPTION}
        (?:\s+(?:{helpers}|\w+ly)(?!\w))*
        (?:\s+\w+(?:ed|en)\s+(?:and|,))?   # "has evaluated and selected"
        \s*""",
        re.VERBOSE | re.IGNORECASE,
    )


_BARE_PREPOSITION = re.compile(
    # lower-case modifiers may stand between: "with the cloud specialist Acme"; after "to" they would be a verb
    rf"\b(?:(?i:{'|'.join(word for word in _PREPOSITIONS if word != 'to')})\s+(?:[a-z][\w-]*\s+){{0,4}}|(?i:to)\s+(?:(?:the|a|an|its|their)\s+)?)$"
)
_OBJECT_EDGE = re.compile(
    r"\b(?:by|from|with|for|to|at|in|on|as|of|that|which|who|where|while|when|after|because)\b|[;:]|,\s+(?:and|but)\b",
    re.IGNORECASE,
)
# "a suite of Acme products": the object goes on after these.
_MEASURE = re.compile(
    r"\b(?:suite|range|number|family|portfolio|fleet|combination|series|version|copies|units|use|services|deployment) of\s",
    re.IGNORECASE,
)
# What joins two names of a list: "A, B", "A and the carrier B". A comma and an article begin an apposition instead.
_JOINT = re.compile(
    rf"""\s*(?:\([^()]*\)\s*)*[®™]?\s*
    (?:,|(?:,\s*)?(?:and|or|&|as\s+well\s+as|along\s+with|/)(?:\s+(?:the|its|their|a|an))?)\s+
    (?:(?!(?:{"|".join(_PREPOSITIONS)}|the|an?|that|which|who|has|have|had|is|are|was|were|will)\b)[a-z][\w-]*\s+){{0,7}}""",
    re.VERBOSE,
)
_MODIFIERS = rf"(?:(?!(?:{'|'.join(_PREPOSITIONS)}|and|that|which|who|will|has|have)\b)[^\s,;:()]+\s+){{0,6}}"
_PASSIVE = re.compile(
    rf"\b(?:am|is|are|was|were|be|been|being|gets?|got)\s+(?:(?:also|now|not|just|recently|already|officially|\w+ly)\s+)*$",
    re.IGNORECASE,
)

_PHRASE_WORD = re.compile(r"\s*(?P<word>[\w$€£\\][^\s,;:()\[\]\"“”–—]*)")
_LEADING = re.compile(
    rf"(?:{alternatives(vocabulary('determiners'))}\s+|[A-Z][\w.&-]*(?:\s+[A-Z][\w.&-]*)*(?:[’']s|(?<=s)[’'])\s+)+",
    re.ASCII,
)


def subject(options: Sequence[Fact], sentence: Sentence, trigger: int, *, possessive: bool = False) -> list[Fact]:
    """Return the coordinated facts that are the subject of the verb at ``trigger``; none when no fact can be.

    Appositions, parentheses and relative clauses between the two are stepped over ("Acme, the largest bank in Ohio,
    has selected"); what stands behind a preposition or owns another noun ("Acme's customers have selected") is none,
    the latter unless ``possessive``.
    """
    for chain in reversed(list(_chains(options, sentence))):
        gap = _before_verb().fullmatch(sentence.text, chain[-1].end - sentence.start, trigger - sentence.start)
        if gap and (possessive or not gap["possession"]) and not _governed(chain[0], sentence):
            return chain
    return []


def object_(options: Sequence[Fact], sentence: Sentence, end: int) -> list[Fact]:
    """Return the coordinated facts of the noun phrase that follows a trigger ending at ``end``; none across its edge."""
    for chain in _chains(options, sentence):
        between = _MEASURE.sub(" ", sentence.text[end - sentence.start : chain[0].start - sentence.start])
        return [] if _OBJECT_EDGE.search(between) else chain
    return []


def marked(options: Sequence[Fact], sentence: Sentence, markers: Sequence[str]) -> list[Fact]:
    """Return the first coordination behind one of the ``markers``, with its determiners and modifiers between."""
    pattern = _marker(tuple(markers))
    for chain in _chains(options, sentence):
        start = chain[0].start - sentence.start
        if pattern.search(sentence.text, max(0, start - 90), start):
            return chain
    return []


def phrase(sentence: Sentence, start: int, stop: int, blocked: Iterable[Fact] = ()) -> Fact | None:
    """Return the noun phrase that begins at ``start`` as a PHRASE fact, without determiner and owner.

    >>> text = "the cloud-based payment platform of record for its branches"
    >>> phrase(Sentence(0, len(text), text, "body", 0), 0, len(text)).text
    'cloud-based payment platform of record'
    """
    text, offset = sentence.text, sentence.start
    position = start - offset
    while text[position : position + 1].isspace():
        position += 1
    lead = _LEADING.match(text, position)
    first = last = lead.end() if lead else position
    words = 0
    while words < 14 and (found := _PHRASE_WORD.match(text, last, stop - offset)):
        word = found["word"].lower().rstrip(".")
        if word in _PHRASE_EDGE or (words and _participle(word, text, found.end())):
            break
        last, words = found.end(), words + 1
    last = _without_tail(text, first, last)
    if last <= first or any(fact.start - offset <= first and last <= fact.end - offset for fact in blocked):
        return None
    return Fact("PHRASE", offset + first, offset + last, text[first:last])


def passive(sentence: Sentence, start: int) -> bool:
    """Tell whether a form of "be" governs the participle at ``start``: "has been also selected"."""
    return _PASSIVE.search(sentence.text, max(0, start - sentence.start - 40), start - sentence.start) is not None


def after_marker(sentence: Sentence, start: int, markers: Sequence[str]) -> int | None:
    """Return the offset behind the first of the ``markers`` that follows ``start``."""
    found = re.compile(rf"\b{alternatives(markers)}\s+", re.IGNORECASE).search(sentence.text, start - sentence.start)
    return sentence.start + found.end() if found else None


def possessive(fact: Fact, sentence: Sentence) -> bool:
    """Tell whether a fact owns what follows it: "Acme's platform", "Sonus’ network"."""
    return re.match(r"[’']", sentence.text[fact.end - sentence.start : fact.end - sentence.start + 1]) is not None


def _chains(options: Sequence[Fact], sentence: Sentence) -> Iterator[list[Fact]]:
    """Yield the coordinations among the facts: "A, B and C" is one, a fact alone is one of its own."""
    chain: list[Fact] = []
    for fact in options:
        if chain and fact.start < chain[-1].end:
            continue
        if chain and not _JOINT.fullmatch(sentence.text, chain[-1].end - sentence.start, fact.start - sentence.start):
            yield chain
            chain = []
        chain.append(fact)
    if chain:
        yield chain


def _governed(fact: Fact, sentence: Sentence) -> bool:
    start = fact.start - sentence.start
    return _BARE_PREPOSITION.search(sentence.text, max(0, start - 60), start) is not None


@cache
def _marker(markers: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(markers)}\s+{_MODIFIERS}$", re.IGNORECASE)


def _participle(word: str, text: str, position: int) -> bool:
    """Tell whether an -ing word opens a clause ("a solution enabling the bank"), not a compound ("billing system")."""
    return (
        word.endswith("ing")
        and re.match(r"\s+(?:the|a|an|its|their|[A-Z])", text[position : position + 12]) is not None
    )


def _without_tail(text: str, first: int, last: int) -> int:
    """Cut conjunctions and words of time off the end of a phrase."""
    tail = re.search(r"(?:\s+(?:and|or|of|the|a|an|its|their|now|also)|[.!?,’']|\s)+$", text[first:last])
    return first + tail.start() if tail else last
