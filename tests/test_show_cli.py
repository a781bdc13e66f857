"""``press-events show`` as a user meets it: the files that it writes, its messages, its exit status."""

from __future__ import annotations

import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import own
import pytest
import releases


def press_events(*arguments: object, cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "extract.cli", "show", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, text=True, check=False)


def test_one_file_is_a_page_in_the_working_folder(tmp_path: Path) -> None:
    [path] = releases.write(tmp_path / "in", 1)
    done = press_events(path, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "release-000.events.html\n", "")
    assert "Jane Doe" in (tmp_path / "release-000.events.html").read_text("utf-8")
    assert press_events(path, "--quiet", cwd=tmp_path).stdout == ""


def test_a_page_never_takes_the_place_of_what_is_not_ours(tmp_path: Path) -> None:
    [path] = releases.write(tmp_path, 1)
    other = tmp_path / "release-000.events.html"
    other.write_text("<p>mine</p>")
    done = press_events(path, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == (
        "press-events: release-000.events.html: is there already and no page of ours; "
        "move it away or choose another --output\n"
    )
    assert other.read_text() == "<p>mine</p>"
    assert press_events(path, "--output", path, cwd=tmp_path).returncode == 2
    assert path.read_text("utf-8").startswith("Northwind")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("<p>mine</p>")
    assert press_events(path, "--output", "site", cwd=tmp_path).returncode == 2


def test_a_page_can_go_to_standard_output_and_come_from_standard_input(tmp_path: Path) -> None:
    done = press_events("-", "--output", "-", cwd=tmp_path, stdin=releases.QUOTED)
    assert done.returncode == 0
    assert done.stdout.startswith("<!doctype html>")
    assert done.stdout.rstrip().endswith("</html>")
    assert list(tmp_path.iterdir()) == []


def test_several_files_are_an_index_and_a_page_each(tmp_path: Path) -> None:
    releases.write(tmp_path / "in", 3)
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    done = press_events("in", "--output", "site", "--jobs", 2, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "site/index.html\n")
    [failure] = done.stderr.splitlines()
    assert failure.startswith("press-events: in/empty.txt: the file is empty")
    index = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert failure.removeprefix("press-events: ") in unescape(index)
    pages = sorted(path.name for path in (tmp_path / "site" / "releases").iterdir())
    assert pages == ["release-000.html", "release-001.html", "release-002.html"]
    assert re.findall(r'<a href="(releases/[^"]+)"', index) == [f"releases/{name}" for name in pages]


def run(*arguments: object, cwd: Path) -> None:
    command = [sys.executable, "-m", "extract.cli", "run", *map(str, arguments)]
    assert subprocess.run(command, cwd=cwd, check=False).returncode == 0


def test_a_log_that_is_there_is_shown_as_it_is(tmp_path: Path) -> None:
    releases.write(tmp_path / "in", 3)
    (tmp_path / "in" / "lines.txt").write_bytes(releases.QUOTED.replace("\n", "\r\n").encode())
    run("in", "--output", "log.jsonl", "--text", "texts", cwd=tmp_path)
    assert press_events("in", "--output", "fresh", cwd=tmp_path).returncode == 0
    done = press_events("log.jsonl", "--text", "texts", "--output", "shown", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "shown/index.html\n", "")
    for path in (tmp_path / "fresh" / "releases").iterdir():
        assert (tmp_path / "shown" / "releases" / path.name).read_bytes() == path.read_bytes()
    done = press_events("log.jsonl", "--text", "texts", "--types", "product", "--output", "products", cwd=tmp_path)
    assert len(list((tmp_path / "products" / "releases").iterdir())) == 4
    assert "executive_quote" not in (tmp_path / "products" / "index.html").read_text("utf-8")


def test_a_log_without_its_texts_and_what_is_no_log_are_told(tmp_path: Path) -> None:
    releases.write(tmp_path / "in", 2)
    run("in", "--output", "log.jsonl", "--text", "texts", cwd=tmp_path)
    (tmp_path / "texts" / "release-000.txt").unlink()
    (tmp_path / "texts" / "release-001.txt").write_text("Something else.")
    done = press_events("log.jsonl", "--text", "texts", "--output", "shown", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "press-events: texts/release-000.txt: cannot be read: No such file or directory; give the folder that run --text wrote",
        "press-events: texts/release-001.txt: is not the text of the log: passages stand elsewhere; make both in one run",
    ]
    for given in ("in/release-000.txt", "log.jsonl.manifest.jsonl"):
        done = press_events(given, "--text", "texts", "--output", "shown", cwd=tmp_path)
        assert done.returncode == 2
        assert done.stderr.startswith(f"press-events: {given}: line 1: is no event; ")
    assert press_events("nowhere.jsonl", "--text", "texts", "--output", "shown", cwd=tmp_path).stderr == (
        "press-events: nowhere.jsonl: cannot be read: No such file or directory\n"
    )
    assert press_events("log.jsonl", "in", "--text", "texts", "--output", "shown", cwd=tmp_path).returncode == 2


def test_a_type_of_the_users_own_is_shown_like_ours(tmp_path: Path) -> None:
    own.write(tmp_path / "mine")
    (tmp_path / "release.txt").write_text(own.RELEASE)
    done = press_events("release.txt", "--patterns", "mine", "--output", "page.html", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    html = (tmp_path / "page.html").read_text("utf-8")
    assert "Site opening <b>" in html
    assert 'data-label="place"' in html
    assert "<code>site_opening.opens</code>" in html


def test_a_log_in_parquet_is_shown_and_compared_like_one_in_lines(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    own.write(tmp_path / "mine")
    (tmp_path / "release.txt").write_text(own.RELEASE)
    for log in ("log.jsonl", "log.parquet"):
        form = log.rpartition(".")[2]
        run("release.txt", "-o", log, "--format", form, "--text", "texts", "--patterns", "mine", cwd=tmp_path)
        done = press_events(log, "--text", "texts", "-o", form, "--patterns", "mine", cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
    lines, table = ((tmp_path / form / "releases" / "release.html").read_text() for form in ("jsonl", "parquet"))
    assert lines == table
    done = press_events("log.parquet", "--text", "texts", "-o", "without", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == (
        "press-events: log.parquet: has events of recall, site_opening, which own pattern files declare; "
        "name their folder with --patterns, or give the log in JSON Lines\n"
    )
    (tmp_path / "table.parquet").write_bytes(b"PAR1 not at all")
    done = press_events("table.parquet", "--text", "texts", "-o", "without", cwd=tmp_path)
    assert done.stderr.startswith("press-events: table.parquet: cannot be read as Parquet: ")
    assert done.stderr.count("\n") == 1


def test_names_of_files_are_names_in_links(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a%20b#c?<i>.txt").write_text(releases.QUOTED)
    assert press_events("in", "--output", "site", cwd=tmp_path).returncode == 0
    [page] = (tmp_path / "site" / "releases").iterdir()
    assert page.name == "a%2520b#c%3F%3Ci%3E.html"
    assert 'href="releases/a%252520b%23c%253F%253Ci%253E.html"' in (tmp_path / "site" / "index.html").read_text()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["in"], "several releases need a folder for their pages; give --output DIR"),
        (["in", "--output", "-"], "several releases need a folder for their pages; give --output DIR"),
        (["log.jsonl"], "a log needs its texts; give --text DIR"),
        (["in/release-000.txt", "--output", "nowhere/page.html"], "nowhere/page.html: cannot be written: No such file or directory"),
        (["in/release-000.txt", "--types", "weather"], "--types: no such type: weather"),
        (["in", "--output", "in/release-000.txt"], "in/release-000.txt/index.html: cannot be written: Not a directory"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_line_and_status_2(tmp_path: Path, arguments: list[str], told: str) -> None:
    releases.write(tmp_path / "in", 2)
    done = press_events(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    [message] = done.stderr.splitlines()
    assert message.startswith(f"press-events: {told}")


def test_a_file_that_is_not_there_is_one_line_and_status_1(tmp_path: Path) -> None:
    done = press_events("nowhere.txt", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "press-events: nowhere.txt: there is no such file; check the path\n"


def test_help_has_an_example(tmp_path: Path) -> None:
    assert "Example: press-events show release.txt --output page.html" in " ".join(
        press_events("--help", cwd=tmp_path).stdout.split()
    )


def test_the_run_does_not_load_the_templates(tmp_path: Path) -> None:
    code = "import sys, extract.cli.show, extract.run; assert not {'jinja2', 'extract.show'} & sys.modules.keys()"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
