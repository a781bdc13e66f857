"""What a deal's sentences say besides its sides: places, purpose, quantity, value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.events.customer_deployment.parties import owner, same_party
from extract.events.customer_deployment.roles import Deal
from extract.facts.model import Fact, Facts, Sentence
from extract.matching import Match
from extract.schema import HEADLINES, Mention
from extract.wordlists import alternatives, vocabulary

# "in Ohio", "across Ohio and Texas", "throughout the U.S."; also "additional U.S. markets", "Ohio-based".
_AT_PLACE = re.compile(
    r"\b(?:in|at|across|throughout|within|on)\s+(?:the\s+|its\s+)?(?:[a-z][\w-]*\s+){0,2}$", re.IGNORECASE
)
_LISTED_PLACE = re.compile(r"(?:,|,?\s+and|,?\s+or|&)\s+(?:the\s+)?", re.IGNORECASE)
_PLACE_OF_SIDE = re.compile(
    r"\b(?:based|headquartered|located|incorporated|listed|founded|registered)\s+(?:in|at)\s*$|,\s+(?:an?|the|one|which|based)\s[^,]*$",
    re.IGNORECASE,
)
_OPENING = re.compile(r"in\s+(?:the\s+)?", re.IGNORECASE)
_PURPOSE = re.compile(r"\bto\s+(?!the\b|an?\b|its\b|their\b|this\b|date\b|be\b|announce\b)[a-z]+\s+[^.;:]{8,200}")
# "an order for 12 engines", "to supply up to 40", "has ordered an additional 20".
_SUPPLIED = re.compile(
    r"\b(?:orders?|ordered|contract|deploy(?:s|ed|ing|ment)?|deliver(?:s|ed|ing|y)?|supply|sell|sale|purchased?|buy|install(?:s|ed|ing|ation)?)"
    r"\s+(?:(?:for|of|up\s+to|approximately|about|an?\s+additional)\s+)*$",
    re.IGNORECASE,
)


def products(deal: Deal, facts: Facts) -> list[Fact]:
    """Return the products of the deal, each once: those of its slots, else the vendor's in the sentences that state it.

    Where those name none and no offering either, the vendor's products in their paragraphs and the next are meant; what
    follows a headline is another matter.
    """
    if deal.products or deal.vendor is None:
        return deal.products
    sentences = [match.sentence for match in deal.matches]
    found = _vendors_products(deal, sentences, facts)
    if not found and deal.offering is None:
        body = [sentence for sentence in sentences if sentence.section not in HEADLINES]
        near = {sentence.paragraph + step for sentence in body for step in (0, 1)}
        around = [sentence for sentence in facts.sentences if sentence.paragraph in near]
        found = _vendors_products(deal, around, facts)
    return found


def _vendors_products(deal: Deal, sentences: list[Sentence], facts: Facts) -> list[Fact]:
    found: list[Fact] = []
    for sentence in sentences:
        for product in facts.within(sentence.start, sentence.end, "PRODUCT"):
            maker = owner(product, facts)
            if deal.vendor is None or maker is None or maker is not deal.vendor.value:
                continue
            if not any(same_party(product, known) for known in (deal.vendor, *found)):
                found.append(product)
    return found


def locations(deal: Deal, facts: Facts) -> list[Fact]:
    """Return the places of the deployment, each once: where it happens, not where a side has its seat."""
    found: list[Fact] = []
    for match in deal.matches:
        for place in _places(match, deal, facts):
            if not any(same_party(place, known) for known in found):
                found.append(place)
    return found


def _places(match: Match, deal: Deal, facts: Facts) -> Iterator[Fact]:
    """Yield the places of one sentence; where it begins with "In Japan, …", that place and those listed with it."""
    text, offset = match.sentence.text, match.sentence.start
    last: Fact | None = None
    opened = False
    for place in facts.within(match.sentence.start, match.sentence.end, "PLACE"):
        before, after = text[: place.start - offset], text[place.end - offset :]
        opens = after.startswith(",") and _OPENING.fullmatch(before) is not None
        listed = last is not None and _LISTED_PLACE.fullmatch(text, last.end - offset, place.start - offset)
        of_customer = after.startswith("-based ") and deal.customer and deal.customer.start - place.end in range(1, 12)
        stated = place.start > match.end and not opened and (_AT_PLACE.search(before) or _sites().match(after))
        if opens or listed or of_customer or (stated and not _PLACE_OF_SIDE.search(before)):
            opened, last = opened or opens, place
            yield place


def purpose(deal: Deal) -> Mention | None:
    """Return the first infinitive clause behind the trigger that says what the deal is for: "to support …"."""
    for match in deal.matches:
        offset = match.sentence.start
        if found := _PURPOSE.search(match.sentence.text, match.end - offset):
            text = found[0].rstrip()
            return Mention(text=text, start=offset + found.start(), end=offset + found.start() + len(text))
    return None


def quantity(deal: Deal, facts: Facts, told: Sequence[Deal]) -> Fact | None:
    """Return how many are supplied: the count that opens the offering, or that an order or deployment is "for"/"of".

    The figure of a name ("40 LedgerOne 4 units") counts nothing; of several deals in a sentence the nearest has it.
    """
    for match in deal.matches:
        for count in facts.within(match.end, match.sentence.end, "COUNT"):
            products_near = facts.within(match.end, count.end, "PRODUCT")
            named = any(product.start < count.start < product.end for product in products_near)
            if named or _nearest(count, told) not in (None, deal):
                continue
            before = match.sentence.text[: count.start - match.sentence.start]
            opens = deal.offering is not None and deal.offering.start <= count.start < deal.offering.end
            if opens or _SUPPLIED.search(before):
                return count
    return None


def value(deal: Deal, facts: Facts, told: Sequence[Deal]) -> Fact | None:
    """Return the money that a contract or order of the deal is worth: "a $55 million order", "valued at $825,000".

    It stands in a sentence that states the deal, or in another one that speaks of it: names the customer ("the Contoso
    order"), refers to the deal told last before it ("The order is valued at $825,000"), or tells of a contract close to
    the only one of the deals ``told`` in the release.
    """
    stated = [match.sentence for match in deal.matches]
    others = (sentence for sentence in facts.sentences if sentence not in stated)
    for sentence in (*stated, *others):
        for money in _worth(sentence, facts):
            mine = _nearest(money, told) in (None, deal)
            if mine and (sentence in stated or _of_deal(sentence, deal, facts, told)):
                return money
    return None


def _of_deal(sentence: Sentence, deal: Deal, facts: Facts, told: Sequence[Deal]) -> bool:
    """Tell whether a sentence that does not state the deal speaks of its contract or order."""
    near = any(sentence.paragraph - match.sentence.paragraph in (0, 1) for match in deal.matches)
    near = near or sentence.section in HEADLINES
    refers = _reference().search(sentence.text) is not None
    if (refers or (near and _contract().search(sentence.text))) and _names_customer(sentence, deal, facts):
        return True
    if near and len(told) == 1 and _contract().search(sentence.text):
        return True
    others = any(_names_customer(sentence, other, facts) for other in told)
    return refers and not others and _last_told(sentence, told) is deal


def _last_told(sentence: Sentence, told: Sequence[Deal]) -> Deal | None:
    before = [(match.start, number) for number, deal in enumerate(told) for match in deal.matches]
    last = max((place for place in before if place[0] < sentence.start), default=None)
    return told[last[1]] if last else None


def _nearest(amount: Fact, told: Sequence[Deal]) -> Deal | None:
    """Return the deal of whose triggers in the sentence one stands nearest to an amount; None when it states none."""
    triggers = [
        (min(abs(match.end - amount.start), abs(match.start - amount.end)), number)
        for number, deal in enumerate(told)
        for match in deal.matches
        if match.sentence.start <= amount.start < match.sentence.end
    ]
    return told[min(triggers)[1]] if triggers else None


def _names_customer(sentence: Sentence, deal: Deal, facts: Facts) -> bool:
    named = facts.within(sentence.start, sentence.end, "ORG", "NAME")
    return any(deal.customer and same_party(fact, deal.customer) for fact in named)


def _worth(sentence: Sentence, facts: Facts) -> Iterator[Fact]:
    for money in facts.within(sentence.start, sentence.end, "MONEY"):
        before = sentence.text[: money.start - sentence.start]
        if _worth_marker().search(before) or _priced().match(sentence.text, money.end - sentence.start):
            yield money


@cache
def _sites() -> re.Pattern[str]:
    return re.compile(rf"\s+{alternatives(vocabulary('site_nouns'))}\b")


@cache
def _worth_marker() -> re.Pattern[str]:
    about = (
        r"(?:up\s+to|approximately|about|around|over|more\s+than|nearly|an?\s+estimated|roughly|some|in\s+excess\s+of)"
    )
    return re.compile(rf"\b{alternatives(vocabulary('worth_markers'))}\s+(?:{about}\s+)*$", re.IGNORECASE)


@cache
def _priced() -> re.Pattern[str]:
    return re.compile(rf"[\s,]+(?:[\w-]+[\s,]+){{0,5}}?{_contract().pattern}", re.IGNORECASE)


@cache
def _reference() -> re.Pattern[str]:
    """What refers to a deal told before: "The three-year agreement", "At list prices the firm order"."""
    nouns = alternatives([*vocabulary("deal_nouns"), *vocabulary("deal_references")])
    return re.compile(rf"\b(?:the|this)\s+(?:[\w-]+\s+){{0,4}}?{nouns}\b", re.IGNORECASE)


@cache
def _contract() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(vocabulary('deal_nouns'))}s?\b", re.IGNORECASE)
