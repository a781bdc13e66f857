"""Deployments: from the sentences of a release to one event for each customer, vendor and deal."""

from __future__ import annotations

import pytest

from extract.pipeline import extract_events
from extract.reading import read_text
from extract.schema import CustomerDeployment

ACME = "Acme Corp. (NYSE: ACM), a provider of payment software for banks,"
DATELINE = "DAYTON, Ohio, May 4, 2004 /PRNewswire/ -- "


def deployments(*paragraphs: str, headline: str = "Acme Corp. Announces News") -> list[CustomerDeployment]:
    """Return the deployments of a release of Acme's."""
    text = f"{headline}\n\n{DATELINE}" + "\n\n".join(paragraphs) + "\n\nAbout Acme\n\nAcme Corp. makes software.\n"
    release = read_text(text)
    found = [event for event in extract_events(release) if isinstance(event, CustomerDeployment)]
    for event in found:
        for mention in [event.customer, event.vendor, *event.products, *event.locations, *event.evidence]:
            assert release.text[mention.start : mention.end] == mention.text
    return found


def sides(events: list[CustomerDeployment]) -> list[tuple[str, str, str]]:
    return [(name(event.customer), name(event.vendor), event.stage) for event in events]


def name(mention: object) -> str:
    """Return a mention's name without the full stop of a legal suffix, which belongs to it or ends its sentence."""
    return str(getattr(mention, "name", None) or getattr(mention, "text", "")).removesuffix(".")


@pytest.mark.parametrize(
    ("sentence", "stage"),
    [
        ("today announced that Northwind Bank, the largest bank in Iowa, has selected Acme's LedgerOne(R) platform.", "selected"),
        ("today announced that it has been selected by Northwind Bank to provide card services.", "selected"),
        ("today announced that Northwind Bank has signed an order for its software.", "contracted"),
        ("has been awarded a three-year contract by Northwind Bank.", "contracted"),
        ("today announced that it has won an $8 million contract from Northwind Bank.", "contracted"),
        ("has received a purchase order from Northwind Bank for 300 terminals.", "contracted"),
        ("today announced that Northwind Bank is deploying Acme's payment terminals.", "deploying"),
        ("today announced that Northwind Bank has gone live with its payment platform.", "deployed"),
        ("today announced that Northwind Bank now uses Acme's payment software.", "deployed"),
        ("today announced that Northwind Bank has expanded its use of Acme's payment software.", "expanded"),
        ("announced the renewal of its contract with Northwind Bank.", "renewed"),
        ("said that Northwind Bank has ended its contract with Acme Corp.", "ended"),
    ],
)  # fmt: skip
def test_a_deal_in_one_sentence(sentence: str, stage: str) -> None:
    (event,) = deployments(f"{ACME} {sentence}")
    assert (name(event.customer), name(event.vendor), event.stage) == ("Northwind Bank", "Acme Corp", stage)


@pytest.mark.parametrize(
    "sentence",
    [
        "today announced that it will acquire Fabrikam Systems Inc.",
        "today announced a distribution agreement with Fabrikam Systems Inc.",
        "was selected by Widget Monthly as a finalist for its best software award.",
        "has engaged Fabrikam Systems Inc. as financial advisor.",
        "has thousands of customers, and Northwind Bank is a sponsor of its users' conference.",
        "has deployed its own payment software in its offices.",
        "will provide a business update to shareholders of Northwind Bank.",
        "and Northwind Bank will study the future of payments together.",
    ],
)
def test_what_is_no_deployment(sentence: str) -> None:
    assert deployments(f"{ACME} {sentence}") == []


def test_headline_body_and_quotation_tell_one_deal() -> None:
    (event,) = deployments(
        f"{ACME} today announced that Northwind Bank has selected Acme's LedgerOne(R) platform for its 40 branches.",
        'The bank will use LedgerOne to settle card payments. "Northwind Bank chose Acme because it listens," '
        "said Jane Doe, chief executive officer of Acme.",
        headline="Northwind Bank Selects Acme Corp. for Card Payments",
    )
    assert sides([event]) == [("Northwind Bank", "Acme Corp", "selected")]
    assert {evidence.section for evidence in event.evidence} == {"headline", "body"}
    assert event.evidence[0].section == "body"
    assert [name(product) for product in event.products] == ["LedgerOne"]


@pytest.mark.parametrize(
    ("headline", "customer"),
    [
        ("Wexcombe County Sheriff's Office Deploys Acme Corp. Cameras", ["Wexcombe County Sheriff's Office"]),
        ("Fresh Start Deploys Acme Corp. Cameras", []),  # common words alone name nobody
    ],
)
def test_a_name_that_only_the_headline_has_is_its_subject(headline: str, customer: list[str]) -> None:
    assert [event.customer.text for event in deployments("Acme Corp. met today.", headline=headline)] == customer


def test_the_furthest_stage_wins_and_later_sentences_add_to_it() -> None:
    (event,) = deployments(
        f"{ACME} today announced that Northwind Bank has selected Acme's payment terminals.",
        "Installation has begun and will go on through August.",
    )
    assert event.stage == "deploying"
    assert event.offering is not None
    assert event.offering.text == "payment terminals"


def test_two_customers_are_two_deals() -> None:
    events = deployments(
        f"{ACME} today announced two wins. Northwind Bank has selected Acme's payment terminals.",
        "Fabrikam Systems Inc. has deployed Acme's payment terminals at its plants.",
    )
    assert sides(events) == [
        ("Northwind Bank", "Acme Corp", "selected"),
        ("Fabrikam Systems Inc", "Acme Corp", "deployed"),
    ]


def test_the_issuer_may_be_the_customer() -> None:
    (event,) = deployments(
        f"{ACME} today announced that it has selected Fabrikam Systems Inc. to provide its data center."
    )
    assert sides([event]) == [("Acme Corp", "Fabrikam Systems Inc", "selected")]


def test_a_described_customer_counts() -> None:
    (event,) = deployments(f"{ACME} announced a contract from a leading European bank.")
    assert event.customer.text == "a leading European bank"


def test_a_value_belongs_to_the_deal_told_last_before_it() -> None:
    first, second = deployments(
        f"{ACME} said that Northwind Bank has ordered 40 card readers from Acme Corp.",
        "Contoso Airlines, Inc. has also ordered 12 ticket machines from Acme Corp. "
        "At list prices the order is valued at $3 million.",
    )
    assert (first.value, second.value and second.value.amount) == (None, 3_000_000)


def test_of_two_deals_in_a_sentence_each_has_its_own_value() -> None:
    found = deployments(
        f"{ACME} announced a $6 million order from Northwind Bank and that Contoso Airlines has signed "
        "a $2 million contract with Acme Corp. for ticket machines.",
    )
    assert {name(event.customer): event.value and event.value.amount for event in found} == {
        "Northwind Bank": 6_000_000,
        "Contoso Airlines": 2_000_000,
    }


@pytest.mark.parametrize("verb", ["has been extended", "was renewed"])
def test_a_contract_that_goes_on_is_renewed(verb: str) -> None:
    (event,) = deployments(f"{ACME} announced today that its contract with Northwind Bank {verb} for two years.")
    assert event.stage == "renewed"


def test_value_and_quantity_and_places() -> None:
    (event,) = deployments(
        f"{ACME} today announced that it has received a $9 million order from Northwind Bank for 300 payment terminals.",
    )
    assert event.value is not None
    assert (event.value.amount, event.value.currency) == (9_000_000, "USD")
    assert event.quantity is not None
    assert event.quantity.count == 300
    (event,) = deployments(
        f"{ACME} today announced that Northwind Bank is deploying Acme's terminals in Iowa and Ohio."
    )
    assert [place.text for place in event.locations] == ["Iowa", "Ohio"]


def test_the_seat_of_a_side_is_no_place_of_the_deployment() -> None:
    (event,) = deployments(
        f"{ACME} has been selected by Northwind Bank, the largest bank in Iowa, to provide card services."
    )
    assert event.locations == []


def test_a_plan_is_planned() -> None:
    (event,) = deployments(f"{ACME} said that Northwind Bank plans to deploy Acme's payment software.")
    assert (event.stage, event.factuality.value) == ("planned", "planned")


def test_boilerplate_states_no_deal() -> None:
    assert (
        deployments(f"{ACME} reported its results.", "About Northwind Bank\n\nNorthwind Bank uses Acme's software.")
        == []
    )


def test_the_day_of_a_plan_is_not_that_of_what_happened() -> None:
    (event,) = deployments(
        f"{ACME} has signed a contract with Northwind Bank for its LedgerOne(R) platform.",
        "Northwind Bank will deploy LedgerOne in January 2005.",
    )
    assert (event.factuality.value, event.date) == ("occurred", None)


@pytest.mark.parametrize(
    ("sentence", "customers"),
    [
        ("counts Northwind Bank and Contoso Airlines among its customers.", ["Northwind Bank", "Contoso Airlines"]),
        ("is trusted by banks such as Northwind Bank and Tailspin Bank.", ["Northwind Bank", "Tailspin Bank"]),
        ("said that it has been awarded a contract by one of the world's largest banks.", ["one of the world's largest banks"]),
        ("announced it has won an order from Northwind Bank.", ["Northwind Bank"]),
        ("said that Northwind Bank has awarded it a contract to supply card readers.", ["Northwind Bank"]),
        ("has been chosen to supply card readers to Northwind Bank.", ["Northwind Bank"]),
        ("said Northwind Bank will replace its old system with software from Acme.", ["Northwind Bank"]),
    ],
)  # fmt: skip
def test_customers_of_the_issuer(sentence: str, customers: list[str]) -> None:
    assert [name(event.customer) for event in deployments(f"{ACME} {sentence}")] == customers


@pytest.mark.parametrize(
    "sentence",
    [
        "has signed a supply agreement with a leading producer of card plastic for 40 tonnes of card plastic.",
        "has signed a services agreement with Fabrikam Systems Inc. under which Fabrikam Systems Inc. will provide its data center.",
    ],
)
def test_who_supplies_is_the_vendor_whoever_signs(sentence: str) -> None:
    (event,) = deployments(f"{ACME} {sentence}")
    assert name(event.customer) == "Acme Corp"


def test_a_verb_in_the_infinitive_is_a_plan_and_one_in_progress_goes_on() -> None:
    (planned,) = deployments(f"{ACME} said that Northwind Bank has decided to install Acme's payment terminals.")
    (going_on,) = deployments(f"{ACME} said that Northwind Bank is installing Acme's payment terminals.")
    assert going_on.stage == "deploying"
    assert planned.stage in ("planned", "selected")
