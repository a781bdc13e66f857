"""Sentences: where they end, and where they only seem to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.facts.sentences import split
from extract.schema import Document, Release, Section, SectionKind


def sentences(text: str, kind: SectionKind = "body") -> list[str]:
    document = Document(id="t", source="t", sha256="")
    release = Release(document=document, text=text, sections=[Section(kind=kind, start=0, end=len(text))])
    found = split(release)
    assert [sentence.text for sentence in found] == [text[sentence.start : sentence.end] for sentence in found]
    return [sentence.text for sentence in found]


@pytest.mark.parametrize(
    "text",
    [
        "Acme Inc. Chief Executive Jane Doe spoke.",
        "It is the largest U.S. Bank by assets.",
        "J. Doe of St. Louis, Mo. and Dr. Roe met Mr. Poe.",
        "Revenue was $21.4 million and net loss $3.2 million.",
        "“We won,” Jane Doe added.",
        '"We won the contract," Chairman Doe said.',
        "The call is at 4:30 p.m. Eastern Time.",
        "A wrapped\nline goes on\nhere.",
        "The exchange opened on June\n24. It does not matter that a line begins with a number",
    ],
)
def test_one_sentence(text: str) -> None:
    assert sentences(text)[0] == text if "24." not in text else len(sentences(text)) == 2


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Revenue rose. Costs fell.", 2),
        ("Revenue rose in the quarter.Costs fell.", 2),
        ("Revenue was EUR 14 million (2019: EUR 16 million).In the other division it fell.", 2),
        ("“We won.” Jane Doe smiled.", 2),
        ("It signed with Acme Inc. The contract runs for years.", 2),
        ("It sells in the U.S. The market is large.", 2),
        ("It grew 33%. “Good,” said Doe.", 2),
        ("It grew!\n\nIt did", 2),
    ],
)
def test_two_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_items_of_a_list_are_sentences_without_their_bullets() -> None:
    text = "* Revenue of $5 million\n* Loss of $1 million\n\n- Cash of $2 million\no Debt of $3 million\n1. Five stores"
    expected = [
        "Revenue of $5 million",
        "Loss of $1 million",
        "Cash of $2 million",
        "Debt of $3 million",
        "Five stores",
    ]
    assert sentences(text, "list") == expected


def test_bullets_inside_a_paragraph_begin_items() -> None:
    assert sentences("Highlights: • Revenue rose • Costs fell") == ["Highlights:", "Revenue rose", "Costs fell"]


def test_a_headline_is_one() -> None:
    text = "Acme Wins. Northwind Too"
    assert sentences(text, "headline") == [text]


def test_boilerplate_has_none() -> None:
    assert sentences("Acme Inc. makes software.", "about") == []


@given(st.text(alphabet='ab AB.!?"”“*-•\n', max_size=120), st.sampled_from(["body", "list", "headline"]))
def test_nothing_but_space_and_bullets_is_left_out(text: str, kind: SectionKind) -> None:
    kept = "".join(sentences(text, kind))
    assert [c for c in kept if c.isalpha()] == [c for c in text if c.isalpha()]
