"""Name chunks: runs of capitalised words that could be the name of somebody or something."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from extract.facts.model import Fact, Sentence
from extract.facts.names import works
from extract.facts.names.lexicon import no_names, organisation_heads, plain_words
from extract.facts.names.runs import names_in
from extract.wordlists import alternatives, vocabulary

_UPPER = "A-ZÀ-ÖØ-Þ"
# "New York-based Acme": what follows the hyphen is no part of the name.
_COMPOUND = r"(?:based|generation|owned|led|backed|listed|powered|enabled|certified|approved|compliant|like|style|wide|related|compatible)\b"
_CONTRACTION = r"\w++[’'](?:ve|ll|re|t|m)\b"  # "You've", "Don't"
_WORD = rf"""(?:(?=[a-z]{{0,3}}[{_UPPER}]|\d{{1,3}}[A-Z])(?!{_CONTRACTION})(?:  # first what rules most words out
    (?:[{_UPPER}]\.){{1,4}}(?![a-z])                              # U.S.  J.
  | (?:St|Mt|Ft|Bros|Wm|Co|Cos|Corp|Inc|Jr|Sr)\.(?=\s[{_UPPER}&]) # St. Olaf
  | [{_UPPER}](?>\w*)(?!,\d)(?:(?:[-‑–+](?!{_COMPOUND})|&|[’'](?![sS]\b)|\.(?=[a-z0-9]|(?:AI|IO|NET)\b))\w+)*\+?  # Acme  AT&T  Push-To-Talk  Wal-Mart  Acme.com
  | [a-z]{{1,3}}[{_UPPER}]\w+                                     # iPhone  eBay
  | \d{{1,3}}[A-Z][A-Za-z]+                                       # 3Com
))"""
MARK = r"(?:\s?(?:[™®℠]|\((?:'?TM'?|R|SM|tm|r|sm)\)))"
_SPACE = r"(?:[ \t\xa0]{1,2}|[ \t]*\r?\n[ \t]{0,3}(?![ \t\r\n]))"
_NUMBER = r"(?:(?!(?:19|20)\d\d\b)\d{1,4}(?:\.\d{1,2})*[A-RT-Za-rt-z]?(?![\w%,.:]*\d|\w|%|\s*(?:%|percent|million|billion|thousand)))"
_INNER = rf"(?:&|of{_SPACE}the|of|de{_SPACE}la|de|del|van|von|du|la|le)"


@lru_cache(maxsize=64)
def _run(brands: tuple[str, ...]) -> re.Pattern[str]:
    """Match a run of capitalised words, of numbers behind them, and of ``brands`` that are written in lower case."""
    legal = alternatives(vocabulary("legal_suffixes"))
    word = rf"(?:{_WORD}|{alternatives(brands)}\b(?![-’']\w))" if brands else _WORD
    return re.compile(
        rf"""(?<![\w@/.’'#])(?<!(?<!-)-)(?<!\$)(?:(?:da|di|de|van|von|della|du|dos)[ ])?{word}{MARK}?
        (?:{_SPACE}(?:{_INNER}{_SPACE})?(?:{word}|{_NUMBER}){MARK}?){{0,15}}
        (?:\.?(?:,(?!{_SPACE}Company\b))?{_SPACE}(?:\(\d{{4}}\){_SPACE})?{legal}\b\.?(?!-\w))*""",
        re.VERBOSE,
    )


@cache
def _legal_form() -> re.Pattern[str]:
    """Match a legal form behind a word in lower case: "ledgerone AG"; no "limited Company", which is plain English."""
    forms = (form for form in vocabulary("legal_suffixes") if len(form) > 1 and form.lower() not in plain_words())
    return re.compile(rf"[ ](?<=[a-z\d,][ ]){alternatives(forms)}(?!\w)")


_LOWER_CASE_WORD = re.compile(r"(?<![\w.@/’'-])[a-z][a-z\d]{2,}(?=,?$)")


def _brands(text: str) -> tuple[str, ...]:
    """Return the words in lower case that name a company, told by the legal form behind them."""
    found = {
        word[0]
        for form in _legal_form().finditer(text)
        if (word := _LOWER_CASE_WORD.search(text[max(0, form.start() - 30) : form.start()]))
    }
    return tuple(sorted(brand for brand in found if brand not in plain_words()))


@cache
def _ticker() -> re.Pattern[str]:
    """Match a ticker in brackets: "(NYSE: NWD)", "[Nasdaq:ACME]"."""
    return re.compile(
        rf"[(\[]\s*{alternatives(vocabulary('exchanges'))}(?:[^()\[\]:]{{0,30}}[:/-][^()\[\]]{{0,60}}|\s+[A-Z.]{{1,6}}\s*)[)\]]",
        re.IGNORECASE,
    )


@dataclass(slots=True)
class Chunk:
    """A run as it stands: its span, its words without marks, its mark, and whether its capital proves nothing.

    ``after`` is the end with a mark that follows. ``opens`` is true where the chunk begins a sentence, ``cased`` where
    the sentence is set in Title Case or ALL CAPS, ``titles`` where it is the title of a work.
    """

    start: int
    end: int
    after: int
    name: str
    sentence: Sentence
    mark: str | None = None
    opens: bool = False
    cased: bool = False
    titles: bool = False


_MARKS = {"™": "TM", "®": "R", "℠": "SM"}
_A_MARK = re.compile(MARK)
_SIGN = re.compile("[™®℠(]")
_GLUED_WORD = re.compile(
    r"(?<=[a-z]{2})(?:The|This|These|Those|We|Our|About|For|As|With|When|While|From|After)$"
)  # a lost full stop: "LedgerThe"
_GLUED_MARK = re.compile(r"\b(?=\w*[a-z])\w{5,}TM$")  # LedgerOneTM: the mark's superscript was lost
_QUOTED = re.compile(r"[“\"‘'][^“”\"‘’.,]+[,.]?[”\"’'](?!\w)")  # whole between its marks: ‘Know Your Ledger,’
_LONGEST_QUOTED = 5  # words of a name between marks that is taken whole
_SEQUEL = re.compile(r" (?:[IVX]{2,4}|\d)$")  # "Ledger Quest III: The Audit"
_TOKEN = re.compile(r"[^\s]+")
_LONG_WORD = re.compile(r"[A-Za-z][\w’'-]{3,}")
_SMALL_WORD = re.compile(r" [a-z]{4}")


def chunks(text: str, sentences: Sequence[Sentence], found: Iterable[Fact]) -> list[Chunk]:
    """Return the name chunks of the sentences, in text order; none overlaps an amount or date in ``found``."""
    taken = [(fact.start, fact.end) for fact in found if fact.kind in ("MONEY", "DATE", "PERIOD", "PERCENT")]
    taken += [ticker.span() for ticker in _ticker().finditer(text)]
    taken.sort()
    starts = [start for start, _ in taken]
    titles = works.titles(text, sentences)
    run_of_words = _run(_brands(text))
    kept: list[Chunk] = []
    for sentence in sentences:
        cased = title_case(sentence)
        of_sentence = []
        for run in run_of_words.finditer(text, sentence.start, sentence.end):
            if run[0] in no_names():
                continue
            for start, end in name_spans(text, run.start(), run.end()):
                later = bisect_left(starts, end)
                if not later or taken[later - 1][1] <= start:
                    of_sentence.append(chunk_at(text, start, end, sentence, cased))
        kept.extend(
            _with_titles(text, _joined(text, of_sentence), titles, sentence) if titles else _joined(text, of_sentence)
        )
    return kept


def _with_titles(text: str, chunks: list[Chunk], titles: list[tuple[int, int]], sentence: Sentence) -> list[Chunk]:
    """Put the titles of works in the place of the chunks that overlap them."""
    inside = [span for span in titles if sentence.start <= span[0] and span[1] <= sentence.end]
    kept = [chunk for chunk in chunks if not any(chunk.start < end and start < chunk.end for start, end in inside)]
    kept += [replace(chunk_at(text, *span, sentence, cased=False), titles=True) for span in inside]
    return sorted(kept, key=lambda chunk: chunk.start)


def title_case(sentence: Sentence) -> bool:
    """Tell whether a line is set in Title Case or ALL CAPS, so that its capitals prove nothing."""
    headline = sentence.section in ("headline", "subheadline")
    closed = sentence.text.endswith((".", ";", ":"))
    if closed and not headline and _SMALL_WORD.search(sentence.text):  # nearly all: nothing needs to be counted
        return False
    words: list[str] = _LONG_WORD.findall(sentence.text)
    if headline:
        return sum(word[0].isupper() for word in words) >= 0.6 * len(words)
    if closed or len(words) < 3:
        return len(words) > 1 and all(word.isupper() for word in words)
    return sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def chunk_at(text: str, start: int, end: int, sentence: Sentence, cased: bool) -> Chunk:
    """Make the chunk of ``[start, end)``: its marks go out of the name, a mark at its end out of the span."""
    name, mark, after = text[start:end], None, end
    may_be_marked = _SIGN.search(text, start, end + 6)  # hardly any is
    if may_be_marked and (found := _A_MARK.search(text, start, end + 6)) and found.start() <= end:
        mark, after = _mark(found[0]), max(end, found.end())
        name = _A_MARK.sub("", name)
        end = found.start() if found.end() >= end else end
    elif name.endswith("TM") and _GLUED_MARK.search(name):
        mark, end, name = "TM", end - 2, name[:-2]
    opens = not text[sentence.start : start].strip("“\"‘'`([•*-–—· \t#")
    return Chunk(start, end, after, " ".join(name.split()), sentence, mark, opens, cased)


def _mark(sign: str) -> str:
    bare = sign.strip().strip("()'").upper()
    return _MARKS.get(bare, bare)


def name_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the names in a run of words, without a comma or a full stop that is not their own."""
    run = text[start:end]
    if _QUOTED.match(text, start - 1, end + 2) and 1 < len(run.split()) <= _LONGEST_QUOTED:
        yield start, end
        return
    for first, last in _names_of(run, text.startswith(".", end)):
        yield start + first, start + last


@lru_cache(maxsize=8192)  # the same runs come again and again, in a release and in every other
def _names_of(run: str, stopped: bool) -> tuple[tuple[int, int], ...]:
    """Return the spans of the names in a run, behind which a full stop may follow."""
    text = f"{run}." if stopped else run
    words = [word.span() for word in _TOKEN.finditer(run)]
    found = []
    for low, high in names_in([run[first:last] for first, last in words]):
        start, end = words[low][0], words[high - 1][1]
        if glued := _GLUED_WORD.search(text, start, end):
            end = glued.start()
        while end > start and (
            text[end - 1] == "," or (text[end - 1] == "." and not _dotted().search(text, start, end))
        ):
            end -= 1
        if text[end : end + 1] == "." and _dotted().search(text, start, end + 1):
            end += 1
        if end - start > 1:
            found.append((start, end))
    return tuple(found)


def _joined(text: str, chunks: list[Chunk]) -> list[Chunk]:
    """Join the sides of an "and", a "for" or a colon inside a name: "Department of Parks and Recreation"."""
    joined: list[Chunk] = []
    for chunk in chunks:
        before = joined[-1] if joined else None
        if (
            before
            and chunk.start - before.after <= 7
            and _is_link(text[before.after : chunk.start].strip(), before, chunk)
        ):
            joined[-1] = chunk_at(text, before.start, chunk.end, chunk.sentence, cased=chunk.cased)
        else:
            joined.append(chunk)
    return joined


def _is_link(link: str, left: Chunk, right: Chunk) -> bool:
    """Tell whether what stands between two chunks links them to one name."""
    if link == "and":
        return not right.cased and _one_by_and(left.name, right.name)
    if link in (", a", ", an"):  # "Northwind, a Credit Union"
        return not right.cased and right.name in organisation_heads() and " " in right.name
    if link in ("for", "on"):
        return not right.cased and _body().search(left.name) is not None
    return link in (":", ": The", ": A") and _SEQUEL.search(left.name) is not None


def _one_by_and(left: str, right: str) -> bool:
    """Tell whether "and" joins common words into one name: "Ledger Video and Data Management Platform"."""
    if not all(is_common(word) or word in _closing_heads() for word in right.split()):
        return False
    if " of " in left or " for " in left:
        return is_common(left.rpartition(" of ")[2].rpartition(" for ")[2])
    last = left.split()[-1]
    return (
        right.split()[-1] in _closing_heads()
        and last.lower() in plain_words()
        and (" " not in left or last not in _closing_heads())
    )


def is_common(name: str) -> bool:
    """Tell whether a name is made of common words and numbers only: "Fresh Start", "Chapter 11"."""
    if "-" in name and not any(character.isdigit() for character in name):  # "Point-of-Sale", but not "STAR-001"
        name = name.replace("-", " ")
    return all(word.strip(".,").lower() in plain_words() or not word[:1].isalpha() for word in name.split())


@cache
def _closing_heads() -> frozenset[str]:
    """Return the last words of organisation and product names."""
    return frozenset((*vocabulary("organisation_heads"), *(word.title() for word in vocabulary("product_heads"))))


@cache
def _body() -> re.Pattern[str]:
    """Match a name that ends with a noun which "of" or "for" continues: "the Institute"."""
    return re.compile(rf"\b{alternatives(vocabulary('bodies'))}$")


@cache
def _dotted() -> re.Pattern[str]:
    """Match a name whose last full stop is its own: "Acme Inc.", "U.S."."""
    return re.compile(rf"(?:\b{alternatives(vocabulary('legal_suffixes'))}|(?:\b[A-Z]\.)+[A-Z]|\b(?:Jr|Sr|Bros))\.$")
