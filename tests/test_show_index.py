"""The index of many releases as a reader has it: counts, chart, table and links, in Chromium."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import documents
import pytest
import releases
from chromium import Browser

from extract.extraction import Settings
from extract.inputs import sources
from extract.run import extract_all
from extract.show.site import Site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Counter[str]]:
    """The index of the corpus and of three releases more, with the number of events of each type."""
    folder = tmp_path_factory.mktemp("site")
    inputs = [documents.CORPUS, *releases.write(folder / "in", 3), folder / "nowhere.txt"]
    made, events = Site(folder / "out", "Twenty <b>releases</b>"), Counter[str]()
    for done in extract_all(sources(inputs), Settings(keep_releases=True)):
        made.add(done)
        events += done.events
    return made.finish(), events


ROWS = "return [...document.querySelectorAll('#releases tbody tr')].filter((row) => !row.hidden).map((row) => [...row.cells].map((cell) => cell.textContent.trim()))"


def test_the_index_counts_the_events_and_draws_them_over_time(
    browser: Browser, site: tuple[Path, Counter[str]]
) -> None:
    path, events = site
    browser.open(path)
    assert browser.run("return document.querySelector('h1').textContent") == "Twenty <b>releases</b>"
    chips = browser.run(
        "return [...document.querySelectorAll('.chip')].map((chip) => [chip.dataset.type, chip.querySelector('b').textContent])"
    )
    assert {name: int(count) for name, count in chips} == events
    rows = browser.run(ROWS)
    assert sum(int(row[-1]) for row in rows) == events.total()
    hints = browser.run("return [...document.querySelectorAll('rect.bar title')].map((title) => title.textContent)")
    drawn = sum(int(hint.split(": ")[1].split()[0]) for hint in hints)
    left_out = browser.run("return document.querySelector('figcaption').textContent.match(/; (\\d+)/)?.[1] ?? '0'")
    assert drawn + int(left_out) == events.total()
    heights = browser.run(
        "return [...document.querySelectorAll('rect.bar')].map((bar) => bar.getBoundingClientRect().height)"
    )
    assert min(heights) > 1
    assert "nowhere.txt" in browser.run("return document.getElementById('failures').textContent")


def test_the_table_of_releases_is_sorted_and_filtered(browser: Browser, site: tuple[Path, Counter[str]]) -> None:
    browser.open(site[0])
    whole = browser.run(ROWS)
    browser.click("#releases th:last-child button")
    totals = [int(row[-1]) for row in browser.run(ROWS)]
    assert totals == sorted(totals, reverse=True)
    browser.click("#releases th:last-child button")
    assert [int(row[-1]) for row in browser.run(ROWS)] == totals[::-1]
    browser.click("#releases th:nth-child(3) button")
    days = [row[2] for row in browser.run(ROWS)]
    assert days == sorted(days, key=lambda day: (day == "", day))
    browser.click("#releases th:nth-child(3) button")
    days = [row[2] for row in browser.run(ROWS)]
    assert days == [*sorted(filter(None, days), reverse=True), *(day for day in days if not day)]
    browser.press("/", *"sonus")
    assert [row[1] for row in browser.run(ROWS)] == ["Sonus Networks, Inc. SONS"]
    assert browser.run("return document.getElementById('shown').textContent") == f"1 of {len(whole)}"
    browser.press("ESCAPE")
    assert len(browser.run(ROWS)) == len(whole)
    browser.click(".chip[data-type='securities_offering']")
    assert len(browser.run(ROWS)) == sum(row[6] != "0" for row in whole) > 0


def test_every_link_of_the_index_leads_to_a_page_and_back(browser: Browser, site: tuple[Path, Counter[str]]) -> None:
    path, _ = site
    browser.open(path)
    links = browser.run("return [...document.querySelectorAll('#releases a')].map((link) => link.href)")
    pages = {page.resolve().as_uri() for page in (path.parent / "releases").iterdir()}
    assert set(links) == pages
    browser.press("j", "j", "ENTER")
    assert browser.driver.current_url == links[1]
    browser.press("]")
    assert browser.driver.current_url == links[2]
    browser.press("[")
    assert browser.driver.current_url == links[1]
    browser.click("#index")
    assert browser.driver.current_url == path.as_uri()


def test_the_index_fits_a_telephone(browser: Browser, site: tuple[Path, Counter[str]]) -> None:
    browser.resize(360, 740)
    browser.open(site[0])
    assert browser.run("return document.documentElement.scrollWidth") == 360
