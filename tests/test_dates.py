"""Dates and reporting periods: each form with the right value at the right grain."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stated import moment, of_kind, stated

from extract.facts.dates.moments import ending, length, shifted


@pytest.mark.parametrize(
    ("text", "value", "grain"),
    [
        ("on July 10, 2003", "2003-07-10", "day"),
        ("on 10 July 2003", "2003-07-10", "day"),
        ("on the 10th of July, 2003", "2003-07-10", "day"),
        ("on Sept. 3, 2002", "2002-09-03", "day"),
        ("on JULY 10, 2003", "2003-07-10", "day"),
        ("on 2003-07-10", "2003-07-10", "day"),
        ("on 7/10/03", "2003-07-10", "day"),
        ("on July 1", "2003-07-01", "day"),
        ("on December 20", "2003-12-20", "day"),
        ("in April", "2003-04", "month"),
        ("in April of last year", "2002-04", "month"),
        ("in May 2003", "2003-05", "month"),
        ("announced today", "2003-07-10", "day"),
        ("announced Thursday", "2003-07-10", "day"),
        ("last month", "2003-06", "month"),
        ("later this year", "2003", "year"),
        ("since 1999", "1999", "year"),
        ("by mid-2026", "2026", "year"),
        ("by mid-August", "2003-08", "month"),
        ("at the end of 2004", "2004", "year"),
    ],
)
def test_dates(text: str, value: str, grain: str) -> None:
    found = moment(text)
    assert (found.value, found.grain) == (value, grain)


@pytest.mark.parametrize(
    ("text", "value", "grain"),
    [
        ("announced yesterday", "2003-07-09", "day"),
        ("opened the day before yesterday", "2003-07-08", "day"),
        ("will open tomorrow", "2003-07-11", "day"),
        ("announced last Friday", "2003-07-04", "day"),
        ("announced last Thursday", "2003-07-03", "day"),
        ("will open next\nTuesday", "2003-07-15", "day"),
        ("will open this Saturday", "2003-07-12", "day"),
        ("opened ten days ago", "2003-06-30", "day"),
        ("opened Two weeks ago", "2003-06", "month"),
        ("will open next week", "2003-07", "month"),
        ("opened three months ago", "2003-04", "month"),
        ("opened 18 months ago", "2002-01", "month"),
        ("opened two years ago", "2001", "year"),
        ("will open two months from now", "2003-09", "month"),
    ],
)
def test_dates_relative_to_the_release(text: str, value: str, grain: str) -> None:
    found = moment(text)
    assert (found.value, found.grain) == (value, grain)
    assert not any(fact.value.value for fact in of_kind(text, "DATE", released=None))


@pytest.mark.parametrize(
    "text",
    [
        "founded nearly 30 years ago",
        "opened more than two weeks ago",
        "the needs of tomorrow",
        "a better tomorrow",
        "tomorrow’s networks",
        "the last week of the season",
        "several months ago",
    ],
)
def test_what_only_looks_relative_is_no_date(text: str) -> None:
    assert of_kind(text, "DATE") == []


def test_the_day_itself_wins_over_the_word_for_it() -> None:
    assert [fact.text for fact in of_kind("It opened yesterday, July 9, 2003.", "DATE")] == ["July 9, 2003"]


def test_only_what_is_left_over_needs_dateparser() -> None:
    script = """
import sys
from stated import of_kind
for text in ("today", "said Thursday", "last month", "later this year", "on July 10, 2003", "the second quarter of 2003"):
    assert of_kind(text, "DATE", "PERIOD"), text
assert "dateparser" not in sys.modules
assert of_kind("two weeks ago", "DATE")
assert "dateparser" in sys.modules
"""
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parent)


@pytest.mark.parametrize("text", ["it may go", "2003 results", "2,003 shares", "33% of $21", "on February 31, 2003 it"])
def test_no_dates(text: str) -> None:
    assert [fact for fact in of_kind(text, "DATE") if fact.value.value] == []


def test_without_a_release_date_only_what_is_told_is_known() -> None:
    assert moment("in April", released=None).value is None
    assert moment("on July 10, 2003", released=None).value == "2003-07-10"


@pytest.mark.parametrize(
    ("text", "value", "grain", "fiscal"),
    [
        ("the second quarter of fiscal 2003", "2003-Q2", "quarter", True),
        ("the second quarter of 2003", "2003-Q2", "quarter", False),
        ("its fiscal 2003 second quarter", "2003-Q2", "quarter", True),
        ("Q1 2025 revenue", "2025-Q1", "quarter", False),
        ("Q4 FY03 revenue", "2003-Q4", "quarter", True),
        ("1Q25 revenue", "2025-Q1", "quarter", False),
        ("2003 Q2 revenue", "2003-Q2", "quarter", False),
        ("the second half of 2024", "2024-H2", "half", False),
        ("1H24 revenue", "2024-H1", "half", False),
        ("the first six months of fiscal 2003", "2003-H1", "half", True),
        ("the first nine months of 2003", "2003-Q1/2003-Q3", "quarter", False),
        ("9M 2025 revenue", "2025-Q1/2025-Q3", "quarter", False),
        ("the three months ended June 30, 2003", "2003-Q2", "quarter", False),
        ("the three-month period ended June 30, 2003", "2003-Q2", "quarter", False),
        ("the second quarter ended June 28, 2003", "2003-Q2", "quarter", False),
        ("the six months ended June 30, 2003", "2003-H1", "half", False),
        ("the three months ended January 31, 2019", "2018-11/2019-01", "month", False),
        ("the year ended December 31, 2024", "2024", "year", False),
        ("the year to 31 March 2024", "2023-04/2024-03", "month", False),
        ("the six months to 30 June 2003", "2003-H1", "half", False),
        ("the first six months of its fiscal year, ending July 31, 2001", "2001-02/2001-07", "month", False),
        ("the trailing twelve months", None, "year", False),
        ("the past nine months", None, "year", False),
        ("the fiscal year ended January 31, 2019", "2018-02/2019-01", "month", False),
        ("the full year 2024", "2024", "year", False),
        ("fiscal 2003 revenue", "2003", "year", True),
        ("the 2024 fiscal year", "2024", "year", True),
        ("fiscal year 2024/25", "2025", "year", True),
        ("9M 2024/2025: revenue", "2025-Q1/2025-Q3", "quarter", True),
        ("the second quarter", "2003-Q2", "quarter", False),
        ("the fourth quarter", "2003-Q4", "quarter", False),
        ("the second quarter of last year", "2002-Q2", "quarter", False),
    ],
)
def test_periods(text: str, value: str | None, grain: str, fiscal: bool) -> None:
    found = moment(text, "PERIOD")
    assert (found.value, found.grain, found.fiscal) == (value, grain, fiscal)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Second quarter of 2002 results: revenue for the quarter grew", "2002-Q2"),
        ("In the second quarter of 2002 revenue grew over the same period last year", "2001-Q2"),
        ("In the second quarter of 2002 revenue grew over the prior-year quarter", "2001-Q2"),
        ("In the second quarter of 2002 revenue grew over the same quarter a year ago", "2001-Q2"),
        ("In the first quarter of 2002 revenue grew over the previous quarter", "2001-Q4"),
        ("For 2002 revenue grew by 5% over the last quarter of 2001", "2001-Q4"),
        ("In the first quarter of 2002 revenue grew over the linked quarter", "2001-Q4"),
        ("In the six months ended June 30, 2003 it grew over the comparable period of the prior year", "2002-H1"),
    ],
)
def test_periods_that_point_back(text: str, value: str) -> None:
    assert of_kind(text, "PERIOD")[-1].value.value == value


def test_a_quarter_takes_the_year_that_the_release_names_elsewhere() -> None:
    first, *_ = of_kind("Fourth quarter results: revenue in the fourth quarter of fiscal 2002 grew", "PERIOD")
    assert (first.text, first.value.value) == ("Fourth quarter", "2002-Q4")


@pytest.mark.parametrize(
    "text",
    [
        "Fiscal 2003 results: in the quarter ended March 31, 2003 it grew; the fourth quarter was good",
        "The fourth quarter of fiscal 2002 was good; the fourth quarter of fiscal 2003 was better than the fourth quarter",
    ],
)
def test_a_quarter_of_the_fiscal_year_that_is_told(text: str) -> None:
    assert of_kind(text, "PERIOD")[-1].value.value == "2003-Q4"


def test_two_lengths_with_one_last_day() -> None:
    found = of_kind("for the three and six months ended June 30, 2003", "PERIOD")
    assert [fact.value.value for fact in found] == ["2003-Q2", "2003-H1"]


def test_a_quarter_too_long_ago_to_be_reported_is_of_an_unknown_fiscal_year() -> None:
    assert moment("the first quarter", "PERIOD", released="2003-10-21").value is None
    assert moment("the first quarter", "PERIOD", released="2003-04-21").value == "2003-Q1"


def test_a_quarter_that_is_the_first_of_something_is_no_first_quarter() -> None:
    assert [fact.text for fact in of_kind("In 4Q25, the first quarter since the sale, it grew", "PERIOD")] == ["4Q25"]


def test_nothing_points_back_to_nothing() -> None:
    assert moment("the prior-year quarter", "PERIOD").value is None


DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))


@given(DAYS, st.sampled_from(["%B %d, %Y", "%b. %d, %Y", "%d %B %Y", "%Y-%m-%d", "%B %d %Y"]))
def test_a_day_reads_back_in_any_form(day: date, form: str) -> None:
    text = day.strftime(form).replace("May.", "May")
    assert moment(f"It opened on {text} in Ohio.").value == day.isoformat()


@given(DAYS, st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_a_day_without_its_year_is_the_nearest_to_the_release(day: date, released: date) -> None:
    if (day.month, day.day) == (2, 29):
        return
    found = moment(f"It opened on {day:%B} {day.day}.", released=released.isoformat()).value
    assert found is not None
    assert abs(date.fromisoformat(found) - released) <= timedelta(days=184)


@given(DAYS, st.sampled_from([3, 6, 12]))
def test_a_period_covers_as_many_months_as_it_is_long(day: date, months: int) -> None:
    value = ending(day, months).value
    assert value is not None
    assert length(value) == months


@given(DAYS, st.sampled_from([3, 6, 12]), st.integers(-9, 9))
def test_periods_shift_there_and_back(day: date, months: int, years: int) -> None:
    period = ending(day, months)
    assert shifted(shifted(period, years=years), years=-years) == period
    if period.grain != "month":
        assert shifted(shifted(period, periods=years), periods=-years) == period


@given(st.text(alphabet="0123456789/-., JulyMayquarterfiscalendedQHFY\n", max_size=100))
def test_any_text_is_read_and_spans_hold(text: str) -> None:
    stated(text)  # asserts the spans
