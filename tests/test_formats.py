"""The log in other forms: CloudEvents by the rules of their specification, a DataFrame with a row an event."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import releases
from documents import NAMES, events, release
from test_cli import press_events

import extract
from extract.formats import cloudevents
from extract.log import line
from extract.schema import Document, Event, Mention, Money, Product, SecuritiesOffering

EVENTS = [event for name in NAMES for event in events(name)]


@pytest.mark.parametrize("name", NAMES)
def test_every_event_makes_a_valid_cloud_event_with_the_log_s_line_in_it(name: str) -> None:
    for event in events(name):
        envelope = json.loads(cloudevents.line(event))
        _check(envelope)
        assert envelope["data"] == json.loads(line(event))
        assert (envelope["id"], envelope["subject"]) == (event.id, name)
        assert envelope["type"] == f"press-events.{event.type}"


def test_source_and_id_together_are_of_one_event_only() -> None:
    keys = [(one["source"], one["id"]) for one in (json.loads(cloudevents.line(event)) for event in EVENTS)]
    assert len(set(keys)) == len(keys)


def _check(envelope: dict[str, Any]) -> None:
    """Assert what CloudEvents 1.0.2 (spec.md, formats/json-format.md) asks of an event in the JSON format."""
    assert envelope.keys() >= {"specversion", "id", "source", "type"}
    attributes = {name: value for name, value in envelope.items() if name != "data"}
    assert all(re.fullmatch(r"[a-z0-9]{1,20}", name) for name in attributes)
    assert all(isinstance(value, str) and value for value in attributes.values())
    assert not any(re.search("[\x00-\x1f\x7f-\x9f\ud800-\udfff]", value) for value in attributes.values())
    assert envelope["specversion"] == "1.0"
    assert re.fullmatch(r"[!-~]+", envelope["source"]), "a URI reference has no spaces and is ASCII"
    urlsplit(envelope["source"])
    assert re.fullmatch(r"[\w.+-]+/[\w.+-]+", envelope["datacontenttype"])
    if "time" in envelope:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", envelope["time"]), "RFC 3339"
        datetime.fromisoformat(envelope["time"])
    assert "data_base64" not in envelope


def test_the_sdk_reads_what_we_write() -> None:
    formats = pytest.importorskip("cloudevents.core.formats.json")
    v1 = pytest.importorskip("cloudevents.core.v1.event")
    for event in EVENTS:
        read = formats.JSONFormat().read(v1.CloudEvent, cloudevents.line(event))
        assert read.get_id() == event.id
        assert read.get_data()["type"] == event.type


@pytest.mark.parametrize(
    ("source", "reference"),
    [("in/a b.txt", "in/a%20b.txt"), ("c:ä#1.txt", "c%3A%C3%A4%231.txt"), ("", "the%20id"), ("-", "-")],
)
def test_the_source_is_a_uri_reference_whatever_the_path(source: str, reference: str) -> None:
    document = Document(id="the id", source=source, sha256="")
    event = Product(id="1", document=document, evidence=[], name="LedgerOne", mentions=[])
    envelope = json.loads(cloudevents.line(event))
    _check(envelope)
    assert envelope["source"] == reference
    assert "time" not in envelope


def test_a_run_writes_cloud_events(tmp_path: Path) -> None:
    releases.write(tmp_path / "in", 2)
    plain = press_events("run", tmp_path / "in").stdout.splitlines()
    log = tmp_path / "log"
    assert press_events("run", tmp_path / "in", "--format", "cloudevents", "--output", log, "--jobs", 2).returncode == 0
    envelopes = [json.loads(text) for text in log.read_text().splitlines()]
    assert [envelope["data"] for envelope in envelopes] == [json.loads(text) for text in plain]
    refused = press_events("run", tmp_path / "in", "--output", log, "--resume")
    assert refused.returncode == 2
    assert b"format was cloudevents and is now jsonl" in refused.stderr


def _frame(found: list[Event]) -> Any:
    pytest.importorskip("pandas")
    return extract.to_dataframe(found)


def test_a_data_frame_has_a_row_for_each_event_in_order() -> None:
    frame = _frame(EVENTS)
    assert frame["id"].tolist() == [event.id for event in EVENTS]
    assert frame["type"].tolist() == [event.type for event in EVENTS]
    assert frame["released"].dt.strftime("%Y-%m-%d").dropna().tolist() == [
        event.document.released for event in EVENTS if event.document.released
    ]
    for row, event in zip(frame.to_dict("records"), EVENTS, strict=True):
        text = release(event.document.id).text
        assert text[row["start"] : row["end"]] == row["evidence"]


def test_roles_are_names_numbers_and_dates_and_money_has_its_currency() -> None:
    span = {"text": "x", "start": 0, "end": 1}
    document = Document(id="a", source="a.txt", sha256="", released="2003-07-10")
    evidence = [{**span, "section": "body", "pattern": "securities_offering.x"}]
    offering = SecuritiesOffering.model_validate(
        {
            "document": document,
            "evidence": evidence,
            "issuer": {**span, "name": "Acme Corp."},
            "security": {**span, "text": "common stock"},
            "kind": "follow_on",
            "stage": "priced",
            "gross_proceeds": Money(text="x", start=0, end=1, amount=57e6, currency="EUR"),
            "due": {**span, "value": "2003-Q2", "grain": "quarter"},
            "underwriters": [Mention(**span, name="Northwind"), Mention(**span, name="Contoso")],
        }
    )
    [row] = _frame([offering]).to_dict("records")
    assert (row["document_issuer"], row["issuer"]) == (None, "Acme Corp.")
    assert (row["gross_proceeds"], row["gross_proceeds_currency"]) == (57e6, "EUR")
    assert (row["due"], row["underwriters"], row["net_proceeds"]) == ("2003-Q2", "Northwind; Contoso", None)


def test_no_events_give_an_empty_frame_with_the_columns_of_all() -> None:
    frame = _frame([])
    assert frame.empty
    assert list(frame.columns)[:4] == ["id", "type", "document", "source"]


def test_without_pandas_one_line_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "pandas.py").write_text("raise ImportError")
    program = "import extract\ntry: extract.to_dataframe([])\nexcept extract.PressEventsError as error: print(error)"
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "to_dataframe needs pandas; pip install 'press-events[pandas]'\n"


def test_the_schema_command_prints_the_columns_of_a_log_in_parquet() -> None:
    pytest.importorskip("pyarrow")
    printed = press_events("schema", "--arrow").stdout.decode().splitlines()
    columns = dict(text.split(": ", 1) for text in printed)
    assert columns["type"] == "string"
    assert columns["product"].startswith("struct<name: string, owner: struct<text: string, start: int64, end: int64")
