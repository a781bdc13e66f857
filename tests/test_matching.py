"""Triggers and slots: which fact fills which role in which kind of clause."""

from __future__ import annotations

import documents
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import PatternError
from extract.facts import recognise
from extract.facts.model import Fact, Facts, Sentence
from extract.matching import Match, PatternMatcher, phrases, voices
from extract.patternset import PatternFile, load
from extract.schema import Document, Release, Section

NAMES = {
    "Northwind Bank": "ORG",
    "Acme Corp.": "ORG",
    "Tailspin": "ORG",
    "Contoso Air": "ORG",
    "LedgerOne": "PRODUCT",
    "ClaimSight": "PRODUCT",
    "Ohio": "PLACE",
    "Marlow County": "PLACE",
    "a leading European bank": "DESCRIBED",
    "$8 million": "MONEY",
}
EVERY = PatternMatcher(load())


def facts_of(text: str) -> Facts:
    """Return a release of one sentence with a fact for each of the NAMES in it."""
    release = Release(
        document=Document(id="text", source="text", sha256=""),
        text=text,
        sections=[Section(kind="body", start=0, end=len(text))],
    )
    found = [
        Fact(kind, start, start + len(name), name)
        for name, kind in NAMES.items()
        for start in range(len(text))
        if text.startswith(name, start)
    ]
    return Facts(release, [Sentence(0, len(text), text, "body", 0)], found, [])


def matches(text: str, pattern: dict[str, object]) -> list[Match]:
    table = {"id": "test.pattern", "yes": [], "no": [], **pattern}
    checked = PatternFile.model_validate({"event": "test", "pattern": [table]})
    return PatternMatcher({"test": checked.pattern}).match(facts_of(text)).get("test", [])


def role(text: str, trigger: str, slot: dict[str, object], **options: object) -> list[str] | None:
    """Return the texts that fill one slot of a pattern with one trigger, or None when it does not fire."""
    found = matches(text, {"trigger": [trigger], "slots": {"role": slot}, **options})
    return [fact.text for fact in found[0].roles.get("role", [])] if found else None


ORG = ["ORG", "DESCRIBED", "PLACE"]
SUBJECT = {"fact": ORG, "side": "subject", "required": True}


@pytest.mark.parametrize(
    "text",
    [
        "Northwind Bank has selected LedgerOne.",
        "Northwind Bank (NYSE: NWB) today selected LedgerOne.",
        "Northwind Bank, the largest bank in Ohio and a client of Tailspin, has also selected LedgerOne.",
        "Northwind Bank, which bought Tailspin, recently selected LedgerOne.",
        "Northwind Bank of Ohio, a lender, selected LedgerOne.",
        "Acme Corp. announced that Northwind Bank has evaluated and selected LedgerOne.",
        "Acme Corp. (NYSE: ACM), a maker of software, is pleased to announce Northwind Bank has selected LedgerOne.",
        "In Ohio, Northwind Bank has selected LedgerOne.",
        "In addition to Tailspin, Northwind Bank has selected LedgerOne.",
        "The carrier said its subsidiary, Northwind Bank, has selected LedgerOne.",
        "Northwind Bank – a unit of Tailspin – selected LedgerOne.",
    ],
)
def test_subject_is_found_over_what_interrupts_the_clause(text: str) -> None:
    assert role(text, "selected", SUBJECT) == ["Northwind Bank"]


@pytest.mark.parametrize(
    "text",
    [
        "Northwind Bank's customers have selected LedgerOne.",
        "The board of Northwind Bank has selected LedgerOne.",
        "Acme Corp. announced that customers in Ohio have selected LedgerOne.",
        "Acme Corp., a maker of software, said that readers in Ohio, the fans, have selected LedgerOne.",
    ],
)
def test_who_is_not_the_subject_does_not_fill_it(text: str) -> None:
    assert role(text, "selected", SUBJECT) is None


def test_a_place_acts_only_as_a_public_body() -> None:
    assert role("Marlow County, Ohio, has selected LedgerOne.", "selected", SUBJECT) == ["Marlow County"]
    assert role("Ohio has selected LedgerOne.", "selected", SUBJECT) is None


def test_coordination_is_taken_whole_only_where_the_slot_takes_many() -> None:
    text = "Northwind Bank (NWB), Tailspin and the carrier Contoso Air have selected LedgerOne."
    assert role(text, "selected", {**SUBJECT, "many": True}) == ["Northwind Bank", "Tailspin", "Contoso Air"]
    assert role(text, "selected", SUBJECT) == ["Northwind Bank"]
    products = {"fact": ["PRODUCT"], "side": "object", "many": True, "required": True}
    assert role("It has selected LedgerOne, the ClaimSight suite.", "selected", products) == ["LedgerOne", "ClaimSight"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It selected Acme Corp.'s LedgerOne.", ["Acme Corp."]),
        ("It selected the cloud software provider Acme Corp. for its branches.", ["Acme Corp."]),
        ("It selected a suite of Acme Corp. products.", ["Acme Corp."]),
        ("It selected software for Acme Corp. users.", None),
        ("It selected software enabling Acme Corp. users to pay.", None),
    ],
)
def test_object_ends_at_the_edge_of_its_noun_phrase(text: str, found: list[str] | None) -> None:
    assert role(text, "selected", {"fact": ["ORG"], "side": "object", "required": True}) == found


@pytest.mark.parametrize(
    ("text", "markers", "found"),
    [
        ("It won a contract from Northwind Bank.", ["from"], ["Northwind Bank"]),
        ("It won a contract with the insurance group Northwind Bank.", ["from", "with"], ["Northwind Bank"]),
        ("It won a contract in Ohio from a leading European bank.", ["from"], ["a leading European bank"]),
        ("It won a network built by Acme Corp. for Northwind Bank.", ["by"], None),
        ("It won the right to support Northwind Bank.", ["to"], None),
        ("It won the right of delivery to the Northwind Bank.", ["to"], ["Northwind Bank"]),
    ],
)
def test_marker_stands_before_its_fact(text: str, markers: list[str], found: list[str] | None) -> None:
    slot = {"fact": ORG, "side": "after", "marker": markers, "required": True}
    assert role(text, "won", slot) == found


@pytest.mark.parametrize(
    ("text", "slot", "found"),
    [
        ("It uses the cloud-based fraud detection software of record for cards.", {}, "cloud-based fraud detection software of record"),
        ("It uses Acme Corp.'s payment terminals, which are new.", {}, "payment terminals"),
        ("It uses a secure, cloud-based platform and is happy.", {}, "secure, cloud-based platform"),
        ("It uses Acme Corp. to provide card services.", {"marker": ["to provide"]}, None),
        ("It uses LedgerOne, to provide card services.", {"marker": ["to provide"]}, "card services"),
        ("It uses a three-year, $8 million maintenance contract.", {"head": ["$deal_nouns"]}, "three-year, $8 million maintenance contract"),
        ("It uses a maintenance crew.", {"head": ["$deal_nouns"]}, None),
    ],
)  # fmt: skip
def test_phrase_is_a_noun_phrase_without_determiner_and_owner(text: str, slot: dict[str, object], found: str) -> None:
    side = "after" if "marker" in slot else "object"
    filled = role(text, "uses", {"fact": ["PHRASE"], "side": side, "required": True, **slot})
    assert filled == ([found] if found else None)


def test_voice_tells_who_selects() -> None:
    def active(text: str) -> list[str] | None:
        return role(text, "selected", SUBJECT, voice="active")

    def passive(text: str) -> list[str] | None:
        return role(text, "selected", SUBJECT, voice="passive")

    assert active("Northwind Bank has selected LedgerOne.") == ["Northwind Bank"]
    assert passive("Northwind Bank has selected LedgerOne.") is None
    assert active("Acme Corp. has been selected.") is None
    assert passive("Acme Corp. has been selected.") == ["Acme Corp."]


def test_actor_is_the_subject_of_the_clause_around_a_noun() -> None:
    text = "Tailspin said that its unit, Acme Corp., has reached a binding agreement to sell trucks."
    assert role(text, "agreement", {"fact": ORG, "side": "actor", "required": True}) == ["Acme Corp."]
    assert role(text, "agreement", SUBJECT) is None


def test_slots_of_a_role_are_tried_in_their_order() -> None:
    slots = {
        "role": [
            {"fact": ["ORG"], "side": "object", "required": True},
            {"fact": ["ORG"], "side": "after", "marker": ["from"]},
        ]
    }
    for text, found in {
        "It selected Acme Corp. over software from Tailspin.": "Acme Corp.",
        "It selected software from Tailspin.": "Tailspin",
    }.items():
        (match,) = matches(text, {"trigger": ["selected"], "slots": slots})
        assert match.first("role").text == found


def test_a_fact_fills_one_role() -> None:
    slots = {
        "customer": {"fact": ["ORG"], "side": "subject", "required": True},
        "vendor": {"fact": ["ORG"], "side": "sentence", "required": True},
    }
    (match,) = matches("Northwind Bank selected Acme Corp.", {"trigger": ["selected"], "slots": slots})
    assert (match.first("customer").text, match.first("vendor").text) == ("Northwind Bank", "Acme Corp.")
    assert matches("Northwind Bank selected them.", {"trigger": ["selected"], "slots": slots}) == []


def test_a_silenced_pattern_and_a_strange_section_do_not_fire() -> None:
    pattern: dict[str, object] = {"trigger": ["selected"], "slots": {"role": SUBJECT}}
    assert matches("Northwind Bank selected a winner.", {**pattern, "unless": [r"\bwinner\b"]}) == []
    assert matches("Northwind Bank selected a winner.", {**pattern, "sections": ["headline"]}) == []


def test_an_expression_with_a_mistake_is_named_when_it_is_first_needed() -> None:
    pattern: dict[str, object] = {"trigger": ["selected"], "slots": {"role": SUBJECT}, "unless": ["(winner"]}
    assert matches("Northwind Bank grew.", pattern) == []
    with pytest.raises(PatternError, match=r"^pattern test.pattern: unless: "):
        matches("Northwind Bank selected a winner.", pattern)


def test_what_a_side_does_not_look_at_is_not_asked_for() -> None:
    assert role("Northwind Bank won.", "won", {**SUBJECT, "marker": ["from"], "head": ["order"]}) == ["Northwind Bank"]


def test_a_fact_too_far_away_is_not_taken() -> None:
    slot = {"fact": ["ORG"], "side": "after", "required": True, "within": 3}
    assert role("It selected one two three Acme Corp.", "selected", slot) is None
    assert role("It selected one two Acme Corp.", "selected", slot) == ["Acme Corp."]


@pytest.mark.parametrize("name", documents.NAMES)
def test_what_is_not_tried_for_want_of_a_word_or_a_kind_of_fact_would_not_have_fitted(name: str) -> None:
    facts = recognise(documents.release(name))
    fitted: dict[str, list[Match]] = {}
    for attempt in (one for sentence in facts.sentences for one in EVERY.attempts(sentence, facts)):
        if attempt.match:
            fitted.setdefault(attempt.event, []).append(attempt.match)
    assert EVERY.match(facts) == fitted


@given(
    st.lists(
        st.sampled_from([*NAMES, "has selected", ",", "the", "of", "and", "(", ")", "’s", "with", ":", "won"]),
        max_size=24,
    )
)
def test_any_mixture_of_words_is_survived_and_every_span_is_text(words: list[str]) -> None:
    text = " ".join(words)
    facts = facts_of(text)
    for match in (match for of_type in EVERY.match(facts).values() for match in of_type):
        for fact in (fact for filled in match.roles.values() for fact in filled):
            assert text[fact.start : fact.end] == fact.text
    for start in range(0, len(text), 7):
        made = phrases.phrase(facts.sentences[0], start, len(text)) if facts.sentences else None
        assert made is None or text[made.start : made.end] == made.text


@pytest.mark.parametrize(
    ("text", "verb", "voice"),
    [
        ("Northwind Bank has selected LedgerOne.", "selected", "active"),
        ("LedgerOne has just been selected.", "selected", "passive"),
        ("Terminals built by Acme Corp. are slow.", "built", "passive"),
        ("Northwind Bank has sold it in Ohio.", "sold", "active"),
        ("Northwind Bank is now installing LedgerOne.", "installing", "active"),
        ("Northwind Bank ran its first auction using LedgerOne.", "using", "participle"),
    ],
)
def test_voice_of_a_verb(text: str, verb: str, voice: str) -> None:
    start = text.index(verb)
    assert voices.voice(Sentence(0, len(text), text, "body", 0), start, start + len(verb)) == voice


def test_a_list_goes_on_over_members_that_nobody_knows_and_ends_with_its_and() -> None:
    listed = {"fact": ["ORG", "NAME"], "side": "after", "marker": ["including"], "many": True, "required": True}
    text = "Trusted by brands including Tailspin, The Blue Shop and Contoso Air, Acme Corp. has grown."
    assert role(text, "trusted by", listed) == ["Tailspin", "The Blue Shop", "Contoso Air"]


def test_a_word_inside_a_name_is_no_trigger() -> None:
    assert role("Northwind Bank has grown.", "bank", {"fact": ORG, "side": "sentence"}) is None


def test_of_the_frames_that_a_pattern_names_the_fullest_clause_holds() -> None:
    table = {
        "event": "test",
        "frame": {
            "buyer": {"slots": {"customer": {"fact": ORG, "side": "subject", "required": True}}},
            "supplier": {
                "slots": {
                    "vendor": {"fact": ORG, "side": "subject", "required": True},
                    "customer": {"fact": ORG, "side": "after", "marker": ["at"], "required": True},
                }
            },
        },
        "pattern": [
            {"id": "test.deploys", "trigger": ["deploy~"], "frames": ["buyer", "supplier"], "yes": [], "no": []}
        ],
    }
    matcher = PatternMatcher({"test": PatternFile.model_validate(table).pattern})
    (found,) = matcher.match(facts_of("Acme Corp. has deployed cameras at Contoso Air."))["test"]
    assert {name: facts[0].text for name, facts in found.roles.items()} == {
        "vendor": "Acme Corp.",
        "customer": "Contoso Air",
    }
    (found,) = matcher.match(facts_of("Contoso Air has deployed cameras."))["test"]
    assert list(found.roles) == ["customer"]
