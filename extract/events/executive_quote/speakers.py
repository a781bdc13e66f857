"""Who a speaker is: from the words of an attribution to a person of the document, with title and organisation."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from extract.events.executive_quote.attribution import Attribution
from extract.events.executive_quote.edges import sentence_start
from extract.events.executive_quote.employment import Employment
from extract.events.executive_quote.persons import Persons
from extract.facts import people
from extract.facts.model import Facts
from extract.facts.people import Name, titles
from extract.facts.people.apposition import Role
from extract.facts.people.letters import UPPER
from extract.facts.people.words import Offsets, nouns
from extract.schema import Mention, Speaker

_NEAR = 600  # characters before "she said" in which somebody is named, when nobody spoke before
_OF_WHOM = re.compile(r"\sof\s(?P<whom>[^,.;“”\"]{1,80})")
_LEAD_OF_SUBJECT = (  # "According to", "In her speech at the dock, our", "That engineer, ", "Acme's", "Dairy" (manager)
    r"(?:(?:According\sto|(?:In|At|On|During|After|Before|With|For|As|Asked|Speaking|Addressing)\s[^.;:“”\"]{1,90},)\s)?"
    r"(?:(?:That|This)\s[a-z-]+,\s|(?:The|Its|Our|the|its|our)\s)?(?:[\w-]+[’']s?\s)?(?:[A-Z][\w-]+\s)?"
)
_CAPITAL = re.compile(rf"\s[{UPPER}]")
_MARK = re.compile(r"[“\"]|``")


class Cast:
    """The speakers of one release, looked up as quotations ask for them."""

    def __init__(self, facts: Facts, paragraphs: list[int]) -> None:
        """Take the organisations that were recognised, to tell employers from fields of work, and where paragraphs begin."""
        self._facts = facts
        self._text = facts.release.text
        self._paragraphs = paragraphs
        self._employment = Employment(facts)
        self._persons = Persons(facts.release, self._employment)
        self._spoken: list[Speaker] = []

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
        if attribution.pronoun is None:
            return None
        spoken = self._introduced(last, attribution) or last
        return self._again(spoken, *attribution.pronoun) if spoken else None

    def _introduced(self, last: Speaker | None, attribution: Attribution) -> Speaker | None:
        """Return the person of whom the paragraph of "she said" speaks at its beginning, who has not spoken yet.

        When nobody spoke before, it is the person last named near the pronoun.
        """
        assert attribution.pronoun is not None
        pronoun = attribution.pronoun[0]
        paragraph = self._paragraphs[bisect_right(self._paragraphs, pronoun) - 1]
        first = max(paragraph, last.end) if last else max(0, pronoun - _NEAR)
        for start, end in self._named_between(first, pronoun):
            quoted = _MARK.search(self._text, self._opening(start, paragraph), start) is not None
            if not quoted and (last is None or self._is_subject(start, paragraph)):
                return self._named(replace(attribution, name=(start, end), proof=None, role=None))
        return None

    def _named_between(self, start: int, end: int) -> Iterator[Offsets]:
        """Yield the names of persons, the last first: those recognised, and others with a title beside them."""
        persons = [(fact.start, fact.end) for fact in self._facts.within(start, end, "PERSON")]
        yield from reversed(persons)
        runs = [run.span() for run in people.name_run().finditer(self._text, start, end)] if not persons else []
        for run in reversed(runs):
            name = people.read_name(self._text, *run, known=self._persons.is_known)
            written = self._text[name.start : name.end] if name else ""
            if name and " " in written and self._persons.fullest(written)[1].title:
                yield name.start, name.end

    def _is_subject(self, name: int, paragraph: int) -> bool:
        """Tell whether a sentence begins with a name: "Acme's chief executive, Jane Doe, pointed to the price."."""
        start = sentence_start(self._text, paragraph, name)
        while start < name and self._text[start].isspace():
            start += 1
        role = titles.role_before(self._text, start, name, is_org=self._employment.is_organization)
        begins = [place[0] for place in (role.title, role.organization) if place]
        return _subject_lead().fullmatch(self._text, start, min(begins, default=name)) is not None

    def _opening(self, name: int, paragraph: int) -> int:
        """Return where the paragraph of a name opens: with its sentence where two spaces glue it to the one before."""
        start = sentence_start(self._text, paragraph, name)
        return start if self._text.startswith("  ", start) else paragraph

    def _holder(self, start: int, end: int) -> Speaker | None:
        """Return who spoke before under the title of "the CEO"."""
        office = _words(self._text[start:end])[1:]
        for spoken in reversed(self._spoken):
            if spoken.title and _is_held(office, spoken.title.text):
                return self._again(spoken, start, end)
        return self._appointed(office, start, end)

    def _appointed(self, office: list[str], start: int, end: int) -> Speaker | None:
        """Return the one person named before whose title is that of "the designated CFO"."""
        holders: dict[str, Speaker] = {}
        for fact in self._facts.within(0, start, "PERSON"):
            full, role = self._persons.fullest(fact.text) if " " in fact.text else (fact.text, Role())
            if role.title and full not in holders and _is_held(office, self._text[slice(*role.title)]):
                employer = self._employment.employer(role, fact.start, surname=full.split()[-1])
                text = self._text[start:end]
                holders[full] = Speaker(
                    text=text, start=start, end=end, name=full, title=self._title(role), organization=employer
                )
        return next(iter(holders.values())) if len(holders) == 1 else None

    def _again(self, last: Speaker, start: int, end: int) -> Speaker:
        text, name = self._text[start:end], last.name or last.text
        place = {"text": text, "start": start, "end": end, "name": name if name != text else None}
        return last.model_copy(update=place)

    def _read_name(self, attribution: Attribution) -> Name | None:
        if attribution.name is None:
            return None
        name = people.read_name(self._text, *attribution.name, known=self._persons.is_known)
        if name is None:
            return None
        written = self._text[name.start : name.end]
        if attribution.proof == "title":
            shown = self._title_beside(name, attribution)
        elif attribution.proof == "mention":
            shown = self._text.count(written) > 1
        else:
            company = self._employment.is_organization(written) and not (name.polite or people.is_foreign(written))
            doubtful = attribution.proof or company or _is_of_officer(self._text, name.outer_end)
            alone = company and " " not in written and not self._persons.is_titled(written)  # "Acme CEO, Jane Doe"
            shown = not doubtful or (not alone and self._is_evident(name, attribution))
        return name if shown else None

    def _is_evident(self, name: Name, attribution: Attribution) -> bool:
        """Tell whether more than its capitals shows a name to be a person's: honorific, first name, title."""
        full = self._persons.fullest(self._text[name.start : name.end])[0]
        return name.polite or people.is_given(full.split()[0]) or self._title_beside(name, attribution)

    def _title_beside(self, name: Name, attribution: Attribution) -> bool:
        """Tell whether a title stands beside a name, here or elsewhere in the document."""
        elsewhere = self._persons.fullest(self._text[name.start : name.end])[1]
        return (self._role(name, attribution).title or elsewhere.title) is not None

    def _named(self, attribution: Attribution) -> Speaker | None:
        name = self._read_name(attribution)
        if name is None:
            return None
        written = self._text[name.start : name.end]
        full, elsewhere = self._persons.fullest(written)
        role = self._role(name, attribution)
        before = next((spoken for spoken in reversed(self._spoken) if _is_named(spoken, written, full)), None)
        if role.title is None and before and before.title:
            return self._again(before, name.start, name.end)
        if role.title is None:
            own, ours = role.own or elsewhere.own, role.ours or elsewhere.ours
            role = Role(elsewhere.title, role.organization or elsewhere.organization, own, ours)
        elif role.organization is None and not role.own:
            role.organization, role.own, role.ours = elsewhere.organization, elsewhere.own, elsewhere.ours
            if self._is_short(role, elsewhere):
                role.title = elsewhere.title
        return Speaker(
            text=written,
            start=name.start,
            end=name.end,
            name=full if full != written else None,
            title=self._title(role),
            organization=self._employment.employer(role, name.start, surname=written.split()[-1]),
        )

    def _is_short(self, role: Role, full: Role) -> bool:
        """Tell whether a title is the beginning of the one that stands elsewhere: "Minister" of "Minister of Trade"."""
        if role.title is None or full.title is None:
            return False
        return self._text[slice(*full.title)].startswith(self._text[slice(*role.title)] + " ")

    def _role(self, name: Name, attribution: Attribution) -> Role:
        """Read the words on both sides of a name in its attribution."""
        start = max(name.outer_end, attribution.role[0] if attribution.role else 0)
        if attribution.name and name.outer_end < attribution.name[1]:  # "Jane Doe VP of Finance"
            start = name.outer_end
        end = max(start, attribution.role[1]) if attribution.role else start
        return self._persons.role_beside(name, start, end)

    def _title(self, role: Role) -> Mention | None:
        if role.title is None:
            return None
        start, end = role.title
        return Mention(text=self._text[start:end], start=start, end=end)


@cache
def _subject_lead() -> re.Pattern[str]:
    return re.compile(rf"{_LEAD_OF_SUBJECT}(?:{people.honorific()})?")


def _is_held(office: list[str], title: str) -> bool:
    """Tell whether "the designated CFO" and "Chief Financial Officer" are one office."""
    words = _words(title)
    short = len(words) > 2 and "".join(word[0] for word in words) in office
    return short or set(words) <= set(office) or set(office) <= set(words)


def _is_of_officer(text: str, end: int) -> bool:
    """Tell whether what follows shows a name to be an organisation's: "Sons of Springfield President Jane Doe"."""
    of = _OF_WHOM.match(text, end)
    return of is not None and any(_CAPITAL.match(text, stop) for _, stop in nouns(text, *of.span("whom")))


def _is_named(spoken: Speaker, written: str, full: str) -> bool:
    """Tell whether who spoke before has the full name, or the surname that stands alone."""
    name = spoken.name or spoken.text
    return name == full or (" " not in written and name.split()[-1] == written)


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold())
