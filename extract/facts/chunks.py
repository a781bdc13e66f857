"""Name chunks: runs of capitalised words that could be the name of somebody or something."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from extract.facts.model import Fact, Sentence
from extract.wordlists import alternatives, vocabulary

_UPPER = "A-ZÀ-ÖØ-Þ"
# "New York-based Acme": what follows the hyphen is no part of the name.
_COMPOUND = r"(?:based|owned|led|backed|listed|powered|enabled|certified|approved|compliant|like|style|wide|related|compatible)\b"
_WORD = rf"""(?:
    (?:[{_UPPER}]\.){{1,4}}(?![a-z])                              # U.S.  J.
  | (?:St|Mt|Ft|Bros|Wm|Co|Cos|Corp|Inc|Jr|Sr)\.(?=\s[{_UPPER}&]) # St. Olaf
  | [{_UPPER}]\w*(?:(?:[-–+](?!{_COMPOUND})|&|[’'](?![sS]\b)|\.(?=[a-z0-9]))\w+)*\+?  # Acme  AT&T  Push-To-Talk  Wal-Mart  Acme.com
  | [a-z]{{1,2}}[{_UPPER}]\w+                                     # iPhone  eBay
  | \d{{1,3}}[A-Z][A-Za-z]+                                       # 3Com
)"""
MARK = r"(?:\s?(?:[™®℠]|\((?:'?TM'?|R|SM|tm|r|sm)\)))"
_SPACE = r"(?:[ \t\xa0]{1,2}|[ \t]*\r?\n[ \t]*(?![\r\n]))"
_NUMBER = r"(?:(?!(?:19|20)\d\d\b)\d{1,4}(?:\.\d{1,2})*[A-Za-z]?(?![\w%,.]*\d|\w|%|\s*(?:%|percent|million|billion|thousand)))"
_INNER = rf"(?:&|of{_SPACE}the|of|de{_SPACE}la|de|del|van|von|du|la|le)"


@cache
def _run() -> re.Pattern[str]:
    legal = alternatives(vocabulary("legal_suffixes"))
    return re.compile(
        rf"""(?<![\w@/.’'-])(?<!\$){_WORD}{MARK}?
        (?:{_SPACE}(?:{_INNER}{_SPACE})?(?:{_WORD}|{_NUMBER}){MARK}?)*
        (?:,?{_SPACE}(?:\(\d{{4}}\){_SPACE})?{legal}\b\.?)*""",
        re.VERBOSE,
    )


@cache
def _ticker() -> re.Pattern[str]:
    """Match a ticker in brackets: "(NYSE: NWD)", "[Nasdaq:ACME]"."""
    return re.compile(rf"[(\[]\s*{alternatives(vocabulary('exchanges'))}\b[^()\[\]]{{0,60}}[)\]]", re.IGNORECASE)


@dataclass(slots=True)
class Chunk:
    """A run as it stands: its span, its words without marks, its mark, and whether its capital proves nothing.

    ``after`` is the end with a mark that follows. ``opens`` is true where the chunk begins a sentence, ``cased`` where
    the sentence is set in Title Case or ALL CAPS.
    """

    start: int
    end: int
    after: int
    name: str
    sentence: Sentence
    mark: str | None = None
    opens: bool = False
    cased: bool = False


_MARKS = {"™": "TM", "®": "R", "℠": "SM"}
_A_MARK = re.compile(MARK)
_TOKEN = re.compile(r"[^\s]+")
_SPACES = re.compile(r"\s+")
_LONG_WORD = re.compile(r"[A-Za-z][\w’'-]{3,}")


def chunks(text: str, sentences: Iterable[Sentence], found: Iterable[Fact]) -> list[Chunk]:
    """Return the name chunks of the sentences, in text order; none overlaps an amount or date in ``found``."""
    taken = [(fact.start, fact.end) for fact in found if fact.kind in ("MONEY", "DATE", "PERIOD", "PERCENT")]
    taken += [
        ticker.span() for sentence in sentences for ticker in _ticker().finditer(text, sentence.start, sentence.end)
    ]
    taken.sort()
    starts = [start for start, _ in taken]
    kept = []
    for sentence in sentences:
        cased = title_case(sentence)
        for run in _run().finditer(text, sentence.start, sentence.end):
            for start, end in _trimmed(text, run.start(), run.end(), sentence):
                later = bisect_left(starts, end)
                if later and taken[later - 1][1] > start:
                    continue
                kept.append(chunk_at(text, start, end, sentence, cased))
    return kept


def title_case(sentence: Sentence) -> bool:
    """Tell whether a line is set in Title Case or ALL CAPS, so that its capitals prove nothing."""
    words = _LONG_WORD.findall(sentence.text)
    if sentence.section in ("headline", "subheadline"):
        return sum(word[0].isupper() for word in words) >= 0.6 * len(words)
    if sentence.text.endswith((".", ";", ":")) or len(words) < 3:
        return len(words) > 1 and all(word.isupper() for word in words)
    return sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def chunk_at(text: str, start: int, end: int, sentence: Sentence, cased: bool) -> Chunk:
    """Make the chunk of ``[start, end)``: its marks go out of the name, a mark at its end out of the span."""
    raw = text[start:end]
    name, mark, after = raw, None, end
    if (found := _A_MARK.search(text, start, end + 6)) and found.start() <= end:
        mark, after = _mark(found[0]), max(end, found.end())
        name = _A_MARK.sub("", raw)
        end = found.start() if found.end() >= end else end
    opens = not text[sentence.start : start].strip("“\"‘'`([•*-–—· \t#")
    return Chunk(start, end, after, _SPACES.sub(" ", name).strip(), sentence, mark, opens, cased)


def _mark(sign: str) -> str:
    bare = sign.strip().strip("()'").upper()
    return _MARKS.get(bare, bare)


def _trimmed(text: str, start: int, end: int, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Cut the words off a run that belong to the sentence, to the calendar or to a title, not to a name."""
    words = [(start + word.start(), start + word.end()) for word in _TOKEN.finditer(text[start:end])]
    bare = [text[first:last].strip(".,") for first, last in words]
    low, high = 0, len(words)
    while low < high and _no_beginning(bare, low):
        low += 1
    low = _after_title(bare, low, high)
    while high > low and (
        bare[high - 1] in _calendar() or bare[high - 1] in _INNER_WORDS or bare[high - 1] in _openers()
    ):
        high -= 1
    if low >= high or " ".join(bare[low:high]) in _terms():
        return
    of = _person_of(bare, low, high)
    if of:
        yield words[low][0], words[of - 1][1]
        low = of + 1
    first, last = words[low][0], words[high - 1][1]
    last = first + len(text[first:last].rstrip(","))
    if text[first:last].endswith(".") and not _dotted().search(text, first, last):
        last -= 1
    if last - first > 1:
        yield first, last


def _no_beginning(bare: list[str], low: int) -> bool:
    """Tell whether no name begins with this word: "Following", "June", "30", "of"; but "New York" is one."""
    word = bare[low]
    if word in _calendar() or word.islower() or word.isdigit() or word == "&":
        return True
    return word in _openers() and not any(" ".join(bare[low : low + length]) in _places() for length in (2, 3))


def _after_title(bare: list[str], low: int, high: int) -> int:
    """Step over a job title at the front: "President Jane Doe", "Chief Executive Officer"."""
    heads, modifiers, areas = _titles()
    position, title = low, False
    while position < high:
        word = bare[position].lower()
        if word in heads:
            title = True
        elif (
            word not in modifiers
            and not (word in areas and (title or _heads_later(bare, position, high)))
            and not (title and word in _INNER_WORDS)
        ):
            break
        position += 1
    if not title or (position < high and bare[-1] in _legal()):
        return low
    return position


def _person_of(bare: list[str], low: int, high: int) -> int | None:
    """Return where "of" stands behind a person: "Jane Doe of Acme" is two names."""
    if bare[low] in _given() or re.fullmatch(r"[A-Z]", bare[low]):
        return next((at for at in range(low + 1, high - 1) if bare[at] == "of"), None)
    return None


def _heads_later(bare: list[str], position: int, high: int) -> bool:
    """Tell whether only words of titles lead from here to a title's head: "Marketing Officer"."""
    heads, modifiers, areas = _titles()
    for word in (item.lower() for item in bare[position:high]):
        if word in heads:
            return True
        if word not in modifiers and word not in areas and word not in _INNER_WORDS:
            return False
    return False


_INNER_WORDS = frozenset("& of the de la del van von du le and for".split())


@cache
def _openers() -> frozenset[str]:
    return frozenset(vocabulary("sentence_openers"))


@cache
def _places() -> frozenset[str]:
    return frozenset(name for list_ in ("places", "us_states") for name in vocabulary(list_))


@cache
def _calendar() -> frozenset[str]:
    return frozenset(vocabulary("months_and_days"))


@cache
def _given() -> frozenset[str]:
    return frozenset(vocabulary("given_names"))


@cache
def _terms() -> frozenset[str]:
    return frozenset(vocabulary("common_terms"))


@cache
def _legal() -> frozenset[str]:
    return frozenset(vocabulary("legal_suffixes"))


@cache
def _titles() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the heads of job titles, their modifiers and what they are about, one lower-case word each."""
    single = lambda *names: frozenset(w.lower().rstrip(".") for name in names for w in vocabulary(name) if " " not in w)  # noqa: E731
    return single("title_heads", "honorifics"), single("title_modifiers"), single("job_areas")


@cache
def _dotted() -> re.Pattern[str]:
    """Match a name whose last full stop is its own: "Acme Inc.", "U.S."."""
    return re.compile(rf"(?:\b{alternatives(vocabulary('legal_suffixes'))}|(?:\b[A-Z]\.)+[A-Z]|\b(?:Jr|Sr|Bros))\.$")
