"""``press-events explain``."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.cli import FAILED
from extract.cli.shared import PatternsOption, TypesOption, counted, event_types, one_line, own_folder, stop
from extract.errors import ReadError

if TYPE_CHECKING:
    from rich.text import Text

    from extract.explaining import Explanation, Why
    from extract.explaining.near import NearMiss
    from extract.explaining.passages import Filled, Passage, Source
    from extract.schema import Span

_LABEL = 22  # columns that the name of a line takes


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A release or filing, or - for standard input.")],
    types: TypesOption = None,
    patterns: PatternsOption = None,
    near: Annotated[int, typer.Option(min=0, metavar="N", help="How many near misses to show, the nearest.")] = 20,
    as_json: Annotated[
        bool, typer.Option("--json", help="JSON, an object for each release, with all that is known.")
    ] = False,
) -> None:
    """Tell why each event of a release was found, and what nearly was one.

    Example: press-events explain release.txt --types customer_deployment

    Of an event: the pattern, its trigger, what fills its slots, the section, when and whether it happened. Of a near
    miss: the trigger that stands in the text, and the slot that stayed empty or the words that forbade it.
    """
    from extract.explaining import explain as explained
    from extract.reading import read_all

    own = own_folder(patterns)
    wanted = event_types(types, own)
    try:
        releases = list(read_all(sys.stdin.buffer.read() if file == "-" else Path(file), name=file))
    except ReadError as error:
        stop(str(error), FAILED)
    found = [explained(release, types=wanted, own=own) for release in releases]
    if as_json:
        print("\n".join(explanation.model_dump_json() for explanation in found))
        return
    for explanation in found:
        _print(explanation, near)


def _print(explanation: Explanation, near: int) -> None:
    """Print an explanation; in colours on a terminal, in plain lines elsewhere."""
    from rich.text import Text

    from extract.cli.shared import console

    out = console()
    document = explanation.document
    out.print(Text(f"{document.id}: {counted(len(explanation.events), 'event')}", style="bold"))
    for event in explanation.events:
        out.print()
        for line in _event(event):
            out.print(line)
    missed = explanation.near_misses
    if missed and near:
        out.print(Text(f"\n{counted(len(missed), 'near miss')}", style="bold"))
    for text, misses in groupby(_nearest(missed, near), key=lambda miss: miss.text):
        out.print()
        out.print(_line("text", one_line(text)))
        for miss in misses:
            out.print(_near_miss(miss))
    if 0 < near < len(missed):
        out.print(Text(f"\nand {len(missed) - near} more: --near {len(missed)} shows them", style="dim"))


def _nearest(missed: list[NearMiss], number: int) -> list[NearMiss]:
    """Return so many misses, in text order: those of which most slots were filled."""
    nearest = sorted(missed, key=lambda miss: -len(miss.slots))[:number]
    return [miss for miss in missed if miss in nearest]


def _event(event: Why) -> list[Text]:
    from rich.text import Text

    when = f"{event.date.value} ({event.date.grain}): {one_line(event.date.text)}" if event.date else "not said"
    cue = event.factuality.cue
    whether = f"{event.factuality.value}: {one_line(cue.text) if cue else 'nothing qualifies it'}"
    lines = [Text.assemble((event.type, "bold cyan"), "  ", (event.id, "dim"))]
    lines += [_line(role, _shown(value), "green") for role, value in event.roles.items() if value not in (None, [])]
    lines += [_line("date", when), _line("factuality", whether)]
    for passage in event.passages:
        lines += _passage(passage)
    return lines


def _passage(passage: Passage) -> list[Text]:
    lines = [
        _line("pattern", passage.source.pattern, "yellow", _place(passage.source)),
        _line("  " + passage.section, _marked(passage, passage.trigger)),
    ]
    if passage.source.words or passage.source.about:
        lines.append(_line("  words", passage.source.about or " / ".join(passage.source.words), "dim"))
    if passage.trigger:
        lines.append(_line("  trigger", one_line(passage.trigger.text)))
    lines += [_line(f"  {role}", _facts(facts)) for role, facts in passage.slots.items()]
    lines += [_line(f"  {key}", f"{value} (the pattern says so)") for key, value in passage.gives.items()]
    return lines


def _near_miss(miss: NearMiss) -> Text:
    from rich.text import Text

    trigger = "" if miss.trigger.text == miss.text else f"at '{one_line(miss.trigger.text)}': "
    name, place = (miss.source.pattern, f"  {_place(miss.source)}") if miss.source else (miss.type, "")
    filled = "".join(f"; {role} = {_facts(facts)}" for role, facts in miss.slots.items())
    return Text.assemble("    ", (name, "magenta"), f"  {trigger}{miss.reason}{filled}", (place, "dim"))


def _line(name: str, value: str | Text, style: str = "", note: str = "") -> Text:
    from rich.text import Text

    shown = value if isinstance(value, Text) else Text(value, style=style)
    return Text.assemble("  ", (f"{name:{_LABEL}}", "dim"), " ", shown, (f"  {note}" if note else "", "dim"))


def _place(source: Source) -> str:
    return f"{source.file}:{source.line}"


def _facts(facts: list[Filled]) -> str:
    return "; ".join(
        one_line(fact.text) + (f" = {fact.name}" if fact.name else "") + (f" ({fact.kind})" if fact.kind else "")
        for fact in facts
    )


def _marked(passage: Span, trigger: Span | None) -> Text:
    """Return a passage in one line, the trigger in it between brackets, which stand out without colours too."""
    from rich.text import Text

    if trigger is None or not passage.start <= trigger.start < trigger.end <= passage.end or passage == trigger:
        return Text(one_line(passage.text))
    first, last = trigger.start - passage.start, trigger.end - passage.start
    before, words, after = passage.text[:first], passage.text[first:last], passage.text[last:]
    return Text.assemble(
        _inner(before), (f"[{one_line(words)}]", "bold"), _inner(after)
    )  # fmt: skip


def _shown(value: object) -> str:
    return "; ".join(map(_shown, value)) if isinstance(value, list) else one_line(str(value))


def _inner(text: str) -> str:
    """Return a text without its line breaks, with the space that it has at either end."""
    line = one_line(text)
    return f"{' ' * text[:1].isspace()}{line}{' ' * (text[-1:].isspace() and bool(line))}"
