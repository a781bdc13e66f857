"""HTML -> text: block elements end lines, table cells stand between tabs, words that markup splits are whole again."""

from __future__ import annotations

import html as entities
import re

from lxml import etree, html

_PARAGRAPHS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    ]
)
_DROPPED = frozenset(
    [
        "script",
        "style",
        "head",
        "noscript",
        "svg",
        "iframe",
        "template",
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "input",
        "textarea",
        "object",
        "applet",
        "img",
        "header",
        "map",
        "title",
    ]
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f\v\xa0\u2007\u202f]+")
_BULLETS = frozenset("•●▪■◦‣·○§*–—-o")
_JOINS_NEXT = re.compile(r"[($€£¥]+$|^(?:US|C|A|HK|NT)?\$$")
_JOINS_LAST = re.compile(r"^[)%]+$|^\)%$")
_ENOUGH = 400  # characters of <main> or <article> that make the rest of a web page its furniture
_CELL = 300  # characters above which a cell is a part of the page's layout, not of a table

# libxml2 reads characters that XML does not allow as the end of the document.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")

_INVISIBLE = re.compile(r"<(script|style|head)\b.{0,100000}?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}>")


def to_text(markup: str) -> str:
    """Return the text of an HTML document, of its main part where it marks one; empty when it shows none."""
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(_UNREADABLE.sub(" ", _DECLARATION.sub("", markup)), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return _without_tags(markup)
    for tag in ("main", "article"):
        for part in root.iter(tag):
            text = _Text().of(part)
            if len(text) >= _ENOUGH:
                return text
    return _Text().of(root) or _without_tags(markup)


def _without_tags(markup: str) -> str:
    """Return what is left of markup that no parser takes, nested beyond all measure for one, without its tags."""
    bare = _TAG.sub("\n", _INVISIBLE.sub(" ", markup))
    return _tidy(_UNREADABLE.sub(" ", entities.unescape(bare)))


class _Text:
    """The text written so far; ``_open`` holds a list of pieces for each open table cell, the page's own first."""

    def __init__(self) -> None:
        self._open: list[list[str]] = [[]]
        self._rows: list[list[str]] = []

    def of(self, root: etree._Element) -> str:
        """Walk an element without recursion, as deep as it may be nested."""
        skipped: etree._Element | None = None
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = _tag(element)
            if event == "start" and skipped is None:
                if tag in _DROPPED or _is_hidden(element):
                    skipped = element
                else:
                    self._start(tag, element)
            elif event == "end":
                if skipped is None:
                    self._end(tag)
                elif skipped is element:
                    skipped = None
                if skipped is None and element is not root and element.tail:
                    self._write(element.tail)
        while len(self._open) > 1:
            self._close_cell()
        return _tidy("".join(self._open[0]))

    def _start(self, tag: str, element: etree._Element) -> None:
        if tag in _PARAGRAPHS:
            self._write_raw("\n\n")
        elif tag == "br":
            self._write_raw("\n")
        elif tag == "li":
            self._write_raw("\n\n• ")
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("td", "th"):
            self._open.append([])
        if not element.text:
            return
        if tag == "sup" and (raised := element.text.strip()) and raised.isdigit():
            self._write(f" ({raised})")
        elif tag == "sup" and element.text.strip() in ("TM", "SM"):
            self._write({"TM": "™", "SM": "℠"}[element.text.strip()])
        elif tag == "pre":
            self._write_raw(element.text)
        else:
            self._write(element.text)

    def _end(self, tag: str) -> None:
        if tag in _PARAGRAPHS or tag == "li":
            self._write_raw("\n\n")
        elif tag in ("td", "th"):
            self._close_cell()
        elif tag == "tr" and self._rows:
            self._write_raw(_row(self._rows.pop()))

    def _close_cell(self) -> None:
        if len(self._open) == 1:
            return
        cell = _tidy("".join(self._open.pop()))
        if self._rows:
            self._rows[-1].append(cell)
        else:
            self._write_raw(f"\n{cell}")

    def _write(self, words: str) -> None:
        self._open[-1].append(_SPACES.sub(" ", words))

    def _write_raw(self, words: str) -> None:
        self._open[-1].append(words)


def _row(cells: list[str]) -> str:
    """Return a row as a line of cells between tabs, or its cells as paragraphs where the table only lays out a page."""
    filled = [cell for cell in cells if cell]
    if not filled:
        return "\n"
    if len(filled) == 2 and (filled[0] in _BULLETS or re.fullmatch(r"\(?\w{1,3}[.)]", filled[0])) and filled[1]:
        return f"\n\n{'•' if filled[0] in ('o', '§') else filled[0]} {filled[1]}\n\n"
    if len(filled) == 1 or any("\n\n" in cell or len(cell) > _CELL for cell in filled):
        return "\n\n" + "\n\n".join(filled) + "\n\n" if len(filled) > 1 else f"\n{filled[0]}\n"
    joined: list[str] = []
    for cell in cells:
        if not cell:
            continue
        cell = cell.replace("\n", " ")
        if joined and (_JOINS_LAST.match(cell) or _JOINS_NEXT.search(joined[-1])):
            joined[-1] += cell
        else:
            joined.append(cell)
    return "\n" + "\t".join(joined)


def _tag(element: etree._Element) -> str:
    return element.tag.lower().rsplit(":", 1)[-1] if isinstance(element.tag, str) else "script"


def _is_hidden(element: etree._Element) -> bool:
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def _tidy(text: str) -> str:
    """Return the text without spaces at the edges of lines and without runs of blank lines."""
    lines = [line.strip(" \xa0") for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
