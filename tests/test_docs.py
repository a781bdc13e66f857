"""What the pages say is true: their commands and their Python run, and print what the pages show.

A page is one story: its blocks run one after the other in one folder, which looks like a checkout of the project.

- A `sh` or `python` block runs and must end well. A comment before it says what is different: `<!-- not run: REASON -->`,
  `<!-- needs: NAME ... -->` (programs or Python modules without which the block, and the page from there on, is skipped)
  or `<!-- exit status: N -->`.
- A block with the title "Output" is what the block before it prints.
- A block with another title is the file of that name: in the project, or else written for the blocks that follow.

`pytest tests/test_docs.py --update` writes what is printed, and the files of the project, into the pages.
"""

from __future__ import annotations

import importlib.util
import os
import re
import runpy
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.main import get_command

from extract import schema
from extract.cli.commands import app

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
LANGUAGES = {"sh", "python", "json", "text", "toml"}

_BLOCK = re.compile(
    r"""
    (?:^<!--\ (?P<mark>[\w ]+):\ (?P<said>.+?)\ -->\n+)?
    ^(?P<fence>```+)(?P<language>\w*)(?:\ title="(?P<title>[^"]+)")?\n
    (?P<body>.*?)
    ^(?P=fence)$
    """,
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: what it holds, where that begins in the page, and what the comment before it says."""

    language: str
    title: str | None
    body: str
    start: int
    line: int
    marks: dict[str, str]


def blocks(text: str) -> list[Block]:
    return [
        Block(
            found["language"],
            found["title"],
            found["body"],
            found.start("body"),
            text.count("\n", 0, found.start("fence")) + 1,
            {found["mark"]: found["said"]} if found["mark"] else {},
        )
        for found in _BLOCK.finditer(text)
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_page(page: Path, tmp_path: Path, update: bool) -> None:
    text = page.read_text("utf-8")
    _like_a_checkout(tmp_path)
    fresh: list[tuple[Block, str]] = []
    printed: str | None = None
    for block in blocks(text):
        where = f"{page.relative_to(ROOT)}:{block.line}"
        assert block.language in LANGUAGES, f"{where}: a block of '{block.language}' cannot be run or checked"
        if block.title == "Output":
            assert printed is not None, f"{where}: an output of nothing"
            fresh.append((block, printed))
        elif block.title:
            fresh.append((block, _file(block.title, block.body, tmp_path)))
        elif block.language in ("sh", "python") and "not run" not in block.marks:
            _skip_without(block.marks.get("needs", ""))
            printed = _run(block, tmp_path, where)
        if fresh and not update:
            assert _fixed(fresh[-1][1]) == _fixed(fresh[-1][0].body), (
                f"{where}: pytest tests/test_docs.py --update writes it anew"
            )
    if update:
        for block, body in reversed(fresh):
            text = text[: block.start] + body + text[block.start + len(block.body) :]
        page.write_text(text, "utf-8")


def _fixed(text: str) -> str:
    """Leave out the lines at which patterns stand: they move whenever a pattern above them changes."""
    return re.sub(r"(?<=\.toml:)\d+", "LINE", text)


def _like_a_checkout(folder: Path) -> None:
    for name in ("corpus", "docs", "patterns", "README.md"):
        (folder / name).symlink_to(ROOT / name)


def _file(name: str, body: str, folder: Path) -> str:
    """Return what a block that stands for a file must hold; write the file where the project has none of that name."""
    if (ROOT / name).is_file():
        return (ROOT / name).read_text("utf-8")
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(body, "utf-8")
    return body


def _run(block: Block, folder: Path, where: str) -> str:
    """Run a block as a user would who has the package's environment on the path, and return what it prints."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    shell = ["bash", "-eu", "-c", block.body] if block.language == "sh" else [sys.executable, "-c", block.body]
    environment = {**os.environ, "PATH": path, "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}
    done = subprocess.run(shell, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    expected = int(block.marks.get("exit status", 0))
    assert done.returncode == expected, f"{where}: exit status {done.returncode}\n{done.stdout}{done.stderr}"
    return "".join(line.rstrip() + "\n" for line in done.stdout.rstrip().splitlines())


def _skip_without(needed: str) -> None:
    for name in needed.split():
        if not shutil.which(name) and importlib.util.find_spec(name) is None:
            pytest.skip(f"{name} is not installed")


def test_every_type_has_its_page() -> None:
    pages = {path.stem for path in (ROOT / "docs" / "types").glob("*.md")}
    assert pages == set(schema.EVENT_TYPES)


def test_the_parts_of_the_pages_are_filled_in() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "pages.py"))
    for path in sorted((ROOT / "docs").rglob("*.md")):
        text = made["page"](path)
        left = set(re.findall(r"^<!-- ([\w ]+):", text, re.MULTILINE))
        assert left <= {"not run", "needs", "exit status"}, f"{path.name}: docs/pages.py knows no such part"
        assert "| None |" not in text, f"{path.name}: a field of the schema has no description"
        if path.parent.name == "types":
            assert f"{{#{path.stem}." in text, f"{path.name}: no pattern of this type"


def test_every_command_has_its_section() -> None:
    sections = re.findall(r"^## (\w+)$", (ROOT / "docs" / "commands.md").read_text("utf-8"), re.MULTILINE)
    assert sections == list(get_command(app).commands)


def test_the_site_is_built_without_a_warning_and_needs_no_network(tmp_path: Path) -> None:
    pytest.importorskip("zensical", reason="pip install 'press-events[docs]'")
    shutil.copyfile(ROOT / "zensical.toml", tmp_path / "zensical.toml")
    for name in ("docs", "extract"):
        (tmp_path / name).symlink_to(ROOT / name)
    for program in ([str(ROOT / "docs" / "pages.py"), "build/docs"], ["-m", "zensical", "build", "--strict"]):
        done = subprocess.run([sys.executable, *program], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "could not be found" not in done.stdout + done.stderr
    loads = re.compile(r"""<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=["']?(?:https?:)?//""")
    pages = [*(tmp_path / "build" / "site").rglob("*.html")]
    assert len(pages) > len(schema.EVENT_TYPES)
    assert [page.name for page in pages if loads.search(page.read_text("utf-8"))] == []
