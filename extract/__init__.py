"""Press releases and 8-K filings in, an event log out.

>>> import extract
>>> extract.events("Acme Corp. today said nothing.")
[]
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import extract.events  # noqa: F401 - the package of the finders, imported before a function takes its name
from extract.errors import OutputError, PatternError, PressEventsError, ReadError
from extract.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    from spacy.language import Language

    from extract.run import Outcome
    from extract.schema import (
        CustomerDeployment,
        Event,
        ExecutiveQuote,
        FinancialResult,
        Product,
        Release,
        SecuritiesOffering,
    )

__all__ = [
    "CustomerDeployment",
    "Event",
    "ExecutiveQuote",
    "FinancialResult",
    "OutputError",
    "PatternError",
    "PressEventsError",
    "Product",
    "ReadError",
    "Release",
    "SecuritiesOffering",
    "__version__",
    "events",
    "load",
    "read",
    "stream",
    "to_dataframe",
]


def read(source: str | Path | bytes) -> Release:
    r"""Return the release in a file (a path) or in its bytes: decoded text, sections, and what it says of itself.

    Text, HTML and EDGAR submissions, and PDF with the extra ``pdf``, are told apart by what they hold, not by their
    names. ``text`` of the release is the text into which all offsets point, in Unicode code points. Raises `ReadError`
    when there is no text in it. Of a file that holds several releases this is the first.

    Examples:
        >>> release = extract.read(b"Acme Corp. Opens a Plant\n\nOHIO, June 3, 2024 -- Acme Corp. (NYSE: ACM) opened a plant.")
        >>> release.document.headline, release.document.released, release.document.issuer.ticker
        ('Acme Corp. Opens a Plant', '2024-06-03', 'ACM')
        >>> release.text[:4], release.sections[0].kind
        ('Acme', 'headline')
    """
    from extract import reading

    return reading.read(source)


def events(text_or_path: str | Path | Release, *, patterns: str | Path | None = None) -> list[Event]:
    """Return the events of one release, in text order; spans are offsets into its text, in Unicode code points.

    A `Path`, or a string without a line break that names an existing file, is read as `read` does; any other string is
    the text itself, and what `read` returned is taken as it is. ``patterns`` is a folder of your own pattern files.
    Raises `ReadError` when a file cannot be read, `PatternError` when one of the folder has a mistake.

    Examples:
        >>> text = "Northwind Bank has selected Acme Corp.'s LedgerOne platform."
        >>> deal, product = extract.events(text)
        >>> deal.customer.text, deal.vendor.text, deal.stage, product.name
        ('Northwind Bank', 'Acme Corp.', 'selected', 'LedgerOne')
        >>> text[deal.vendor.start : deal.vendor.end]
        'Acme Corp.'
    """
    from extract.patternfolder import open_folder
    from extract.pipeline import extract_events
    from extract.reading import read_text

    own = open_folder(patterns) if patterns else None
    if isinstance(text_or_path, os.PathLike) or (isinstance(text_or_path, str) and _is_file(text_or_path)):
        return extract_events(read(text_or_path), own=own)
    return extract_events(read_text(text_or_path) if isinstance(text_or_path, str) else text_or_path, own=own)


def stream(
    paths: Iterable[str | os.PathLike[str]],
    *,
    jobs: int = 1,
    types: Iterable[str] | None = None,
    patterns: str | Path | None = None,
) -> Iterator[Outcome]:
    """Yield an `Outcome` (path, events, error) for each file, in input order, computed by ``jobs`` processes.

    Folders are walked recursively, as on the command line. What is wrong with one file is the ``error`` of its outcome
    and does not end the iteration. ``types`` keeps only events of these types, ``patterns`` is a folder of your own
    pattern files. With more than one job, a script needs the usual ``if __name__ == "__main__":``.

    Examples:
        >>> for outcome in extract.stream(["no-such-file.txt"]):
        ...     print(outcome.events, outcome.error)
        [] no-such-file.txt: there is no such file; check the path
    """
    from extract import run
    from extract.extraction import Settings
    from extract.patternfolder import open_folder

    own = open_folder(patterns) if patterns else None
    settings = Settings(types=frozenset(types) if types is not None else None, own=own)
    return run.stream(paths, settings, jobs=jobs)


def to_dataframe(events: Iterable[Event]) -> pd.DataFrame:
    """Return a pandas DataFrame with a row for each event, in order, for looking and counting.

    First stand the columns that every event has (``document_issuer`` is the release's, ``released`` a timestamp,
    ``date`` an ISO 8601 text at its grain; ``evidence`` with ``start``, ``end``, ``section`` and ``pattern`` is the main
    passage), then the roles of the types that occur: names, numbers and ISO dates, lists as "A; B", and beside an amount
    ``<role>_currency`` or ``<role>_unit``. Offsets of the roles are left out; `extract.engines.to_arrow` keeps all.
    Raises `PressEventsError` when pandas is not installed: it is the extra ``press-events[pandas]``.

    Examples:
        >>> frame = extract.to_dataframe(extract.events("Northwind Bank has selected Acme Corp.'s LedgerOne platform."))
        >>> deals = frame.loc[frame.type == "customer_deployment", ["customer", "vendor", "products", "stage"]]
        >>> deals.to_dict("records")
        [{'customer': 'Northwind Bank', 'vendor': 'Acme Corp.', 'products': 'LedgerOne', 'stage': 'selected'}]
    """
    from extract.formats import dataframe

    return dataframe.to_dataframe(events)


def load(*, patterns: str | Path | None = None) -> Language:
    """Return a blank English spaCy `Language` with our component: ``load()(text)._.events``.

    ``patterns`` is a folder of your own pattern files. The same as ``spacy.blank("en").add_pipe("press_events",
    config={"patterns": patterns})``, which needs no import of this library.

    Examples:
        >>> doc = extract.load()("Northwind Bank has selected Acme Corp.'s LedgerOne platform.")
        >>> [event.type for event in doc._.events]
        ['customer_deployment', 'product']
    """
    from extract import component

    return component.load(patterns)


def _is_file(text: str) -> bool:
    return "\n" not in text and len(text) < 4096 and os.path.isfile(text)  # noqa: PTH113 - no error for odd names


def __getattr__(name: str) -> Any:
    """Import the event types on first use: spaCy imports this package in every program that makes a pipeline."""
    if name in __all__:
        from extract import schema

        return getattr(schema, name)
    raise AttributeError(f"module 'extract' has no attribute {name!r}")
