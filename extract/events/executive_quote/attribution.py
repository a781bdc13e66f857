"""Who is said to speak: the attribution patterns tried before, after and inside a quotation.

An `Attribution` holds what was found, as offsets. Whether the name is a person's and who that is in the document is
decided in `extract.events.executive_quote.speakers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.events.executive_quote.edges import sentence_end, sentence_start
from extract.events.executive_quote.forms import AttributionPattern, Found, find
from extract.events.executive_quote.landmarks import Window
from extract.facts import people
from extract.facts.people.letters import UPPER
from extract.facts.people.words import Offsets, has_noun
from extract.wordlists import alternatives, vocabulary

_SEPARATOR = re.compile(r"[\s,;]*")
_FULL_STOP = re.compile(r"\.\s*\Z")
_SUBJECT = re.compile(r"(?:[\w’'.-]+\s+){1,8}")  # "The founder" added
_VERB_ENDS = re.compile(r"[.,;\s]|\Z")
_SENTENCE_ENDS = re.compile(r"[.!?]")
_NEAR = 60  # characters between a verb of speech and the mark
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
    window = _behind(text, start, end)
    for pattern, found in find("after", window):
        stop = max(found.end, sentence_end(text, found.end, end))
        yield _attribution(pattern, found, role=found.role or (found.end, stop), end=stop)


def before(text: str, start: int, end: int) -> Iterator[Attribution]:
    """Yield what may attribute a quotation in the sentence that runs at its opening mark at ``end``."""
    yield from _in_sentence(_in_front(text, start, end))


def earlier(text: str, start: int, end: int) -> Iterator[Attribution]:
    """Yield what may attribute a quotation in the full sentence before it: "Doe said that it is open. "We are glad."."""
    stop = _FULL_STOP.search(text, start, end)
    if stop:
        yield from _in_sentence(Window(text, sentence_start(text, start, stop.start()), end))


def _in_sentence(window: Window) -> Iterator[Attribution]:
    text, first = window.text, window.start
    for pattern, found in find("before", window):
        if _holds(text, found) and not _CAPITAL_BEFORE.search(text, max(first, found.start - 25), found.start):
            yield _attribution(pattern, found, role=found.role, end=window.end)


@lru_cache(maxsize=1)  # asked again when nobody is named in it
def _in_front(text: str, start: int, end: int) -> Window:
    return Window(text, sentence_start(text, start, end), end)


@lru_cache(maxsize=1)
def _behind(text: str, start: int, end: int) -> Window:
    return Window(text, _step_over_separator(text, start, end), end)


def inside(text: str, start: int, end: int) -> Iterator[Attribution]:
    """Yield attributions within a quotation that lost the marks around them: "We are glad, said X. It is time."."""
    for pattern, found in find("inside", Window(text, start, end)):
        stop = sentence_end(text, found.end, end)
        yield _attribution(pattern, found, role=(found.end, stop), end=stop)


def is_elsewhere_after(text: str, start: int, end: int, *, finished: bool) -> bool:
    """Tell whether the words after a quotation give it to somebody without a name: "said a spokesperson".

    After a quotation that ``finished`` its sentence, "The founder added" begins another.
    """
    window = _behind(text, start, end)
    for cue, stop in window.cues.items():
        if _VERB_ENDS.match(text, stop, end) and (cue == window.start or _SUBJECT.fullmatch(text, window.start, cue)):
            return not (finished and cue > window.start)
    return False


def is_elsewhere_before(text: str, start: int, end: int) -> bool:
    """Tell whether the words before a quotation give it to somebody without a name: "one customer said"."""
    verbs = _in_front(text, start, end).cues.values()
    return any(end - stop <= _NEAR and not _SENTENCE_ENDS.search(text, stop, end) for stop in verbs)


@cache
def _work_at_end() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(vocabulary('titled_works'))}s?,?\s*\Z", re.IGNORECASE)


def _holds(text: str, found: Found) -> bool:
    """Refuse what only looks like an attribution before a mark.

    That is "the author of the book, described as", "wrote the book", and "hired Jane Doe, the board said": words
    after a name with a comma that neither end in one nor hold a title.
    """
    role = text[slice(*found.role)] if found.role else ""
    if (role and found.speaker.office) or _work_at_end().search(found.lead):
        return False
    ends = role.rstrip().endswith((",", ")")) or (role.split() and people.names_organisation(role))
    return "," not in role or bool(ends) or has_noun(role, 0, len(role))


def _attribution(pattern: AttributionPattern, found: Found, *, role: Offsets | None, end: int) -> Attribution:
    in_clause = bool(found.lead.strip()) and found.text[found.start : found.end].rstrip()[-1] not in ",:"
    return Attribution(
        pattern=pattern.id,
        start=found.start,
        end=end,
        cue=found.cue,
        name=found.speaker.name,
        pronoun=found.speaker.pronoun,
        office=found.speaker.office,
        role=role,
        proof=pattern.proof or ("any" if in_clause else None),
        in_clause=in_clause,
    )


def _step_over_separator(text: str, start: int, end: int) -> int:
    found = _SEPARATOR.match(text, start, end)
    return found.end() if found else start
