"""Statements about securities offerings: what one trigger of ``patterns/securities_offering.toml`` says in its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import cast

from extract.events.securities_offering import security as offering_security
from extract.events.securities_offering import terms as offering_terms
from extract.events.securities_offering.security import ALL_CLASSES, SHARES, Security
from extract.events.securities_offering.terms import Field, Stage, StageCue
from extract.facts.model import Entity, Fact, Facts, Sentence
from extract.matching import Match
from extract.schema import OfferingKind
from extract.wordlists import alternatives, vocabulary

_RAISED = frozenset({"price_per_share", "gross_proceeds", "net_proceeds", "proceeds", "principal", "size"})
# 'initial public offering (the "IPO")': a term in its definition says nothing new.
_DEFINED = re.compile(r"\((?:the|this)?\s*[\"“][^\"”()]{0,30}$", re.IGNORECASE)
# "the IPO (the “Offering”) by its majority-owned subsidiary Acme", "private placement for Acme", "IPO of Acme"
_OF_ISSUER = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:for|of|by)\s+(?:(?!(?:to|with|from|in|through|at|investors?|funds?)\b)[a-z-]+\s+){0,4}"
)
_OF = re.compile(
    r"\s+of\s+(?!(?:the|these|those|such|this)\s)", re.IGNORECASE
)  # "the offering of the notes" names none anew
# "Smith LLP represented Acme in its offering": the client is who sells.
_CLIENT = re.compile(
    r"\b(?:represent(?:s|ed|ing)|advis(?:es|ed|ing)|counsel to|advis[eo]r to)\s+(?:the\s+)?$", re.IGNORECASE
)
_OWNER = re.compile(r"[’']s?\s+(?:[\w-]+\s+){0,3}|\s+")  # "Acme’s proposed IPO", "Acme IPO"
# "investors have agreed to purchase from Acme"
_FROM_ISSUER = re.compile(
    r"\b(?:purchased?|acquired?|bought|subscribed?) (?:directly )?from\s+(?:the\s+)?$", re.IGNORECASE
)


@dataclass(slots=True)
class Statement:
    """What one trigger says of an offering; ``opens`` is false for what only adds to one ("the offering").

    ``manner`` is how the security is sold, ``amounts`` are the amounts of the sentence that belong to this statement.
    """

    match: Match
    manner: OfferingKind | None
    security: Security | None
    stage: StageCue | None
    issuer: Fact | None
    opens: bool
    amounts: list[tuple[Field, Fact]] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """What the security can be: an IPO without a security named is of shares."""
        if self.security:
            return self.security.classes
        return SHARES if self.manner in ("ipo", "follow_on", "at_the_market") else ALL_CLASSES

    @property
    def sentence(self) -> Sentence:
        """The sentence that states it."""
        return self.match.sentence


def read(matches: Iterable[Match], facts: Facts) -> list[Statement]:
    """Return the statements of a release in text order, each with its amounts."""
    told = [match for match in matches if not _DEFINED.search(_before(match))]
    if not any(map(_opens, told)):
        return []
    found = [_read(match, facts) for match in told]
    statements = _without_overlaps([s for s in found if s.opens or s.match.clause.gives.get("opens") is False])
    _share_amounts(statements, facts)
    return statements


def _opens(match: Match) -> bool:
    """Tell whether a trigger names an offering: by how it is sold, or with a security beside it."""
    gives = match.clause.gives
    if gives.get("opens") is False:
        return False
    return "kind" in gives or offering_security.beside(match.sentence, match.start, match.end) is not None


def _before(match: Match) -> str:
    return match.sentence.text[max(0, match.start - match.sentence.start - 40) : match.start - match.sentence.start]


def _without_overlaps(statements: list[Statement]) -> list[Statement]:
    """Keep the longest of triggers that overlap ("initial public offering" over "offering"), in text order."""
    kept: list[Statement] = []
    for group in _by_sentence(statements):
        chosen: list[Statement] = []
        for statement in sorted(group, key=_precedence):
            match = statement.match
            if all(match.end <= other.match.start or other.match.end <= match.start for other in chosen):
                chosen.append(statement)
        kept.extend(sorted(chosen, key=lambda s: s.match.start))
    return kept


def _precedence(statement: Statement) -> tuple[bool, int, int, bool]:
    """Order triggers that overlap: what says of what an offering is, then the longest."""
    match = statement.match
    return not _names_anew(statement), match.start - match.end, match.start, not statement.opens


def _names_anew(statement: Statement) -> bool:
    """Tell whether a trigger says what is offered: of "its offering of 8,000,000 shares" the words "offering of" do."""
    return (
        statement.opens
        and _OF.match(statement.sentence.text, statement.match.end - statement.sentence.start) is not None
    )


def _by_sentence(statements: list[Statement]) -> list[list[Statement]]:
    groups: dict[int, list[Statement]] = {}
    for statement in statements:
        groups.setdefault(statement.sentence.start, []).append(statement)
    return list(groups.values())


def _read(match: Match, facts: Facts) -> Statement:
    gives, sentence = match.clause.gives, match.sentence
    security = offering_security.beside(sentence, match.start, match.end)
    stage = offering_terms.stage(sentence, match.start, match.end)
    if "stage" in gives and not offering_terms.blocked(sentence.text, match.start - sentence.start):
        stage = StageCue(cast("Stage", gives["stage"]), match.start, match.end)
    manner = cast("OfferingKind | None", gives.get("kind"))
    return Statement(match, manner, security, stage, _issuer(match, facts), _opens(match))


def _issuer(match: Match, facts: Facts) -> Fact | None:
    """Return the issuer as the sentence names it.

    It is the trigger's subject, whom the offering is of or for or bought from, its owner, the release's issuer, or the
    name nearest to the trigger that is not in a phrase.
    """
    if subject := match.first("issuer"):
        return subject
    sentence, offset = match.sentence, match.sentence.start
    for fact in facts.within(match.end, sentence.end, "ORG"):
        if _OF_ISSUER.fullmatch(sentence.text, match.end - offset, fact.start - offset):
            return None if offering_security.named(fact.text) else fact
    for fact in facts.within(max(offset, match.start - 80), match.start, "ORG", "NAME"):
        if _OWNER.fullmatch(sentence.text, fact.end - offset, match.start - offset):
            return fact
    named = list(facts.within(offset, match.start, "ORG"))
    sold = [fact for fact in named if _behind(_FROM_ISSUER, fact, sentence)]
    clients = [fact for fact in facts.within(offset, match.start, "ORG", "NAME") if _behind(_CLIENT, fact, sentence)]
    own = [fact for fact in named if isinstance(fact.value, Entity) and fact.value.is_issuer]
    free = [fact for fact in named if not _behind(_governed(), fact, sentence)]
    return next(iter([*sold, *clients, *own, *reversed(free)]), None)


def _behind(words: re.Pattern[str], fact: Fact, sentence: Sentence) -> bool:
    start = fact.start - sentence.start
    return words.search(sentence.text, max(0, start - 60), start) is not None


@cache
def _governed() -> re.Pattern[str]:
    """Match in front of a name that is in a phrase: "with Acme", "of Ohio’s Acme"; "and Acme" goes with the name before it."""
    words = alternatives([*vocabulary("prepositions"), "and", "than", "as"])
    return re.compile(rf"\b{words}\s+(?:(?:the|its)\s+)?(?:\S+[’']s?\s+)?$", re.IGNORECASE)


def _share_amounts(statements: list[Statement], facts: Facts) -> None:
    """Give each amount of a sentence to the statement nearest to it, one that opens an offering if there is any.

    A price belongs to what stands before it: "shares at $50.00 and a concurrent offering of notes".
    """
    for group in _by_sentence(statements):
        amounts = list(offering_terms.fields(group[0].sentence, facts))
        raises = any(name in _RAISED for name, _ in amounts)
        for statement in group:
            statement.opens = statement.opens and (raises or not _needs_money(statement))
        openers = [s for s in group if s.opens] or group
        for name, fact in amounts:
            earlier = [s for s in openers if s.match.end <= fact.start] if name == "price_per_share" else []
            nearest = min(earlier or openers, key=lambda s: max(fact.start - s.match.end, s.match.start - fact.end))
            nearest.amounts.append((name, fact))


def _needs_money(statement: Statement) -> bool:
    """Tell whether a statement is of an offering only where money is raised: "units" may be goods, "shares" traded."""
    security = statement.security
    if "act" in statement.match.clause.gives:
        return True
    return statement.manner is None and security is not None and (security.warrant or security.plain)
