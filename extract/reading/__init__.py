"""Bytes -> Release. (First version: plain text, sections by the barest signs.)"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from extract.schema import Document, Release, Section


def read(source: str | Path | bytes) -> Release:
    """Return the release in a file, or in bytes."""
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    return read_text(data.decode("utf-8", "replace"), id="document" if isinstance(source, bytes) else Path(source).stem)


def read_text(text: str, *, id: str = "document", source: str = "") -> Release:
    """Return the release that a decoded text is."""
    sections, position = [], 0
    kind = "headline"
    for line in re.finditer(r"[^\n]*\n?", text):
        if re.match(r"(?i)about [A-Z]|forward-looking statements|safe harbor", line[0]):
            kind = "about"
        if line[0].strip():
            sections.append(Section(kind=kind, start=line.start(), end=line.end()))
            if kind == "headline":
                kind = "body"
    document = Document(id=id, source=source, sha256=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest())
    return Release(document=document, text=text, sections=sections)
