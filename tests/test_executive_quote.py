"""Executive quotes: parts, speaker, title and organisation."""

from __future__ import annotations

import random
import string
from pathlib import Path

import pytest
from documents import WIRE, check_log, wire_sample

from extract.errors import PatternError
from extract.events.executive_quote import forms
from extract.pipeline import extract_events
from extract.reading import read, read_text
from extract.schema import ExecutiveQuote

LEDE = "Acme Opens a Plant\n\nSPRINGFIELD, Ill., March 4, 2019 -- Acme Corp. (Nasdaq: ACMX) today opened a plant.\n\n"


def quotes(text: str) -> list[ExecutiveQuote]:
    found = extract_events(read_text(text), types=frozenset({"executive_quote"}))
    return [event for event in found if isinstance(event, ExecutiveQuote)]


def only(text: str) -> ExecutiveQuote:
    (quote,) = quotes(LEDE + text)
    return quote


def told(quote: ExecutiveQuote) -> tuple[str, str | None, str | None]:
    speaker = quote.speaker
    title, employer = speaker.title, speaker.organization
    return speaker.name or speaker.text, title.text if title else None, employer.text.rstrip(".") if employer else None


def test_a_mistake_in_the_pattern_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "quotes").mkdir()
    good = '[[pattern]]\nid = "executive_quote.x"\nside = "after"\nform = "{cue} {speaker}"\nyes = []\nno = []\n'
    monkeypatch.setattr(forms, "folder", lambda: tmp_path)
    for wrong, named in [
        (good.replace("side", "sides"), "sides"),
        (good.replace("{cue} ", "({cue} "), "form"),
        (good.replace("{cue}", "{verb}"), "verb"),
    ]:
        (tmp_path / "quotes" / "executive_quote.toml").write_text('event = "executive_quote"\n' + wrong, "utf-8")
        with pytest.raises(PatternError, match=named):
            forms.load.__wrapped__()


def test_words_around_an_attribution_are_one_quotation_of_two_parts() -> None:
    quote = only("“The plant is open,” said Jane Doe, president and CEO of Acme. “We are hiring.”")
    assert [part.text for part in quote.parts] == ["The plant is open,", "We are hiring."]
    assert quote.quote == "The plant is open, We are hiring."
    assert told(quote) == ("Jane Doe", "president and CEO", "Acme")
    assert quote.cue is not None
    assert quote.cue.text == "said"


def test_paragraphs_that_carry_on_are_parts_of_one_quotation() -> None:
    quote = only("“The plant is open,” said Jane Doe, CEO.\n\n“We are hiring.\n\n“Come and see us.”")
    assert [part.text for part in quote.parts] == ["The plant is open,", "We are hiring.", "Come and see us."]


def test_an_attribution_in_front_begins_a_new_quotation() -> None:
    first, second = quotes(LEDE + "“The plant is open,” said Jane Doe, CEO. Ms. Doe added, “We are hiring now.”")
    assert told(first)[0] == told(second)[0] == "Jane Doe"
    assert second.speaker.text == "Doe"
    assert second.quote == "We are hiring now."


def test_two_speakers_in_a_paragraph() -> None:
    first, second = quotes(
        LEDE + "“The plant is open,” said Jane Doe, CEO of Acme.“We will be its first customer,” "
        "said John Roe, Head of Europe and Canada, Northwind."
    )
    assert told(first) == ("Jane Doe", "CEO", "Acme")
    assert told(second) == ("John Roe", "Head of Europe and Canada", "Northwind")


@pytest.mark.parametrize(
    ("words", "title", "employer"),
    [
        ("said Jane Doe, Senior Vice President, Finance and Chief Financial Officer of Northwind Bank.",
         "Senior Vice President, Finance and Chief Financial Officer", "Northwind Bank"),
        ("said Jane Doe, Ph.D., CFA, Northwind Bank’s chief risk officer.", "chief risk officer", "Northwind Bank"),
        ("said Northwind Bank CEO Jane Doe.", "CEO", "Northwind Bank"),
        ("said Jane Doe, director of field services for car maker Northwind.com.",
         "director of field services", "Northwind.com"),
        ("said Jane Doe, president of Retail Banking at Northwind Bank.", "president of Retail Banking", "Northwind Bank"),
        ("said Jane Doe, who joined Northwind Bank in May as its chief risk officer.", "chief risk officer", "Acme Corp"),
        ("said our president and founder, Jane Doe.", "president and founder", "Acme Corp"),
        ("said Jane Doe, chief executive officer.", "chief executive officer", "Acme Corp"),
        ("said Jane Doe, bestselling author.", "bestselling author", None),
        ("said Jane Doe, author of How to Build a Plant.", "author", None),
        ("said Jane Doe.", None, None),
    ],
)  # fmt: skip
def test_titles_are_complete_and_without_the_company(words: str, title: str | None, employer: str | None) -> None:
    quote = only(f"“The plant is open and we are glad of it,” {words}")
    if "who joined" in words:
        assert told(quote)[:2] == ("Jane Doe", title)
    else:
        assert told(quote) == ("Jane Doe", title, employer)


def test_the_title_may_stand_elsewhere() -> None:
    quote = only(
        "The board named Jane Q. Doe, chief engineer of Acme, to the post.\n\n“I am glad of it all,” said Doe."
    )
    assert told(quote) == ("Jane Q. Doe", "chief engineer", "Acme")


def test_pronouns_and_offices_go_to_who_spoke_before() -> None:
    text = (
        "“The plant is open,” said Jane Doe, chief executive officer of Acme.\n\nIt took two years.\n\n“We are hiring "
        "now,” she said.\n\nThe town helped.\n\n“We thank the town,” added the chief executive officer."
    )
    first, second, third = quotes(LEDE + text)
    assert [told(quote) for quote in (second, third)] == [told(first)] * 2
    assert (second.speaker.text, third.speaker.text) == ("she", "the chief executive officer")


@pytest.mark.parametrize(
    "text",
    [
        "Acme calls it the “best plant in the world” on its website.",
        'Acme (the "Company") and Northwind (the "Bank") agreed on a plan.',
        "“The plant is open and we are hiring,” said a spokesperson.",
        "“The plant is open and we are hiring,” the company said.",
        "“The plant is open and we are hiring,” wrote Northwind Research.",
        "Jane Doe won the “Best Plant Manager in Springfield” award.",
        "Jane Doe wrote the book “How to Open a Plant in Two Years”.",
        "The plant's slogan is “We open when the others close”.",
    ],
)
def test_words_of_no_named_speaker_are_no_quotes(text: str) -> None:
    assert quotes(LEDE + text) == []


def test_nobodys_words_are_not_lent_to_the_last_speaker() -> None:
    quote = only("“The plant is open,” said Jane Doe, CEO. “We are hiring.” “So are we all,” said a spokesperson.")
    assert quote.quote == "The plant is open, We are hiring."


def test_releases_of_the_wire_keep_the_contract() -> None:
    if not WIRE.is_dir():
        pytest.skip("no real releases at hand")
    for path in wire_sample(40):
        release = read(path)
        found = extract_events(release, types=frozenset({"executive_quote"}))
        check_log(release, found)
        assert all(len(event.quote) <= 3000 for event in found if isinstance(event, ExecutiveQuote))


def test_mangled_text_raises_nothing() -> None:
    clean = (
        LEDE + "“The plant is open,” said Jane Doe, CEO of Acme. “We are hiring,” she added.\n\n— John Roe, CFO\n" * 3
    )
    chance = random.Random(3)
    for _ in range(60):
        letters = list(clean)
        for _ in range(40):
            letters[chance.randrange(len(letters))] = chance.choice(string.printable + "“”‘’")
        text = "".join(letters)
        check_log(read_text(text), extract_events(read_text(text), types=frozenset({"executive_quote"})))


GLAD = '"We are glad to open the new plant,"'


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"{GLAD} said Republican state Sen. John Roe.", ("John Roe", "state Sen.", None)),
        (f"{GLAD} said Gov. Jane Doe.", ("Jane Doe", "Gov.", None)),
        (f"{GLAD} said U.S. Sen. Jane Doe (D-Ill.).", ("Jane Doe", "U.S. Sen.", None)),
        (f"{GLAD} said Chief Jane Doe of the Lakeside Nation.", ("Jane Doe", "Chief", "Lakeside Nation")),
        (f"{GLAD} said Defendant John Roe, CEO of Northwind.", ("John Roe", "CEO", "Northwind")),
        (f"{GLAD} said Jane Doe (CEO, Northwind).", ("Jane Doe", "CEO", "Northwind")),
        (
            f"{GLAD} said Northwind Vice President of Treasury Services Jane Doe.",
            ("Jane Doe", "Vice President of Treasury Services", "Northwind"),
        ),
        (f"{GLAD} said Jane Pastor, pastor of the First Church.", ("Jane Pastor", "pastor", "First Church")),
        (f"{GLAD} said Jane Doe, M.Ac., founder of Northwind.", ("Jane Doe", "founder", "Northwind")),
        (f"{GLAD} said John Doe, Jr., CEO of Northwind.", ("John Doe, Jr.", "CEO", "Northwind")),
        (f"{GLAD} said John Doe III, CEO of Northwind.", ("John Doe III", "CEO", "Northwind")),
        (f"{GLAD} said Jane Doe VP of Finance.", ("Jane Doe", "VP of Finance", "Acme Corp")),
        (f"Jane de Roe smiled. {GLAD} de Roe said.", ("Jane de Roe", None, None)),
        (f"{GLAD} said Sons of Springfield President Jane Doe.", ("Jane Doe", "President", "Sons of Springfield")),
        (
            f"The co-founders Jane Doe and John Roe will stay.\n\n{GLAD} said Ms. Doe, CEO of Northwind.",
            ("Jane Doe", "CEO", "Northwind"),
        ),
        (
            f"The plant's director is Field Sales. {GLAD} said Northwind Chief Sales and Customer Officer Jane Doe.",
            ("Jane Doe", "Chief Sales and Customer Officer", "Northwind"),
        ),
        (
            f"{GLAD} said Chair of the guideline writing group Jane Doe, M.D.",
            ("Jane Doe", "Chair of the guideline writing group", "Acme Corp"),
        ),
        (
            f"{GLAD[:-2]}.”\n\nJane Doe, Chief Executive Officer of Northwind.\n\nThe plant is big.".replace('"', "“"),
            ("Jane Doe", "Chief Executive Officer", "Northwind"),
        ),
        (
            f"Jane Doe, President and CEO, said of Dr. Roe’s work, {GLAD}",
            ("Jane Doe", "President and CEO", "Acme Corp"),
        ),
    ],
)
def test_names_are_taken_apart_from_what_stands_beside_them(
    text: str, speaker: tuple[str, str | None, str | None]
) -> None:
    assert told(only(text)) == speaker


@pytest.mark.parametrize(
    ("words", "title", "organization"),
    [
        ("chief medical officer for prevention at Northwind", "chief medical officer for prevention", "Northwind"),
        ("Acme Director for Italy", "Director for Italy", "Acme"),
        ("Head of Content, The Sideline, Northwind Media", "Head of Content", "The Sideline"),
        ("Director of the Anvils & Tools segment", "Director of the Anvils & Tools segment", "Acme Corp"),
        ("Head of ADX Partnerships for Northwind Cloud", "Head of ADX Partnerships", "Northwind Cloud"),
        (
            "Director, Financial Crimes and Fraud Solutions",
            "Director, Financial Crimes and Fraud Solutions",
            "Acme Corp",
        ),
        ("Vice President, Fleet, at Northwind", "Vice President, Fleet", "Northwind"),
        ("owner-operator of Northwind Farms", "owner-operator", "Northwind Farms"),
        ("CEO & CTO of northwind AG", "CEO & CTO", "northwind AG"),
        ("CEO for over ten years", "CEO", "Acme Corp"),
        ("Chief Intellectual Property Officer at Northwind", "Chief Intellectual Property Officer", "Northwind"),
        ("Protocol Security Research Lead at the Northwind Lab", "Protocol Security Research Lead", "Northwind Lab"),
        ("VP Global Alliances and Indirect Sales at Northwind", "VP Global Alliances and Indirect Sales", "Northwind"),
        ("Country Manager Germany at Northwind", "Country Manager Germany", "Northwind"),
        ("President, Global Anvil Business Unit, Northwind", "President, Global Anvil Business Unit", "Northwind"),
        ("Gold Anvil Awards Judging Chair", "Judging Chair", "Gold Anvil Awards"),
        ("Northwind’s CPTO", "CPTO", "Northwind"),
        ("Secretary General of the Northwind Federation", "Secretary General", "Northwind Federation"),
        ("the Springfield-based company’s founder", "founder", "Acme Corp"),
        (
            "a member of the Northwind Foundation’s Advisory Board",
            "member of the Northwind Foundation’s Advisory Board",
            "Northwind Foundation",
        ),
    ],
)
def test_title_keeps_its_field_of_work_and_leaves_the_company(words: str, title: str, organization: str) -> None:
    assert told(only(f"{GLAD} said Jane Doe, {words}.")) == ("Jane Doe", title, organization)


def test_company_keeps_the_title_word_that_ends_its_name() -> None:
    quote = only(f"Northwind Data Group grew. Jane Doe, Northwind Data Group Founder and CEO, said: {GLAD}")
    assert told(quote) == ("Jane Doe", "Founder and CEO", "Northwind Data Group")


@pytest.mark.parametrize("surname", ["Doe", "Roe"])
def test_owners_share_their_title(surname: str) -> None:
    quote = only(f"The shop was bought by its owners, Jane Doe and Mary Roe.\n\n{GLAD} said {surname}.")
    assert quote.speaker.title is not None
    assert quote.speaker.title.text == "owner"


def test_second_quotation_of_a_sentence_is_taken_up() -> None:
    quote = only(
        'Jane Doe, CEO, said the need is "high and growing every day" and that Acme will "go on to meet it all."'
    )
    assert len(quote.parts) == 2


HIRING = "“We are hiring many people in May.”"


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # two who share a surname, a title, or the surname of somebody else in the text
        ("Ragna and Jane Doe came. “It is a fine town to live in,” said Ragna.", [("Ragna Doe", None, None)]),
        (
            f"{GLAD} said Jane Doe and John Roe, co-founders of Northwind.",
            [("Jane Doe", "co-founders", "Northwind")],
        ),
        (
            f"{GLAD} said Northwind Bank co-founders Jane Doe and John Roe.",
            [("Jane Doe", "co-founder", "Northwind Bank")],
        ),
        (
            f"Robert Q. Roe owns it.\n\n{GLAD} said Bob Roe, CEO.\n\n“We are hiring people in May,” Roe said.",
            [("Bob Roe", "CEO", "Acme Corp")] * 2,
        ),
        # pronouns: who was named before, unless somebody else was introduced
        (f"Jane Doe, CEO of Northwind, smiled. {HIRING[:-2]},” she said.", [("Jane Doe", "CEO", "Northwind")]),
        (
            f"{GLAD} said Jane Doe, CEO.\n\nJohn Roe came in May. “I like the town very much,” he said.",
            [("Jane Doe", "CEO", "Acme Corp"), ("John Roe", None, None)],
        ),
        # the sentence before
        (f"Jane Doe, CEO of Northwind, said that the plant is open. {HIRING}", [("Jane Doe", "CEO", "Northwind")]),
        (f"The plant will open, said Jane Doe, CEO of Northwind. {HIRING}", [("Jane Doe", "CEO", "Northwind")]),
        # the lines below
        (f"{HIRING}\n\n— Jane Doe\nCEO, Northwind", [("Jane Doe", "CEO", "Northwind")]),
        (f"{HIRING}\nJane Doe\nCEO, Northwind", [("Jane Doe", "CEO", "Northwind")]),
        (
            f"{HIRING}\n\n— Jane Doe\nChief Volunteer Officer, Northwind",
            [("Jane Doe", "Chief Volunteer Officer", "Northwind")],
        ),
        (f"{GLAD} said Northwind Bank\nPresident Jane Doe.", [("Jane Doe", "President", "Northwind Bank")]),
        # what a sentence says of a person
        (
            f"Jane Doe is an associate professor of law at Northwind University. {GLAD} said Dr. Doe.",
            [("Jane Doe", "associate professor of law", "Northwind University")],
        ),
        (
            f"Jane Doe serves as Director of Grid Planning for Northwind. {GLAD} Doe said.",
            [("Jane Doe", "Director of Grid Planning", "Northwind")],
        ),
        (f"{GLAD} said Jane Doe, Minister of Energy and Mines.", [("Jane Doe", "Minister of Energy and Mines", None)]),
        (f"Northwind Bank grew. {GLAD} said Jane Doe, the bank’s president.", [("Jane Doe", "president", "the bank")]),
        (f"{GLAD} said Northwind CEO, Jane Doe. Northwind Ltd. grew.", [("Jane Doe", "CEO", "Northwind")]),
        (
            "In Springfield, Northwind’s Chief Operating Officer, Jane Doe, said: “We are hiring people in May.”",
            [("Jane Doe", "Chief Operating Officer", "Northwind")],
        ),
        ("The Chinese writer Ragna came. “It is a fine town to live in,” said Ragna.", [("Ragna", "writer", None)]),
        ("“It is a fine town to live in,” said co-founder Ragna.", [("Ragna", "co-founder", "Acme Corp")]),
        # companies with "&", brackets or capitals of their own before a title, and verbs in capitals after a name
        (
            "“It will protect your hair for long,” says Watch & Sea Tools CEO Jane Doe.",
            [("Jane Doe", "CEO", "Watch & Sea Tools")],
        ),
        (f"Northwind (NASDAQ: NRTH) CEO Jane Doe Commented: {HIRING}", [("Jane Doe", "CEO", "Northwind")]),
        (f"ledgerONE CEO and Northwind Chairman Jane Doe said: {HIRING}", [("Jane Doe", "Chairman", "Northwind")]),
        (f"As Chairman of Northwind, Jane Doe was glad. She said, {HIRING}", [("Jane Doe", "Chairman", "Northwind")]),
        (
            f"Led by Chief Executive of the Northwind Trade Office (NTO), Jane Doe, they came. {HIRING[:-2]},” Ms Doe said.",
            [("Jane Doe", "Chief Executive", "Northwind Trade Office")],
        ),
        (f"Jane Doe, AIS, CPIW, Northwind Insurance said, {HIRING}", [("Jane Doe", None, "Northwind Insurance")]),
        (f"{GLAD} said Jane Doe, MD, Founder of Northwind.", [("Jane Doe", "Founder", "Northwind")]),
        (f"{GLAD} said County Executive Jane Doe.", [("Jane Doe", "County Executive", None)]),
        (
            f"Norland’s Minister of Trade and Tourism, Jane Doe, came. Minister Doe said: {HIRING}",
            [("Jane Doe", "Minister of Trade and Tourism", "Norland")],
        ),
        # a paragraph that begins in the midst of a line
        (
            "“The plant is open,” said Jane Doe, CEO of Acme. “We are hiring.  “Come and see us in May,” concluded Doe.",
            [("Jane Doe", "CEO", "Acme")] * 2,
        ),
    ],
)
def test_speakers_are_found_where_the_text_names_them(
    text: str, speakers: list[tuple[str, str | None, str | None]]
) -> None:
    assert [told(quote) for quote in quotes(LEDE + text)] == speakers
