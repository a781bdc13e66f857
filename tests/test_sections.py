"""Sections by evidence: what stands where in releases of different styles."""

from __future__ import annotations

import pytest

from extract.reading import read_text
from extract.schema import Release


def labelled(release: Release) -> list[tuple[str, str]]:
    """Return the sections as (kind, text with single spaces)."""
    return [(section.kind, " ".join(release.text[section.start : section.end].split())) for section in release.sections]


def kind_of(release: Release, words: str) -> str:
    """Return the kind of the section that holds the words."""
    place = release.text.index(words)
    return next(section.kind for section in release.sections if section.start <= place < section.end)


def test_a_release_of_today() -> None:
    text = (
        "# Northwind Bank Selects LedgerOne\n\nMove to the cloud is to end in May\n\n"
        "SPRINGFIELD, Ohio – May 2, 2019 – (BUSINESS WIRE) – Northwind Bank today announced that it has selected LedgerOne.\n\n"
        "- It is quick.\n- It is safe.\n\n"
        "About Northwind Bank\n\nNorthwind Bank is a bank in Ohio.\n\n"
        "Forward-Looking Statements\n\nSome of this may never happen.\n\n"
        "Media Contact:\n\nJane Doe\n\n555-010-0199\n"
    )
    assert labelled(read_text(text)) == [
        ("headline", "Northwind Bank Selects LedgerOne"),
        ("subheadline", "Move to the cloud is to end in May"),
        ("dateline", "SPRINGFIELD, Ohio – May 2, 2019 – (BUSINESS WIRE) –"),
        ("body", "Northwind Bank today announced that it has selected LedgerOne."),
        ("list", "- It is quick. - It is safe."),
        ("about", "About Northwind Bank Northwind Bank is a bank in Ohio."),
        ("safe_harbor", "Forward-Looking Statements Some of this may never happen."),
        ("contact", "Media Contact: Jane Doe 555-010-0199"),
    ]


def test_paragraphs_glued_into_one_line() -> None:
    text = (
        "Acme Opens a Plant\n\n"
        'SPRINGFIELD, Ohio, May 2, 2019 /PRNewswire/ -- Acme Corp. (NYSE: ACM) today opened a plant."We are glad," said '
        "Jane Doe, president of Acme.About AcmeAcme Corp. makes anvils. Forward-Looking StatementsThis release contains "
        "statements about the future.Contact:Jane DoeAcme Corp.555-010-0199View original content:http://www.example.com/"
        "news-1.htmlSOURCE  Acme Corp.\n"
    )
    assert [kind for kind, _ in labelled(read_text(text))] == [
        "headline",
        "dateline",
        "body",
        "about",
        "safe_harbor",
        "contact",
    ]
    assert kind_of(read_text(text), "We are glad") == "body"
    assert kind_of(read_text(text), "makes anvils") == "about"


def test_hard_wrapped_exhibit_with_page_marks() -> None:
    text = (
        "<PAGE>\n                                                        Exhibit 99.1\n\n"
        "                          FOR IMMEDIATE RELEASE\n\n"
        "          ACME CORP. REPORTS RECORD RESULTS FOR THE YEAR ENDED\n"
        "                          JUNE 30, 2004\n\n"
        "SPRINGFIELD, Ohio, Aug. 4 /PRNewswire-FirstCall/ -- Acme Corp. (Nasdaq: ACME)\n"
        "today reported that revenue rose by a tenth to $12.1 million in the year that\n"
        "ended on June 30, 2004.\n\n"
        "                                    2\n<PAGE>\n"
        "     Net income was $1.0 million, it said.\n\n"
        "                       Acme Corp.\n"
        "             Consolidated Statements of Operations\n"
        "                     (In thousands)\n\n"
        "                                2004             2003\n"
        "Revenue                       12,100           11,000\n"
        "Net income                     1,000              900\n"
    )
    release = read_text(text)
    assert release.document.headline == "ACME CORP. REPORTS RECORD RESULTS FOR THE YEAR ENDED JUNE 30, 2004"
    assert kind_of(release, "Exhibit 99.1") == kind_of(release, "2\n<PAGE>") == "cover"
    assert kind_of(release, "SPRINGFIELD") == "dateline"
    assert kind_of(release, "today reported") == kind_of(release, "Net income was") == "body"
    assert kind_of(release, "Consolidated Statements") == kind_of(release, "12,100") == "table"


def test_form_8k_before_its_release() -> None:
    text = (
        "SECURITIES AND EXCHANGE COMMISSION\nWashington, D.C.\n\nFORM 8-K\n\nCURRENT REPORT\n\n"
        "Pursuant to Section 13 or 15(d)\n\nItem 9. Regulation FD Disclosure\n\n"
        "On May 2, 2003, Acme Corp. issued a press release.\n\nSIGNATURE\n\n/s/ Jane Doe\n\n"
        "SPRINGFIELD, Ohio -- (BUSINESS WIRE) -- May 2, 2003 --\n\nAcme Opens a Plant\n\n"
        "Acme Corp. (Nasdaq: ACME) today opened a plant in Springfield, Ohio, that makes anvils for the whole of the West.\n"
    )
    release = read_text(text)
    assert [kind for kind, _ in labelled(release)] == ["cover", "dateline", "headline", "body"]
    assert release.document.headline == "Acme Opens a Plant"


def test_form_8k_alone_has_its_items_as_body() -> None:
    text = (
        "SECURITIES AND EXCHANGE COMMISSION\n\nFORM 8-K\n\nCURRENT REPORT\n\nPursuant to Section 13 or 15(d)\n\n"
        "Item 5. Other Events\n\nOn May 2, 2003, Acme Corp. opened a plant in Springfield.\n\n"
        "SIGNATURE\n\n/s/ Jane Doe\n\nThis agreement, by and between Acme and Northwind, is made today.\n"
    )
    release = read_text(text)
    assert [kind for kind, _ in labelled(release)] == ["cover", "body", "cover"]
    assert kind_of(release, "opened a plant") == "body"


@pytest.mark.parametrize(
    ("paragraph", "kind"),
    [
        (
            "This release contains forward-looking statements, and actual results may differ materially from them.",
            "safe_harbor",
        ),
        (
            "LedgerOne is a registered trademark of Acme. Other marks are the property of their respective owners.",
            "legal",
        ),
        ("Acme Corp., headquartered in Springfield, makes anvils for blacksmiths and for cartoons.", "about"),
        ("For more information, visit www.example.com or call (555) 010-0199.", "contact"),
        ("Jane Doe said the company expects the plant to open next year.", "body"),
        ("Acme Corp. offers blacksmiths the anvils that today's trade demands, from Springfield.", "about"),
        ("The plant makes more than about 200 Acme anvils a day.", "body"),
    ],
)
def test_boilerplate_without_a_heading(paragraph: str, kind: str) -> None:
    news = "Acme Corp. today opened a plant in Springfield, Ohio, that makes anvils for the whole of the West.\n\n"
    more = "The plant has two hundred workers, and a hundred more are to come in the next year, Jane Doe said.\n\n"
    release = read_text(f"Acme Opens a Plant\n\n{news}{more}{paragraph}\n")
    assert kind_of(release, paragraph) == kind


def test_a_contact_glued_to_the_boilerplate_before_it() -> None:
    contact = "Contact for Media and Investors: Jane Doe, jane@example.com"
    news = "Acme Corp. today opened a plant in Springfield, Ohio, that makes anvils for the whole of the West.\n\n"
    release = read_text(f"Acme Opens a Plant\n\n{news}About Acme\nAcme Corp. makes anvils. (ACM){contact}\n")
    assert labelled(release)[-2:] == [("about", "About Acme Acme Corp. makes anvils. (ACM)"), ("contact", contact)]


def test_the_end_of_a_line_of_paragraphs_glued_with_two_spaces() -> None:
    news = "Acme Corp. today opened a plant in Springfield, Ohio, that makes anvils for the whole of the West."
    more = "  ".join(f"The {number}th hall is to be open to all, Acme offers tea in it." for number in range(4, 40))
    about = "Acme Corp. is a maker of anvils. It has a hundred shops."
    contact = "Acme Corp. 10 Main Street Springfield, OH 45501 (555) 010-0199"
    release = read_text(f"Acme Opens a Plant\n\n{news}  {more}  {about}  {contact}\n")
    assert labelled(release)[2:] == [("about", about), ("contact", contact)]
    assert kind_of(release, "39th hall") == "body"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("10 Main Street, Suite 400, Springfield, OH 45501", "contact"),
        ("10 Main Street is where the figures above were counted.", "footnote"),
    ],
)
def test_the_number_of_a_house_is_no_mark_of_a_note(line: str, kind: str) -> None:
    news = "Acme Corp. today opened a plant in Springfield, Ohio, that makes anvils for the whole of the West.\n\n"
    about = "About Acme\n\nAcme Corp. makes anvils.\n\nMedia Contact:\n\nJane Doe\n\n"
    assert kind_of(read_text(f"Acme Opens a Plant\n\n{news}{about}{line}\n"), line) == kind


def test_a_contact_block_above_the_headline() -> None:
    text = (
        "FOR IMMEDIATE RELEASE\n\nCONTACT:\nJane Doe                       John Roe\n"
        "Acme Corp.                     Roe & Partners\n(555) 010-0199                 (555) 010-0142\n\n"
        "ACME OPENS A PLANT\n\nSPRINGFIELD, OH, May 2, 2004 -- Acme Corp. (NYSE: ACM) today opened a plant.\n"
    )
    assert [kind for kind, _ in labelled(read_text(text))] == ["cover", "contact", "headline", "dateline", "body"]


@pytest.mark.parametrize(
    "dateline",
    [
        "SPRINGFIELD, Ohio, May 2, 2019 /PRNewswire/ -- ",
        "SPRINGFIELD--(BUSINESS WIRE)--",
        "SPRINGFIELD, Ohio -- (BUSINESS WIRE) -- May 2, 2019 -- ",
        "SPRINGFIELD...August 1, 2000...",
        "Springfield, Ohio - 7 March 2025 - ",
        "Springfield, OH (May 2, 2019) – ",
        "Springfield, OH (Acmewire.ai) Tuesday Oct 15, 2024 @ 11:00 AM Eastern — ",
        "SPRINGFIELD, Ohio – ",
        "SPRINGFIELD, Ohio, May 2, 2019 (GLOBE NEWSWIRE) -- ",
        "SPRINGFIELD, Ohio, May 2, 2019 (ANVILPOINT) -- ",
        "SPRINGFIELD, Ont., May 2, 2019 /Anvil Roe-Poe/ - ",
        "SPRINGFIELD, 2 May 2019. ",
        "SPRINGFIELD, Ohio, May 2, 2019. – ",
        "Springfield, Finland, 2.5.2019. ",
        "Springfield, 2. May 2019 – ",
    ],
)
def test_datelines(dateline: str) -> None:
    lede = "Acme Corp. today opened a plant in Springfield that makes anvils for the whole of the West."
    assert labelled(read_text(f"Acme Opens a Plant\n\n{dateline}{lede}\n"))[1:] == [
        ("dateline", dateline.strip()),
        ("body", lede),
    ]


@pytest.mark.parametrize("blank", ["\n\n", "\n"])
def test_a_dateline_on_its_own_line(blank: str) -> None:
    above = "Acme Opens a Plant\n\nThe Plant Is the First of Its Kind in the West of the Country"
    lede = "Acme Corp. today opened a plant in Springfield that makes anvils for the whole of the West."
    assert labelled(read_text(f"{above}{blank}    SPRINGFIELD--(BUSINESS WIRE)--\n{lede}\n\nIt is large.\n"))[2:] == [
        ("dateline", "SPRINGFIELD--(BUSINESS WIRE)--"),
        ("body", f"{lede} It is large."),
    ]


def test_the_second_line_of_a_headline_is_no_lede() -> None:
    above = "Acme Opens a Plant for Anvils and"
    below = "All That Blacksmiths Have to Have in Their Work, Be It Large or Be It the Smallest."
    release = read_text(f"{above}\n{below}\n\nAcme Corp. today opened a plant in Springfield that makes anvils.\n")
    assert kind_of(release, "All That Blacksmiths") == "headline"


@pytest.mark.parametrize(
    "lede",
    [
        "On May 2, 2019, Acme Corp. opened a plant in Springfield that makes anvils for the whole of the West.",
        "In Springfield -- where the sun shines -- Acme Corp. opened a plant, and people came from May to July.",
    ],
)
def test_a_sentence_is_no_dateline(lede: str) -> None:
    assert labelled(read_text(f"Acme Opens a Plant\n\n{lede}\n"))[1:] == [("body", lede)]


def test_sections_cover_the_text_and_do_not_overlap() -> None:
    text = "Acme Opens a Plant\r\n\r\n  Acme Corp. today opened a plant in Springfield.  \r\n\r\n\t\r\nAbout Acme\r\nIt is.\r\n"
    sections = read_text(text).sections
    covered = "".join(text[section.start : section.end] for section in sections)
    assert "".join(covered.split()) == "".join(text.split())
    edges = [edge for section in sections for edge in (section.start, section.end)]
    assert edges == sorted(edges)
