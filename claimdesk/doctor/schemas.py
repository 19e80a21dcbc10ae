"""What a doctor says. Pure."""

from enum import StrEnum

import msgspec

SHOWN = 20
"""So many of the rows of a finding are named."""


class Weight(StrEnum):
    """`fault`: something is not whole. `notice`: it is, and somebody should see to it."""

    FAULT = "fault"
    NOTICE = "notice"


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What was found, what to do about it, and which rows it is about: the first of `count`."""

    what: str
    do: str
    weight: Weight = Weight.FAULT
    count: int = 1
    rows: list[str] = []


class Examined(msgspec.Struct, frozen=True, kw_only=True):
    """One examination; `findings` is empty where all is well."""

    key: str
    findings: list[Finding]


COMPARE = (
    "Compare with a backup: `claimdesk restore` can put one beside, in a data folder of its own."
)


def found(
    rows: list[str], what: str, do: str = COMPARE, weight: Weight = Weight.FAULT
) -> list[Finding]:
    """One finding of these rows, none where there are none. `what` may have {n} for their number."""
    if not rows:
        return []
    said = what.format(n=f"{len(rows):,}")
    return [Finding(what=said, do=do, weight=weight, count=len(rows), rows=rows[:SHOWN])]
