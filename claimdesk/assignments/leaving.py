"""Somebody leaves a desk or the newsroom: nothing they hold is left lying."""

from claimdesk.accounts import people
from claimdesk.accounts.rules import Actor, Role
from claimdesk.accounts.schemas import Deactivation, Person, PersonWrite
from claimdesk.assignments import giving
from claimdesk.assignments.schemas import HandOver
from claimdesk.claims.rules import HANDED_IN, IN_WORK
from claimdesk.db.engine import fetch, transaction
from claimdesk.errors import Conflict

LEFT = "They leave the desk."


async def save(actor: Actor, person_id: int, if_match: str | None, data: PersonWrite) -> Person:
    """`people.save`. Raises Conflict too where they would leave a desk with claims in hand."""
    async with transaction():
        saved, left = await people.save(actor, person_id, if_match, data)
        held = await _held(person_id, left)
        if held:
            raise _holds(saved, held)
        return saved


async def deactivate(actor: Actor, person_id: int, data: Deactivation) -> Person:
    """Let somebody sign in no longer; what they hold goes where `data` says, all or nothing.

    Raises what `people.set_active` does, and Conflict naming the claims where nothing is said.
    """
    async with transaction():
        person = await people.set_active(actor, person_id, active=False, reason=data.reason)
        held = await _held(person_id, [role.desk for role in person.roles])
        if held and data.to is None and not data.release:
            raise _holds(person, held)
        for desk in held:
            await giving.hand_over(
                _as_editor(actor, desk),
                person_id,
                HandOver(to=data.to, reason=data.reason.strip() or LEFT, desk=desk),
            )
        return person


def _as_editor(actor: Actor, desk: int) -> Actor:
    """The command line may hand over too; everybody else was found to be an admin of the desk."""
    if actor.is_system:
        return Actor(name=actor.name, roles={desk: Role.EDITOR})
    return actor


async def _held(person_id: int, desks: list[int]) -> dict[int, list[int]]:
    """The claims somebody has in hand, by desk."""
    rows = await fetch(
        "SELECT id, desk FROM claim WHERE holder = {} AND desk = ANY({}) AND state = ANY({}) "
        "ORDER BY id",
        person_id,
        desks,
        [state.value for state in IN_WORK | HANDED_IN],
    )
    found: dict[int, list[int]] = {}
    for row in rows:
        found.setdefault(row["desk"], []).append(row["id"])
    return found


def _holds(person: Person, held: dict[int, list[int]]) -> Conflict:
    claims = [claim for of_desk in held.values() for claim in of_desk]
    return Conflict(
        f"{person.name} has {len(claims)} claims in hand. Say in `to` who gets them, or put them "
        "back into the queue with `release`.",
        claims=claims,
    )
