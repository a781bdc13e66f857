"""Securities offerings: sentences that name one, gathered into one event for each class of security.

The trigger of a pattern names an offering or an act of selling. With the security beside it, the stage and the issuer,
that makes a `_Statement`; statements about the same offering make an event, and the amounts that the words around them tie
to it fill its fields. Which words do that is the matter of `offering_terms`, `offering_security` and `offering_details`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, cast

from extract.events import offering_details, offering_security, offering_terms
from extract.events.offering_security import Security
from extract.events.offering_terms import STAGES, Field, Stage, StageCue
from extract.facts.factuality import judge
from extract.facts.model import Entity, Fact, Facts, Sentence
from extract.facts.when import event_date
from extract.matching import Match
from extract.schema import Evidence, Factuality, Mention, OfferingKind, SecuritiesOffering, When

# "with Acme", "of Ohio’s Acme": the name is in a phrase; "and Acme" goes with the name before it.
_GOVERNED = re.compile(
    r"\b(?:with|by|from|to|for|of|in|at|through|under|via|and|than|as)\s+(?:(?:the|its)\s+)?(?:\S+[’']s?\s+)?$",
    re.IGNORECASE,
)
# 'initial public offering (the "IPO")': a term in its definition says nothing new.
_DEFINED = re.compile(r"\((?:the|this)?\s*[\"“][^\"”()]{0,30}$", re.IGNORECASE)
_PUBLIC = frozenset({"public_offering", "follow_on", "ipo"})
# "the IPO (the “Offering”) by its majority-owned subsidiary Youdao", "private placement for Acme", "IPO of Acme"
_OF_ISSUER = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:for|of|by)\s+(?:(?!(?:to|with|from|in|through|at|investors?|funds?)\b)[a-z-]+\s+){0,4}"
)
# "Acme’s proposed IPO", "Acme IPO"
_OWNER = re.compile(r"[’']s?\s+(?:[\w-]+\s+){0,3}|\s+")
_FROM_ISSUER = re.compile(
    r"\b(?:purchased?|acquired?|bought|subscribed?) (?:directly )?from\s+(?:the\s+)?$", re.IGNORECASE
)
_PRONOUNS = frozenset({"it", "its", "we", "our"})
_NAME_WORD = re.compile(r"\w+")
_RAISED = frozenset({"price_per_share", "gross_proceeds", "net_proceeds", "proceeds", "principal", "size"})
_HEADLINE = ("headline", "subheadline")


@dataclass(slots=True)
class _Statement:
    """What one trigger says of an offering; ``opens`` is false for what only adds to one ("the offering")."""

    match: Match
    manner: OfferingKind | None
    security: Security | None
    stage: StageCue | None
    issuer: Fact | None
    opens: bool
    amounts: list[tuple[Field, Fact]] = field(default_factory=list)

    @property
    def sentence(self) -> Sentence:
        """The sentence that states it."""
        return self.match.sentence


@dataclass(slots=True)
class _Offering:
    """The statements about one offering, in text order; the first of them opens it."""

    statements: list[_Statement]

    @property
    def manner(self) -> OfferingKind | None:
        """How the security is sold, in the most telling word: an IPO is a public offering too."""
        manners = [s.manner for s in self.statements if s.manner]
        return next((manner for manner in manners if manner != "public_offering"), manners[0] if manners else None)

    @property
    def classes(self) -> frozenset[str]:
        """What the security can be, by all of its names."""
        left = frozenset({"equity", "preferred", "notes", "convertible_notes"})
        for statement in self.statements:
            if statement.opens and statement.security:
                left &= statement.security.classes
        return left

    @property
    def issuer(self) -> Fact | None:
        """Who issues it, by name where a statement has one."""
        issuers = [s.issuer for s in self.statements if s.issuer and s.opens]
        return next((issuer for issuer in issuers if not issuer.anaphor), issuers[0] if issuers else None)

    @property
    def stage(self) -> _Statement | None:
        """The statement of the furthest stage."""
        staged = [s for s in self.statements if s.stage]
        return max(staged, key=lambda s: STAGES.index(s.stage.value) if s.stage else 0, default=None)

    def agrees(self, other: _Statement) -> bool:
        """Tell whether a statement may be about this offering: issuer, class of security and manner of sale fit."""
        if other.security and not self.classes & other.security.classes:
            return False
        manners = {self.manner, other.manner}
        if None not in manners and len(manners) == 2 and not manners <= _PUBLIC:
            return False
        one, two = self.issuer, other.issuer
        return one is None or two is None or _same(one, two) or self._repeated_by(other)

    def _repeated_by(self, other: _Statement) -> bool:
        """Tell whether a statement gives an amount of money that one of this offering's gives too."""
        said = {fact.value.amount for s in self.statements for _, fact in s.amounts if fact.kind == "MONEY"}
        return any(fact.kind == "MONEY" and fact.value.amount in said for _, fact in other.amounts)


def _same(one: Fact, two: Fact) -> bool:
    """Tell whether two facts name one company: one entity, or one name within the other ("Acme", "Acme Hydrogen Corp.")."""
    if not (isinstance(one.value, Entity) and isinstance(two.value, Entity)):
        return True
    if {one.text.lower(), two.text.lower()} & _PRONOUNS:  # what "it" stands for is no proof of another issuer
        return True
    first, second = (set(_NAME_WORD.findall(name.lower())) for name in (one.value.name, two.value.name))
    return first <= second or second <= first


def find(facts: Facts, matches: list[Match]) -> list[SecuritiesOffering]:
    """Return the offerings of a release, one for each class of security, in text order."""
    read = [_read(match, facts) for match in matches if not _DEFINED.search(_before(match))]
    statements = _without_overlaps([s for s in read if s.opens or s.match.pattern.gives.get("opens") is False])
    _share_amounts(statements, facts)
    offerings = _gather(statements)
    return [event for offering in offerings if (event := _event(offering, facts, alone=len(offerings) == 1))]


def _before(match: Match) -> str:
    return match.sentence.text[max(0, match.start - match.sentence.start - 40) : match.start - match.sentence.start]


def _without_overlaps(statements: list[_Statement]) -> list[_Statement]:
    """Keep the longest of triggers that overlap ("initial public offering" over "offering"), in text order."""
    kept: list[_Statement] = []
    for statement in sorted(statements, key=lambda s: (s.match.start - s.match.end, s.match.start, not s.opens)):
        match = statement.match
        if all(match.end <= other.match.start or other.match.end <= match.start for other in kept):
            kept.append(statement)
    return sorted(kept, key=lambda s: s.match.start)


def _read(match: Match, facts: Facts) -> _Statement:
    gives, sentence = match.pattern.gives, match.sentence
    security = offering_security.beside(sentence, match.start, match.end)
    opens = gives.get("opens") is not False and ("kind" in gives or security is not None)
    stage = offering_terms.stage(sentence, match.start, match.end)
    if "stage" in gives and not offering_terms.blocked(sentence.text, match.start - sentence.start):
        stage = StageCue(cast("Stage", gives["stage"]), match.start, match.end)
    return _Statement(
        match, cast("OfferingKind | None", gives.get("kind")), security, stage, _issuer(match, facts), opens
    )


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
    sold = [fact for fact in named if _FROM_ISSUER.search(sentence.text, 0, fact.start - offset)]
    own = [fact for fact in named if isinstance(fact.value, Entity) and fact.value.is_issuer]
    free = [fact for fact in named if not _GOVERNED.search(sentence.text, 0, fact.start - offset)]
    return next(iter([*sold, *own, *reversed(free)]), None)


def _share_amounts(statements: list[_Statement], facts: Facts) -> None:
    """Give each amount of a sentence to the statement nearest to it, one that opens an offering if there is any."""
    by_sentence: dict[int, list[_Statement]] = {}
    for statement in statements:
        by_sentence.setdefault(statement.sentence.start, []).append(statement)
    for group in by_sentence.values():
        amounts = list(offering_terms.fields(group[0].sentence, facts))
        raises = any(name in _RAISED for name, _ in amounts)
        for statement in group:
            statement.opens = statement.opens and (raises or not _needs_money(statement))
        openers = [s for s in group if s.opens] or group
        for name, fact in amounts:
            nearest = min(openers, key=lambda s: max(fact.start - s.match.end, s.match.start - fact.end))
            nearest.amounts.append((name, fact))


def _gather(statements: list[_Statement]) -> list[_Offering]:
    """Put the statements about one offering together; what opens none adds to the offering spoken of before it.

    An offering without an issuer of its own has that of the one before it ("a concurrent private placement").
    """
    offerings: list[_Offering] = []
    current: _Offering | None = None
    for statement in statements:
        if statement.opens:
            statement.issuer = statement.issuer or (current.issuer if current else None)
            current = next((offering for offering in offerings if offering.agrees(statement)), None)
            if current is None:
                current = _Offering([])
                offerings.append(current)
        if current:
            current.statements.append(statement)
    return offerings


def _needs_money(statement: _Statement) -> bool:
    """Tell whether a statement is of an offering only where money is raised: "units" may be goods, "shares" traded."""
    security = statement.security
    if "act" in statement.match.pattern.gives:
        return True
    return statement.manner is None and security is not None and (security.warrant or security.plain)


def _event(offering: _Offering, facts: Facts, *, alone: bool) -> SecuritiesOffering | None:
    """Make the event, or None for a mere mention: no amount is said, and it is not the release's news."""
    issuer = _issuer_mention(offering, facts)
    amounts = [(name, fact, s.sentence) for s in offering.statements for name, fact in s.amounts]
    figures = offering_details.figures(amounts)
    if issuer is None or not (figures or (alone and _is_news(offering))):
        return None
    staged = offering.stage
    decisive = staged or offering.statements[0]
    unstated: Stage = (
        "proposed" if _leads(decisive) else "completed"
    )  # news is to come, what is mentioned in passing is done
    cue = decisive.stage or StageCue(unstated, decisive.match.start, decisive.match.end)
    sentences = _sentences(offering)
    security = _security(offering)
    bank_issuer = offering.issuer.value if offering.issuer else facts.issuer
    return SecuritiesOffering(
        document=facts.release.document,
        evidence=_evidence(offering, figures),
        date=_date(offering, cue.value, facts),
        factuality=_factuality(facts, decisive.sentence, cue),
        issuer=issuer,
        security=security,
        kind=_kind(offering),
        stage=cue.value,
        due=offering_details.due(security, facts),
        underwriters=offering_details.underwriters(sentences, facts, bank_issuer),
        use_of_proceeds=offering_details.use_of_proceeds(sentences),
        consistent=offering_details.consistent(figures),
        **cast("dict[str, Any]", figures),
    )


def _date(offering: _Offering, stage: Stage, facts: Facts) -> When | None:
    """Return the first date that a statement of the stage gives."""
    cues = [(s.sentence, s.stage) for s in offering.statements if s.stage and s.stage.value == stage]
    dates = (event_date(facts, sentence, cue.start, cue.end) for sentence, cue in cues)
    return next((date for date in dates if date), None)


def _is_news(offering: _Offering) -> bool:
    """Tell whether headline or lede announce the offering: they say its stage and name the security."""
    return any(s.stage and s.security and s.opens and _leads(s) for s in offering.statements)


def _leads(statement: _Statement) -> bool:
    return statement.sentence.section in _HEADLINE or statement.sentence.paragraph <= 1


def _factuality(facts: Facts, sentence: Sentence, cue: StageCue) -> Factuality:
    """A proposal is planned whatever its verb; what is priced or closed happened, or happened long ago."""
    judged = judge(facts, sentence, cue.start, cue.end)
    if cue.value == "proposed":
        return judged if judged.value != "occurred" else Factuality(value="planned")
    return judged if judged.value in ("historical", "denied") else Factuality()


def _kind(offering: _Offering) -> OfferingKind:
    debt: dict[frozenset[str], OfferingKind] = {
        frozenset({"convertible_notes"}): "convertible_notes",
        frozenset({"notes"}): "notes",
        frozenset({"notes", "convertible_notes"}): "notes",
        frozenset({"preferred"}): "preferred",
    }
    return debt.get(offering.classes) or offering.manner or "public_offering"


def _security(offering: _Offering) -> Mention:
    """Return the security by its fullest name, or the words that name the offering where there is none."""
    named = [s.security for s in offering.statements if s.security and s.security.classes & offering.classes]
    for statement in offering.statements:
        for name, fact in statement.amounts:
            if name == "shares" and (counted := offering_security.of_count(statement.sentence, fact.start, fact.end)):
                named.append(counted)
    if named:
        return min(named, key=_telling).mention
    match = offering.statements[0].match
    text = match.sentence.text[match.start - match.sentence.start : match.end - match.sentence.start]
    return Mention(text=text, start=match.start, end=match.end)


def _telling(security: Security) -> tuple[bool, bool, bool, int]:
    """Order names of a security, the most telling first: "3.300% Senior Notes due 2050", "common stock", "shares"."""
    name = security.mention.text
    vague = security.warrant or name.lower() == "securities"
    return vague, "%" not in name and " due " not in name, security.plain, -len(name)


def _issuer_mention(offering: _Offering, facts: Facts) -> Mention | None:
    if offering.issuer:
        return offering.issuer.mention()
    if facts.issuer and facts.issuer.mentions:
        return facts.issuer.mentions[0].mention()
    name = facts.release.document.issuer.name
    start = facts.release.text.find(name) if name else -1
    return Mention(text=name, start=start, end=start + len(name)) if name and start >= 0 else None


def _sentences(offering: _Offering) -> list[Sentence]:
    return list({s.sentence.start: s.sentence for s in offering.statements}.values())


def _evidence(offering: _Offering, figures: dict[str, Any]) -> list[Evidence]:
    """Return the sentences that open the offering or give one of its figures, the first that opens it in front."""
    used = {figure.start for figure in figures.values()}
    found: dict[int, Evidence] = {}
    for statement in sorted(offering.statements, key=lambda s: not s.opens):
        sentence = statement.sentence
        if statement.opens or any(fact.start in used for _, fact in statement.amounts):
            evidence = Evidence(
                text=sentence.text, start=sentence.start, end=sentence.end, section=sentence.section,
                pattern=statement.match.pattern.id,
            )  # fmt: skip
            found.setdefault(sentence.start, evidence)
    return list(found.values())
