"""Who is said to speak: the attribution patterns tried before, after and inside a quotation.

An `Attribution` holds what was found, as offsets. Whether the name is a person's and who that is in the document is
decided in `extract.events.executive_quote.speakers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.events.executive_quote.edges import sentence_end, sentence_start
from extract.events.executive_quote.forms import AttributionPattern, cue, readings
from extract.facts import people
from extract.facts.people.letters import UPPER
from extract.facts.people.words import has_noun
from extract.wordlists import alternatives, vocabulary

Offsets = tuple[int, int]

_SEPARATOR = re.compile(r"[\s,;]*")
_FULL_STOP = re.compile(r"\.\s*\Z")
_CAPITAL_BEFORE = re.compile(rf"[{UPPER}][\w’'-]*\s\Z")  # in the middle of a name


@dataclass(slots=True)
class Attribution:
    """Words that say who speaks: the pattern's id, their span, the cue, and of the speaker one of three.

    ``name`` is a run that should hold a person's name, ``pronoun`` is "he" or "she", ``office`` a title alone ("the
    CEO"). ``role`` is where a title may stand after the name. All are offsets or None.
    """

    pattern: str
    start: int
    end: int
    cue: Offsets | None
    name: Offsets | None
    pronoun: Offsets | None
    office: Offsets | None
    role: Offsets | None
    proof: str | None = None  # what must show the name to be a person's: a title, a mention elsewhere, or anything
    in_clause: bool = False  # the quotation stands inside a clause: "calls it a "great day""


def after(text: str, start: int, end: int) -> Iterator[Attribution]:
    """Yield what may attribute a quotation right after its closing mark at ``start``, the likeliest first."""
    first = _step_over_separator(text, start, end)
    for pattern, reading in readings("after", text, first, end):
        if found := reading.match(text, first, end):
            stop = max(found.end(), sentence_end(text, found.end(), end))
            yield _attribution(pattern, found, role=_span(found, "role") or (found.end(), stop), end=stop)


def before(text: str, start: int, end: int) -> Iterator[Attribution]:
    """Yield what may attribute a quotation in the sentence that runs at its opening mark at ``end``."""
    yield from _in_sentence(text, sentence_start(text, start, end), end)


def earlier(text: str, start: int, end: int) -> Iterator[Attribution]:
    """Yield what may attribute a quotation in the full sentence before it: "Doe said that it is open. "We are glad."."""
    stop = _FULL_STOP.search(text, start, end)
    if stop:
        yield from _in_sentence(text, sentence_start(text, start, stop.start()), end)


def _in_sentence(text: str, first: int, end: int) -> Iterator[Attribution]:
    for pattern, reading in readings("before", text, first, end):
        found = reading.search(text, first, end)
        while found:
            if _holds(found) and not _CAPITAL_BEFORE.search(text, max(first, found.start() - 25), found.start()):
                yield _attribution(pattern, found, role=_span(found, "role"), end=end)
            found = reading.search(text, found.start() + 1, end)


def inside(text: str, start: int, end: int) -> Iterator[Attribution]:
    """Yield attributions within a quotation that lost the marks around them: "We are glad, said X. It is time."."""
    for pattern, reading in readings("inside", text, start, end):
        for found in reading.finditer(text, start, end):
            stop = sentence_end(text, found.end(), end)
            yield _attribution(pattern, found, role=(found.end(), stop), end=stop)


def is_elsewhere_after(text: str, start: int, end: int, *, finished: bool) -> bool:
    """Tell whether the words after a quotation give it to somebody without a name: "said a spokesperson".

    After a quotation that ``finished`` its sentence, "The founder added" begins another.
    """
    found = _cue_at_start().match(text, _step_over_separator(text, start, end), end)
    return found is not None and not (finished and found["subject"])


def is_elsewhere_before(text: str, start: int, end: int) -> bool:
    """Tell whether the words before a quotation give it to somebody without a name: "one customer said"."""
    return _cue_at_end().search(text, sentence_start(text, start, end), end) is not None


@cache
def _cue_at_start() -> re.Pattern[str]:
    return re.compile(rf"(?P<subject>(?:[\w’'.-]+\s+){{1,8}}?)??{cue().pattern}(?:[.,;\s]|\Z)")


@cache
def _cue_at_end() -> re.Pattern[str]:
    return re.compile(rf"{cue().pattern}[^.!?]{{0,60}}\Z")


@cache
def _work_at_end() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(vocabulary('titled_works'))}s?,?\s*\Z", re.IGNORECASE)


def _holds(found: re.Match[str]) -> bool:
    """Refuse what only looks like an attribution before a mark.

    That is "the author of the book, described as", "wrote the book", and "hired Jane Doe, the board said": words
    after a name with a comma that neither end in one nor hold a title.
    """
    groups = found.groupdict()
    role, lead = groups.get("role") or "", groups.get("lead") or ""
    if (role and groups.get("office")) or _work_at_end().search(lead):
        return False
    ends = role.rstrip().endswith((",", ")")) or (role.split() and people.names_organisation(role))
    return "," not in role or bool(ends) or has_noun(role, 0, len(role))


def _attribution(pattern: AttributionPattern, found: re.Match[str], *, role: Offsets | None, end: int) -> Attribution:
    in_clause = bool((found.groupdict().get("lead") or "").strip()) and found[0].rstrip()[-1] not in ",:"
    return Attribution(
        pattern=pattern.id,
        start=found.start(),
        end=end,
        cue=_span(found, "cue"),
        name=_span(found, "name"),
        pronoun=_span(found, "pronoun"),
        office=_span(found, "office"),
        role=role,
        proof=pattern.proof or ("any" if in_clause else None),
        in_clause=in_clause,
    )


def _span(found: re.Match[str], group: str) -> Offsets | None:
    return found.span(group) if found.groupdict().get(group) else None


def _step_over_separator(text: str, start: int, end: int) -> int:
    found = _SEPARATOR.match(text, start, end)
    return found.end() if found else start
