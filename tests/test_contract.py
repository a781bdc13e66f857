"""What holds for every log, whatever the document: offsets, ids, keys, the same bytes anywhere, and no exception."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from documents import CORPUS, NAMES, ROOT, check_log, events, release, wire_sample
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.pipeline import extract_events
from extract.reading import read, read_text

WIRE = wire_sample(150)
TEXTS = [release(name).text[:6000] for name in NAMES]
MISCHIEF = ["\0", "\x0c", "\x85", "\N{LINE SEPARATOR}", "\N{RIGHT-TO-LEFT OVERRIDE}", "\ud800", "\r\n", "\r", "“", '"', "``", "(", "$", "™", " -- ", "\n\n", "\t"]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_corpus(name: str) -> None:
    check_log(release(name), events(name))


@pytest.mark.skipif(not WIRE, reason="the wire releases are not at hand")
@pytest.mark.parametrize("path", WIRE, ids=lambda path: path.stem)
def test_wire(path: Path) -> None:
    found = read(path)
    check_log(found, extract_events(found))


def test_same_bytes_for_any_hash_seed() -> None:
    logs = {_log(seed) for seed in ("0", "1", "4711")}
    assert len(logs) == 1
    assert logs.pop().count(b"\n") > 50


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """Cut, double, splice and spoil documents of the corpus."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 4))):
        start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        match draw(st.sampled_from(["cut", "double", "splice", "spoil", "keep"])):
            case "cut":
                text = text[:start] + text[end:]
            case "double":
                text = text[:end] + text[start:end] + text[end:]
            case "splice":
                text = text[:start] + draw(st.sampled_from(TEXTS))[start:end]
            case "spoil":
                text = text[:start] + draw(st.sampled_from(MISCHIEF)) + text[start:]
            case "keep":
                text = text[start:end]
    return text[:20_000]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(mangled())
def test_mangled_documents_break_nothing(text: str) -> None:
    found = read_text(text)
    assert found.text == text.replace("\ud800", "\ufffd")
    check_log(found, extract_events(found))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400) | st.binary(max_size=400).map(lambda data: data.decode("latin-1")))
def test_any_text_breaks_nothing(text: str) -> None:
    found = read_text(text)
    check_log(found, extract_events(found))


def _log(seed: str) -> bytes:
    """Return the log of the corpus from a process of its own, with the given seed for its sets."""
    return subprocess.run(
        [sys.executable, "-m", "extract.cli", "run", CORPUS.name, "--quiet"],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
    ).stdout
