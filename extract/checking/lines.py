"""Where in a TOML file something stands: `tomllib` gives no line numbers, and no library that we know gives them.

An entry is found by its id and an example by its text: by the strings of the file, each decoded as TOML decodes it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

# "Acme's" and 'a literal "string"', on one line.
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"|' + r"'[^']*'")


def line_of(source: str, wanted: str, *, after: int = 1) -> int | None:
    """Return the number of the first line, from line ``after`` on, that holds a string; None when none does.

    >>> line_of('event = "x"\\nid = "x.one"', "x.one")
    2
    """
    return next((line for line, string in strings(source) if line >= after and string == wanted), None)


def strings(source: str) -> Iterator[tuple[int, str]]:
    """Yield the strings of a TOML file with the numbers of their lines; a string of several lines is left out."""
    for number, line in enumerate(source.splitlines(), 1):
        for string in _STRING.findall(line):
            yield number, _decoded(string)


def line_of_key(source: str, key: str, *, after: int = 1) -> int | None:
    """Return the number of the first line, from line ``after`` on, that sets a key, or the nearest table around it.

    >>> line_of_key('id = "x.one"\\n[slots.owner]\\nside = "left"', "slots.owner.side")
    3
    """
    parts = key.split(".")
    for length in range(len(parts), 0, -1):
        name, rest = re.escape(".".join(parts[:length])), ".".join(parts[length:])
        if line := _line_that(rf"\s*{name}\s*=", source, after):
            return line
        if line := _line_that(rf"\s*\[+\s*{name}\s*\]", source, after):
            return (line_of_key(source, rest, after=line) if rest else None) or line
    return None


def _line_that(expression: str, source: str, after: int) -> int | None:
    begins = re.compile(expression)
    lines = enumerate(source.splitlines(), 1)
    return next((number for number, line in lines if number >= after and begins.match(line)), None)


def _decoded(string: str) -> str:
    if "\\" not in string:
        return string[1:-1]
    try:
        return str(tomllib.loads(f"string = {string}")["string"])
    except tomllib.TOMLDecodeError:
        return string[1:-1]
