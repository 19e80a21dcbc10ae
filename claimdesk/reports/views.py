"""The report on a period: what the desk did from a moment to another."""

import re
from datetime import datetime
from typing import Any

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor, Role
from claimdesk.claims.rules import IN_WORK, OPEN_STATES
from claimdesk.clock import now
from claimdesk.db.engine import fetch
from claimdesk.periods import period as bounds
from claimdesk.reports import figures
from claimdesk.reports.rules import MAX_GROUPS, Figures, groups_of, nothing
from claimdesk.reports.schemas import GroupBy, PeriodReport, ReviewerLoad, SeriesReport, Step
from claimdesk.reports.steps import LENGTHS, check_steps, steps_of

_NAMED = re.compile(r"(?<!:):([a-z]+)")


async def period(
    actor: Actor,
    since: datetime | None,
    until: datetime | None,
    desk: int | None,
    group_by: GroupBy | None,
    section: str | None = None,
) -> PeriodReport:
    """The figures of the caller's desks, or of one of them.

    Up to now if `until` is left out, of the thirty days before it if `since` is. Raises Invalid for
    bounds without zone or out of order and NotFound for another's desk.
    """
    since, until = bounds(since, until, now())
    desks = accounts.desks_meant(actor, desk)
    values = {
        "since": since,
        "until": until,
        "desks": desks,
        "open": [state.value for state in OPEN_STATES],
        "work": [state.value for state in IN_WORK],
        "section": section,
    }

    async def rows(sql: str) -> list[dict[str, Any]]:
        return await _rows(figures.grouped(sql, group_by, section=section is not None), values)

    groups = groups_of(
        Figures(
            found=await rows(figures.FOUND),
            stays=await rows(figures.STAYS),
            decisions=await rows(figures.DECISIONS),
            outgoing=await rows(figures.OUTGOING),
            ratings=await rows(figures.RATINGS),
            assignments=await rows(figures.ASSIGNMENTS),
            followups=await rows(figures.FOLLOWUPS),
        )
    )
    if not groups and group_by is None:
        groups = [nothing()]
    return PeriodReport(
        since=since,
        until=until,
        desks=desks,
        group_by=group_by,
        generated_at=now(),
        groups=groups[:MAX_GROUPS],
        groups_left_out=max(0, len(groups) - MAX_GROUPS),
        reviewers=await _reviewers(actor, values),
    )


async def series(
    actor: Actor,
    since: datetime | None,
    until: datetime | None,
    desk: int | None,
    section: str | None,
    every: Step,
) -> SeriesReport:
    """What came in and out of each state, and how much lay there, day by day or week by week.

    Raises Invalid for bounds without zone, out of order or too far apart, and NotFound for another's
    desk.
    """
    since, until = bounds(since, until, now())
    desks = accounts.desks_meant(actor, desk)
    check_steps(since, until, every)
    values = {
        "since": since,
        "until": until,
        "desks": desks,
        "open": [state.value for state in OPEN_STATES],
        "seconds": LENGTHS[every].total_seconds(),
        "section": section,
    }
    rows = await _rows(figures.grouped(figures.SERIES, None, section=section is not None), values)
    sections = await _rows(figures.SECTIONS, values)
    return SeriesReport(
        since=since,
        until=until,
        every=every,
        steps=steps_of(rows, since, until, every),
        sections=[row["section"] for row in sections],
    )


async def _reviewers(actor: Actor, values: dict[str, Any]) -> list[ReviewerLoad]:
    """Everybody's work on the desks where the caller is an editor, the caller's own on others."""
    if actor.person_id is None:
        return []
    led = [desk for desk in values["desks"] if actor.has(Role.EDITOR, desk)]
    sql = figures.grouped(figures.REVIEWERS, None, section=values["section"] is not None)
    rows = await _rows(sql, values | {"led": led, "caller": actor.person_id})
    people = await accounts.person_refs([row["person"] for row in rows])
    loads = [
        ReviewerLoad(
            person=people[row["person"]],
            assigned=row["assigned"],
            holding=row["holding"],
            verdicts=row["verdicts"],
            returned=row["returned"],
            decisions=row["decisions"],
        )
        for row in rows
    ]
    return sorted(loads, key=lambda load: (load.person.name, load.person.id))


async def _rows(sql: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows of a query whose placeholders are the names of values."""
    names = _NAMED.findall(sql)
    return await fetch(_NAMED.sub("{}", sql), *(values[name] for name in names))
