"""Securities offerings: what counts as one, what is said of it where, and the sums that readers do by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.brief import agree, brief
from extract.events.securities_offering import terms
from extract.events.securities_offering.details import consistent
from extract.events.securities_offering.security import classes
from extract.facts import recognise
from extract.pipeline import extract_events
from extract.reading import read_text
from extract.schema import Money, Quantity, SecuritiesOffering

LEDE = "SPRINGFIELD, Ill., March 4, 2019 -- Northwind Corp. (Nasdaq: NWND) today announced "


def offerings(headline: str, *paragraphs: str) -> list[SecuritiesOffering]:
    release = read_text("\n\n".join([headline, *paragraphs]))
    found = extract_events(release, types=frozenset({"securities_offering"}))
    for event in found:
        for span in spans(event.model_dump()):
            assert release.text[span["start"] : span["end"]] == span["text"]
    return [event for event in found if isinstance(event, SecuritiesOffering)]


def spans(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [span for item in value for span in spans(item)]
    if isinstance(value, dict):
        own = [value] if {"text", "start", "end"} <= value.keys() else []
        return own + [span for item in value.values() for span in spans(item)]
    return []


RELEASES: dict[str, tuple[list[str], list[dict[str, Any]]]] = {
    "headline, lede and body make one event": (
        [
            "Northwind Prices $45 Million Public Offering of Common Stock",
            LEDE + "the pricing of an underwritten public offering of 5,625,000 shares of its common stock at a public "
            "offering price of $8.00 per share.",
            "The gross proceeds to Northwind from the offering are expected to be approximately $45 million, before "
            "deducting underwriting discounts and commissions. Northwind has granted the underwriters a 30-day option to "
            "purchase up to an additional 843,750 shares of common stock.",
            "Attwater Securities LLC is acting as sole book-running manager for the offering. Northwind intends to use the "
            "net proceeds for general corporate purposes.",
        ],
        [
            {
                "kind": "public_offering", "stage": "priced", "shares": 5625000, "price_per_share": 8,
                "gross_proceeds": 45e6, "size": None, "option_shares": 843750, "underwriters": ["Attwater Securities LLC"],
                "use_of_proceeds": "general corporate purposes", "consistent": True, "security": "common stock",
            }
        ],
    ),
    "what is redeemed is not what is raised": (
        [
            "Northwind Prices Senior Notes Offering",
            LEDE + "that it has priced $750 million aggregate principal amount of its 3.300% Senior Notes due 2050.",
            "Northwind estimates that the net proceeds from the sale of the notes will be approximately $741.2 million. It "
            "intends to use approximately $523.8 million of the net proceeds of this offering to redeem $500.0 million in "
            "aggregate principal amount of its 4.125% senior notes due 2021.",
        ],
        [
            {
                "kind": "notes", "stage": "priced", "principal": 750e6, "net_proceeds": 741.2e6, "coupon": 3.3,
                "due": "2050", "security": "3.300% Senior Notes due 2050", "proceeds": None, "consistent": None,
            }
        ],
    ),
    "tranches are one offering of their total": (
        [
            "Northwind Prices Notes",
            LEDE + "that it has priced an offering of $500 million aggregate principal amount of 2.400% senior notes due "
            "2025 and $750 million aggregate principal amount of 3.100% senior notes due 2030.",
        ],
        [{"kind": "notes", "stage": "priced", "principal": 1250e6}],
    ),
    "tranches without the word principal": (
        [
            "Northwind Prices Notes",
            LEDE + "that it has priced $500 million of 2.400% senior notes due 2025 and $750 million of 3.100% senior notes "
            "due 2030.",
        ],
        [{"kind": "notes", "stage": "priced", "size": 1250e6}],
    ),
    "the total that the text gives": (
        [
            "Northwind Prices Notes",
            LEDE + "that it has priced an offering of $1.25 billion aggregate principal amount of notes, consisting of $500 "
            "million aggregate principal amount of 2.400% notes due 2025 and $750 million aggregate principal amount of "
            "3.100% notes due 2030.",
        ],
        [{"kind": "notes", "stage": "priced", "principal": 1250e6}],
    ),
    "an offering and a private placement at its side": (
        [
            "Northwind Announces Proposed Offering of Senior Notes",
            LEDE + "that it intends to offer $400 million aggregate principal amount of senior notes due 2030.",
            "Separately, Northwind said that it has agreed to sell 1,200,000 shares of its common stock at $41.50 per share "
            "to a pension fund in a private placement.",
        ],
        [
            {"kind": "notes", "stage": "proposed", "principal": 400e6, "factuality": "planned", "due": "2030"},
            {"kind": "private_placement", "stage": "priced", "shares": 1200000, "price_per_share": 41.5},
        ],
    ),
    "units with warrants": (
        [
            "Northwind Closes Upsized Private Placement",
            LEDE + "the closing of its non-brokered private placement, upsized from 10,000,000 units to 10,874,832 units at a "
            "price of C$0.60 per unit for gross proceeds of C$6,524,900.",
            "Each unit consists of one common share and one warrant. Each warrant entitles the holder to acquire one common "
            "share at a price of C$0.75 per common share.",
        ],
        [
            {
                "kind": "private_placement", "stage": "completed", "shares": 10874832, "price_per_share": 0.6,
                "gross_proceeds": 6524900, "consistent": True, "security": "units",
            }
        ],
    ),
    "convertible preferred stock": (
        [
            "Northwind Announces Pricing of Mandatory Convertible Preferred Stock Offering",
            LEDE + "that it has priced a public offering of 3,250,000 shares of 8.00% Series A Mandatory Convertible Preferred "
            "Stock at a price to the public of $1,000 per share.",
            "The net proceeds will be approximately $3.2 billion (or approximately $3.7 billion if the underwriters exercise "
            "their option in full).",
        ],
        [{"kind": "preferred", "stage": "priced", "shares": 3250000, "price_per_share": 1000, "net_proceeds": 3.2e9, "coupon": 8}],
    ),
    "a list of securities: the first, with the name of what its count is of": (
        [
            "Northwind Announces Private Placement",
            LEDE + "that it intends to complete a private placement of:",
            "- up to 5,000,000 flow-through shares at a price of $0.40 per share for gross proceeds of up to $2,000,000; and",
            "- up to 10,000,000 units at a price of $0.30 per unit for gross proceeds of up to $3,000,000.",
        ],
        [{"security": "flow-through shares", "shares": 5e6, "price_per_share": 0.4, "gross_proceeds": 2e6}],
    ),
    "the price at which an option is exercised": (
        [
            "Northwind Announces Exercise of Over-Allotment Option",
            LEDE + "that the underwriters of its public offering have exercised in full their over-allotment option to "
            "purchase an additional 750,000 shares of common stock at the public offering price of $8.00 per share.",
        ],
        [{"stage": "completed", "option_shares": 750000, "price_per_share": 8, "shares": None}],
    ),
    "the most that is offered, and its price in a later sentence": (
        [
            "Northwind Announces Private Placement",
            LEDE + "a non-brokered private placement of a minimum of 5,000,000 units and a maximum of 10,000,000 units for "
            "minimum gross proceeds of $1,250,000 and maximum gross proceeds of $2,500,000.",
            "The units will be offered at $0.25 per unit. Each unit holds one share and one $1,000 principal amount debenture.",
        ],
        [{"stage": "proposed", "shares": 10e6, "price_per_share": 0.25, "gross_proceeds": 2.5e6, "principal": None}],
    ),
    "a tranche of what was announced before": (
        [
            "Northwind Closes Second Tranche",
            LEDE + "that it has closed the second and final tranche of its previously announced non-brokered private "
            "placement, issuing 4,250,000 units at $0.12 per unit for gross proceeds of $510,000.",
        ],
        [{"stage": "completed", "shares": 4250000, "price_per_share": 0.12, "gross_proceeds": 510000}],
    ),
    "a withdrawal": (
        [
            "Northwind Withdraws Initial Public Offering",
            LEDE + "that it has withdrawn its initial public offering of 6,500,000 shares of common stock.",
        ],
        [{"kind": "ipo", "stage": "withdrawn", "shares": 6500000}],
    ),
    "in passing, among other news": (
        [
            "Northwind Reports Second Quarter Results",
            LEDE + "results for its second quarter.",
            "In February, the company completed a public offering of its common stock, adding approximately $57 million to "
            "its balance sheet.",
        ],
        [{"kind": "public_offering", "stage": "completed", "proceeds": 57e6, "gross_proceeds": None, "date": "2019-02"}],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", RELEASES)
def test_offerings_of_a_release(name: str) -> None:
    paragraphs, expected = RELEASES[name]
    found = [brief(event) for event in offerings(*paragraphs)]
    assert len(found) == len(expected), found
    for event, roles in zip(found, expected, strict=True):
        assert agree(roles, event), event
        assert event["issuer"].startswith("Northwind")


@pytest.mark.parametrize(
    "text",
    [
        "that it will redeem all $300 million aggregate principal amount of its 5% senior notes due 2021.",
        "that it has repurchased 2,000,000 shares of common stock at an average price of $14.00 per share.",
        "a cash dividend of $0.25 per share of common stock.",
        "a tender offer for $200 million of its outstanding 6% notes.",
        "that it has entered into a $75 million revolving credit facility with Midland Bank.",
        "that it has bought a 9.9% stake in Acme Ltd. via a $1 million private placement.",
        "that it will issue 2,600,000 shares of common stock to the shareholders of Acme Ltd. in the merger.",
        "that it has issued 500,000 common shares to an adviser as compensation.",
        "that it has agreed to issue 8,263,333 units at a deemed price of $0.21 per unit to settle debts.",
        "that existing warrants were exercised for gross proceeds of $2.4 million in a warrant inducement.",
        "that it is offering a suite of enhanced services for $20 a month.",
        "that it has sold its logistics unit for $30 million.",
        "that Jane Doe, who led the initial public offering of her former employer, joins its board.",
        "that a class action was filed on behalf of buyers of common stock in its initial public offering.",
        "the presale of its token, which has raised over $2 million so far.",
    ],
)
def test_what_is_no_offering(text: str) -> None:
    assert offerings("Northwind Announces News", LEDE + text) == []


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("announced a proposed public offering of 2,000,000 shares of common stock.", "proposed"),
        ("launches a public offering of 2,000,000 shares of common stock.", "proposed"),
        ("expects the closing of the public offering of 2,000,000 shares of common stock on May 5.", "proposed"),
        ("entered into an underwriting agreement for a public offering of 2,000,000 shares of common stock.", "priced"),
        ("upsized and priced its public offering of 2,000,000 shares of common stock.", "priced"),
        ("has closed its previously announced public offering of 2,000,000 shares of common stock.", "completed"),
        ("announced the closing of its public offering of 2,000,000 shares of common stock.", "completed"),
        ("cancelled its public offering of 2,000,000 shares of common stock.", "withdrawn"),
    ],
)
def test_stages(text: str, stage: str) -> None:
    (event,) = offerings("Northwind Announces News", "Northwind Corp. " + text)
    assert event.stage == stage


def test_the_furthest_stage_wins() -> None:
    (event,) = offerings(
        "Northwind Announces Closing of Public Offering",
        LEDE
        + "the closing of its public offering of 2,000,000 shares of common stock, which it priced on March 1, 2019.",
    )
    assert event.stage == "completed"


def test_a_closing_that_is_expected_is_none() -> None:
    (event,) = offerings(
        "Northwind Prices Public Offering",
        LEDE + "the pricing of a public offering of 2,000,000 shares of common stock at $5.00 per share.",
        "The closing of the offering is expected to occur on or about March 8, 2019.",
    )
    assert event.stage == "priced"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("for net proceeds, after all expenses, of approximately $9.1 million", {"net_proceeds": 9.1e6}),
        ("raising $5 million through the sale of 1,000,000 shares", {"proceeds": 5e6, "shares": 1e6}),
        ("with an aggregate principal amount of up to $300 million", {"principal": 300e6}),
        ("a $7.4 million registered direct offering", {"size": 7.4e6}),
        ("warrants to purchase 400,000 shares at an exercise price of $2.10 per share", {}),
        ("an option to purchase up to an additional 150,000 shares", {"option_shares": 150e3}),
        ("increased from the previously announced $300 million", {}),
        ("the sale of 24 kiosks for $80,000 in cash", {"size": 80e3}),
        ("notes that bear interest at a rate of 3.5% per year", {"coupon": 3.5}),
    ],
)
def test_roles_of_amounts(text: str, expected: dict[str, float]) -> None:
    facts = recognise(read_text(f"Northwind Announces News\n\nNorthwind Corp. announced an offering {text}."))
    sentence = facts.sentences[-1]
    assert {name: fact.value.amount for name, fact in terms.fields(sentence, facts)} == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("6 3/4% Subordinated Debentures due 2007", {"notes"}),
        ("convertible senior notes", {"convertible_notes"}),
        ("notes", {"notes", "convertible_notes"}),
        ("Series A Convertible Preferred Stock", {"preferred"}),
        ("shares of common stock", {"equity"}),
        ("depositary shares", {"equity", "preferred"}),
        ("American depositary shares", {"equity"}),
    ],
)
def test_classes_of_securities(name: str, expected: set[str]) -> None:
    assert classes(name) == expected


def figures(shares: int, price: float, gross: str, amount: float) -> dict[str, Money | Quantity]:
    span = {"start": 0, "end": 1}
    return {
        "shares": Quantity(text=f"{shares:,} shares", amount=shares, **span),
        "price_per_share": Money(text=f"${price:.2f}", amount=price, currency="USD", **span),
        "gross_proceeds": Money(text=gross, amount=amount, currency="USD", **span),
    }


@given(shares=st.integers(100_000, 90_000_000), cents=st.integers(100, 20_000))
def test_proceeds_rounded_to_a_tenth_of_a_million_are_consistent(shares: int, cents: int) -> None:
    millions = round(shares * cents / 100 / 1e6, 1)
    if millions:
        assert consistent(figures(shares, cents / 100, f"${millions} million", millions * 1e6))


@given(
    shares=st.integers(1_000_000, 90_000_000),
    cents=st.integers(200, 20_000),
    factor=st.sampled_from([0.5, 0.8, 1.2, 3]),
)
def test_proceeds_a_fifth_off_are_marked(shares: int, cents: int, factor: float) -> None:
    millions = round(shares * cents / 100 / 1e6 * factor, 1)
    assert consistent(figures(shares, cents / 100, f"${millions} million", millions * 1e6)) is False


def test_a_mismatch_is_kept_as_written() -> None:
    (event,) = offerings(
        "Northwind Prices Public Offering",
        LEDE
        + "the pricing of a public offering of 2,000,000 shares of common stock at $5.00 per share, for gross proceeds of "
        "$12.5 million.",
    )
    assert (event.shares and event.shares.amount, event.gross_proceeds and event.gross_proceeds.amount) == (2e6, 12.5e6)
    assert event.consistent is False


PIECES = st.sampled_from(
    ["Northwind Corp. ", "priced ", "offering ", "of ", "$5 million ", "2,000,000 shares ", "common stock ", "(the “", "”) ",
     "gross proceeds ", "notes due 2030 ", "3.5% ", "\n\n", ". ", ", ", "closing of ", "units ", "and ", "$ ", "% "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60))
@settings(max_examples=80, deadline=None)
def test_no_text_breaks_the_spans(pieces: list[str]) -> None:
    offerings("Northwind Announces News", "".join(pieces))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "the closing of its offering of 8,000,000 depositary shares for aggregate gross proceeds of $200 million.",
            {"stage": "completed", "shares": 8_000_000, "gross_proceeds": 200e6},
        ),
        (
            "the issuance of its offering of $300,000,000 6 3/4% Notes due May 15, 2029.",
            {"size": 300e6, "coupon": 6.75, "security": "6 3/4% Notes due May 15, 2029"},
        ),
        (
            "definitive agreements for the sale of an aggregate of 3,000,000 of its ordinary shares at $2.00 per share in a "
            "registered direct offering.",
            {"stage": "priced", "shares": 3_000_000, "price_per_share": 2},
        ),
        (
            "that the underwriters of its public offering of common stock have exercised in full their option to purchase "
            "600,000 shares, for total gross proceeds of $57.5 million.",
            {"stage": "completed", "gross_proceeds": 57.5e6},
        ),
        ("the qualification by the SEC of its Regulation A+ offering for up to $5,000,000.", {"size": 5e6}),
        ("the closing of a $25 million Series B funding round.", {"kind": "private_placement", "size": 25e6}),
    ],
)
def test_offerings_named_within_a_sentence(text: str, expected: dict[str, Any]) -> None:
    (event,) = offerings("Northwind Announces News", LEDE + text)
    found = event.model_dump()
    for role, value in expected.items():
        got = found[role]
        assert (got.get("amount", got.get("text")) if isinstance(got, dict) else got) == value, role


def test_whom_a_law_firm_represents_is_the_issuer() -> None:
    (event,) = offerings(
        "Smith Jones LLP Represents Acme Corp.",
        "Smith Jones LLP represented Acme Corp. in the company's closing of its $20 million registered direct offering of "
        "4,000,000 shares of common stock at $5.00 per share.",
    )
    assert event.issuer.text == "Acme Corp."


def test_a_round_of_funding_recalled_is_no_news() -> None:
    assert not offerings(
        "Northwind Opens a Plant",
        LEDE + "a plant.",
        "It employs 40.",
        "Northwind raised a $5 million seed round in 2015.",
    )
