"""Write the log of a folder, one document after another: the quickest way to try a change on the dev gold.

python benchmarks/quick.py DOCS LOG [TYPE ...]
"""

import sys
from pathlib import Path

from extract.log import line
from extract.pipeline import extract_events
from extract.reading import read

docs, log, *types = sys.argv[1:]
with Path(log).open("w", encoding="utf-8") as out:
    for path in sorted(Path(docs).iterdir()):
        for event in extract_events(read(path), types=frozenset(types) or None):
            out.write(line(event) + "\n")
