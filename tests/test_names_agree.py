"""One event type has one name: in the schema, the pattern file, the ids, the module, the finders and the corpus."""

import importlib
import tomllib

import pytest
from documents import NAMES, events

from extract.pipeline import FINDERS
from extract.schema import EVENT_TYPES
from extract.wordlists import folder

TYPES = list(EVENT_TYPES)
FILES = {
    path.stem: table
    for path in folder().rglob("*.toml")
    if "event" in (table := tomllib.loads(path.read_text("utf-8")))
}


def test_schema_and_finders_agree() -> None:
    assert list(FINDERS) == TYPES
    assert {name: shape.model_fields["type"].default for name, shape in EVENT_TYPES.items()} == dict(
        zip(TYPES, TYPES, strict=True)
    )


@pytest.mark.parametrize("name", TYPES)
def test_module_has_the_name_and_is_the_finder(name: str) -> None:
    module = importlib.import_module(f"extract.events.{name}")
    assert FINDERS[name] is module.find


@pytest.mark.parametrize("stem", FILES)
def test_pattern_file_has_the_name_of_its_event(stem: str) -> None:
    assert FILES[stem]["event"] == stem
    assert stem in TYPES
    assert [entry["id"] for entry in FILES[stem]["pattern"] if not entry["id"].startswith(f"{stem}.")] == []


@pytest.mark.parametrize("name", TYPES)
def test_corpus_exercises_the_type(name: str) -> None:
    patterns = {
        evidence.pattern
        for document in NAMES
        for event in events(document)
        if event.type == name
        for evidence in event.evidence
    }
    assert patterns, f"no document of the corpus holds a {name}"
    assert [id for id in sorted(patterns) if not id.startswith(f"{name}.")] == []
