"""press-events evaluate: the figures of the definitions, the same as the scorer's on the dev gold where that is at hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from documents import ROOT
from typer.testing import CliRunner, Result

import extract
from extract.cli.commands import app
from extract.log import line

SHARED = ROOT.parent / "shared" / "gold"
RELEASE = (
    "Northwind Bank Selects Acme\n\nSPRINGFIELD, Ill., March 4, 2019 -- Acme Corp. (Nasdaq: ACMX) today announced that "
    "Northwind Bank has selected its LedgerOne(TM) platform. “We are glad of it,” said Jane Doe, CEO of Acme. "
    "Revenue for the first quarter of 2019 was $21.4 million."
)
GOLD: dict[str, Any] = {
    "doc": "one", "issuer": "Acme Corp.", "released": "2019-03-04", "notes": "",
    "quotes": [{"parts": ["We are glad of it"], "speaker": "Jane Doe", "title": "CEO", "organization": "Acme"}],
    "deployments": [{"customer": "Northwind Bank", "vendor": "Acme", "products": ["LedgerOne"], "stage": "selected", "locations": [], "value": None}],
    "products": [{"name": "LedgerOne"}],
    "offerings": [],
    "results": [{"metric": "revenue", "basis": "unspecified", "value": 21_400_000, "currency": "USD", "period": "2019-Q1"}],
}  # fmt: skip


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)])


def report(folder: Path, gold: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON of an evaluation of the release's log on gold of one document."""
    (folder / "gold").mkdir(exist_ok=True)
    (folder / "gold" / "one.json").write_text(json.dumps(gold))
    events = extract.events(RELEASE)
    for event in events:
        event.document.id = "one"
    (folder / "log").write_text("".join(f"{line(event)}\n" for event in events))
    done = run(folder / "gold", folder / "log", "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the dev gold is not at hand")
def test_the_figures_are_those_of_the_scorer(tmp_path: Path) -> None:
    log = tmp_path / "log"
    run_all = [sys.executable, "-m", "extract.cli", "run", str(SHARED / "dev" / "docs"), "--quiet", "-o", str(log)]
    subprocess.run(run_all, check=True)
    scorer = [sys.executable, str(SHARED / "score.py"), str(SHARED / "dev" / "gold"), str(log)]
    subprocess.run([*scorer, "--json", str(tmp_path / "scored")], check=True, stdout=subprocess.DEVNULL)
    ours = json.loads(run(SHARED / "dev" / "gold", log, "--json").output)
    assert {**ours["types"], **ours["ratios"]} == json.loads((tmp_path / "scored").read_text())


def test_all_right_is_one(tmp_path: Path) -> None:
    figures = report(tmp_path, GOLD)
    for name in (
        "quote.full",
        "deployment.event",
        "deployment.arguments",
        "product.exact",
        "product.lenient",
        "result",
    ):
        assert (figures["types"][name]["p"], figures["types"][name]["r"], figures["types"][name]["f1"]) == (1, 1, 1), (
            name
        )
    assert {name: ratio["accuracy"] for name, ratio in figures["ratios"].items() if ratio["accuracy"] != 1} == {}
    assert figures["differences"] == []


def test_misses_extras_and_wrong_fields_are_told(tmp_path: Path) -> None:
    gold = json.loads(json.dumps(GOLD))
    gold["quotes"][0]["title"] = "chairman of the board"
    gold["deployments"][0]["stage"] = "deployed"
    gold["products"].append({"name": "ClaimSight"})
    gold["results"] = []
    figures = report(tmp_path, gold)
    told = {(one["measure"], one["kind"]) for one in figures["differences"]}
    assert told == {
        ("quote.full", "wrong"),
        ("deployment.stage", "wrong"),
        ("product.lenient", "missed"),
        ("result", "extra"),
    }
    assert figures["types"]["product.exact"]["r"] == 0.5
    assert figures["roles"]["deployment.stage"]["f1"] == 0
    assert figures["types"]["deployment.arguments"] == {"p": 0.75, "r": 0.75, "f1": 0.75, "gold": 4, "found": 4}


def test_what_gold_marks_optional_counts_for_nothing(tmp_path: Path) -> None:
    gold = json.loads(json.dumps(GOLD))
    gold["products"][0]["optional"] = True
    gold["products"].append({"name": "ClaimSight", "optional": True})
    assert report(tmp_path, gold)["types"]["product.lenient"] == {"p": 0, "r": 0, "f1": 0, "gold": 0, "found": 0}


def test_a_neighbouring_stage_is_right_but_not_exact(tmp_path: Path) -> None:
    gold = json.loads(json.dumps(GOLD))
    gold["deployments"][0]["stage"] = "contracted"
    ratios = report(tmp_path, gold)["ratios"]
    assert (ratios["deployment.stage"]["accuracy"], ratios["deployment.stage_exact"]["accuracy"]) == (1, 0)


def test_the_table_and_the_errors_are_printed(tmp_path: Path) -> None:
    gold = json.loads(json.dumps(GOLD))
    gold["products"] += [{"name": "ClaimSight"}, {"name": "PumpMax 300"}]
    report(tmp_path, gold)
    printed = run(tmp_path / "gold", tmp_path / "log", "--errors", 1).output
    assert "\x1b" not in printed
    assert [line.split() for line in printed.splitlines() if "product.exact" in line] == [
        ["product.exact", "1.000", "0.333", "0.500", "3", "1"]
    ]
    assert "product.lenient missed: one: ClaimSight" in printed
    assert "PumpMax" not in printed


def test_what_is_wrong_is_one_line(tmp_path: Path) -> None:
    report(tmp_path, GOLD)
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "one.json").write_text(json.dumps({**GOLD, "quotes": [{"speaker": "Jane Doe"}]}))
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "three.json").write_text(json.dumps(GOLD))
    (tmp_path / "bad log").write_text((tmp_path / "log").read_text() + '{"type": "product"}\n')
    number = len((tmp_path / "log").read_text().splitlines()) + 1
    for gold, log, told in [
        ("empty", "log", "empty: no gold in it"),
        ("bad", "log", "bad/one.json: not gold: quotes.0.parts: "),
        ("gold", "no log", "no log: cannot be read: "),
        ("gold", "bad log", f"bad log: line {number}: is no event; "),
        ("other", "log", "log: no document of it has gold in "),
    ]:
        done = run(tmp_path / gold, tmp_path / log)
        assert done.exit_code == 2
        assert done.output.startswith(f"press-events: {tmp_path}/{told}"), done.output
        assert done.output.count("\n") == 1
