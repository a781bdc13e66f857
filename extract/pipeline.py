"""Release -> events, and the same as a spaCy component.

>>> import spacy
>>> nlp = spacy.blank("en")
>>> _ = nlp.add_pipe("press_events")
>>> nlp("Acme Corp. today said nothing.")._.events
[]
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extract.events import FINDERS
from extract.facts import recognise
from extract.matching import PatternMatcher
from extract.patternset import load as load_patterns
from extract.reading import read_text
from extract.resolve import resolve
from extract.schema import EVENT_TYPES, Event, Release

_KEY = "press_events"


def extract_events(release: Release, *, types: frozenset[str] | None = None) -> list[Event]:
    """Return the events of a release, in text order; of the given types, or all."""
    facts = recognise(release)
    matches = _matcher().match(facts)
    wanted = [name for name in FINDERS if types is None or name in types]
    return resolve(event for name in wanted for event in FINDERS[name](facts, matches.get(name, [])))


@cache
def _matcher(root: Path | None = None) -> PatternMatcher:
    return PatternMatcher(spacy.blank("en"), load_patterns(root))


class PressEvents:
    """The spaCy component: reads ``doc.text`` as one release and keeps its events on the Doc as plain data.

    Plain data survives ``n_process``, pickling and ``to_bytes``; ``doc._.events`` makes the typed events of it.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc.user_data`` with the events of the text; spans are character offsets into ``doc.text``."""
        events = extract_events(read_text(doc.text))
        doc.user_data[_KEY] = [event.model_dump(mode="json") for event in events]
        return doc


@Language.factory(_KEY)
def press_events(nlp: Language, name: str) -> PressEvents:
    """Make the component for ``nlp.add_pipe("press_events")``."""
    if not Doc.has_extension("events"):
        Doc.set_extension("events", getter=_typed)
    return PressEvents()


def _typed(doc: Doc) -> list[Event]:
    return [EVENT_TYPES[event["type"]].model_validate(event) for event in doc.user_data.get(_KEY, [])]


def load() -> Language:
    """Return a blank English `Language` with the press_events component: ``load()(text)._.events``."""
    nlp = spacy.blank("en")
    nlp.add_pipe(_KEY)
    return nlp
