"""The dateline: place, date and wire in front of the first sentence.

``SAN JOSE, Calif., Oct. 26 /PRNewswire-FirstCall/ -- ``, ``MINNEAPOLIS--(BUSINESS WIRE)--``,
``Valletta, Malta - 7 March 2025 - ``, ``PROVIDENCE, R.I....May 22, 2000...``
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.wordlists import alternatives, vocabulary

_LONGEST = 260  # characters that a dateline may have

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_WEEKDAY = r"(?:(?:Mon|Tues|Tue|Wednes|Wed|Thurs|Thu|Fri|Satur|Sat|Sun)(?:day)?[.,]?\s+)"
DATE = rf"""(?:{_WEEKDAY}?(?:
    (?P<month>{_MONTH})\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:\s*,?\s*(?P<year>(?:19|20)\d\d)\b)?  # July 10, 2003
  | (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month2>{_MONTH}),?\s+(?P<year2>(?:19|20)\d\d)\b  # 7 March 2025
  | (?P<month3>\d{{1,2}})/(?P<day3>\d{{1,2}})/(?P<year3>(?:19|20)?\d\d)\b  # 7/10/2003
))"""
_DATE = re.compile(DATE, re.VERBOSE | re.IGNORECASE)
_SEPARATOR = r"[\s,;:|/•*()\[\]‐‑–—―…._-]*"
_TIME = r"(?:@?\s*\d{1,2}:\d\d\s*(?:[AaPp]\.?[Mm]\.?)?(?:\s*(?:Eastern|Pacific|Central|E[SD]?T|P[SD]?T|C[SD]?T|GMT))?(?:\s+Time)?)"
_PLACE = re.compile(
    r"""(?:[A-Z][\w.'’&-]*|[A-Z]\.|and|of|de|la|St\.|the|[À-ÿ]\w*)  # a word of a place
        (?:[,\s/]+(?:[A-Z][\w.'’&-]*|and|of|de|la|del|den|am|upon|y|&|[À-ÿ]\w*|\([A-Z]{2,}\)))*""",
    re.VERBOSE,
)
_STRONG_END = re.compile(r"\s*(?:-{2,}|[–—―]+|\.{3,}|…|- -|/ ?-|\)\s*-|-(?=\s)|:(?=\s)|(?<=\d)-(?=[A-Z]))[\s–—―.,:-]*")

# "SPRINGFIELD, Ohio, May 2, 2019 - Northwind MediaWire (Press Release Service) - "
_SIGNED = re.compile(
    r"(?P<wire>[A-Z][\w.]*(?: [A-Z][\w.]*){0,3}(?:[Ww]ire|WIRE|PR))\s*(?:\([^()]{1,80}\)\s*)?[–—-]+\s+"
)
_PLACE_ALONE = re.compile(
    r"[A-Z][A-Z.'’]+(?:[ -][A-Z.'’]+){0,3}(?:,[ ]?[A-Z][\w.]{1,15}(?:[ ][A-Z][\w.]{1,15})?)?\s?(?:[–—―]|--|(?<=\s)-(?=\s))\s?(?=[A-Z])"
)
_GLUED = 1200  # characters of subheadlines that may stand before a glued dateline
_GLUED_PLACE = re.compile(r"(?<=[a-z0-9.!?%)])[A-Z][A-Z .'-]+[A-Z],? ")


@dataclass(slots=True, frozen=True)
class Dateline:
    """Where the dateline ends, the date and the wire that it names, as written."""

    start: int
    end: int
    date: re.Match[str] | None
    wire: str | None


@cache
def _wire() -> re.Pattern[str]:
    names = alternatives(vocabulary("wires"))
    any_wire = r"[A-Z0-9][\w.\-]*(?:[ -][\w.\-]+){0,3}?(?:[Ww]ire|WIRE|[Nn]ewswire|NEWSWIRE|[Nn]ews|NEWS|PR|Release)"
    return re.compile(
        rf"""[(/\[]\s*(?P<marked>(?i:{names})(?:\s*[-–/,]\s*[\w .]{{2,30}}?|\s+via\s+[\w .]{{2,30}}?)?|{any_wire}(?:\s+via\s+[\w .]{{2,30}}?)?)\s*[)/\]]
          | (?P<bare>{names})(?=\s*[-–—/])""",
        re.VERBOSE,
    )


def find(text: str, start: int, end: int) -> Dateline | None:
    """Return the dateline with which the paragraph at ``[start, end)`` begins, or None.

    Its end is the first character of the sentence behind it, or the end of the paragraph.
    """
    limit = min(end, start + _LONGEST)
    head = text[start:limit]
    wire = _wire().search(head)
    date = _DATE.search(head)
    if wire is None and date is None:
        return _place_only(head, start)
    first = min(found.start() for found in (wire, date) if found)
    if first > 120 or not _is_place(head[:first]):
        return _place_only(head, start)
    last = _extent(head, wire, date)
    if last is None:
        return None
    position, wire, date = last
    name = (wire["marked"] or wire["bare"]) if wire else None
    signed = _SIGNED.match(head, position) if wire is None else None
    if signed is not None:
        position, name = signed.end(), signed["wire"]
    if first == 0 and (place := _PLACE_ALONE.match(head, position)):
        position = place.end()
    return Dateline(start, start + position, date, name)


def _place_only(head: str, start: int) -> Dateline | None:
    """Return a dateline of a place alone: "SPRINGFIELD, Ohio – Northwind Corp. today announced"."""
    place = _PLACE_ALONE.match(head)
    return Dateline(start, start + place.end(), None, None) if place else None


def find_glued(text: str, start: int, end: int) -> Dateline | None:
    """Return a dateline that is glued to the subheadline before it: "...of 12%SPRINGFIELD, Ohio, May 2, 2019 (...) --"."""
    wire = _wire().search(text, start, min(end, start + _GLUED))
    if wire is None:
        return None
    for place in _GLUED_PLACE.finditer(text, start, wire.start()):
        found = find(text, place.start(), end)
        if found is not None and found.wire is not None:
            return found
    return None


def _extent(
    head: str, wire: re.Match[str] | None, date: re.Match[str] | None
) -> tuple[int, re.Match[str] | None, re.Match[str] | None] | None:
    """Return the end of the dateline and those of its two parts that belong to it."""
    parts = sorted((found for found in (wire, date) if found), key=lambda found: found.start())
    first = parts[0]
    position = first.end()
    taken = [first]
    if (
        len(parts) == 2
        and parts[1].start() >= position
        and re.fullmatch(rf"{_SEPARATOR}(?:{_TIME})?{_SEPARATOR}(?:{_WEEKDAY})?", head[position : parts[1].start()])
    ):
        taken.append(parts[1])
        position = parts[1].end()
    tail = re.compile(rf"(?:{_SEPARATOR}{_TIME})?").match(head, position)
    position = tail.end() if tail else position
    stop = _STRONG_END.match(head, position) or re.compile(r"\s*[)\]/]\s*[–—―.,:-]*\s*").match(head, position)
    if stop is None and first is date and head[: date.start()].rstrip().endswith("..."):
        stop = re.compile(r",\s(?=[A-Z])").match(head, position)  # SPRINGFIELD...MAY 2, 2000, Acme Corp.
    rest = head[position:].strip(" \t\r\n.,:;–—―-)/")
    has_wire = wire is not None and wire in taken
    if stop is None and rest and not has_wire:
        return None
    end = stop.end() if stop else position
    extra = re.compile(r"[\s,;:–—―.-]*").match(head, end)
    end = extra.end() if extra else end
    return end, wire if has_wire else None, date if date is not None and date in taken else None


def _is_place(words: str) -> bool:
    """Return whether words can name a place: none at all, or capitalised words of which none is a headline's verb."""
    words = words.strip(" \t\r\n\xa0,;:|/•*()[]‐‑–—―…._-#")
    if not words:
        return True
    if len(words) > 100 or _PLACE.fullmatch(words) is None:
        return False
    return _verbs().isdisjoint(words.lower().split())


@cache
def _verbs() -> frozenset[str]:
    return frozenset((*vocabulary("corporate_verbs"), *vocabulary("headline_verbs")))


def iso_day(date: re.Match[str], *, year: str | None = None) -> str | None:
    """Return the ISO 8601 day of a `DATE` match, with ``year`` when it names none; None when there is no such day."""
    if date["month3"]:
        month, day, stated = int(date["month3"]), int(date["day3"]), date["year3"]
        stated = stated if len(stated) == 4 else ("19" if int(stated) > 50 else "20") + stated
    else:
        word = (date["month"] or date["month2"])[:3].title()
        month = [name[:3] for name in MONTHS].index(word) + 1
        day, stated = int(date["day"] or date["day2"]), date["year"] or date["year2"] or year
    if stated is None or not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return f"{stated}-{month:02}-{day:02}"
