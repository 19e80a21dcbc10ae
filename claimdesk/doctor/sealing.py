"""Whether notes on sources and webhooks' secrets can be read, and are kept from others."""

from collections.abc import Callable

from claimdesk.doctor.schemas import Finding, Weight, found
from claimdesk.doctor.service import examination
from claimdesk.sealing import service
from claimdesk.sealing.ring import VARIABLE, ring
from claimdesk.sealing.service import Tally

FORGOTTEN = (
    f"Put the key back: into {VARIABLE}, or the file secret-keys of the data folder from its copy. If it is "
    "lost for good, webhooks get a new secret each under Admin, and `claimdesk secrets give-up` lets "
    "follow-ups go on without their notes."
)

NONE_SET = (
    f"Set {VARIABLE} to what `claimdesk secrets new-key` prints, start claimdesk again, and run "
    "`claimdesk secrets rotate`."
)


IDLE = (
    "`claimdesk secrets keys` says where they stand. Put a new one first. Take an old one out once all "
    "processes run with the new one first, and keep a copy with the backups of its time, which need it."
)


@examination("secrets")
async def secrets() -> list[Finding]:
    """Values whose key is missing, that lie in clear, or that wait for the newest key."""
    tallies = await service.tallies()
    return [
        *found(
            [f"{t.place.table} {number}" for t in tallies for number in t.unreadable],
            f"{_said(tallies, lambda t: len(t.unreadable))} cannot be read: their key is missing.",
            FORGOTTEN,
        ),
        *_all(
            _said(tallies, lambda t: t.clear),
            "are kept in clear",
            "Run `claimdesk secrets rotate`." if ring().size else NONE_SET,
        ),
        *_all(
            _said(tallies, lambda t: t.older),
            "are sealed with an older key",
            "Run `claimdesk secrets rotate` before that key is taken away.",
        ),
        *_idle(service.idle(tallies, ring().size)),
    ]


def _idle(keys: list[int]) -> list[Finding]:
    numbers = ", ".join(str(key + 1) for key in keys)
    what = f"Of {ring().size} keys, the newest first, these open nothing: {numbers}."
    return [Finding(what=what, do=IDLE, weight=Weight.NOTICE)] if keys else []


def _said(tallies: list[Tally], count: Callable[[Tally], int]) -> str:
    """How many of which: “2 of 3 notes on sources, 1 of 1 webhooks’ secrets”."""
    return ", ".join(
        f"{count(tally):,} of {tally.all:,} {tally.place.holds}"
        for tally in tallies
        if count(tally)
    )


def _all(which: str, how: str, do: str) -> list[Finding]:
    return [Finding(what=f"{which} {how}.", do=do, weight=Weight.NOTICE)] if which else []
