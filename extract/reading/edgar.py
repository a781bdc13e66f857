"""EDGAR submissions: the header's facts and those documents of a submission that are releases.

A submission is SGML of 1993: a header of "KEY: value" lines, then documents between <DOCUMENT> and </DOCUMENT>, each with
its <TYPE>. It is cut up as bytes and only what is wanted is decoded, so that an attached workbook costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from typing import Any

from extract.wordlists import folder, read_toml

_SUBMISSION = re.compile(
    rb"<(?:SEC-DOCUMENT|IMS-DOCUMENT|SEC-HEADER|IMS-HEADER|SUBMISSION)\b|<DOCUMENT>\s*<TYPE>", re.IGNORECASE
)
_OPEN = re.compile(rb"^<DOCUMENT>[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_CLOSE = re.compile(rb"^</DOCUMENT>", re.MULTILINE | re.IGNORECASE)
_TYPE = re.compile(rb"<TYPE>[ \t]*([^\r\n<]{1,40})", re.IGNORECASE)
_TEXT = re.compile(rb"<TEXT>[ \t]*\r?\n?", re.IGNORECASE)
_END_TEXT = re.compile(rb"</TEXT>", re.IGNORECASE)
_WRAPPERS = re.compile(rb"\s*</?(?:PDF|XBRL|XML)>\s*", re.IGNORECASE)
_ENCODED = re.compile(rb"^begin [0-7]{3} [^\r\n]{1,200}\r?\n", re.MULTILINE)
_ENCODED_END = re.compile(rb"^end[ \t]*\r?$", re.MULTILINE)
_FIELD = re.compile(r"^[ \t]*<?(?P<key>[A-Z][A-Z \-]{2,40}?)(?:>|:)[ \t]*(?P<value>[^\r\n]*?)[ \t]*\r?$", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*ITEM\s+(\d{1,2}(?:\.\d{2})?)\b", re.MULTILINE | re.IGNORECASE)
_NEW_ITEMS = "20040823"  # the day from which form 8-K has items like 2.02

_HEAD = 20_000  # bytes in which a submission shows what it is


@dataclass(slots=True, frozen=True)
class Header:
    """What the header of a submission says of the filers, names with numbers, and the filing; days are ISO 8601."""

    filers: tuple[tuple[str, str | None], ...] = ()
    form: str | None = None
    period: str | None = None
    filed: str | None = None
    items: tuple[str, ...] = ()


@dataclass(slots=True, frozen=True)
class Exhibit:
    """A document of a submission: its type as filed ("EX-99.1"), its place, and its undecoded text."""

    type: str
    sequence: int
    data: bytes

    @property
    def is_candidate(self) -> bool:
        """Return whether releases are filed as documents of this type."""
        return re.match(r"EX-(?:99|20|28)\b", self.type) is not None


def is_submission(data: bytes) -> bool:
    """Return whether the bytes are an EDGAR submission."""
    return _SUBMISSION.search(data, 0, _HEAD) is not None


def header(data: bytes) -> Header:
    """Return the facts of a submission's header."""
    first = _OPEN.search(data)
    text = data[: first.start() if first else _HEAD].decode("latin-1")
    fields: dict[str, list[str]] = {}
    for match in _FIELD.finditer(text):
        fields.setdefault(match["key"].strip(), []).append(match["value"])
    names = fields.get("COMPANY CONFORMED NAME", []) + fields.get("CONFORMED-NAME", [])
    numbers = fields.get("CENTRAL INDEX KEY", []) + fields.get("CIK", [])
    filed = _first(fields, "FILED AS OF DATE", "FILING-DATE")
    return Header(
        filers=tuple(
            (name.strip(), _cik(number)) for name, number in zip_longest(names, numbers, fillvalue="") if name
        ),
        form=_first(fields, "CONFORMED SUBMISSION TYPE", "TYPE", "FORM TYPE"),
        period=_day(_first(fields, "CONFORMED PERIOD OF REPORT", "PERIOD")),
        filed=_day(filed),
        items=_items(fields.get("ITEM INFORMATION", []) + fields.get("ITEMS", []), filed or ""),
    )


def exhibits(data: bytes) -> Iterator[Exhibit]:
    """Yield the documents of a submission in their order, without what is not text; the last may be cut short."""
    starts = [match.end() for match in _OPEN.finditer(data)]
    for number, start in enumerate(starts, 1):
        limit = starts[number] if number < len(starts) else len(data)
        close = _CLOSE.search(data, start, limit)
        end = close.start() if close else limit
        kind = _TYPE.search(data, start, min(end, start + 2000))
        text = _TEXT.search(data, start, min(end, start + 5000))
        if kind is None:
            continue
        name = kind[1].decode("latin-1").strip().upper()
        close_text = _END_TEXT.search(data, text.end(), end) if text else None
        body = data[text.end() if text else start : close_text.start() if close_text else end]
        yield Exhibit(name, number, _without_attachments(body) if _may_hold_text(name) else b"")


def items_in(text: str) -> list[str]:
    """Return the numbers of the items in the body of an 8-K, for headers that leave them out."""
    return list(dict.fromkeys(_ITEM.findall(text[:60_000])))


def _may_hold_text(kind: str) -> bool:
    return kind.startswith(("EX-99", "EX-20", "EX-28", "8-K", "6-K"))


def _without_attachments(body: bytes) -> bytes:
    """Return the text without uuencoded files in it."""
    parts: list[bytes] = []
    position = 0
    for begin in _ENCODED.finditer(body):
        if begin.start() < position:
            continue
        parts.append(body[position : begin.start()])
        end = _ENCODED_END.search(body, begin.end())
        position = end.end() if end else len(body)
    parts.append(body[position:])
    text = b"".join(parts)
    return b"" if _WRAPPERS.fullmatch(text) else text


def _items(values: list[str], filed: str) -> tuple[str, ...]:
    """Return the numbers of the items that a header gives by their titles, or by their numbers."""
    numbers: list[str] = []
    titles = _item_titles()["since_2004" if filed >= _NEW_ITEMS else "before_2004"]
    for value in values:
        number = titles.get(" ".join(value.lower().replace("’", "'").split()))
        if number is None and re.fullmatch(r"\d{1,2}(?:\.\d{2})?", value.strip()):
            number = value.strip()
        if number is not None and number not in numbers:
            numbers.append(number)
    return tuple(numbers)


def _first(fields: dict[str, list[str]], *keys: str) -> str | None:
    for key in keys:
        for value in fields.get(key, []):
            if value.strip():
                return value.strip()
    return None


def _cik(number: str) -> str | None:
    return number.strip().zfill(10) if number.strip().isdigit() else None


def _day(digits: str | None) -> str | None:
    if digits is None or not re.fullmatch(r"(?:19|20)\d{6}", digits):
        return None
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"


@cache
def _item_titles() -> dict[str, Any]:
    return read_toml(folder() / "reading" / "items.toml")
