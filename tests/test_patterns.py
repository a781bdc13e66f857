"""Pattern files: their examples hold, the corpus uses every pattern, and a mistake is named by file, id and key."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from documents import CORPUS, NAMES, events

from extract.checking import check_file
from extract.checking.triggers import broken
from extract.errors import PatternError
from extract.patternset import Pattern, load
from extract.schema import EVENT_TYPES
from extract.wordlists import folder


def _entries(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every table with an id in a pattern file, whatever its shape."""
    if isinstance(value, dict):
        if "id" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _entries(item)


TABLES = {path: tomllib.loads(path.read_text("utf-8")) for path in sorted(folder().rglob("*.toml"))}
EVENT_IDS = {
    entry["id"]
    for path, table in TABLES.items()
    for entry in _entries(table)
    if path.parent.name != "facts" and entry["id"].split(".")[0] in EVENT_TYPES
}
GOOD = """
event = "customer_deployment"

[[pattern]]
id = "customer_deployment.chooses"
trigger = ["chooses"]
gives = { stage = "selected" }
slots.customer = { fact = ["ORG"], side = "before", required = true }
slots.vendor = { fact = ["ORG"], side = "after", required = true }
yes = [{ text = "Northwind Bank chooses Acme Corp. for its branches.", customer = "Northwind Bank", stage = "selected" }]
no = ["Northwind Bank chooses its words with care."]
"""

MISTAKES = {
    "no TOML": (GOOD.replace("[[pattern]]", "[[pattern"), ["wrong.toml"]),
    "unknown key": (GOOD.replace("gives =", "give ="), ["customer_deployment.chooses", "give"]),
    "missing key": (GOOD.replace("no = [", "# no = ["), ["customer_deployment.chooses", "no"]),
    "no text": (GOOD.replace("{ text =", "{ texts ="), ["customer_deployment.chooses", "yes", "text"]),
    "unknown side": (GOOD.replace('"before"', '"left"'), ["customer_deployment.chooses", "slots", "side"]),
    "unknown fact": (GOOD.replace('["ORG"], side = "after"', '["FIRM"], side = "after"'), ["customer_deployment.chooses", "slots.vendor", "FIRM"]),
    "unknown section": (GOOD + 'sections = ["headlines"]', ["customer_deployment.chooses", "sections"]),
    "broken expression": (GOOD + 'unless = ["(chooses"]', ["customer_deployment.chooses", "unless"]),
    "unknown guard": (GOOD + 'unless = ["$resale"]', ["customer_deployment.chooses", "unless", "resale"]),
    "broken guard": (GOOD.replace("[[pattern]]", 'guards.resale = "(resale"\n[[pattern]]') + 'unless = ["$resale"]', ["customer_deployment.chooses", "unless"]),
    "unknown word list": (GOOD.replace('["chooses"]', '["$no_such_list"]'), ["customer_deployment.chooses", "trigger", "no_such_list"]),
    "trigger of nothing": (GOOD.replace('["chooses"]', '["chooses?"]'), ["customer_deployment.chooses", "trigger", "optional"]),
    "trigger of signs": (GOOD.replace('["chooses"]', '["&|chooses"]'), ["customer_deployment.chooses", "trigger", "letters"]),
    "prefix of another event": (GOOD.replace("_deployment.chooses", "_order.chooses"), ["customer_order.chooses", "id"]),
    "id given twice": (GOOD + GOOD.split("\n\n", 1)[1], ["customer_deployment.chooses", "id"]),
}  # fmt: skip


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_examples_hold_and_every_pattern_has_some_both_ways(path: Path) -> None:
    assert [str(fault) for fault in check_file(path).faults] == []


def test_every_pattern_is_used_in_the_corpus() -> None:
    used = {evidence.pattern for name in NAMES for event in events(name) for evidence in event.evidence}
    known = tomllib.loads((CORPUS / "unexercised.toml").read_text("utf-8"))["pattern"]
    assert sorted(EVENT_IDS - used) == sorted(known), (
        "corpus/unexercised.toml is to list what no document uses, and only that"
    )
    assert used <= EVENT_IDS, "an event names a pattern that no file holds"


def test_example_that_does_not_hold_is_reported(tmp_path: Path) -> None:
    assert _broken(tmp_path, GOOD) == []
    (wrong_role,) = _broken(tmp_path, GOOD.replace('customer = "Northwind', 'customer = "Southwind'))
    assert "customer_deployment.chooses: yes: Northwind Bank chooses" in wrong_role
    (silent,) = _broken(tmp_path, GOOD.replace("Bank chooses Acme Corp. for", "Bank prefers Acme Corp. for"))
    assert silent.endswith("found nothing")
    (loud,) = _broken(tmp_path, GOOD.replace("chooses its words with care", "chooses Acme Corp. for its branches"))
    assert "customer_deployment.chooses: no: Northwind Bank chooses" in loud


def test_guard_silences_the_patterns_that_name_it(tmp_path: Path) -> None:
    words = 'guards.branches = "(?:branches|desks)"\n\n[[pattern]]'
    (silent,) = _broken(tmp_path, GOOD.replace("[[pattern]]", words) + 'unless = ["$branches"]')
    assert silent.endswith("found nothing")
    assert _broken(tmp_path, GOOD.replace("[[pattern]]", words)) == []


@pytest.mark.parametrize(("text", "named"), MISTAKES.values(), ids=MISTAKES)
def test_mistake_is_named_by_file_id_and_key(tmp_path: Path, text: str, named: list[str]) -> None:
    with pytest.raises(PatternError) as error:
        _load(tmp_path, text)
    message = str(error.value)
    assert "\n" not in message
    assert "wrong.toml" in message
    assert [name for name in named if name not in message] == [], message


def _broken(root: Path, text: str) -> list[str]:
    return [str(example) for event, patterns in _load(root, text).items() for example in broken(event, patterns)]


def _load(root: Path, text: str) -> dict[str, list[Pattern]]:
    (root / "wrong.toml").write_text(text, "utf-8")
    return load(root)
