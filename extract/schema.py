"""The shapes that go in and come out: a Release, and the events of the log.

Offsets are Unicode code points into ``Release.text``, end exclusive, and ``text[start:end]`` is the span's own
``text``, always. Everything here is plain data: ``model_dump(mode="json")`` of an event is its line in the log.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import from_json

SectionKind = Literal[
    "headline", "subheadline", "dateline", "body", "list", "table",
    "about", "safe_harbor", "contact", "footnote", "legal", "cover",
]  # fmt: skip
"""What a stretch of a release is. ``contact`` also holds where it came from (SOURCE lines, links of wires, pictures),
``legal`` notices of any kind, ``cover`` what is not of the release: the form that carries it, labels, page marks, rules."""

Grain = Literal["day", "month", "quarter", "half", "year"]
Stage = Literal["planned", "selected", "contracted", "deploying", "deployed", "expanded", "renewed", "ended"]
OfferingKind = Literal[
    "public_offering", "ipo", "follow_on", "private_placement", "registered_direct", "at_the_market",
    "notes", "convertible_notes", "preferred",
]  # fmt: skip

NARRATIVE: frozenset[SectionKind] = frozenset({"headline", "subheadline", "body", "list"})
"""The sections in which events are looked for; the others hold no news of their own."""


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Section(_Shape):
    """A stretch of ``Release.text`` of one kind; sections do not overlap and stand in text order."""

    kind: SectionKind
    start: int
    end: int


class Issuer(_Shape):
    """Whose release it is: the longest name in the document, the first ticker with its exchange, the SEC's number."""

    name: str | None = None
    ticker: str | None = None
    exchange: str | None = None
    cik: str | None = None


class Document(_Shape):
    """What every event says of its document. ``released`` is an ISO 8601 day; ``wire`` the service that carried it.

    ``form`` and ``exhibit`` say what of a filing it is ("8-K", "EX-99.1"); ``corrects`` that it replaces an earlier release.
    """

    id: str
    source: str
    sha256: str
    issuer: Issuer = Issuer()
    headline: str | None = None
    released: str | None = None
    wire: str | None = None
    corrects: bool = False
    form: str | None = None
    exhibit: str | None = None
    items: list[str] = []


class Release(_Shape):
    """One release as read: its decoded text, unedited, the sections found in it and what the document says of itself."""

    document: Document
    text: str
    sections: list[Section] = []


class Span(_Shape):
    """A stretch of ``Release.text``: ``release.text[start:end] == text``."""

    text: str
    start: int
    end: int


class Mention(Span):
    """A span that names or counts something; ``name`` is its fuller form where the document has one."""

    name: str | None = None


class Money(Mention):
    """An amount in full units ("$1.2 million" is 1200000.0) of an ISO 4217 currency."""

    amount: float
    currency: str
    approximate: bool = False
    bound: Literal["at_least", "at_most"] | None = None


class Quantity(Mention):
    """A number of things that are not money: shares, units, percent."""

    amount: float
    unit: str | None = None


class Count(Mention):
    """How many of what a deployment covers: "24 kiosks" is 24 of "kiosks"."""

    count: float
    unit: str | None = None


class When(Span):
    """A date as written and its ISO 8601 value at the grain: 2003-07-10, 2003-04, 2003-Q2, 2003-H1, 2003."""

    value: str | None
    grain: Grain


class Period(When):
    """A reporting period; ``fiscal`` is true when the text counts in the issuer's fiscal years."""

    fiscal: bool = False


class Evidence(Span):
    """A passage that states the event, the section that it stands in and the id of the pattern that found it."""

    section: SectionKind
    pattern: str


class Factuality(_Shape):
    """Whether it happened, and the words that decided it (null when nothing qualifies the statement)."""

    value: Literal["occurred", "planned", "conditional", "denied", "historical"] = "occurred"
    cue: Span | None = None


class Speaker(Mention):
    """Who says a quotation, with the title and the organisation that the document gives that person."""

    title: Mention | None = None
    organization: Mention | None = None


class Change(Span):
    """By how much a figure moved against its comparison; ``percent`` is negative for a fall."""

    percent: float | None
    direction: Literal["up", "down", "flat"]


class Comparison(_Shape):
    """A figure of another period that the text sets beside the reported one."""

    value: Money | Quantity
    period: Period | None = None


class Event(_Shape):
    """What all events share. ``id`` is the same for the same input on every machine."""

    id: str = ""
    type: str
    document: Document
    evidence: list[Evidence]
    date: When | None = None
    factuality: Factuality = Factuality()


class ExecutiveQuote(Event):
    """A direct quotation of a named person; ``quote`` is the parts joined with one space, without their marks."""

    type: Literal["executive_quote"] = "executive_quote"
    parts: list[Mention]
    quote: str
    speaker: Speaker
    cue: Mention | None = None


class CustomerDeployment(Event):
    """An organisation selects, orders, deploys, expands or renews the use of a vendor's product or service."""

    type: Literal["customer_deployment"] = "customer_deployment"
    customer: Mention
    vendor: Mention
    products: list[Mention] = []
    offering: Mention | None = None
    stage: Stage
    locations: list[Mention] = []
    purpose: Mention | None = None
    quantity: Count | None = None
    value: Money | None = None


class Product(Event):
    """A proper-named product, once a document: its longest name, its owner, its mark, and every mention."""

    type: Literal["product"] = "product"
    name: str
    owner: Mention | None = None
    mark: Literal["TM", "R", "SM"] | None = None
    introduced: bool = False
    mentions: list[Mention]


class SecuritiesOffering(Event):
    """An issue of securities for money; ``consistent`` is false when shares times price misses the gross proceeds."""

    type: Literal["securities_offering"] = "securities_offering"
    issuer: Mention
    security: Mention
    kind: OfferingKind
    stage: Literal["proposed", "priced", "completed", "withdrawn"]
    gross_proceeds: Money | None = None
    net_proceeds: Money | None = None
    proceeds: Money | None = None
    principal: Money | None = None
    size: Money | None = None
    price_per_share: Money | None = None
    shares: Quantity | None = None
    option_shares: Quantity | None = None
    coupon: Quantity | None = None
    due: When | None = None
    underwriters: list[Mention] = []
    use_of_proceeds: Mention | None = None
    consistent: bool | None = None


class FinancialResult(Event):
    """A figure that the issuer reports for a period; a loss is negative, comparisons belong to this figure."""

    type: Literal["financial_result"] = "financial_result"
    metric: str
    basis: Literal["gaap", "non_gaap", "unspecified"] = "unspecified"
    value: Money | Quantity
    period: Period | None = None
    comparisons: list[Comparison] = []
    change: Change | None = None


FactValue = Money | Quantity | Period | When | Mention
RoleValue = FactValue | list[FactValue] | str | bool | float
"""What a role of a type of the user's own can hold: a fact, a list of facts, or what the pattern gives."""


class DeclaredEvent(Event):
    """An event of a type that the user's own pattern file declares; its roles are attributes: ``event.place``.

    Which roles there are, and what each can hold, the file says: see `extract.declaration`.
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, RoleValue | None]


AnyEvent = Annotated[
    ExecutiveQuote | CustomerDeployment | Product | SecuritiesOffering | FinancialResult,
    Field(discriminator="type"),
]

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
    """
    fields = line if isinstance(line, dict) else from_json(line)
    name = fields.get("type") if isinstance(fields, dict) else None
    return EVENT_TYPES.get(str(name), DeclaredEvent).model_validate(fields)


def json_schema(declared: Iterable[type[Event]] = ()) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one line of the log; ``declared``: the shapes of the user's own types."""
    from pydantic import TypeAdapter

    types: Any = AnyEvent
    for shape in declared:
        types = types | shape
    schema = TypeAdapter(types).json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "press-events log line",
        "description": _ABOUT_SCHEMA,
        **schema,
    }


_ABOUT_SCHEMA = (
    "One event. A folder of one's own pattern files may declare further types, with the same keys as every event and "
    "the roles that the file declares: press-events schema --patterns DIR prints them too."
)
