"""How a source is recognised, and in which order sources are written. Pure."""

from collections.abc import Iterable
from typing import NamedTuple


class SourceKey(NamedTuple):
    """How a source is recognised: by kind and name, letter case apart."""

    name: str
    kind: str
    unnamed: bool


def in_order(keys: Iterable[SourceKey]) -> list[SourceKey]:
    """One order for everybody, so that two articles with the same names never wait in a circle.

    Letter case goes last: "Alice" and "alice" are one row, and have to come at one place.
    """
    return sorted(keys, key=lambda key: (key.name.lower(), key.kind, key.unnamed, key.name))
