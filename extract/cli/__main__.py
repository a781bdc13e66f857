"""``python -m extract.cli``: the same as the `press-events` script."""

from extract.cli import main

main()
