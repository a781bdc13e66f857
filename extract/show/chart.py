"""Events over time -> the bars of a small chart: months, quarters or years, whichever leaves bars that can be seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extract.show.describe import hue, words

WIDTH, HEIGHT = 760, 190
_LEFT, _TOP, _BOTTOM = 36, 8, 22
_MOST_BARS = 40
_MOST_LABELS = 9
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of a column: the events of one type in one stretch of time."""

    x: float
    y: float
    width: float
    height: float
    hue: int
    hint: str


@dataclass(frozen=True, slots=True)
class Label:
    """A word at the axis, at its middle or its end."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A stacked column for each month, quarter or year (``grain``), with the labels of both axes."""

    grain: str
    bars: list[Bar]
    times: list[Label]
    counts: list[Label]
    first: str
    last: str
    base: float = HEIGHT - _BOTTOM
    left: float = _LEFT
    width: int = WIDTH
    height: int = HEIGHT


def draw(events: Mapping[tuple[str, str], int]) -> Chart | None:
    """Return the chart of events counted by (month as ``2003-07``, type); None when they all fall into one column."""
    months = sorted({_month(month) for month, _ in events})
    if not months:
        return None
    grain = next((name for name, size in _MONTHS_IN.items() if _columns(months, size) <= _MOST_BARS), "year")
    size = _MONTHS_IN[grain]
    first, count = months[0] // size, _columns(months, size)
    if count < 2:
        return None
    columns = Counter[tuple[int, str]]()
    for (month, event_type), number in events.items():
        columns[_month(month) // size - first, event_type] += number
    highest = max(sum(number for (at, _), number in columns.items() if at == column) for column, _ in columns)
    step = (WIDTH - _LEFT) / count
    names = [_named(first + column, grain) for column in range(count)]
    every = -(-count // _MOST_LABELS)
    times = [Label(_LEFT + step * (at + 0.5), HEIGHT - 6, names[at]) for at in range(0, count, every)]
    return Chart(grain, list(_bars(columns, names, step, highest)), times, _counts(highest), names[0], names[-1])


def _bars(columns: Counter[tuple[int, str]], names: list[str], step: float, highest: int) -> Iterator[Bar]:
    scale = (HEIGHT - _TOP - _BOTTOM) / highest
    width = min(step * 0.78, 44)
    tops: Counter[int] = Counter()
    for (column, event_type), number in sorted(columns.items(), key=lambda item: (item[0][0], hue(item[0][1]))):
        tops[column] += number
        x = _LEFT + step * (column + 0.5) - width / 2
        y = HEIGHT - _BOTTOM - tops[column] * scale
        hint = f"{names[column]}: {number:,} {words(event_type)}"
        yield Bar(round(x, 2), round(y, 2), round(width, 2), round(number * scale, 2), hue(event_type), hint)


def _counts(highest: int) -> list[Label]:
    """Return labels for the axis of numbers, four at most and round ones: 20, 40, 60 where the highest column is 61."""
    scale = (HEIGHT - _TOP - _BOTTOM) / highest
    steps = (digit * 10**power for power in range(20) for digit in (1, 2, 5))
    step = next(step for step in steps if highest <= 4 * step)
    marked = range(step, highest + 1, step)
    return [Label(_LEFT - 6, round(HEIGHT - _BOTTOM - number * scale, 2), f"{number:,}") for number in marked]


def _columns(months: list[int], size: int) -> int:
    return months[-1] // size - months[0] // size + 1


def _month(text: str) -> int:
    """Return the number of a month: "2003-07" is 24042."""
    year, month = text.split("-")
    return int(year) * 12 + int(month) - 1


def _named(number: int, grain: str) -> str:
    """Return the name of a stretch of time: "2003-07", "2003 Q3", "2003"."""
    year, part = divmod(number, 12 // _MONTHS_IN[grain])
    return {"month": f"{year}-{part + 1:02}", "quarter": f"{year} Q{part + 1}", "year": f"{year}"}[grain]
