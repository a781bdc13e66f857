"""The gold: what people wrote down of a document, a JSON file each. Keys that are not named here are notes."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ValidationError

from extract.errors import ReadError, first_fault


class _Entry(BaseModel):
    optional: bool = False


class Quote(_Entry):
    """A quotation: its parts in their order, and who says it."""

    parts: list[str]
    speaker: str
    title: str | None = None
    organization: str | None = None


class Deployment(_Entry):
    """A deal: ``value`` in full units of its currency."""

    customer: str
    vendor: str
    products: list[str] = []
    stage: str
    locations: list[str] = []
    value: float | None = None
    evidence: str = ""


class Product(_Entry):
    """A product by its name."""

    name: str


class Offering(_Entry):
    """An issue of securities with its amounts in full units."""

    issuer: str
    security: str = ""
    stage: str
    gross_proceeds: float | None = None
    net_proceeds: float | None = None
    proceeds: float | None = None
    principal: float | None = None
    size: float | None = None
    shares: float | None = None
    price_per_share: float | None = None


class Result(_Entry):
    """A reported figure; a loss is negative."""

    metric: str
    basis: str = "unspecified"
    value: float
    period: str | None = None


class Gold(BaseModel):
    """All that is written down of one document."""

    issuer: str | None
    released: str | None = None
    quotes: list[Quote]
    deployments: list[Deployment]
    products: list[Product]
    offerings: list[Offering]
    results: list[Result]


def read_gold(folder: Path) -> dict[str, Gold]:
    """Return the gold of a folder, by document id; raise `ReadError` when there is none or a file is none."""
    gold = {}
    for path in sorted(folder.glob("*.json")):
        try:
            gold[path.stem] = Gold.model_validate_json(path.read_bytes())
        except ValidationError as error:
            raise ReadError(f"{path}: not gold: {first_fault(error)}") from None
        except OSError as error:
            raise ReadError(f"{path}: cannot be read: {error.strerror}") from None
    if not gold:
        raise ReadError(f"{folder}: no gold in it; it should hold a .json file for each document")
    return gold
