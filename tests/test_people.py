"""The words of titles, read one by one, and the titles on both sides of a name."""

from __future__ import annotations

import pytest

from extract.facts import people
from extract.facts.people import titles, words
from extract.facts.people.fields import is_area


def _spans(text: str, offsets: list[words.Offsets]) -> list[str]:
    return [text[start:end] for start, end in offsets]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Vice President and CEO", ["President", "CEO"]),
        ("a vice-president, once ceo", ["vice-president"]),  # acronyms stand in capitals
        ("Chief Anvil and Hammer Officer", ["Chief Anvil and Hammer Officer"]),
        ("its Chief of Staff and the chief executive\nofficer", ["Chief of Staff", "chief executive\nofficer"]),
        ("attorneys, an attorney general, an attorney", ["attorney general", "attorney"]),
        ("Dean of Arts Jane Dean", ["Dean"]),  # the second is a surname
        ("armchair directors of directory", []),
        ("Anvil Lead, taking the Lead role", ["Lead"]),
    ],
)
def test_nouns_of_titles(text: str, found: list[str]) -> None:
    assert _spans(text, list(words.nouns(text, 0, len(text)))) == found
    assert words.has_noun(text, 0, len(text)) == bool(found)


def test_a_window_ends_words() -> None:
    text = "the attorney general"
    assert _spans(text, list(words.nouns(text, 0, 12))) == ["attorney"]
    assert _spans(text, list(words.nouns(text, 5, len(text)))) == []
    assert words.ends_in_noun(text, 0, len(text))
    assert not words.ends_in_noun(text, 0, 13)


@pytest.mark.parametrize(
    ("phrase", "yes"),
    [
        ("Sales and Marketing", True),
        ("Research and Development", True),
        ("the Americas", True),
        ("U.S. Sales", True),
        ("Sales, Marketing & IT", True),
        ("Sales and", False),
        ("Northwind Sales", False),
        ("and", False),
        ("", False),
    ],
)
def test_what_a_job_is_about(phrase: str, *, yes: bool) -> None:
    assert is_area(phrase) is yes


@pytest.mark.parametrize(
    ("before", "title", "employer"),
    [
        ("said Senior Vice President and CFO ", "Senior Vice President and CFO", None),
        ("said Northwind CEO ", "CEO", "Northwind"),
        ("the director of Northwind Labs, ", "director", "Northwind Labs"),
        ("Vice President of Sales, Marketing and Training ", "Vice President of Sales, Marketing and Training", None),
        ("says managing director Dr. ", "managing director", None),
        ("said Chief ", "Chief", None),
        ("our owners Jane Doe and ", "owner", None),
        ("said a president and ", None, None),
        ("the president’s friend ", None, None),
    ],
)
def test_titles_before_a_name(before: str, title: str | None, employer: str | None) -> None:
    text = f"It works, {before}John Roe."
    role = titles.role_before(text, 0, len(text) - len("John Roe."), is_org={"Northwind"}.__contains__)
    assert (text[slice(*role.title)] if role.title else None) == title
    assert (text[slice(*role.organization)] if role.organization else None) == employer


@pytest.mark.parametrize(
    ("after", "title", "employer"),
    [
        (" and John Roe, co-founders of Acme", "co-founders", "Acme"),
        (" & John Roe, the managing partners", "managing partners", None),
        (" and John Roe, who came late", None, None),
        (", Acme Group CEO", "CEO", "Acme Group"),
    ],
)
def test_titles_after_a_name(after: str, title: str | None, employer: str | None) -> None:
    role = titles.role_after(after, 0, len(after), is_org={"Acme", "Acme Group"}.__contains__)
    assert (after[slice(*role.title)] if role.title else None) == title
    assert (after[slice(*role.organization)] if role.organization else None) == employer


@pytest.mark.parametrize(
    ("run", "name"),
    [
        ("Northwind Vice President Jane Doe", "Jane Doe"),
        ("Jane Doe VP", "Jane Doe"),
        ("Jane Doe, CPA", "Jane Doe"),
        ("Jane Doe\nChief Anvil Officer", "Jane Doe"),
        ("Jane Doe Commented", "Jane Doe"),
        ("Acme Names Jane Doe", "Jane Doe"),
        ("Monday Report", None),
        ("Northwind Labs Group", None),
    ],
)
def test_a_name_is_taken_out_of_its_run(run: str, name: str | None) -> None:
    found = people.read_name(run, 0, len(run), known=lambda word: False)
    assert (run[found.start : found.end] if found else None) == name
