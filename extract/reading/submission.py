"""A submission -> the texts in it that are releases: exhibits by their evidence, else the body of the 8-K."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.errors import ReadError
from extract.reading import dateline, edgar
from extract.reading.blocks import split
from extract.reading.decoding import decode, looks_like_html
from extract.reading.edgar import Exhibit, Header
from extract.wordlists import folder, read_toml

_PROLOGUE = re.compile(r"^\s*(?:<(?:XBRL|XML|HTML_TEXT)>\s*|<\?xml[^>]{0,200}\?>\s*)+", re.IGNORECASE)
_FIRST_PAGES = 8_000  # characters by which an exhibit is judged
_ENOUGH = 3  # weight of signs that makes an exhibit a release
_ROWS = 0.6  # share of table rows above which an exhibit is a schedule of figures


@dataclass(slots=True, frozen=True)
class Part:
    """One release of a submission: its type as filed ("EX-99.1"), that in a form safe for a file name, and its text."""

    type: str
    label: str
    text: str

    @property
    def exhibit(self) -> str | None:
        """Return the type if the release is an exhibit, None for the body of the form."""
        return self.type if self.type.startswith("EX-") else None


def parts(data: bytes, name: str) -> tuple[Header, list[Part]]:
    """Return the header of a submission and its releases; raise `ReadError` when there is no text in it."""
    header = edgar.header(data)
    documents = [exhibit for exhibit in edgar.exhibits(data) if exhibit.data.strip()]
    releases = [part for part in _readable(documents, name, exhibits=True) if _is_release(part.text)]
    if not releases:
        body = next(_readable(documents, name, exhibits=False), None)
        releases = [body] if body is not None else list(_readable(documents, name, exhibits=True))[:1]
    if not releases:
        raise ReadError(f"{name}: the submission holds no text of an 8-K or of an exhibit 99; it may be cut short")
    return header, _numbered(releases)


def _readable(documents: list[Exhibit], name: str, *, exhibits: bool) -> Iterator[Part]:
    """Yield the exhibits that may be releases, or the other documents, those without text left out."""
    for document in documents:
        if document.is_candidate != exhibits:
            continue
        try:
            text = _text(document, name)
        except ReadError:
            continue  # one unreadable attachment does not hide the others
        if text.strip():
            yield Part(document.type, re.sub(r"[^a-z0-9.]+", "", document.type.lower()), text)


def _text(document: Exhibit, name: str) -> str:
    text = _PROLOGUE.sub("", decode(document.data, name))
    if not looks_like_html(text):
        return entities.unescape(text)
    from extract.reading import html  # what is not HTML does not wait until its parser is loaded

    return html.to_text(text)


def _numbered(releases: list[Part]) -> list[Part]:
    """Give parts with the same label a number."""
    seen: dict[str, int] = {}
    numbered = []
    for part in releases:
        seen[part.label] = seen.get(part.label, 0) + 1
        label = part.label if seen[part.label] == 1 else f"{part.label}.{seen[part.label]}"
        numbered.append(Part(part.type, label, part.text))
    return numbered


def _is_release(text: str) -> bool:
    start = text[:_FIRST_PAGES]
    blocks = split(start)
    if not blocks:
        return False
    rows = sum(block.end - block.start for block in blocks if block.row)
    weight = sum(sign for sign, pattern in _signs() if pattern.search(start))
    if rows > _ROWS * sum(block.end - block.start for block in blocks):
        weight -= 4
    if any(dateline.find(start, block.start, block.end) for block in blocks[:40]):
        weight += 2
    return weight >= _ENOUGH


@cache
def _signs() -> list[tuple[int, re.Pattern[str]]]:
    table = read_toml(folder() / "reading" / "exhibits.toml")
    return [(sign["weight"], re.compile("|".join(sign["any"]), re.IGNORECASE | re.MULTILINE)) for sign in table["sign"]]
