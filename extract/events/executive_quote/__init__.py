"""Executive quotes: who said what, one event an utterance.

Marks are paired (`marks`), each quotation's neighbourhood is searched for an attribution (`turns`, `attribution`), the
attribution names a person of the document (`speakers`), and quotations that belong together become one utterance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.events.executive_quote.attribution import Attribution
from extract.events.executive_quote.marks import PAGE_BREAK, Quotation, paragraphs, quotations
from extract.events.executive_quote.speakers import Cast
from extract.events.executive_quote.turns import FEWEST, Turn, turns
from extract.facts.model import Facts
from extract.matching import Match
from extract.schema import Evidence, ExecutiveQuote, Mention, SectionKind, Speaker

_LONGEST = 3000  # characters: more is a mark gone astray, not a quotation


@dataclass(slots=True)
class Utterance:
    """Quotations that one person says in one go."""

    turns: list[Turn]
    attribution: Attribution | None = None
    speaker: Speaker | None = None


def find(facts: Facts, matches: list[Match]) -> list[ExecutiveQuote]:
    """Return the quotations of named persons, in text order; triggers and slots (``matches``) play no part."""
    text = facts.release.text
    blocks = paragraphs(facts.release)
    found = quotations(text, blocks)
    if not found:
        return []
    cast = Cast(facts, [block.start for block in blocks])
    utterances = _utterances(text, turns(text, blocks, found, accepts=cast.accepts), cast)
    return [_event(facts, utterance) for utterance in utterances if _is_quote(text, utterance)]


def _utterances(text: str, taken: list[Turn], cast: Cast) -> list[Utterance]:
    """Group turns into utterances, each with its speaker."""
    utterances: list[Utterance] = []
    last: Speaker | None = None
    for turn in taken:
        own = turn.before or turn.after
        current = utterances[-1] if utterances else None
        unknown = turn.tied and current is not None and current.turns[-1].elsewhere  # "a tester said"; "he added"
        speaker = cast.speaker(own, last) if own and not (unknown and own.pronoun) else None
        alone = turn.before or (current and _is_term(text, current))
        if current and turn.tied and not (alone and speaker) and _goes_on(current, own, speaker, turn):
            current.turns.append(turn)
        else:
            current = Utterance([turn])
            utterances.append(current)
        if speaker and current.speaker is None:
            current.speaker, current.attribution = speaker, own
        last = speaker or (None if turn.elsewhere else last)
    return utterances


def _goes_on(current: Utterance, own: Attribution | None, speaker: Speaker | None, turn: Turn) -> bool:
    """Tell whether a quotation that follows at once belongs to the utterance before."""
    if turn.elsewhere:
        return False
    if speaker is None:
        return own is None
    if current.speaker is None:  # nobody yet, unless somebody who stays unknown: "says the designated CEO"
        return not any(turn.before or turn.after for turn in current.turns)
    same = (speaker.name or speaker.text) == (current.speaker.name or current.speaker.text)
    return same and (not turn.opens or (own is not None and own.pronoun is not None))


def _is_quote(text: str, utterance: Utterance) -> bool:
    if utterance.speaker is None or sum(t.quotation.end - t.quotation.start for t in utterance.turns) > _LONGEST:
        return False
    finished = text[utterance.turns[-1].quotation.end - 1] in ",.!?"
    return not _is_term(text, utterance) and (_words(text, utterance) >= FEWEST or finished)


def _is_term(text: str, utterance: Utterance) -> bool:
    """Tell whether but a few words are quoted inside a clause, or one alone: he has no "quarrel" with it."""
    in_clause = utterance.attribution is not None and utterance.attribution.in_clause
    return _words(text, utterance) < (FEWEST if in_clause else 2)


def _words(text: str, utterance: Utterance) -> int:
    return sum(len(text[turn.quotation.start : turn.quotation.end].split()) for turn in utterance.turns)


def _event(facts: Facts, utterance: Utterance) -> ExecutiveQuote:
    text = facts.release.text
    parts = [part for turn in utterance.turns for part in _parts(text, turn.quotation)]
    attributed = utterance.attribution
    assert utterance.speaker is not None
    assert attributed is not None
    start = min(utterance.turns[0].quotation.outer_start, attributed.start)
    end = max(utterance.turns[-1].quotation.outer_end, attributed.end)
    evidence = Evidence(
        text=text[start:end], start=start, end=end, section=_section(facts, start), pattern=attributed.pattern
    )
    return ExecutiveQuote(
        document=facts.release.document, evidence=[evidence], parts=parts, quote=" ".join(part.text for part in parts),
        speaker=utterance.speaker, cue=_mention(text, *attributed.cue) if attributed.cue else None,
    )  # fmt: skip


def _parts(text: str, quotation: Quotation) -> Iterator[Mention]:
    """Yield the words of a quotation: in one part, or in two where a page of a filing ends within it."""
    start, wrapped = quotation.start, "\n" in text[quotation.start : quotation.end]
    for page in PAGE_BREAK.finditer(text, quotation.start, quotation.end) if wrapped else ():
        yield _mention(text, start, page.start())
        start = page.end()
    yield _mention(text, start, quotation.end)


def _mention(text: str, start: int, end: int) -> Mention:
    return Mention(text=text[start:end], start=start, end=end)


def _section(facts: Facts, offset: int) -> SectionKind:
    return next((section.kind for section in facts.release.sections if section.start <= offset < section.end), "body")
