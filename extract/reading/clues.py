"""The places of a release that show whose it is, and how much each of them says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import islice

from extract.reading import credits, tickers
from extract.reading.company_names import (
    NAME,
    POSSESSIVE,
    clean,
    ends_with_form,
    legal_form,
    name_at,
    name_in,
    places,
    without_form,
    words_of,
)
from extract.reading.credits import Clue
from extract.schema import Section
from extract.wordlists import alternatives, given_names, verbs, vocabulary

# Weights, found on the dev gold: a source line outweighs a first sentence, which outweighs a headline.
_BYLINE = 4.0
_SPONSOR = 3.0
_PARENT = 2.0
_PROUD = 4.5  # more than who signs the dateline
_ANALYST = 5.0  # more than the company of the report, whose ticker the report has
_SUBJECT_OF_LEDE = 2.5
_TICKER = 2.0
_INTERVIEWED = 3.0
_EMPLOYER = 2.0
_PUBLISHER = 1.05  # a little more than a name that is only frequent
_SUBJECT_OF_HEADLINE = 1.1
_ONLY_IN_HEADLINE = 0.6
_MENTION = 1.0
_IN_HEADLINE = 0.06  # more for the most frequent name when the headline has it
_BEGINS_LEDE = 0.5

_LEDE = 1500  # characters of the narrative that are its beginning
_NARRATIVE = 5000  # characters in which names are counted
_LONGEST_NAME = 60  # characters
_FREQUENT = 12  # names that may be the most frequent one

_OPENING = re.compile(
    r"""(?:Today|Yesterday|Recently)\b,?\s+(?:the\s)?
      | (?:On|In|As\sof|At|During|For|Following|With|After)\s[^.]{3,80}?,\s+(?=[A-Z])  # On Monday, July 1, Acme
        (?:[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:st|nd|rd|th)?,\s+(?:\d{4},\s+)?)?""",
    re.VERBOSE,
)
_LABEL = re.compile(r"[A-Z][a-z]+(?:\s[a-z]+){1,3}:\s+(?=[A-Z])")  # Company announcement: Acme
_DESCRIBED = re.compile(  # Canadian sculptor Jane Doe, Elevator maker Acme
    r"""(?:An?\s|The\s)?[A-Z][a-z]+(?:-[a-z]+)?
        (?:\s(?!(?:is|are|was|has|and|of|in|for|to|the|a|with|on|by|at|from|will|today|announce[sd]?|that)\b)[a-z-]+){1,4}
        \s(?=[A-Z])""",
    re.VERBOSE,
)
_SMALL_VERB = re.compile(r"\s(?P<word>[a-z]+s|will|to)\s")
_IS_PROUD = re.compile(r"\s(?:is|are)\s(?:very\s)?(?:proud|pleased|excited|thrilled|delighted|happy|honou?red)\sto\b")
_SENTENCE_BEHIND = re.compile(r"[a-z\d)][.!?][ ”\"]{1,3}(?=[A-Z])")
_TITLE = re.compile(r"""[“"][^”"]{2,80}[”"][\s,](?!or\b)""")  # "The Anvil" by Jane Doe
# Acme Research Initiates Coverage on Northwind
_COVERAGE = re.compile(
    r"(?P<name>[A-Z][^:,]{1,60}?)\s(?i:(?:initiates|updates|resumes|reiterates|maintains)\s(?:\w+\s)?coverage\so[nf])\s"
)
_WORD_BEFORE = re.compile(r"\b(\w+)\s\Z")
_WORD = 30  # characters that a word has at most
_SAID = frozenset(["said", "says", "added", "adds"])
_INNER = re.compile(rf"\s(?<=[a-z,]\s)(?P<name>{NAME.pattern})")  # the space first: a search goes from one to the next
_ON_BEHALF = re.compile(r"[Oo]n [Bb]ehalf of\s+")
# Q&A with Jane Doe
_INTERVIEW = re.compile(r"^\s*(?:An? )?(?:Q\s?(?:&|&amp;|and)\s?A|Interview|Conversation)\s+[Ww]ith\s+")
# Behind the person of an interview: ", Anvil Officer at Acme", ", founder of Acme", ", President & CEO, Acme"
_WORKS_AT = re.compile(r",\s.*\sat\s(?:the\s)?(?=[A-Z])")
_WORKS = re.compile(r",\s(?:[^,]*\sof\s|.*,\s)(?:the\s)?(?=[A-Z])")
_AT = re.compile(r"\s(?:at|of|with)\s(?:the\s)?(?=[A-Z])")
# Behind "Acme's" in a headline: "Acme's Subsidiary Northwind Launches"
_SUBSIDIARY = re.compile(r"\s(?:[A-Z][\w-]+\s)?(?i:subsidiary|unit|division|affiliate)\b")
# "Springfield, United States - May 2, 2025 / Acme Plumbing /"
_SIGNED = re.compile(r"/\s(?P<name>[^/\n]{2,100}?)\s/\s*$")
_PUBLISHED = re.compile(r"appeared(?: first|(?<=first appeared)) on\s+(?P<name>[\w’'&-][\w’'& -]{1,40})")


def find(text: str, sections: list[Section]) -> Iterator[Clue]:
    """Yield the clues of a release's sections; those of one name add up."""
    lede = next((section for section in sections if section.kind == "body"), None)
    narrative = " ".join(text[section.start : section.end] for section in sections if section.kind in ("body", "list"))
    headline = " ".join(text[section.start : section.end] for section in sections if section.kind == "headline")
    yield from credits.headings(text, sections, headline)
    yield from _most_named(narrative[:_NARRATIVE], headline)
    for section in sections:
        part = text[section.start : section.end]
        if section.kind == "headline":
            yield from _headline(part, narrative)
            yield from credits.newsrooms(part)
        elif section.kind == "dateline" and (signed := _SIGNED.search(part)):
            yield Clue(signed["name"], _BYLINE)
        elif section.kind == "contact":
            yield from credits.sources(part)
            yield from credits.contacts(part, headline + narrative)
            yield from (Clue(published["name"].strip(), _PUBLISHER) for published in _PUBLISHED.finditer(part))
        if section.kind in ("cover", "contact", "subheadline") and lede is not None and section.end < lede.start:
            yield from _letterhead(part)
    if lede is not None:
        yield from _first_sentence(text[lede.start : lede.end][:_LEDE])


def fallback(text: str, sections: list[Section]) -> str | None:
    """Return the only name of which the lede of a release without other clues tells by its full name or as a subject."""
    lede = next((text[section.start : section.end][:_LEDE] for section in sections if section.kind == "body"), "")
    headline = next((text[section.start : section.end] for section in sections if section.kind == "headline"), "")
    names = {*_with_form(lede), *_later_subjects(lede, headline)}
    return names.pop() if len(names) == 1 else None


def _known_part(subject: str, narrative: str) -> str | None:
    """Return as much of a headline's first words as the narrative has: "Acme" of "Acme Urges Everyone"."""
    words = without_form(subject).split()
    if " ".join(words) in narrative:
        return subject
    parts = (" ".join(words[:size]) for size in range(len(words) - 1, 0, -1))
    known = (part for part in parts if len(part) > 2 and len(list(islice(places(part, narrative), 2))) == 2)
    part = next(known, None)
    return None if part is None or _is_surname(part, narrative) else part


def _headline(headline: str, narrative: str) -> Iterator[Clue]:
    """Yield the headline's subject if the narrative has it too: headlines capitalise every word."""
    interview = _INTERVIEW.match(headline)
    opening = interview or _OPENING.match(headline)
    subject = None if _TITLE.match(headline) else name_at(headline, opening.end() if opening else 0, stops=verbs())
    if subject is not None and (mark := POSSESSIVE.search(subject)) and not interview:
        parent = name_in(subject[: mark.start()], narrative)
        if parent and _SUBSIDIARY.match(headline, headline.find(subject) + mark.end()):
            yield Clue(parent, _PARENT)
        subject = parent or subject
    if subject is not None and interview and (employer := _employer(headline, subject, interviewed=True)):
        yield Clue(employer, _INTERVIEWED)
    elif subject is not None and (known := _known_part(subject, narrative)):
        titled = headline[headline.find(known) + len(known) :].startswith(":")  # "Anvils: How They Are Made"
        yield Clue(known, _BEGINS_LEDE if titled else _SUBJECT_OF_HEADLINE)
    elif subject is not None and " " in subject and _acts_small(headline, headline.find(subject) + len(subject)):
        yield Clue(subject, _ONLY_IN_HEADLINE)
    if analyst := _COVERAGE.match(headline):
        yield Clue(clean(analyst["name"]), _ANALYST)
    else:
        yield from _before_ticker(headline, _TICKER)


def _acts_small(headline: str, end: int) -> bool:
    """Return whether a verb in small letters follows there: what has capitals in such a headline is a name."""
    verb = _SMALL_VERB.match(headline, end)
    return verb is not None and verb["word"] not in vocabulary("prepositions")


def _first_sentence(lede: str) -> Iterator[Clue]:
    speaker = _speaker_for().match(lede)
    opening = speaker or _OPENING.match(lede) or _LABEL.match(lede) or _DESCRIBED.match(lede)
    position = opening.end() if opening else 0
    subject = None if _TITLE.match(lede) else name_at(lede, position)
    acts = None
    if subject is not None and (employer := _employer(lede, subject)):
        yield Clue(employer, _EMPLOYER)
        yield Clue(subject, _BEGINS_LEDE)
    elif subject is not None:
        last = subject.split()[-1]
        end = lede.find(last, position) + len(last)
        acts = speaker or _acts(lede, end)
        proud = _IS_PROUD.match(lede, end)
        yield Clue(subject, _PROUD if proud else _SUBJECT_OF_LEDE if acts else _BEGINS_LEDE)
    yield from _before_ticker(lede, _MENTION if acts else _TICKER)


def _later_subjects(lede: str, headline: str) -> Iterator[str]:
    """Yield the subjects of the sentences behind the first that the headline names too."""
    for stop in _SENTENCE_BEHIND.finditer(lede):
        name = name_at(lede, stop.end())
        if name and name.split()[0] in headline and _acts(lede, lede.find(name, stop.end()) + len(name)):
            yield name


def _with_form(lede: str) -> Iterator[str]:
    """Yield the names in first sentences that have their legal form: "a system written by Acme Pty Ltd"."""
    for form in legal_form().finditer(lede):
        before = lede[max(0, form.start() - _LONGEST_NAME) : form.start()]
        yield from (
            clean(_role().sub("", name[0]) + form[0]) for name in NAME.finditer(before) if name.end() == len(before)
        )


def _acts(lede: str, end: int) -> bool:
    """Return whether the subject that ends there is followed by its verb, by brackets or by an apposition."""
    behind = _behind_subject().match(lede, end)
    word = behind["word"] if behind else None
    return behind is not None and (word is None or word in verbs() or word in words_of("follows"))


def _employer(part: str, person: str, *, interviewed: bool = False) -> str | None:
    """Return for whom the person speaks whose title follows: "Jane Doe, chief executive officer of Acme Corp.".

    In the headline of an interview the company may stand behind a comma.
    """
    part = part.replace("&amp;", "&")
    end = part.find(person) + len(person)
    works = _works_for().match(part, end) if end >= len(person) else None
    if works is None and interviewed:
        works = _WORKS_AT.match(part, end) or _WORKS.match(part, end)
    if works is None:
        return None
    company = name_at(part, works.end())
    if company and (at := _AT.match(part, part.find(company, works.end()) + len(company))):
        company = name_at(part, at.end())  # Director of Sales at Acme
    return company if company and company.split()[-1].lower() not in vocabulary("title_heads") else None


def _letterhead(part: str) -> Iterator[Clue]:
    """Yield the companies with which the lines above the headline begin, and for whom an article was written."""
    yield from credits.newsrooms(part)
    for line in part.split("\n"):
        name = name_at(line, 0)
        form = legal_form().search(name) if name else None
        if name is not None and form is not None:
            yield Clue(name[: form.end()], _MENTION)
    if (sponsor := _ON_BEHALF.search(part)) and (name := name_at(part, sponsor.end())):
        yield Clue(name, _SPONSOR)


def _most_named(narrative: str, headline: str) -> Iterator[Clue]:
    """Yield the name that stands most often inside the sentences of the narrative, if it does so three times."""
    found = Counter(match["name"] for match in _INNER.finditer(narrative)).most_common(_FREQUENT)
    counts = {clean(name): count for name, count in found if len(name) > 2 and not name[0].isdigit()}
    totals = {name: sum(count for other, count in counts.items() if other.startswith(name)) for name in counts}
    name = max(totals, key=lambda name: (totals[name], len(name)), default="")
    if totals.get(name, 0) >= 3 and not _is_surname(name, narrative):
        yield Clue(name, _MENTION + (_IN_HEADLINE if name in headline else 0))


def _is_surname(name: str, narrative: str) -> bool:
    """Return whether a first name stands before a word somewhere, or it speaks: "said Jane"."""
    if " " in name:
        return False
    found = (_WORD_BEFORE.search(narrative, max(0, start - _WORD), start) for start, _ in places(name, narrative))
    before = {word[1] for word in found if word}
    return not given_names().isdisjoint(before) or not (name.isupper() or _SAID.isdisjoint(before))


def _before_ticker(part: str, weight: float) -> Iterator[Clue]:
    """Yield the name in front of the first ticker: "Acme Corp. (NYSE: ACM)"."""
    ticker = next(tickers.find(part), None)
    if ticker is None:
        return
    before = part[max(0, ticker.start - 90) : ticker.start].rstrip(' (\t\n\xa0[“"®™')
    form = ends_with_form().search(before)
    end = form.start() if form else len(before)
    names = [name for name in NAME.finditer(before) if name.start() < end <= name.end() + 1]
    if names and not before[: names[-1].start()].endswith((" a ", " an ")):  # who drives an Acme
        yield Clue(clean(_role().sub("", before[names[-1].start() :])), weight)


@cache
def _role() -> re.Pattern[str]:
    return re.compile(rf"^(?:.*\b{alternatives(words_of('roles'))}\s+of|{alternatives(words_of('leads'))})\s+")


@cache
def _works_for() -> re.Pattern[str]:
    """Return what stands between a person at the beginning of a sentence and the employer: a title and "of"."""
    titles = alternatives(words_of("titles"))
    return re.compile(
        rf"(?:,|\s+(?:is|serves\s+as))\s[^.;]{{0,60}}?\b(?i:{titles})\b[^.;,]{{0,60}}?\s(?:of|at|for)\s+(?=[A-Z])"
    )


@cache
def _speaker_for() -> re.Pattern[str]:
    """Return an opening like "The law firm of" or "The Management Board of" before the name that counts."""
    return re.compile(
        rf"(?:The\s+|An?\s+)?(?i:{alternatives(words_of('speakers'))})\s+(?:of|at)\s+(?:the\s+)?(?=[A-Z])"
    )


@cache
def _behind_subject() -> re.Pattern[str]:
    """Return what may stand behind the subject of a first sentence: brackets, an apposition, or a word."""
    a_title = rf"\s(?:the\s|its\s)?{alternatives(words_of('titles'))}"
    return re.compile(rf"[®™]?\s*(?:\(TM\)|\(R\))?\s*(?:[(\[“\"–—-]|,(?!{a_title})|(?P<word>\w+))")
