"""Bytes -> Release: decoded text, its sections, and what the document says of itself."""

from __future__ import annotations

import hashlib
from pathlib import Path

from extract.reading import issuer, released, sections
from extract.schema import Document, Release


def read(source: str | Path | bytes, *, id: str | None = None) -> Release:
    """Return the release in a file, or in bytes."""
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    name = "document" if isinstance(source, bytes) else Path(source).stem
    return read_text(data.decode("utf-8", "replace"), id=id or name)


def read_text(text: str, *, id: str = "document", source: str = "") -> Release:
    """Return the release that a decoded text is."""
    reading = sections.label(text)
    document = Document(
        id=id,
        source=source,
        sha256=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
        issuer=issuer.find(text, reading.sections),
        headline=" ".join(text[slice(*reading.headline)].split()) if reading.headline else None,
        released=released.find(text, reading.sections, reading.dateline),
        wire=reading.dateline.wire if reading.dateline else None,
    )
    return Release(document=document, text=text, sections=reading.sections)
