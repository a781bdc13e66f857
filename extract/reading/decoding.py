"""Bytes -> text: what is no text is refused by name, the rest decoded as its author meant it, HTML known for what it is."""

from __future__ import annotations

import codecs
import re

from extract.errors import ReadError

# The first bytes of files that hold documents, or none, but are not text themselves.
_CONTAINERS = (
    (b"PK\x03\x04", "a ZIP archive or an Office file", "unpack it, or save its text"),
    (b"\x1f\x8b", "a gzip archive", "unpack it"),
    (b"BZh", "a bzip2 archive", "unpack it"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file", "save it as text or HTML"),
    (b"{\\rtf", "an RTF file", "save it as text or HTML"),
    (b"\x89PNG", "an image", "recognise its text first"),
    (b"GIF8", "an image", "recognise its text first"),
    (b"\xff\xd8\xff", "an image", "recognise its text first"),
)
_TAR_MARK = slice(257, 262)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w-]{3,30})", re.IGNORECASE)
_NOT_TEXT = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a\x1b")
_FIRST_TAG = re.compile(
    r"\s*(?:<!--.{0,500}?-->\s*|<\?xml[^>]{0,200}>\s*)*<(?:!doctype html|html|head|body|div|p|table|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP = re.compile(
    r"<(?:html|body|head|p|div|table|font|br|span|!doctype html|center|b)\b[^>]{0,2000}>", re.IGNORECASE
)
_SHOWN = 3000  # characters in which markup shows,
_TAGS = 5  # by so many of its tags
_SAMPLE = 100_000  # bytes by which a charset is judged
_NOISE = 0.02  # share of control characters above which bytes are no text


def is_pdf(data: bytes) -> bool:
    """Return whether the bytes are a PDF file."""
    return b"%PDF-" in data[:1024]


def looks_like_html(text: str) -> bool:
    """Return whether a text is HTML: it begins with a tag, or soon has several."""
    return _FIRST_TAG.match(text, 0, _SHOWN) is not None or len(_MARKUP.findall(text, 0, _SHOWN)) >= _TAGS


def decode(data: bytes, name: str) -> str:
    """Return the text that the bytes are; raise `ReadError` naming the file when they are none.

    A byte order mark decides, then UTF-8, then the charset that the document declares, then Windows-1252 for text that
    is mostly ASCII, then a guess by its letters.
    """
    refuse_containers(data, name)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if (wide := _wide(data)) is not None:
        return data.decode(wide, "replace")
    _refuse_noise(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_old(data, name)


def refuse_containers(data: bytes, name: str) -> None:
    """Raise `ReadError` for an empty file and for archives, Office files and images."""
    if not data.strip():
        raise ReadError(f"{name}: the file is empty; give a press release or a submission")
    for magic, what, remedy in _CONTAINERS:
        if data.startswith(magic):
            raise ReadError(f"{name}: this is {what}, not a document; {remedy}")
    if data[_TAR_MARK] == b"ustar":
        raise ReadError(f"{name}: this is a tar archive, not a document; unpack it")


def _decode_old(data: bytes, name: str) -> str:
    """Decode what is not UTF-8."""
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    good = sum(1 for character in lenient[:_SAMPLE] if character > "\x7f") - broken
    if broken * 3 < good:
        return lenient  # UTF-8 that was cut or spliced somewhere
    declared = _DECLARED.search(data[:4096])
    encodings = [declared[1].decode("ascii")] if declared else []
    if sum(1 for byte in data[:_SAMPLE] if byte > 127) < 0.1 * len(data[:_SAMPLE]):
        encodings.append("cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    from charset_normalizer import from_bytes  # few documents need it: it is not loaded for the others

    guess = from_bytes(data[:_SAMPLE]).best()
    if guess is None:
        raise ReadError(f"{name}: the encoding is not recognised; save the file as UTF-8")
    return data.decode(guess.encoding, "replace")


def _wide(data: bytes) -> str | None:
    """Return the encoding of UTF-16 without a byte order mark: every other byte of English is zero."""
    sample = data[:4000]
    if len(sample) < 8 or sample.count(0) < 0.3 * len(sample):
        return None
    zeros_first, zeros_second = sample[::2].count(0), sample[1::2].count(0)
    if zeros_second > 0.6 * len(sample) / 2 and zeros_first < 0.1 * len(sample) / 2:
        return "utf-16-le"
    if zeros_first > 0.6 * len(sample) / 2 and zeros_second < 0.1 * len(sample) / 2:
        return "utf-16-be"
    return None


def _refuse_noise(data: bytes, name: str) -> None:
    sample = data[:_SAMPLE]
    if len(sample) - len(sample.translate(None, _NOT_TEXT)) > _NOISE * len(sample):
        raise ReadError(f"{name}: the file holds binary data, not text; give a press release or a submission")
