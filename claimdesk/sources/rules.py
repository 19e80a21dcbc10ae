"""How a source is recognised, which may be one, and what its record says. Pure."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from claimdesk.errors import Conflict, Invalid
from claimdesk.scales.rules import rating_of
from claimdesk.scales.schemas import OffAxis, RatingScale
from claimdesk.sources.schemas import RatingShare, ScaleRecord

ENOUGH_FOR_SHARES = 10
"""Verdicts on one scale from which on shares say something."""


class SourceKey(NamedTuple):
    """How a source is recognised: by kind and name, letter case apart."""

    name: str
    kind: str
    unnamed: bool


PEOPLE = frozenset({"person", "official"})
_GENERATION = re.compile(r"\s*(jr|sr|ii|iii|iv)\b", re.IGNORECASE)


def known_as(words: str, kind: str) -> str:
    """The name that these words of an article give: on one line, without what they say besides.

    "Maren Holt, the harbour master" is Maren Holt in every other article, while "the mayor, Maren
    Holt" and "Ann Lee, Jr." stay as they are.
    """
    name = " ".join(words.split())
    head, comma, tail = name.partition(",")
    if (
        comma
        and kind in PEOPLE
        and len(head.split()) > 1
        and all(word[0].isupper() for word in head.split())
        and not _GENERATION.match(tail)
    ):
        return head
    return name


def in_order(keys: Iterable[SourceKey]) -> list[SourceKey]:
    """One order for everybody, so that two articles with the same names never wait in a circle.

    Letter case goes last: "Alice" and "alice" are one row, and have to come at one place.
    """
    return sorted(keys, key=lambda key: (key.name.lower(), key.kind, key.unnamed, key.name))


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What decides whether two sources may be merged."""

    id: int
    desk: int
    kind: str
    unnamed: bool
    merged: bool


def check_named(source: Standing) -> None:
    """An unnamed source has no name to change and is nobody else. Raises Conflict."""
    if source.unnamed:
        raise Conflict(
            "This source is unnamed. It gets no name here and is never taken for another: "
            "its follow-up holds what the desk may know."
        )
    if source.merged:
        raise Conflict("This source was merged into another. Work on that one, or undo the merge.")


def check_merge(target: Standing, other: Standing) -> None:
    """Whether `other` may become part of `target`. Raises Invalid or Conflict with what to do."""
    if target.id == other.id:
        raise Invalid("A source cannot be merged into itself. Name another one.")
    check_named(target)
    check_named(other)
    if target.desk != other.desk:
        raise Invalid("These sources are of different desks.")
    if target.kind != other.kind:
        raise Invalid(
            f"One is a {target.kind}, the other a {other.kind}. Only sources of one kind are one."
        )


def scale_record(scale: RatingScale, counts: Mapping[str, int]) -> ScaleRecord:
    """Published verdicts on a version of a scale, in its order of labels.

    Shares are null under ten verdicts: three out of four is no "75 percent". A void verdict says
    something of the desk's check and nothing of the source: it does not count.
    """
    given = [
        option
        for option in scale.options
        if counts.get(option.key) and option.off_axis is not OffAxis.VOID
    ]
    total = sum(counts[option.key] for option in given)
    enough = total >= ENOUGH_FOR_SHARES
    return ScaleRecord(
        scale=scale.key,
        version=scale.version,
        name=scale.name,
        total=total,
        ratings=[
            RatingShare(
                rating=rating_of(scale, option.key),
                count=counts[option.key],
                share=round(counts[option.key] / total, 3) if enough else None,
            )
            for option in given
        ],
    )
