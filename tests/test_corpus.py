"""Every document of the corpus gives the events that its about.toml lists, and the log that stands beside it."""

from pathlib import Path
from typing import Any

import pytest
from documents import CORPUS, NAMES, SILENT, about, check_log, events, release

from extract.brief import agree, brief
from extract.log import line
from extract.pipeline import extract_events
from extract.reading import read
from extract.schema import EVENT_TYPES

KEYS = {"about", "style", "document", "event", "known_miss", "known_extra"}


@pytest.mark.parametrize("name", NAMES)
def test_document_gives_the_events_written_down_of_it(name: str) -> None:
    assert complaints(about(name), [brief(event) for event in events(name)]) == []


@pytest.mark.parametrize("name", NAMES)
def test_document_says_of_itself_what_is_written_down(name: str) -> None:
    document = release(name).document
    found = {**document.issuer.model_dump(), "issuer": document.issuer.name, "released": document.released}
    written = about(name)["document"]
    known_miss = written.pop("known_miss", {})
    assert {key: found[key] for key in written} == written
    assert [key for key, value in known_miss.items() if found[key] == value] == [], "found at last, remove the mark"


@pytest.mark.parametrize("name", NAMES)
def test_log_is_the_one_that_was_checked(name: str, update: bool) -> None:
    check_log(release(name), events(name))
    log = "".join(f"{line(event)}\n" for event in events(name))
    path = CORPUS / name / "events.jsonl"
    if update:
        assert not complaints(about(name), [brief(event) for event in events(name)]), "about.toml does not agree"
        path.write_text(log, "utf-8")
    assert log.splitlines() == path.read_text("utf-8").splitlines()


@pytest.mark.parametrize("path", SILENT, ids=lambda path: path.stem)
def test_nothing_fires_where_there_is_nothing(path: Path) -> None:
    assert [brief(event) for event in extract_events(read(path))] == []


@pytest.mark.parametrize("name", NAMES)
def test_about_is_well_formed(name: str) -> None:
    table = about(name)
    assert set(table) <= KEYS
    assert table["about"].strip()
    assert table["style"].strip()
    for entry in [*expected(table, "event"), *expected(table, "known_miss"), *expected(table, "known_extra")]:
        roles = {*EVENT_TYPES[entry["type"]].model_fields, "title", "organization"}
        assert set(entry) <= roles, entry
    marked = [*table.get("known_miss", []), *table.get("known_extra", []), *filter(_wrong_today, table["event"])]
    assert [entry for entry in marked if not entry.get("why")] == [], "a fault without a reason"


def test_formats_of_one_release_give_the_same_events() -> None:
    text, html, edgar = (
        [brief(event) for event in events(f"kelvara-2011-02-01{format}")] for format in ("", "-html", "-edgar")
    )
    assert text
    assert straight(html) == straight(text)
    assert straight(edgar) == straight(text)


def test_complaints_are_strict() -> None:
    offering = {"type": "securities_offering", "stage": "priced"}
    miss = {"known_miss": [{**offering, "why": "..."}]}
    extra = {"known_extra": [{**offering, "why": "..."}]}
    assert complaints({"event": [offering]}, [offering]) == []
    wrong = {"event": [{**offering, "stage": "completed", "today": {"stage": "priced"}, "why": "..."}]}
    assert complaints(miss, []) == complaints(extra, [offering]) == complaints(wrong, [offering]) == []
    for table, found in [({"event": [offering]}, []), ({}, [offering]), (miss, [offering]), (extra, [])]:
        assert len(complaints(table, found)) == 1, (table, found)
    assert complaints(wrong, [{**offering, "stage": "completed"}]) != []


def complaints(table: dict[str, Any], found: list[dict[str, Any]]) -> list[str]:
    """Compare an about.toml with the events found, one to one, and return a line for all that does not agree."""
    left = list(found)
    lines = []
    for entry in expected(table, "event"):
        if not _take(entry, left):
            lines.append(f"not found: {entry}; nearest: {_nearest(entry, left)}")
    for entry in expected(table, "known_extra"):
        if not _take(entry, left):
            lines.append(f"no longer found, remove it from known_extra: {entry}")
    for entry in expected(table, "known_miss"):
        if _take(entry, left):
            lines.append(f"found at last, move it from known_miss to event: {entry}")
    return lines + [f"found, but not in about.toml: {roles}" for roles in left]


def expected(table: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """Return the entries of a key with what they find today in place of what is right."""
    entries = [{**entry, **entry.get("today", {})} for entry in table.get(key, [])]
    return [{role: value for role, value in entry.items() if role not in ("today", "why")} for entry in entries]


def _wrong_today(entry: dict[str, Any]) -> bool:
    return "today" in entry


def _take(entry: dict[str, Any], left: list[dict[str, Any]]) -> bool:
    for index, roles in enumerate(left):
        if agree(entry, roles):
            del left[index]
            return True
    return False


def _nearest(entry: dict[str, Any], left: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the roles in which the most similar event of the type differs; nothing when there is none."""
    of_type = [roles for roles in left if roles["type"] == entry["type"]]
    differences = [
        {role: roles.get(role) for role in entry if not agree({role: entry[role]}, roles)} for roles in of_type
    ]
    return min(differences, key=len, default={})


def straight(value: Any) -> Any:
    """Replace curly marks, dashes and non-breaking spaces, in which the formats differ."""
    if isinstance(value, dict):
        return {key: straight(item) for key, item in value.items()}
    if isinstance(value, list):
        return [straight(item) for item in value]
    if isinstance(value, str):
        return value.translate(str.maketrans("“”’—–\N{NO-BREAK SPACE}", '""\'-- '))
    return value
