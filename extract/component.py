"""The spaCy component: the same events as the library's, on a Doc.

>>> import spacy
>>> nlp = spacy.blank("en")
>>> _ = nlp.add_pipe("press_events")
>>> nlp("Acme Corp. today said nothing.")._.events
[]

spaCy imports this module at every ``spacy.blank()`` of every program (that is how entry points work), so the rest of
the library is imported only when a pipeline is made or a text is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

if TYPE_CHECKING:
    from pathlib import Path

    from extract.patternfolder import Folder
    from extract.schema import Event

_KEY = "press_events"


class PressEvents:
    """Reads ``doc.text`` as one release and keeps its events on the Doc as plain data.

    Plain data survives ``n_process``, pickling and ``to_bytes``; ``doc._.events`` makes the typed events of it. The
    component needs no tokens and no other component, and changes neither. ``own`` is a folder of the user's own pattern
    files.
    """

    def __init__(self, own: Folder | None = None) -> None:
        """Make the component ready; a mistake in a pattern file shows here, as `PatternError`."""
        from extract.pipeline import rules

        rules(own)
        self._own = own

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc.user_data`` with the events of the text; spans are character offsets into ``doc.text``."""
        from extract.pipeline import extract_events
        from extract.reading import read_text

        events = extract_events(read_text(doc.text), own=self._own)
        doc.user_data[_KEY] = [event.model_dump(mode="json") for event in events]
        return doc


@Language.factory(_KEY, default_config={"patterns": None})
def press_events(nlp: Language, name: str, patterns: str | None) -> PressEvents:
    """Make the component for ``nlp.add_pipe("press_events")``; ``patterns`` is a folder of the user's own pattern files."""
    from extract.patternfolder import open_folder

    if not Doc.has_extension("events"):
        Doc.set_extension("events", getter=_typed)
    return PressEvents(open_folder(patterns) if patterns else None)


def _typed(doc: Doc) -> list[Event]:
    from extract.schema import event_from

    return [event_from(event) for event in doc.user_data.get(_KEY, [])]


def load(patterns: str | Path | None = None) -> Language:
    """Return a blank English `Language` with the press_events component: ``load()(text)._.events``."""
    from spacy import blank

    nlp = blank("en")
    nlp.add_pipe(_KEY, config={"patterns": str(patterns) if patterns else None})
    return nlp
