"""The release that the project began from, and the same release under other names."""

import re
from typing import Any

import pytest
from documents import ROOT, events, release

from extract.brief import agree, brief
from extract.pipeline import extract_events
from extract.reading import read_text

SEED = "sonus-2003-07-10"

# Every proper name of the seed's release, and three names of the same shape for each: about as long, longer,
# shorter. What stands for Sonus ends in s, as its possessive is written with the apostrophe alone.
NAMES = {
    "Sonus": ["Tarvus", "Brambleworks", "Ulvis"],
    "SONS": ["TRVS", "BRBL", "ULVX"],
    "Verizon": ["Corvano", "Harrowgate", "Ost"],
    "IDT": ["QRL", "WBKX", "ZF"],
    "Epana": ["Ostel", "Marchwood", "Uva"],
    "Unefon": ["Telvia", "Palomarcom", "Nuvo"],
    "Asia Internet": ["Lima Internet", "Thornbury Digital", "Elba Cable"],
    "Hassan Ahmed": ["Farouk Salim", "Bartholomew Winterbourne", "Li Wu"],
    "Ahmed": ["Salim", "Winterbourne", "Wu"],
    "Stephen J. Nill": ["Patrick L. Dunn", "Christopher A. Vandenberg", "Al B. Fox"],
    "Jocelyn Philbrook": ["Marilyn Chadwick", "Alexandra Huntingford", "Amy Poe"],
    "Tracy Sullivan": ["Wendy Crawford", "Gwendolyn Ashenhurst", "Jo Day"],
    "GSX9000": ["KTB4000", "MLQX12000", "ZR9"],
    "Insignus": ["Palladus", "Constellara", "Vexo"],
    "Insight": ["Horizon", "Lighthouse", "Beam"],
    "SMARRT": ["QUIKKR", "BRIGHTTER", "ZAPP"],
    "Open Services": ["Prime Carrier", "Universal Subscriber", "Key Line"],
    "OSA": ["PCA", "USA2", "KLA"],
    "OSPA": ["PCPA", "USPA", "KLPA"],
    "sonusnet": ["tarvusnet", "brambleworksnet", "ulvisnet"],
    "jphilbrook": ["mchadwick", "ahuntingford", "apoe"],
    "tsullivan": ["wcrawford", "gashenhurst", "jday"],
    "greenoughcom": ["whitmorecom", "featherstonecom", "kingcom"],
}


def test_verizon_has_deployed_three_products() -> None:
    deployment = _one("customer_deployment", customer="Verizon Communications")
    assert agree(
        {
            "vendor": "Sonus Networks, Inc.",
            "products": ["GSX9000 Open Services Switch", "Insignus Softswitch", "Sonus Insight Management System"],
        },
        deployment,
    )


def test_five_customers_and_one_vendor() -> None:
    deployments = _all("customer_deployment")
    assert [event["customer"] for event in deployments] == [
        "Verizon Communications", "IDT Corporation", "Epana Networks", "Unefon", "Asia Internet Holdings",
    ]  # fmt: skip
    assert {event["vendor"] for event in deployments} == {"Sonus Networks, Inc."}


def test_five_products_of_which_one_is_new() -> None:
    assert {event["name"]: event["introduced"] for event in _all("product")} == {
        "GSX9000 Open Services Switch": False,
        "Insignus Softswitch": False,
        "Sonus Insight Management System": False,
        "SMARRT Services": True,
        "Open Services Architecture": False,
    }


def test_one_offering_in_april() -> None:
    offering = _one("securities_offering")
    assert agree(
        {"stage": "completed", "proceeds": 57_000_000, "date": "2003-04", "security": "common stock"}, offering
    )
    (event,) = [event for event in events(SEED) if event.type == "securities_offering"]
    assert event.proceeds.currency == "USD"  # type: ignore[attr-defined]
    assert event.proceeds.approximate  # type: ignore[attr-defined]


def test_three_quotes_of_one_speaker() -> None:
    quotes = _all("executive_quote")
    speaker = {"speaker": "Hassan Ahmed", "title": "president and CEO", "organization": "Sonus Networks, Inc."}
    assert [agree(speaker, quote) for quote in quotes] == [True, True, True]
    assert [len(quote["parts"]) for quote in quotes] == [2, 1, 2]


def test_six_results_with_negative_losses() -> None:
    assert {(event["metric"], event["value"]) for event in _all("financial_result")} == {
        ("revenue", 21_400_000),
        ("net_income", -3_200_000),
        ("eps", -0.01),
        ("revenue", 37_400_000),
        ("net_income", -7_600_000),
        ("eps", -0.04),
    }
    assert len(_all("financial_result")) == 6


@pytest.mark.parametrize("choice", range(3))
def test_other_names_give_the_same_events(choice: int) -> None:
    text = renamed(release(SEED).text, choice)
    assert not re.search(r"(?i)sonus|verizon|\bidt\b|epana|unefon|insignus|gsx9000|smarrt|ahmed", text)
    found = [brief(event) for event in extract_events(read_text(text))]
    assert found == [renamed(brief(event), choice) for event in events(SEED)]


def test_no_pattern_names_the_seed() -> None:
    english = {"SONS", "Insight"}  # words that patterns may hold for other reasons
    names = re.compile(
        rf"(?i)\b(?:{'|'.join(map(re.escape, NAMES.keys() - english))}|Hassan|Nill|Philbrook|Westford)\b"
    )
    places = [path for path in sorted((ROOT / "patterns").rglob("*")) if path.is_file()]
    assert places
    for path in places:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            assert not names.search(line), f"{path.name}:{number}: {line}"


def renamed(value: Any, choice: int) -> Any:
    """Replace the seed's names, written as they are or in capitals, in a text or in all texts of an event."""
    if isinstance(value, dict):
        return {key: renamed(item, choice) for key, item in value.items()}
    if isinstance(value, list):
        return [renamed(item, choice) for item in value]
    if not isinstance(value, str):
        return value
    table = {name: others[choice] for name, others in NAMES.items()}
    table |= {name.upper(): other.upper() for name, other in table.items()}
    longest_first = sorted(table, key=len, reverse=True)
    return re.sub(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", lambda found: table[found[0]], value)


def _all(type_: str) -> list[dict[str, Any]]:
    return [brief(event) for event in events(SEED) if event.type == type_]


def _one(type_: str, **roles: str) -> dict[str, Any]:
    (event,) = [event for event in _all(type_) if agree(roles, event)]
    return event
