"""Mangled documents: never an unhandled exception, never a wrong offset."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.errors import ReadError
from extract.reading import read_all, read_text
from extract.schema import Release

SCRAPS = [
    "Acme Corp. (NYSE: ACM) today announced", "SPRINGFIELD, Ohio, May 2, 2019 /PRNewswire/ -- ", "About Acme", "About ",
    "Forward-Looking Statements", "Contact:", "SOURCE  Acme", "(555) 010-0199", "“We are glad,” said Jane Doe.", "\n", "\n\n",
    "\r\n", "\t", "    ", "•", "- ", "1) ", "<PAGE>", "<TABLE>", "<DOCUMENT>\n<TYPE>EX-99.1\n<TEXT>\n", "</TEXT>", "</DOCUMENT>",
    "<SEC-DOCUMENT>", "<html><body><p>", "</p>", "<table><tr><td>", "</td>", "<div style='display:none'>", "&amp;", "&#0;",
    "begin 644 a\n", "end\n", "FORM 8-K", "SECURITIES AND EXCHANGE COMMISSION", "Pursuant to Section 13", "SIGNATURE\n", "/s/",
    "Item 5.", "FOR IMMEDIATE RELEASE", "# ", "---", "...", "–", "\0", "\ufeff", "\u2028", "İ", "ﬁ", "𝔸", "-0- 13/45/2019",
    "Note 1: ", "(1) ", "|a|b|", "Feb. 31, 2019", "\x0c",
]  # fmt: skip
mangled = st.lists(st.sampled_from(SCRAPS) | st.text(max_size=20), max_size=60).map("".join)


def check_sections(release: Release) -> None:
    """Assert that the sections lie in the text, in order, without overlaps, and leave out white space only."""
    position, left_out = 0, ""
    for section in release.sections:
        assert position <= section.start < section.end <= len(release.text)
        left_out += release.text[position : section.start]
        position = section.end
    left_out += release.text[position:]
    shown = [letter for letter in left_out if not letter.isspace() and letter not in "\ufeff\u200b#*"]
    assert not shown or not release.sections


@settings(max_examples=300, deadline=None)
@given(mangled)
def test_mangled_text(text: str) -> None:
    check_sections(read_text(text))


@settings(max_examples=200, deadline=None)
@given(mangled.map(lambda text: text.encode("utf-8", "replace")) | st.binary(max_size=300))
def test_mangled_bytes(data: bytes) -> None:
    try:
        releases = read_all(data)
    except ReadError as error:
        assert "\n" not in str(error)  # noqa: PT017
        return
    assert len({release.document.id for release in releases}) == len(releases)
    for release in releases:
        check_sections(release)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6))
def test_a_release_with_bytes_struck_out(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray("".join(chance.choices(SCRAPS, k=200)).encode())
    for _ in range(20):
        data[chance.randrange(len(data))] = chance.randrange(256)
    test_mangled_bytes.hypothesis.inner_test(bytes(data))
