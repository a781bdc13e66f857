"""Pairing of quotation marks: what stands between them in clean and in damaged text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.events.executive_quote.marks import paragraphs, quotations
from extract.schema import Document, Release, Section


def release(text: str) -> Release:
    document = Document(id="text", source="", sha256="")
    return Release(document=document, text=text, sections=[Section(kind="body", start=0, end=len(text))])


def quoted(text: str) -> list[str]:
    read = release(text)
    return [text[pair.start : pair.end] for pair in quotations(text, paragraphs(read))]


@pytest.mark.parametrize(
    "text",
    [
        "“We build,” said Doe. “We sell.”",
        '"We build," said Doe. "We sell."',
        "``We build,'' said Doe. ``We sell.''",
        '“We build," said Doe. "We sell.”',
        '""We build,"" said Doe. ""We sell.""',
        '\\"We build,\\" said Doe. \\"We sell.\\"',
        "”We build,“ said Doe. ”We sell.“",
    ],
)
def test_every_kind_of_mark_pairs(text: str) -> None:
    assert quoted(text) == ["We build,", "We sell."]


def test_glued_paragraphs_open_and_close_where_the_marks_stand() -> None:
    text = 'It was late."We build," said Doe. "We sell."The company was founded in 1999.'
    assert quoted(text) == ["We build,", "We sell."]
    text = "It was late.“We build,” said Doe. “We sell.”ROE continued: “We buy.”"
    assert quoted(text) == ["We build,", "We sell.", "We buy."]


def test_the_outermost_of_nested_quotations_counts() -> None:
    assert quoted("“We call it “the cloud” and like it,” said Doe.") == ["We call it “the cloud” and like it,"]
    assert quoted('“We call it "the cloud" and like it,” said Doe.') == ['We call it "the cloud" and like it,']
    assert quoted("\"We call it 'the cloud' and like it,\" said Doe.") == ["We call it 'the cloud' and like it,"]


def test_a_missing_closing_mark_costs_one_quotation_only() -> None:
    found = quoted("“We build. The plant is old.\n\nThe company was founded in 1999.\n\n“We sell,” said Doe.")
    assert found == ["We build. The plant is old.", "We sell,"]


def test_a_quotation_over_paragraphs_has_a_part_in_each() -> None:
    found = quoted("“We build.\n\n“We sell.\n\n“We buy,” said Doe.")
    assert found == ["We build.", "We sell.", "We buy,"]


def test_a_missing_opening_mark_is_remembered() -> None:
    text = "“We build,” said Doe. We sell what we build.” The plant is old."
    found = quotations(text, paragraphs(release(text)))
    assert [pair.opened for pair in found] == [True, False]
    assert text[: found[1].end].endswith("We sell what we build.")


def test_inches_and_apostrophes_are_no_marks() -> None:
    assert quoted('Pipes of 12" and 14" are made. "We build," said Doe.') == ["We build,"]
    assert quoted("The plants' owners didn't say. ‘Twas late.") == []


def test_single_marks_hold_speech_where_there_are_no_double_ones() -> None:
    assert quoted("‘We’re glad to open the new plant,’ said Doe.") == ["We’re glad to open the new plant,"]
    assert quoted("'We're glad to open the new plant,' said Doe.") == ["We're glad to open the new plant,"]
    assert quoted("The plants’ owners and the towns’ mayors met. It was the firm’s ‘open day’ in the town.") == []


def test_defined_terms_and_nicknames_are_left_out() -> None:
    assert quoted('Acme Corp. (the "Company") and Northwind ("Northwind" or the "Bank") agreed.') == []
    assert quoted("“We build,” said Jane “Jay” Doe.") == ["We build,"]


def test_a_hard_wrapped_quotation_stays_whole_over_a_page_break() -> None:
    text = (
        '     "We are glad that the new plant will open before the summer and that the\n'
        "town has helped us with the road, the power line and everything else that a\n"
        "\n<PAGE>\n\n"
        'plant like this one needs to get going," said Jane Doe.\n'
    )
    (found,) = quoted(text)
    assert found.startswith("We are glad")
    assert found.endswith("get going,")


def test_only_the_narrative_is_read() -> None:
    text = "“We build,” said Doe.\n“We sell,” said Roe.\n"
    read = release(text)
    read.sections = [Section(kind="body", start=0, end=22), Section(kind="about", start=22, end=len(text))]
    assert [text[pair.start : pair.end] for pair in quotations(text, paragraphs(read))] == ["We build,"]


@given(st.text(alphabet="aB .,\"“”'`()\n", max_size=120))
def test_any_text_yields_ordered_spans_without_overlap(text: str) -> None:
    found = quotations(text, paragraphs(release(text)))
    last = 0
    for pair in found:
        assert 0 <= pair.outer_start <= pair.start <= pair.end <= pair.outer_end <= len(text)
        assert pair.end >= last
        last = pair.end
