"""press-events check: every fault of a pattern file is one line with its place, and sound files end with status 0."""

from __future__ import annotations

from pathlib import Path

import own
import pytest
from typer.testing import CliRunner

from extract.checking.lines import line_of, line_of_key
from extract.cli.commands import app

FAULTS = {
    "a yes that finds nothing": ("has opened a new plant", "has closed a new plant", "has closed a new plant", "found nothing"),
    "a yes with another role": ('place = "Ohio", stage = "open"', 'place = "Iowa", stage = "open"', 'place = "Iowa"', "found [{"),
    "a no that fires": ("opened the meeting in Ohio", "opened an office in Ohio", "opened an office in Ohio", "no: "),
    "a pattern without a no": ('no = ["Northwind Ltd. to Open Trading in Ohio"]', "no = []", "site_opening.to_open", "no: has no example"),
    "a wrong key": ("slots.jobs = { side", "slots.jobs = { place", "slots.jobs", "slots.jobs"),
    "a wrong side": ('slots.cost = { side = "after"', 'slots.cost = { side = "behind"', "slots.cost", "side"),
    "no TOML": ("[[pattern]]\nid = \"site_opening.to_open\"", "[[pattern]\nid", "[[pattern]\n", "line"),
    "an unknown role": ("slots.jobs = {", "slots.staff = {", "slots.staff", "add staff = [kinds of fact] under [roles]"),
    "a key of every event": ("jobs = [\"COUNT\"]", "jobs = [\"COUNT\"]\ndate = [\"DATE\"]", "date = [", "roles.date"),
    "an identity that is no role": ('identity = ["owner", "place"]', 'identity = ["owner", "town"]', "identity =", "town"),
    "a role that is given": ('stage = "open", owner = "issuer"', 'stage = "open", site = "issuer"', 'site = "issuer"', "gives.site"),
}  # fmt: skip


def check(*arguments: object) -> tuple[int, list[str]]:
    done = CliRunner().invoke(app, ["check", *map(str, arguments)])
    return done.exit_code, done.output.splitlines()


def test_sound_files_are_counted(tmp_path: Path) -> None:
    status, [line] = check(*own.write(tmp_path).glob("*.toml"))
    assert status == 0
    assert line == "3 pattern files, 8 examples: all of them hold"


@pytest.mark.parametrize(("right", "wrong", "where", "what"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_a_line_with_its_place(tmp_path: Path, right: str, wrong: str, where: str, what: str) -> None:
    assert right in own.SITE_OPENING
    text = own.SITE_OPENING.replace(right, wrong)
    path = tmp_path / "site_opening.toml"
    path.write_text(text, "utf-8")
    status, [line] = check(path)
    assert status == 1
    number = text[: text.index(where)].count("\n") + 1
    assert line.startswith(f"{path}:{number}: "), line
    assert what in line


def test_every_fault_of_every_file_is_told(tmp_path: Path) -> None:
    own.write(tmp_path)
    (tmp_path / "recall.toml").write_text(
        own.RECALL.replace("has recalled the", "has sold the").replace("As Jane Doe", "As Acme Corp.")
    )
    (tmp_path / "site_opening.toml").write_text("event = 'x'")
    status, lines = check(*sorted(tmp_path.glob("*.toml")))
    assert status == 1
    assert [line.split(":")[0].split("/")[-1] for line in lines] == ["recall.toml", "recall.toml", "site_opening.toml"]


def test_two_files_for_one_type_are_named(tmp_path: Path) -> None:
    own.write(tmp_path)
    (tmp_path / "twice.toml").write_text(own.RECALL)
    status, lines = check("--patterns", tmp_path)
    [line] = [line for line in lines if line.startswith(str(tmp_path))]
    assert status == 1
    assert line == f"{tmp_path}/twice.toml:2: event: patterns of recall stand in recall.toml too"


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    status, [line] = check(tmp_path / "none.toml")
    assert status == 1
    assert line.startswith(f"{tmp_path}/none.toml:1: not a pattern file: ")


@pytest.mark.parametrize("made", [True, False])
def test_a_folder_without_pattern_files_is_a_message(tmp_path: Path, made: bool) -> None:
    folder = tmp_path / "mine"
    if made:
        folder.mkdir()
    status, [line] = check("--patterns", folder)
    assert status == 2
    assert line.startswith(f"press-events: {folder}: ")


def test_a_line_is_found_by_what_its_strings_say() -> None:
    source = 'id = "a"  # the first\nyes = ["Acme\'s \\"LedgerOne\\"", \'it\\s\']\n[more]\nyes = ["last"]\n'
    assert line_of(source, "a") == 1
    assert line_of(source, 'Acme\'s "LedgerOne"') == line_of(source, r"it\s") == 2
    assert line_of(source, "last", after=3) == 4
    assert line_of(source, "first") is None
    assert line_of_key(source, "yes.0.text", after=3) == 4
    assert line_of_key(source, "more.x") == 3
    assert line_of_key(source, "nothing") is None
