"""Who is there and who calls."""

import logging
from typing import NamedTuple

import msgspec

from claimdesk.accounts import attempts, second_factor, steps
from claimdesk.accounts.passwords import hashed_anew, password_fits
from claimdesk.accounts.rules import Actor, Role
from claimdesk.accounts.schemas import DeskRole, PersonRef
from claimdesk.accounts.tables import Desk
from claimdesk.accounts.tables import Person as PersonRow
from claimdesk.db.engine import fetch, transaction
from claimdesk.errors import Invalid, NotFound, TooManyAttempts, Unauthenticated
from claimdesk.logs import SIGN_INS

WRONG = "That login and password do not fit. Check both, or ask an admin to set a new password."


GONE = "That took too long, or was tried before. Start again with your login and password."


class SignedIn(NamedTuple):
    """Who signed in, and the epoch their session begins in.

    `strong`: with more than a password; without, somebody with a second factor is not in yet. `id_token`
    is what the provider sent them with, empty for other ways in.
    """

    person: int
    epoch: int
    strong: bool = False
    second_step: bool = False
    id_token: str = ""


async def sign_in(login: str, password: str, address: str) -> SignedIn:
    """Who it is. Raises Unauthenticated, the same for unknown logins, or TooManyAttempts.

    Of somebody with a second factor the failures so far stand until that fits as well: who has the
    password only cannot guess on and on.
    """
    login = login.strip().lower()
    attempt = await _note(login, address)
    row = (
        await PersonRow.select(PersonRow.id, PersonRow.password_hash, PersonRow.session_epoch)
        .where((PersonRow.login == login) & (PersonRow.active.eq(True)))
        .first()
    )
    if not await password_fits(row["password_hash"] if row else None, password) or row is None:
        _tell(row["id"] if row else None, "wrong password")
        raise Unauthenticated(WRONG)
    if (anew := await hashed_anew(row["password_hash"], password)) is not None:
        # Only in place of the very hash that fitted: the password may be another by now.
        await PersonRow.update({PersonRow.password_hash: anew}).where(
            (PersonRow.id == row["id"]) & (PersonRow.password_hash == row["password_hash"])
        )
    second = await second_factor.is_on(row["id"])
    _tell(row["id"], "password fits, code wanted" if second else "in by password")
    if second:
        await attempts.take_back(attempt)
    else:
        await attempts.forgive(login)
    return SignedIn(row["id"], row["session_epoch"], second_step=second)


async def begin_second_step(who: SignedIn) -> str:
    """What the browser holds between the password and the code, for ten minutes."""
    data = {"epoch": who.epoch, "id_token": who.id_token}
    return await steps.begin(steps.Kind.SECOND_FACTOR, data, who.person)


async def finish_second_step(held: str, code: str, address: str) -> SignedIn:
    """Who it is, once the code or a recovery code fits. Raises Unauthenticated or TooManyAttempts."""
    step = await steps.look(steps.Kind.SECOND_FACTOR, held)
    if step is None or step.person is None:
        raise Unauthenticated(GONE)
    login = (await person_ref(step.person)).login
    await _note(login, address)
    async with transaction():
        if not await second_factor.fits(step.person, code):
            _tell(step.person, "wrong code")
            raise Unauthenticated("That code does not fit. Type the one that is shown now.")
        taken = await steps.take(steps.Kind.SECOND_FACTOR, held)
        who = await session_for(step.person)
        if taken is None or who is None or who.epoch != step.data["epoch"]:
            raise Unauthenticated(GONE)
    await attempts.forgive(login)
    _tell(step.person, "in by password and code")
    return who._replace(id_token=step.data.get("id_token", ""))


async def _note(login: str, address: str) -> int:
    """Note an attempt; one too many is told in the log as well. Raises TooManyAttempts."""
    try:
        return await attempts.note(login, address)
    except TooManyAttempts:
        row = await PersonRow.select(PersonRow.id).where(PersonRow.login == login).first()
        _tell(row["id"] if row else None, "too many attempts")
        raise


def _tell(person: int | None, outcome: str) -> None:
    level = logging.INFO if outcome.startswith(("in ", "password fits")) else logging.WARNING
    actor = "nobody" if person is None else f"person {person}"
    SIGN_INS.log(level, "sign-in", extra={"actor": actor, "outcome": outcome})


async def confirm(actor: Actor, password: str, address: str) -> None:
    """Check the caller's own password, slowed down as signing in is. Raises Invalid, TooManyAttempts."""
    person = actor.require_person("Confirming a password")
    row = (
        await PersonRow.select(PersonRow.login, PersonRow.password_hash)
        .where(PersonRow.id == person)
        .first()
    )
    login = row["login"] if row else ""
    await _note(login, address)
    if row is None or not await password_fits(row["password_hash"], password):
        _tell(person, "wrong password, signed in")
        raise Invalid(
            "That is not your password. Type the one that you sign in with, or ask an admin for a "
            "link to set a new one.",
            errors=[{"field": "current", "detail": "not your password"}],
        )
    await attempts.forgive(login)


async def session_for(person: int, *, strong: bool = True) -> SignedIn | None:
    """What a session of somebody who is known already begins with; null once they are deactivated."""
    rows = await fetch("SELECT session_epoch FROM person WHERE id = {} AND active", person)
    return SignedIn(person, rows[0]["session_epoch"], strong=strong) if rows else None


async def actor_of_person(person_id: int, epoch: int | None = None) -> Actor | None:
    """The person as a caller; null once they are deactivated.

    With the `epoch` their session began in also once that is over: see `ways_in.sign_out`.
    """
    rows = await fetch(
        "SELECT p.name, p.session_epoch, m.desk, m.role FROM person p "
        "JOIN membership m ON m.person = p.id WHERE p.id = {} AND p.active",
        person_id,
    )
    if not rows or epoch not in (None, rows[0]["session_epoch"]):
        return None
    roles = {row["desk"]: Role(row["role"]) for row in rows}
    return Actor(name=rows[0]["name"], person_id=person_id, roles=roles)


async def desks_of(actor: Actor) -> list[DeskRole]:
    """The desks somebody works on."""
    rows = await Desk.select().where(Desk.id.is_in([*actor.roles] or [0])).order_by(Desk.id)
    return [msgspec.convert({**row, "role": actor.roles[row["id"]]}, DeskRole) for row in rows]


async def person_ref(person_id: int) -> PersonRef:
    """Somebody's id, login and name."""
    return (await person_refs([person_id]))[person_id]


async def person_refs(ids: list[int]) -> dict[int, PersonRef]:
    """Ids to people; unknown ids are left out."""
    if not ids:
        return {}
    rows = await PersonRow.select(PersonRow.id, PersonRow.login, PersonRow.name).where(
        PersonRow.id.is_in(ids)
    )
    return {row["id"]: msgspec.convert(row, PersonRef) for row in rows}


async def roles_of(people: list[int]) -> dict[tuple[int, int], Role]:
    """The roles of active people, by person and desk."""
    rows = await fetch(
        "SELECT m.person, m.desk, m.role FROM membership m JOIN person p ON p.id = m.person "
        "WHERE p.active AND p.id = ANY({})",
        people,
    )
    return {(row["person"], row["desk"]): Role(row["role"]) for row in rows}


def own_desk(actor: Actor, desk: int | None) -> int:
    """The desk meant: the given one if it is the caller's, else the caller's only one.

    Raises NotFound for another's desk and Invalid where the caller has several.
    """
    if desk is not None:
        if desk not in actor.desks:
            raise NotFound("There is no such desk among yours.")
        return desk
    if len(actor.desks) != 1:
        raise Invalid("You are on several desks. Say which with `desk`.")
    return next(iter(actor.desks))


async def lock_desk(*desks: int) -> None:
    """Lock desks' rows, in one order, for what belongs to them and may have no row of its own yet."""
    await fetch("SELECT id FROM desk WHERE id = ANY({}) ORDER BY id FOR UPDATE", list(desks))


def desks_meant(actor: Actor, desk: int | None) -> list[int]:
    """The given desk, or all of the caller's. Raises NotFound for another's."""
    return actor.desk_ids if desk is None else [own_desk(actor, desk)]


async def require_member(person_id: int, desk: int) -> PersonRef:
    """An active person of that desk. Raises Invalid if there is none."""
    rows = await fetch(
        "SELECT p.id, p.login, p.name FROM person p JOIN membership m ON m.person = p.id "
        "WHERE p.id = {} AND m.desk = {} AND p.active",
        person_id,
        desk,
    )
    if not rows:
        raise Invalid(
            f"There is nobody with the id {person_id} on this desk. GET /people lists them."
        )
    return msgspec.convert(rows[0], PersonRef)


async def members(desks: set[int]) -> dict[int, dict[int, Role]]:
    """The active people of these desks: role by person id, by desk id."""
    found: dict[int, dict[int, Role]] = {desk: {} for desk in desks}
    for row in await fetch(
        "SELECT m.desk, m.person, m.role FROM membership m JOIN person p ON p.id = m.person "
        "WHERE m.desk = ANY({}) AND p.active",
        list(desks),
    ):
        found[row["desk"]][row["person"]] = Role(row["role"])
    return found


async def ids_by_login(desk: int, logins: set[str]) -> dict[str, int]:
    """The active people of a desk among these logins."""
    if not logins:
        return {}
    rows = await fetch(
        "SELECT p.login, p.id FROM person p JOIN membership m ON m.person = p.id "
        "WHERE m.desk = {} AND p.active AND p.login = ANY({})",
        desk,
        list(logins),
    )
    return {row["login"]: row["id"] for row in rows}


async def colleagues(desk: int) -> list[tuple[PersonRef, Role]]:
    """The active people of a desk with their roles, by id."""
    rows = await fetch(
        "SELECT p.id, p.login, p.name, m.role FROM person p JOIN membership m ON m.person = p.id "
        "WHERE m.desk = {} AND p.active ORDER BY p.id",
        desk,
    )
    return [
        (PersonRef(id=r["id"], login=r["login"], name=r["name"]), Role(r["role"])) for r in rows
    ]


async def ensure_desk(slug: str, name: str) -> int:
    """The id of the desk with that slug, made if there is none."""
    async with transaction():
        row = await Desk.objects().get_or_create(Desk.slug == slug, defaults={Desk.name: name})
        return row.id


async def only_desk(slug: str | None) -> int:
    """The desk with that slug, or the only one there is; made where there is none yet.

    Raises NotFound for an unknown slug and Invalid where several desks leave a choice.
    """
    slugs = await Desk.select(Desk.slug).order_by(Desk.id).output(as_list=True)
    if not slugs:
        return await ensure_desk(slug or "desk", "The desk")
    if slug is None and len(slugs) > 1:
        raise Invalid(f"There are several desks. Say which with --desk: {', '.join(slugs)}.")
    if slug is not None and slug not in slugs:
        raise NotFound(f"There is no desk {slug!r}. There are: {', '.join(slugs)}.")
    return await ensure_desk(slug or slugs[0], "")


async def desk_slugs() -> dict[int, str]:
    """The short names of all desks, by id."""
    return {row["id"]: row["slug"] for row in await Desk.select(Desk.id, Desk.slug)}


async def has_desk(slug: str) -> bool:
    """Whether there is a desk with that slug."""
    return await Desk.exists().where(Desk.slug == slug)


async def anybody() -> bool:
    """Whether the desk has any account yet."""
    return await PersonRow.exists()
