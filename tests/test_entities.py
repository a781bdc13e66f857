"""Entities: which mentions are of one, its fullest name, and what the text calls it instead."""

import pytest
from test_names import facts_of

from extract.facts import recognise
from extract.facts.model import Entity, Fact
from extract.reading import read_text


def entity(name: str, *paragraphs: str) -> Entity:
    """Return the one entity of that name."""
    (found,) = [one for one in facts_of(*paragraphs).entities if one.name == name]
    return found


def texts(found: Entity) -> list[str]:
    return [mention.text for mention in found.mentions]


@pytest.mark.parametrize(
    ("text", "name", "mentions"),
    [
        ("Acme Widgets, Inc. grew. Since May, Acme Widgets has hired.", "Acme Widgets, Inc.", ["Acme Widgets, Inc.", "Acme Widgets"]),
        ("Corvano Communications won. On Monday Corvano said so.", "Corvano Communications", ["Corvano Communications", "Corvano"]),
        ("Jane Doe, chief executive officer, spoke. Then Doe left.", "Jane Doe", ["Jane Doe", "Doe"]),
        ("The National Fraud Bureau (NFB) signed. For the NFB it is new.", "National Fraud Bureau", ["National Fraud Bureau", "NFB", "NFB"]),
        ("Elkobit AG (“EB”) makes tools. For cars, EB is a leading supplier.", "Elkobit AG", ["Elkobit AG", "EB", "EB"]),
        ("It sells the LedgerOne Payment Platform. The LedgerOne app is free.", "LedgerOne Payment Platform", ["LedgerOne Payment Platform", "LedgerOne"]),
    ],
)  # fmt: skip
def test_short_forms_join_the_full_name(text: str, name: str, mentions: list[str]) -> None:
    assert texts(entity(name, text)) == mentions


def test_a_short_form_of_two_names_joins_neither() -> None:
    found = facts_of("Acme Dairy Corp. and Acme Steel Corp. met. Last week, Acme announced a deal.")
    assert [one.name for one in found.entities] == ["Acme Dairy Corp.", "Acme Steel Corp.", "Acme"]


def test_a_family_and_its_member_are_two() -> None:
    found = facts_of("The QUARRY platform is made of its QUARRY A1 chips, launched in May. Its QUARRY chips sell.")
    assert {one.name for one in found.entities if one.kind == "PRODUCT"} == {"QUARRY", "QUARRY A1"}


def anaphors(*paragraphs: str) -> list[tuple[str, str]]:
    return [(fact.text, fact.value.name) for fact in facts_of(*paragraphs).facts if fact.anaphor]


def test_the_bank_is_the_last_one_named_so() -> None:
    found = anaphors("First Bank of Ohio and Acme Corp. met. The bank has signed a contract.")
    assert ("The bank", "First Bank of Ohio") in found


def test_it_is_the_organisation_that_opened_the_sentence_before() -> None:
    assert ("It", "Northwind Dairy Inc.") in anaphors("Northwind Dairy Inc. sells cheese. It has selected a vendor.")
    assert anaphors("The weather was bad. It has rained.") == []


def test_the_company_and_we_are_the_issuer() -> None:
    release = read_text(
        "Acme Reports Results\n\nSPRINGFIELD, Ill., March 4, 2019 -- Acme Corp. (Nasdaq: ACME) today announced results. "
        "The Company sold the plant to Northwind Inc. and we are glad.\n"
    )
    found = recognise(release)
    assert found.issuer is not None
    assert found.issuer.is_issuer
    references = {fact.text: fact.value for fact in found.facts if fact.anaphor}
    assert references["The Company"] is found.issuer
    assert references["we"] is found.issuer


def described(text: str) -> list[str]:
    return [fact.text for fact in facts_of(text).facts if fact.kind == "DESCRIBED"]


def test_described_organisations() -> None:
    assert described("It was ordered by a leading European bank and by an agency in the capital.") == [
        "a leading European bank",
        "an agency",
    ]
    assert described("Acme, a leading European bank, has ordered it.") == []


def test_facts_carry_the_name_without_article_and_possessive() -> None:
    found: list[Fact] = list(facts_of("It is the Acme Corp.’s plant. The Northwind Group's deal.").facts)
    assert [fact.text for fact in found if fact.kind == "ORG"] == ["Acme Corp.", "Northwind Group"]
