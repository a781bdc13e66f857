"""The forms in which sentences state figures: ``patterns/results/financial_result.toml``, checked and compiled.

Forms are matched against masked text, in lower case: each metric, value and period is replaced by a run of signs of its own length, a
first sign that says what it is and `REST` for the others, so that offsets stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from extract.errors import PatternError
from extract.events.financial_result.metrics import tables
from extract.patternset import Example
from extract.schema import SectionKind
from extract.wordlists import alternatives, first_words

METRIC = {"money": "\ue000", "share": "\ue001", "percent": "\ue002"}  # by the kind of value that the metric takes
VALUE = {"MONEY": "\ue003", "PERCENT": "\ue004"}  # by the kind of fact
PERIOD, REST = "\ue005", "\ue00f"

_METRICS, _VALUES = "".join(METRIC.values()), "".join(VALUE.values())
_FREE = f"[^{_METRICS}{_VALUES};:]"
_THE = r"(?:(?:the|its|our|a|record|total)\s+){0,2}"
_SEPARATOR = r"(?:,?\s+and\s+|,\s*)"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class FormPattern(BaseModel):
    """One form: its words and pieces, the metrics and sections it is for, and the texts that prove it.

    A ``finite`` form is a clause of its own: it never says what another figure compares with. A form that ``implies`` a
    metric has no name of one: its verb says it, where the issuer is who earned or lost.
    """

    model_config = ConfigDict(extra="forbid")

    id: str
    form: str
    finite: bool = False
    implies: str = ""
    metrics: list[str] = []
    sections: list[SectionKind] = []
    yes: list[Example]
    no: list[str]


class _FormFile(BaseModel):
    event: Literal["financial_result"]
    pattern: list[FormPattern]


@dataclass(slots=True)
class Form:
    """A form and the words of its lists: a sentence of this form holds one of each."""

    pattern: FormPattern
    needs: list[frozenset[str]]

    def expressions(self, words: frozenset[str], masked: str) -> Iterator[re.Pattern[str]]:
        """Yield what finds the form in a masked sentence of these words, for figures of money and in percent."""
        if any(map(words.isdisjoint, self.needs)):
            return
        if VALUE["MONEY"] in masked:
            yield _compiled(self.pattern.form, "money")
        if VALUE["PERCENT"] in masked and METRIC["percent"] in masked:
            yield _compiled(self.pattern.form, "percent")


@cache
def load() -> list[Form]:
    """Return the forms in the order of the file; raise `PatternError` with file, id and key on a mistake."""
    try:
        patterns = _FormFile.model_validate({key: tables()[key] for key in ("event", "pattern")}).pattern
    except ValidationError as error:
        raise PatternError(f"financial_result.toml: {error}") from None
    for pattern in patterns:
        try:
            _check(pattern.form)
        except (re.error, ValueError) as error:
            raise PatternError(f"financial_result.toml: pattern {pattern.id}: form: {error}") from None
    return [Form(pattern, _needs(pattern.form)) for pattern in patterns]


def _check(form: str) -> None:
    """Raise what is wrong with a form; its pieces are compiled where a sentence needs them."""
    re.compile(_PLACEHOLDER.sub("x", form))
    if unknown := set(_PLACEHOLDER.findall(form)) - _pieces("money").keys():
        raise ValueError(f"no such piece {min(unknown)!r}")


def _needs(form: str) -> list[frozenset[str]]:
    """Return the words with which the lists of a form begin, and those that it says itself: "from", "bringing"."""
    lists = [first_words(_lists()[piece]) for piece in _PLACEHOLDER.findall(form) if piece in _lists()]
    return lists + [frozenset([word]) for word in _PLACEHOLDER.sub("", form).split() if word.isalpha()]


@cache
def _lists() -> dict[str, list[str]]:
    """Return the pieces that are lists of words."""
    words = tables()["words"]
    lists = {piece: words[piece] for piece in ("is", "of", "in", "to", "rose", "reported")}
    return {**lists, "earned": [*words["earned"], *words["lost"]]}


@cache
def _compiled(form: str, kind: str) -> re.Pattern[str]:
    """Turn a form into a regular expression on masked text; a space stands for any white space."""
    source = form.replace(" ", r"\s+").replace("{aside}", "{named_aside}", 1)
    return re.compile(_PLACEHOLDER.sub(lambda found: _pieces(kind)[found[1]], source))


@cache
def _pieces(kind: str) -> dict[str, str]:
    """Return the regular expressions of the pieces, for values of money or in percent."""
    words = tables()["words"]
    metric = f"[{METRIC['money']}{METRIC['share']}]" if kind == "money" else METRIC["percent"]
    value = VALUE["MONEY"] if kind == "money" else VALUE["PERCENT"]
    whose = rf"(?:attributable|available)\s+to\s+{_FREE}{{1,50}}?"
    period = rf"(?:for|in|during|the|from\s+continuing\s+operations|{PERIOD}{REST}*|{whose})"
    not_to = "".join(f"(?<!{word})" for word in words["never_to"])
    return {
        "metric": f"(?P<metric>{metric}{REST}*)",
        "metrics": f"(?P<metric>{_listed(_METRICS, article='(?:the |an? )?')}*)",
        "value": f"(?P<value>{value}{REST}*)",
        "values": f"(?P<value>{_listed(_VALUES)}+)",
        "other": f"(?P<other>{value}{REST}*)",
        "named_aside": f"(?P<aside>:?{_FREE}{{0,100}}?)",
        "aside": f"{_FREE}{{0,60}}?",
        "near": rf"(?P<aside>(?:[\s(,]{{0,30}}{period}\)?,?){{0,8}})",
        "by": rf"(?:{_FREE}|{VALUE['PERCENT']}){{0,90}}?(?:{VALUE['MONEY']}{REST}*[^{VALUE['MONEY']};]{{0,30}}?)?{not_to}",
        "no_object": rf"(?=\s*(?:[.,;(]|\Z|(?:or|per|a|compared|versus|vs|up|down)\b|(?:in|for|during|on)\s+{_THE}[{PERIOD}{_METRICS}]))",
        "start": r"\A",
        "label": r"\s{0,30}[:–—-]?\s{0,30}",
        "hedge": hedge(),
        **{piece: rf"\b{alternatives(listed)}" for piece, listed in _lists().items()},
        "earned": rf"(?P<metric>\b{alternatives(_lists()['earned'])})",
    }


def _listed(signs: str, *, article: str = "") -> str:
    """Match the first of a list and, to be repeated, one more: "A" and ", B" of "A, B and C"."""
    return f"[{signs}]{REST}*(?:{_SEPARATOR}{article}[{signs}]{REST}*)"


def hedge() -> str:
    """Return a regular expression for up to four words that may stand before a value: "approximately a record "."""
    return rf"(?:{alternatives(tables()['words']['hedge'])}\s+){{0,4}}"
