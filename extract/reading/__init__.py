"""Bytes -> Release."""

from __future__ import annotations

import hashlib
from pathlib import Path

from extract.reading import sections
from extract.schema import Document, Release


def read(source: str | Path | bytes, *, id: str | None = None) -> Release:
    """Return the release in a file, or in bytes."""
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    name = "document" if isinstance(source, bytes) else Path(source).stem
    return read_text(data.decode("utf-8", "replace"), id=id or name)


def read_text(text: str, *, id: str = "document", source: str = "") -> Release:
    """Return the release that a decoded text is."""
    reading = sections.label(text)
    headline = " ".join(text[slice(*reading.headline)].split()) if reading.headline else None
    document = Document(
        id=id, source=source, sha256=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(), headline=headline
    )
    return Release(document=document, text=text, sections=reading.sections)
