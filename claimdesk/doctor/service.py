"""The list of examinations, and making them all."""

import logging
from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import NamedTuple

from claimdesk.doctor.schemas import Examined, Finding

log = logging.getLogger("claimdesk")

Examination = Callable[[], Awaitable[list[Finding]]]

MODULES = (
    "claimdesk.doctor.schema",
    "claimdesk.doctor.rows",
    "claimdesk.doctor.sealing",
    "claimdesk.doctor.work",
    "claimdesk.doctor.sending",
)


class _Registered(NamedTuple):
    run: Examination
    always: bool


_examinations: dict[str, _Registered] = {}


def examination(key: str, *, always: bool = False) -> Callable[[Examination], Examination]:
    """Register an examination under a key; `always`: also of a database that is not this release's."""

    def register(run: Examination) -> Examination:
        _examinations[key] = _Registered(run, always)
        return run

    return register


async def examine(*, as_expected: bool = True) -> list[Examined]:
    """Make all examinations, one after the other. The pool must be open.

    Without `as_expected`, as where migrations are pending, only those that fit any release.
    """
    for name in MODULES:
        import_module(name)
    return [
        Examined(key=key, findings=await _ask(key, each.run))
        for key, each in _examinations.items()
        if as_expected or each.always
    ]


async def _ask(key: str, run: Examination) -> list[Finding]:
    try:
        return await run()
    except Exception as error:
        log.debug("The examination of %s failed.", key, exc_info=error)
        return [
            Finding(
                what=f"This could not be looked at: {error}",
                do="Report this with the message. The other examinations were made.",
            )
        ]
