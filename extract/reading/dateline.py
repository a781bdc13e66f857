"""The dateline: place, date and wire in front of the first sentence.

``SAN JOSE, Calif., Oct. 26 /PRNewswire-FirstCall/ -- ``, ``MINNEAPOLIS--(BUSINESS WIRE)--``,
``Valletta, Malta - 7 March 2025 - ``, ``PROVIDENCE, R.I....May 22, 2000...``
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.wordlists import alternatives, verbs, vocabulary

# Characters.
_LONGEST = 260  # that a dateline may have
_LONGEST_PLACE = 120  # that may stand before its date or wire
_GLUED = 1200  # of subheadlines that may stand before a dateline that is glued to them

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Tue|Wednes|Wed|Thurs|Thu|Fri|Satur|Sat|Sun)(?:day)?[.,]?\s+)"
_DATE = rf"""(?i:(?=[\dADFJMNOSTW]){_WEEKDAY}?(?:
    (?P<month>{_MONTH}),?\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:\s*,?\s*(?P<year>(?:19|20)\d\d)\b)?  # July 10, 2003
  | (?P<day2>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?P<month2>{_MONTH}),?\s+(?P<year2>(?:19|20)\d\d)\b  # 7 March 2025
  | (?P<month3>\d{{1,2}})/(?P<day3>\d{{1,2}})/(?P<year3>(?:19|20)?\d\d)\b  # 7/10/2003
  | (?P<day4>\d{{1,2}})\.\s?(?P<month4>\d{{1,2}})\.\s?(?P<year4>(?:19|20)\d\d)\b  # 7.3.2025, which is March
  | (?P<year5>(?:19|20)\d\d)-(?P<month5>\d\d)-(?P<day5>\d\d)\b  # 2025-03-07
))"""
DATE = re.compile(_DATE, re.VERBOSE)
_POINTED = re.compile(r"\d\.\s?\d{1,2}\.\s?(?:19|20)\d\d\b")  # 7.3.2025
_TIME = r"@?\s*\d{1,2}:\d\d\s*(?:[AaPp]\.?[Mm]\.?)?(?:\s*(?:Eastern|Pacific|Central|E[SD]?T|P[SD]?T|C[SD]?T|GMT|UTC|[A-Z][A-Za-z]+/[A-Z]\w+))?(?:\s+Time)?"
_SEPARATOR = r"[\s,;:|/•*()\[\]‐‑–—―…._-]*"
_MARKS = " \t\r\n\xa0,;:|/•*()[]‐‑–—―…._-#"
_PLACE = re.compile(
    r"""(?:[A-Z][\w.'’&-]*|and|of|de|la|the|[À-ÿ]\w*)  # a word of a place
        (?:[,\s/]+(?:[A-Z][\w.'’&-]*|and|of|de|la|del|den|am|upon|y|&|[À-ÿ]\w*|\([A-Z]{2,}\)))*""",
    re.VERBOSE,
)
_PLACE_ALONE = re.compile(  # SPRINGFIELD, Ohio –
    r"""[A-Z][A-Z.'’]+(?:[ -][A-Z.'’]+){0,3}(?:,[ ]?[A-Z][\w.]{1,15}(?:[ ][A-Z][\w.]{1,15})?)?
        \s?(?:[–—―]|--|(?<=\s)-(?=\s))\s?(?=[A-Z])""",
    re.VERBOSE,
)
_GLUED_PLACE = re.compile(r"[A-Z](?<=[a-z0-9.!?%)].)[A-Z .'-]+[A-Z],? ")
_BRACKETED = re.compile(r"\((?P<wire>[\w.-]+(?: [\w.-]+){0,3})\)\s*$")  # a wire that no list has
# and one behind a date: "May 2, 2019 (ANVILPOINT) --"
_UNLISTED = re.compile(r"\s*[(/](?P<wire>[A-Z][\w.-]*(?: [\w.-]+){0,3})[)/](?=\s?(?:--|[–—]|- ))")
_FULL_STOP = re.compile(r"\.\s[\s–—-]*(?=[A-Z“\"]|$)")  # SPRINGFIELD, 2 May 2000. Northwind
_STOP = re.compile(
    r"""[\s*_]*(?: -{2,} | [–—―]+ | \.{3,} | … | -\ - | /\ ?- | \)\s*- | -(?=\s) | :(?=\s) | (?<=\d)-(?=[A-Z]) | [)\]/] )
        [\s,;:–—―.-]*""",
    re.VERBOSE,
)
_COMMA = re.compile(r",\s(?=[A-Z])")  # SPRINGFIELD...MAY 2, 2000, Acme Corp.
# "SPRINGFIELD, Ohio, May 2, 2019 - Acme MediaWire (Press Release Service) - "
_SIGNED = re.compile(
    r"(?P<wire>[A-Z][\w.]*(?: [A-Z][\w.]*){0,3}(?:[Ww]ire|WIRE|PR))\s*(?:\([^()]{1,80}\)\s*)?[–—-]+\s+"
)


# "Springfield, United States - May 2, 2025 / Acme Plumbing /": the company signs between strokes
_BYLINE = re.compile(r"[^\n/–—]{2,80}?\s[-–—]\s(?P<date>[^/\n–—-]{5,40}?)\s?/\s[^/\n]{2,100}?\s/\s*")


@dataclass(slots=True, frozen=True)
class Dateline:
    """Where the dateline ends, the match of its date, and the wire as written."""

    start: int
    end: int
    date: re.Match[str] | None
    wire: str | None


def find(text: str, start: int, end: int) -> Dateline | None:
    """Return the dateline with which the paragraph at ``[start, end)`` begins, or None.

    Its end is the first character of the sentence behind it, or the end of the paragraph.
    """
    head = text[start : min(end, start + _LONGEST)]
    stroke = "/" in head
    if stroke and (signed := _BYLINE.match(head)) and (day := DATE.fullmatch(signed["date"])):
        return Dateline(start, start + signed.end(), day, None)
    # few are: most need no search
    dated = stroke or any(map(head.lower().__contains__, _MONTHS)) or _POINTED.search(head)
    parts = [found for found in (_wire().search(head), DATE.search(head) if dated else None) if found]
    position = min((found.start() for found in parts), default=0)
    place, wire = _unbracketed(head[:position])
    if not parts or position > _LONGEST_PLACE or not _is_place(place):
        return _place_only(head, start)
    has_place, date = position > 0, None
    while part := _part().match(head, position):
        date = date or (DATE.search(part[0]) if part["date"] else None)
        wire = wire or part["marked"] or part["bare"]
        position = part.end()
    if wire is None and date and (unlisted := _UNLISTED.match(head, position)):
        position, wire = unlisted.end(), unlisted["wire"]
    stop = _STOP.match(head, position) or (_COMMA.match(head, position) if place.endswith("...") else None)
    if stop is None and date and place.endswith((",", ".")):
        stop = _FULL_STOP.match(head, position)
    if stop is None and wire is None and head[position:].strip(_MARKS):
        return None
    position = stop.end() if stop else position
    if wire is None and (carried := _SIGNED.match(head, position)):
        position, wire = carried.end(), carried["wire"]
    if not has_place and (alone := _PLACE_ALONE.match(head, position)):
        position = alone.end()
    return Dateline(start, start + position, date, wire)


def find_glued(text: str, start: int, end: int) -> Dateline | None:
    """Return a dateline that is glued to the subheadline before it: "...up 12%SPRINGFIELD, Ohio, May 2 (...) --"."""
    for place in _GLUED_PLACE.finditer(text, start, min(end, start + _GLUED)):
        found = find(text, place.start(), end)
        if found is not None and found.wire is not None:
            return found
    return None


def iso_day(date: re.Match[str], *, year: str | None = None) -> str | None:
    """Return the ISO 8601 day of a `DATE` match, with ``year`` when it names none; None when there is no such day."""
    number = date["month3"] or date["month4"] or date["month5"]
    month = int(number) if number else _MONTHS.index((date["month"] or date["month2"])[:3].lower()) + 1
    day = next(int(date[group]) for group in ("day", "day2", "day3", "day4", "day5") if date[group])
    stated = next((date[group] for group in ("year", "year2", "year3", "year4", "year5") if date[group]), year)
    if stated is not None and len(stated) == 2:
        stated = ("19" if int(stated) > 50 else "20") + stated
    if stated is None or not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return f"{stated}-{month:02}-{day:02}"


def _unbracketed(words: str) -> tuple[str, str | None]:
    """Return the place before a date without the wire in brackets behind it, and the wire."""
    bracket = _BRACKETED.search(words)
    return (words[: bracket.start()].rstrip(), bracket["wire"]) if bracket else (words.rstrip(), None)


def _is_place(words: str) -> bool:
    """Return whether words can name a place: none at all, or capitalised words of which none is a headline's verb."""
    words = words.strip(_MARKS)
    if not words:
        return True
    return _PLACE.fullmatch(words) is not None and verbs().isdisjoint(words.lower().split())


def _place_only(head: str, start: int) -> Dateline | None:
    """Return a dateline of a place alone: "SPRINGFIELD, Ohio – Northwind Corp. today announced"."""
    place = _PLACE_ALONE.match(head)
    return Dateline(start, start + place.end(), None, None) if place else None


@cache
def _wire() -> re.Pattern[str]:
    return re.compile(_wire_source(), re.VERBOSE)


@cache
def _part() -> re.Pattern[str]:
    """Return the expression for a date, a wire or a time of day with the marks before it."""
    date = re.sub(r"\(\?P<\w+>", "(?:", _DATE)
    return re.compile(rf"{_SEPARATOR}(?:(?P<date>{date})|{_wire_source()}|(?P<time>{_TIME}))", re.VERBOSE)


def _wire_source() -> str:
    names = alternatives(vocabulary("wires"))
    other = r"[A-Z0-9][\w.\-]*(?:[ -][\w.\-]+){0,3}?(?:[Ww]ire|WIRE|[Nn]ewswire|NEWSWIRE|[Nn]ews|NEWS|PR|Release)"
    via = r"\s+via\s+[\w .]{2,30}?"
    return rf"""(?:[(/\[]\s*(?P<marked>(?i:{names})(?:\s*[-–/,]\s*[\w .]{{2,30}}?|{via})?|{other}(?:{via})?)\s*[)/\]](?:\(https?://[^()\s]{{1,200}}\))?
                  |(?P<bare>{names})(?=\s*[-–—/]))"""
