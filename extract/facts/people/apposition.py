"""The words after a person's name, read from left to right: ", president and CEO of Acme", ", Acme's CEO"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from extract.facts.people import is_given
from extract.facts.people.employers import (
    POSSESSIVE,
    has_legal_form,
    has_organisation_head,
    is_end_of_name,
    is_place,
    name_end,
    run_pattern,
)
from extract.facts.people.fields import (
    body_of_owner,
    department,
    ends_in_department,
    has_area,
    is_area,
    named_department,
    title_owner,
    unit_at,
)
from extract.facts.people.letters import GAP, UPPER
from extract.facts.people.words import Offsets, nouns, title_word_at, title_words
from extract.wordlists import vocabulary

IsOrg = Callable[[str], bool]

# Where a chunk of a title ends, and where one ends that may hold "and": "Chief Risk and Security Officer".
_PREPOSITION = r"\s(?:of|at|for|with|who|from|in|to|which|whose|by)\b"
_BREAK = re.compile(rf"\s*(?:,|;|\(|/|{_PREPOSITION}|\s(?:–|—|-{{1,2}})\s|\s(?:and|&)\s)")
_COMMA_OR_PREPOSITION = re.compile(rf"[,;(]|{_PREPOSITION}")
_HARD_BREAK = re.compile(rf"[;(]|{_PREPOSITION}")
_JOIN = re.compile(
    rf"[®™]?(?:,?{GAP}(?:and|&){GAP}|\s*/\s*|,{GAP}|{GAP}[–—-]{{1,2}}{GAP})(?:(?:the|our|its|a){GAP})?", re.IGNORECASE
)
_OF = re.compile(
    rf",?{GAP}(?P<word>of|for|at|with|from|in){GAP}(?P<det>(?:the|our|its|this|a|an|their){GAP})?", re.IGNORECASE
)
_BASED = re.compile(r"(?:[A-Z][\w.]+\s){0,2}[\w.]+-based\s+")  # "Springfield-based Northwind"
_FIELD_AT = re.compile(
    rf"(?:{GAP}(?:(?:and|&){GAP})?[{UPPER}][\w&/-]*,?){{1,7}}(?={GAP}at{GAP})"
)  # Global Alliances at
_IN_CHARGE = len(" in residence")
_YEARS = re.compile(r"\s+\d{4}(?:\s?[-–/]\s?\d{2,4})?\Z")  # "Northwind Association 2024-2025 president"
_COMMA = re.compile(rf",{GAP}")
_COMPANY = re.compile(r"(?:company|corporation|firm|group)\b(?![’']s)", re.IGNORECASE)
_WHOSE = re.compile(rf"{GAP}(?:for|of){GAP}")
_DURATION = re.compile(r"\b(?:years?|months?|terms?|decades?)\b")  # "CEO for over ten years"
_FRESH = re.compile(r"(?:(?:newly|recently)[\s-]+\w+|new|newest|current|longtime|long-time)\s+", re.IGNORECASE)
_SMALL_WORDS = re.compile(r"(?:(?:the|[a-z]+(?:-[a-z]+)*)\s+){0,4}")  # "car maker" in "for car maker Acme"
# ", the", "who is our", ", as the Company's", "(a"
_OPENING = re.compile(
    r"[\s,(–—-]*(?:(?:who\s+is|who\s+serves\s+as|as|and|an?|also(?:\s+an?)?)\s+)?"
    r"(?:(?P<own>our|(?:the|our|this)\s+(?:[\w.-]+-based\s+)?[a-z]+[’']s|its|company)\s+|the\s+)?",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Role:
    """What a person does and for whom; ``own`` is true when the text says "our" or "the Company's", and ``ours`` where."""

    title: Offsets | None = None
    organization: Offsets | None = None
    own: bool = False
    ours: Offsets | None = None


@dataclass(slots=True)
class Apposition:
    """The words after a name up to ``end``, read from left to right into a `Role`."""

    text: str
    end: int
    is_org: IsOrg
    role: Role = field(default_factory=Role)

    def read(self, start: int) -> Role:
        """Return the role that the words from ``start`` tell; an empty one when they tell none."""
        opened = start
        if opening := _OPENING.match(self.text, start, self.end):
            start, self.role.own = opening.end(), bool(opening["own"])
            self.role.ours = opening.span("own") if self.role.own else None
        if _OF.match(self.text, opened, self.end):  # "Jane Doe of Acme"
            self.role.organization = self._bare_employer(opened)
            return self.role
        start = self._owner(start)
        head = self._last_head(start, self._break(start)) or self._head_after_and(start)
        if head is None:
            self.role.organization = self._bare_employer(opened)
            return self.role
        start = self._step_over_company(start, head)
        stop = self._title_end(head)
        run = run_pattern().match(self.text, stop + 1, self.end) if self.text[stop : stop + 1] == " " else None
        if run and not self.role.organization:
            if self.is_org(run[0]) or has_legal_form(run[0]):  # "President Acme Corp."
                self.role.organization = run.span()
            elif is_given(run[0].split()[0]):  # the title of the next in a list: "Jane Doe, President John Roe"
                return Role()
        self.role.title = (start, stop)
        return self.role

    def _break(self, start: int) -> int:
        found = _BREAK.search(self.text, start, self.end)
        return found.start() if found else self.end

    def _phrase(self, start: int, end: int) -> str:
        return self.text[start:end].rstrip(" .\n")

    def _last_head(self, start: int, end: int) -> int | None:
        """Return where the last noun of a title in ``[start, end)`` ends; "Chief" and "in charge" reach over it."""
        ends = [stop for first, stop in nouns(self.text, start, end + _IN_CHARGE) if first < end]
        return ends[-1] if ends else None

    def _head_after_and(self, start: int) -> int | None:
        """Return where a title's noun ends behind an "and": "Chief Risk and Security Officer", "test and lab lead"."""
        if title_word_at(self.text, start, self.end):
            hard = _HARD_BREAK.search(self.text, start, self.end)
            if head := self._last_head(start, hard.start() if hard else self.end):
                return head
        edge = _COMMA_OR_PREPOSITION.search(self.text, start, self.end)
        stop = edge.start() if edge else self.end
        head = self._last_head(start, stop)
        return head if head and not self._phrase(head, stop).strip() else None

    def _owner(self, start: int) -> int:
        """Step over "Acme's" and note it; return where the title begins."""
        run = run_pattern().match(self.text, start, self.end)
        mark = POSSESSIVE.search(self.text, start, min(self.end, run.end() + 3)) if run else None
        if mark is None or self._last_head(start, mark.start()):
            return start
        self.role.organization = (start, mark.start())
        return mark.end() + 1

    def _bare_employer(self, start: int) -> Offsets | None:
        """Return the employer of a person without a title: "Jane Doe of Acme", "Jane Doe, Acme"."""
        of = _OF.match(self.text, start, self.end) or _COMMA.match(self.text, start, self.end)
        run = run_pattern().match(self.text, of.end(), self.end) if of else None
        if run and of and not of[0].strip(", ") and self._phrase(run.end(), self.end)[:1] not in ("", ",", ";", ")"):
            return None
        if run and f"{run[0].rstrip('.')}." in vocabulary("name_suffixes"):  # M.D.
            return None
        named = run and (self.is_org(run[0]) or has_legal_form(run[0]) or has_organisation_head(run[0]))
        return run.span() if run and named else None

    def _step_over_company(self, start: int, head: int) -> int:
        """Return where the title begins after "newly appointed" and after a company ("Acme CEO"), which is noted."""
        fresh = _FRESH.match(self.text, start, head)
        start = fresh.end() if fresh else start
        first, last = next(title_words(self.text, start, head), (head, head))
        inner = start < first and last < head and self.text[first:last] != "Board"
        if inner and self.is_org(self.text[start:last]):
            self.role.organization = self.role.organization or (start, last)  # "Acme Group CEO"
            return last + 1
        before = self.text[start:first].rstrip()
        named = _YEARS.sub("", before)
        if first < head and named and self.is_org(named) and not is_area(named):
            self.role.organization = self.role.organization or (start, start + len(named))
            return first if named == before else start + len(named) + 1
        if owner := title_owner().match(self.text, start, head):  # "Gold Anvil Awards Judging Chair"
            self.role.organization = self.role.organization or owner.span()
            return owner.end() + 1
        return start

    def _title_end(self, stop: int) -> int:
        """Return where the title ends that reaches at least to ``stop``; note the employer that ends it."""
        rest = self.text[stop : self._break(stop)].rstrip()
        field = _FIELD_AT.match(self.text, stop, self.end)
        if field and not is_given(field[0].split()[0]):  # "Vice President Global Alliances and Indirect Sales at"
            stop = field.end()
        elif rest.strip() and (is_area(rest.strip()) or is_place(rest.strip())):  # "Vice President Sales"
            stop += len(rest)
        while stop < self.end:
            joined, of = _JOIN.match(self.text, stop, self.end), _OF.match(self.text, stop, self.end)
            joined = None if of else joined  # ", at Acme"
            further = self._joined_end(joined.end()) if joined else self._area_end(of) if of else None
            if further is None:
                self._note_employer(joined, of)
                return stop
            stop = further
        return stop

    def _note_employer(self, joined: re.Match[str] | None, of: re.Match[str] | None) -> None:
        """Note what follows a title: ", Acme", "of Acme", "of the Company"; "in London" is no employer."""
        if joined:
            self._employer(joined.end(), sure=False, listed="and" in joined[0] or "&" in joined[0])
        elif of and of["det"] and _COMPANY.match(self.text, of.end(), self.end):
            self.role.own = True
        elif of and of["word"] != "in":
            self._employer(of.end(), sure=True)

    def _body_end(self, of: re.Match[str]) -> int | None:
        """Return where the body ends on which somebody sits, and note whose it is: "member of Northwind’s Board"."""
        body = body_of_owner().match(self.text, of.end(), self.end) if of["word"].lower() in ("of", "on") else None
        if body is None:
            return None
        self.role.organization = self.role.organization or body.span("owner")
        return body.end()

    def _joined_end(self, start: int) -> int | None:
        """Return where a second title or a field of work ends that begins at ``start`` ("and CEO", ", Finance")."""
        edge = self._break(start)
        phrase = self._phrase(start, edge)
        if not phrase:
            return None
        head = self._last_head(start, edge) or self._head_after_and(start)
        if head and not self.is_org(phrase) and not POSSESSIVE.search(self.text, start, head):
            return head
        last = not self._phrase(edge, self.end).strip()
        named = last and self.is_org(phrase) and self.text.count(phrase) > 1
        if ends_in_department(phrase) or (is_area(phrase) and not named):
            return start + len(phrase)
        return unit_at(self.text, start, self.end) or self._units_end(start)

    def _units_end(self, start: int) -> int | None:
        """Return where the units end that stand before the company: "vice president, Home, Garden and Tools, Acme"."""
        runs = []
        while run := run_pattern().match(self.text, start, self.end):
            runs.append(run)
            start = run.end() + 2
            if self.text[run.end() : start] != ", ":
                break
        if len(runs) < 2 or has_legal_form(runs[0][0]) or self._with_article(runs[0].start()) != runs[0].start():
            return None
        last = runs[-1]
        at_end = not self._phrase(last.end(), self.end).strip()
        sure = (
            self.is_org(last[0])
            or (len(runs) == 2 and ends_in_department(runs[0][0]))
            or (at_end and not self.is_org(runs[0][0]) and not is_place(last[0]))
        )
        return runs[-2].end() if sure else None

    def _area_end(self, of: re.Match[str]) -> int | None:
        """Return where the field of work ends that follows "of", "for" or "in"; None when an employer follows."""
        start, word = of.end(), of["word"].lower()
        if body := self._body_end(of):
            return body
        if word not in ("of", "for", "in") or (of["det"] and _COMPANY.match(self.text, start, self.end)):
            return None
        departments = (department(), named_department()) if of["det"] else ()
        if unit := next(filter(None, (shape.match(self.text, start, self.end) for shape in departments)), None):
            return unit.end()
        comma = re.compile(r",|;|\swho\b|\s(?:–|—)\s").search(self.text, start, self.end)
        edge = comma.start() if comma else self.end
        if at := re.compile(rf"{GAP}at{GAP}").search(self.text, start, edge):  # "president of Lending at Acme"
            return None if POSSESSIVE.search(self.text, start, at.start()) else at.start()
        phrase, first = self._phrase(start, edge), self._phrase(start, min(edge, self._break(start)))
        if word == "of" and " " not in phrase and is_area(phrase):
            return start + len(phrase)
        named = run_pattern().match(self.text, start, edge)
        if word == "in" or self.is_org(phrase) or (named and (self.is_org(named[0]) or has_legal_form(named[0]))):
            return None
        if word == "of" and has_area(phrase):
            return start + len(phrase)
        for area in (phrase, first):
            if area and (is_area(area) or (word == "for" and is_place(area))):
                return start + len(area)
        whose = _WHOSE.search(self.text, start, edge)
        phrase = self._phrase(start, whose.start() if whose else edge)
        if word == "for" and (of["det"] or _DURATION.search(phrase)):
            return None
        plain = phrase[:1].islower() and re.search(rf"\b\w?[{UPPER}]", phrase) is None  # "of field services for"
        if POSSESSIVE.search(phrase):  # "of Northwind's Board of Directors"
            return None
        ends_in_area = whose is not None and " " in phrase and is_area(phrase.split()[-1])  # "of ADX Partnerships for"
        return start + len(phrase) if plain or (word == "of" and (ends_in_area or is_area(phrase))) else None

    def _with_article(self, start: int) -> int:
        """Return where a name begins that has an article of its own: "The Anvil Shop", "A Better Anvil"."""
        article = next((word for word in ("The ", "A ", "An ") if self.text.endswith(f" {word}", 0, start)), "")
        return start - len(article)

    def _employer(self, start: int, *, sure: bool, listed: bool = False) -> None:
        """Note the organisation named at ``start``, or when ``sure`` after a few small words.

        One that an "and" lists with a title or a region must be known: "director for Springfield and the Ozark Hills".
        """
        small = _SMALL_WORDS.match(self.text, start, self.end) if sure else None
        run = run_pattern().match(self.text, small.end() if small else start, self.end)
        if self.role.organization or not run:
            return
        based = _BASED.match(run[0])
        first = run.start() + based.end() if based else self._with_article(run.start())
        if small and small[0].strip() and is_end_of_name(run[0]):  # "the northwind Group", "northwind AG"
            first = self.text.rindex(small[0].split()[-1], start, first)
        last = min(self.end, name_end(self.text, first, run.end()))
        name = self.text[first:last]
        number = name.replace(" ", "").isdigit()  # "with over 25 years"
        if not number and (sure or self.is_org(name) or not (listed or is_area(name))):
            self.role.organization = (first, last)
