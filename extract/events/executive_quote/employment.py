"""For whom a speaker works: the organisation of a role as an entity of the release, or the issuer where none is named."""

from __future__ import annotations

import re
from functools import cache

from extract.events.executive_quote.edges import sentence_start
from extract.facts.model import Facts
from extract.facts.people.apposition import Role
from extract.facts.people.letters import UPPER
from extract.schema import Mention
from extract.wordlists import alternatives, vocabulary

_LEGAL_FORM = re.compile(rf"[,\s]+(?:(?:and|&)\s+)?{alternatives(vocabulary('legal_suffixes'))}\.?\s*\Z", re.IGNORECASE)
_POSSESSIVE = re.compile(r"[’']s?\Z")
_LEADS = re.compile(r",?\s(?:(?:which\sis\s|is\s)?(?:led|headed|founded|run|owned)\sby|and\sits|whose)\s(?:its\s)?")


class Employment:
    """The organisations of one release, as employers."""

    def __init__(self, facts: Facts) -> None:
        """Take the organisations that were recognised, to tell employers from fields of work."""
        self._facts = facts
        self._text = facts.release.text
        named = (fact for fact in facts.facts if fact.kind == "ORG" and not fact.anaphor)
        self._issuer_name = _LEGAL_FORM.sub("", facts.release.document.issuer.name or "")
        names = {self._issuer_name, *(fact.text for fact in named)}
        self._organizations = {*map(str.casefold, names), *map(_initials, names)} - {""}

    def is_organization(self, phrase: str) -> bool:
        """Tell whether the release uses a phrase for an organisation."""
        plain = phrase.strip().casefold()
        return plain in self._organizations or f"the {plain}" in self._organizations

    def employer(self, role: Role, near: int, *, surname: str) -> Mention | None:
        """Return the organisation of a role: as named, or the issuer when the text says "our CEO" or names no other."""
        if role.organization and not self._is_work(role) and not self._is_date(*role.organization):
            return self._organization(*role.organization)
        if not role.own and (role.title is None or _is_occupation(self._text[slice(*role.title)])):
            return None
        return self._meant(role) or (None if role.own else self._namesake(surname)) or self._issuer(near)

    def _meant(self, role: Role) -> Mention | None:
        """Return the organisation that "the bank's president" means, or "its president"."""
        if role.ours is None:
            return None
        for fact in self._facts.within(*role.ours, "ORG"):
            if fact.anaphor:
                return fact.mention() if fact.value is not self._facts.issuer else None
        owner = self._text[slice(*role.ours)].split()
        if owner[0].lower() in ("its", "their"):
            return self._antecedent(role.ours[0])
        return self._described(_POSSESSIVE.sub("", owner[-1]), role.ours[0]) if len(owner) > 1 else None

    def _antecedent(self, pronoun: int) -> Mention | None:
        """Return the one organisation that the sentence of "its" names before it, or else the sentence before."""
        paragraph = self._text.rfind("\n\n", 0, pronoun) + 1
        start = sentence_start(self._text, paragraph, pronoun)
        if not self._text[start:pronoun].strip():
            before = self._text[paragraph:start].rstrip().rstrip(".!?")
            start = sentence_start(self._text, paragraph, paragraph + len(before))
        named = [fact for fact in self._facts.within(start, pronoun, "ORG") if not fact.anaphor]
        own = self._issuer_name and self._issuer_name in self._text[start:pronoun]
        one = named and not own and all(fact.value is named[0].value for fact in named)
        return named[0].mention() if one else None

    def _described(self, noun: str, end: int) -> Mention | None:
        """Return the organisation before ``end`` that a noun stands for: "Acme, a brewery nearby", "Acme Board"."""
        apposition = re.compile(rf",\s(?:an?|the)\s[^.,;:]{{0,60}}?\b{re.escape(noun)}\b")
        for fact in reversed(list(self._facts.within(0, end, "ORG"))):
            if not fact.anaphor and (_words(fact.text)[-1:] == [noun] or apposition.match(self._text, fact.end, end)):
                return fact.mention()
        return self._public_body(noun, end)

    def _public_body(self, noun: str, end: int) -> Mention | None:
        """Return the place named last before ``end`` that acts as the body a noun means: "Doe County", "City of Doe"."""
        body = noun.capitalize()
        if body not in vocabulary("public_bodies") and body not in ("City", "Town", "Village", "State"):
            return None
        word = rf"[{UPPER}][\w’'-]+"
        name = re.compile(rf"\b(?:(?:(?!The\b){word}\s){{1,3}}{body}\b|{body}\sof(?:\s{word}){{1,2}})")
        named = list(name.finditer(self._text, 0, end))
        return Mention(text=named[-1][0], start=named[-1].start(), end=named[-1].end()) if named else None

    def _namesake(self, surname: str) -> Mention | None:
        """Return the company that has the surname of its owner: Doe Roofing."""
        for fact in self._facts.facts:
            words = fact.text.split() if fact.kind in ("ORG", "NAME") and not fact.anaphor else []
            if surname in words[:-1] and words[-1] not in vocabulary("name_suffixes"):  # "Doe III" is himself
                return fact.mention()
        return None

    def _is_work(self, role: Role) -> bool:
        """Tell whether what follows a title is a work: "author of How to Build a Plant"."""
        if role.title is None or role.organization is None:
            return False
        title, between = self._text[slice(*role.title)], self._text[role.title[1] : role.organization[0]]
        return title.split()[-1].lower() in vocabulary("makers_of_works") and between.split()[:1] == ["of"]

    def _is_date(self, start: int, end: int) -> bool:
        """Tell whether what follows a title says when: "director from 3 May 2021"."""
        return any(start <= fact.start and fact.end == end for fact in self._facts.within(start, end, "DATE"))

    def _organization(self, start: int, end: int) -> Mention:
        """Return the mention with its entity's name where that is a fuller form, not where it spells out "NWD"."""
        text = self._text[start:end]
        for fact in self._facts.within(start, end, "ORG"):
            name = fact.mention().name
            if fact.start == start and name and set(_words(text)) <= set(_words(name)):
                return Mention(text=text, start=start, end=end, name=self._full_name(text, name))
        return Mention(text=text, start=start, end=end)

    def _full_name(self, text: str, name: str) -> str:
        """Prefer the issuer's name where it may be meant: "Acme" is Acme Corp. before it is Acme Vision."""
        issuer = self._facts.release.document.issuer.name
        return issuer if issuer and _words(issuer)[: len(_words(text))] == _words(text) else name

    def _issuer(self, near: int) -> Mention | None:
        issuer = self._facts.issuer
        named = [fact for fact in issuer.mentions if not fact.anaphor] if issuer else []
        words = set(_words(self._issuer_name))
        named = [fact for fact in named if words.issuperset(_words(_LEGAL_FORM.sub("", fact.text)))] or named
        if named:
            return min(named, key=lambda fact: abs(fact.start - near)).mention()
        name = self._issuer_name
        places = [found.start() for found in re.finditer(re.escape(name), self._text)] if name else []
        start = min(places, key=lambda place: abs(place - near), default=None)
        return Mention(text=name, start=start, end=start + len(name)) if start is not None else None

    def led(self, title: tuple[int, int] | None) -> tuple[int, int] | None:
        """Return the company of "Acme, led by CEO Jane Doe" for the span of her title."""
        if title is None:
            return None
        for fact in self._facts.within(max(0, title[0] - 60), title[0], "ORG"):
            if not fact.anaphor and _LEADS.fullmatch(self._text, fact.end, title[0]):
                return fact.start, fact.end
        return None


def _initials(name: str) -> str:
    """Return the capitals of a name, "nwm" for North Wind Motors; nothing when they are few."""
    capitals = "".join(filter(str.isupper, name))
    return capitals.casefold() if len(capitals) > 2 else ""


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold())


@cache
def _occupations() -> re.Pattern[str]:
    words = (*vocabulary("occupations"), *vocabulary("offices"))
    return re.compile(rf"(?<!\w){alternatives(words)}(?:\s(?:of|for)\s.*)?$", re.IGNORECASE | re.DOTALL)


def _is_occupation(title: str) -> bool:
    return _occupations().search(title) is not None
