"""Pages of releases as a reader has them: in Chromium, by mouse, by keys, on paper, on a telephone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import documents
import pytest
from chromium import Browser

from extract.log import line
from extract.pipeline import extract_events
from extract.reading import read_text
from extract.schema import Release
from extract.show import describe, page

SEED = "sonus-2003-07-10"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Release, list[dict[str, Any]]], Path]:
    folder = tmp_path_factory.mktemp("pages")

    def write(release: Release, events: list[dict[str, Any]]) -> Path:
        path = folder / f"{release.document.id}.html"
        path.write_text(page(release, events), encoding="utf-8", newline="")
        return path

    return write


Shown = Callable[[Release, list[dict[str, Any]]], Path]


def logged(name: str) -> list[dict[str, Any]]:
    return [json.loads(line(event)) for event in documents.events(name)]


@pytest.fixture
def seed(browser: Browser, shown: Shown) -> Browser:
    browser.open(shown(documents.release(SEED), logged(SEED)))
    return browser


HIGHLIGHTED = """
const [number, kind] = arguments;
const own = [...document.querySelectorAll(`#text mark[${kind}~="${number}"]`)];
const places = own.map((mark) => mark.closest("mark[id]"));
return places.map((mark) => [Number(mark.id.slice(3)), mark.textContent]);
"""


CUT_OFF = """
return [...document.querySelectorAll("#text section, #text div:not(.table)")]
  .filter((each) => each.scrollHeight > each.clientHeight + 4 && getComputedStyle(each).overflowY !== "visible")
  .map((each) => each.className);
"""


def numbered(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the events in the order of the list, in which number 1 is the first."""
    return sorted(events, key=lambda event: describe.hue(event["type"]))


@pytest.mark.parametrize("name", documents.NAMES)
def test_the_text_is_whole_and_the_highlights_are_its_spans(browser: Browser, shown: Shown, name: str) -> None:
    release, events = documents.release(name), logged(name)
    browser.open(shown(release, events))
    assert browser.run("return document.getElementById('text').textContent") == release.text
    for number, event in enumerate(numbered(events), 1):
        marks = describe.marks(event)
        assert lit(browser, number, "data-e") == characters(release.text, marks)
        assert lit(browser, number, "data-r") == characters(release.text, [mark for mark in marks if mark.is_role])
    assert browser.run(CUT_OFF) == []
    [address] = browser.requests()
    assert address.startswith("file:")


def lit(browser: Browser, number: int, kind: str) -> dict[int, str]:
    """Return the characters that a page highlights for an event, by their offsets: blanks aside, lines end there."""
    found = browser.run(HIGHLIGHTED, number, kind)
    return {start + at: each for start, text in found for at, each in enumerate(text) if not each.isspace()}


def characters(text: str, marks: list[describe.Mark]) -> dict[int, str]:
    return {at: text[at] for mark in marks for at in range(mark.start, mark.end) if not text[at].isspace()}


HOSTILE = """</title><script>document.title = "run"</script>

SPRINGFIELD, Ill., March 4, 2019 -- 😀 Acme Software, Inc. (Nasdaq: ACMX) "><img src=x onerror="document.title='run'">

"We have 😀 <script>document.title = 'run'</script> and </style> {{ 7 * 7 }} & <b onclick='x'>bold</b> plans," said Jane Doe, chief executive officer of Acme Software, Inc.

<a href="javascript:document.title='run'">javascript:document.title='run'</a> \0 \r\n <!-- </article> ]]>
"""


def test_nothing_of_a_release_is_run(browser: Browser, shown: Shown) -> None:
    release = read_text(HOSTILE)
    release.document.headline = HOSTILE
    release.document.issuer.name = "<script>document.title='run'</script>"
    events = [json.loads(line(event)) for event in extract_events(release)]
    assert "executive_quote" in {event["type"] for event in events}
    browser.open(shown(release, events))
    browser.press("j")
    assert browser.run("return document.getElementById('text').textContent") == release.text.replace("\0", "\ufffd")
    assert browser.run("return document.scripts.length") == 1
    assert browser.run("return document.querySelectorAll('img, b[onclick], a[href^=javascript]').length") == 0
    assert browser.run("return document.title") == " ".join(HOSTILE.split()).replace("\0", "\ufffd")
    assert {lit(browser, 1, "data-e")[mark.start] for mark in describe.marks(events[0])} <= set(release.text)
    assert browser.requests() == {browser.driver.current_url.partition("#")[0]}


def test_a_script_that_got_in_all_the_same_is_stopped_by_the_policy(chromium: Browser, shown: Shown) -> None:
    path = shown(documents.release(SEED), [])
    spoiled = path.with_name("spoiled.html")
    spoiled.write_text(path.read_text("utf-8").replace("</article>", "</article><script>document.title='run'</script>"))
    chromium.open(spoiled)
    assert chromium.run("return document.title") != "run"
    assert any("Content Security Policy" in complaint for complaint in chromium.complaints())


def state(browser: Browser) -> dict[str, Any]:
    """Return what is selected: its number in the list, the numbers lit in the text, the labels that are shown."""
    return dict(
        browser.run("""
        const shows = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility === "visible";
        const inView = (element) => { const box = element.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; };
        const lit = [...document.querySelectorAll("#text mark.lit")];
        return {
          selected: [...document.querySelectorAll(".event.selected")].map((event) => event.dataset.e),
          open: [...document.querySelectorAll('.event-head[aria-expanded="true"]')].map((head) => head.closest(".event").dataset.e),
          fields: [...document.querySelectorAll(".fields")].filter(shows).map((fields) => fields.closest(".event").dataset.e),
          all: lit.length > 0 && lit.every((mark) => mark.dataset.e.split(" ").includes(document.querySelector(".selected").dataset.e)),
          inView: lit.some(inView),
          labels: [...document.querySelectorAll("#text .tag")].filter(shows).map((tag) => tag.dataset.label),
          where: document.getElementById("where").textContent,
          focus: document.activeElement.closest(".event")?.dataset.e ?? document.activeElement.localName,
        };""")
    )


def test_a_click_in_the_list_scrolls_to_the_event_and_lights_it_up(seed: Browser) -> None:
    before = state(seed)
    assert (before["selected"], before["fields"], before["labels"]) == ([], [], [])
    deployment = next(n for n, event in enumerate(numbered(logged(SEED)), 1) if event["type"] == "customer_deployment")
    seed.click(f"#events .event[data-e='{deployment}'] .event-head")
    after = state(seed)
    assert after["selected"] == after["open"] == after["fields"] == [str(deployment)]
    assert after["all"]
    assert after["inView"]
    assert {"customer", "vendor", "product", "location", "purpose", "date"} <= set(after["labels"])
    assert after["where"] == f"{deployment} of 20: Verizon Communications"
    seed.click(f"#events .event[data-e='{deployment}'] .event-head")
    assert state(seed) == {**before, "focus": str(deployment)}


def test_a_click_in_the_text_selects_the_events_there_one_after_another(seed: Browser) -> None:
    place = seed.run(
        "return document.querySelector('#text mark[data-e*=\" \"] , #text mark mark').closest('mark[id]').id"
    )
    numbers = seed.run(
        "const all = [arguments[0], ...arguments[0].querySelectorAll('mark')]; return all.flatMap((mark) => mark.dataset.e.split(' '))",
        seed.driver.find_element("id", place),
    )
    met = []
    for _ in set(numbers):
        seed.click(f"#{place}")
        met += state(seed)["selected"]
    assert sorted(met) == sorted(set(numbers))
    assert len(met) > 1


def test_a_field_leads_to_its_words(seed: Browser) -> None:
    seed.press("j")
    seed.click(".selected .passage .place")
    flashed = seed.run("return [...document.querySelectorAll('mark.flash')].map((mark) => mark.textContent).join('')")
    first = numbered(logged(SEED))[0]
    assert flashed == first["evidence"][0]["text"]


def test_the_keys_walk_through_the_events(seed: Browser) -> None:
    seed.press("j", "j", "j")
    assert (state(seed)["selected"], state(seed)["focus"]) == (["3"], "3")
    seed.press("k")
    assert state(seed)["selected"] == ["2"]
    seed.press("ARROW_DOWN")
    assert state(seed)["selected"] == ["3"]
    seed.press("ENTER")
    assert state(seed)["focus"] == "mark"
    seed.press("ESCAPE")
    assert (state(seed)["selected"], state(seed)["focus"]) == (["3"], "3")
    seed.press("ESCAPE")
    assert state(seed)["selected"] == []


def test_the_walk_ends_at_both_ends(seed: Browser) -> None:
    seed.press("k")
    assert state(seed)["selected"] == ["20"]
    seed.press("j")
    assert state(seed)["selected"] == ["20"]


def test_an_event_can_be_reached_by_tabs_and_has_a_visible_focus(seed: Browser) -> None:
    for _ in range(40):
        seed.press("TAB")
        if state(seed)["focus"] == "1":
            break
    assert seed.run("return getComputedStyle(document.activeElement).outlineStyle") == "solid"
    seed.press("ENTER")
    assert state(seed)["selected"] == ["1"]


def test_an_event_has_an_address(browser: Browser, shown: Shown) -> None:
    events = logged(SEED)
    browser.open(shown(documents.release(SEED), events), fragment=f"#event-{numbered(events)[4]['id']}")
    assert state(browser)["selected"] == ["5"]
    assert state(browser)["inView"]


def test_help_is_a_dialog(seed: Browser) -> None:
    seed.press("?")
    assert seed.run("return document.getElementById('help').open")
    seed.press("j")
    assert state(seed)["selected"] == []
    seed.press("ESCAPE")
    assert not seed.run("return document.getElementById('help').open")
    seed.click("#ask")
    seed.click("#help button")
    assert not seed.run("return document.getElementById('help').open")


def test_a_type_can_be_left_out(seed: Browser) -> None:
    seed.press("j")
    seed.click(".chip[data-type='executive_quote']")
    assert state(seed)["selected"] == []
    assert not seed.driver.find_element("css selector", ".group[data-type='executive_quote']").is_displayed()
    off = seed.run("return [...document.querySelectorAll('#text mark.off')].map((mark) => mark.dataset.e)")
    assert set(" ".join(off).split()) == {"1", "2", "3"}
    seed.press("j")
    assert state(seed)["selected"] == ["4"]
    assert state(seed)["where"].startswith("1 of 17")


def test_every_button_has_a_name_and_every_reference_a_target(seed: Browser) -> None:
    assert seed.run("""
        const nameless = [...document.querySelectorAll("button, a, [role=group]")]
          .filter((each) => !(each.textContent.trim() || each.getAttribute("aria-label")));
        const lost = ["aria-controls", "aria-labelledby"].flatMap((name) => [...document.querySelectorAll(`[${name}]`)]
          .filter((each) => !document.getElementById(each.getAttribute(name))));
        const links = [...document.querySelectorAll("a[href^='#']")].filter((each) => !document.getElementById(each.hash.slice(1)));
        const ids = [...document.querySelectorAll("[id]")].map((each) => each.id);
        return [nameless.length, lost.length, links.length, ids.length - new Set(ids).size];""") == [0, 0, 0, 0]


LIGHTNESS = """
const parts = (name) => getComputedStyle(document.body)[name].match(/\\d+/g).slice(0, 3).map(Number);
return ["backgroundColor", "color"].map((name) => parts(name).reduce((sum, part) => sum + part, 0) / 765);"""


def test_dark_and_light_follow_the_system_until_one_is_chosen(seed: Browser) -> None:
    paper, ink = seed.run(LIGHTNESS)
    assert paper > 0.9 > 0.3 > ink
    seed.media(scheme="dark")
    paper, ink = seed.run(LIGHTNESS)
    assert paper < 0.2 < 0.7 < ink
    seed.press("t")
    assert seed.run(LIGHTNESS)[0] > 0.9
    seed.driver.refresh()
    assert seed.run(LIGHTNESS)[0] > 0.9
    seed.run("localStorage.clear()")
    seed.driver.refresh()
    assert seed.run(LIGHTNESS)[0] < 0.2


def test_on_paper_every_field_is_there_and_no_button(seed: Browser) -> None:
    seed.media(media="print")
    assert seed.run("""
        const shows = (element) => element.getClientRects().length > 0;
        return [[...document.querySelectorAll(".fields")].every(shows), [...document.querySelectorAll(".chip, .tools button, .walker")].some(shows),
          [...document.querySelectorAll("#text .ref")].filter(shows).length];""") == [True, False, 20]


@pytest.mark.parametrize("name", [SEED, "kelvara-2011-02-01-html"])
def test_a_telephone_scrolls_down_and_never_sideways(browser: Browser, shown: Shown, name: str) -> None:
    browser.resize(360, 740)
    browser.open(shown(documents.release(name), logged(name)))
    assert browser.run("return document.documentElement.scrollWidth") == 360
    browser.click("#next")
    assert state(browser)["selected"] == ["1"]
    assert state(browser)["inView"]
    assert browser.run("return document.documentElement.scrollWidth") == 360


def test_without_a_script_everything_is_there(browser: Browser, shown: Shown) -> None:
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.open(shown(documents.release(SEED), logged(SEED)))
        assert all(each.is_displayed() for each in browser.driver.find_elements("css selector", ".fields"))
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
