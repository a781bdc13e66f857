"""The cues of ``patterns/reading/sections.toml``: each kind has examples, and sentences of the news hold none."""

from __future__ import annotations

import re

import pytest

from extract.reading import cues
from extract.wordlists import folder, read_toml

TABLE = read_toml(folder() / "reading" / "sections.toml")
YES = [(kind, line) for kind, lines in TABLE["examples"]["yes"].items() for line in lines]


@pytest.mark.parametrize(("kind", "line"), YES)
def test_a_line_opens_its_section(kind: str, line: str) -> None:
    assert kind in [cue.kind for cue in cues.find(line)]


@pytest.mark.parametrize("sentence", TABLE["examples"]["no"])
def test_a_sentence_of_the_news_holds_no_cue(sentence: str) -> None:
    assert cues.find(f"Northwind Bank opened. {sentence}") == []


@pytest.mark.parametrize("section", ["opens", "furniture", "resumes", "cover", "correction"])
def test_no_cue_matches_nothing(section: str) -> None:
    for sources in TABLE[section].values():
        for source in sources:
            assert not re.compile(source).fullmatch(""), source


def test_every_kind_that_opens_has_examples() -> None:
    assert set(TABLE["opens"]) <= set(TABLE["examples"]["yes"])
