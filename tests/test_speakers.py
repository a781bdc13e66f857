"""Speakers of executive quotes who are introduced before they speak, and for whom they work."""

from __future__ import annotations

import pytest

from extract.pipeline import extract_events
from extract.reading import read_text
from extract.schema import ExecutiveQuote

LEDE = "Acme Opens a Plant\n\nSPRINGFIELD, Ill., March 4, 2019 -- Acme Corp. (Nasdaq: ACMX) today opened a plant.\n\n"
GLAD = "“We are glad to open a plant,”"
Told = tuple[str, str | None, str | None]


def speakers(text: str) -> list[Told]:
    """Return name, title and employer of each speaker in a release with the lede above."""
    found = extract_events(read_text(LEDE + text), types=frozenset({"executive_quote"}))
    return [told(event) for event in found if isinstance(event, ExecutiveQuote)]


def told(quote: ExecutiveQuote) -> Told:
    speaker = quote.speaker
    title, employer = speaker.title, speaker.organization
    return speaker.name or speaker.text, title.text if title else None, employer.text.rstrip(".") if employer else None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            f"{GLAD} said Jane Doe, CEO of Acme.\n\nAcme’s chief engineer, Mary Roe, spoke of the price. {GLAD} she said.",
            ("Mary Roe", "chief engineer", "Acme"),
        ),
        (
            f"{GLAD} said Jane Doe, CEO of Acme.\n\nAccording to Max Roe, head of sales, it is large. {GLAD} he added.",
            ("Max Roe", "head of sales", "Acme"),
        ),
        (  # somebody who is only spoken of does not speak
            f"{GLAD} said Jane Doe, CEO of Acme.\n\nThe plant was built for Max Roe. {GLAD} she said.",
            ("Jane Doe", "CEO", "Acme"),
        ),
    ],
)
def test_who_opens_the_paragraph_is_meant_by_the_pronoun(text: str, speaker: Told) -> None:
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"Northwind Ltd. buys them. Its manager, Jane Doe, came. {GLAD} she said.", ("Jane Doe", "manager", "Northwind Ltd")),
        (f"It is new. Its manager, Jane Doe, came. {GLAD} she said.", ("Jane Doe", "manager", "Acme Corp")),
        (
            f"It went to Northwind Ltd., a mill nearby.\n\n{GLAD} said the mill’s owner, Jane Doe.",
            ("Jane Doe", "owner", "Northwind Ltd"),
        ),
        (f"{GLAD} said Jane Doe, who heads purchasing at Northwind Ltd.", ("Jane Doe", None, "Northwind Ltd")),
        (f"Acme said that Jane Doe has joined as vice president, Western Division.\n\n{GLAD} said Doe.",
         ("Jane Doe", "vice president, Western Division", "Acme")),
    ],
)  # fmt: skip
def test_employers_are_those_told_of_before(text: str, speaker: Told) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        (
            "said Jane Doe, VP, Threat Hunting & Forging at Northwind Ltd.",
            ("Jane Doe", "VP, Threat Hunting & Forging", "Northwind Ltd"),
        ),
        ("said head of product Ragnhild Roe.", ("Ragnhild Roe", "head of product", "Acme Corp")),
        ("said Minister of Tourism Ragnhild Roe.", ("Ragnhild Roe", "Minister of Tourism", None)),
        ("said Rodrigo de la Roe y Doe, CEO.", ("Rodrigo de la Roe y Doe", "CEO", "Acme Corp")),
        ("laughs Senior Dispatcher Jane Doe.", ("Jane Doe", "Senior Dispatcher", "Acme Corp")),
        ("said Acme’s head of research, Ragnhild Roe.", ("Ragnhild Roe", "head of research", "Acme")),
        ("said Jun'ichi Roe, the partner in charge.", ("Jun'ichi Roe", "partner in charge", "Acme Corp")),
        ("said Jane Doe, director, Retirement Analytics.", ("Jane Doe", "director, Retirement Analytics", "Acme Corp")),
        ("said Jane Doe, who buys anvils for Ozark Ship Repair.", ("Jane Doe", None, "Ozark Ship Repair")),
        (
            "said Roe.\n\nThe vice president, Latin America & Caribbean, Max Roe, agreed.",
            ("Max Roe", "vice president, Latin America & Caribbean", "Acme Corp"),
        ),
        ("said Contact DetailsJane Doe, CEO.", ("Jane Doe", "CEO", "Acme Corp")),
    ],
)
def test_names_and_titles(words: str, speaker: Told) -> None:
    assert speakers(f"{GLAD} {words}") == [speaker]


def test_who_stays_unknown_does_not_lend_the_words_to_the_next() -> None:
    assert speakers(f"{GLAD} says the designated treasurer.\n\n{GLAD} adds Jane Doe, CEO.") == [
        ("Jane Doe", "CEO", "Acme Corp")
    ]


def test_the_office_of_one_person_told_of_before_is_enough() -> None:
    appointed = "Acme appointed Jane Doe as Chief Financial Officer."
    assert speakers(f"{appointed}\n\n{GLAD} says the designated CFO.") == [
        ("Jane Doe", "Chief Financial Officer", "Acme")
    ]
    both = f"{appointed} Max Roe, Chief Financial Officer of Northwind Ltd., came."
    assert speakers(f"{both}\n\n{GLAD} says the CFO.") == []


def test_who_has_a_title_but_no_common_name_is_meant_by_the_pronoun() -> None:
    assert speakers(f"Creative director Thorgny St-Roe wrote it. {GLAD} she says.") == [
        ("Thorgny St-Roe", "Creative director", "Acme Corp")
    ]


def test_a_term_in_a_clause_is_no_part_of_what_follows() -> None:
    text = (
        "Jane Doe, CEO, said she has no “personal quarrel” with it. “The plant has been good to all of us,” Doe said."
    )
    assert speakers(text) == [("Jane Doe", "CEO", "Acme Corp")]


@pytest.mark.parametrize("heading", ["Highlights", "Reports from Springfield", "Remarks by Max Roe"])
def test_a_heading_below_is_no_attribution(heading: str) -> None:
    text = f"{GLAD} said Jane Doe, CEO. “It will be good for all of us.”\n\n{heading}\n\nThe plant is large."
    (quote,) = extract_events(read_text(LEDE + text), types=frozenset({"executive_quote"}))
    assert isinstance(quote, ExecutiveQuote)
    assert len(quote.parts) == 2


@pytest.mark.parametrize(
    ("words", "employer"),
    [("surgeon with over 25 years of work", None), ("owner of A Better Anvil", "A Better Anvil")],
)
def test_numbers_are_no_employers_and_articles_belong_to_names(words: str, employer: str | None) -> None:
    ((_, _, found),) = speakers(f"{GLAD} said Jane Doe, {words}.")
    assert found == employer


def test_words_of_two_parts_may_be_few() -> None:
    assert speakers("Jane Doe is CEO.\n\n“No,” says Doe. “Next question.”") == [("Jane Doe", "CEO", "Acme Corp")]


def test_a_sentence_after_a_finished_quotation_is_no_attribution() -> None:
    assert speakers("Signs read “the largest plant of all times.” According to Jane Doe, it is not.") == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (  # paragraphs without a blank line between them
            f"{GLAD} said Jane Doe, CEO of Acme, which has planned the plant for ten years with its neighbours and its staff.\n"
            f"Northwind’s founder, Mary Roe, said that it would pay for a mill. {GLAD} she said.\n",
            ("Mary Roe", "founder", "Northwind"),
        ),
        (
            f"{GLAD} said Jane Doe, CEO of Acme.\n\nIn her speech at the gate, Northwind’s founder, Mary Roe, thanked all. {GLAD} she said.",
            ("Mary Roe", "founder", "Northwind"),
        ),
        (
            f"{GLAD} said Jane Doe, CEO of Acme.  Mary Roe, Northwind’s founder, said that it is large.  {GLAD} she said.",
            ("Mary Roe", "founder", "Northwind"),
        ),
        (
            f"{GLAD} said Jane Doe, CEO of Acme.\n\nProf. Max Roe, director of Northwind Institute, came. {GLAD} he remarked.",
            ("Max Roe", "director", "Northwind Institute"),
        ),
    ],
)
def test_sentences_introduce_who_speaks(text: str, speaker: Told) -> None:
    assert speakers(text)[-1] == speaker


def test_who_has_no_name_does_not_lend_one_to_the_pronoun_behind() -> None:
    assert speakers(f"Jane Doe, CEO of Acme, came. A tester said, {GLAD} {GLAD} he added.") == []


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        (
            "said Northwind sales director Jane Doe.\n\nNorthwind is a member of the Guild.",
            ("Jane Doe", "sales director", "Northwind"),
        ),
        ("said Jane Doe, director of sales from 3 May 2019.", ("Jane Doe", "director of sales", "Acme Corp")),
        ("said Jane Doe, who leads the company’s applied research.", ("Jane Doe", None, "Acme Corp")),
        ("said the new CEO Jane Doe, who joined north-WD Ltd. on May 1.", ("Jane Doe", "CEO", "north-WD Ltd")),
        ("says chief pilot Jane Doe.", ("Jane Doe", "chief pilot", "Acme Corp")),
        ("said Jane Doe, who leads the choir.", ("Jane Doe", None, None)),
    ],
)
def test_employers_in_few_words(words: str, speaker: Told) -> None:
    assert speakers(f"{GLAD} {words}") == [speaker]


def test_a_county_that_is_named_is_meant_by_the_county() -> None:
    text = f"It stands in Marlow County.\n\nThe county’s commissioner for roads, Jane Doe, said: {GLAD}"
    assert speakers(text) == [("Jane Doe", "commissioner for roads", "Marlow County")]
