"""The cues of ``patterns/reading/sections.toml``: each kind has examples, and sentences of the news hold none."""

from __future__ import annotations

import re

import pytest

from extract.wordlists import folder, read_toml

TABLE = read_toml(folder() / "reading" / "sections.toml")


@pytest.mark.parametrize("section", ["opens", "furniture", "resumes", "cover", "correction"])
def test_no_cue_matches_nothing(section: str) -> None:
    for sources in TABLE[section].values():
        for source in sources:
            assert not re.compile(source).fullmatch(""), source


def test_every_kind_that_opens_has_examples() -> None:
    assert set(TABLE["opens"]) <= set(TABLE["examples"]["yes"])
