"""Bytes to releases: encodings, HTML, what a document says of itself, and bad input."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from extract.errors import ReadError
from extract.reading import read, read_all, read_text

NEWS = (
    "Acme Opens a Plant\n\nSPRINGFIELD, Ohio, May 2, 2019 /PRNewswire/ -- Acme Corp. (NYSE: ACM) today opened a plant "
    "in Springfield – it makes “anvils”.\n\nAbout Acme\n\nAcme makes anvils.\n\nSOURCE  Acme Corp.\n"
)
PAGE = "<html><head><title>x</title><script>var a;</script></head><body>{}</body></html>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    assert read(NEWS.encode(encoding)).text == NEWS


def test_utf8_that_was_cut_in_a_letter_stays_utf8() -> None:
    text = read(NEWS.encode() * 3 + "–".encode()[:1]).text
    assert text.count("“anvils”") == 3


def test_a_declared_charset_is_believed() -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><body><p>Spółka Acme z Łodzi dziś otworzyła zakład.</p></body></html>'
    assert "Spółka Acme z Łodzi" in read(page.encode("iso-8859-2")).text


def test_what_a_document_says_of_itself() -> None:
    document = read_text(NEWS, id="a", source="b").document
    assert (document.id, document.source, document.headline) == ("a", "b", "Acme Opens a Plant")
    assert document.issuer.model_dump() == {"name": "Acme Corp.", "ticker": "ACM", "exchange": "NYSE", "cik": None}
    assert (document.released, document.wire) == ("2019-05-02", "PRNewswire")


def test_a_file_has_its_stem_as_id_and_bytes_none(tmp_path: Path) -> None:
    path = tmp_path / "acme-1.txt"
    path.write_text(NEWS, encoding="utf-8")
    assert read(path).document.id == "acme-1"
    assert read(str(path)).document.source == str(path)
    assert read(path, id="other").document.id == "other"
    assert read(NEWS.encode()).document.id == "document"


@pytest.mark.parametrize(
    ("text", "released"),
    [
        ("SPRINGFIELD, Ohio--(BUSINESS WIRE)--\n\nAcme Corp. today opened a plant in Springfield, it said.", None),
        ("FOR IMMEDIATE RELEASE: May 2, 2019\n\nAcme Opens a Plant\n\nAcme Corp. opened a plant in Ohio on May 1, 2019.", "2019-05-02"),
        ("Acme Opens a Plant\n\nMay 2, 2019\n\nAcme Corp. today opened a plant in Springfield, Ohio, it said.", "2019-05-02"),
        ("SPRINGFIELD, Ohio, May 2 /PRNewswire/ -- Acme Corp. today opened a plant.\n\n    -0-      05/02/2019\n", "2019-05-02"),
        ("SPRINGFIELD, Ohio, May 2 /PRNewswire/ -- Acme Corp. today opened a plant. It began in June 1, 2018.", None),
        ("Acme Corp. opened a plant in Springfield on May 2, 2019, and closed another one in Ohio.", None),
        ("SPRINGFIELD, Ohio - 2 May 2019 - Acme Corp. opened a plant.", "2019-05-02"),
        ("SPRINGFIELD, Ohio -- (Marketwire) -- 05/02/19 -- Acme Corp. opened a plant.", "2019-05-02"),
        ("Acme Opens a Plant\n\nSpringfield, Oh -- May 2, 2019\n\nAcme Corp. today opened a plant in Springfield, it said.", "2019-05-02"),
        ("Acme Opens a Plant\n\nSPRINGFIELD, Finland. 2.5.2019\n\nAcme Corp. today opened a plant in Springfield, it said.", "2019-05-02"),
        ("Acme Opens a Plant\n\nSPRINGFIELD, 2 May 2019. Acme Corp. today opened a plant in Springfield, it said.", "2019-05-02"),
        ("Acme Opens a Plant\n\nSpringfield, 2. May 2019 – Acme Corp. today opened a plant in Springfield, it said.", "2019-05-02"),
        ("Acme Opens a Plant\n\nBy the Acme product team | 2 May 2019\n\nAcme Corp. today opened a plant in Springfield, it said.", "2019-05-02"),
        ("Acme Opens a Plant\n\n2019-05-02\n\nAcme Corp. today opened a plant in Springfield, it said.", "2019-05-02"),
        ("Acme Opens a Plant\n\nAcme Corp. made 19.9.2019 anvils of the sort 2.5.2019 in Springfield, it said.", None),
        ("Acme Opens\n\nThe plant is the largest one in the far West and will hire many people soon.\n\nSPRINGFIELD - 2 May 2019 - Acme opened a plant.", "2019-05-02"),
        ("Anvils\n\nspringfield, United States - May 2, 2019 / acme anvils llc /\n\nAnvils are heavier than you may think, and last longer.", "2019-05-02"),
    ],
)  # fmt: skip
def test_released_is_the_stated_day_or_none(text: str, released: str | None) -> None:
    assert read_text(text).document.released == released


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Northwind Bank Selects LedgerOne\n\nAcme Corp. (NYSE: ACM) today announced a deal with Northwind Bank.", "Acme Corp."),
        ("Acme Opens a Plant\n\nAcme today opened a plant.\n\nAbout Acme Anvils, Inc.\n\nIt makes anvils.", "Acme Anvils, Inc."),
        ("Northwind Deploys LedgerOne\n\nNorthwind has deployed it.\n\nSOURCE  LedgerOne Software, Inc.", "LedgerOne Software, Inc."),
        ("MarketNewsBreaks – Acme Corp. (NASDAQ: ACME) Opens a Plant\n\nAcme (NASDAQ: ACME) opened a plant.", "Acme Corp."),
        ("On the Rise\n\nToday, Acme opened a plant in Springfield, Ohio, and another one in the far West.", "Acme"),
        ("A Book\n\nCanadian author Jane Doe is pleased to announce a book about the anvils of the far West.", "Jane Doe"),
        ("Acme Opens a Plant\n\nAcme Chief Executive John Roe joined us.\n\nAbout AcmeAcme, Inc. makes anvils.", "Acme"),
        ("A Deadline\n\nThe law firm of Roe & Poe, LLP informs the shareholders of Acme, Inc. (NYSE: ACM) of a day in May.", "Roe & Poe, LLP"),
        ("A Plan\n\nThe Management Board of Acme Anvils SE announces that it will open a plant in the far West.", "Acme Anvils SE"),
        ("Good Year\n\nMUNICH - March 31, 2026 - acme AG, a maker of anvils, reported a good year on Tuesday.", "acme AG"),
        ("Q&A with Jane Doe, Founder and CEO of Northwind Homes\n\nJane Doe is the founder of Northwind Homes. Jane Doe paints.", "Northwind Homes"),
        ("Jane Doe, CEO of Acme (NYSE: ACM), was asked about anvils, and of those she said a lot, all day long.", "Acme"),
        ("A Shop Opens\n\nHarper’s Attic, a shop for anvils, opened in Ohio.\n\nAbout Harper’s Attic\n\nHarper’s Attic sells anvils.", "Harper’s Attic"),
        ("Acme’s Anvil Sells\n\nAcme’s Anvil is sold in Ohio, and has been for a hundred years. There, Acme makes it.", "Acme"),
        ("Round-Up\n\nSeven plants opened in the far West this week.\n\nThe post Round-Up appeared first on anvilbiz.", "anvilbiz"),
        ("Round-Up\n\nSeven plants opened in the far West.\n\nThe post Round-Up appeared first on ’s own.", "’s own"),
        ("Acme Opens\n\nAcme opened a plant in the far West.\n\nThe post Acme Opens appeared first on anvilbiz.", "Acme"),
        ("Acme Holdings Opens\n\nAcme Holdings (NYSE: ACM) said that its Acme Loans, Inc. opened.\n\nAbout Acme\n\nIt lends.", "Acme Holdings"),
        ("Harper’s Anvil Corp. Opens\n\nHarper’s Anvil Corp. (NYSE: HAC) today opened a plant in the far West, of which Harper would be proud.", "Harper’s Anvil Corp."),
        ("News\n\nOHIO BUYS 500 NEW ANVILS, AND MORE: The state of Ohio buys anvils from a plant in the far West.", None),
        ("Open\n\nA plant opened today in the far West.\n\nAbout Northwind Anvil WorksAnvil Works makes anvils for all.", "Northwind Anvil Works"),
        ("Anvils\n\nspringfield, United States - May 2, 2019 / acme anvils llc /\n\nAnvils are heavier than you may think, and last longer.", "acme anvils llc"),
        ("SAM Meets\n\nToday, the Society of Anvil Makers (SAM) met in the far West, as it does.\n\nAbout SAM\n\nSAM is a society.", "Society of Anvil Makers"),
        ("Anvils\n\nThe Anvil and Tool Works Corporation (ATW), in Ohio, said that it opened a plant in the far West.", "Anvil and Tool Works Corporation"),
        ("Northwind Holdings’ Subsidiary Acme Opens\n\nAcme today opened a plant, which Northwind Holdings (NYSE: NWH) paid for.", "Northwind Holdings"),
        ("Q&amp;A with Jane Doe, Anvil &amp; Tool Officer at Northwind\n\nJane Doe is an expert in anvils. She makes anvils in Ohio.", "Northwind"),
        ("Q&A with Jane Doe, Director of Anvil Sales at Northwind\n\nJane Doe is an expert in anvils. She makes them in Ohio.", "Northwind"),
        ("Q&A with Jane Doe, President & CEO, The Northwind Group\n\nThis year marks the tenth of anvils, and Jane Doe made it.", "The Northwind Group"),
        ("Anvils Rise\n\nAnvils rose this week, as did many tools…\n\nRead More>>\n\nAbout AnvilWire\n\nAnvilWire tells the news.", "AnvilWire"),
        ("Acme Starts\n\nAcme makes anvils.\n\nAbout AcmeEstablished in 2018, Acme makes anvils for all, and tools.", "Acme"),
        ("Ellis Grows\n\nIt grew in Ohio, where Jane Ellis was born. So Ellis paints, and Ellis sings, and Ellis grows.\n\nThe post Ellis appeared first on anvilbiz.", "anvilbiz"),
        ("NWU Urges Everyone to Call\n\nOne call helps, says NWU. It is April, and in April NWU wants you to call before you dig.", "NWU"),
        ("Anvils\n\nSpringfield-based Northwind Anvils, founded in 1999 in Ohio, has joined the makers of anvils in the West.", "Northwind Anvils"),
        ("Why Anvils\n\nIn the West nobody makes anvils any more. Enter Northwind Corp. (NYSE: NWC), which makes them in Ohio.", "Northwind Corp."),
        ("Days\n\nShop Owner Jane Doe said that anvils are on sale now.\n\nAbout Anvil Shop\n\nAnvil Shop sells anvils.", "Anvil Shop"),
        ("Opens\n\nAnvils are on sale now.\n\nAbout The Center for the Anvil Arts\n\nIt opened in 1999.", "The Center for the Anvil Arts"),
        ("Opens\n\nBigAnvil opened in the West.\n\nAbout Big Anvil\n\nIt makes anvils.\n\nSOURCE BigAnvil", "BigAnvil"),
        ("Inc. Ranks Acme Among Growing Companies\n\nAcme today joined a list of those that grow fast in the far West.", "Acme"),
        ("Anvils\n\nLondon-listed Northwind Group announced that it opened a plant for anvils in the far West of Ohio.", "Northwind Group"),
        ("Acme Unveils Ask Anvil™\n\nAcme announced its Ask Anvil, and all ask it.\n\nAbout Ask Anvil\n\nAsk Anvil answers.", "Acme"),
        ("All Anvils by Northwind\n\nNinety years of anvils are on show. It opened.\n\nThey are heavy.\n\nNorthwind makes anvils.", "Northwind"),
        ("All Anvils by Northwind\n\nThe 403(b) anvils are on show. It opened in Ohio this week, and will close.", None),
        ("Forty-two Anvils by Acme Co.\n\nForty-two anvils are on show. It opened in Ohio this week, and will close.", None),
        ("Anvils Ship With Acme\n\nAnvils are on sale.\n\nThey are heavy.\n\nAcme Tools (NYSE: ACM), based in Ohio, makes tools. Follow us.", "Acme Tools"),
        ("Anvils Ship With anvilo\n\nAnvils are on sale.\n\nThey are heavy.\n\nanvilo is a private company with a plant in Ohio.", "anvilo"),
        ("On Sale\n\nIt is on sale in Ohio.\n\nThey are heavy.\n\nNorthwind is a private company with a plant in Ohio.", None),
        ("On Sale at Doe\n\nIt is on sale in Ohio.\n\nThey are heavy.\n\nDoe Hill is an old park in Ohio.", None),
        ("Anvils\n\nOHIO, United States - May 2, 2019 / AnvilRank /\n\nNorthwind Dental is proud to announce its plan for anvils.", "Northwind Dental"),
        ("Anvils\n\nCompany announcement: Acme A/S has received an order for anvils from the far West of Ohio.", "Acme A/S"),
        ("On Sale\n\nIt opened in Ohio, as they said that it would, and will not close, or so it hopes.\n\nContact DetailsZyta Poe\n\n+1 555-010-0199", None),
        ("On Sale\n\nIt opened in Ohio, as they said that it would, and will not close, or so it hopes.\n\nContact DetailsZyta Poe, Acme\n\n+1 555-010-0199", "Acme"),
        ("On Sale\n\nIt opened in Ohio, as Acme said that it would, and will not close, or so it hopes.\n\nContact DetailsAcme Global\n\n+1 555-010-0199", "Acme Global"),
        ("anvilo 12 is here\n\nBy the Anvilo Works product team | 2 May 2019\n\nToday we release anvilo 12, which is heavy.", "Anvilo Works"),
        ("Northwind Foods trials anvils in its Ohio plants\n\nFour anvils have been at work in our plant since June, and will go on.", "Northwind Foods"),
        ("Northwind Foods across Ohio\n\nFour anvils have been at work in our plant since June, and will go on.", None),
        ("Keel Laid\n\nIn bright weather the keel was laid at Acme Verft AS, as it was planned. The ship is one of three, and all are for Ohio.", "Acme Verft AS"),
        ("Keel Laid\n\nIn bright weather the keel was laid at Acme Verft AS. The ship is for Northwind Lines Ltd, which asked for it.", None),
        ("Keel Laid at Acme\n\nIn bright weather the keel was laid. Acme Verft has made ships in Ohio for a hundred years.", "Acme Verft"),
        ("Keel Laid\n\nIn bright weather the keel was laid. Acme Verft has made ships in Ohio for a hundred years.", None),
        ("“The Anvil” by Jane Doe Wins\n\n“The Anvil”, the second book by Jane Doe, has won a prize. “The Anvil” is heavy.", None),
        ("The Museum Opens\n\nThe Museum opened in Ohio this week, and the museum will stay open until the end of May.", None),
        ("To Drive\n\nIt costs little to drive an Acme (NYSE: ACM) for a day, or so they say who did so in the far West.", None),
        ("Acme Research Updates Coverage on Northwind (NYSE: NW)\n\nNorthwind (NYSE: NW): Acme Research updates its coverage. Northwind makes anvils.", "Acme Research"),
        ("Why Anvils\n\nSociety is moving to anvils, and the anvils of our society are heavy and grow heavier by the day.", None),
    ],
)  # fmt: skip
def test_issuer(text: str, name: str | None) -> None:
    assert read_text(text).document.issuer.name == name


NAMES = [
    "Northwind Engineering", "Acme Manufacturing", "Sterling Holding", "Northwind S.p.A.", "Acme A/S", "Acme N.V.",
    "Northwind AB (publ)", "A.O. Anvil Corporation", "Society of Anvil Makers", "University of Northwind",
    "National Association of Anvil Makers", "Center for Anvil Studies", "U.S. Department of Anvils", "City of Springfield",
    "Northwind Children’s Hospital", "iAnvil", "anvilo", "AnvilWorks.ai", "The Anvil Foundation", "Anvil & Sons",
    "Acme Anvils Pty Ltd", "Northwind Pte. Ltd.", "Acme Works a.s.", "Anvilo OÜ", "Northwind S.r.l.", "Anvils (Pvt) Ltd", "Acme inc.",
    "Bankhaus Roe & Cie.", "Hôtelière du Lac Northwind",
]  # fmt: skip
PLACES = {
    "lede": "Anvils for All\n\nSpringfield, May 2, 2019 - {} announced a plan for the makers of anvils in Ohio.",
    "headline": "{} Announces Plan\n\nSpringfield, May 2, 2019 - {}, a maker of anvils, announced a plan for all of Ohio.",
    "about": "Anvils for All\n\nSpringfield, May 2, 2019 - Makers of anvils have joined a plan.\n\nAbout {}\n{} makes anvils in Ohio.",
    "newsroom": "{} | Newsroom\n\nAnvils for All\n\nMay 2, 2019\n\nMakers of anvils have joined a plan for all who live in the West.",
    "newsroom behind": "Anvils for All | {} Newsroom\n\nMay 2, 2019\n\nMakers of anvils have joined a plan for all who live in the West.",
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", NAMES)
def test_issuers_of_every_sort_are_read_whole_wherever_they_stand(name: str, place: str) -> None:
    found = read_text(PLACES[place].replace("{}", name)).document.issuer.name or ""
    assert found.removeprefix("The ") == name.removeprefix("The ").removesuffix(" (publ)").rstrip(".") or found == name


@pytest.mark.parametrize(
    ("text", "corrects"),
    [
        ("CORRECTING and REPLACING Acme Opens a Plant\n\nAcme Corp. today opened a plant in Springfield.", True),
        ("/C O R R E C T I O N -- Acme Corp./\n\nIn the release of May 2, the first line is to be: Acme opens.", True),
        ("Correction: Acme Opens a Plant\n\nAcme Corp. today opened a plant in Springfield, Ohio.", True),
        ("Acme Opens a Plant\n\nAcme Corp. today opened a plant for vision correction in Springfield, Ohio.", False),
    ],
)
def test_a_correction_says_so(text: str, corrects: bool) -> None:
    assert read_text(text).document.corrects is corrects


COVER = """SECURITIES AND EXCHANGE COMMISSION
FORM 8-K/A
CURRENT REPORT Pursuant to Section 13 or 15(d)

{date}

ACME CORP.
----------
(Exact name of registrant as specified in its charter)

Item 4.01 Changes in Accountants

On May 1, 2005, Jane Doe was dismissed. Jane Doe, who audited the Company, had agreed with Jane Doe.

SIGNATURES
"""


@pytest.mark.parametrize(
    "date",
    [
        "Date of Report (Date of earliest event reported): May 2, 2005 (May 1, 2005)",
        "Date of Report (Date of earliest event reported)      May 2, 2005\n      -----------",
        "Date of Report:\nMay 2, 2005",
        "May 2, 2005\n--------\n(Date of Report)",
    ],
)
def test_the_cover_of_a_form_names_the_registrant_and_the_day(date: str) -> None:
    document = read_text(COVER.format(date=date)).document
    assert (document.issuer.name, document.released, document.form) == ("ACME CORP.", "2005-05-02", "8-K/A")


def test_the_item_of_financial_statements_is_no_news() -> None:
    statements = (
        "Item 7. Financial Statements\n\nIn May, Initech sold 100 shares.\n\nCash     12     15\n\n<PAGE> 3\n\n"
    )
    text = COVER.format(date="May 2, 2005").replace(
        "SIGNATURES", f"{statements}Item 7.01 Disclosure\n\nAcme grows.\n\nSIGNATURES"
    )
    release = read_text(text)
    kinds = {release.text[section.start : section.end][:9]: section.kind for section in release.sections}
    assert (kinds["On May 1,"], kinds["Cash     "], kinds["Acme grow"]) == ("body", "table", "body")
    assert all(
        "Initech" not in text[section.start : section.end] for section in release.sections if section.kind == "body"
    )


def test_the_dateline_of_the_release_behind_a_form_wins_over_its_cover() -> None:
    cover = COVER.format(date="Date of Report: May 2, 2005")
    text = f"{cover}\n/s/ John Roe\n\nSPRINGFIELD, Ohio, May 4, 2005 /PRNewswire/ -- Acme Corp. opened a plant.\n"
    assert read_text(text).document.released == "2005-05-04"


def test_several_tickers_the_first_behind_the_name_counts() -> None:
    text = (
        "Acme, a partner of Initech (NYSE: INI), opens\n\nAcme Corp. (TSX.V: ACM) (OTCQX: ACMEF) today opened a plant."
    )
    issuer = read_text(text).document.issuer
    assert (issuer.name, issuer.ticker, issuer.exchange) == ("Acme Corp.", "ACM", "TSX.V")


def test_html_block_elements_tables_and_split_words() -> None:
    page = PAGE.format(
        "<p>Acme<sup>TM</sup> <font>Cor</font><font>p.</font>&nbsp;opens a&#160;plant</p><div>First line<br>second line</div>"
        "<ul><li>quick</li><li>safe</li></ul>"
        "<table><tr><td></td><td>●</td><td>a bullet</td></tr></table>"
        "<table><tr><th>Year</th><th>Revenue</th></tr><tr><td>2019</td><td>$</td><td>12.1</td><td>)</td></tr></table>"
        '<p style="display:none">hidden</p>'
    )
    assert read(page.encode()).text == (
        "Acme™ Corp. opens a plant\n\nFirst line\nsecond line\n\n• quick\n\n• safe\n\n● a bullet\n\nYear\tRevenue\n2019\t$12.1)"
    )


def test_html_main_part_alone() -> None:
    story = "Acme Corp. today opened a plant in Springfield that makes anvils. " * 10
    page = PAGE.format(f"<div>Menu Shop Login</div><article><p>{story}</p></article><div>Cookies</div>")
    assert read(page.encode()).text == story.strip()


def test_html_nested_beyond_measure_and_nuls() -> None:
    assert read(PAGE.format("<div>" * 20_000 + "Acme opens" + "</div>" * 20_000).encode()).text == "Acme opens"
    assert read(PAGE.format("<p>Acme\0 &#0; &bogus; opens</p>").encode()).text.startswith("Acme")


def archive(kind: str) -> bytes:
    """Return an archive with a release in it."""
    held = io.BytesIO()
    if kind == "zip":
        with zipfile.ZipFile(held, "w") as into:
            into.writestr("a.txt", NEWS)
    elif kind == "tar":
        with tarfile.open(fileobj=held, mode="w") as tar:
            tar.addfile(tarfile.TarInfo("a.txt"), io.BytesIO())
    else:
        held.write(gzip.compress(NEWS.encode()))
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\xef\xbb\xbf\n", "no text"),
        (bytes(range(256)) * 40, "binary"),
        (archive("zip"), "ZIP archive"),
        (archive("tar"), "tar archive"),
        (archive("gzip"), "gzip archive"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 90, "image"),
        (PAGE.format("<div></div>").encode(), "shows no text"),
        (b"a b " * 5_000_000, "20,000,000 characters"),
        (b"%PDF-1.4 no more", "PDF"),
        (b"<SEC-DOCUMENT>0001.txt : 20200102\n<SEC-HEADER>", "cut short"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line_with_the_file_and_a_remedy(data: bytes, what: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.bin"
    path.write_bytes(data)
    with pytest.raises(ReadError) as caught:
        read_all(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert what in message
    assert "; " in message
    assert "\n" not in message


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="there is no such file; check the path"):
        read(tmp_path / "none.txt")
    with pytest.raises(ReadError, match="this is a folder; name the files in it"):
        read(tmp_path)


def test_a_pdf_of_images() -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200)
    held = io.BytesIO()
    document.save(held)
    with pytest.raises(ReadError, match="holds images, no text"):
        read(held.getvalue())
