"""Pattern files of the user's own, outside the package: new event types, more patterns for ours, and clear messages."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import own
import pytest
from documents import spans
from typer.testing import CliRunner

import extract
from extract.brief import brief
from extract.cli.commands import app
from extract.errors import PatternError
from extract.schema import EVENT_TYPES, DeclaredEvent, event_from

BAD = {
    "another type's language": ('event = "executive_quote"\npattern = []', ["event", "executive_quote", "customer_deployment"]),
    "a name that is none": (own.RECALL.replace("recall", "Recall!"), ["event", "Recall!"]),
    "an id of ours": (own.MORE_DEPLOYMENTS.replace(".swears_by", ".selects"), ["pattern customer_deployment.selects", "id"]),
    "a role that ours have not": (own.MORE_DEPLOYMENTS.replace("slots.products", "slots.goods"), ["customer_deployment.swears_by", "slots.goods"]),
    "a constant that ours have not": (own.MORE_DEPLOYMENTS.replace("stage =", "phase ="), ["gives", "phase"]),
    "a constant left out": (own.MORE_DEPLOYMENTS.replace('gives = { stage = "selected" }', ""), ["gives.stage", "missing"]),
    "a stage that there is not": (own.MORE_DEPLOYMENTS.replace('"selected"', '"dreamt"'), ["gives.stage", "dreamt"]),
    "an identity for ours": (own.MORE_DEPLOYMENTS.replace("[[", 'identity = ["customer"]\n[[', 1), ["identity"]),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return own.write(tmp_path / "mine")


def roles(events: list[extract.Event], name: str) -> list[dict[str, Any]]:
    return [brief(event) for event in events if event.type == name]


def test_a_new_type_has_its_roles_as_mentions_money_and_constants(folder: Path) -> None:
    events = extract.events(own.RELEASE, patterns=folder)
    [opening] = [event for event in events if event.type == "site_opening"]
    assert isinstance(opening, DeclaredEvent)
    assert brief(opening) == {
        "type": "site_opening", "date": None, "factuality": "occurred", "owner": "Northwind Ltd.",
        "site": "new assembly plant", "place": "Ohio", "cost": 20_000_000, "jobs": None, "stage": "open",
    }  # fmt: skip
    assert isinstance(opening.cost, extract.schema.Money)
    assert [evidence.section for evidence in opening.evidence] == ["body", "headline"]


def test_statements_of_one_event_are_merged_and_others_are_not(folder: Path) -> None:
    text = (
        "Northwind Ltd. Opens Plant in Ohio\n\nCLEVELAND, June 3, 2021 -- Northwind Ltd. opened a plant in Ohio on May 5, 2021. "
        "The company also plans to open an office in Iowa. It opened the plant in Ohio at a cost of $3 million."
    )
    second, first = sorted(
        roles(extract.events(text, patterns=folder), "site_opening"), key=lambda roles: roles["place"]
    )
    assert (first["place"], first["cost"], first["date"], first["factuality"]) == (
        "Ohio",
        3e6,
        "2021-05-05",
        "occurred",
    )
    assert (second["place"], second["stage"], second["factuality"]) == ("Iowa", "announced", "planned")


def test_lists_counts_shares_dates_and_periods(folder: Path) -> None:
    text = (
        "Northwind Ltd. recalled the PumpMax(TM) 200 and the PumpMax(TM) 300. "
        "Contoso Ltd. has recalled 4,000 units, or 12% of its pumps, made since May 5, 2020. "
        "Acme Corp. has recalled pumps made in the second quarter of fiscal 2021."
    )
    events = extract.events(text, patterns=folder)
    first, second, third = (event for event in events if event.type == "recall")
    assert brief(first)["products"] == ["PumpMax 200", "PumpMax 300"]
    assert [brief(second)[role] for role in ("products", "units", "share", "since")] == [[], 4000, 12, "2020-05-05"]
    quarter = third.model_dump()["quarter"]
    assert (quarter["value"], quarter["grain"], quarter["fiscal"]) == ("2021-Q2", "quarter", True)


def test_more_patterns_for_a_type_of_ours(folder: Path) -> None:
    assert roles(extract.events(own.RELEASE), "customer_deployment") == []
    [deal] = roles(extract.events(own.RELEASE, patterns=folder), "customer_deployment")
    assert (deal["customer"], deal["vendor"], deal["products"]) == ("Contoso Bank", "Northwind Ltd.", ["LedgerOne"])


def test_our_events_stay_what_they_are(folder: Path) -> None:
    seed = Path(__file__).parents[1] / "corpus" / "sonus-2003-07-10" / "release.txt"
    ours = [event for event in extract.events(seed, patterns=folder) if event.type in EVENT_TYPES]
    assert ours == extract.events(seed)


def test_events_are_read_back_and_fit_the_schema(folder: Path) -> None:
    printed = CliRunner().invoke(app, ["schema", "--patterns", str(folder)])
    schema = json.loads(printed.output)
    validator = jsonschema.Draft202012Validator(schema)
    for event in extract.events(own.RELEASE, patterns=folder):
        logged = json.loads(event.model_dump_json())
        assert event_from(logged) == event_from(event.model_dump_json()) == event
        validator.validate(logged)
        assert all(own.RELEASE[span["start"] : span["end"]] == span["text"] for span in spans(logged))
        del logged["owner" if event.type == "site_opening" else "evidence"]
        assert not validator.is_valid(logged)
    assert "--patterns" in json.loads(CliRunner().invoke(app, ["schema"]).output)["description"]


def test_an_edited_file_counts_at_once(folder: Path) -> None:
    assert roles(extract.events(own.RELEASE, patterns=folder), "recall") != []
    (folder / "recall.toml").write_text(own.RECALL.replace("recalled|", ""))
    assert roles(extract.events(own.RELEASE, patterns=folder), "recall") == []


def test_spacy_has_them_too(folder: Path) -> None:
    import spacy
    from spacy.tokens import DocBin

    expected = extract.events(own.RELEASE, patterns=folder)
    types = {"site_opening", "recall", "customer_deployment", "product"}
    doc = extract.load(patterns=folder)(own.RELEASE)
    assert {event.type for event in doc._.events} == {event.type for event in expected} == types
    nlp = spacy.blank("en")
    nlp.add_pipe("press_events", config={"patterns": str(folder)})
    [piped] = nlp.pipe([own.RELEASE])
    [stored] = DocBin(docs=[piped], store_user_data=True).get_docs(nlp.vocab)
    assert stored._.events == piped._.events == doc._.events


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_command_line_finds_them_in_any_number_of_processes(folder: Path, tmp_path: Path, jobs: int) -> None:
    (tmp_path / "one.txt").write_text(own.RELEASE)
    (tmp_path / "two.txt").write_text(own.RELEASE)
    log = tmp_path / f"log{jobs}"
    command = [
        sys.executable,
        "-m",
        "extract.cli",
        "run",
        tmp_path / "one.txt",
        tmp_path / "two.txt",
        "--patterns",
        folder,
    ]
    chosen = ["--types", "site_opening,recall", "--jobs", jobs, "--output", log]
    subprocess.run([*map(str, command), *map(str, chosen)], check=True)
    assert [(json.loads(line)["document"]["id"], json.loads(line)["type"]) for line in log.read_text().splitlines()] == [
        ("one", "site_opening"), ("one", "recall"), ("two", "site_opening"), ("two", "recall"),
    ]  # fmt: skip
    streamed = [
        event for outcome in extract.stream([tmp_path / "one.txt"], patterns=folder) for event in outcome.events
    ]
    assert {"site_opening", "recall"} <= {event.type for event in streamed}


def test_the_header_of_a_run_tells_of_the_folder(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(own.RELEASE)
    log = tmp_path / "log"

    def run(*more: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, ["run", str(tmp_path / "one.txt"), "-o", str(log), *more])
        return done.exit_code, json.loads((tmp_path / "log.run.json").read_text())["patterns"]

    _, ours = run()
    _, both = run("--patterns", str(folder))
    assert both != ours
    (folder / "recall.toml").write_text(own.RECALL + "\n")
    status, _ = run("--patterns", str(folder), "--resume")
    assert status == 2, "what other patterns began is not gone on with"


def test_a_file_in_place_of_its_folder_is_told(folder: Path) -> None:
    with pytest.raises(PatternError, match=r"recall.toml: is a file; --patterns takes the folder "):
        extract.events("Acme Corp. opened.", patterns=folder / "recall.toml")


@pytest.mark.parametrize(("text", "named"), BAD.values(), ids=BAD)
def test_a_mistake_is_one_line_with_file_id_and_key(tmp_path: Path, text: str, named: list[str]) -> None:
    (tmp_path / "mine.toml").write_text(text, "utf-8")
    with pytest.raises(PatternError) as error:
        extract.events("Acme Corp. opened.", patterns=tmp_path)
    assert str(error.value).startswith(f"{tmp_path}/mine.toml: ")
    assert [word for word in named if word not in str(error.value)] == [], error.value
    (tmp_path / "in.txt").write_text("Acme Corp. opened.")
    for command in (["run", str(tmp_path / "in.txt")], ["schema"]):
        done = CliRunner().invoke(app, [*command, "--patterns", str(tmp_path)])
        assert done.exit_code == 2
        assert done.output == f"press-events: {error.value}\n"
