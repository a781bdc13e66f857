"""Money, counts and percentages: every form that releases write reads back as the amount that it stands for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stated import amount, of_kind, stated

from extract.facts.money.numbers import tables


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("Revenues were $21.4 million for the quarter.", 21_400_000, "USD"),
        (r"adding approximately \$57 million to its balance sheet", 57_000_000, "USD"),
        ("a loan of 57 million dollars", 57_000_000, "USD"),
        ("raised US$1.4B in debt", 1_400_000_000, "USD"),
        ("priced at $ 31,275 a unit", 31_275, "USD"),
        ("a contract of $12,345,000 was signed", 12_345_000, "USD"),
        ("worth €3bn", 3_000_000_000, "EUR"),
        ("sales of EUR 72.5 million", 72_500_000, "EUR"),
        ("sales of EUR 72,5 million", 72_500_000, "EUR"),
        ("turnover of £1.5m", 1_500_000, "GBP"),
        ("an order of ¥640 million", 640_000_000, "JPY"),
        ("a fee of C$17.5 million", 17_500_000, "CAD"),
        ("a fee of $5 million CAD", 5_000_000, "CAD"),
        ("a fee of A$0.45 million", 450_000, "AUD"),
        ("a project of NT$2.05 billion", 2_050_000_000, "TWD"),
        ("a project of HK$12 mn", 12_000_000, "HKD"),
        ("a price of S$5", 5, "SGD"),
        ("an investment of R$ 2.5 billion", 2_500_000_000, "BRL"),
        ("an order worth Rs. 1,200 crore", 12_000_000_000, "INR"),
        ("an order worth ₹5 lakh", 500_000, "INR"),
        ("an order worth Rs 1,00,000", 100_000, "INR"),
        ("an order worth Rs.500", 500, "INR"),
        ("a dividend of $.05", 0.05, "USD"),
        ("EBITDA of CHF 6.40m", 6_400_000, "CHF"),
        ("a bond of SEK 500 million", 500_000_000, "SEK"),
        ("costs of RMB80.5 million", 80_500_000, "CNY"),
        ("a grant of 2 billion yen", 2_000_000_000, "JPY"),
        ("earned 12 cents a share", 0.12, "USD"),
        ("a $3.5Tn market", 3_500_000_000_000, "USD"),
        ("one million dollars", 1_000_000, "USD"),
    ],
)
def test_forms_of_money(text: str, value: float, currency: str) -> None:
    found = amount(text)
    assert (found.amount, found.currency) == (value, currency)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("between $18 and $20 per share", 18, 20),
        ("a range of $1.2 to $1.4 billion", 1_200_000_000, 1_400_000_000),
        ("costs of $10-$12 million", 10_000_000, 12_000_000),
        ("costs of $10–12 million", 10_000_000, 12_000_000),
        ("prices ranging from $500,000 to $1.2 million", 500_000, 1_200_000),
    ],
)
def test_ranges(text: str, low: float, high: float) -> None:
    found = amount(text)
    assert (found.amount, found.high) == (low, high)


@pytest.mark.parametrize("text", ["rose from $2 million to $14 million", "rose $2 million to $14 million"])
def test_a_rise_is_no_range(text: str) -> None:
    assert [fact.value.amount for fact in of_kind(text, "MONEY")] == [2_000_000, 14_000_000]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a net loss of ($0.01) per share", -0.01),
        ("loss per share of $(0.37)", -0.37),
        ("Adjusted EBITDA was $(12.3)M", -12_300_000),
        ("a loss of ($2.3 million)", -2_300_000),
        ("EBITDA at -CHF 2.75m", -2_750_000),
        ("EBITDA of EUR -7.5 million", -7_500_000),
        ("our price ($29.50) includes tax", 29.5),
        ("paid US$650 million (NT$20 billion)", 650_000_000),
    ],
)
def test_brackets_and_minus_signs(text: str, value: float) -> None:
    assert of_kind(text, "MONEY")[0].value.amount == value
    assert all(fact.value.amount > 0 for fact in of_kind("paid US$650 million (NT$20 billion)", "MONEY"))


@pytest.mark.parametrize(
    ("text", "approximate", "bound"),
    [
        ("approximately $5 million", True, None),
        ("nearly a $5 million order", True, None),
        ("more than $5 million", False, "at_least"),
        ("up to an aggregate of $5 million", False, "at_most"),
        ("$5 million or more", False, "at_least"),
        ("over $5M+", False, "at_least"),
        ("at least approximately $5 million", True, "at_least"),
        ("exactly $5 million", False, None),
    ],
)
def test_qualifiers(text: str, approximate: bool, bound: str | None) -> None:
    found = amount(text)
    assert (found.approximate, found.bound) == (approximate, bound)


def test_the_span_holds_the_amount_and_not_its_qualifier() -> None:
    assert [fact.text for fact in of_kind("about US$57 million in cash", "MONEY")] == ["US$57 million"]


def test_a_release_may_say_which_dollars_it_counts_in() -> None:
    (fact,) = of_kind("Costs were $5 million. All amounts are in Canadian dollars.", "MONEY")
    assert fact.value.currency == "CAD"


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("5,000,000 shares of common stock", 5_000_000, "shares"),
        ("placed 24 self-service kiosks in stations", 24, "self-service kiosks"),
        ("610 kilometers of cable", 610, "kilometers"),
        ("operates two new hospitals", 2, "new hospitals"),
        ("twenty-four trains", 24, "trains"),
        ("1.2 million subscribers", 1_200_000, "subscribers"),
        ("20 X20neo aircraft", 20, "X20neo aircraft"),
        ("more than 10,000+ employees", 10_000, "employees"),
        ("a 200km pipeline", 200, "km"),
    ],
)
def test_counts(text: str, value: float, unit: str) -> None:
    found = amount(text, "COUNT")
    assert (found.amount, found.unit) == (value, unit)


@pytest.mark.parametrize(
    "text",
    ["2003 results", "Fortune 500 companies", "for 30 days", "one of the largest banks", "COVID-19 tests", "$5 shares",
     "at 9:30 meetings", "the XR-200 systems",
     "its 2nd quarter financials", "7Wire Ventures", "the Inc. 5000 companies"],
)  # fmt: skip
def test_no_counts(text: str) -> None:
    assert of_kind(text, "COUNT") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("rose 33%", 33),
        ("rose 5 percent", 5),
        ("fell -5.2%", -5.2),
        ("by 12 percentage points", 12),
        ("4.5% Notes", 4.5),
    ],
)
def test_percentages(text: str, value: float) -> None:
    found = amount(text, "PERCENT")
    assert (found.amount, found.unit) == (value, "percent")


SCALES = st.sampled_from(
    [("", 1), (" million", 10**6), (" billion", 10**9), ("M", 10**6), ("bn", 10**9), (" crore", 10**7)]
)
MARKS = st.sampled_from(sorted(set(tables()["marks"]) - {"Euro"}))


@given(st.integers(1, 999), st.integers(0, 99), SCALES, MARKS)
def test_an_amount_reads_back_in_any_form(whole: int, cents: int, scale: tuple[str, int], mark: str) -> None:
    word, factor = scale
    found = amount(f"It paid {mark}{whole}.{cents:02}{word} for that.")
    assert found.amount == pytest.approx((whole + cents / 100) * factor)
    assert found.currency == tables()["marks"][mark]


@given(st.integers(1000, 10**12))
def test_commas_group_digits(number: int) -> None:
    assert amount(f"a total of ${number:,} and no more").amount == number


@given(st.text(alphabet="$€£0123456789.,()-–% milonbushare\n", max_size=120))
def test_any_text_is_read_and_spans_hold(text: str) -> None:
    facts = stated(text).facts  # asserts the spans
    assert all(fact.value.amount == fact.value.amount for fact in facts if fact.kind in ("MONEY", "COUNT", "PERCENT"))
