"""Securities offerings: one event for each class of security that a release says is sold.

A statement (`statements`) is what one sentence says of an offering: its stage, security, issuer and amounts. Statements
about the same offering are gathered into one event: the furthest stage wins, and every amount fills its field once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, cast

from extract.events.securities_offering import details
from extract.events.securities_offering import security as offering_security
from extract.events.securities_offering.security import ALL_CLASSES, SHARES, Security
from extract.events.securities_offering.statements import Statement, read
from extract.events.securities_offering.terms import STAGES, Stage, StageCue
from extract.facts.factuality import judge
from extract.facts.model import Entity, Fact, Facts, Sentence
from extract.facts.when import event_date
from extract.matching import Match
from extract.schema import Evidence, Factuality, Mention, OfferingKind, SecuritiesOffering, When

_PUBLIC = frozenset({"public_offering", "follow_on", "ipo"})
_PRONOUNS = frozenset({"it", "its", "we", "our"})
_NAME_WORD = re.compile(r"\w+")
_HEADLINE = ("headline", "subheadline")


@dataclass(slots=True)
class _Offering:
    """The statements about one offering, in text order, and what they say together.

    ``classes`` is what the security can be by all of its names, ``manner`` how it is sold in the most telling word (an IPO
    is a public offering too), ``issuer`` who sells it, by name where a statement has one.
    """

    statements: list[Statement] = field(default_factory=list)
    classes: frozenset[str] = ALL_CLASSES
    manner: OfferingKind | None = None
    issuer: Fact | None = None
    issuers: list[Fact] = field(default_factory=list)  # one for each entity that a statement names
    money: set[float] = field(default_factory=set)
    has_amounts: bool = False

    def add(self, statement: Statement) -> None:
        """Take in a statement that is about this offering."""
        self.statements.append(statement)
        self.money.update(fact.value.amount for _, fact in statement.amounts if fact.kind == "MONEY")
        self.has_amounts = self.has_amounts or bool(statement.amounts)
        if not statement.opens:
            return
        self.classes &= statement.classes
        if self.manner in (None, "public_offering"):
            self.manner = statement.manner or self.manner
        if issuer := statement.issuer:
            if self.issuer is None or (self.issuer.anaphor and not issuer.anaphor):
                self.issuer = issuer
            if all(issuer.value is not known.value for known in self.issuers):
                self.issuers.append(issuer)

    def agrees(self, other: Statement) -> bool:
        """Tell whether a statement may be about this offering: issuer, class of security and manner of sale fit.

        An amount of money that was said before fits whatever the issuer is called.
        """
        if not self.classes & other.classes:
            return False
        manners = {self.manner, other.manner}
        if None not in manners and len(manners) == 2 and not manners <= _PUBLIC:
            return False
        issuer = other.issuer
        if not self.issuers or issuer is None or any(_same(known, issuer) for known in self.issuers):
            return True
        return any(fact.kind == "MONEY" and fact.value.amount in self.money for _, fact in other.amounts)

    @property
    def stage(self) -> tuple[Statement, StageCue]:
        """The furthest stage and the statement of it; news without a cue is proposed, what is mentioned in passing done."""
        staged = [(s, s.stage) for s in self.statements if s.stage]
        if staged:
            return max(staged, key=lambda found: STAGES.index(found[1].value))
        opener = self.statements[0]
        value: Stage = "proposed" if _leads(opener) else "completed"
        return opener, StageCue(value, opener.match.start, opener.match.end)


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
    offerings = _gather(read(matches, facts))
    return [event for offering in offerings if (event := _event(offering, facts, alone=len(offerings) == 1))]


def _gather(statements: list[Statement]) -> list[_Offering]:
    """Put the statements about one offering together; what opens none adds to the last offering with an amount.

    An offering without an issuer of its own has that of the one before it ("a concurrent private placement").
    """
    offerings: list[_Offering] = []
    current: _Offering | None = None
    for statement in statements:
        if statement.opens:
            statement.issuer = statement.issuer or (current.issuer if current else None)
            offering = next((known for known in offerings if known.agrees(statement)), None)
            if offering is None:
                offering = _Offering()
                offerings.append(offering)
            offering.add(statement)
            if current is None or offering.has_amounts:
                current = offering
        elif current:
            current.add(statement)
    return offerings


def _event(offering: _Offering, facts: Facts, *, alone: bool) -> SecuritiesOffering | None:
    """Make the event, or None for a mere mention: no amount is said, and it is not the release's news."""
    issuer = _issuer_mention(offering, facts)
    amounts = [(name, fact, s.sentence) for s in offering.statements for name, fact in s.amounts]
    figures = details.figures(amounts)
    if issuer is None or _is_history(offering) or not (figures or (alone and _is_news(offering))):
        return None
    statement, cue = offering.stage
    sentences = list({s.sentence.start: s.sentence for s in offering.statements}.values())
    security = _security(offering, figures)
    return SecuritiesOffering(
        document=facts.release.document,
        evidence=_evidence(offering, figures),
        date=_date(offering, facts),
        factuality=_factuality(facts, statement.sentence, cue),
        issuer=issuer,
        security=security,
        kind=_kind(offering, has_coupon="coupon" in figures),
        stage=cue.value,
        due=details.due(security, facts),
        underwriters=details.underwriters(sentences, facts, issuer.name or issuer.text),
        use_of_proceeds=details.use_of_proceeds(sentences),
        consistent=details.consistent(figures),
        **cast("dict[str, Any]", figures),
    )


def _date(offering: _Offering, facts: Facts) -> When | None:
    """Return the first date that a statement of the stage gives."""
    statement, stage = offering.stage
    cues = [(s.sentence, s.stage) for s in offering.statements if s.stage and s.stage.value == stage.value]
    cues = cues or [(statement.sentence, stage)]
    dates = (event_date(facts, sentence, cue.start, cue.end) for sentence, cue in cues)
    return next((date for date in dates if date), None)


def _is_news(offering: _Offering) -> bool:
    """Tell whether headline or lede announce the offering: they say its stage and name the security."""
    return any(s.stage and s.security and s.opens and _leads(s) for s in offering.statements)


def _is_history(offering: _Offering) -> bool:
    """Tell whether an offering of a kind that releases like to recall, a round of funding, is not the release's news."""
    rounds = [s for s in offering.statements if s.opens and "news" in s.match.clause.gives]
    return bool(rounds) and not any(_leads(statement) and statement.amounts for statement in rounds)


def _leads(statement: Statement) -> bool:
    return statement.sentence.section in _HEADLINE or statement.sentence.paragraph <= 1


def _factuality(facts: Facts, sentence: Sentence, cue: StageCue) -> Factuality:
    """A proposal is planned whatever its verb; what is priced or closed happened, or happened long ago."""
    judged = judge(facts, sentence, cue.start, cue.end)
    if cue.value == "proposed":
        return judged if judged.value in ("planned", "conditional", "denied") else Factuality(value="planned")
    return judged if judged.value in ("historical", "denied") else Factuality()


def _kind(offering: _Offering, *, has_coupon: bool) -> OfferingKind:
    """Return what is sold where it is debt or preferred (shares with a coupon are), else how it is sold."""
    classes = offering.classes
    kinds: dict[frozenset[str], OfferingKind] = {
        frozenset({"convertible_notes"}): "convertible_notes",
        frozenset({"notes"}): "notes",
        frozenset({"notes", "convertible_notes"}): "notes",
        frozenset({"preferred"}): "preferred",
    }
    if has_coupon and classes == SHARES:
        return "preferred"
    return kinds.get(classes) or offering.manner or "public_offering"


def _security(offering: _Offering, figures: dict[str, Any]) -> Mention:
    """Return the security by its fullest name, with that of the shares counted, or else the words that name the offering."""
    shares = figures["shares"].start if "shares" in figures else None
    named = [s.security for s in offering.statements if s.security and s.security.classes & offering.classes]
    counted = [
        security
        for s in offering.statements
        for name, fact in s.amounts
        if name == "shares"
        and fact.start == shares
        and (security := offering_security.of_count(s.sentence, fact.start, fact.end))
    ]
    if named or counted:
        return min([*counted, *named], key=_telling).mention
    match = offering.statements[0].match
    text = match.sentence.text[match.start - match.sentence.start : match.end - match.sentence.start]
    return Mention(text=text, start=match.start, end=match.end)


def _telling(security: Security) -> tuple[bool, bool, bool, bool, int]:
    """Order names of a security, the most telling first: "3.300% Senior Notes due 2050", "common stock", "shares".

    "Units" are what is sold, whatever shares and warrants they hold.
    """
    name = security.mention.text
    return (
        security.warrant,
        "%" not in name and " due " not in name,
        name.lower() != "units",
        security.plain,
        -len(name),
    )


def _issuer_mention(offering: _Offering, facts: Facts) -> Mention | None:
    if offering.issuer:
        return offering.issuer.mention()
    if facts.issuer and facts.issuer.mentions:
        return facts.issuer.mentions[0].mention()
    name = facts.release.document.issuer.name
    start = facts.release.text.find(name) if name else -1
    return Mention(text=name, start=start, end=start + len(name)) if name and start >= 0 else None


def _evidence(offering: _Offering, figures: dict[str, Any]) -> list[Evidence]:
    """Return the sentences that open the offering or give one of its figures, the first that opens it in front."""
    used = {figure.start for figure in figures.values()}
    found: dict[int, Evidence] = {}
    for statement in sorted(offering.statements, key=lambda s: not s.opens):
        sentence = statement.sentence
        if statement.opens or any(fact.start in used for _, fact in statement.amounts):
            found.setdefault(sentence.start, sentence.evidence(statement.match.pattern.id))
    return list(found.values())
