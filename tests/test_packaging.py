"""What a user installs: the wheel holds the patterns and the types, and says what the project says."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import extract
from extract import patternset

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Build the wheel with the build backend that pip would call."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    program = f"from hatchling.build import build_wheel; build_wheel({str(folder)!r})"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True)
    [path] = folder.iterdir()
    return zipfile.ZipFile(path)


def test_the_wheel_holds_every_pattern_file_and_module(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    for path in patternset.folder().rglob("*"):
        if path.is_file():
            assert f"extract/patterns/{path.relative_to(patternset.folder()).as_posix()}" in names
    for path in (ROOT / "extract").rglob("*.py"):
        assert path.relative_to(ROOT).as_posix() in names
    assert "extract/py.typed" in names


def test_the_wheel_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    assert {name.split("/")[0] for name in wheel.namelist()} == {
        "extract",
        f"press_events-{extract.__version__}.dist-info",
    }


def test_the_installed_version_is_that_of_the_code() -> None:
    assert importlib.metadata.version("press-events") == extract.__version__


def test_the_component_is_registered_with_spacy() -> None:
    [entry] = importlib.metadata.entry_points(group="spacy_factories", name="press_events")
    assert entry.load().__name__ == "press_events"
