"""Facts and matches -> events: one module or package a type, each with ``find(facts, matches) -> list of its event``.

The package itself imports nothing: `extract.pipeline` puts the finders together.
"""
