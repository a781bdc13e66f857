"""The command line as a user meets it: a process, its output, its messages, its exit status."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest
import releases

import extract
from extract import patternset
from extract.schema import EVENT_TYPES

COMMAND = [sys.executable, "-m", "extract.cli"]


def press_events(
    *arguments: object, stdin: bytes = b"", cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command line and return what it printed and its exit status."""
    command = [*COMMAND, *map(str, arguments)]
    done = subprocess.run(
        command, input=stdin, capture_output=True, cwd=cwd, env={**os.environ, **environment}, timeout=120
    )
    assert b"Traceback" not in done.stderr
    return done


def error_lines(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    """Return the lines on standard error."""
    return done.stderr.decode().splitlines()


def test_the_log_goes_to_standard_output_or_to_a_file(tmp_path: Path) -> None:
    releases.write(tmp_path / "in", 3)
    printed = press_events("run", tmp_path / "in")
    written = press_events("run", tmp_path / "in", "--output", tmp_path / "log")
    assert (printed.returncode, written.returncode) == (0, 0)
    assert (written.stdout, printed.stderr, written.stderr) == (b"", b"", b"")
    assert (tmp_path / "log").read_bytes() == printed.stdout
    events = [json.loads(line) for line in printed.stdout.splitlines()]
    assert [event["document"]["id"] for event in events] == sorted(event["document"]["id"] for event in events)
    assert len({event["document"]["id"] for event in events}) == 3


@pytest.mark.parametrize("jobs", [1, 2])
def test_standard_input_is_a_document(tmp_path: Path, jobs: int) -> None:
    done = press_events("run", "-", "--text", tmp_path, "--jobs", jobs, stdin=releases.QUOTED.encode())
    assert {json.loads(line)["document"]["id"] for line in done.stdout.splitlines()} == {"stdin"}
    assert (tmp_path / "stdin.txt").read_text() == releases.QUOTED


def test_empty_standard_input_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "-").mkdir()
    monkeypatch.chdir(tmp_path)
    [line] = error_lines(press_events("run", "-"))
    assert line.startswith("press-events: -: the file is empty; ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_behind_standard_output_is_one_line_and_status_2() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*COMMAND, "schema"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr == b"press-events: standard output: No space left on device\n"


def test_the_same_bytes_for_any_hash_seed_and_any_number_of_jobs(tmp_path: Path) -> None:
    paths = releases.write(tmp_path / "in", 12)
    paths[3].unlink()
    paths[3].mkdir()
    shutil.copy(paths[0], paths[3])
    one, two, three = (
        press_events("run", tmp_path / "in", "nowhere", "--jobs", jobs, PYTHONHASHSEED=seed)
        for jobs, seed in ((1, "1"), (1, "2"), (2, "3"))
    )
    assert one.stdout
    assert one.stdout == two.stdout == three.stdout
    assert one.stderr == two.stderr == three.stderr


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_bad_input_is_one_clear_line_and_the_others_go_on(tmp_path: Path, jobs: int) -> None:
    [good] = releases.write(tmp_path, 1)
    empty, noise, missing = tmp_path / "empty.txt", tmp_path / "noise.bin", tmp_path / "missing\nfolder"
    empty.touch()
    noise.write_bytes(bytes(range(256)) * 40)
    done = press_events("run", empty, noise, missing, good, "--output", tmp_path / "log", "--jobs", jobs)
    assert done.returncode == 1
    lines = error_lines(done)
    assert len(lines) == 3
    for line, name in zip(lines, (str(empty), str(noise), "missing folder"), strict=True):
        assert line.startswith("press-events: ")
        assert name in line
    logged = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
    assert {event["document"]["id"] for event in logged} == {good.stem}
    errors = [json.loads(line) for line in (tmp_path / "log.errors.jsonl").read_text().splitlines()]
    assert [error["id"] for error in errors] == ["empty", "noise", "missing\nfolder"]


def test_a_line_of_twenty_megabytes_is_read_or_refused_within_the_time_limit(tmp_path: Path) -> None:
    [good] = releases.write(tmp_path, 1)
    long = tmp_path / "long.txt"
    long.write_text("Northwind Bank has selected the LedgerOne platform of Acme Corp. and " * 300_000)
    begin = time.monotonic()
    done = press_events("run", long, good, "--time-limit", 20)
    assert time.monotonic() - begin < 40
    assert done.returncode in (0, 1)
    assert all(str(long) in line for line in error_lines(done))
    assert good.stem in {json.loads(line)["document"]["id"] for line in done.stdout.splitlines()}


def test_types_are_a_choice(tmp_path: Path) -> None:
    [path] = releases.write(tmp_path, 1)
    done = press_events("run", path, "--types", "executive_quote,product")
    assert {json.loads(line)["type"] for line in done.stdout.splitlines()} <= {"executive_quote", "product"}
    wrong = press_events("run", path, "--types", "executive_quote,weather")
    assert wrong.returncode == 2
    assert error_lines(wrong) == [f"press-events: --types: no such type: weather; there are {', '.join(EVENT_TYPES)}"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("trigger =", "triger =", "pattern customer_deployment.tried: triger: "),
        (
            "required = true",
            "required = true, colour = 1",
            "pattern customer_deployment.tried: slots.customer.0.colour: ",
        ),
        ('fact = ["ORG"', 'fact = ["BANK"', "pattern customer_deployment.tried: slots.customer: "),
        ("[[pattern]]", "[[pattern]", "not a pattern file"),
    ],
)
def test_a_mistake_in_a_pattern_file_names_file_id_and_key(tmp_path: Path, old: str, new: str, told: str) -> None:
    pattern = """
event = "customer_deployment"
[[pattern]]
id = "customer_deployment.tried"
trigger = ["tries"]
slots.customer = { fact = ["ORG"], side = "subject", required = true }
yes = [{ text = "Northwind Bank tries LedgerOne" }]
no = []
"""
    (tmp_path / "customer_deployment.toml").write_text(pattern)
    assert [one.id for one in patternset.load(tmp_path)["customer_deployment"]] == ["customer_deployment.tried"]
    (tmp_path / "customer_deployment.toml").write_text(pattern.replace(old, new))
    with pytest.raises(extract.PatternError, match=re.escape(f"customer_deployment.toml: {told}")):
        patternset.load(tmp_path)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_mistake_in_a_pattern_file_ends_the_run_with_status_2(tmp_path: Path, jobs: int) -> None:
    """A copy of the package with one spoiled pattern file stands for a user's own changes."""
    home = Path(extract.__file__).parent
    shutil.copytree(home, tmp_path / "extract")
    shutil.copytree(patternset.folder(), tmp_path / "patterns", dirs_exist_ok=True)
    (tmp_path / "patterns" / "product.toml").write_text('event = "product"\n[[pattern]]\nid = "product.new"\n')
    [path] = releases.write(tmp_path / "in", 1)
    done = press_events("run", path, "--jobs", jobs, cwd=tmp_path)
    assert done.returncode == 2
    [line] = error_lines(done)
    assert line.startswith("press-events: product.toml: pattern product.new: ")


def test_output_that_cannot_be_written_is_told_before_any_work(tmp_path: Path) -> None:
    [path] = releases.write(tmp_path, 1)
    done = press_events("run", path, "--output", tmp_path / "missing" / "log")
    assert done.returncode == 2
    assert error_lines(done) == [f"press-events: {tmp_path}/missing/log: cannot be written: No such file or directory"]
    done = press_events("run", path, "--text", path)
    assert done.returncode == 2
    assert error_lines(done) == [f"press-events: {path}: cannot be made: File exists"]


def test_a_device_gets_the_log_and_nothing_beside_it(tmp_path: Path) -> None:
    [path] = releases.write(tmp_path, 1)
    assert press_events("run", path, "--output", "/dev/null").returncode == 0
    assert not Path("/dev/null.run.json").exists()
    done = press_events("run", path, "--output", tmp_path)
    assert done.returncode == 2
    assert error_lines(done) == [f"press-events: {tmp_path}: cannot be written: Is a directory"]


def test_an_input_is_never_overwritten(tmp_path: Path) -> None:
    [path] = releases.write(tmp_path, 1)
    done = press_events("run", path, "--output", path)
    assert done.returncode == 2
    assert path.read_text().startswith("Northwind")


def test_resume_needs_a_file(tmp_path: Path) -> None:
    done = press_events("run", tmp_path, "--resume")
    assert done.returncode == 2
    assert len(error_lines(done)) == 1


def test_a_reader_that_goes_away_ends_the_run_quietly(tmp_path: Path) -> None:
    releases.write(tmp_path / "in", 100)
    process = subprocess.Popen([*COMMAND, "run", str(tmp_path / "in")], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 141


@pytest.mark.parametrize("arguments", [["schema"], ["explain", "{release}", "--near", "500"]])
def test_a_reader_that_goes_away_ends_every_command_quietly(tmp_path: Path, arguments: list[str]) -> None:
    release = tmp_path / "in.txt"
    release.write_text("\n\n".join(f"Northwind Bank has selected LedgerOne {n} of Acme Corp." for n in range(300)))
    command = [*COMMAND, *(argument.format(release=release) for argument in arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.parametrize("module", ["typer", "extract.cli.run", "extract.reading", "extract.pipeline"])
def test_ctrl_c_during_the_imports_ends_in_a_line_at_most(tmp_path: Path, module: str) -> None:
    """Ctrl-C comes when a module is looked for; typer itself says nothing of it."""
    (tmp_path / "in.txt").write_text(releases.QUOTED)
    code = f"""
import sys
class CtrlC:
    def find_spec(self, name, *_):
        if name == {module!r}:
            raise KeyboardInterrupt
sys.meta_path.insert(0, CtrlC())
sys.argv = ["press-events", "run", "in.txt"]
from extract.cli import main
main()
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 130
    assert done.stderr in ("", "press-events: interrupted\n")


def test_workers_are_deaf_to_ctrl_c_from_their_birth_on() -> None:
    code = """
import signal, subprocess, sys
from extract.workers import _deaf_children
with _deaf_children():
    child = subprocess.Popen([sys.executable, "-c", "import time; print('born', flush=True); time.sleep(0.2)"], stdout=-1)
child.stdout.readline()
child.send_signal(signal.SIGINT)
print(child.wait(), signal.pthread_sigmask(signal.SIG_BLOCK, []))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("0 set()\n", "")


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_ends_the_run_in_one_line_and_it_can_be_resumed(tmp_path: Path, jobs: int) -> None:
    paths = releases.write(tmp_path / "in", 250)
    log, messages = tmp_path / "log", tmp_path / "messages"
    command = [*COMMAND, "run", str(tmp_path / "in"), "--output", str(log), "--jobs", str(jobs)]
    with messages.open("wb") as stderr:
        process = subprocess.Popen(command, stderr=stderr, start_new_session=True, preexec_fn=_hear_ctrl_c)
    while not (log.exists() and log.stat().st_size) and process.poll() is None:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(60) == 130
    assert messages.read_text() == f"press-events: interrupted; --resume goes on with {log}\n"
    done = (tmp_path / "log.manifest.jsonl").read_text().splitlines()
    assert len(done) < len(paths)
    assert press_events("run", tmp_path / "in", "--output", log, "--resume").returncode == 0
    done = (tmp_path / "log.manifest.jsonl").read_text().splitlines()
    assert [json.loads(entry)["source"] for entry in done] == [str(path) for path in paths]


def _hear_ctrl_c() -> None:
    """Undo what a shell does to its background jobs: they, and what they start, are deaf to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_progress_and_summary_only_at_a_terminal(tmp_path: Path) -> None:
    releases.write(tmp_path / "in", 2)
    command = [*COMMAND, "run", str(tmp_path / "in"), "nowhere", "--output", str(tmp_path / "log")]
    shown = _at_a_terminal(command)
    assert "2 documents, 1 failure, " in shown
    assert "executive_quote" in shown
    assert "press-events: nowhere: " in shown
    [line] = _at_a_terminal([*command, "--quiet"]).strip().splitlines()
    assert line.startswith("press-events: nowhere: ")


def _at_a_terminal(command: list[str]) -> str:
    """Run a command whose standard error is a terminal, and return what it shows there."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(command, stderr=theirs, env={**os.environ, "TERM": "xterm", "COLUMNS": "200"})
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 4096):
            shown += piece
    except OSError:  # how Linux says that the other side of a terminal is closed
        pass
    os.close(ours)
    process.wait()
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())


def test_schema_prints_the_json_schema_of_the_log(tmp_path: Path) -> None:
    schema = json.loads(press_events("schema").stdout)
    [path] = releases.write(tmp_path, 1)
    for line in press_events("run", path).stdout.splitlines():
        jsonschema.validate(json.loads(line), schema)


@pytest.mark.parametrize("arguments", [[], ["run"], ["schema"]])
def test_help_has_an_example_for_each_command(arguments: list[str]) -> None:
    done = press_events(*arguments, "--help")
    assert done.returncode == 0
    assert f"Example: press-events {' '.join(arguments)}" in " ".join(done.stdout.decode().split())


def test_a_wrong_option_is_a_message_not_a_traceback() -> None:
    done = press_events("run", "--colour", "x")
    assert done.returncode == 2
    assert "--colour" in done.stderr.decode()


def test_the_version_is_printed() -> None:
    assert press_events("--version").stdout.decode() == f"press-events {extract.__version__}\n"


def test_a_run_imports_nothing_that_other_commands_need(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text(releases.QUOTED)
    others = [
        "rich",
        "jinja2",
        "pandas",
        "pyarrow",
        "ray",
        "spacy",
        "multiprocessing",
        "extract.cli.show",
        "extract.cli.explain",
        "extract.checking",
        "extract.explaining",
        "extract.evaluation",
    ]
    code = (
        "import sys\nfrom extract.cli.commands import app\n"
        "app(['run', 'in.txt', '-o', 'log', '--quiet'], standalone_mode=False)\n"
        f"print([name for name in {others} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
