"""What the README says is true: its commands, its event, its Python, and the examples in the docstrings."""

from __future__ import annotations

import doctest
import importlib
import json
import pkgutil
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import extract
import extract.facts
import extract.reading

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def _blocks(language: str) -> list[str]:
    return [text for name, text in BLOCKS if name == language]


def test_the_event_in_the_readme_is_the_one_that_the_seed_gives() -> None:
    [shown] = map(json.loads, _blocks("json"))
    command = [sys.executable, "-m", "extract.cli", "run", shown["document"]["source"]]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert shown in [json.loads(line) for line in printed.splitlines()], "run python benchmarks/readme.py event"


def test_the_first_two_commands_are_one_line_each_and_name_files_that_exist() -> None:
    seed, tests = _blocks("sh")[:2]
    assert seed.count("\n") == tests.count("\n") == 1
    assert (ROOT / seed.split()[-1]).is_file()
    assert tests.rstrip().endswith("-m pytest")


def test_the_readme_tells_of_every_type() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", README, re.MULTILINE)) == set(extract.schema.EVENT_TYPES)


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = {re.match(r"[\w-]+", requirement)[0] for requirement in project["dependencies"]}  # type: ignore[index]
    reasons = set(re.findall(r"^- `([\w-]+)`: ", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE))
    assert named == reasons


def test_the_version_has_its_changes() -> None:
    assert f"## {extract.__version__}" in (ROOT / "CHANGES.md").read_text("utf-8")


@pytest.mark.parametrize("name", [module.name for module in pkgutil.walk_packages(extract.__path__, "extract.")])
def test_the_examples_in_the_docstrings_are_true(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0


def test_the_examples_of_the_package_are_true() -> None:
    failed, tried = doctest.testmod(extract)
    assert failed == 0
    assert tried
