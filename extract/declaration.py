"""An event type of the user's own, as its pattern file declares it: which roles there are, and what each can hold.

A file outside the package declares a type by its name, and its roles with the kinds of fact that fit them::

    event = "site_opening"
    identity = ["owner", "place"]

    [roles]
    owner = ["ORG"]
    place = ["PLACE"]
    cost = ["MONEY"]

The kinds decide what the log holds: MONEY money, COUNT and PERCENT a quantity, DATE a date, PERIOD a reporting period,
all others a mention. A role of which some slot takes ``many`` is a list, any other one value or null. What patterns say
under ``gives`` are keys of the event as well; ``gives.owner = "issuer"`` puts the issuer where a sentence leaves the
role open. Two passages tell of one event when they agree in the roles of ``identity``: those named, else those that
every pattern requires.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, Literal

from pydantic import create_model

from extract.errors import PatternError
from extract.patternset import Frame, PatternFile
from extract.schema import Event, Mention, Money, Period, Quantity, When

ISSUER = "issuer"

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_SHAPES: dict[str, type[Mention | When]] = {
    "MONEY": Money, "COUNT": Quantity, "PERCENT": Quantity, "DATE": When, "PERIOD": Period,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Role:
    """What a role can hold: facts of these kinds, one or a list."""

    kinds: tuple[str, ...]
    many: bool


@dataclass(frozen=True, slots=True)
class Declaration:
    """An event type: its name, its roles, the constants that its patterns give, the roles that tell events apart."""

    event: str
    roles: dict[str, Role]
    constants: dict[str, tuple[str | bool | float, ...]]
    identity: tuple[str, ...]


def declare(file: PatternFile, name: str) -> Declaration:
    """Return the event type that a pattern file declares; raise `PatternError` naming the file ``name``, id and key."""
    if not _NAME.fullmatch(file.event):
        raise PatternError(f"{name}: event: '{file.event}': a type is named in small letters, like site_opening")
    for role in file.roles:
        _check_name(role, f"{name}: roles.{role}")
    for pattern in file.pattern:
        for clause in pattern.clauses:
            _check(clause, file, f"{name}: pattern {pattern.id}")
    roles = {role: _role(role, file) for role in file.roles}
    constants = _constants(file)
    if strange := [role for role in file.identity if role not in {*roles, *constants}]:
        raise PatternError(f"{name}: identity: no such role: {', '.join(strange)}; there are {', '.join(roles)}")
    return Declaration(file.event, roles, constants, tuple(file.identity or _always_required(file)))


def shape(declaration: Declaration) -> type[Event]:
    """Return the type's events as a pydantic model, of which the JSON Schema is made."""
    fields: dict[str, Any] = {"type": (Literal[declaration.event], ...)}
    for name, role in declaration.roles.items():
        held = reduce(or_, dict.fromkeys(_SHAPES.get(kind, Mention) for kind in role.kinds))
        fields[name] = (list[held], ...) if role.many else (held | None, ...)  # type: ignore[valid-type]
    for name, values in declaration.constants.items():
        words = all(isinstance(value, str) for value in values)
        held = reduce(or_, dict.fromkeys(map(type, values)))
        fields[name] = (Literal[*values, None] if words else held | None, ...)
    return create_model(declaration.event, __base__=Event, __doc__="Declared by a pattern file.", **fields)


def _check_name(key: str, where: str) -> None:
    if not _NAME.fullmatch(key) or key in Event.model_fields:
        raise PatternError(
            f"{where}: cannot be the name of a role; every event has the keys {', '.join(Event.model_fields)}"
        )


def _check(clause: Frame, file: PatternFile, where: str) -> None:
    for role in clause.slots:
        if role not in file.roles:
            raise PatternError(f"{where}: slots.{role}: is not declared; add {role} = [kinds of fact] under [roles]")
    for key, value in clause.gives.items():
        if key not in file.roles:
            _check_name(key, f"{where}: gives.{key}")
        elif value != ISSUER or "ORG" not in file.roles[key]:
            raise PatternError(
                f'{where}: gives.{key}: is a role; only one that takes an ORG can be given, as "{ISSUER}"'
            )


def _role(role: str, file: PatternFile) -> Role:
    slots = [slot for clause in _clauses(file) for slot in clause.slots.get(role, [])]
    kinds = dict.fromkeys([*file.roles[role], *(kind for slot in slots for kind in slot.fact)])
    return Role(tuple(kinds), many=any(slot.many for slot in slots))


def _constants(file: PatternFile) -> dict[str, tuple[str | bool | float, ...]]:
    given: dict[str, dict[str | bool | float, None]] = {}
    for clause in _clauses(file):
        for key, value in clause.gives.items():
            if key not in file.roles:
                given.setdefault(key, {})[value] = None
    return {key: tuple(values) for key, values in given.items()}


def _always_required(file: PatternFile) -> list[str]:
    required = [{role for role, slots in clause.slots.items() if slots[0].required} for clause in _clauses(file)]
    return [role for role in file.roles if required and all(role in roles for roles in required)]


def _clauses(file: PatternFile) -> list[Frame]:
    return [clause for pattern in file.pattern for clause in pattern.clauses]
