"""The events of a type that the user's own pattern file declares: what its patterns match, merged by its identity.

No rules of one type stand here: a match is a statement, statements that agree in the identifying roles are one event,
and a role that one statement leaves open is taken from the next.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.declaration import ISSUER, Declaration
from extract.facts.model import Entity, Fact, Facts
from extract.facts.when import happened
from extract.matching import Match
from extract.schema import DeclaredEvent, Evidence, FactValue, RoleValue


@dataclass(slots=True)
class _Statement:
    """A match: the facts in its roles, with the issuer where the pattern puts it, and what it gives besides."""

    match: Match
    roles: dict[str, list[Fact]]
    constants: dict[str, str | bool | float] = field(default_factory=dict)


def find(declaration: Declaration, facts: Facts, matches: list[Match]) -> list[DeclaredEvent]:
    """Return the events of a declared type, in the order in which the text first states them."""
    told: dict[tuple[str, ...], list[_Statement]] = {}
    for match in matches:
        statement = _statement(declaration, match, facts)
        told.setdefault(_identity(declaration, statement), []).append(statement)
    return [_event(declaration, statements, facts) for statements in told.values()]


def _statement(declaration: Declaration, match: Match, facts: Facts) -> _Statement:
    gives = match.clause.gives
    issuer = facts.issuer.mentions[:1] if facts.issuer else []
    assumed = {role: issuer for role in declaration.roles if gives.get(role) == ISSUER and issuer}
    constants = {key: value for key, value in gives.items() if key in declaration.constants}
    return _Statement(match, {**assumed, **match.roles}, constants)


def _identity(declaration: Declaration, statement: _Statement) -> tuple[str, ...]:
    """Return what tells the event of a statement from others; without identifying roles, where it stands."""
    names = [
        "\x1f".join(map(_name, statement.roles.get(role, []))) or str(statement.constants.get(role, ""))
        for role in declaration.identity
    ]
    return tuple(names) or (str(statement.match.sentence.start),)


def _name(fact: Fact) -> str:
    return fact.value.name if isinstance(fact.value, Entity) else " ".join(fact.text.casefold().split())


def _event(declaration: Declaration, told: list[_Statement], facts: Facts) -> DeclaredEvent:
    """Make one event of the statements that tell of it; the one that fills most roles is its main evidence."""
    told = sorted(told, key=lambda statement: (-len(statement.roles), statement.match.start))
    factuality, date = happened(facts, [(one.match.sentence, one.match.start, one.match.end) for one in told])
    roles: dict[str, RoleValue | None] = {}
    for name, role in declaration.roles.items():
        held = [fact for statement in told for fact in statement.roles.get(name, [])]
        filled = [_logged(fact) for fact in _distinct(held)]
        roles[name] = filled if role.many else next(iter(filled), None)
    for key in declaration.constants:
        roles[key] = next((one.constants[key] for one in told if key in one.constants), None)
    return DeclaredEvent.model_validate({
        "type": declaration.event, "document": facts.release.document, "evidence": _evidence(told), "date": date,
        "factuality": factuality, **roles,
    })  # fmt: skip


def _evidence(told: list[_Statement]) -> list[Evidence]:
    """Return the passages, each once, with the first pattern that found it."""
    passages: dict[int, Evidence] = {}
    for match in (statement.match for statement in told):
        passages.setdefault(match.sentence.start, match.sentence.evidence(match.pattern.id))
    return [*passages.values()]


def _distinct(held: list[Fact]) -> list[Fact]:
    """Return one fact for each name, in their order: where the text names it, not "it" or "the Company"."""
    by_name: dict[str, Fact] = {}
    for fact in held:
        if by_name.setdefault(_name(fact), fact).anaphor and not fact.anaphor:
            by_name[_name(fact)] = fact
    return [*by_name.values()]


def _logged(fact: Fact) -> FactValue:
    match fact.kind:
        case "MONEY" | "COUNT" | "PERCENT":
            return fact.amount()
        case "DATE":
            return fact.when()
        case "PERIOD":
            return fact.period()
        case _:
            return fact.mention()
