"""Make the folder from which the site is built: the pages of docs/ with the parts filled in that come from the project.

    python docs/pages.py [FOLDER] && zensical build --strict

A page asks for such a part by a mark in a line of its own:

    <!-- roles: customer_deployment -->              the roles of an event type, from its class in extract/schema.py
    <!-- shape: Mention -->                          the fields of a shape, from the same place
    <!-- example: customer_deployment kelvara-2011-02-01 -->      an event of a document of corpus/, with its passage
    <!-- patterns: customer_deployment -->           the patterns of a type with their examples, from patterns/
    <!-- file: CONTRIBUTING.md -->                   a file of the project, without its heading
    <!-- help: run -->                               what a command of press-events says with --help

So nothing that the code or the data say is said a second time by hand.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from typer.testing import CliRunner

from extract import schema
from extract.cli.commands import app

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"

sys.path.insert(0, str(ROOT / "benchmarks"))
from readme import laid_out  # noqa: E402 - a script of another folder: events look the same here as in the README

_MARK = re.compile(r"^<!-- ([\w ]+): (.+?) -->$", re.MULTILINE)
_SHAPES = {name for name, kind in vars(schema).items() if isinstance(kind, type) and issubclass(kind, BaseModel)}


def main(folder: Path) -> None:
    """Write all pages anew."""
    shutil.rmtree(folder, ignore_errors=True)
    for path in sorted(DOCS.rglob("*")):
        target = folder / path.relative_to(DOCS)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".md":
            target.write_text(page(path), "utf-8")
        elif path.suffix in {".svg", ".css"}:
            shutil.copyfile(path, target)


def page(path: Path) -> str:
    """Return the text of a page with its marks replaced by what they ask for."""
    up = "../" * (len(path.relative_to(DOCS).parts) - 1)

    def part(mark: re.Match[str]) -> str:
        if mark[1] not in _PARTS:  # "<!-- needs: jq -->" is for tests/test_docs.py
            return mark[0]
        return _PARTS[mark[1]](*mark[2].split()).replace("](docs/", f"]({up}")

    return _MARK.sub(part, path.read_text("utf-8"))


def roles(event: str) -> str:
    """Return a table of the keys that events of a type have and others have not."""
    shared = {*schema.Event.model_fields}
    return _table(schema.EVENT_TYPES[event], lambda key: key not in shared, up="../")


def shape(name: str) -> str:
    """Return a table of the fields of a shape, those that it has from another one first."""
    return _table(getattr(schema, name), lambda _: True, up="")


def _table(kind: type[BaseModel], wanted: Callable[[str], bool], *, up: str) -> str:
    rows = ["| key | holds | meaning |", "| --- | --- | --- |"]
    for key, field in kind.model_fields.items():
        if wanted(key):
            rows.append(f"| `{key}` | {_holds(field.annotation, up)} | {field.description} |")
    return "\n".join(rows)


def _holds(annotation: Any, up: str) -> str:
    """Say in words what a field can hold: "Mention or null", "list of Mention", "`TM`, `R`, `SM` or null"."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        kinds = [_holds(kind, up) for kind in arguments if kind is not NoneType]
        return " or ".join([*kinds, "null"] if NoneType in arguments else kinds)
    if origin is list:
        return f"list of {_holds(arguments[0], up)}"
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in arguments)
    name = annotation.__name__
    return f"[{name}]({up}log.md#{name.lower()})" if name in _SHAPES else _PLAIN[name]


_PLAIN = {"str": "text", "float": "number", "int": "number", "bool": "true or false"}


def example(event: str, document: str) -> str:
    """Return the event of a type, of those in a document of the corpus, that has most to say, below its passages."""
    lines = (ROOT / "corpus" / document / "events.jsonl").read_text("utf-8").splitlines()
    found = [one for one in map(json.loads, lines) if one["type"] == event]
    chosen = max(found, key=lambda one: (sum(value not in (None, []) for value in one.values()), -len(str(one))))
    passages = (" ".join(evidence["text"].split()) for evidence in chosen["evidence"])
    quoted = "\n>\n".join(f"> {passage}" for passage in passages)
    shown = {key: value for key, value in chosen.items() if key != "document"}
    return f"{quoted}\n\n```json\n{laid_out(shown)}\n```"


def patterns(event: str) -> str:
    """Return the patterns of a type: the words that each looks for, where it fires and where it stays silent."""
    return "\n\n".join(_pattern(entry, event) for entry in _entries(event))


def _entries(event: str) -> Iterator[dict[str, Any]]:
    for path in sorted((ROOT / "patterns").rglob("*.toml")):
        for entries in tomllib.loads(path.read_text("utf-8")).values():
            for entry in entries if isinstance(entries, list) else ():
                if isinstance(entry, dict) and str(entry.get("id")).startswith(event + "."):
                    yield entry


def _pattern(entry: dict[str, Any], event: str) -> str:
    heading = f"#### {entry['id'].removeprefix(event + '.')} {{#{entry['id']}}}"
    if "about" in entry:  # what no words of its own find
        return f"{heading}\n\n{_plain(entry['about'])}"
    words = next(entry[key] for key in ("trigger", "cue", "form", "inside") if key in entry)
    looked_for = "  \n".join(f"`{word}`" for word in (words if isinstance(words, list) else [words]))
    rows = [f"| {_plain(example)} | {_found(example)} |" for example in entry["yes"]]
    rows += [f"| {_plain(example)} | nothing |" for example in entry["no"]]
    return "\n".join([heading, "", looked_for, "", "| text | found |", "| --- | --- |", *rows])


def _plain(example: str | dict[str, Any]) -> str:
    """Return an example's text for the cell of a table, the name that a cue is about in bold."""
    text = example if isinstance(example, str) else example["text"]
    safe = re.sub(r"([\\`*_\[\]<>|#$~])", r"\\\1", " ".join(text.split()))
    return re.sub(r"\{(.*?)\}", r"**\1**", safe)


def _found(example: str | dict[str, Any]) -> str:
    if isinstance(example, str):
        return ", ".join(re.findall(r"\{(.*?)\}", example))
    roles = {role: value for role, value in example.items() if role != "text"}
    return "<br>".join(f"{role}: {_plain(_value(value))}" for role, value in roles.items())


def _value(value: Any) -> str:
    match value:
        case list():
            return "; ".join(map(_value, value))
        case bool() | None:
            return json.dumps(value)
        case float() | int():
            return f"{value:,}"
        case _:
            return str(value)


def file(name: str) -> str:
    """Return a file of the project without its first heading, which the page has."""
    return re.sub(r"\A# .*\n+", "", (ROOT / name).read_text("utf-8")).rstrip()


def help_of(command: str) -> str:
    """Return what ``press-events COMMAND --help`` prints."""
    printed = CliRunner().invoke(app, [command, "--help"], prog_name="press-events", terminal_width=82)
    return f"```text\n{printed.output.strip()}\n```"


_PARTS: dict[str, Callable[..., str]] = {
    "roles": roles, "shape": shape, "example": example, "patterns": patterns, "file": file, "help": help_of,
}  # fmt: skip

if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "build" / "docs")
