"""Products as events: names, owners, marks, what is new, and what a trademark notice adds."""

import pytest

from extract.pipeline import extract_events
from extract.reading import read_text
from extract.schema import Product

HEAD = "Acme Grows\n\nSPRINGFIELD, Ill., March 4, 2019 -- Acme Corp. (Nasdaq: ACME) today announced "


def products(text: str) -> dict[str, Product]:
    """Return the products of a release by name."""
    found = extract_events(read_text(text), types=frozenset({"product"}))
    return {event.name: event for event in found if isinstance(event, Product)}


def test_a_product_has_its_longest_name_once_and_all_its_mentions() -> None:
    found = products(
        f"{HEAD}that its LedgerOne(TM) Payment Platform is in use. The LedgerOne platform is fast. Shops use LedgerOne.\n"
    )
    (product,) = found.values()
    assert product.name == "LedgerOne Payment Platform"
    assert product.mark == "TM"
    assert [mention.text for mention in product.mentions] == [
        "LedgerOne(TM) Payment Platform",
        "LedgerOne",
        "LedgerOne",
    ]
    assert product.mentions[1].name == product.name


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("that it uses Northwind Inc.'s new TallyTwo software.", "Northwind Inc."),
        ("that it uses the TallyTwo platform from Northwind Inc.", "Northwind Inc."),
        ("that its TallyTwo software is sold.", "Acme Corp."),
        ("a deal. Shops pay by the TallyTwo app.", None),
    ],
)
def test_whose_it_is(sentence: str, owner: str | None) -> None:
    product = products(HEAD + sentence + "\n")["TallyTwo"]
    assert (product.owner.name or product.owner.text if product.owner else None) == owner


@pytest.mark.parametrize(
    ("sentence", "introduced"),
    [
        ("the launch of its new TallyTwo software.", True),
        ("a deal. This week Acme introduced TallyTwo, a payment app.", True),
        ("that shops use its TallyTwo software.", False),
    ],
)
def test_what_is_new(sentence: str, introduced: bool) -> None:
    assert products(HEAD + sentence + "\n")["TallyTwo"].introduced is introduced


@pytest.mark.parametrize(
    "sentence",
    [
        "that it joined the Nasdaq Biotech Index and the Ohio Summit.",
        "that its products support Wi-Fi 6, PCI Express and the XML standard.",
        "results. More is at Acme.com and in Form 8-K. Its platform and its software are new.",
        "the sale of its Senior Notes under Rule 144A.",
    ],
)
def test_what_is_no_product(sentence: str) -> None:
    assert products(HEAD + sentence + "\n") == {}


ABOUT = "\nAbout Acme\nAcme Corp. makes software. With its Open Ledger Method (OLM), Acme serves banks.\n\n"


def test_the_about_section_and_a_notice_together_name_a_product() -> None:
    body = HEAD + "its results for the year.\n" + ABOUT
    found = products(
        body + "Acme is a registered trademark, and Open Ledger Method and TallyTwo are trademarks of Acme Corp.\n"
    )
    assert list(found) == ["Open Ledger Method"]
    assert found["Open Ledger Method"].evidence[0].section == "about"
    assert products(body) == {}
