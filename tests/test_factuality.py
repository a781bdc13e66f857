"""Whether it happened: cues govern the verb of their own clause only."""

from __future__ import annotations

import pytest
from stated import beside

from extract.facts.factuality import judge
from extract.schema import Factuality


@pytest.mark.parametrize(
    ("trigger", "text", "value", "cue"),
    [
        ("deploy", "Northwind will deploy LedgerOne.", "planned", "will"),
        ("deploy", "Northwind plans to deploy LedgerOne.", "planned", "plans to"),
        ("deploy", "Northwind’ll deploy LedgerOne.", "planned", "’ll"),
        ("close", "The offering could close in September.", "conditional", "could"),
        (
            "bought",
            "Northwind bought the unit, subject to regulatory approval.",
            "conditional",
            "subject to regulatory approval",
        ),
        ("selected", "Northwind has not selected LedgerOne.", "denied", "not"),
        ("select", "Northwind didn't select LedgerOne.", "denied", "n't"),
        ("selected", "Northwind had previously selected LedgerOne.", "historical", "previously"),
        ("selected", "Northwind selected LedgerOne in 1999.", "historical", "1999"),
    ],
)
def test_cues(trigger: str, text: str, value: str, cue: str) -> None:
    found = judge(*beside(trigger, text))
    assert (found.value, found.cue and found.cue.text) == (value, cue)
    assert found.cue is not None
    assert text[found.cue.start : found.cue.end] == cue


@pytest.mark.parametrize(
    ("trigger", "text"),
    [
        ("selected", "Northwind has selected LedgerOne."),
        ("selected", "Northwind, which plans to grow, has selected LedgerOne."),
        ("selected", "Northwind has selected LedgerOne, which will serve its branches."),
        ("selected", "Northwind, founded in 1997, has selected LedgerOne."),
        ("selected", "The bank will not say why it selected LedgerOne."),
    ],
)
def test_without_a_cue_it_occurred(trigger: str, text: str) -> None:
    assert judge(*beside(trigger, text)) == Factuality()


def test_an_infinitive_plans_in_headlines_only() -> None:
    assert judge(*beside("Deploy", "Northwind to Deploy LedgerOne in 24 Stores", section="headline")).value == "planned"
    assert judge(*beside("deploy", "It helped Northwind to deploy LedgerOne.")).value == "occurred"


def test_without_a_release_date_no_year_is_long_ago() -> None:
    assert judge(*beside("selected", "Northwind selected LedgerOne in 1999.", released=None)).value == "occurred"
