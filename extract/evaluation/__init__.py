"""A log against hand-made gold: precision, recall and F1 by type and by role, and what was missed and invented.

GOLD is a folder with a JSON file for each document, named after its id. All figures are micro averages over the
documents; an entry that the gold marks ``optional`` counts neither when it is found nor when it is missed.
"""

from __future__ import annotations

from collections.abc import Iterable

from extract.evaluation import deployments, offerings, products, quotes, results
from extract.evaluation.gold import Gold, read_gold
from extract.evaluation.likeness import same_name
from extract.evaluation.tally import Difference, Figures, Ratio, Report, Tally
from extract.schema import Event

__all__ = ["Difference", "Figures", "Ratio", "Report", "Tally", "evaluate", "read_gold"]


def evaluate(gold: dict[str, Gold], events: Iterable[Event]) -> Report:
    """Return the figures of a log's events on the gold, by document id; documents that the gold has not do not count."""
    by_document: dict[str, list[Event]] = {}
    for event in events:
        by_document.setdefault(event.document.id, []).append(event)
    tally = Tally()
    for name, entry in sorted(gold.items()):
        found = by_document.get(name, [])
        tally.document = name
        _document(entry, found, tally)
        for type_ in (quotes, deployments, products, offerings, results):
            type_.count(entry, found, tally)
    return tally.report()


def _document(gold: Gold, found: list[Event], tally: Tally) -> None:
    """Judge what the log says of a document itself, where it says anything of it."""
    if not found:
        return
    about = found[0].document
    tally.judge("document.issuer", same_name(gold.issuer, about.issuer.name))
    if gold.released:
        tally.judge("document.released", about.released == gold.released)
