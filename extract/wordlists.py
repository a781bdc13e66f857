"""The data files under ``patterns/``: where they are, TOML tables, vocabularies, and regular expressions of word lists."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from extract.errors import PatternError


def folder() -> Path:
    """Return the folder of the pattern files: inside the wheel, else at the root of the checkout."""
    inside = Path(str(files("extract"))) / "patterns"
    return inside if inside.is_dir() else Path(str(files("extract"))).parent / "patterns"


def read_toml(path: Path) -> dict[str, Any]:
    """Parse a TOML file; raise `PatternError` naming it when it is not TOML."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
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


def alternatives(words: Iterable[str]) -> str:
    """Return a regular expression that matches any of the words, longest first, spaces matching any white space.

    A long list is parted by its first letters, so that text that begins with none of the words fails at once.
    """
    ordered = sorted(words, key=lambda word: (-len(word), word))
    by_letter: dict[str, list[str]] = {}
    for word in ordered if len(ordered) >= _LONG_LIST else ():
        by_letter.setdefault(word[0].lower(), []).append(_escaped(word))
    branches = [_with_first(letter, group) for letter, group in sorted(by_letter.items())]
    return f"(?:{'|'.join(branches or map(_escaped, ordered))})"


_LONG_LIST = 12


def _escaped(word: str) -> str:
    return re.escape(word).replace(r"\ ", r"\s+")


def _with_first(letter: str, words: list[str]) -> str:
    """Return an expression for words that begin with a letter in either case: "(?=[aA])(?:acme|Alas)"."""
    first = re.escape(letter) if letter == letter.upper() else f"[{letter}{letter.upper()}]"
    return f"(?={first})(?:{'|'.join(words)})"
