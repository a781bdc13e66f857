"""The cross-walk to other people's event types leaves none of ours out and names nothing that it has no source for."""

from __future__ import annotations

import tomllib
from itertools import product
from typing import Any, get_args

import pytest
from documents import NAMES, ROOT, events

from extract.schema import EVENT_TYPES
from extract.wordlists import folder, read_toml

CROSSWALK = tomllib.loads((ROOT / "docs" / "crosswalk.toml").read_text("utf-8"))
ROWS: list[dict[str, Any]] = CROSSWALK["row"]
SYSTEMS = ("key_developments", "intelligent_tagging", "ravenpack", "form_8k")
FITS = {"equal", "narrower", "broader", "related", "none"}


def _row(event: dict[str, Any]) -> dict[str, Any]:
    """Return the first row that holds for an event: what a reader of the file does."""
    for row in ROWS:
        if row["type"] == event["type"] and all(event[key] in values for key, values in row.get("where", {}).items()):
            return row
    raise AssertionError(f"no row for {event}")


def test_every_type_of_the_schema_is_there_and_no_other() -> None:
    assert {row["type"] for row in ROWS} == set(EVENT_TYPES)


@pytest.mark.parametrize("name", EVENT_TYPES)
def test_every_stage_and_kind_has_its_row(name: str) -> None:
    fields = EVENT_TYPES[name].model_fields
    choices = {key: get_args(fields[key].annotation) for key in ("stage", "kind") if key in fields}
    for values in product(*choices.values()):
        _row({"type": name, "introduced": False, "metric": "backlog", **dict(zip(choices, values, strict=True))})


@pytest.mark.parametrize("name", NAMES)
def test_every_event_of_the_corpus_has_its_row(name: str) -> None:
    for event in events(name):
        _row(event.model_dump())


def test_rows_ask_for_keys_and_values_that_there_are() -> None:
    metrics = set(read_toml(folder() / "results" / "metrics.toml")["metric"])
    for row in ROWS:
        fields = EVENT_TYPES[row["type"]].model_fields
        for key, values in row.get("where", {}).items():
            known = metrics if key == "metric" else {*get_args(fields[key].annotation), True, False}
            assert set(values) <= known, row


def test_rows_for_some_go_before_the_row_for_all() -> None:
    for name in EVENT_TYPES:
        narrowed = ["where" in row for row in ROWS if row["type"] == name]
        assert narrowed == sorted(narrowed, reverse=True)


def test_every_row_names_all_four_and_says_how_it_fits() -> None:
    for row in ROWS:
        assert set(row) - {"where", "note"} == {"type", "fit", *SYSTEMS}
        assert row["fit"] in FITS
        assert (row["fit"] == "none") == (not any(row[system] for system in SYSTEMS))
        for system in SYSTEMS:
            assert len(set(row[system])) == len(row[system])


def test_every_list_has_its_source() -> None:
    assert set(CROSSWALK["sources"]) == set(SYSTEMS)
    assert all(source["name"] and source["at"] for source in CROSSWALK["sources"].values())


def test_items_of_form_8k_exist() -> None:
    items = CROSSWALK["form_8k_items"] | CROSSWALK["form_8k_items_before_2004"]
    assert {item for row in ROWS for item in row["form_8k"]} <= set(items)
    assert [number for number in items if "." in number] == sorted(number for number in items if "." in number)


def test_the_items_under_which_the_corpus_was_filed_exist() -> None:
    items = CROSSWALK["form_8k_items"] | CROSSWALK["form_8k_items_before_2004"]
    filed = {item for name in NAMES for event in events(name) for item in event.document.items}
    assert filed
    assert filed <= set(items)
