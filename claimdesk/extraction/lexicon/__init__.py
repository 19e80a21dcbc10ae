"""Lexicons: closed classes, verbs, nouns, and the words of a page's furniture.

Each module says where its lists come from. Nothing here was counted in, or copied from, a corpus.
"""

from __future__ import annotations


def words(listed: str) -> frozenset[str]:
    """A set of the words in a string, separated by white space."""
    return frozenset(listed.split())
