"""press-events explain and try: the why of every event, and of what nearly was one; plain lines and JSON."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import own
import pytest
from documents import CORPUS, NAMES, ROOT, events, release, spans
from typer.testing import CliRunner, Result

from extract.cli import main
from extract.cli.commands import app
from extract.explaining import explain
from extract.explaining.entries import entries
from extract.patternfolder import open_folder
from extract.reading import read_text

LEDE = "Acme Opens a Plant\n\nSPRINGFIELD, Ill., March 4, 2019 -- Acme Corp. (Nasdaq: ACMX) today opened a plant. "
DEPLOYMENTS = ROOT / "patterns" / "customer_deployment.toml"
QUOTES = ROOT / "patterns" / "quotes" / "executive_quote.toml"


def run(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments)], input=stdin)


@pytest.mark.parametrize("name", NAMES)
def test_every_event_has_its_pattern_and_every_span_its_place(name: str) -> None:
    explanation = explain(release(name))
    assert [why.id for why in explanation.events] == [event.id for event in events(name)]
    for why, event in zip(explanation.events, events(name), strict=True):
        assert [passage.source.pattern for passage in why.passages] == [one.pattern for one in event.evidence]
        assert all(passage.source.words or passage.source.about for passage in why.passages)
        assert any(passage.slots for passage in why.passages), why
    text = release(name).text
    for span in spans(explanation.model_dump(mode="json")):
        assert text[span["start"] : span["end"]] == span["text"]


def test_a_pattern_of_triggers_is_explained_by_its_trigger_and_slots() -> None:
    [why] = explain(read_text("Northwind Bank has selected Acme Corp.'s LedgerOne platform.")).events[:1]
    [passage] = why.passages
    assert passage.trigger is not None
    assert passage.trigger.text.endswith("selected")
    assert {role: [(fact.text, fact.kind) for fact in facts] for role, facts in passage.slots.items()}.items() >= {
        "customer": [("Northwind Bank", "ORG")], "vendor": [("Acme Corp.", "ORG")], "products": [("LedgerOne", "PRODUCT")],
    }.items()  # fmt: skip
    assert passage.gives["stage"] == "selected"
    line = DEPLOYMENTS.read_text("utf-8").splitlines()[passage.source.line - 1]
    assert f'id = "{passage.source.pattern}"' in line


def test_what_has_no_words_is_described() -> None:
    known = entries()
    assert "per share" in str(known["financial_result.per_share"].about)
    assert "product" in str(known["product.named"].about)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Acme Corp. has recalled its pumps.", "products is empty: no PRODUCT as its object"),
        ("Acme Corp. has recalled the PumpMax(TM) 200 in a letter to readers.", "silenced by 'readers'"),
        ("“We have never been as glad of a plant as of this one.”", "speaker is empty"),
    ],
)
def test_a_near_miss_has_its_reason(tmp_path: Path, text: str, why: str) -> None:
    pattern = "slots.products = { side = \"object\", required = true }\nunless = ['readers']\n"
    (tmp_path / "recall.toml").write_text(own.RECALL.replace(own.RECALL_PRODUCTS, pattern))
    told = explain(read_text(LEDE + text), own=open_folder(tmp_path)).near_misses
    assert [miss for miss in told if why in miss.reason], [miss.reason for miss in told]


def test_a_verb_in_another_voice_and_a_wrong_section_are_reasons(tmp_path: Path) -> None:
    text = own.RECALL.replace("[[pattern]]", '[[pattern]]\nsections = ["body"]')
    (tmp_path / "recall.toml").write_text(text)
    told = explain(
        read_text(
            "Acme Corp. Recalls Pumps\n\nSPRINGFIELD, Ill., March 4, 2019 -- The pumps were recalled by Acme Corp."
        ),
        own=open_folder(tmp_path),
    ).near_misses
    assert [(miss.trigger.text, miss.reason) for miss in told if miss.type == "recall"] == [
        ("Recalls", "stands in a section where the pattern does not look: headline"),
        ("recalled", "the verb is not active"),
    ]


def test_what_became_an_event_is_no_near_miss() -> None:
    explanation = explain(read_text("Northwind Bank has selected Acme Corp.'s LedgerOne platform."))
    assert [miss for miss in explanation.near_misses if miss.type == "customer_deployment"] == []


def test_explain_prints_plain_lines_and_json() -> None:
    seed = CORPUS / "sonus-2003-07-10" / "release.txt"
    plain = run("explain", seed, "--near", 3)
    assert plain.exit_code == 0
    assert "\x1b" not in plain.output
    for shown in ("release: 20 events", "customer_deployment.deploys", "[deployed]", "near misses", "--near"):
        assert shown in plain.output, shown
    told = json.loads(run("explain", seed, "--json").output)
    assert [len(told[key]) for key in ("events", "document")] == [
        20,
        len(release("sonus-2003-07-10").document.model_dump()),
    ]
    few = json.loads(run("explain", seed, "--json", "--types", "product").output)
    assert {event["type"] for event in few["events"]} == {"product"}
    assert few["near_misses"] == []


def test_explain_has_colours_on_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text(LEDE)
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "extract.cli", "explain", str(tmp_path / "in.txt")]
    subprocess.run(command, stdout=theirs, env=environment, check=True)
    os.close(theirs)
    assert b"\x1b[" in os.read(ours, 10_000)


def test_explain_says_what_is_wrong(tmp_path: Path) -> None:
    for status, arguments in (
        (1, ["no-such-file"]),
        (2, [CORPUS / "README.md", "--types", "weather"]),
        (2, [CORPUS / "README.md", "--patterns", tmp_path]),
    ):
        done = run("explain", *arguments)
        assert done.exit_code == status
        assert done.output.startswith("press-events: ")
        assert done.output.count("\n") == 1


def test_a_fault_of_ours_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["press-events", "try", str(DEPLOYMENTS), "It rains."])
    monkeypatch.setattr("extract.explaining.trying.attempt", lambda *_: 1 / 0)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert re.fullmatch(
        r"press-events: a fault .*report it: ZeroDivisionError: .* \([\w.-]+/test_explain.py:\d+\)\n",
        capsys.readouterr().err,
    )


def test_try_tells_what_fires_and_what_is_missing() -> None:
    done = run("try", DEPLOYMENTS, "Northwind Bank has selected Acme Corp.'s LedgerOne platform.")
    assert done.exit_code == 0
    assert "facts: Northwind Bank (ORG); Acme Corp. (ORG); LedgerOne (PRODUCT)" in done.output
    assert "customer = Northwind Bank, vendor = Acme Corp." in done.output
    assert "event: type = 'customer_deployment'" in done.output
    silent = run("try", DEPLOYMENTS, stdin="The board has selected a chairman.")
    assert silent.exit_code == 1
    assert "does not fire at 'selected'" in silent.output
    nothing = run("try", DEPLOYMENTS, "It rains.")
    assert nothing.exit_code == 1
    assert "facts: none" in nothing.output


def test_try_tells_which_cues_stand_around_a_name() -> None:
    done = run(
        "try",
        ROOT / "patterns" / "products" / "introduced.toml",
        "Acme Corp. today launched its new LedgerOne platform.",
    )
    assert done.exit_code == 0
    assert "product.introduced.launches: fires around 'LedgerOne'" in done.output
    shaped = run("try", ROOT / "patterns" / "facts" / "names.toml", "Acme Corp. has selected LedgerOne.")
    assert shaped.exit_code == 0
    assert "fires on 'LedgerOne'" in shaped.output
    nothing = run("try", ROOT / "patterns" / "facts" / "dates.toml", "It rains.")
    assert nothing.exit_code == 2
    assert nothing.output == "press-events: dates.toml: holds no patterns to try, nothing with an id\n"


def test_try_runs_forms_and_the_files_of_others(tmp_path: Path) -> None:
    quoted = run("try", QUOTES, '"We are glad to open the new plant," said Jane Doe, CEO of Acme.')
    assert quoted.exit_code == 0
    assert "executive_quote.said_speaker: fires in" in quoted.output
    own.write(tmp_path)
    opened = run("try", tmp_path / "site_opening.toml", "Northwind Ltd. has opened a new plant in Ohio.")
    assert opened.exit_code == 0
    assert "event: type = 'site_opening'" in opened.output
    more = run("try", tmp_path / "deployments.toml", "Northwind Bank swears by Acme Corp.'s LedgerOne platform.")
    assert "customer_deployment.swears_by: fires at 'swears by'" in more.output


@pytest.mark.parametrize("text", ["event = 'x", "event = 'x'\nname = 1", own.RECALL.replace("trigger", "triger"), None])
def test_try_names_a_file_that_is_none(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "mine.toml"
    if text is not None:
        path.write_text(text)
    done = run("try", path, "It rains.")
    assert done.exit_code == 2
    assert done.output.startswith("press-events: mine.toml: ")
    assert done.output.count("\n") == 1
