"""The shapes that go in and come out: a Release, and the events of the log.

Offsets are Unicode code points into ``Release.text``, end exclusive, and ``text[start:end]`` is the span's own
``text``, always. Everything here is plain data: ``model_dump(mode="json")`` of an event is its line in the log.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import from_json

SectionKind = Literal[
    "headline", "subheadline", "dateline", "body", "list", "table",
    "about", "safe_harbor", "contact", "footnote", "legal", "cover",
]  # fmt: skip
"""What a stretch of a release is. ``contact`` also holds where it came from (SOURCE lines, links of wires, pictures),
``legal`` notices of any kind, ``cover`` what is not of the release: the form that carries it, labels, page marks, rules."""

Grain = Literal["day", "month", "quarter", "half", "year"]
FactualityValue = Literal["occurred", "planned", "conditional", "denied", "historical"]
Stage = Literal["planned", "selected", "contracted", "deploying", "deployed", "expanded", "renewed", "ended"]
OfferingKind = Literal[
    "public_offering", "ipo", "follow_on", "private_placement", "registered_direct", "at_the_market",
    "notes", "convertible_notes", "preferred",
]  # fmt: skip
OfferingStage = Literal["proposed", "priced", "completed", "withdrawn"]
Basis = Literal["gaap", "non_gaap", "unspecified"]

HEADLINES: frozenset[SectionKind] = frozenset({"headline", "subheadline"})
"""The sections in the grammar of headlines: no articles, and verbs in the present for what happened."""

NARRATIVE: frozenset[SectionKind] = HEADLINES | {"body", "list"}
"""The sections in which events are looked for; the others hold no news of their own."""


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", defer_build=True)  # built when first used: a document needs half of them


class Section(_Shape):
    """A stretch of ``Release.text`` of one kind; sections do not overlap and stand in text order."""

    kind: SectionKind = Field(description="what stands there")
    start: int = Field(description="offset of its first character")
    end: int = Field(description="offset behind its last character")


class Issuer(_Shape):
    """Whose release it is: the longest name in the document, the first ticker with its exchange, the SEC's number."""

    name: str | None = Field(None, description="the longest form of the name in the document")
    ticker: str | None = Field(None, description='as on the exchange: "SONS"')
    exchange: str | None = Field(None, description='as written: "Nasdaq"')
    cik: str | None = Field(None, description="the SEC's ten digits for the filer, from the header of a submission")


class Document(_Shape):
    """What every event says of its document."""

    id: str = Field(description="the name of its file without the ending, unless another document of the run has it")
    source: str = Field(description="the path of its file")
    sha256: str = Field(description="of the file's bytes")
    issuer: Issuer = Field(Issuer(), description="whose release it is")
    headline: str | None = Field(None, description="the headline in one line")
    released: str | None = Field(None, description="the day of the release, ISO 8601: 2003-07-10")
    wire: str | None = Field(None, description="the service that carried it, as written")
    corrects: bool = Field(False, description="true when it says that it replaces an earlier release")
    form: str | None = Field(None, description='the form of the filing: "8-K"')
    exhibit: str | None = Field(None, description='which exhibit of the filing it is: "EX-99.1"')
    items: list[str] = Field([], description='the items of the filing: "2.02"')


class Release(_Shape):
    """One release as read: its decoded text, unedited, the sections found in it and what the document says of itself."""

    document: Document = Field(description="what the document says of itself")
    text: str = Field(description="the text into which all offsets point, unedited")
    sections: list[Section] = Field([], description="its parts, in text order")


class Span(_Shape):
    """A stretch of ``Release.text``: ``release.text[start:end] == text``."""

    text: str = Field(description="the words as written")
    start: int = Field(description="offset of the first character")
    end: int = Field(description="offset behind the last character")


class Mention(Span):
    """A span that names or counts something; ``name`` is its fuller form where the document has one."""

    name: str | None = Field(None, description="the fuller form that the document has: Hassan Ahmed for Ahmed")


class Money(Mention):
    """An amount in full units ("$1.2 million" is 1200000.0) of an ISO 4217 currency."""

    amount: float = Field(description='in full units: "$1.2 million" is 1200000.0; a loss is negative')
    currency: str = Field(description="ISO 4217: USD")
    approximate: bool = Field(False, description='true for "about", "nearly"')
    bound: Literal["at_least", "at_most"] | None = Field(None, description='"more than" is at_least, "up to" at_most')


class Quantity(Mention):
    """A number of things that are not money: shares, units, percent."""

    amount: float = Field(description='the number in full: "2 million shares" is 2000000.0')
    unit: str | None = Field(None, description='of what: "shares", "percent"')


class Count(Mention):
    """How many of what a deployment covers: "24 kiosks" is 24 of "kiosks"."""

    count: float = Field(description='the number in full: "two dozen" is 24.0')
    unit: str | None = Field(None, description="of what, as written")


class When(Span):
    """A date as written and its ISO 8601 value at the grain: 2003-07-10, 2003-04, 2003-Q2, 2003-H1, 2003."""

    value: str | None = Field(description="ISO 8601 at the grain: 2003-07-10, 2003-04, 2003-Q2, 2003-H1, 2003")
    grain: Grain = Field(description="how exact the value is")


class Period(When):
    """A reporting period; ``fiscal`` is true when the text counts in the issuer's fiscal years."""

    fiscal: bool = Field(False, description="true when the text counts in the issuer's fiscal years")


class Evidence(Span):
    """A passage that states the event, the section that it stands in and the id of the pattern that found it."""

    section: SectionKind = Field(description="the kind of section that it stands in")
    pattern: str = Field(description="the id of the pattern that found it")


class Factuality(_Shape):
    """Whether it happened, and the words that decided it (null when nothing qualifies the statement)."""

    value: FactualityValue = Field("occurred", description="whether it happened")
    cue: Span | None = Field(None, description="the words that decided it")


class Speaker(Mention):
    """Who says a quotation, with the title and the organisation that the document gives that person."""

    title: Mention | None = Field(None, description="the office: president and CEO")
    organization: Mention | None = Field(None, description="for whom the speaker speaks")


class Change(Span):
    """By how much a figure moved against its comparison; ``percent`` is negative for a fall."""

    percent: float | None = Field(description='in percent, negative for a fall: "up 33%" is 33.0')
    direction: Literal["up", "down", "flat"] = Field(description="which way the figure moved")


class Comparison(_Shape):
    """A figure of another period that the text sets beside the reported one."""

    value: Money | Quantity = Field(description="the other figure")
    period: Period | None = Field(None, description="of when it is")


class Event(_Shape):
    """What all events share. ``id`` is the same for the same input on every machine."""

    id: str = Field("", description="digest of document, type and identifying roles: the same on every machine")
    type: str = Field(description="which type of event it is")
    document: Document = Field(description="which document states it")
    evidence: list[Evidence] = Field(description="the passages that state it, the main one first")
    date: When | None = Field(None, description="when it happened, where the text says so")
    factuality: Factuality = Field(Factuality(), description="whether it happened, and the words that say so")


class ExecutiveQuote(Event):
    """A direct quotation of a named person; ``quote`` is the parts joined with one space, without their marks."""

    type: Literal["executive_quote"] = "executive_quote"
    parts: list[Mention] = Field(description="what is said, without the marks; a part for each stretch or paragraph")
    quote: str = Field(description="the parts, joined with one space")
    speaker: Speaker = Field(description="who says it")
    cue: Mention | None = Field(None, description='the verb that tells of it: "said"')


class CustomerDeployment(Event):
    """An organisation selects, orders, deploys, expands or renews the use of a vendor's product or service."""

    type: Literal["customer_deployment"] = "customer_deployment"
    customer: Mention = Field(description="who takes the product into use: an organisation, or a described one")
    vendor: Mention = Field(description="whose product it is")
    products: list[Mention] = Field([], description="what is supplied, by its proper names")
    offering: Mention | None = Field(None, description="what is supplied, where no product is named")
    stage: Stage = Field(description="the furthest that the text states")
    locations: list[Mention] = Field([], description="where it is used")
    purpose: Mention | None = Field(None, description="what it is to do")
    quantity: Count | None = Field(None, description="how many are supplied")
    value: Money | None = Field(None, description="what the deal is worth")


class Product(Event):
    """A proper-named product, once a document: its longest name, its owner, its mark, and every mention."""

    type: Literal["product"] = "product"
    name: str = Field(description="its fullest name in the document, without marks")
    owner: Mention | None = Field(None, description="whose product it is")
    mark: Literal["TM", "R", "SM"] | None = Field(None, description="the trade mark sign that it carries: TM, R or SM")
    introduced: bool = Field(False, description="true when this document launches it")
    mentions: list[Mention] = Field(description="every place that names it")


class SecuritiesOffering(Event):
    """An issue of securities for money; ``consistent`` is null when it cannot be reckoned."""

    type: Literal["securities_offering"] = "securities_offering"
    issuer: Mention = Field(description="whose securities are sold")
    security: Mention = Field(description="what is sold: common stock, senior notes")
    kind: OfferingKind = Field(description="how it is sold, or, of debt and preferred stock, what it is")
    stage: OfferingStage = Field(description="the furthest that the text states")
    gross_proceeds: Money | None = Field(None, description="money raised, before costs")
    net_proceeds: Money | None = Field(None, description="money raised, after costs")
    proceeds: Money | None = Field(None, description="money raised, where the text says neither gross nor net")
    principal: Money | None = Field(None, description="nominal amount of the debt")
    size: Money | None = Field(None, description="size of the offering, where the text does not call it proceeds")
    price_per_share: Money | None = Field(None, description="what a share or unit costs")
    shares: Quantity | None = Field(None, description="how many are sold")
    option_shares: Quantity | None = Field(None, description="how many more the underwriters may buy")
    coupon: Quantity | None = Field(None, description="interest or dividend rate, in percent")
    due: When | None = Field(None, description="when debt matures")
    underwriters: list[Mention] = Field([], description="who sells it: underwriters, placement agents")
    use_of_proceeds: Mention | None = Field(None, description="what the money is for")
    consistent: bool | None = Field(None, description="whether shares times price meet the gross proceeds")


class FinancialResult(Event):
    """A figure that the issuer reports for a period; a loss is negative, comparisons belong to this figure."""

    type: Literal["financial_result"] = "financial_result"
    metric: str = Field(description="which figure: revenue, net_income, eps, gross_margin ...")
    basis: Basis = Field("unspecified", description="by which accounting; unspecified when the text does not say")
    value: Money | Quantity = Field(description="the figure; a loss is negative")
    period: Period | None = Field(None, description="the period that it covers")
    comparisons: list[Comparison] = Field([], description="figures of other periods that the text sets beside it")
    change: Change | None = Field(None, description="by how much it moved, where the text says so")


FactValue = Money | Quantity | Period | When | Mention
RoleValue = FactValue | list[FactValue] | str | bool | float
"""What a role of a type of the user's own can hold: a fact, a list of facts, or what the pattern gives."""


class DeclaredEvent(Event):
    """An event of a type that the user's own pattern file declares; its roles are attributes: ``event.place``.

    Which roles there are, and what each can hold, the file says: see `extract.declaration`.
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, RoleValue | None]


EVENT_TYPES: dict[str, type[Event]] = {
    "executive_quote": ExecutiveQuote,
    "customer_deployment": CustomerDeployment,
    "product": Product,
    "securities_offering": SecuritiesOffering,
    "financial_result": FinancialResult,
}


def event_from(line: str | bytes | dict[str, Any]) -> Event:
    """Return the event in a line of the log, or in the object that a line holds; of a type that we do not know, too.

    Raises pydantic's `ValidationError`, a `ValueError`, when it is no event.

    Examples:
        >>> import extract
        >>> deal, _ = extract.events("Northwind Bank has selected Acme Corp.'s LedgerOne platform.")
        >>> event_from(deal.model_dump_json()) == deal
        True
    """
    fields = line if isinstance(line, dict) else from_json(line)
    name = fields.get("type") if isinstance(fields, dict) else None
    return EVENT_TYPES.get(str(name), DeclaredEvent).model_validate(fields)
