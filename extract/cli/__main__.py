"""``python -m extract.cli``: the same as the `press-events` script."""

from extract.cli import main

if __name__ == "__main__":
    main()
