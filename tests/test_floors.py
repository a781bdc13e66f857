"""Precision, recall and F1 by type on the corpus, against what people wrote down of it: corpus/floors.toml only goes up.

An event is right when all that about.toml says of it agrees. What is marked there as a known miss, a known extra or wrong
today counts as the mistake that it is. ``pytest tests/test_floors.py --update`` raises the floors to what is reached.
"""

from __future__ import annotations

import subprocess
import tomllib
from functools import cache
from typing import Any

import pytest
from documents import CORPUS, NAMES, ROOT, SILENT, about, events

from extract.brief import agree, brief
from extract.pipeline import extract_events
from extract.reading import read
from extract.schema import EVENT_TYPES

PATH = CORPUS / "floors.toml"
HEAD = """\
# What is reached on the corpus itself, by type: an event is right when all agrees that about.toml says of it. Floors only
# go up: python -m pytest tests/test_floors.py --update

"""


@pytest.mark.parametrize("type_", EVENT_TYPES)
def test_the_corpus_stays_above_its_floors(type_: str, update: bool) -> None:
    reached = figures()[type_]
    if update:
        raise_floors()
    floors = tomllib.loads(PATH.read_text("utf-8"))[type_]
    assert {name: value for name, value in reached.items() if value < floors[name]} == {}, f"below {floors}"


def test_every_type_has_its_floors() -> None:
    floors = tomllib.loads(PATH.read_text("utf-8"))
    assert list(floors) == list(EVENT_TYPES)
    assert {tuple(of_type) for of_type in floors.values()} == {("precision", "recall", "f1")}


def test_no_floor_was_ever_higher() -> None:
    name = PATH.relative_to(ROOT).as_posix()
    commits = git("log", "--format=%h", "--", name).split()
    floors = tomllib.loads(PATH.read_text("utf-8"))
    for commit in commits:
        before = tomllib.loads(git("show", f"{commit}:{name}"))
        lower = [(type_, key) for type_, row in before.items() for key in row if floors[type_][key] < row[key]]
        assert lower == [], f"lowered since {commit}"


def test_figures_count_misses_extras_and_wrong_roles() -> None:
    right, wrong = {"type": "product", "name": "A"}, {"type": "product", "name": "B"}
    assert count([right], [right]) == {"precision": 1, "recall": 1, "f1": 1}
    assert count([right, wrong], [right]) == {"precision": 1, "recall": 0.5, "f1": 0.666}
    assert count([right], [right, wrong]) == {"precision": 0.5, "recall": 1, "f1": 0.666}
    assert count([right], [{**right, "name": "C"}]) == {"precision": 0, "recall": 0, "f1": 0}


@cache
def figures() -> dict[str, dict[str, float]]:
    """Return precision, recall and F1 of each type, over all documents, also those in which there is nothing."""
    wanted: dict[str, list[tuple[str, dict[str, Any]]]] = {type_: [] for type_ in EVENT_TYPES}
    found: dict[str, list[tuple[str, dict[str, Any]]]] = {type_: [] for type_ in EVENT_TYPES}
    for name in NAMES:
        for entry in (*about(name)["event"], *about(name).get("known_miss", [])):
            told = {role: value for role, value in entry.items() if role not in ("today", "why")}
            wanted[entry["type"]].append((name, told))
        for event in events(name):
            found[event.type].append((name, brief(event)))
    for path in SILENT:
        for event in extract_events(read(path)):
            found[event.type].append((path.stem, brief(event)))
    return {type_: count(_marked(wanted[type_]), _marked(found[type_])) for type_ in EVENT_TYPES}


def _marked(told: list[tuple[str, dict[str, Any]]]) -> list[dict[str, Any]]:
    return [{**roles, "in": name} for name, roles in told]


def count(wanted: list[dict[str, Any]], found: list[dict[str, Any]]) -> dict[str, float]:
    """Return the figures of what was found, in thousandths, rounded down."""
    left = list(found)
    hits = 0
    for entry in wanted:
        if match := next((roles for roles in left if agree(entry, roles)), None):
            left.remove(match)
            hits += 1
    precision, recall = hits / len(found) if found else 0.0, hits / len(wanted) if wanted else 0.0
    both = {"precision": precision, "recall": recall, "f1": 2 * hits / (len(found) + len(wanted)) if hits else 0.0}
    return {name: int(value * 1000 + 1e-9) / 1000 for name, value in both.items()}


def raise_floors() -> None:
    """Write what is reached wherever it is above the floor."""
    old = tomllib.loads(PATH.read_text("utf-8")) if PATH.exists() else {}
    rows = [
        f"[{type_}]\n"
        + "".join(f"{name} = {max(value, old.get(type_, {}).get(name, 0.0))}\n" for name, value in reached.items())
        for type_, reached in figures().items()
    ]
    PATH.write_text(HEAD + "\n".join(rows), "utf-8")


def git(*arguments: str) -> str:
    """Return what git prints; skip the test where there is no repository."""
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        pytest.skip("not in a git repository")
    return done.stdout
