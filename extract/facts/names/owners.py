"""Whose a product is: by a possessive, its maker's name in front, "from Acme", or a trademark notice."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extract.facts.model import Entity, Fact, Sentence
from extract.facts.names.chunks import is_common
from extract.facts.names.groups import core, fold

_POSSESSED = re.compile(
    r"(?:[’']s|(?<=[sS])[’'])\s+(?:(?!(?:will|would|can|may|has|have|had|is|are|was|were|to|and|or|of|for|with|by|in|on|at|that|which)\b)[\w-]+,?\s+){0,4}$"
)
_ON = re.compile(r"\b(?:on|for|at)\s+(?:the\s+)?$", re.IGNORECASE)  # "available on LedgerStore"
_POSSESSED_BY_NAME = re.compile(r"[A-Z][\w.]*[’']s\s+$")  # "Northwind's LedgerOne"
_OURS = re.compile(r"\b(?:our|its|their)\s+(?:[\w-]+,?\s+){0,4}$", re.IGNORECASE)
_FROM = re.compile(
    r"(?:\s?(?:[™®℠]|\((?:TM|R|SM)\)))?,?\s+"
    r"(?:(?:developed|made|manufactured|built|sold|offered|owned|designed|created|produced|supplied|marketed)\s+by|(?:(?!is|are|was|were|will|can)[a-z-]+\s+){0,2}from)\s+"
)
_TOPIC = 2  # mentions from which a release is about a product, so that nobody else's is the issuer's
_WINDOW = 60


def assign(
    text: str,
    sentences: list[Sentence],
    entities: list[Entity],
    facts: list[Fact],
    claimed: Mapping[str, str],
    issuer: Entity | None,
) -> None:
    """Set the owner of every product of which the text shows one."""
    organisations = [fact for fact in facts if fact.kind == "ORG"]
    makers = {
        fold(name): fact.value for fact in organisations for name in (fact.value.name, core(fact.value.name), fact.text)
    }
    if issuer and not is_common(first := issuer.name.split()[0]):
        makers.setdefault(fold(first), issuer)
    for entity in entities:
        if entity.kind == "PRODUCT":
            entity.owner = (
                _in_front(entity, makers)
                or _possessor(text, sentences, entity, organisations, issuer)
                or _by_notice(entity, claimed, makers)
                or (issuer if entity.mark or _is_topic(text, entity) else None)
            )


def _is_topic(text: str, product: Entity) -> bool:
    """Tell whether a release is about a product: not one that things run on, nor one of somebody's who is no company."""
    others = [
        mention
        for mention in product.mentions
        if _ON.search(text, max(0, mention.start - _WINDOW), mention.start)
        or _POSSESSED_BY_NAME.search(text, max(0, mention.start - _WINDOW), mention.start)
    ]
    return len(product.mentions) >= _TOPIC and 2 * len(others) < len(product.mentions)


def _possessor(
    text: str, sentences: list[Sentence], product: Entity, organisations: list[Fact], issuer: Entity | None
) -> Entity | None:
    """Return whose the text says a mention is: "Acme's LedgerOne", "its LedgerOne", "LedgerOne from Acme"."""
    ends: dict[int, Entity] = {fact.end: fact.value for fact in organisations}
    starts: dict[int, Entity] = {fact.start: fact.value for fact in organisations}
    for mention in product.mentions:
        window = text[max(0, mention.start - _WINDOW) : mention.start]
        if (found := _POSSESSED.search(window)) and (owner := ends.get(mention.start - len(window) + found.start())):
            return owner
        if (found := _FROM.match(text, mention.end)) and (owner := starts.get(found.end())):
            return owner
    for mention in product.mentions:
        if found := _OURS.search(text, max(0, mention.start - _WINDOW), mention.start):
            if found[0][0] in "oO":
                return issuer
            sentence = next((one for one in sentences if one.start <= mention.start < one.end), None)
            for fact in organisations if sentence else ():
                if sentence and sentence.start <= fact.start < found.start():
                    subject: Entity = fact.value
                    return subject
    return None


def _in_front(product: Entity, makers: Mapping[str, Entity]) -> Entity | None:
    words = fold(product.name).split()
    fronts = (" ".join(words[:length]) for length in range(len(words) - 1, 0, -1))
    return next((makers[front] for front in fronts if front in makers), None)


def _by_notice(product: Entity, claimed: Mapping[str, str], makers: Mapping[str, Entity]) -> Entity | None:
    names = {fold(name): owner for name, owner in claimed.items()}
    key = fold(product.name)
    owner = names.get(key) or next((names[name] for name in names if key.startswith(name + " ")), None)
    return makers.get(fold(core(owner))) if owner else None
