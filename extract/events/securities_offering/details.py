"""The details of one offering from the sentences about it: its amounts, whether they agree, who sells it, what for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extract.events.securities_offering.terms import Field, phrases, phrases_at_end, roles
from extract.facts.model import Fact, Facts, Sentence
from extract.schema import Mention, Money, Quantity, When
from extract.wordlists import vocabulary

Amounts = Sequence[tuple[Field, Fact, Sentence]]

_WRITTEN = re.compile(r"\d[\d,]*(?:\.(\d+))?")
_NEAR = 0.02  # a size within two percent of the principal or the proceeds is the same figure, said more roughly
_TOTALS = frozenset({"gross_proceeds", "net_proceeds", "proceeds", "principal", "size"})
_LEAST = 1000  # of any currency: each issue raises more; "a $50 PIPE" has lost its "million", "$1,000 principal amount" is a piece
_DUE = re.compile(r"\bdue\b|%")


def figures(amounts: Amounts) -> dict[str, Money | Quantity]:
    """Return the amounts of the event by field: the first in the body wins, then the headline's.

    A `size` that only repeats the principal or the proceeds is left out.
    """
    ordered = sorted(amounts, key=lambda item: item[2].section in ("headline", "subheadline"))
    found: dict[str, Money | Quantity] = {}
    for name, fact, _ in ordered:
        priced = name != "price_per_share" or fact.value.high is None  # "between $16.00 and $18.00" is no price yet
        if name not in found and priced and (name not in _TOTALS or fact.value.amount > _LEAST):
            found[name] = fact.amount()
    for name in ("principal", "size"):
        if total := _total([(fact, sentence) for field, fact, sentence in ordered if field == name]):
            found[name] = total
    for rough in ("size", "proceeds"):
        others = [found[n].amount for n in ("gross_proceeds", "principal", "proceeds") if n in found and n != rough]
        if rough in found and any(abs(found[rough].amount - other) <= _NEAR * other for other in others):
            del found[rough]
    return found


def _total(stated: list[tuple[Fact, Sentence]]) -> Money | None:
    """Return the total of the tranches that one sentence lists ("$500 million of … due 2025 and $750 million of …").

    Where one amount is the sum of the others it is the total that the text gives; else the span covers all of them.
    """
    tranches = [fact for fact, sentence in stated if sentence is stated[0][1]]
    if len(tranches) < 2 or any(fact.value.currency != tranches[0].value.currency for fact in tranches):
        return None
    sentence = stated[0][1]
    text, offset = sentence.text, sentence.start
    ends = [*(fact.start for fact in tranches[1:]), sentence.end]
    if not all(_DUE.search(text, t.end - offset, end - offset) for t, end in zip(tranches, ends, strict=True)):
        return None
    total = sum(fact.value.amount for fact in tranches)
    for fact in tranches:
        if abs(2 * fact.value.amount - total) <= _NEAR * fact.value.amount:
            return fact.money()
    start, end = tranches[0].start, tranches[-1].end
    currency = tranches[0].value.currency
    return Money(text=text[start - offset : end - offset], start=start, end=end, amount=total, currency=currency)


def consistent(found: dict[str, Money | Quantity]) -> bool | None:
    """Tell whether shares times price make the gross proceeds as exactly as they are written; None when one is missing.

    Proceeds that count the option in agree as well.
    """
    shares, price, gross = found.get("shares"), found.get("price_per_share"), found.get("gross_proceeds")
    if shares is None or price is None or gross is None:
        return None
    if isinstance(price, Money) and isinstance(gross, Money) and price.currency != gross.currency:
        return None
    slack = _rounding(gross) + _rounding(shares) * price.amount
    option = found.get("option_shares")
    counts = [shares.amount, shares.amount + option.amount] if option else [shares.amount]
    return any(abs(count * price.amount - gross.amount) <= slack for count in counts)


def _rounding(figure: Money | Quantity) -> float:
    """Return by how much a figure may be off the exact one: half its last digit, zeros before it up to a hundredth.

    "$45 million" may be off by 0.5 million, "C$439,000" by 500, "$6,524,900" by 50.
    """
    written = _WRITTEN.search(figure.text)
    if not written or not figure.amount:
        return 0.0
    scale = figure.amount / float(written[0].replace(",", ""))
    last = scale * 10.0 ** -len(written[1] or "")
    zeros = 10.0 ** (len(digits := str(round(figure.amount))) - len(digits.rstrip("0")))
    return max(last / 2 if last > 1 else last, min(zeros / 2, figure.amount / 100))


def underwriters(sentences: Iterable[Sentence], facts: Facts, issuer: str) -> list[Mention]:
    """Return the banks that a sentence says act as underwriters, managers or agents, each once."""
    parties = roles().parties
    named: dict[str, Mention] = {}
    for sentence in sentences:
        parts = list(phrases(parties.underwriters).finditer(sentence.text))
        act = phrases(parties.acts).search(sentence.text)
        if not parts or not act or act.start() > parts[-1].start() or phrases(parties.others).search(sentence.text):
            continue
        for fact in facts.within(sentence.start, sentence.start + parts[-1].start(), "ORG", "NAME"):
            mention = fact.mention()
            name = mention.name or mention.text
            if not fact.anaphor and name != issuer and not _aside(sentence.text, fact, sentence.start):
                named.setdefault(name, mention)
    return list(named.values())


def _aside(text: str, fact: Fact, offset: int) -> bool:
    """Tell whether a name is only a piece or the parent of another: "Acme Securities (USA) LLC", "a division of Acme"."""
    before = text[: fact.start - offset]
    parent = phrases_at_end(roles().parties.parents).search(before)
    return fact.text in vocabulary("legal_suffixes") or before.count("(") > before.count(")") or parent is not None


def use_of_proceeds(sentences: Iterable[Sentence]) -> Mention | None:
    """Return what the proceeds are for: "repay a portion of its term loans", "general corporate purposes"."""
    parties = roles().parties
    for sentence in sentences:
        proceeds = re.search(r"\b(?:proceeds|funds)\b", sentence.text, re.IGNORECASE)
        use = phrases(parties.use).search(sentence.text)
        if not proceeds or not use:
            continue
        purpose = phrases(parties.purpose).search(sentence.text, max(proceeds.end(), use.end()))
        if purpose and (text := sentence.text[purpose.end() + 1 :].rstrip(" .\n")):
            start = sentence.start + purpose.end() + 1
            return Mention(text=text, start=start, end=start + len(text))
    return None


def due(security: Mention, facts: Facts) -> When | None:
    """Return the date of maturity in or right behind the security's name ("notes due 2031")."""
    for fact in facts.within(security.start, security.end + 40, "DATE"):
        between = facts.release.text[security.start : fact.start]
        if re.search(r"\bdue\s+(?:on\s+|in\s+)?$", between, re.IGNORECASE):
            return When(text=fact.text, start=fact.start, end=fact.end, value=fact.value.value, grain=fact.value.grain)
    return None
