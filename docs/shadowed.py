"""For the API page: griffe reads the code without running it, and there the package extract.events hides the function.

Here the function gets a second name, extract.events_function, by which docs/api.md asks for it.
"""

from __future__ import annotations

from typing import Any

import griffe


class KeepTheFunction(griffe.Extension):
    """Enters the function before the package takes its name."""

    def on_function_instance(self, *, func: griffe.Function, **_: Any) -> None:
        """See `griffe.Extension.on_function_instance`."""
        if func.path == "extract.events":
            func.parent.set_member("events_function", func)
