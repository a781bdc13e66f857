"""How far a deal has come by the words of one match: its pattern's stage, the form of its verb, a renewal."""

from __future__ import annotations

import re
from typing import cast

from extract.facts.factuality import judge
from extract.facts.model import Facts
from extract.matching import Match
from extract.schema import Stage
from extract.wordlists import verb_forms

STAGES: tuple[Stage, ...] = (
    "planned", "selected", "contracted", "deploying", "deployed", "expanded", "renewed", "ended",
)  # fmt: skip
"""The stages in the order in which a deal goes through them."""

_DEPLOYING = (
    "deploy", "install", "implement", "integrate", "roll", "pilot", "build", "construct", "modernize", "upgrade",
)  # fmt: skip
_RENEWAL = re.compile(r"\b(?:renewal|renewed|extension|extended|recompete)\b", re.IGNORECASE)
_RENEWED_LATER = re.compile(
    r"[^;:]{0,80}?\b(?:has|have|had|is|was|were|being)\s+(?:been\s+)?(?:\w+ly\s+)?(?:renewed|extended)\b"
)


def stage(match: Match, facts: Facts) -> Stage:
    """Return how far the words of a match say the deal has come.

    That is the stage of its pattern; a use that is still to come is planned, a contract may be renewed.
    """
    said = cast(Stage, match.clause.gives["stage"])
    if said in ("deploying", "deployed", "expanded"):
        judged = judge(facts, match.sentence, match.start, match.end).value
        if judged in ("planned", "conditional") or _to_come(match):
            return "planned"
        return "deploying" if said == "deployed" and _goes_on(match) else said
    if said != "contracted":
        return said
    deal = match.first("deal")
    first, last = match.start - match.sentence.start, (deal.end if deal else match.end) - match.sentence.start
    text = match.sentence.text
    renewed = _RENEWAL.search(text, max(0, first - 25), last) or _RENEWED_LATER.match(text, last)
    return "renewed" if renewed else said


def _to_come(match: Match) -> bool:
    """Tell whether the verb is an infinitive: "decided to implement"."""
    before = match.sentence.text[: match.start - match.sentence.start]
    return before.lower().endswith("to ") and match.clause.voice is not None


def _goes_on(match: Match) -> bool:
    """Tell whether a verb of deploying says that it goes on: "is installing", "Contoso Air Deploys", not "uses"."""
    first = (
        match.sentence.text[match.start - match.sentence.start : match.end - match.sentence.start].split()[0].lower()
    )
    return any(first in (forms[1], forms[4]) for forms in map(verb_forms().__getitem__, _DEPLOYING))
