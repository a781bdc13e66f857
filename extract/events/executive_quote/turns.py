"""Quotations in their neighbourhood: what attributes each, and whether it goes on from the one before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from extract.events.executive_quote import attribution
from extract.events.executive_quote.attribution import Attribution
from extract.events.executive_quote.edges import sentence_start
from extract.events.executive_quote.marks import Paragraph, Quotation
from extract.facts.people.words import has_noun

Accepts = Callable[[Attribution], bool]

FEWEST = 5  # words of a quotation that no full sentence frames: fewer are a term in marks
_SIGNATURES = frozenset({"executive_quote.signature", "executive_quote.byline", "executive_quote.name_line"})
_WINDOW = 500  # characters beside a quotation in which it is attributed
_LONGEST_SIGNATURE = 200  # characters of a line such as "— Jane Doe, CEO of Acme"
_LONGEST_TITLE = 100  # characters of a line that gives the title
_CAPITALS = re.compile(r"(?:(?:[A-Z][\w’'&/.-]*|of|and|for|the|at|in|&)[,\s]*){3,16}\.")  # "Jane Doe, CEO of Acme."
_TAKEN_UP = re.compile(r",?\s(?:and|but|while|adding|or)\s[^.;:]{0,120}\Z")
_FILLING = " \t\n\xa0.,;:-–—"
# What may follow "Doe said" when the quotation before it is all that she said: nothing, or when, where and to whom.
_SETTING = re.compile(
    r"[.,;]|$|(?:in|on|at|during|of|to|after|when|while|as|via|from|about|with|before|through|today|yesterday|recently)\b"
)


@dataclass(slots=True)
class Turn:
    """A quotation with what its neighbourhood says of its speaker."""

    quotation: Quotation
    before: Attribution | None = None
    after: Attribution | None = None
    tied: bool = False  # nothing but white space, or the attribution of the quotation before, stands between them
    opens: bool = False  # the first words of its paragraph
    elsewhere: bool = False  # somebody without a name says it

    @property
    def end(self) -> int:
        """Return where the quotation ends, or the attribution after it."""
        return max(self.quotation.outer_end, self.after.end if self.after else 0)


def turns(text: str, blocks: list[Paragraph], found: list[Quotation], *, accepts: Accepts) -> list[Turn]:
    """Return a turn for each quotation, in text order; ``accepts`` tells whether an attribution can name a person.

    A quotation without opening mark gets its beginning here or is dropped; one that swallowed its attribution is split.
    """
    taken: list[Turn] = []
    for number, quotation in enumerate(found):
        previous = taken[-1] if taken else None
        if not quotation.opened and not _find_opening(text, previous, quotation):
            continue
        following = found[number + 1] if number + 1 < len(found) else None
        turn = Turn(quotation)
        _look_before(text, blocks, previous, turn, accepts)
        _look_after(text, blocks, turn, following, accepts)
        if not (turn.before or turn.after or turn.tied or turn.elsewhere):
            _look_earlier(text, blocks, previous, turn, accepts)
        if quotation.opened or turn.tied or turn.after:
            taken.extend(_split(text, turn, accepts))
    return taken


def _first(offered: Iterable[Attribution], accepts: Accepts) -> Attribution | None:
    return next(filter(accepts, offered), None)


def _find_opening(text: str, previous: Turn | None, quotation: Quotation) -> bool:
    """Let a quotation without opening mark begin after the attribution before it: "A," said X. B."

    At the beginning of a paragraph it is the last sentence; its own attribution must follow then.
    """
    if previous is None or previous.quotation.paragraph != quotation.paragraph:
        start = sentence_start(text, quotation.start, quotation.end)
    elif previous.after or previous.tied:
        start = previous.end
    else:
        return False
    quotation.start = quotation.outer_start = _next_word(text, start, quotation.end)
    return text[quotation.start].isupper() and text.count(" ", quotation.start, quotation.end) >= FEWEST


def _next_word(text: str, start: int, end: int) -> int:
    while start < end and not text[start].isalnum():
        start += 1
    return start


def _look_before(text: str, blocks: list[Paragraph], previous: Turn | None, turn: Turn, accepts: Accepts) -> None:
    """Fill in what stands before the opening mark: an attribution, nobody's attribution, a tie to the turn before."""
    number, mark = turn.quotation.paragraph, turn.quotation.outer_start
    start = blocks[number].start
    if previous and previous.quotation.paragraph == number:
        start = previous.end
        turn.tied = _follows(text, previous, start, mark) or _in_one_clause(text, previous, start, mark)
        turn.opens = not previous.quotation.closed and turn.tied  # the end of a paragraph glued to the next
    elif not text[start:mark].strip():
        turn.opens = True
        if previous and previous.quotation.paragraph == number - 1 and _speaks(previous):
            turn.tied = not text[previous.end : blocks[number - 1].end].strip(_FILLING)
        if (
            not turn.tied and number and text[blocks[number - 1].end - 1] in ":,"
        ):  # "Jane Doe said:" and a new paragraph
            start = blocks[number - 1].start
    start = max(start, mark - _WINDOW)
    if start < mark:
        turn.before = _first(attribution.before(text, start, mark), accepts)
        turn.elsewhere = turn.before is None and attribution.is_elsewhere_before(text, start, mark)


def _look_earlier(text: str, blocks: list[Paragraph], previous: Turn | None, turn: Turn, accepts: Accepts) -> None:
    """Fill in an attribution from the sentence before a quotation that is one or more sentences itself."""
    quotation = turn.quotation
    start = blocks[quotation.paragraph].start
    if previous and previous.quotation.paragraph == quotation.paragraph:
        start = previous.end
    words = text[quotation.start : quotation.end]
    if quotation.closed and words[:1].isupper() and words[-1:] in ".!?" and words.count(" ") >= FEWEST:
        turn.before = _first(
            attribution.earlier(text, max(start, quotation.outer_start - _WINDOW), quotation.outer_start), accepts
        )


def _speaks(turn: Turn) -> bool:
    """Tell a quotation that may be carried on in the next paragraph from a term in marks at a paragraph's end."""
    signed = turn.after is not None and turn.after.pattern in _SIGNATURES
    return not signed and (turn.opens or turn.tied or bool(turn.before or turn.after))


def _in_one_clause(text: str, previous: Turn, start: int, end: int) -> bool:
    """Tell whether a sentence takes up a second quotation: she said the need is "high" and that she will "go on"."""
    if previous.before is None or not previous.before.in_clause:
        return False
    return sentence_start(text, start, end) == start and _TAKEN_UP.match(text, start, end) is not None


def _follows(text: str, previous: Turn, start: int, end: int) -> bool:
    """Tell whether nothing of its own stands between a quotation, its attribution included, and the next mark."""
    if previous.after and previous.after.pattern in _SIGNATURES:
        return False
    if not previous.quotation.closed and start < end and not (previous.tied or previous.before):
        return False  # the opening mark of a title or a term whose closing mark is missing
    return not text[start:end].strip(_FILLING)


def _look_after(text: str, blocks: list[Paragraph], turn: Turn, following: Quotation | None, accepts: Accepts) -> None:
    """Fill in what stands after the closing mark: an attribution, or nobody's."""
    quotation = turn.quotation
    if not quotation.closed:
        return
    start, end = quotation.outer_end, blocks[quotation.paragraph].end
    below = False
    if following and following.paragraph == quotation.paragraph:
        end = following.outer_start if following.opened else following.end
    elif quotation.paragraph + 1 < len(blocks) and not text[start:end].strip(" .\n"):
        start, end = end, _signature_end(text, blocks[quotation.paragraph + 1 :], end)
        below = True
    window = min(end, start + _WINDOW)
    offered = attribution.after(text, start, window)
    if below:  # a line of its own signs; "Highlights" and "Remarks by Jane Doe" are headings
        turn.after = _first((found for found in offered if found.pattern in _SIGNATURES), accepts)
        return
    found = _first(offered, accepts)
    if found is None:
        finished = text[quotation.end - 1] == "."
        turn.elsewhere |= attribution.is_elsewhere_after(text, start, window, finished=finished)
    elif not _introduces(text, quotation, found, end):
        turn.after = found


def _signature_end(text: str, blocks: list[Paragraph], end: int) -> int:
    """Return where the signature ends with which ``blocks`` begin ("— Jane Doe, CEO"), or ``end`` when there is none.

    The title may have a line of its own below the name.
    """
    following = blocks[0]
    if following.end - following.start >= _LONGEST_SIGNATURE:
        return end
    first, last = text[following.start], text[following.end - 1]
    signed = first in "—–-―" or (first.isupper() and last not in '.:?!”"')
    if last == "." and _CAPITALS.fullmatch(text, following.start, following.end):
        return following.end - 1
    if not signed:
        return end
    below = blocks[1] if len(blocks) > 1 else None
    if below and text.count("\n", following.end, below.start) == 1 and _is_title_line(text, following, below):
        return below.end
    return following.end


def _is_title_line(text: str, above: Paragraph, line: Paragraph) -> bool:
    """Tell whether a short line below a name gives a title: "CEO, Acme"."""
    short = line.end - line.start < _LONGEST_TITLE and text[line.end - 1] not in '.:?!”"'
    return short and above.end - above.start < _LONGEST_TITLE and has_noun(text, line.start, line.end)


def _introduces(text: str, quotation: Quotation, found: Attribution, end: int) -> bool:
    """Tell whether the words after a finished quotation begin a new sentence: "A." Doe added, "B." or Doe said he …."""
    last = text[quotation.end - 1]
    if last == "." and text.startswith("According", found.start):
        return True
    if found.pattern != "executive_quote.speaker_said" or found.cue is None or last not in ".!?":
        return False
    rest = text[found.cue[1] : end].strip()
    return (found.end >= end and rest[-1:] != ".") or (last == "." and not _SETTING.match(rest))


def _split(text: str, turn: Turn, accepts: Accepts) -> list[Turn]:
    """Take a quotation apart that swallowed its own attribution, as the marks around that are missing."""
    quotation = turn.quotation
    if turn.before or turn.after:
        return [turn]
    named = (found for found in attribution.inside(text, quotation.start, quotation.end) if found.name)
    found = _first(named, accepts)
    if found is None:
        return [turn]
    first = replace(turn, quotation=replace(quotation, end=found.start, outer_end=found.start), after=found)
    start = _next_word(text, min(quotation.end, found.end + 1), quotation.end)
    if start == quotation.end:
        return [first]
    return [first, Turn(replace(quotation, start=start, outer_start=start), tied=True)]
