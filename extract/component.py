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
    from extract.schema import Event

_KEY = "press_events"


class PressEvents:
    """Reads ``doc.text`` as one release and keeps its events on the Doc as plain data.

    Plain data survives ``n_process``, pickling and ``to_bytes``; ``doc._.events`` makes the typed events of it. The
    component needs no tokens and no other component, and changes neither.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc.user_data`` with the events of the text; spans are character offsets into ``doc.text``."""
        from extract.pipeline import extract_events
        from extract.reading import read_text

        events = extract_events(read_text(doc.text))
        doc.user_data[_KEY] = [event.model_dump(mode="json") for event in events]
        return doc


@Language.factory(_KEY)
def press_events(nlp: Language, name: str) -> PressEvents:
    """Make the component for ``nlp.add_pipe("press_events")``; a mistake in a pattern file shows here."""
    from extract.pipeline import warm_up

    warm_up()
    if not Doc.has_extension("events"):
        Doc.set_extension("events", getter=_typed)
    return PressEvents()


def _typed(doc: Doc) -> list[Event]:
    from extract.schema import EVENT_TYPES

    return [EVENT_TYPES[event["type"]].model_validate(event) for event in doc.user_data.get(_KEY, [])]


def load() -> Language:
    """Return a blank English `Language` with the press_events component: ``load()(text)._.events``."""
    from spacy import blank

    nlp = blank("en")
    nlp.add_pipe(_KEY)
    return nlp
