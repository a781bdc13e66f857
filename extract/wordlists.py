"""The data files under ``patterns/``: where they are, TOML tables, vocabularies, and regular expressions of word lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import tomli

from extract.errors import PatternError


@cache
def folder() -> Path:
    """Return the folder of the pattern files: inside the wheel, else at the root of the checkout."""
    package = Path(__file__).parent
    inside = package / "patterns"
    return inside if inside.is_dir() else package.parent / "patterns"


def read_toml(path: Path) -> dict[str, Any]:
    """Parse a TOML file; raise `PatternError` naming it when it is not TOML."""
    try:
        return tomli.loads(path.read_text("utf-8"))
    except OSError as error:
        raise PatternError(f"{path.name or path}: not a pattern file: {error.strerror}") from None
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PatternError(f"{path.name}: not a pattern file: {error}") from None


@cache
def vocabulary(name: str) -> tuple[str, ...]:
    """Return the lines of ``patterns/vocabulary/<name>.txt`` without comments, in the order of the file."""
    path = folder() / "vocabulary" / f"{name}.txt"
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError:
        raise ValueError(f"no vocabulary '{name}'") from None
    return tuple(line for raw in lines if (line := raw.split("#")[0].strip()))


@cache
def verb_forms() -> dict[str, tuple[str, ...]]:
    """Return the forms of each verb by its first one: base, third person, past, participle, -ing form.

    >>> verb_forms()["choose"]
    ('choose', 'chooses', 'chose', 'chosen', 'choosing')
    """
    lines = (tuple(line.split()) for line in vocabulary("verb_forms"))
    return {forms[0]: forms for forms in lines}


@cache
def given_names() -> frozenset[str]:
    """Return common given names, as they are written."""
    return frozenset(vocabulary("given_names"))


@cache
def verbs() -> frozenset[str]:
    """Return the verbs, in small letters, of which organisations are the subject in headlines and ledes."""
    return frozenset((*vocabulary("corporate_verbs"), *vocabulary("headline_verbs")))


def words_of(text: str) -> list[str]:
    """Return the runs of letters and digits in a text in lower case; letters with accents part them."""
    return _WORD.findall(text)


def first_words(phrases: Iterable[str]) -> frozenset[str]:
    """Return the words with which phrases begin, in lower case: no phrase stands in a text that holds none of them."""
    return frozenset(word for phrase in phrases for word in words_of(phrase.lower())[:1])


def last_words(phrases: Iterable[str]) -> frozenset[str]:
    """Return the words with which phrases end, as `first_words` returns those with which they begin."""
    return frozenset(word for phrase in phrases for word in words_of(phrase.lower())[-1:])


def occurrences(text: str, phrase: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Yield where a phrase stands in ``text[start:end]`` as whole words; no expression is compiled for it.

    >>> list(occurrences("LedgerOne is no LedgerOne2; LedgerOne.", "LedgerOne"))
    [0, 28]
    """
    at = text.find(phrase, start, end)
    while at >= 0:
        behind = at + len(phrase)
        if not _IN_WORD.match(text[at - 1 : at]) and not _IN_WORD.match(text[behind : behind + 1]):
            yield at
        at = text.find(phrase, behind, end)


def alternatives(words: Iterable[str]) -> str:
    """Return a regular expression that matches any of the words, longest first, spaces matching any white space.

    It is a tree of letters, "(?:a(?:cme|las)|co(?:op)?)": one after another, long lists take ten times as long.
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return f"(?:{_branches(tree)})"


def whole_words(words: Iterable[str]) -> str:
    """Return a regular expression like that of `alternatives` for words that are no part of another or of a compound.

    The look back stands behind the first letter, so that a search skips all that no word begins with: four times as fast.
    """
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[0], []).append(word[1:])
    branches = [
        re.escape(letter) + (rf"(?<![\w-]{letter})" if letter.isalnum() else "") + alternatives(rests)
        for letter, rests in sorted(by_letter.items())
    ]
    return rf"(?:{'|'.join(branches)})(?:(?<!\w)|(?!-?\w))"


_WORD = re.compile("[a-z0-9]+")
_IN_WORD = re.compile(r"\w")
_END = ""  # stands in the tree of letters where a word is complete


def _branches(tree: dict[str, Any]) -> str:
    branches = [_letter(letter) + _branches(below) for letter, below in sorted(tree.items()) if letter != _END]
    if len(branches) == 1 and _END not in tree:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if _END in tree else ''}" if branches else ""


def _letter(letter: str) -> str:
    if letter.isalnum():
        return letter
    return r"\s+" if letter == " " else re.escape(letter)
