"""Executive quotes: who said what, one event an utterance.

Marks are paired (`quotation_marks`), each quotation's neighbourhood is searched for an attribution (`attribution`),
the attribution names a person of the document (`speakers`), and quotations that belong together become one utterance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from extract.events import attribution
from extract.events.attribution import Attribution
from extract.events.quotation_marks import PAGE_BREAK, Paragraph, Quotation, paragraphs, quotations
from extract.events.sentence_edges import sentence_start
from extract.events.speakers import Cast
from extract.facts.model import Facts
from extract.matching import Match
from extract.schema import Evidence, ExecutiveQuote, Mention, SectionKind, Speaker

_LONGEST = 3000  # characters: more is a mark gone astray, not a quotation
_FEWEST = 5  # words of a quotation that stands inside a clause ("said that the "cloud" is near")
_SIGNATURES = frozenset({"executive_quote.signature", "executive_quote.byline", "executive_quote.name_line"})
_WINDOW = 500  # characters beside a quotation in which it is attributed


@dataclass(slots=True)
class Turn:
    """A quotation with what its neighbourhood says: attributions before and after it, and its tie to the one before."""

    quotation: Quotation
    before: Attribution | None = None
    after: Attribution | None = None
    tied: bool = False  # nothing but white space, or the attribution of the quotation before, stands between them
    opens: bool = False  # the first words of its paragraph
    elsewhere: bool = False  # somebody without a name says it


@dataclass(slots=True)
class Utterance:
    """Quotations that one person says in one go."""

    turns: list[Turn] = field(default_factory=list)
    attribution: Attribution | None = None
    speaker: Speaker | None = None


def find(facts: Facts, matches: list[Match]) -> list[ExecutiveQuote]:
    """Return the quotations of named persons, in text order; triggers and slots (``matches``) play no part."""
    text = facts.release.text
    blocks = paragraphs(facts.release)
    found = quotations(text, blocks)
    if not found:
        return []
    cast = Cast(facts)
    utterances = _utterances(_turns(text, blocks, found, cast), cast)
    return [_event(facts, utterance) for utterance in utterances if _is_quote(text, utterance)]


def _turns(text: str, blocks: list[Paragraph], found: list[Quotation], cast: Cast) -> list[Turn]:
    turns: list[Turn] = []
    for number, quotation in enumerate(found):
        previous = turns[-1] if turns else None
        if not quotation.opened and not _find_opening(text, previous, quotation):
            continue
        turn = Turn(quotation)
        following = found[number + 1] if number + 1 < len(found) else None
        _look_before(text, blocks, previous, turn, cast)
        _look_after(text, blocks, turn, following, cast)
        if quotation.opened or turn.tied or turn.after:
            turns.extend(_split(text, turn, cast))
    return turns


def _split(text: str, turn: Turn, cast: Cast) -> list[Turn]:
    """Take a quotation apart that swallowed its own attribution, as the marks around that are missing."""
    quotation = turn.quotation
    if turn.before or turn.after or turn.tied:
        return [turn]
    named = (found for found in attribution.inside(text, quotation.start, quotation.end) if found.name)
    found = next(filter(cast.accepts, named), None)
    if found is None:
        return [turn]
    start = min(quotation.end, found.end + 1)
    while start < quotation.end and not text[start].isalnum():
        start += 1
    first = replace(quotation, end=found.start, outer_end=found.start)
    rest = replace(quotation, start=start, outer_start=start)
    return [replace(turn, quotation=first, after=found), *([Turn(rest, tied=True)] if start < rest.end else [])]


def _find_opening(text: str, previous: Turn | None, quotation: Quotation) -> bool:
    """Let a quotation without opening mark begin after the attribution before it: "A," said X. B."

    At the beginning of a paragraph it is the last sentence; its own attribution must follow then.
    """
    if previous is None or previous.quotation.paragraph != quotation.paragraph:
        start = sentence_start(text, quotation.start, quotation.end)
    elif previous.after or previous.tied:
        start = previous.after.end if previous.after else previous.quotation.outer_end
    else:
        return False
    while start < quotation.end and not text[start].isalnum():
        start += 1
    quotation.start = quotation.outer_start = start
    return text[start].isupper() and text.count(" ", start, quotation.end) >= _FEWEST


def _look_before(text: str, blocks: list[Paragraph], previous: Turn | None, turn: Turn, cast: Cast) -> None:
    quotation = turn.quotation
    start = blocks[quotation.paragraph].start
    if previous and previous.quotation.paragraph == quotation.paragraph:
        start = max(previous.quotation.outer_end, previous.after.end if previous.after else 0)
        turn.tied = _follows(text, previous, start, quotation.outer_start)
    elif not text[start : quotation.outer_start].strip():
        turn.opens = True
        if previous and previous.quotation.paragraph == quotation.paragraph - 1 and _speaks(previous):
            last = max(previous.quotation.outer_end, previous.after.end if previous.after else 0)
            turn.tied = not text[last : blocks[quotation.paragraph - 1].end].strip(" \t\n\xa0.")
        if not turn.tied and quotation.paragraph and text[blocks[quotation.paragraph - 1].end - 1] in ":,":
            start = blocks[quotation.paragraph - 1].start
    start = max(start, quotation.outer_start - _WINDOW)
    if start < quotation.outer_start:
        turn.before = next(filter(cast.accepts, attribution.before(text, start, quotation.outer_start)), None)
        if turn.before is None:
            turn.elsewhere = attribution.is_elsewhere_before(text, start, quotation.outer_start)


def _speaks(turn: Turn) -> bool:
    """Tell a quotation that may be carried on in the next paragraph from a term in marks at a paragraph's end."""
    return turn.opens or turn.tied or bool(turn.before or turn.after)


def _follows(text: str, previous: Turn, start: int, end: int) -> bool:
    """Tell whether nothing of its own stands between a quotation, its attribution included, and the next mark."""
    if previous.after and previous.after.pattern in _SIGNATURES:
        return False
    if not previous.quotation.closed and start < end and not (previous.tied or previous.before):
        return False  # the opening mark of a title or a term whose closing mark is missing
    return not text[start:end].strip(" \t\n\xa0.,;:-–—")


def _look_after(text: str, blocks: list[Paragraph], turn: Turn, following: Quotation | None, cast: Cast) -> None:
    quotation = turn.quotation
    start, end = quotation.outer_end, blocks[quotation.paragraph].end
    if following and following.paragraph == quotation.paragraph:
        end = following.outer_start if following.opened else following.end
    elif quotation.paragraph + 1 < len(blocks) and not text[start:end].strip(" .\n"):
        start, end = end, _signature_end(text, blocks[quotation.paragraph + 1], end)
    if quotation.closed:
        offered = attribution.after(text, start, min(end, start + _WINDOW))
        found = next(filter(cast.accepts, offered), None)
        turn.after = None if found and _introduces(text, quotation, found, end) else found
        finished = text[quotation.end - 1] == "."
        end = min(end, start + _WINDOW)
        turn.elsewhere |= found is None and attribution.is_elsewhere_after(text, start, end, finished=finished)


def _signature_end(text: str, following: Paragraph, end: int) -> int:
    """Return where a signature line ends ("— Jane Doe, CEO"), or ``end`` when the next paragraph is none."""
    line = text[following.start : min(following.end, following.start + 200)]
    signed = following.end - following.start < 200 and (
        line[0] in "—–-―" or (line[0].isupper() and line[-1] not in '.:?!”"')
    )
    return following.end if signed else end


# What may follow "Doe said" when the quotation before it is all that she said: nothing, or when, where and to whom.
_SETTING = re.compile(
    r"[.,;]|$|(?:in|on|at|during|of|to|after|when|while|as|via|from|about|with|before|through|today|yesterday|recently)\b"
)


def _introduces(text: str, quotation: Quotation, found: Attribution, end: int) -> bool:
    """Tell whether the words after a finished quotation begin a new sentence: "A." Doe added, "B." or Doe said he …."""
    if found.pattern != "executive_quote.speaker_said" or found.cue is None or text[quotation.end - 1] not in ".!?":
        return False
    rest = text[found.cue[1] : end].strip()
    return (found.end >= end and rest[-1:] != ".") or (text[quotation.end - 1] == "." and not _SETTING.match(rest))


def _utterances(turns: list[Turn], cast: Cast) -> list[Utterance]:
    """Group turns into utterances, each with its speaker."""
    utterances: list[Utterance] = []
    last: Speaker | None = None
    for turn in turns:
        own = turn.before or turn.after
        speaker = cast.speaker(own, last) if own else None
        current = utterances[-1] if utterances else None
        if current and turn.tied and not (turn.before and speaker) and _goes_on(current, own, speaker, turn):
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
    if current.speaker is None:
        return True
    same = (speaker.name or speaker.text) == (current.speaker.name or current.speaker.text)
    return same and (not turn.opens or (own is not None and own.pronoun is not None))


def _is_quote(text: str, utterance: Utterance) -> bool:
    first, last = utterance.turns[0].quotation, utterance.turns[-1].quotation
    if utterance.speaker is None or sum(t.quotation.end - t.quotation.start for t in utterance.turns) > _LONGEST:
        return False
    words = len(text[first.start : first.end].split())
    weak = utterance.attribution is not None and utterance.attribution.weak
    return words >= _FEWEST or (words > 1 and not weak and text[last.end - 1] in ",.!?")


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
    start = quotation.start
    for page in PAGE_BREAK.finditer(text, quotation.start, quotation.end):
        yield _mention(text, start, page.start())
        start = page.end()
    yield _mention(text, start, quotation.end)


def _mention(text: str, start: int, end: int) -> Mention:
    return Mention(text=text[start:end], start=start, end=end)


def _section(facts: Facts, offset: int) -> SectionKind:
    return next((section.kind for section in facts.release.sections if section.start <= offset < section.end), "body")
