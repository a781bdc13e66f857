"""A folder of pattern files of the user's own, outside the package: what ``--patterns DIR`` names.

A file in it whose ``event`` is one of our types adds patterns to it, in the same language and with the roles that the
type has. Any other ``event`` is a type of the user's own, see `extract.declaration`.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from extract import patternset
from extract.declaration import Declaration, declare
from extract.errors import PatternError
from extract.patternset import Frame, Pattern, PatternFile, digest_of, load, read
from extract.schema import EVENT_TYPES
from extract.wordlists import folder, read_toml


class Folder(NamedTuple):
    """A folder of pattern files as it was at one moment: its path, and the digest of what it held."""

    path: str
    digest: str


class PatternSet(NamedTuple):
    """The patterns of all types, ours and the user's own, and the types that the user declares."""

    patterns: dict[str, list[Pattern]]
    declared: dict[str, Declaration]


def open_folder(path: str | Path) -> Folder:
    """Return a folder of pattern files; raise `PatternError` when it cannot be read or has none."""
    root = Path(path)
    if root.is_file():
        raise PatternError(f"{path}: is a file; --patterns takes the folder of pattern files in which it stands")
    if not root.is_dir():
        raise PatternError(f"{path}: there is no such folder; --patterns takes a folder of pattern files")
    if not next(root.glob("*.toml"), None):
        raise PatternError(f"{path}: holds no pattern file; their names end in .toml")
    try:
        return Folder(str(path), digest_of(root))
    except OSError as error:
        raise PatternError(f"{error.filename or path}: cannot be read: {error.strerror}") from None


def digest(own: Folder | None = None) -> str:
    """Return the hex digest of the pattern files of a run: ours, with a folder's those of both."""
    return hashlib.sha256(f"{patternset.digest()}{own.digest}".encode()).hexdigest() if own else patternset.digest()


def load_all(own: Folder | None = None) -> PatternSet:
    """Return our patterns and those of a folder; raise `PatternError` with path, id and key on the first mistake."""
    ours = load()
    patterns, declared, told = dict(ours), {}, dict[str, str]()
    for path in sorted(Path(own.path).glob("*.toml")) if own else ():
        try:
            file, declaration = read_own(path, ours)
        except PatternError as error:
            raise PatternError(f"{path.parent}/{error}") from None
        if file.event in told:
            raise PatternError(f"{path}: event: patterns of {file.event} stand in {told[file.event]} too")
        told[file.event] = path.name
        patterns[file.event] = [*ours.get(file.event, []), *file.pattern]
        if declaration:
            declared[file.event] = declaration
    return PatternSet(patterns, declared)


def read_own(path: Path, ours: dict[str, list[Pattern]]) -> tuple[PatternFile, Declaration | None]:
    """Return a file of the user's, and the type that it declares where it does not add to one of ours.

    Raises `PatternError` with file, id and key on the first mistake.
    """
    file = read(path, {str(table.get("event")): table for table in map(read_toml, sorted(folder().glob("*.toml")))})
    if file.event not in EVENT_TYPES:
        return file, declare(file, path.name)
    _check_addition(file, ours, path.name)
    return file, None


def _check_addition(file: PatternFile, ours: dict[str, list[Pattern]], name: str) -> None:
    """Refuse patterns that the type's module could make no events of."""
    of_type = ours.get(file.event)
    if of_type is None:
        raise PatternError(
            f"{name}: event: {file.event} has no patterns of triggers and slots to add to; {', '.join(ours)} have"
        )
    if file.identity:
        raise PatternError(f"{name}: identity: is for types of your own; {file.event} has its own")
    known = [clause for pattern in of_type for clause in pattern.clauses]
    ids = {pattern.id for pattern in of_type}
    for pattern in file.pattern:
        where = f"{name}: pattern {pattern.id}"
        if pattern.id in ids:
            raise PatternError(f"{where}: id: is that of a pattern of ours; choose another")
        for clause in pattern.clauses:
            _check_clause(clause, known, file.event, where)


def _check_clause(clause: Frame, known: list[Frame], event: str, where: str) -> None:
    roles = {role for other in known for role in other.slots}
    given = {key for other in known for key in other.gives}
    if strange := sorted(clause.slots.keys() - roles):
        raise PatternError(f"{where}: slots.{strange[0]}: no such role; there are {', '.join(sorted(roles))}")
    if strange := sorted(clause.gives.keys() - given):
        raise PatternError(f"{where}: gives.{strange[0]}: no such key; there are {', '.join(sorted(given))}")
    if missing := sorted(key for key in given - clause.gives.keys() if all(key in other.gives for other in known)):
        raise PatternError(f"{where}: gives.{missing[0]}: is missing; every pattern of {event} says it")
    for key, value in clause.gives.items():
        if not _is_known(event, key, value, [other.gives[key] for other in known if key in other.gives]):
            raise PatternError(f"{where}: gives.{key}: {value!r} means nothing to {event}")


def _is_known(event: str, key: str, value: Any, used: list[Any]) -> bool:
    """Tell whether a constant is one that our patterns give, or that the schema of the type allows."""
    if value in used or isinstance(value, bool):
        return True
    field = EVENT_TYPES[event].model_fields.get(key)
    allowed: Any = field.annotation if field else None
    try:
        TypeAdapter(allowed).validate_python(value)
    except ValidationError:
        return False
    return True
