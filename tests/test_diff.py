"""press-events diff: what one log has and the other has not, and the exit status of diff(1)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from documents import events
from typer.testing import CliRunner, Result

from extract.cli.commands import app
from extract.log import line
from extract.schema import Event

NAME = "kittering-2010-01-14"


def write(path: Path, kept: list[Event]) -> Path:
    path.write_text("".join(f"{line(event)}\n" for event in kept), "utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["diff", *map(str, arguments)])


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return write(tmp_path / "old", events(NAME))


def test_the_same_events_are_no_difference(old: Path, tmp_path: Path) -> None:
    moved = [json.loads(line(event)) for event in events(NAME)]
    for event in moved:
        event["document"]["source"] = "elsewhere"
    (tmp_path / "new").write_text("".join(f"{json.dumps(event)}\n" for event in moved))
    done = run(old, tmp_path / "new")
    assert done.exit_code == 0
    assert done.output == f"{len(moved)} events the same, 0 different\n"


def test_lost_gained_and_changed_events_are_told_by_pattern(old: Path, tmp_path: Path) -> None:
    first, *others = events(NAME)
    altered = others[0].model_copy(
        update={"date": None, "factuality": first.factuality.model_copy(update={"value": "planned"})}
    )
    new = write(tmp_path / "new", [altered, *others[1:]])
    done = run(old, new)
    assert done.exit_code == 1
    lines = done.output.splitlines()
    passage = first.evidence[0]
    [lost] = [line for line in lines if line.startswith("- ")]
    assert lost.startswith(f"- {NAME} {passage.pattern}: {passage.text[:20]}")
    assert any(line.startswith("    factuality: ") and line.endswith(" -> planned") for line in lines)
    assert lines[-1] == f"{len(others) - 1} events the same, 2 different"
    assert [
        line.split()[-3:] for line in lines if line.split()[:1] == [first.type] and passage.pattern in line.split()
    ] == [["0", "1", "0"]]
    back = run(new, old)
    assert [line[:2] for line in back.output.splitlines() if line[:1] in "+-~" and line[1:2] == " "] == ["~ ", "+ "]
    summary = run(old, new, "--summary").output
    assert "- " not in summary
    assert passage.pattern in summary


def test_another_identity_in_the_same_place_is_a_change(old: Path, tmp_path: Path) -> None:
    first, *others = events(NAME)
    renamed = first.model_copy(update={"id": "0" * 20})
    told = json.loads(run(old, write(tmp_path / "new", [renamed, *others]), "--json").output)
    assert told == {"same": len(others) + 1, "differences": []}
    other = first.model_copy(update={"id": "0" * 20, "date": None, "evidence": [*first.evidence] * 2})
    told = json.loads(run(old, write(tmp_path / "new", [other, *others]), "--json").output)
    assert [(one["kind"], [change["field"] for change in one["changes"]]) for one in told["differences"]] == [
        ("changed", ["evidence"])
    ]


def test_what_a_document_says_of_itself_is_compared(old: Path, tmp_path: Path) -> None:
    first, *others = events(NAME)
    dated = first.model_copy(update={"document": first.document.model_copy(update={"released": "2001-01-01"})})
    assert (
        f"document.released: {first.document.released} -> 2001-01-01"
        in run(old, write(tmp_path / "new", [dated, *others])).output
    )


def test_a_log_that_cannot_be_read_is_status_2(old: Path, tmp_path: Path) -> None:
    done = run(old, tmp_path / "no-log")
    assert done.exit_code == 2
    assert done.output.startswith(f"press-events: {tmp_path}/no-log: cannot be read")
    (tmp_path / "cloud").write_text('{"specversion": "1.0", "type": "product"}\n')
    done = run(old, tmp_path / "cloud")
    assert done.exit_code == 2
    assert done.output.endswith("as press-events run writes it: document: Field required\n")
