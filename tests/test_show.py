"""Pages of releases, without a browser: what stands in them and where it is cut."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html import unescape
from typing import Any

import documents
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.log import line
from extract.pipeline import extract_events
from extract.reading import read_text
from extract.schema import EVENT_TYPES, Section
from extract.show import chart, describe, page, segments

OPENING: dict[str, Any] = {
    "id": "0",
    "type": "site_opening",
    "document": {"id": "letter", "released": None},
    "evidence": [{"text": "Acme", "start": 0, "end": 4, "section": "body", "pattern": "site_opening.opens"}],
    "date": {"text": "today", "start": 20, "end": 25, "value": "2019-03-04", "grain": "day"},
    "factuality": {"value": "planned", "cue": {"text": "will", "start": 5, "end": 9}},
    "owner": {"text": "Acme", "start": 0, "end": 4, "name": "Acme Corp."},
    "kind": "head_office",
    "places": [{"text": "Springfield", "start": 30, "end": 41, "name": None}],
    "cost": {"text": "about $5 million", "start": 50, "end": 66, "name": None, "amount": 5e6, "currency": "USD", "approximate": True, "bound": None},
    "comparisons": [{"value": {"text": "$4", "start": 70, "end": 72, "name": None, "amount": 4.5, "currency": "USD", "approximate": False, "bound": "at_least"}, "period": None}],
    "purpose": None,
    "open": False,
}  # fmt: skip
"""An event of a type that is not ours: pages are made of its keys alone."""


def logged(name: str) -> list[dict[str, Any]]:
    return [json.loads(line(event)) for event in documents.events(name)]


def test_an_event_of_any_type_has_a_title_and_a_summary() -> None:
    assert describe.title(OPENING) == ("Acme Corp.", "about $5 million")
    assert describe.summary(OPENING) == ["head office", "2019-03-04", "planned"]


def test_who_speaks_comes_before_what_is_said() -> None:
    quote = next(event for event in logged("sonus-2003-07-10") if event["type"] == "executive_quote")
    assert describe.title(quote) == ("Hassan Ahmed", quote["quote"])


def test_when_is_the_events_own_date_or_its_period_not_any_other() -> None:
    due = {"text": "due 2026", "start": 0, "end": 8, "value": "2026", "grain": "year"}
    assert "2026" not in describe.summary({**OPENING, "due": due})
    assert "2026" in describe.summary({**OPENING, "date": None, "period": {**due, "fiscal": False}})


def test_fields_say_what_their_words_mean_and_leave_out_what_is_empty() -> None:
    found = {field.label: field.values for field in describe.fields(OPENING)}
    assert list(found) == ["owner", "kind", "places", "cost", "comparisons", "open", "date", "factuality"]
    assert found["owner"] == (describe.Value("Acme", 0, 4, ("= Acme Corp.",)),)
    assert found["cost"][0].notes == ("5,000,000 USD", "approximate")
    assert found["comparisons"][0].fields[0].values[0].notes == ("4.5 USD", "at least")
    assert found["kind"] == (describe.Value("head office"),)
    assert found["factuality"][0] == describe.Value("will", 5, 9, ("planned",))


def test_a_quote_is_not_told_twice() -> None:
    quote = next(event for event in logged("sonus-2003-07-10") if event["type"] == "executive_quote")
    labels = [field.label for field in describe.fields(quote)]
    assert "parts" in labels
    assert "quote" not in labels


def test_every_span_of_the_log_is_a_mark() -> None:
    for event in [*logged("sonus-2003-07-10"), OPENING]:
        own = {key: value for key, value in event.items() if key != "document"}
        spans = {(span["start"], span["end"]) for span in documents.spans(own)}
        assert {(mark.start, mark.end) for mark in describe.marks(event)} == spans
    labels = [mark.label for mark in describe.marks(OPENING)]
    assert labels == ["evidence", "owner", "place", "cost", "comparison value", "date", "factuality"]


def test_colours_are_the_same_on_every_page_and_differ_for_our_types() -> None:
    ours = [describe.hue(name) for name in EVENT_TYPES]
    assert ours == list(range(len(ours)))
    assert len(ours) <= describe.hue("site_opening") < describe.HUES


def highlight(start: int, end: int, event: int, *, hue: int = 0, is_role: bool = True) -> segments.Highlight:
    return segments.Highlight(start, end, event, "Deal", f"role{event}", hue, is_role)


def cut(text: str, sections: list[Section], marks: list[segments.Highlight]) -> list[segments.Segment]:
    return [
        segment for part in segments.parts(text, sections, marks) for block in part.blocks for segment in block.segments
    ]


def test_overlapping_and_nested_highlights_are_cut_where_one_begins_or_ends() -> None:
    text = "Acme sold LedgerOne to Northwind."
    marks = [highlight(0, 19, 1, is_role=False), highlight(10, 32, 2, hue=3), highlight(10, 16, 3, hue=3)]
    found = [
        (segment.text, [(layer.hue, layer.events, layer.roles) for layer in segment.layers])
        for segment in cut(text, [Section(kind="body", start=0, end=len(text))], marks)
    ]
    assert found == [
        ("Acme sold ", [(0, (1,), ())]),
        ("Ledger", [(0, (1,), ()), (3, (2, 3), (2, 3))]),
        ("One", [(0, (1,), ()), (3, (2,), (2,))]),
        (" to Northwind", [(3, (2,), (2,))]),
        (".", []),
    ]


def test_a_segment_says_of_which_events_it_is_what() -> None:
    found = cut("Acme", [], [highlight(0, 4, 1), highlight(0, 4, 2, hue=3)])
    assert [segment.hint for segment in found] == ["Deal 1: role1 · Deal 2: role2"]
    assert [(tag.event, tag.label, tag.hue) for tag in found[0].tags] == [(1, "role1", 0), (2, "role2", 3)]


def test_a_highlight_over_two_sections_goes_on_in_the_second() -> None:
    sections = [Section(kind="headline", start=0, end=4), Section(kind="body", start=6, end=10)]
    found = cut("Acme\n\nAcme", sections, [highlight(2, 8, 1)])
    assert [(segment.text, bool(segment.layers)) for segment in found] == [
        ("Ac", False), ("me", True), ("\n\n", True), ("Ac", True), ("me", False),
    ]  # fmt: skip
    assert [len(segment.tags) for segment in found] == [0, 1, 0, 0, 0]


@given(st.data())
def test_segments_are_the_text_and_lie_in_the_highlights_around_them(data: st.DataObject) -> None:
    text = data.draw(st.text(st.sampled_from("ab 😀\n\r\t"), max_size=40))
    offsets = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True).map(sorted)
    spans = data.draw(st.lists(offsets, max_size=6)) if text else []
    marks = [highlight(start, end, number) for number, (start, end) in enumerate(spans)]
    edges = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True)))
    kinds = st.sampled_from(["body", "table", "about", "list"])
    sections = [Section(kind=data.draw(kinds), start=a, end=b) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    here = 0
    for segment in cut(text, sections, marks):
        assert segment.start == here
        here += len(segment.text)
        assert text[segment.start : here] == segment.text
        around = [mark.event for mark in marks if mark.start <= segment.start and here <= mark.end]
        across = [mark.event for mark in marks if mark.start < here and segment.start < mark.end]
        assert sorted(event for layer in segment.layers for event in layer.events) == around == across
    assert here == len(text)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Acme today announced that it has opened its first\nplant in Springfield.", "flow"),
        ("Acme Corp.\n1 Main Street\nSpringfield", "lines"),
        ("One line", "flow"),
    ],
)
def test_lines_that_were_broken_to_fit_a_page_flow_and_an_address_does_not(text: str, form: str) -> None:
    [part] = segments.parts(text, [Section(kind="body", start=0, end=len(text))], [])
    assert [block.form for block in part.blocks] == [form]


def test_sections_that_are_no_news_are_set_aside_and_named() -> None:
    parts = segments.parts(
        "a\n\nb", [Section(kind="body", start=0, end=1), Section(kind="safe_harbor", start=3, end=4)], []
    )
    assert [(part.kind, part.label, part.is_news) for part in parts] == [
        ("body", "", True), ("gap", "", True), ("safe_harbor", "Safe harbor", False),
    ]  # fmt: skip


def test_the_policy_allows_the_page_its_own_style_and_script_and_nothing_else() -> None:
    html = page(documents.release("sonus-2003-07-10"), logged("sonus-2003-07-10"))
    policy = unescape(re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)[1])  # type: ignore[index]
    for element, rule in (("style", "style-src"), ("script", "script-src")):
        [content] = re.findall(rf"<{element}>(.*?)</{element}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert not re.search(r"\s(?:src|srcset|action|style|on\w+)=", html)
    assert set(re.findall(r'href="(.)', html)) == {"#", "d"}  # places in the page, and the icon as data


def test_the_same_release_gives_the_same_page() -> None:
    name = "solwick-2025-01-28"
    assert page(documents.release(name), logged(name)) == page(documents.release(name), logged(name))


def test_what_a_release_holds_is_text_wherever_it_stands() -> None:
    hostile = "\"We <script>alert(1)</script> & </style> {{ 7 * 7 }} <b onclick='x'>are</b> ready,\" said Jane Doe, chief executive officer of Northwind Bank."
    release = read_text(f"</title><script>alert(2)</script>\n\nSPRINGFIELD -- {hostile}\n\njavascript:alert(3)\n")
    events = [json.loads(line(event)) for event in extract_events(release)]
    assert events
    html = page(release, events)
    assert html.count("<script>") == html.count("</script>") == 1
    assert "<b onclick" not in html
    assert "{{ 7 * 7 }}" in html
    assert 'href="javascript:' not in html


@pytest.mark.parametrize(
    ("months", "grain", "first", "last", "columns"),
    [
        (["2003-07", "2003-10"], "month", "2003-07", "2003-10", 2),
        (["1999-01", "2004-12", "2004-11"], "quarter", "1999 Q1", "2004 Q4", 2),
        (["1994-03", "2026-02"], "year", "1994", "2026", 2),
    ],
)
def test_the_chart_has_months_quarters_or_years(
    months: list[str], grain: str, first: str, last: str, columns: int
) -> None:
    found = chart.draw({(month, "product"): 3 for month in months})
    assert found is not None
    assert (found.grain, found.first, found.last, len(found.bars)) == (grain, first, last, columns)
    assert all(0 <= bar.x <= chart.WIDTH and 0 <= bar.y <= found.base for bar in found.bars)


def test_types_stand_on_each_other_in_a_column_and_the_axis_has_round_numbers() -> None:
    found = chart.draw({("2003-07", "product"): 41, ("2003-07", "executive_quote"): 20, ("2003-08", "product"): 1})
    assert found is not None
    lower, upper = found.bars[:2]
    assert (lower.hint, upper.hint) == ("2003-07: 20 executive quote", "2003-07: 41 product")
    assert upper.y + upper.height == pytest.approx(lower.y, abs=0.02)
    assert [label.text for label in found.counts] == ["20", "40", "60"]


def test_one_column_is_no_chart() -> None:
    assert chart.draw({("2003-07", "product"): 5}) is None
    assert chart.draw({}) is None
