"""The persons of a release: the fullest form of a name in the text, and the role that stands beside one of its mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from extract.events.executive_quote.edges import sentence_end
from extract.events.executive_quote.employment import Employment
from extract.facts import people
from extract.facts.people import Name, titles
from extract.facts.people.apposition import Role
from extract.facts.people.letters import GAP, UPPER
from extract.facts.people.words import nouns
from extract.schema import Release
from extract.wordlists import vocabulary

_REACH = 300  # characters after a name in which its title may stand
_APPOSITION = re.compile(r"\s(?:of|at|as)\s")
_PREDICATE = re.compile(r"\s(?:is|(?:also\s|currently\s)?serves|(?:has\s)?join(?:s|ed))\s")
_GENERATION = re.compile(r",?[^\S\n](?:Jr|Sr|II|III|IV)\b\.?")
_COUPLE = re.compile(rf"{GAP}and{GAP}[{UPPER}][\w’'-]+{GAP}(?P<surname>[{UPPER}][\w’'-]+)\b")
_WORD = re.compile(r"\w+")
_EDGE = re.compile(r"\b")
_LONGEST_NAME = 4  # words of a name, particles aside, that is preferred to a shorter one
_TITLE = 40  # characters before a name in which the noun of its title stands
_MENTIONS = 40  # mentions of a name that are looked at for its fullest form


class Persons:
    """The persons whom a text names, looked up as quotations ask for them."""

    def __init__(self, release: Release, employment: Employment) -> None:
        """Take the organisations of the release, to tell employers from fields of work."""
        self._text = release.text
        self._headlines = [s for s in release.sections if s.kind in ("headline", "subheadline")]
        self._employment = employment
        self._known: dict[str, bool] = {}
        self._persons: dict[str, tuple[str, Role]] = {}

    def is_known(self, word: str) -> bool:
        """Tell whether a single word is the surname or first name of a person named in full somewhere."""
        if word not in self._known:
            self._known[word] = False  # for the look-up itself
            self._known[word] = " " in self.fullest(word)[0] or self.is_titled(word)
        return self._known[word]

    def is_titled(self, word: str) -> bool:
        """Tell whether a title stands right before a word somewhere: "the writer Ragna", for a company in small letters."""
        company = self._employment.is_organization(word)
        return any(
            _ends_in_title(self._text, start - 1, small=company) for start, _ in islice(self._mentions(word), _MENTIONS)
        )

    def fullest(self, written: str) -> tuple[str, Role]:
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
                found = self.role_beside(name, name.outer_end, self._apposition_end(name.outer_end))
                if role.title is None and found.title is None and _PREDICATE.match(self._text, name.outer_end):
                    found = self.role_beside(name, name.outer_end, self._sentence_end(name.outer_end))
                role = found if _tells_more(found, role) else role
        if best == written and " " not in best:
            best = self._with_shared_surname(best)
        self._persons[written] = best + generation, role
        return self._persons[written]

    def _with_shared_surname(self, word: str) -> str:
        """Return the full name of one of two who share a surname: Jane, in a text with "Jane and John Doe"."""
        if self._employment.is_organization(word):
            return word
        pairs = (_COUPLE.match(self._text, end) for _, end in self._mentions(word))
        pair = next(filter(None, pairs), None)
        return f"{word} {pair['surname']}" if pair and not people.names_organisation(pair["surname"]) else word

    def role_beside(self, name: Name, start: int, end: int) -> Role:
        """Read the words before a name, and those after it in ``[start, end)``."""
        after = titles.role_after(self._text, start, end, is_org=self._employment.is_organization)
        if after.title:
            return after
        before = titles.role_before(self._text, 0, name.outer_start, is_org=self._employment.is_organization)
        before.title = before.title or self._office(name)
        employer = before.organization or after.organization or self._employment.led(before.title)
        return Role(before.title, employer, before.own or after.own, before.ours or after.ours)

    def _office(self, name: Name) -> tuple[int, int] | None:
        """Return the honorific of a name where it tells an office: "Gov." """
        address = self._text[name.outer_start : name.start].rstrip()
        return (name.outer_start, name.outer_start + len(address)) if address in vocabulary("offices") else None

    def _generation(self, name: Name) -> str:
        """Return what tells the son from the father, as it stands after a name: ", Jr."."""
        found = _GENERATION.match(self._text, name.end, name.outer_end)
        return " ".join(found[0].split(" ")) if found else ""

    def _apposition_end(self, start: int) -> int:
        """Return where the words end that can tell the title of a name which ends at ``start``."""
        apposition = self._text[start : start + 1] in (",", "(") or _APPOSITION.match(self._text, start)
        return self._sentence_end(start) if apposition else start

    def _sentence_end(self, start: int) -> int:
        return sentence_end(self._text, start, min(len(self._text), start + _REACH))

    def _runs(self, word: str) -> Iterator[tuple[int, int]]:
        """Yield the runs of capitals that hold a word, in text order."""
        for start, end in islice(filter(self._in_run, self._mentions(word)), _MENTIONS):
            first = max(0, start - 100)
            for run in people.name_run().finditer(self._text, first, min(len(self._text), end + 60)):
                if run.start() <= start < run.end():
                    if not any(headline.start <= run.start() < headline.end for headline in self._headlines):
                        yield run.span()
                    # "Jane Doe Takes Over" in a headline
                    if end < run.end() and not people.names_organisation(run[0]):
                        yield run.start(), end
                    break

    def _mentions(self, word: str) -> Iterator[tuple[int, int]]:
        """Yield where a word stands whole; nothing is compiled, for the next text asks for other words."""
        start = self._text.find(word)
        while start >= 0:
            end = start + len(word)
            if whole := _EDGE.match(self._text, start) and _EDGE.match(self._text, end):
                yield start, end
            start = self._text.find(word, end if whole else start + 1)

    def _in_run(self, mention: tuple[int, int]) -> bool:
        """Tell cheaply whether a word with a capital stands beside a mention, or words that may tell a title."""
        start, end = mention
        before = _WORD.findall(self._text[max(0, start - 25) : start])[-1:]
        after = self._text[end : end + 2]
        beside = bool(before) and (before[0][0].isupper() or before[0] in vocabulary("name_particles"))
        return beside or after[:1] in (",", "(") or after[1:].isupper() or _ends_in_title(self._text, start - 1)


def _ends_in_title(text: str, end: int, *, small: bool = False) -> bool:
    found = (start for start, stop in nouns(text, max(0, end - _TITLE), end) if stop == end)
    return any(text[start:end].islower() or not small for start in found)


def _same(words: list[str], other: list[str]) -> bool:
    """Tell whether two names can be one person's: one ends or begins the other, or a first name is cut short."""
    if other[-len(words) :] == words or words[-len(other) :] == other or (len(words) == 1 and other[0] == words[0]):
        return True
    first, second = words[0].rstrip("."), other[0].rstrip(".")
    return words[-1] == other[-1] and (first == second or (first[0] == second[0] and 1 in (len(first), len(second))))


def _is_fuller(full: str, best: str, surname: str) -> bool:
    """Prefer the longer form, and for a word alone the name that it is the surname of: Doe is not Doe Roe."""
    words = [word for word in full.split() if word not in vocabulary("name_particles")]
    if len(set(words)) < len(words) or len(words) > _LONGEST_NAME:  # a name twice, a heading
        return False
    rank, best_rank = ((" " in name and name.split()[-1] == surname, len(name)) for name in (full, best))
    return rank > best_rank


def _tells_more(role: Role, than: Role) -> bool:
    if role.title is None:
        return than.title is None and role.organization is not None
    return than.title is None or role.organization is not None
