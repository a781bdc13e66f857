"""Ticker symbols with their exchanges: "(NASDAQ: ACME)", "(TSX.V: ACM) (OTCQX: ACMEF)", "OTC Bulletin Board:  ACME.OB"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.wordlists import alternatives, vocabulary

_SYMBOL = re.compile(r":\s{0,3}(?:[A-Z]{1,5}:\s?)?\$?(?P<symbol>[A-Z][A-Z0-9]{0,5}(?:\s?\.[A-Z]{1,2})?)\b")
_WINDOW = 50  # characters before the colon in which the exchange stands


@dataclass(slots=True, frozen=True)
class Ticker:
    """A symbol and its exchange as written; ``start`` is where the exchange begins."""

    start: int
    exchange: str
    symbol: str


def find(text: str, end: int | None = None) -> Iterator[Ticker]:
    """Yield the tickers of a text in its order, up to ``end``."""
    for symbol in _SYMBOL.finditer(text, 0, len(text) if end is None else end):
        window = max(0, symbol.start() - _WINDOW)
        exchange = _exchange().search(text[window : symbol.start()])
        if exchange is not None:
            name = " ".join(exchange["exchange"].split())
            yield Ticker(window + exchange.start("exchange"), name, symbol["symbol"].replace(" ", ""))


@cache
def _exchange() -> re.Pattern[str]:
    names = alternatives(vocabulary("exchanges"))
    return re.compile(
        rf"""(?:^|[(\[\s,;])(?P<exchange>(?i:{names})
               (?:\s(?:Bulletin\sBoard|(?:Capital|National|Global(?:\sSelect)?)\sMarket|American|Markets?|Exchange|NM))?)
             (?:-\w{{2,3}})?\s?$""",
        re.VERBOSE,
    )
