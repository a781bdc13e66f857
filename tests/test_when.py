"""The date of an event: what its sentence says, and nothing where it says nothing."""

from __future__ import annotations

import pytest
from stated import beside

from extract.facts.when import event_date


@pytest.mark.parametrize(
    ("trigger", "text", "value", "grain"),
    [
        ("completed", "In April, the company completed a public offering.", "2003-04", "month"),
        ("deployed", "Acme today announced that Northwind has deployed LedgerOne.", "2003-07-10", "day"),
        ("selected", "Northwind said Wednesday that it selected LedgerOne.", "2003-07-09", "day"),
        ("go live", "Northwind will go live on LedgerOne on March 1, 2004.", "2004-03-01", "day"),
        ("introduced", "In the second quarter, Acme introduced LedgerOne.", "2003-Q2", "quarter"),
        ("signed", "Acme signed the contract in June after a trial that began in 2001.", "2003-06", "month"),
    ],
)
def test_the_sentence_says_when(trigger: str, text: str, value: str, grain: str) -> None:
    found = event_date(*beside(trigger, text))
    assert found is not None
    assert (found.value, found.grain) == (value, grain)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("trigger", "text"),
    [
        ("selected", "Northwind has selected LedgerOne."),
        ("priced", "Acme priced its notes due 2010."),
        ("priced", "Acme priced its offering, expected to close on or about July 1, 2003."),
        ("priced", "Acme priced its notes, payable on March 1, 2003."),
        ("selected", "Northwind, founded in 1997, has selected LedgerOne."),
        ("selected", "Northwind has selected LedgerOne for use through 2008."),
        ("selected", "Northwind has selected LedgerOne for a roll-out in 2005."),
    ],
)
def test_the_sentence_does_not_say_when(trigger: str, text: str) -> None:
    assert event_date(*beside(trigger, text)) is None


def test_today_is_unknown_without_the_day_of_the_release() -> None:
    assert event_date(*beside("selected", "Northwind today selected LedgerOne.", released=None)) is None
