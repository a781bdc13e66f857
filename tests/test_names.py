"""Names: which words are a name, what kind it is, and that no text breaks the offsets."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.facts import recognise
from extract.facts.model import Entity, Facts, Sentence
from extract.facts.names.chunks import chunks
from extract.facts.names.evidence import cues, evidence
from extract.reading import read_text
from extract.schema import Document, Release, Section


def facts_of(*paragraphs: str, kind: str = "body") -> Facts:
    """Recognise paragraphs that are all of one section kind."""
    text = "\n\n".join(paragraphs)
    release = Release(
        document=Document(id="x", source="", sha256=""),
        text=text,
        sections=[Section(kind=kind, start=0, end=len(text))],
    )  # type: ignore[arg-type]
    return recognise(release)


def kinds(*paragraphs: str) -> dict[str, str]:
    """Return what kind each entity of the text has."""
    return {entity.name: entity.kind for entity in facts_of(*paragraphs).entities}


def names(text: str) -> list[str]:
    """Return the chunks of one sentence."""
    return [chunk.name for chunk in chunks(text, [Sentence(0, len(text), text, "body", 0)], [])]


def test_a_weight_is_named_after_its_kind() -> None:
    kinds = {"org": "ORG", "person": "PERSON", "product": "PRODUCT", "place": "PLACE", "other": "OTHER"}
    entries = [*evidence().cue, *evidence().shape]
    assert [entry.id for entry in entries if kinds[entry.id.split(".")[0]] != entry.kind] == []
    assert len({entry.id for entry in entries}) == len(entries)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Following the sale, Northwind Dairy Co., Inc. paid", ["Northwind Dairy Co., Inc."]),
        (
            "the U.S. Department of Health and Human Services said so to them",
            ["U.S. Department of Health and Human Services"],
        ),
        ("with M. Doe & Sons (1974) Ltd. in June 2004", ["M. Doe & Sons (1974) Ltd."]),
        ("Acme's LedgerOne runs at St. Olaf Hospital", ["Acme", "LedgerOne", "St. Olaf Hospital"]),
        ("New York-based Acme sells eLedger and 3Tally", ["New York", "Acme", "eLedger", "3Tally"]),
        ("Acme CEO Jane Doe and Vice President Richard Roe", ["Acme", "Jane Doe", "Richard Roe"]),
        ("with Ledger Music Converter Version 3.0.1 today", ["Ledger Music Converter"]),
        ("to NWL Researcher Richard Roe in", ["NWL", "Richard Roe"]),
        ("LEDGERONE, INC. today; the Inc. is", ["LEDGERONE, INC."]),
        ("Jane Doe of Northwind met Chief Executive Officer", ["Jane Doe", "Northwind"]),
        ("the GTX9000(TM) Voice Switch and its LedgerOne® software", ["GTX9000 Voice Switch", "LedgerOne"]),
        ("a Wi-Fi 6 chip, the first of Class 3 in the SEC's Rule 144A", []),
        ("Acme (NYSE: ACM) was valued at SR300,000", ["Acme"]),
        (
            "the Institute for Soil has sold them Ledger Quest III: The Audit",
            ["Institute for Soil", "Ledger Quest III: The Audit"],
        ),
        ("it hired Northwind Foundation Jane Doe", ["Northwind Foundation", "Jane Doe"]),
    ],
)
def test_which_words_are_a_name(text: str, wanted: list[str]) -> None:
    assert names(text) == wanted


def test_what_a_name_is_shows_from_around_it() -> None:
    found = kinds(
        "Northwind Dairy (Nasdaq: NWD), a maker of cheese, today announced that it runs on LedgerOne, a payment platform "
        "for shops. The plant in Springfield, Ohio, is led by Jane Doe, vice president of operations."
    )
    assert found["Northwind Dairy"] == "ORG"
    assert found["LedgerOne"] == "PRODUCT"
    assert found["Springfield"] == found["Ohio"] == "PLACE"
    assert found["Jane Doe"] == "PERSON"


def test_a_capital_at_the_beginning_of_a_sentence_is_no_name() -> None:
    found = kinds("Customers asked for it. Installing Acme took a day. Continue early. Acme Corp. agreed.")
    assert set(found) == {"Acme Corp."}


def test_a_heading_in_capitals_is_no_name() -> None:
    assert kinds("NEW RULES FOR SMALL BANKS Since May, the Institute on Soil Erosion has written to them often.") == {
        "Institute on Soil Erosion": "ORG"
    }


def test_an_abbreviation_of_plain_words_is_no_name() -> None:
    assert kinds("The remote access server (RAS) of Acme Corp. is new. Every RAS is tested.") == {"Acme Corp.": "ORG"}


def test_awards_meetings_and_securities_are_nothing() -> None:
    assert kinds("It won the Golden Ledger™ Award at the Ohio Banking Summit and sold Senior Notes.") == {}


def test_a_headline_in_title_case_names_what_the_text_names() -> None:
    release = read_text(
        "Northwind Bank Chooses Acme for Better Branch Service\n\nSPRINGFIELD, Ill., March 4, 2019 -- Acme Corp. today "
        "announced that Northwind Bank has selected its LedgerOne platform.\n"
    )
    found = recognise(release)
    headline = [fact.text for fact in found.facts if fact.start < 50]
    assert headline == ["Northwind Bank", "Acme"]


WORDS = st.sampled_from(
    ["Acme", "Northwind Bank", "Inc.", "the", "The", "of", "and", "LedgerOne", "(TM)", "™", "’s", "'", "(", ")", "“", "”",
     "XR-200", "New York", ",", ".", "\n", "\n\n", " ", "Jane Doe", "CEO", "said", "–", "its", "platform", "a", "IV", "is"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200))
def test_no_text_breaks_the_offsets(text: str) -> None:
    found = facts_of(text)
    for fact in found.facts:
        assert text[fact.start : fact.end] == fact.text != ""
        assert isinstance(fact.value, Entity) or fact.kind not in ("ORG", "PERSON", "PLACE", "PRODUCT", "NAME")
    spans = sorted((fact.start, fact.end) for entity in found.entities for fact in entity.mentions)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))


def test_cues_are_tried_only_beside_their_words() -> None:
    text = "Acme sells the LedgerOne platform."
    start = text.index("LedgerOne")
    found = {cue.id for cue in cues().around(start, start + 9, Sentence(0, len(text), text, "body", 0))}
    assert {"product.noun", "product.own-platform"} <= found
    assert not any(id.startswith("person.") for id in found)


def test_a_name_behind_a_missing_space_is_found_when_it_is_named_elsewhere() -> None:
    found = kinds("How It WorksLedgerOne Pay app is new. We sell the LedgerOne Pay app.")
    assert [name for name in found if "Works" in name] == []
    assert "TallyBook" in kinds("We use the TallyBook app. The Book is old.")


def test_a_mark_behind_a_common_word_alone_makes_no_product() -> None:
    assert "PRODUCT" not in kinds("We are a Great Place to Save® again.").values()
    assert kinds("We sell Ledgerine® again.")["Ledgerine"] == "PRODUCT"


def test_a_name_is_no_product_when_it_is_two_names_side_by_side() -> None:
    found = kinds("Northwind Inc. sold it. Tallyco Corp. bought it, making Northwind Tallyco's owner.")
    assert found.get("Northwind Tallyco") != "PRODUCT"


def test_a_brand_in_lower_case_is_told_by_its_legal_form() -> None:
    found = facts_of(
        "ledgerone AG opened an office. We sell ledgerone Vault 3. The limited Company and the ledgerone app."
    )
    assert {entity.name: entity.kind for entity in found.entities} == {
        "ledgerone AG": "ORG",
        "ledgerone Vault 3": "PRODUCT",
        "ledgerone app": "PRODUCT",
    }
    assert [mention.text for mention in found.entities[0].mentions] == ["ledgerone AG", "ledgerone"]


def test_a_surname_alone_types_the_full_name() -> None:
    assert kinds("The board chose Zebulon Quirke. Mr. Quirke said so.")["Zebulon Quirke"] == "PERSON"


def test_what_an_organisation_is_belongs_to_its_name() -> None:
    found = facts_of("Tally, a Credit Union, chose LedgerOne. The credit union has two branches.")
    assert [(fact.text, fact.value.name) for fact in found.facts if fact.anaphor] == [
        ("The credit union", "Tally, a Credit Union")
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We won a bipartisan government agency as a client.", ["a bipartisan government agency"]),
        ("We sold it to a large Korean shipyard.", ["a large Korean shipyard"]),
        ("We have a firm order and a new customer base.", []),
    ],
)
def test_a_description_ends_with_its_last_noun(text: str, wanted: list[str]) -> None:
    assert [fact.text for fact in facts_of(text).facts if fact.kind == "DESCRIBED"] == wanted


def test_a_degree_with_a_mark_is_no_product_and_its_bearer_neither() -> None:
    assert "PRODUCT" not in kinds("We thank Zebulon Quirke, CFP®, CFA®, for his article.").values()


def test_a_quantity_is_no_product() -> None:
    assert (
        "PRODUCT" not in kinds("We sell our new Ledgerine 2g. It is designed to help. We run the 30MW units.").values()
    )
