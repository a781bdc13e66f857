"""Press releases and 8-K filings in, an event log out.

>>> import extract
>>> extract.events("Acme Corp. today said nothing.")
[]
"""

from extract.errors import PatternError, PressEventsError, ReadError
from extract.pipeline import extract_events, load
from extract.reading import read
from extract.schema import Event, Release
from extract.version import __version__

__all__ = ["Event", "PatternError", "PressEventsError", "ReadError", "Release", "__version__", "events", "load", "read", "stream"]
