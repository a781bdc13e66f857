"""The library as a program uses it: read, events, and the spaCy component."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
import releases
import spacy
from spacy.tokens import Doc

import extract
from extract import pipeline

LONG_BEFORE = "x" * 5000 + " "


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a release with events."""
    return releases.write(tmp_path, 1)[0]


def _plain(events: list[extract.Event]) -> list[dict[str, object]]:
    """Return events as plain data without what only a file has: its name and its id."""
    return [event.model_dump(exclude={"id": True, "document": {"id", "source", "sha256"}}) for event in events]


def test_a_path_and_a_string_that_names_a_file_are_read(path: Path) -> None:
    assert extract.events(path)
    assert extract.events(path) == extract.events(str(path))


def test_any_other_string_is_the_text(path: Path) -> None:
    assert _plain(extract.events(path.read_text())) == _plain(extract.events(path))
    assert extract.events("no-such-file.txt") == []
    assert extract.events(LONG_BEFORE) == []
    assert extract.events("") == []


def test_a_path_that_cannot_be_read_raises_one_line_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(extract.ReadError, match=r"missing\.txt: ") as caught:
        extract.events(tmp_path / "missing.txt")
    assert "\n" not in str(caught.value)


def test_events_have_the_types_of_the_contract(path: Path) -> None:
    [quote] = [event for event in extract.events(path) if isinstance(event, extract.ExecutiveQuote)]
    assert quote.speaker.text == "Jane Doe"


def test_types_choose_among_the_events(path: Path) -> None:
    release = extract.read(path)
    everything = pipeline.extract_events(release)
    quotes = pipeline.extract_events(release, types=frozenset({"executive_quote"}))
    assert quotes == [event for event in everything if event.type == "executive_quote"]


def test_everything_public_is_there() -> None:
    for name in extract.__all__:
        assert getattr(extract, name)
    with pytest.raises(AttributeError, match="no attribute 'weather'"):
        extract.weather  # noqa: B018


def test_the_component_gives_what_the_library_gives(path: Path) -> None:
    text = path.read_text()
    expected = _plain(extract.events(text))
    assert expected
    for nlp in (extract.load(), _blank()):
        assert _plain(nlp(text)._.events) == expected


def _blank() -> spacy.Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("press_events")
    return nlp


def test_the_component_leaves_tokens_and_text_alone(path: Path) -> None:
    text = path.read_text()
    with_events, without = _blank()(text), spacy.blank("en")(text)
    assert with_events.text == text
    assert [token.text for token in with_events] == [token.text for token in without]


def test_events_survive_processes_and_bytes(path: Path) -> None:
    nlp = _blank()
    text = path.read_text()
    expected = nlp(text)._.events
    docs = list(nlp.pipe([text, "", text], n_process=2))
    assert [doc._.events for doc in docs] == [expected, [], expected]
    again = Doc(nlp.vocab).from_bytes(docs[0].to_bytes())
    assert again._.events == expected


def test_a_pipeline_survives_the_disk(path: Path, tmp_path: Path) -> None:
    extract.load().to_disk(tmp_path / "pipeline")
    assert spacy.load(tmp_path / "pipeline")(path.read_text())._.events


def test_the_entry_point_loads_nothing_of_ours_until_it_is_used() -> None:
    program = (
        "import sys, spacy; spacy.blank('en'); print([name for name in sys.modules if name.startswith('extract')])"
    )
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert set(ast.literal_eval(printed)) == {
        "extract", "extract.component", "extract.errors", "extract.events", "extract.version",
    }  # fmt: skip
