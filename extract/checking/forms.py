"""The examples of patterns that are forms of sentences: those of quotations and of reported figures."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose

from extract.brief import brief
from extract.checking.broken import Broken, alone
from extract.events import financial_result
from extract.events.executive_quote.forms import load as attributions
from extract.events.financial_result.forms import FormPattern
from extract.events.financial_result.forms import load as statements
from extract.facts import recognise
from extract.pipeline import extract_events
from extract.reading import read_text
from extract.schema import FinancialResult


def quotations() -> Iterator[Broken]:
    """Yield the examples of quotes/executive_quote.toml that do not hold; in ``yes`` the first quotation counts."""
    for pattern in attributions().values():
        for example in pattern.yes:
            found = _quotations(example.text)[:1]
            expected = {**(example.model_extra or {}), "pattern": pattern.id}
            if not any(expected.items() <= roles.items() for roles in found):
                yield Broken(pattern.id, "yes", example.text, found)
        for text in pattern.no:
            if found := _quotations(text):
                yield Broken(pattern.id, "no", text, found)


def figures() -> Iterator[Broken]:
    """Yield the examples of results/financial_result.toml that do not hold; one names all figures of its text."""
    for pattern in (form.pattern for form in statements()):
        for example in pattern.yes:
            found = _figures(example.text, pattern)
            used = {evidence.pattern for result in found for evidence in result.evidence}
            amounts = {result.metric: result.value.amount for result in found}
            if pattern.id not in used or not _same(example.model_extra or {}, amounts):
                yield Broken(pattern.id, "yes", example.text, [*map(brief, found)])
        for text in pattern.no:
            if found := _figures(text, pattern):
                yield Broken(pattern.id, "no", text, [*map(brief, found)])


def _quotations(text: str) -> list[dict[str, str | None]]:
    found = []
    for event in extract_events(read_text(text), types=frozenset({"executive_quote"})):
        roles = brief(event)
        employer = (roles["organization"] or "").rstrip(".") or None
        found.append({
            "speaker": roles["speaker"], "title": roles["title"], "organization": employer,
            "pattern": event.evidence[0].pattern,
        })  # fmt: skip
    return found


def _figures(text: str, pattern: FormPattern) -> list[FinancialResult]:
    release = alone(text, pattern.sections[-1] if pattern.sections else "body")
    release.document.released = "2003-07-10"  # so that "the second quarter" has a year
    return financial_result.find(recognise(release), [])


def _same(expected: dict[str, float], found: dict[str, float]) -> bool:
    return expected.keys() == found.keys() and all(isclose(found[key], value) for key, value in expected.items())
