"""Whose release it is: the names that the usual places show, weighed against each other, and its ticker.

Usual places are the subject of the first sentence ("Acme Corp. (NYSE: ACM) today announced"), the SOURCE line, the name
before the first ticker, the "About ..." headings, the headline, and the header of a filing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.reading import tickers
from extract.schema import Issuer, Section
from extract.wordlists import alternatives, vocabulary

_WORD = r"(?:[A-Z0-9À-Þ][\w&.'’+!-]*|[a-z]{1,3}[A-Z][\w&.'’+-]*)"
_NAME = re.compile(
    rf"(?:The\s+)?{_WORD}(?:[ \t\xa0]*\n?[ \t\xa0]*(?:&\s|of\s+(?:the\s+)?|de\s|and\s+(?={_WORD}\s+(?:Inc|Co|Sons|Company)\b))?\s?{_WORD}){{0,8}}"
)
_OPENING = re.compile(
    r"""(?:Today|Yesterday|Recently)\b,?\s+(?:the\s)?
      | (?:On|In|As\sof|At|During|For|Following|With|After)\s[^.]{3,80}?,\s+(?=[A-Z])""",
    re.VERBOSE,
)
_DESCRIPTION = re.compile(
    r"(?:An?\s|The\s)?[A-Z][a-z]+(?:-[a-z]+)?(?:\s(?!(?:is|are|was|has|and|of|in|for|to|the|a|with|on|by|at|from|will|today|announce[sd]?|that)\b)[a-z-]+){1,4}\s(?=[A-Z])"
)
_DESCRIBES = re.compile(
    r"\s(?:Founded|Formed|Established|Headquartered|Based|Located|Led|Built|With|Since|At|In|For|As|Is|An?|Our|We)\b"
)
_ON_BEHALF = re.compile(r"[Oo]n [Bb]ehalf of\s+")
_ROLE = re.compile(
    r"^.*\b(?:CEO|CFO|COO|CTO|President|Chairman|Director|Officer|Founder|Subsidiary|Unit|Division)\s+of\s+"
)
_TITLE = re.compile(
    r"\s(?:CEO|CFO|COO|CTO|Chief|President|Chairman|Chairwoman|Chair|Director|Vice|Founder|Co-Founder|Executive|Managing)\b"
)
_INNER = re.compile(rf"(?<=[a-z,]\s){_NAME.pattern}")
_NOT_A_NAME = re.compile(
    r"(?:When|While|Where|Why|How|What|Who|Whether|If|As|After|Before|Since|Although|Unlike|Joining|There|Here|These|Those|"
    r"This|That|Our|We|It|It’s|In|On|At|An?|To|For|With|By|From|Over|More|Most|Many|Some|Every|Are|Is|Just|Today|Following)\b"
    r"|(?:The|New|One|Company|Corporation|Contact|Details|Website|Americans)$"
)
_SOURCE = re.compile(r"(?<!/)(?:SOURCE|Source)S?\s{0,2}:?\s{1,3}")
_ABOUT = re.compile(r"(?:About|ABOUT)\s+(?:the\s+)?")
_DIGEST = re.compile(r"^\s*\w*(?:NewsBreaks?|Breaks|NewsAlert|Alert)s?\s*[–—-]+\s*")

_SEARCHED = 60_000  # characters in which a ticker is looked for
_FREQUENT = 30  # names that may be the most frequent one


@dataclass(slots=True, frozen=True)
class Clue:
    """A name at ``start`` that may be the issuer's, and how much its place speaks for it."""

    name: str
    weight: float


def find(text: str, sections: list[Section], *, registrant: str | None = None, cik: str | None = None) -> Issuer:
    """Return the issuer by the longest form of its name in the text, with ticker and exchange.

    ``registrant`` is the name in the header of a filing; it is used as it stands when the text has none of its words.
    """
    clues = list(_clues(text, sections))
    if registrant:
        clues.append(Clue(registrant, 4.0))
    best = _best(clues, text)
    if best is None:
        return Issuer(cik=cik)
    name = _longest(best, clues, text)
    ticker, exchange = _ticker_of(name, text)
    return Issuer(name=name, ticker=ticker, exchange=exchange, cik=cik)


def place_in(name: str, text: str) -> int:
    """Return where a text first has the words of a name, its legal form left out; its end if it never has."""
    words = " ".join(re.findall(r"[a-z0-9]+", text.lower()))
    place = words.find(" ".join(_core(name)[:2]))
    return place if place >= 0 else len(words)


def _without_form(name: str) -> str:
    suffix = _ends_with_suffix().search(name)
    return name[: suffix.start()].rstrip(",") if suffix else name


def _clues(text: str, sections: list[Section]) -> Iterator[Clue]:
    lede = next((section for section in sections if section.kind == "body"), None)
    narrative = " ".join(text[section.start : section.end] for section in sections if section.kind in ("body", "list"))
    abouts = [
        clue for section in sections if section.kind == "about" for clue in _abouts(text[section.start : section.end])
    ]
    if abouts:
        yield Clue(abouts[0].name, 3.0 if len(abouts) == 1 else 1.25)
        yield from abouts[1:]
    yield from _most_named(narrative[:8000])
    for section in sections:
        part = text[section.start : section.end]
        if section.kind == "headline":
            yield from _headline(part, narrative)
        elif section.kind == "contact":
            yield from _sources(part)
        if section.kind in ("cover", "contact", "subheadline") and lede is not None and section.end < lede.start:
            yield from _letterhead(part)
            if (sponsor := _ON_BEHALF.search(part)) and (name := _name_at(part, sponsor.end())):
                yield Clue(name, 3.0)
    if lede is not None:
        yield from _lede(text[lede.start : lede.end][:1500])


def _headline(headline: str, rest: str) -> Iterator[Clue]:
    """Yield the headline's subject, when the text behind the headline has it too: headlines capitalise every word."""
    opening = _DIGEST.match(headline) or _OPENING.match(headline)
    subject = _name_at(headline, opening.end() if opening else 0, stops=_verbs())
    if subject is not None and _without_form(subject) in rest:
        yield Clue(subject, 1.0)
    yield from _before_ticker(headline, 2.0)


def _lede(lede: str) -> Iterator[Clue]:
    opening = _OPENING.match(lede) or _DESCRIPTION.match(lede)
    position = opening.end() if opening else 0
    subject = _name_at(lede, position)
    acts = None
    if subject is not None:
        acts = _acts().match(lede, lede.find(subject.split()[-1], position) + len(subject.split()[-1]))
        yield Clue(subject, 2.5 if acts else 0.5)
    yield from _before_ticker(lede, 1.0 if acts else 2.0)


def _letterhead(part: str) -> Iterator[Clue]:
    """Yield the company names with which the lines above the headline begin."""
    for line in part.split("\n"):
        name = _name_at(line, 0)
        suffix = _suffix().search(name) if name else None
        if name is not None and suffix is not None:
            yield Clue(name[: suffix.end()], 1.0)


def _most_named(narrative: str) -> Iterator[Clue]:
    """Yield the name that stands most often inside the sentences of the narrative, if it does so three times."""
    found = Counter(match[0] for match in _INNER.finditer(narrative)).most_common(_FREQUENT)
    counts = {_clean(name): count for name, count in found}
    totals = {name: sum(count for other, count in counts.items() if other.startswith(name)) for name in counts}
    name = max(totals, key=lambda name: (totals[name], len(name)), default="")
    if totals.get(name, 0) >= 3:
        yield Clue(name, 1.0)


def _abouts(part: str) -> Iterator[Clue]:
    for match in _ABOUT.finditer(part):
        if (
            match.start()
            and part[match.start() - 1] in " \t"
            and part[match.start() - 2 : match.start() - 1] not in (".", ",", "\n", " ")
        ):
            continue
        name = _name_at(part, match.end(), end=part.find("\n", match.end()), stops=_DESCRIBES)
        if name is not None:
            yield Clue(_unglued(name), 1.0)


def _sources(part: str) -> Iterator[Clue]:
    for match in _SOURCE.finditer(part):
        line = part[match.end() :].split("\n")[0]
        name = re.split(r", ,|,\s*$|;|\s{2,}|\s/|<", line)[0].strip(" ,")
        if 2 < len(name) < 80 and name[0].isupper() and not name.startswith("http"):
            yield Clue(_clean(name), 4.0)


def _before_ticker(part: str, weight: float) -> Iterator[Clue]:
    ticker = next(tickers.find(part), None)
    if ticker is None:
        return
    before = part[max(0, ticker.start - 90) : ticker.start].rstrip(' (\t\n\xa0[“"®™')
    suffix = _ends_with_suffix().search(before)
    end = suffix.start() if suffix else len(before)
    names = [name for name in _NAME.finditer(before) if name.start() < end <= name.end() + 1]
    if names:
        name = before[names[-1].start() :]
        yield Clue(_clean(_ROLE.sub("", name)), weight)


def _name_at(text: str, position: int, *, end: int = -1, stops: re.Pattern[str] | None = None) -> str | None:
    """Return the name that begins at ``position``, with its legal suffix, or None."""
    while position < len(text) and text[position] in ' \t\n\r\xa0“"*#':
        position += 1
    match = _NAME.match(text, position, end if end > position else len(text))
    if match is None:
        return None
    name = match[0]
    for edge in (stops, _TITLE):
        if edge is not None and (stop := edge.search(name)):
            name = name[: stop.start()]
    suffix = _suffix().match(text, position + len(name))
    if suffix:
        name += suffix[0]
    name = _clean(name)
    return name if len(name) > 1 and not _NOT_A_NAME.match(name) else None


def _clean(name: str) -> str:
    name = " ".join(name.split())
    name = re.sub(r"['’]s?\b.*$", "", name) if re.search(r"['’]s\b", name) else name
    ends = _ends_with_suffix().search(name)
    if ends is None:
        name = name.rstrip(".,")
    return name.strip(" ,-–—&")


def _unglued(name: str) -> str:
    """Return the name of a heading that is glued to its paragraph: "AcmeAcme, Inc." is "Acme"."""
    for size in range(3, len(name) // 2 + 1):
        if name[size:].startswith(name[:size]) and not name[size - 1].isspace():
            return name[:size]
    words = name.split()
    first = words[0].rstrip(",.").lower()
    for size in range(len(words) - 1, 0, -1):  # "Acme Corp Acme" -> "Acme Corp"
        if words[size].rstrip(",.").lower() == first:
            return " ".join(words[:size])
    return name.removesuffix(" The")


def _best(clues: list[Clue], text: str) -> str | None:
    """Return the name with the most weight, the more frequent one of equals.

    Names of which one begins with the other's words count together.
    """
    scores: dict[str, float] = {}
    for clue in clues:
        core = _core(clue.name)
        if core:
            scores[clue.name] = sum(other.weight for other in clues if _same(core, _core(other.name)))
    if not scores:
        return None
    return max(scores, key=lambda name: (scores[name], text.count(name), len(name)))


def _same(one: list[str], other: list[str]) -> bool:
    """Return whether one name begins with the other's words, however they are spaced ("LedgerOne", "Ledger One")."""
    short, long = sorted((one, other), key=lambda words: len("".join(words)))
    start = "".join(short)
    return bool(start) and any("".join(long[:size]) == start for size in range(1, len(long) + 1))


def _core(name: str) -> list[str]:
    words = re.findall(r"[a-z0-9]+(?:['’][a-z0-9]+)*", name.lower().removeprefix("the "))
    suffixes = _suffix_words()
    return [word for word in words if word not in suffixes] or words


def _longest(best: str, clues: list[Clue], text: str) -> str:
    """Return the longest form of a name: with its suffix where some place of the text has it."""
    core = _core(best)
    forms: Counter[str] = Counter()
    for clue in clues:
        if _same(core, _core(clue.name)):
            forms[clue.name] += clue.weight  # type: ignore[assignment]
    with_suffix = [form for form in forms if _ends_with_suffix().search(form)]
    if with_suffix:
        return max(with_suffix, key=lambda form: (_stands_in(form, text), not form.isupper(), forms[form], len(form)))
    first = r"[\s]+".join(re.escape(word) for word in best.split())
    found = re.search(rf"\b{first}(?:[ \xa0]+{_WORD}){{0,3}}?{_suffix().pattern}", text)
    if found:
        return " ".join(found[0].split())
    return max(forms, key=len)


def _stands_in(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _ticker_of(name: str, text: str) -> tuple[str | None, str | None]:
    """Return the first symbol that stands behind the name, and its exchange."""
    core = _core(name)
    for ticker in tickers.find(text, _SEARCHED):
        before = _core(text[max(0, ticker.start - 90) : ticker.start])[-8:]
        if core and core[0] in before:
            return ticker.symbol, ticker.exchange
    return None, None


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile(rf",?\s+{_suffixes()}\b\.?")


@cache
def _ends_with_suffix() -> re.Pattern[str]:
    return re.compile(rf"[\s,]{_suffixes()}\.?$")


@cache
def _suffixes() -> str:
    """Return an expression for the legal suffixes, as written and in capitals."""
    written = vocabulary("legal_suffixes")
    return alternatives(sorted({*written, *(suffix.upper() for suffix in written)}))


@cache
def _suffix_words() -> frozenset[str]:
    return frozenset(word.lower().rstrip(".") for word in vocabulary("legal_suffixes"))


@cache
def _acts() -> re.Pattern[str]:
    """Return what stands behind the subject of a first sentence: brackets, an apposition, or its verb."""
    verbs = alternatives(sorted({*vocabulary("corporate_verbs"), *vocabulary("headline_verbs")}))
    return re.compile(
        rf"[®™]?\s*(?:\(TM\)|\(R\))?\s*(?:[(\[“\"–—-]|,(?!\s(?:the\s|its\s)?{_TITLE.pattern[2:]})|(?:today|is|has|have|was|are|will|and|proudly|recently)\b|{verbs}\b)"
    )


@cache
def _verbs() -> re.Pattern[str]:
    words = {word.title() for name in ("corporate_verbs", "headline_verbs") for word in vocabulary(name)}
    return re.compile(rf"(?i:\s+{alternatives(sorted(words))}\b)")
