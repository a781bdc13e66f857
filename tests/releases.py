"""Releases of invented companies for the tests of the frame: what is in them does not matter, that there is some does."""

from __future__ import annotations

from pathlib import Path

QUOTED = """Northwind Chooses LedgerOne for Its Branches

SPRINGFIELD, Ill., March 4, 2019 -- Acme Software, Inc. (Nasdaq: ACMX), a maker of banking software, today announced
that Northwind Bank has selected its LedgerOne platform.

"We looked at every platform there is, and this one was ready," said Jane Doe, chief executive officer of Northwind
Bank. "Our branches will notice the difference at once."

About Acme Software
Acme Software, Inc. makes software for banks.
"""


def write(folder: Path, count: int) -> list[Path]:
    """Write so many releases that differ in one name, and return their paths in order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"release-{number:03}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(QUOTED.replace("Northwind", f"Northwind{'abcdefghijklmnopqrstuvwxyz'[number % 26]}"), "utf-8")
    return paths
