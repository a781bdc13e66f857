"""Reported figures: a release's figures come out once, with all they have."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.errors import PatternError
from extract.events.financial_result import find, forms
from extract.events.financial_result import metrics as result_metrics
from extract.facts import recognise
from extract.reading import read, read_text
from extract.schema import Document, FinancialResult, Release, Section, SectionKind

SEED = Path(__file__).parents[2] / "shared" / "seed" / "sonus-2003-07-10.txt"
METRICS = set(result_metrics.tables()["metric"])


def results(text: str, *, section: SectionKind = "body") -> list[FinancialResult]:
    """Return the results of a text that is one section of a release of July 10, 2003."""
    document = Document(id="t", source="t", sha256="", released="2003-07-10")
    release = Release(document=document, text=text, sections=[Section(kind=section, start=0, end=len(text))])
    found = find(recognise(release), [])
    for result in found:
        values = [result.value, *(comparison.value for comparison in result.comparisons)]
        for span in [*result.evidence, *values, result.period, result.change]:
            assert span is None or text[span.start : span.end] == span.text
    return found


def figures(text: str, *, section: SectionKind = "body") -> dict[str, float]:
    return {result.metric: result.value.amount for result in results(text, section=section)}


def test_examples_name_metrics_that_there_are() -> None:
    named = {metric for form in forms.load() for example in form.pattern.yes for metric in example.model_extra or {}}
    assert named <= METRICS


@pytest.mark.parametrize(
    ("form", "fault"), [("{metrick} of {value}", "metrick"), ("{metric} (of {value}", "unterminated")]
)
def test_a_faulty_form_is_named(monkeypatch: pytest.MonkeyPatch, form: str, fault: str) -> None:
    wrong = {"id": "financial_result.wrong", "form": form, "yes": [{"text": "x"}], "no": ["y"]}
    monkeypatch.setitem(result_metrics.tables(), "pattern", [wrong])
    with pytest.raises(PatternError, match=r"financial_result.toml: pattern financial_result.wrong: form: .*" + fault):
        forms.load.__wrapped__()


def test_a_phrase_names_one_metric_only() -> None:
    phrases = [
        phrase
        for metric in result_metrics.tables()["metric"].values()
        for phrase in [*metric["phrases"], *metric.get("losses", [])]
    ]
    assert len(phrases) == len(set(phrases))
    assert all(phrase == phrase.lower() for phrase in phrases)


def test_comparisons_belong_to_the_figure_that_they_compare_with() -> None:
    revenue, loss, per_share = results(
        "Revenues for the second quarter of fiscal 2003 were $21.4 million compared with $16.0 million for the first "
        "quarter of fiscal 2003 and $21.3 million for the second quarter of fiscal 2002, and net loss was $3.2 million or "
        "$0.01 per share compared with a net loss for the first quarter of fiscal 2003 of $4.4 million or $0.02 per share."
    )
    assert revenue.period is not None
    assert (revenue.period.value, revenue.period.fiscal) == ("2003-Q2", True)
    assert [(c.value.amount, c.period and c.period.value) for c in revenue.comparisons] == [
        (16_000_000, "2003-Q1"),
        (21_300_000, "2002-Q2"),
    ]
    assert [(c.value.amount, c.period and c.period.value) for c in loss.comparisons] == [(-4_400_000, "2003-Q1")]
    assert (per_share.metric, per_share.value.amount) == ("eps", -0.01)
    assert [c.value.amount for c in per_share.comparisons] == [-0.02]


def test_change_and_labelled_comparison() -> None:
    (revenue,) = results(
        "Revenue increased by 40% to EUR 3.5 million in the first half of 2003 (H1 2002: EUR 2.5 million)."
    )
    assert revenue.change is not None
    assert (revenue.change.percent, revenue.change.direction) == (40, "up")
    assert [(c.value.amount, c.period and c.period.value) for c in revenue.comparisons] == [(2_500_000, "2002-H1")]


def test_periods_in_brackets_are_labels_also_before_a_dash() -> None:
    revenue, loss = results(
        "Revenue for the quarter ended June 30, 2003 was $5.3 million (Q2 2002 – $4.1 million). Net loss was $1.2 million "
        "(Q2 2002 – net loss of $0.9 million)."
    )
    assert [(c.value.amount, c.period and c.period.value) for c in revenue.comparisons] == [(4_100_000, "2002-Q2")]
    assert (loss.value.amount, loss.period and loss.period.value) == (-1_200_000, "2003-Q2")
    assert [(c.value.amount, c.period and c.period.value) for c in loss.comparisons] == [(-900_000, "2002-Q2")]


def test_each_of_several_periods_behind_the_values_has_its_own_and_what_it_is_compared_with() -> None:
    quarter, half = results(
        "Revenue was $4.2 million and $8.9 million for the three and six months ended June 30, 2003, respectively, compared "
        "to $4.0 million and $7.9 million for the same periods in 2002."
    )
    assert [result.period and result.period.value for result in (quarter, half)] == ["2003-Q2", "2003-H1"]
    assert [[c.value.amount for c in result.comparisons] for result in (quarter, half)] == [[4_000_000], [7_900_000]]


def test_a_year_to_date_is_not_compared_with_a_quarter() -> None:
    (revenue,) = results(
        "Second quarter 2003\n\nYear-to-date revenue was $8 million versus $7 million in the prior year period."
    )
    assert [(c.value.amount, c.period and c.period.value) for c in revenue.comparisons] == [(7_000_000, None)]


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("GAAP net income for the quarter was $5 million.", "gaap"),
        ("Non-GAAP net income for the quarter was $5 million.", "non_gaap"),
        ("Pro forma net income for the quarter was $5 million.", "non_gaap"),
        ("On a pro forma basis, net income for the quarter was $5 million.", "non_gaap"),
        ("Net income for the quarter was $5 million.", "unspecified"),
    ],
)
def test_basis(text: str, basis: str) -> None:
    (result,) = results(text)
    assert result.basis == basis


@pytest.mark.parametrize(
    "text",
    [
        "For the third quarter, the company expects revenue of $5 million.",
        "Revenue for 2004 is expected to be $5 million.",
        "Outlook for the third quarter:\n\nRevenue was $5 million.",
        "Outlook for 2003\n\nRevenue of $5 million to $6 million\n\nNet income was $1 million.",
        "Cloud revenue for the quarter was $5 million.",
        "Revenue from hardware was $5 million.",
        "The hardware division reported revenue of $5 million.",
        "This represents an increase in revenue of $5 million.",
        "Revenue growth was $5 million.",
        "Net income in the same quarter last year was $5 million.",
        "Northwind is a company with annual revenue of $5 million.",
        "The market has revenue of $5 billion.",
        "The plan is to grow to $5 million in revenue.",
        "Net income for the quarter was $5, up from $4.",
        "Northwind, headquartered in Ohio, achieved revenue of $5 million in 2002.",
        "The group generated revenue of $5 million in 2002 with 1,900 employees.",
    ],
)
def test_no_results(text: str) -> None:
    assert results(text) == []


def test_what_describes_the_company_reports_nothing() -> None:
    text = (
        "Northwind Corp. Opens in Ohio\n\nCHICAGO, July 10, 2003 -- Northwind Corp. today opened a plant.\n\n"
        "Northwind Corp. is a leading maker of valves. Its plants are in Ohio. In 2002, revenue was $5 million."
    )
    assert find(recognise(read_text(text)), []) == []


def test_change_behind_a_long_period_and_a_comparison_behind_an_aside() -> None:
    revenue, income, _ = results(
        "Revenue was $788,000 for the three months ended June 30, 2003, a decrease of 21% compared to $993,000 for the same "
        "period in 2002. Net income was $72,000, or $0.51 per share (on 14.4 million shares), for the quarter, compared to "
        "$43,000, or $0.38 per share (on 14.3 million shares), in the prior year period."
    )
    assert revenue.change is not None
    assert revenue.change.percent == -21
    assert [c.period and c.period.value for c in income.comparisons] == ["2002-Q2"]


def test_a_loss_is_compared_with_earnings() -> None:
    loss, per_share = results(
        "In the first half, Northwind had a net loss of $2.6 million, or $0.22 per share, compared to earnings $9.9 million, "
        "or $0.81 per share, in the first half of 2002."
    )
    assert [c.value.amount for c in (*loss.comparisons, *per_share.comparisons)] == [9_900_000, 0.81]


def test_a_loss_is_compared_with_the_loss_that_it_narrowed_from() -> None:
    (loss,) = results("Net loss for the second quarter narrowed to $7.0 million from $11.2 million.")
    assert [c.value.amount for c in loss.comparisons] == [-11_200_000]


def test_a_figure_without_a_period_is_that_of_the_issuer_it_names() -> None:
    text = "Northwind Corp. Opens in Ohio\n\nCHICAGO, July 10, 2003 -- Northwind Corp. (Nasdaq: NWND) today opened a plant.\n\n"
    assert find(recognise(read_text(text + "The brand generated $400,000 in sales.")), []) == []
    (revenue,) = find(recognise(read_text(text + "Northwind generated $400,000 in sales.")), [])
    assert revenue.value.amount == 400_000


def test_a_part_does_not_contradict_what_a_heading_and_a_sentence_tell() -> None:
    text = (
        "Record quarterly revenue of $68.1 million.\n\nNorthwind reported record revenue for the second quarter of 2003, of "
        "$68.1 million.\n\nValves\n\nSecond quarter 2003 revenue was a record $62.3 million."
    )
    assert [result.value.amount for result in results(text)] == [68_100_000]


def test_a_repeated_figure_is_one_and_keeps_the_exact_value() -> None:
    text = "Second quarter revenue was $21.4 million.\n\nRevenue for the second quarter was $21,364,000, up 3%."
    (revenue,) = results(text)
    assert revenue.value.amount == 21_364_000
    assert len(revenue.evidence) == 2


def test_an_earlier_quarter_of_its_own_sentence_is_no_result() -> None:
    text = (
        "Revenue for the second quarter of 2003 was $5 million. Revenue for the second quarter of 2002 was $4 million."
    )
    assert [result.value.amount for result in results(text)] == [5_000_000]


def test_a_change_is_no_second_value() -> None:
    (revenue,) = results(
        "Revenue for the quarter was $3.8 million, a $0.4 million decrease from $4.2 million in the prior year."
    )
    assert 400_000 not in [comparison.value.amount for comparison in revenue.comparisons]


def test_diluted_comes_before_basic() -> None:
    text = "Net income for the quarter was $5 million, or $0.34 per basic share and $0.33 per diluted share."
    assert figures(text) == {"net_income": 5_000_000, "eps": 0.33}


def test_figures_of_another_company_are_not_the_issuers() -> None:
    text = (
        "Northwind Corp. Reports Second Quarter\n\nCHICAGO, July 10, 2003 -- Northwind Corp. (Nasdaq: NWND) today reported "
        "revenue of $5 million for the second quarter. Acme Software Inc. reported revenue of $9 million for the quarter."
    )
    assert [result.value.amount for result in find(recognise(read_text(text)), [])] == [5_000_000]


def test_the_business_abroad_is_a_part_of_the_issuer() -> None:
    text = (
        "Northwind Corp. Reports Second Quarter\n\nCHICAGO, July 10, 2003 -- Northwind Corp. (Nasdaq: NWND) today reported "
        "revenue of $5 million for the second quarter. Northwind Canada reported net income of $9 million for the quarter."
    )
    assert [result.value.amount for result in find(recognise(read_text(text)), [])] == [5_000_000]


def test_a_paragraph_keeps_the_period_that_it_opens_with() -> None:
    text = (
        "Second quarter revenue was $5 million.\n\nFor the first six months of 2003, orders from abroad rose. Net income "
        "was $9 million.\n\nOperating cash flow was $7 million during the trailing twelve months."
    )
    found = {result.metric: result.period and result.period.value for result in results(text)}
    assert found == {"revenue": "2003-Q2", "net_income": "2003-H1", "operating_cash_flow": None}


@pytest.mark.skipif(not SEED.exists(), reason="the seed release is not here")
def test_the_seed_release() -> None:
    found = find(recognise(read(SEED)), [])
    assert sorted((result.metric, result.period and result.period.value, result.value.amount) for result in found) == [
        ("eps", "2003-H1", -0.04),
        ("eps", "2003-Q2", -0.01),
        ("net_income", "2003-H1", -7_600_000),
        ("net_income", "2003-Q2", -3_200_000),
        ("revenue", "2003-H1", 37_400_000),
        ("revenue", "2003-Q2", 21_400_000),
    ]


WORDS = st.sampled_from(
    ["Revenue", "net loss", "EPS", "was", "of", "to", "from", "compared with", "$5 million", "($0.02)", "40%", "per share",
     "for", "the second quarter", "in 2002", "and", ",", ".", "(", ")", "rose", "respectively", "GAAP", "last year"]
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(WORDS, max_size=40))
def test_any_words_are_read_and_no_value_serves_two(words: list[str]) -> None:
    found = results(" ".join(words))
    starts = [result.value.start for result in found]
    assert len(starts) == len(set(starts))


def test_figures_by_another_reckoning() -> None:
    gaap, adjusted = results("EPS for the quarter was $0.50 on a GAAP basis and $0.65 on a non-GAAP basis.")
    assert [(r.value.amount, r.basis) for r in (gaap, adjusted)] == [(0.50, "gaap"), (0.65, "non_gaap")]
    basic, diluted = results("Earnings per share for the quarter were $0.52 basic and $0.50 diluted.")
    assert [(r.value.amount, r.metric) for r in (basic, diluted)] == [(0.52, "basic_eps"), (0.50, "eps")]
    (only,) = results("Basic earnings per share for the quarter were $0.52.")
    assert only.metric == "eps"


@pytest.mark.parametrize(
    "text",
    [
        "Net income for the quarter was $5 million. This compares with $4 million in the second quarter of 2002.",
        "Net income for the second quarter of 2003 was $5 million. Net income for the second quarter of 2002 was $4 million.",
        "Net income for the second quarter of 2003 was $5 million.\n\nIn the same quarter last year net income was $4 million.",
    ],
)
def test_comparisons_of_later_sentences(text: str) -> None:
    (result,) = results(text)
    assert [comparison.value.amount for comparison in result.comparisons] == [4_000_000]


def test_one_value_for_each_of_the_periods_in_front() -> None:
    quarter, half = results(
        "For the three and six months ended June 30, 2003, revenue was $12 million and $36 million, respectively."
    )
    assert [(r.value.amount, r.period and r.period.value) for r in (quarter, half)] == [
        (12_000_000, "2003-Q2"),
        (36_000_000, "2003-H1"),
    ]


def test_an_aside_behind_a_dash_is_no_end_of_a_range() -> None:
    (revenue,) = results("Revenue for the quarter was $20.7 million — 15% above plan — on strong orders.")
    assert revenue.value.text == "$20.7 million"


def test_the_same_figure_under_two_names_of_a_year_is_no_comparison() -> None:
    (result,) = results(
        "Fiscal 2003 net income was $22.2 million.\n\nNet income for the year ended June 30, 2003, was $22,237,000."
    )
    assert result.comparisons == []


def test_growth_year_over_year_is_a_change() -> None:
    (revenue,) = results("Revenue for the quarter was $5 million, representing 9 percent year-over-year growth.")
    assert revenue.change is not None
    assert (revenue.change.percent, revenue.change.direction) == (9, "up")
