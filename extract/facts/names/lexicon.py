"""The vocabularies as sets, as the readers of names ask for them."""

from __future__ import annotations

from functools import cache

from extract.wordlists import vocabulary


@cache
def no_names() -> frozenset[str]:
    """Return the words that are capitalised without being a name, even alone."""
    return openers() | calendar() | terms()


@cache
def places() -> frozenset[str]:
    """Return the places of the gazetteer, states and their abbreviations among them."""
    return frozenset((*vocabulary("places"), *vocabulary("us_states")))


@cache
def ends() -> frozenset[str]:
    """Return the last words of organisations: heads and legal suffixes."""
    return organisation_heads() | legal_suffixes()


@cache
def bodies() -> frozenset[str]:
    """Return the nouns that "of" or "for" continues to an organisation's name."""
    return frozenset(vocabulary("bodies"))


@cache
def organisation_heads() -> frozenset[str]:
    """Return the last words of organisations."""
    return frozenset(vocabulary("organisation_heads"))


@cache
def openers() -> frozenset[str]:
    """Return words that are capitalised because they begin a sentence."""
    return frozenset(vocabulary("sentence_openers"))


@cache
def name_openers() -> frozenset[str]:
    """Return openers with which the name of a body can begin too."""
    return frozenset(vocabulary("name_openers"))


@cache
def closers() -> frozenset[str]:
    """Return openers with which a name can end."""
    return frozenset(vocabulary("name_closers"))


@cache
def calendar() -> frozenset[str]:
    """Return months and days."""
    return frozenset(vocabulary("months_and_days"))


@cache
def terms() -> frozenset[str]:
    """Return capitalised terms that name nobody and nothing."""
    return frozenset(vocabulary("common_terms"))


@cache
def numbered_nouns() -> frozenset[str]:
    """Return nouns that a number or letter follows without making a name: "Rule 144A", "Phase 3"."""
    return frozenset(vocabulary("numbered_nouns"))


@cache
def legal_suffixes() -> frozenset[str]:
    """Return the endings that tell a company's legal form."""
    return frozenset(vocabulary("legal_suffixes"))


@cache
def common_words() -> frozenset[str]:
    """Return common words of English, in lower case."""
    return frozenset(vocabulary("common_words"))


@cache
def plain_words() -> frozenset[str]:
    """Return the words that alone make no name: common ones, openers of sentences and terms, in lower case."""
    return common_words().union(word.lower() for word in openers() | terms())


@cache
def product_heads() -> frozenset[str]:
    """Return the last words of products, in lower case."""
    return frozenset(vocabulary("product_heads"))


@cache
def product_nouns() -> frozenset[str]:
    """Return nouns that say that a name beside them is a product, in lower case."""
    return frozenset(word.lower() for word in vocabulary("product_nouns"))


@cache
def heads() -> frozenset[str]:
    """Return the nouns of titles and forms of address, in lower case."""
    return _single("title_heads", "honorifics")


@cache
def occupations() -> frozenset[str]:
    """Return what people do, capitalised."""
    return frozenset(word.title() for word in vocabulary("occupations"))


@cache
def modifiers() -> frozenset[str]:
    """Return words before the nouns of titles, in lower case."""
    return _single("title_modifiers")


@cache
def areas() -> frozenset[str]:
    """Return what jobs are about, in lower case."""
    return _single("job_areas")


def _single(*names: str) -> frozenset[str]:
    """Return the one-word entries of vocabularies, in lower case."""
    return frozenset(word.lower().rstrip(".") for name in names for word in vocabulary(name) if " " not in word)
