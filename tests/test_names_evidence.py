"""What shows the kind of a name: one table for each class of evidence, all names invented."""

import pytest
from test_names import facts_of, kinds

# Each case is a text, a name in it, and the kind that the text shows; NAME is a name of which it does not show any.
LISTS = [
    ("It integrates with Tasklark, Wending, Mailcote and Brevio.", "Wending", "PRODUCT"),
    ("Drugs such as Ledgerine and Vaultizol help.", "Vaultizol", "PRODUCT"),
    ("Adds three modes: Quiet Lens (QLN), Night Lens and Vault Lens.", "Night Lens", "PRODUCT"),
    ("Banks such as Northwind and Aldermoor use it.", "Aldermoor", "ORG"),
    ("We thank Jane Doe, Zebulon Quirke, and Ottoline Brask.", "Ottoline Brask", "PERSON"),
    ("The work of Ottoline Brask, Northwind Bank’s painter, is shown.", "Ottoline Brask", "NAME"),  # two are no list
    ("It makes three proprietary games, Zendrik, Cold Harbors and Thrummer, for phones.", "Cold Harbors", "PRODUCT"),
    ("Growers pick strains such as Blue Lantern, Stone Fig and Lazy Comet.", "Lazy Comet", "PRODUCT"),
    ("New flavors include Peach Thunder, Mango Riot and Berry Static.", "Mango Riot", "PRODUCT"),
    ("Its in-house brands, including Ledgerine and Vaultizol, lead.", "Vaultizol", "PRODUCT"),
    ("Social media platforms, particularly Ledgergram and Vaultchat, buzz.", "Vaultchat", "PRODUCT"),
    ("It buys from brands such as Brasko and Aldermoor.", "Brasko", "ORG"),  # not its own
    ("New tools include:\n\n* Ledgerfy Sync: keeps books.\n\n* Vaultify: keeps files.", "Ledgerfy Sync", "PRODUCT"),
    ("Our partners are:\n\n* Ledgerfy Sync: keeps books.\n\n* Vaultify: keeps files.", "Ledgerfy Sync", "NAME"),
]
APPOSITIONS = [
    ("Ledgerfy, a cloud platform for banks, is out.", "Ledgerfy", "PRODUCT"),
    ("A demo of Ledgerfy, its innovative payments platform, follows.", "Ledgerfy", "PRODUCT"),
    ("They bought Ledgerfy, Ohio’s leading retail management platform, in May.", "Ledgerfy", "PRODUCT"),
    ("Brasko, Ohio’s largest credit union, paid.", "Brasko", "ORG"),
    ("The telecommunications provider Brasko, which pays, agreed.", "Brasko", "ORG"),
    ("Ledgerfy, a two-day conference for banks, is near.", "Ledgerfy", None),
    ("Ledger Crest, a luxury apartment community in Ohio, opened.", "Ledger Crest", "PLACE"),
    ("Ottoline Brask, a sculptor of clay, spoke.", "Ottoline Brask", "PERSON"),
    ("Powered by Brasko, the Ledgerfy platform is fast.", "Brasko", "NAME"),  # another subject, no apposition
    ("They sell Wrenlyshop, a specialized version of another till.", "Wrenlyshop", "PRODUCT"),
    ("Core among these innovations is Ledgerfy, which enhances it.", "Ledgerfy", "PRODUCT"),
    ("The lead candidate is Ledgerizol, a vaccine.", "Ledgerizol", "PRODUCT"),
    ("The lead investor is Brasko.", "Brasko", "NAME"),
]
TITLES = [
    ("Our CEO, Ottoline Brask, spoke in May.", "Ottoline Brask", "PERSON"),
    ("The award went to Ottoline Brask, Co-Owner of a shop.", "Ottoline Brask", "PERSON"),
    ("We thank Shawn Roe, Company President, today.", "Shawn Roe", "PERSON"),
    ("Ledgerfy, an agent directory, is out.", "Ledgerfy", "NAME"),
    ("Ottoline Brask brings more than twenty years of experience.", "Ottoline Brask", "PERSON"),
]
VERBS_AND_POSSESSIVES = [
    ("Brasko is proud to support the school.", "Brasko", "ORG"),
    ("Ms. Roe, Brasko’s grants programme manager, agreed.", "Brasko", "ORG"),
    ("He founded Brasko in 1999.", "Brasko", "ORG"),
    ("They hold a stake in Brasko today.", "Brasko", "ORG"),
    ("After the launch of Brasko’s new tool we met.", "Brasko", "NAME"),  # the tool is launched
    ("It is streaming on Ledgerfy now.", "Ledgerfy", "PRODUCT"),
    ("Follow us on Ledgerfy.", "Ledgerfy", "NAME"),
    ("Watch us on Ledgerfy.", "Ledgerfy", "NAME"),
    ("Viewers can watch the series on Ledgerfy today.", "Ledgerfy", "PRODUCT"),
    ("It hopes to scale yLathe, which can help teams.", "yLathe", "PRODUCT"),
    ("The expanded Ledgerfy is now available to all.", "Ledgerfy", "PRODUCT"),
    ("The token is issued on the Ledgereum network.", "Ledgereum", "PRODUCT"),
    ("The drone uses the open-source Ledgerfy for it.", "Ledgerfy", "PRODUCT"),
    ("A system called “Quick & Clear” sorts it.", "Quick & Clear", "PRODUCT"),
    ("The Ledgerfy device combines both.", "Ledgerfy", "PRODUCT"),
]
NOUNS = [
    ("The clerks like the Ledgerfy app.", "Ledgerfy", "PRODUCT"),
    ("It ends the Ledgerfy implementation.", "Ledgerfy", "PRODUCT"),
    ("It moves to Ledgereum rollups.", "Ledgereum", "PRODUCT"),
    ("It runs an AI assistant Ledgerfy that can help.", "Ledgerfy", "PRODUCT"),
    ("Tumours with LDG11 mutations shrink.", "LDG11", None),
    ("A protein called Ledgerine is found there.", "Ledgerine", None),
    ("The grounds lie near I-64 in the east.", "I-64", None),
    ("The Ledgy-nominated duo sang.", "Ledgy", None),
    ("One ordinary share (a “Share”) was sold, and each Share is new.", "Share", None),
]
SHAPES = [
    ("They met at the Doe Family Hospital Division in May.", "Doe Family Hospital Division", "ORG"),
    ("We sell in Northeast Ohio.", "Northeast Ohio", "PLACE"),
    ("He put money into Brasko Ventures II then.", "Brasko Ventures II", "ORG"),
    ("The talk is on slide and in Session AB12 there.", "Session AB12", None),
    ("We met planner Isabel “Izzy” Wilson there.", "Izzy", "PERSON"),
    ("He met Senator Jane Doe (R) in May.", "Jane Doe", "PERSON"),
]


@pytest.mark.parametrize(
    ("text", "name", "kind"), [*LISTS, *APPOSITIONS, *TITLES, *VERBS_AND_POSSESSIVES, *NOUNS, *SHAPES]
)
def test_what_stands_around_a_name_shows_its_kind(text: str, name: str, kind: str | None) -> None:
    assert kinds(text).get(name) == kind


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("She is the author of How to Mend a Net.", ["How to Mend a Net"]),
        ("Her new novel, The Weight of Kelp: A Story, is out.", ["The Weight of Kelp: A Story"]),
        ("The film “Ledgers and Men” opens in May.", ["Ledgers and Men"]),
        ("“Song of a Ledger,” a new album, is out.", ["Song of a Ledger"]),
        ("The books are The Salt Ledger by Jane Teague and Nine Ways Home by Cuthbert Quist.", ["The Salt Ledger", "Nine Ways Home"]),
        ("Her latest novel, Jane Doe said, is good.", []),
        ("He praised the book. “We all loved it,” the film maker said.", []),
    ],
)  # fmt: skip
def test_titles_of_works_are_whole(text: str, titles: list[str]) -> None:
    assert [name for name, kind in kinds(text).items() if kind == "PRODUCT"] == titles


def test_an_app_is_named_after_its_maker() -> None:
    found = facts_of("Northwind Bank, a lender in Ohio, is proud of it. The Northwind Bank mobile app is free.")
    app = next(entity for entity in found.entities if entity.kind == "PRODUCT")
    assert (app.name, app.owner and app.owner.name) == ("Northwind Bank mobile app", "Northwind Bank")


def test_plurals_and_surnames_join_their_names() -> None:
    assert kinds("We sell the LedgerOne app. Three LedgerOnes were sold.") == {"LedgerOne": "PRODUCT"}
    assert kinds("We sell LedgerPlugs, a set of apps. LedgerPlugs cost a dollar. A LedgerPlug is small.") == {
        "LedgerPlugs": "PRODUCT"
    }
    assert kinds("Jane Doe spoke. The Doe family owns a farm.") == {"Jane Doe": "PERSON"}


def test_contractions_are_no_names() -> None:
    assert kinds("You’ve seen it. I’ll go. They said We’re late.") == {}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Our debit card and daily banking product, Scarlet Card, grows.", ["Scarlet Card"]),
        ("An optional subscription, Ledgery+, adds alerts.", ["Ledgery+"]),
        ("The crew tool, which Northwind sells as Vaulter Crew, went live.", ["Vaulter Crew"]),
        ("The booking system “Ledger-Navi,” which we built, is new.", ["Ledger-Navi"]),
        ("Features like Vault Mode (VLM), Wallet Teller for Vaults (WTV), Vault Overlap and Vault Gauge help.",
         ["Vault Mode", "Wallet Teller", "Vault Overlap", "Vault Gauge"]),
        ("It has a lead. Key integrations are:\n\n* Vaulty Portico: Keeps members informed.\n* Brindlepass: Speeds lending.\n",
         ["Vaulty Portico", "Brindlepass"]),
        ("We offer Brindlia® Containerized Scanning Systems.", ["Brindlia Containerized Scanning Systems"]),
        ("The platform uses the M310 chip. An M330 doubles that.", ["M310", "M330"]),
        ("It began the rollout of Vaulter, the parcel platform it began building in 2021.", ["Vaulter"]),
        ("Meet us at 201 Mill Blvd., B100, Springfield, or in the office at 551 S NW-35, Springfield.", []),
        ("Ledger World Springfield is located at 5 Mill Road. The arcade opens at Ledger World Springfield.", []),
    ],
)  # fmt: skip
def test_products_by_their_surroundings(text: str, names: list[str]) -> None:
    assert [name for name, kind in kinds(text).items() if kind == "PRODUCT"] == names


def test_a_company_of_a_place_is_one_organisation() -> None:
    assert kinds("A deal with the Airports Company of Botsala was signed.") == {"Airports Company of Botsala": "ORG"}


def test_what_things_run_on_is_not_the_issuers() -> None:
    found = facts_of(
        "Acme Corp. runs on the Ledgereum blockchain. Trades on Ledgereum are fast. It sells on Ledgereum."
    )
    assert [entity.owner for entity in found.entities if entity.kind == "PRODUCT"] == [None]
