"""Bytes -> Release: decoded text, its sections, and what the document says of itself."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from extract.errors import ReadError
from extract.reading import cover, cues, edgar, issuer, pdf, released, sections, submission
from extract.reading.decoding import decode, is_pdf, looks_like_html, refuse_containers
from extract.reading.edgar import Header
from extract.schema import Document, Release

_LONGEST_LINE = 1_000_000  # characters; the longest release on one line that was seen has 60,000
_LONGEST_TEXT = 2_000_000
_SURROGATES = re.compile("[\ud800-\udfff]")


def read(source: str | Path | bytes, *, id: str | None = None) -> Release:
    """Return the release in a file (a path) or in bytes; of a file that holds several, the first.

    ``id`` is by default the file's stem. Raises `ReadError`, one line that names the file, what is wrong with it and
    what to do, when there is no release to read.
    """
    first = read_all(source)[0]
    if id is not None:
        first.document.id = id
    return first


def read_all(source: str | Path | bytes, *, name: str = "document") -> list[Release]:
    """Return the releases in a file or in bytes, which messages call by ``name``; at least one; see `read`.

    An EDGAR submission may hold several exhibits that are releases: their ids are the file's stem with the exhibit,
    "0001234567-03-000012-ex99.1"; one alone has the stem.
    """
    data, stem, name = load(source, name=name)
    where = "" if isinstance(source, bytes) else str(source)
    refuse_containers(data, name)
    if not edgar.is_submission(data):
        return [_release(_plain(data, name), stem, where, data, Header())]
    header, parts = submission.parts(data, name)
    several = len(parts) > 1
    releases = []
    for part in parts:
        found = _release(_checked(part.text, name), f"{stem}-{part.label}" if several else stem, where, data, header)
        found.document.exhibit = part.exhibit
        releases.append(found)
    return releases


def load(source: str | Path | bytes, *, name: str = "document") -> tuple[bytes, str, str]:
    """Return the bytes of a source, the stem of its name, and the name for messages; bytes have the one given.

    Raises `ReadError` when the file cannot be opened.
    """
    if isinstance(source, bytes):
        return source, "document", name
    path = Path(source)
    try:
        return path.read_bytes(), path.stem, str(source)
    except FileNotFoundError:
        raise ReadError(f"{source}: there is no such file; check the path") from None
    except IsADirectoryError:
        raise ReadError(f"{source}: this is a folder; name the files in it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"{source}: the file cannot be opened ({reason.lower()}); check its path and rights") from None


def read_text(text: str, *, id: str = "document", source: str = "") -> Release:
    """Return the release that a text is; ``text`` is taken as it stands, offsets are into it.

    Only lone surrogates, which no file can hold, become U+FFFD: one character for one, so that the offsets stay.
    """
    text = _SURROGATES.sub("\ufffd", text)
    return _release(text, id, source, text.encode("utf-8", "replace"), Header())


def _plain(data: bytes, name: str) -> str:
    """Return the text of a file that is no submission."""
    if is_pdf(data):
        return _checked(pdf.to_text(data, name), name)
    text = decode(data, name)
    if looks_like_html(text):
        from extract.reading import html  # what is not HTML does not wait until its parser is loaded

        text = html.to_text(text)
        if not text:
            raise ReadError(f"{name}: the HTML shows no text; save the page with its text, or give the text alone")
    return _checked(text, name)


def _checked(text: str, name: str) -> str:
    """Return the text if it can be a release; raise `ReadError` for one that is blank or without end."""
    if not text.strip("\ufeff\x00\x1a \t\r\n\f\v\xa0"):
        raise ReadError(f"{name}: the file holds no text; give a press release or a submission")
    longest = max(map(len, text.split("\n"))) if len(text) > _LONGEST_LINE else 0
    if longest > _LONGEST_LINE:
        raise ReadError(f"{name}: a line of {longest:,} characters is no press release; give one document a file")
    if len(text) > _LONGEST_TEXT:
        raise ReadError(f"{name}: {len(text):,} characters are no press release; give one document a file")
    return text


def _release(text: str, id: str, source: str, data: bytes, header: Header) -> Release:
    reading = sections.label(text)
    line = reading.dateline
    page = cover.read(text)
    registrant, cik = _filer(text, header)
    stated = released.find(text, reading.sections, line, filed=header.filed)
    document = Document(
        id=id,
        source=source,
        sha256=hashlib.sha256(data).hexdigest(),
        issuer=issuer.find(text, reading.sections, registrant=registrant or page.registrant, cik=cik),
        headline=" ".join(text[slice(*reading.headline)].split()) if reading.headline else None,
        released=released.near_filing(stated, header.filed) or header.period or page.reported,
        wire=line.wire if line else None,
        corrects=cues.corrects(text),
        form=header.form or page.form,
        items=list(header.items) or (edgar.items_in(text) if header.form else []),
    )
    return Release(document=document, text=text, sections=reading.sections)


def _filer(text: str, header: Header) -> tuple[str | None, str | None]:
    """Return the name and number of the filer of whom the text speaks first; the first filer if it names none."""
    if not header.filers:
        return None, None
    return min(header.filers, key=lambda filer: issuer.place_in(filer[0], text[:20_000]))
