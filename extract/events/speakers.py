"""Who a speaker is: from the words of an attribution to a person of the document, with title and organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from extract.events.attribution import Attribution, sentence_end
from extract.facts import people
from extract.facts.model import Fact, Facts
from extract.facts.people import Role
from extract.wordlists import alternatives, vocabulary
from extract.schema import Mention, Speaker

_REACH = 300  # characters after a name in which its title may stand
_MENTIONS = 40  # mentions of a name that are looked at for its fullest form


class Cast:
    """The persons of one release, looked up as quotations ask for them."""

    def __init__(self, facts: Facts) -> None:
        """Take the organisations that were recognised, to tell employers from fields of work."""
        self._facts = facts
        self._text = facts.release.text
        self._organizations = {fact.text.casefold() for fact in facts.facts if fact.kind == "ORG" and not fact.anaphor}
        self._known: dict[str, bool] = {}
        self._full: dict[str, tuple[str, Role]] = {}

    def speaker(self, attribution: Attribution, last: Speaker | None) -> Speaker | None:
        """Return the person that an attribution names; ``last`` is who spoke before, for "she added"."""
        if attribution.name:
            return self._named(attribution)
        if attribution.pronoun and last:
            start, end = attribution.pronoun
            return last.model_copy(
                update={"text": self._text[start:end], "start": start, "end": end, "name": last.name or last.text}
            )
        if attribution.office and last and last.title:
            start, end = attribution.office
            words = self._text[start:end].split()[1:]
            if " ".join(words).casefold() in last.title.text.casefold():
                return last.model_copy(
                    update={"text": self._text[start:end], "start": start, "end": end, "name": last.name or last.text}
                )
        return None

    def _named(self, attribution: Attribution) -> Speaker | None:
        assert attribution.name is not None
        name = people.read_name(self._text, *attribution.name, known=self._is_known)
        if name is None:
            return None
        written = self._text[name.start : name.end]
        full, elsewhere = self._person(written)
        role = self._merge(name.role, attribution, name.outer_end)
        if role.title is None:
            role = Role(elsewhere.title, role.organization or elsewhere.organization, role.own or elsewhere.own)
        elif role.organization is None and not role.own:
            role.organization, role.own = elsewhere.organization, elsewhere.own
        return Speaker(
            text=written, start=name.start, end=name.end, name=full if full != written else None,
            title=self._mention(role.title), organization=self._employer(role, name.start),
        )  # fmt: skip

    def _merge(self, role: Role, attribution: Attribution, name_end: int) -> Role:
        """Add what stands before and after the name in the attribution."""
        if attribution.before and role.title is None:
            role = self._read(*attribution.before)
        if attribution.role and role.title is None:
            start = max(attribution.role[0], name_end)
            after = self._read(start, max(start, attribution.role[1]))
            role = Role(after.title, role.organization or after.organization, role.own or after.own)
        return role

    def _read(self, start: int, end: int) -> Role:
        return people.read_role(self._text, start, end, is_org=self._is_org)

    def _mention(self, span: tuple[int, int] | None) -> Mention | None:
        return Mention(text=self._text[slice(*span)], start=span[0], end=span[1]) if span else None

    def _is_org(self, phrase: str) -> bool:
        return phrase.strip().casefold() in self._organizations

    def _is_known(self, word: str) -> bool:
        """Tell whether a single word is the surname or first name of a person named in full somewhere."""
        if word not in self._known:
            self._known[word] = False  # for the look-up itself
            self._known[word] = " " in self._person(word)[0]
        return self._known[word]

    def _person(self, written: str) -> tuple[str, Role]:
        """Return the fullest form of a name in the document and the role that stands beside one of its mentions."""
        if written in self._full:
            return self._full[written]
        words = written.split()
        best, role = " ".join(words), Role()
        for start, end in self._runs(words[-1]):
            name = people.read_name(self._text, start, end, known=lambda word: word in words)
            if name is None or not _same(words, self._text[name.start : name.end].split()):
                continue
            full = " ".join(self._text[name.start : name.end].split())
            best = full if len(full) > len(best) else best
            if role.title is None:
                stop = sentence_end(self._text, name.outer_end, min(len(self._text), name.outer_end + _REACH))
                beside = name.role
                if beside.title is None and self._text[name.outer_end : name.outer_end + 1] == ",":
                    beside = self._read(name.outer_end, stop)
                role = beside if beside.title else role
        self._full[written] = best, role
        return self._full[written]

    def _runs(self, word: str) -> Iterator[tuple[int, int]]:
        """Yield the runs of capitals that hold a word, in text order."""
        pattern = _name()
        for found in islice(re.finditer(rf"\b{re.escape(word)}\b", self._text), _MENTIONS):
            first = max(0, found.start() - 100)
            for run in pattern.finditer(self._text, first, min(len(self._text), found.end() + 60)):
                if run.start() <= found.start() < run.end():
                    yield run.span()
                    break

    def _employer(self, role: Role, near: int) -> Mention | None:
        """Return the organisation of a role: as named, or the issuer when the text says "our CEO" or no other."""
        if role.organization:
            return self._organization(*role.organization)
        if role.title is None or (not role.own and _is_occupation(self._text[slice(*role.title)])):
            return None
        return self._issuer(near)

    def _organization(self, start: int, end: int) -> Mention:
        for fact in self._facts.within(start, end, "ORG"):
            return fact.mention()
        return Mention(text=self._text[start:end], start=start, end=end)

    def _issuer(self, near: int) -> Mention | None:
        issuer = self._facts.issuer
        named = [fact for fact in issuer.mentions if not fact.anaphor] if issuer else []
        if named:
            return min(named, key=lambda fact: _distance(fact, near)).mention()
        return None


@cache
def _name() -> re.Pattern[str]:
    return re.compile(rf"\b{people.name()}")


def _distance(fact: Fact, near: int) -> int:
    return abs(fact.start - near)


def _same(words: list[str], other: list[str]) -> bool:
    """Tell whether two names can be one person's: the same surname and first names that agree, or one is a part."""
    if len(words) == 1:
        return words[0] in (other[0], other[-1])
    return (
        words[-1] == other[-1]
        and words[0].strip(".")[0] == other[0][0]
        and (words[0] == other[0] or len(words[0].strip(".")) == 1 or len(other[0].strip(".")) == 1)
    )


@cache
def _occupations() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(vocabulary('occupations'))}$", re.IGNORECASE)


def _is_occupation(title: str) -> bool:
    return _occupations().search(title) is not None
