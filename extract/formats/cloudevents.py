"""The log as CloudEvents 1.0 in their JSON format, one a line: the event in an envelope that message brokers know.

The attributes of the envelope: ``id`` is the event's; ``source`` the document's, as a URI reference; ``type`` is
"press-events." and the event's type; ``subject`` the document's id; ``time`` the midnight (UTC) of the day on which the
document was released, left out when that is not known; ``data`` the event itself, as in the JSON Lines.
https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from extract.log import line as data_of

if TYPE_CHECKING:
    from extract.schema import Event


def line(event: Event) -> str:
    """Return an event's line, without its line break.

    >>> from extract import schema
    >>> span = schema.Mention(text="Acme", start=0, end=4)
    >>> document = schema.Document(id="a", source="in/a b.txt", sha256="", released="2019-03-04")
    >>> event = schema.Product(id="1f", document=document, evidence=[], name="Acme", mentions=[span])
    >>> line(event)[:145]
    '{"specversion":"1.0","id":"1f","source":"in/a%20b.txt","type":"press-events.product","subject":"a","time":"2019-03-04T00:00:00Z","datacontenttype'
    """
    document = event.document
    envelope = {
        "specversion": "1.0",
        "id": event.id,
        "source": quote(document.source or document.id),
        "type": f"press-events.{event.type}",
        "subject": document.id,
        "time": f"{document.released}T00:00:00Z",
        "datacontenttype": "application/json",
    }
    if document.released is None:
        del envelope["time"]
    opening = json.dumps(envelope, ensure_ascii=False, separators=(",", ":"))
    return f'{opening[:-1]},"data":{data_of(event)}}}'
