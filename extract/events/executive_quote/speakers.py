"""Who a speaker is: from the words of an attribution to a person of the document, with title and organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from extract.events.executive_quote.attribution import Attribution
from extract.events.executive_quote.edges import sentence_end
from extract.facts import people
from extract.facts.model import Facts
from extract.facts.people import Name, titles
from extract.facts.people.apposition import Role
from extract.schema import Mention, Speaker
from extract.wordlists import alternatives, vocabulary

_REACH = 300  # characters after a name in which its title may stand
_APPOSITION = re.compile(r"\s(?:of|at|as)\s")
_LEGAL_FORM = re.compile(rf"[,\s]+(?:(?:and|&)\s+)?{alternatives(vocabulary('legal_suffixes'))}\.?\s*\Z", re.IGNORECASE)
_LEADS = re.compile(r",?\s(?:(?:which\sis\s|is\s)?(?:led|headed|founded|run|owned)\sby|and\sits|whose)\s(?:its\s)?")
_GENERATION = re.compile(r",?[^\S\n](?:Jr|Sr|II|III|IV)\b\.?")
_LONGEST_NAME = 4  # words of a name that is preferred to a shorter one
_MENTIONS = 40  # mentions of a name that are looked at for its fullest form


class Cast:
    """The persons of one release, looked up as quotations ask for them."""

    def __init__(self, facts: Facts) -> None:
        """Take the organisations that were recognised, to tell employers from fields of work."""
        self._facts = facts
        self._text = facts.release.text
        named = (fact for fact in facts.facts if fact.kind == "ORG" and not fact.anaphor)
        self._issuer_name = _LEGAL_FORM.sub("", facts.release.document.issuer.name or "")
        names = [self._issuer_name, *(fact.text for fact in named)]
        self._organizations = {*(name.casefold() for name in names), *map(_initials, names)} - {""}
        self._spoken: list[Speaker] = []
        self._known: dict[str, bool] = {}
        self._persons: dict[str, tuple[str, Role]] = {}

    def accepts(self, attribution: Attribution) -> bool:
        """Tell whether an attribution can name a person at all."""
        return attribution.name is None or self._read_name(attribution) is not None

    def speaker(self, attribution: Attribution, last: Speaker | None) -> Speaker | None:
        """Return the person that an attribution names; ``last`` is who spoke before, for "she added"."""
        if attribution.name:
            found = self._named(attribution)
            self._spoken += [found] if found else []
            return found
        if attribution.office:
            return self._holder(*attribution.office)
        return self._again(last, *attribution.pronoun) if last and attribution.pronoun else None

    def _holder(self, start: int, end: int) -> Speaker | None:
        """Return who spoke before under the title of "the CEO"."""
        office = _words(self._text[start:end])[1:]
        for spoken in reversed(self._spoken):
            title = _words(spoken.title.text) if spoken.title else []
            if title and (set(title) <= set(office) or set(office) <= set(title)):
                return self._again(spoken, start, end)
        return None

    def _again(self, last: Speaker, start: int, end: int) -> Speaker:
        text, name = self._text[start:end], last.name or last.text
        place = {"text": text, "start": start, "end": end, "name": name if name != text else None}
        return last.model_copy(update=place)

    def _read_name(self, attribution: Attribution) -> Name | None:
        if attribution.name is None:
            return None
        name = people.read_name(self._text, *attribution.name, known=self._is_known)
        if name is None:
            return None
        written = self._text[name.start : name.end]
        if attribution.proof == "title":
            shown = self._title_beside(name, attribution)
        elif attribution.proof == "mention":
            shown = self._text.count(written) > 1
        else:
            doubtful = attribution.proof or self._is_org(written) or _officer().match(self._text, name.outer_end)
            shown = self._is_evident(name, attribution) or not doubtful
        return name if shown else None

    def _is_evident(self, name: Name, attribution: Attribution) -> bool:
        """Tell whether more than its capitals shows a name to be a person's: honorific, first name, title."""
        full = self._person(self._text[name.start : name.end])[0]
        return name.polite or people.is_given(full.split()[0]) or self._title_beside(name, attribution)

    def _title_beside(self, name: Name, attribution: Attribution) -> bool:
        """Tell whether a title stands beside a name, here or elsewhere in the document."""
        elsewhere = self._person(self._text[name.start : name.end])[1]
        return (self._role(name, attribution).title or elsewhere.title) is not None

    def _named(self, attribution: Attribution) -> Speaker | None:
        name = self._read_name(attribution)
        if name is None:
            return None
        written = self._text[name.start : name.end]
        full, elsewhere = self._person(written)
        role = self._role(name, attribution)
        before = next((spoken for spoken in reversed(self._spoken) if (spoken.name or spoken.text) == full), None)
        if role.title is None and before and before.title:
            return self._again(before, name.start, name.end)
        if role.title is None:
            role = Role(elsewhere.title, role.organization or elsewhere.organization, role.own or elsewhere.own)
        elif role.organization is None and not role.own:
            role.organization, role.own = elsewhere.organization, elsewhere.own
        return Speaker(
            text=written,
            start=name.start,
            end=name.end,
            name=full if full != written else None,
            title=self._title(role),
            organization=self._employer(role, name.start, surname=written.split()[-1]),
        )

    def _role(self, name: Name, attribution: Attribution) -> Role:
        """Read the words on both sides of a name in its attribution."""
        start = max(name.outer_end, attribution.role[0] if attribution.role else 0)
        if attribution.name and name.outer_end < attribution.name[1]:  # "Jane Doe VP of Finance"
            start = name.outer_end
        end = max(start, attribution.role[1]) if attribution.role else start
        return self._beside(name, start, end)

    def _beside(self, name: Name, start: int, end: int) -> Role:
        after = titles.role_after(self._text, start, end, is_org=self._is_org)
        if after.title:
            return after
        before = titles.role_before(self._text, 0, name.outer_start, is_org=self._is_org)
        before.title = before.title or self._office(name)
        employer = before.organization or after.organization or self._led(before.title)
        return Role(before.title, employer, before.own or after.own)

    def _office(self, name: Name) -> tuple[int, int] | None:
        """Return the honorific of a name where it tells an office: "Gov." """
        address = self._text[name.outer_start : name.start].rstrip()
        return (name.outer_start, name.outer_start + len(address)) if address in vocabulary("offices") else None

    def _led(self, title: tuple[int, int] | None) -> tuple[int, int] | None:
        """Return the company of "Acme, led by CEO Jane Doe" for the span of her title."""
        if title is None:
            return None
        for fact in self._facts.within(max(0, title[0] - 60), title[0], "ORG"):
            if not fact.anaphor and _LEADS.fullmatch(self._text, fact.end, title[0]):
                return fact.start, fact.end
        return None

    def _is_org(self, phrase: str) -> bool:
        plain = phrase.strip().casefold()
        return plain in self._organizations or f"the {plain}" in self._organizations

    def _is_known(self, word: str) -> bool:
        """Tell whether a single word is the surname or first name of a person named in full somewhere."""
        if word not in self._known:
            self._known[word] = False  # for the look-up itself
            self._known[word] = " " in self._person(word)[0]
        return self._known[word]

    def _person(self, written: str) -> tuple[str, Role]:
        """Return the fullest form of a name in the document and the role that stands beside one of its mentions."""
        if written in self._persons:
            return self._persons[written]
        words = written.split()
        best, role, generation = " ".join(words), Role(), ""
        for start, end in self._runs(words[-1]):
            name = people.read_name(self._text, start, end, known=lambda word: word in words)
            if name is None or not _same(words, self._text[name.start : name.end].split()):
                continue
            full = " ".join(self._text[name.start : name.end].split())
            best = full if _is_fuller(full, best, words[-1]) else best
            generation = generation or self._generation(name)
            if role.title is None or role.organization is None:
                found = self._beside(name, name.outer_end, self._apposition_end(name.outer_end))
                role = found if _tells_more(found, role) else role
        self._persons[written] = best + generation, role
        return self._persons[written]

    def _generation(self, name: Name) -> str:
        """Return what tells the son from the father, as it stands after a name: ", Jr."."""
        found = _GENERATION.match(self._text, name.end, name.outer_end)
        return " ".join(found[0].split(" ")) if found else ""

    def _apposition_end(self, start: int) -> int:
        """Return where the words end that can tell the title of a name which ends at ``start``."""
        if self._text[start : start + 1] not in (",", "(") and not _APPOSITION.match(self._text, start):
            return start
        return sentence_end(self._text, start, min(len(self._text), start + _REACH))

    def _runs(self, word: str) -> Iterator[tuple[int, int]]:
        """Yield the runs of capitals that hold a word, in text order."""
        mentions = (found for found in re.finditer(rf"\b{re.escape(word)}\b", self._text) if self._in_run(found))
        for found in islice(mentions, _MENTIONS):
            first = max(0, found.start() - 100)
            for run in _name().finditer(self._text, first, min(len(self._text), found.end() + 60)):
                if run.start() <= found.start() < run.end():
                    yield run.span()
                    if found.end() < run.end() and not people.names_organisation(
                        run[0]
                    ):  # "Jane Doe Takes Over" in a headline
                        yield run.start(), found.end()
                    break

    def _in_run(self, found: re.Match[str]) -> bool:
        """Tell cheaply whether a word with a capital stands beside this one, or words that may tell a title."""
        before = re.findall(r"\w+", self._text[max(0, found.start() - 25) : found.start()])[-1:]
        after = self._text[found.end() : found.end() + 2]
        beside = bool(before) and (before[0][0].isupper() or before[0] in vocabulary("name_particles"))
        return beside or after[:1] in (",", "(") or after[1:].isupper()

    def _title(self, role: Role) -> Mention | None:
        if role.title is None:
            return None
        start, end = role.title
        return Mention(text=self._text[start:end], start=start, end=end)

    def _employer(self, role: Role, near: int, *, surname: str) -> Mention | None:
        """Return the organisation of a role: as named, or the issuer when the text says "our CEO" or names no other."""
        if role.organization and not self._is_work(role):
            return self._organization(*role.organization)
        if role.title is None or (not role.own and _is_occupation(self._text[slice(*role.title)])):
            return None
        return (None if role.own else self._namesake(surname)) or self._issuer(near)

    def _namesake(self, surname: str) -> Mention | None:
        """Return the company that has the surname of its owner: Doe Roofing."""
        for fact in self._facts.facts:
            if fact.kind in ("ORG", "NAME") and not fact.anaphor and surname in fact.text.split()[:-1]:
                return fact.mention()
        return None

    def _is_work(self, role: Role) -> bool:
        """Tell whether what follows a title is a work: "author of How to Build a Plant"."""
        if role.title is None or role.organization is None:
            return False
        title, between = self._text[slice(*role.title)], self._text[role.title[1] : role.organization[0]]
        return title.split()[-1].lower() in vocabulary("makers_of_works") and between.split()[:1] == ["of"]

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
        if named:
            return min(named, key=lambda fact: abs(fact.start - near)).mention()
        name = self._issuer_name
        places = [found.start() for found in re.finditer(re.escape(name), self._text)] if name else []
        start = min(places, key=lambda place: abs(place - near), default=None)
        return Mention(text=name, start=start, end=start + len(name)) if start is not None else None


@cache
def _name() -> re.Pattern[str]:
    return re.compile(rf"\b{people.name()}")


@cache
def _officer() -> re.Pattern[str]:
    """Match what shows that the words before it name an organisation: "Sons of Springfield President Jane Doe"."""
    return re.compile(rf"\sof\s[^,.;“”\"]{{1,60}}?{people.heads()}\s[{people.UPPER}]")


def _initials(name: str) -> str:
    """Return the capitals of a name, "nwm" for North Wind Motors; nothing when they are few."""
    capitals = "".join(filter(str.isupper, name))
    return capitals.casefold() if len(capitals) > 2 else ""


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold())


def _same(words: list[str], other: list[str]) -> bool:
    """Tell whether two names can be one person's: one ends or begins the other, or a first name is cut short."""
    if other[-len(words) :] == words or words[-len(other) :] == other or (len(words) == 1 and other[0] == words[0]):
        return True
    first, second = words[0].rstrip("."), other[0].rstrip(".")
    return words[-1] == other[-1] and (first == second or (first[0] == second[0] and 1 in (len(first), len(second))))


def _is_fuller(full: str, best: str, surname: str) -> bool:
    """Prefer the longer form, and for a word alone the name that it is the surname of: Doe is not Doe Roe."""
    words = full.split()
    if len(set(words)) < len(words) or len(words) > _LONGEST_NAME:  # a name twice, a heading
        return False
    rank, best_rank = ((" " in name and name.split()[-1] == surname, len(name)) for name in (full, best))
    return rank > best_rank


def _tells_more(role: Role, than: Role) -> bool:
    if role.title is None:
        return than.title is None and role.organization is not None
    return than.title is None or role.organization is not None


@cache
def _occupations() -> re.Pattern[str]:
    words = (*vocabulary("occupations"), *vocabulary("offices"))
    return re.compile(rf"(?<!\w){alternatives(words)}$", re.IGNORECASE)


def _is_occupation(title: str) -> bool:
    return _occupations().search(title) is not None
