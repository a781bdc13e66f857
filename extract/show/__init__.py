"""Releases and their events -> pages to look at: one self-contained HTML file a release, and an index of many.

Reads lines of the log as they are and knows no event type: one that a pattern file declares is shown like ours.
"""

from extract.show.render import Links, Row, index, page

__all__ = ["Links", "Row", "index", "page"]
