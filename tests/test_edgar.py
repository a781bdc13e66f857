"""EDGAR submissions: header, choice of exhibits, attachments, damage."""

from __future__ import annotations

import base64
import binascii

import pytest

from extract.reading import edgar, read, read_all

HEADER = """<SEC-DOCUMENT>0000012345-03-000001.txt : 20030711
<SEC-HEADER>0000012345-03-000001.hdr.sgml : 20030711
ACCESSION NUMBER:		0000012345-03-000001
CONFORMED SUBMISSION TYPE:	8-K
CONFORMED PERIOD OF REPORT:	20030710
ITEM INFORMATION:		Financial statements and exhibits
ITEM INFORMATION:		Regulation FD Disclosure
FILED AS OF DATE:		20030711

FILER:

	COMPANY DATA:
		COMPANY CONFORMED NAME:			ACME CORP
		CENTRAL INDEX KEY:			0000012345
</SEC-HEADER>
"""
FORM = """SECURITIES AND EXCHANGE COMMISSION

FORM 8-K

CURRENT REPORT

Pursuant to Section 13 or 15(d)

Item 9. Regulation FD Disclosure.

On July 10, 2003, Acme opened a plant in Springfield.

SIGNATURE

/s/ Jane Doe
"""
NEWS = """FOR IMMEDIATE RELEASE

ACME OPENS A PLANT

SPRINGFIELD, Ohio, July 10 /PRNewswire/ -- Acme Corporation (Nasdaq: ACME) today
announced that it has opened a plant with R&amp;D in Springfield.
"""
AGREEMENT = """AGREEMENT AND PLAN OF MERGER

by and between Acme Corporation and Northwind Bank

WHEREAS, the parties wish to merge, they announce in a press release that they agree.
"""


def document(kind: str, text: str) -> str:
    """Return a document of a submission."""
    return f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>1\n<TEXT>\n{text}\n</TEXT>\n</DOCUMENT>\n"


def submission(*documents: str) -> bytes:
    """Return a submission with an 8-K and these documents."""
    return (HEADER + document("8-K", FORM) + "".join(documents) + "</SEC-DOCUMENT>\n").encode()


def uuencoded(size: int) -> str:
    """Return a uuencoded file of so many bytes."""
    lines = [binascii.b2a_uu(b"\x07" * 45).decode() for _ in range(size // 45)]
    return f"begin 644 book.xls\n{''.join(lines)}`\nend\n"


def test_header() -> None:
    header = edgar.header(submission())
    assert header.filers == (("ACME CORP", "0000012345"),)
    assert (header.form, header.period, header.filed) == ("8-K", "2003-07-10", "2003-07-11")
    assert header.items == ("7", "9")


def test_items_are_numbered_by_the_form_of_their_day() -> None:
    titles = b"ITEM INFORMATION:\tOther Events\nFILED AS OF DATE:\t"
    assert edgar.header(titles + b"20040822\n").items == ("5",)
    assert edgar.header(titles + b"20040823\n").items == ("8.01",)


def test_the_exhibit_that_is_a_release() -> None:
    (release,) = read_all(submission(document("EX-99.1", AGREEMENT), document("EX-99.2", NEWS)))
    assert release.document.id == "document"
    assert release.document.headline == "ACME OPENS A PLANT"
    assert release.document.issuer.model_dump() == {
        "name": "Acme Corporation",
        "ticker": "ACME",
        "exchange": "Nasdaq",
        "cik": "0000012345",
    }
    assert (release.document.released, release.document.wire) == ("2003-07-10", "PRNewswire")
    assert (release.document.form, release.document.exhibit) == ("8-K", "EX-99.2")
    assert release.document.items == ["7", "9"]
    assert "R&D in Springfield" in release.text


def test_several_releases_have_ids_of_their_exhibits() -> None:
    releases = read_all(submission(document("EX-99.1", NEWS), document("EX-99.1", NEWS), document("EX-99.(A)", NEWS)))
    assert [release.document.id for release in releases] == ["document-ex99.1", "document-ex99.1.2", "document-ex99.a"]
    assert read(submission(document("EX-99.1", NEWS), document("EX-99.2", NEWS))).document.id == "document-ex99.1"


@pytest.mark.parametrize("exhibit", [AGREEMENT, "<PDF>\n</PDF>", uuencoded(900), "<html><img src=a.jpg></html>"])
def test_the_body_of_the_form_where_no_exhibit_is_a_release(exhibit: str) -> None:
    (release,) = read_all(submission(document("EX-99.1", exhibit), document("GRAPHIC", uuencoded(900))))
    body = [release.text[section.start : section.end] for section in release.sections if section.kind == "body"]
    assert body == ["On July 10, 2003, Acme opened a plant in Springfield."]
    assert (release.document.form, release.document.exhibit) == ("8-K", None)
    assert release.document.released == "2003-07-10"


def test_attachments_inside_an_exhibit_are_left_out() -> None:
    (release,) = read_all(submission(document("EX-99.1", NEWS + uuencoded(900))))
    assert release.text.strip() == NEWS.replace("&amp;", "&").strip()


def test_a_large_workbook_is_never_decoded() -> None:
    data = submission(document("EX-99.1", NEWS), document("EXCEL", "x")).replace(b"x\n</TEXT>", b"\xff" * 50_000_000)
    assert read(data).document.headline == "ACME OPENS A PLANT"


def test_html_and_xbrl_exhibits() -> None:
    page = f"<XBRL>\n<?xml version='1.0' encoding='ASCII'?>\n<html><body><p>{NEWS.strip()}</p></body></html>\n</XBRL>"
    (release,) = read_all(submission(document("EX-99.1", page.replace("\n\n", "</p><p>"))))
    assert release.document.headline == "ACME OPENS A PLANT"


def test_a_submission_that_was_cut_short() -> None:
    whole = submission(document("EX-99.1", NEWS))
    assert read(whole[: whole.index(b"opened a plant with")]).document.headline == "ACME OPENS A PLANT"


def test_the_filer_whom_the_release_names() -> None:
    second = (
        "FILER:\n\tCOMPANY DATA:\n\t\tCOMPANY CONFORMED NAME:\tNORTHWIND BANK\n\t\tCENTRAL INDEX KEY:\t0000054321\n"
    )
    data = submission(
        document("EX-99.1", NEWS.replace("ACME", "NORTHWIND BANK").replace("Acme Corporation", "Northwind Bank"))
    )
    assert read(data.replace(b"</SEC-HEADER>", second.encode() + b"</SEC-HEADER>")).document.issuer.cik == "0000054321"


def test_a_wrong_year_in_a_dateline_is_that_of_the_filing() -> None:
    data = submission(document("EX-99.1", NEWS.replace("July 10 /", "July 10, 2002 /")))
    assert read(data).document.released == "2003-07-10"


def test_headers_of_1993_in_a_mail_envelope() -> None:
    envelope = b"-----BEGIN PRIVACY-ENHANCED MESSAGE-----\n" + base64.b64encode(b"key") + b"\n\n"
    data = (
        submission(document("EX-99", NEWS))
        .replace(b"SEC-DOCUMENT", b"IMS-DOCUMENT")
        .replace(b"SEC-HEADER", b"IMS-HEADER")
    )
    assert read(envelope + data).document.issuer.cik == "0000012345"
