"""Who a speaker is: from the words of an attribution to a person of the document, with title and organisation."""

from __future__ import annotations

import re
from functools import cache

from extract.events.executive_quote.attribution import Attribution
from extract.events.executive_quote.employment import Employment
from extract.events.executive_quote.persons import Persons
from extract.facts import people
from extract.facts.model import Facts
from extract.facts.people import Name
from extract.facts.people.apposition import Role
from extract.schema import Mention, Speaker


class Cast:
    """The speakers of one release, looked up as quotations ask for them."""

    def __init__(self, facts: Facts) -> None:
        """Take the organisations that were recognised, to tell employers from fields of work."""
        self._text = facts.release.text
        self._employment = Employment(facts)
        self._persons = Persons(self._text, self._employment)
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
        name = people.read_name(self._text, *attribution.name, known=self._persons.is_known)
        if name is None:
            return None
        written = self._text[name.start : name.end]
        if attribution.proof == "title":
            shown = self._title_beside(name, attribution)
        elif attribution.proof == "mention":
            shown = self._text.count(written) > 1
        else:
            doubtful = (
                attribution.proof
                or self._employment.is_organization(written)
                or _officer().match(self._text, name.outer_end)
            )
            shown = self._is_evident(name, attribution) or not doubtful
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
            organization=self._employment.employer(role, name.start, surname=written.split()[-1]),
        )

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
def _officer() -> re.Pattern[str]:
    """Match what shows that the words before it name an organisation: "Sons of Springfield President Jane Doe"."""
    return re.compile(rf"\sof\s[^,.;“”\"]{{1,60}}?{people.heads()}\s[{people.UPPER}]")


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold())
