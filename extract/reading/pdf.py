"""PDF -> text, by pypdfium2, which is installed with ``press-events[pdf]``."""

from __future__ import annotations

from extract.errors import ReadError

_MOST_PAGES = 200


def to_text(data: bytes, name: str) -> str:
    """Return the text of the pages; raise `ReadError` when there is none, or no reader of PDF is installed."""
    try:
        import pypdfium2
    except ImportError:
        raise ReadError(f"{name}: this is a PDF; install press-events[pdf] to read it") from None
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadError(f"{name}: the PDF cannot be opened ({error}); save it anew or give its text") from None
    try:
        pages = [_page(document, number) for number in range(min(len(document), _MOST_PAGES))]
    finally:
        document.close()
    text = "\n\n".join(pages)
    if not text.strip():
        raise ReadError(f"{name}: the PDF holds images, no text; recognise its text first (OCR)")
    return text


def _page(document: object, number: int) -> str:
    page = document[number]  # type: ignore[index]
    textpage = page.get_textpage()
    text: str = textpage.get_text_range()
    textpage.close()
    page.close()
    return text.replace("\r\n", "\n").replace("\x02", "-").replace("\ufffe", "-")
