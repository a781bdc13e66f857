"""Pages from templates: Jinja2 with autoescape, the styles and scripts inline, a policy that allows nothing else.

displaCy's span renderer was weighed and left out: it draws one flat list of labelled token spans of a spaCy Doc, without
events, roles or a page around them. Nothing of a document gets into a page but as escaped text.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from extract.schema import Release
from extract.show import chart, describe, segments
from extract.version import __version__

GENERATOR = f"press-events {__version__}"


@dataclass(frozen=True, slots=True)
class EventView:
    """An event in the list beside the text, and its marks in it."""

    number: int
    id: str
    title: str
    other: str
    summary: list[str]
    fields: list[describe.Field]
    evidence: list[Mapping[str, Any]]
    marks: list[describe.Mark]


@dataclass(frozen=True, slots=True)
class TypeView:
    """The events of one type, or how many there are of it."""

    name: str
    label: str
    hue: int
    count: int
    events: tuple[EventView, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A document in the index: where its page is, what it says of itself, how many events of each type it has."""

    href: str
    document: Mapping[str, Any]
    counts: Mapping[str, int]
    total: int


@dataclass(frozen=True, slots=True)
class Links:
    """Where a page leads, as addresses: the index, and the releases before and after in the order of the inputs."""

    index: str | None = None
    previous: str | None = None
    next: str | None = None


def page(release: Release, events: Sequence[Mapping[str, Any]], *, links: Links | None = None) -> str:
    """Return a page of one release with its events, which are lines of the log as objects.

    >>> from extract.reading import read_text
    >>> "<b>Acme</b> said" in page(read_text("<b>Acme</b> said nothing."), [])
    False
    """
    groups = _groups(events)
    marked = (
        segments.Highlight(mark.start, mark.end, view.number, group.label, mark.label, group.hue, mark.is_role)
        for group in groups
        for view in group.events
        for mark in view.marks
    )
    return _render(
        "page",
        document=release.document.model_dump(),
        parts=segments.parts(release.text, release.sections, marked),
        groups=groups,
        total=len(events),
        links=links or Links(),
    )


def index(
    name: str, rows: Sequence[Row], months: Mapping[tuple[str, str], int], undated: int, failures: Sequence[str]
) -> str:
    """Return the index of many releases: counts, events over time by (month, type), a table, and what failed."""
    names = sorted({event_type for row in rows for event_type in row.counts}, key=_order)
    totals = {event_type: sum(row.counts.get(event_type, 0) for row in rows) for event_type in names}
    types = [TypeView(each, _label(each), describe.hue(each), totals[each]) for each in names]
    return _render(
        "index",
        name=name,
        rows=rows,
        types=types,
        total=sum(totals.values()),
        chart=chart.draw(months),
        undated=undated,
        failures=failures,
    )


def _groups(events: Sequence[Mapping[str, Any]]) -> list[TypeView]:
    """Return the events by type, numbered as they stand in the list."""
    groups: list[TypeView] = []
    numbers = count(1)
    for name in sorted({event["type"] for event in events}, key=_order):
        views = tuple(_view(event, next(numbers)) for event in events if event["type"] == name)
        groups.append(TypeView(name, _label(name), describe.hue(name), len(views), views))
    return groups


def _view(event: Mapping[str, Any], number: int) -> EventView:
    title, other = describe.title(event)
    summary, fields, marks = describe.summary(event), describe.fields(event), describe.marks(event)
    return EventView(number, event["id"], title, other, summary, fields, event["evidence"], marks)


def _label(event_type: str) -> str:
    return describe.words(event_type).capitalize()


def _order(event_type: str) -> tuple[int, str]:
    return describe.hue(event_type), event_type


def _render(template: str, **values: Any) -> str:
    environment = _environment()
    style, script = _asset(f"{template}.css"), _asset(f"{template}.js")
    policy = f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; img-src data:; base-uri 'none'; form-action 'none'"
    frame = {"style": style, "script": script, "policy": policy, "generator": GENERATOR}
    return environment.get_template(f"{template}.html").render(**frame, **values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("extract.show"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["exact"] = _exact
    environment.filters["words"] = describe.words
    return environment


@cache
def _asset(name: str) -> Markup:
    """Return a style sheet or script of ours with what all pages share before it, to stand in a page as it is."""
    environment = _environment()
    assert environment.loader is not None
    common = f"common.{name.rpartition('.')[2]}"
    return Markup("\n".join(environment.loader.get_source(environment, each)[0] for each in (common, name)))


@cache
def _digest(content: str) -> str:
    """Return the source expression of a policy that allows exactly this inline content: 'sha256-…'."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _exact(text: str) -> Markup:
    """Escape a text so that a browser has the same characters: it would turn a bare CR into LF and drop NUL."""
    return Markup(escape(text).replace("\r", Markup("&#13;")).replace("\0", "\ufffd"))
