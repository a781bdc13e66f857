"""Progress and summary for whoever sits at a terminal; silence for everybody else."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from extract.cli.shared import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    import rich.progress

    from extract.log import Totals


class Progress:
    """A bar on standard error while sources are being done, when ``shown``; error lines are printed in any case."""

    def __init__(self, inputs: Iterable[str], *, shown: bool) -> None:
        """Count the documents of the inputs first when the bar is shown, so that it knows its end."""
        self._bar: rich.progress.Progress | None = None
        if shown:
            import rich.console
            import rich.progress

            from extract.inputs import count

            self._bar = rich.progress.Progress(
                *rich.progress.Progress.get_default_columns(),
                rich.progress.MofNCompleteColumn(),
                console=rich.console.Console(stderr=True),
                transient=True,
            )
            self._task = self._bar.add_task("releases", total=count(inputs))

    def __enter__(self) -> Progress:
        """Show the bar."""
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away, however the run ended."""
        if self._bar:
            self._bar.stop()

    def advance(self) -> None:
        """Count one source as done."""
        if self._bar:
            self._bar.advance(self._task)

    def say(self, line: str) -> None:
        """Print a line on standard error, above the bar when there is one."""
        if self._bar:
            self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)
        else:
            print(line, file=sys.stderr)

    def summarize(self, totals: Totals, seconds: float) -> None:
        """Print what the run has done, when the bar is shown."""
        if not self._bar:
            return
        self._bar.stop()
        self.say(
            f"{counted(totals.documents, 'document')}, {counted(totals.failures, 'failure')}, {seconds:.1f} seconds"
        )
        for name, count in sorted(totals.events.items()):
            self.say(f"{count:>10,}  {name}")
