"""People as admins see them: added, changed, deactivated."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
from asyncpg import UniqueViolationError

from claimdesk.accounts import sessions
from claimdesk.accounts.passwords import hash_password
from claimdesk.accounts.rules import Actor, Role
from claimdesk.accounts.schemas import (
    Person,
    PersonCreate,
    PersonWrite,
    RoleOnDesk,
)
from claimdesk.accounts.service import actor_of_person, lock_desk, own_desk
from claimdesk.accounts.tables import Membership
from claimdesk.accounts.tables import PasswordLink as PasswordLinkRow
from claimdesk.accounts.tables import Person as PersonRow
from claimdesk.audit import service as audit
from claimdesk.db.engine import fetch, transaction
from claimdesk.errors import Conflict, Forbidden, Invalid, NotFound
from claimdesk.versions import require_version

NO_PASSWORD = "!"  # noqa: S105  (no hash, so nothing fits it)
_PEOPLE = (
    "SELECT p.id, p.login, p.name, p.active, p.version, m.desk, m.role "
    "FROM person p JOIN membership m ON m.person = p.id "
)

_ON_DESKS = (
    "WHERE p.id IN (SELECT person FROM membership WHERE desk = ANY({})) "
    "ORDER BY p.name, p.id, m.desk"
)


async def listing(actor: Actor) -> list[Person]:
    """Everybody on the caller's desks, by name."""
    rows = await fetch(f"{_PEOPLE}{_ON_DESKS}", list(actor.desks))
    by_person: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        by_person.setdefault(row["id"], []).append(row)
    return [_person(actor, theirs) for theirs in by_person.values()]


async def everybody() -> list[Person]:
    """Everybody on any desk, by name, for the command line."""
    desks = await fetch("SELECT id FROM desk")
    return await listing(Actor(name="claimdesk", roles={d["id"]: Role.ADMIN for d in desks}))


async def read(actor: Actor, person_id: int) -> Person:
    """One of them. Raises NotFound for who is on none of the caller's desks."""
    rows = await _rows_of(person_id)
    if not rows or not (actor.is_system or any(row["desk"] in actor.desks for row in rows)):
        raise NotFound("There is no such person on your desks.")
    return _person(actor, rows)


async def _rows_of(person_id: int) -> list[dict[str, Any]]:
    """The person once for each of their desks."""
    return await fetch(_PEOPLE + "WHERE p.id = {} ORDER BY m.desk", person_id)


def _person(actor: Actor, rows: list[dict[str, Any]]) -> Person:
    seen = [
        RoleOnDesk(desk=row["desk"], role=Role(row["role"]))
        for row in rows
        if actor.is_system or row["desk"] in actor.desks
    ]
    first = rows[0]
    return Person(
        id=first["id"],
        login=first["login"],
        name=first["name"],
        active=first["active"],
        version=first["version"],
        role=seen[0].role if seen else Role(first["role"]),
        roles=seen,
        manageable=actor.runs_account(row["desk"] for row in rows),
    )


async def id_of(login: str) -> int:
    """Whose login it is. Raises NotFound."""
    row = await PersonRow.select(PersonRow.id).where(PersonRow.login == login).first()
    if row is None:
        raise NotFound(f"Nobody has the login {login}. See claimdesk user list.")
    person_id: int = row["id"]
    return person_id


async def add(actor: Actor, data: PersonCreate) -> Person:
    """Add somebody to a desk. Raises Conflict when the login is taken."""
    desk = own_desk(actor, data.desk)
    actor.require(Role.ADMIN, desk, "Adding people")
    return await create(actor, desk, data)


async def create(actor: Actor, desk: int, data: PersonCreate) -> Person:
    """The same without asking for a role: for whoever runs the server's command line."""
    password_hash = NO_PASSWORD
    if data.password is not None:
        about = [data.login, data.name, *await names_of([desk])]
        password_hash = await hash_password(data.password, about)
    async with transaction():
        row = PersonRow(login=data.login, name=data.name, password_hash=password_hash)
        with _login_is_free(data.login):
            await row.save()
        await Membership.insert(Membership(person=row.id, desk=desk, role=data.role.value))
        person = Person(
            id=row.id, login=data.login, name=data.name, role=data.role, active=True,
            roles=[RoleOnDesk(desk=desk, role=data.role)], manageable=True, version=1,
        )  # fmt: skip
        audit.record(actor, "add", "person", row.id, desk=desk, after=_recorded(person))
    return person


@contextmanager
def _login_is_free(login: str | None) -> Iterator[None]:
    """Raises Conflict where the database finds the login taken."""
    try:
        yield
    except UniqueViolationError as error:
        raise Conflict(
            f"The login {login} is taken. Choose another.",
            errors=[{"field": "login", "detail": "taken"}],
        ) from error


async def save(
    actor: Actor, person_id: int, if_match: str | None, data: PersonWrite
) -> tuple[Person, list[int]]:
    """Change somebody's name, login and roles; the desks they left. For admins.

    Roles on desks where the caller is no admin stay as they are. Raises NotFound, Forbidden,
    PreconditionRequired, Stale, Invalid where no role is left, and Conflict where the login is
    taken or a desk would be left without an admin.
    """
    wanted = {each.desk: each.role for each in data.roles}
    if len(wanted) < len(data.roles):
        raise Invalid(
            "A desk is there twice.", errors=[{"field": "roles", "detail": "once a desk"}]
        )
    async with transaction():
        actor, before = await locked(actor, person_id, wanted)
        had = {each.desk: each.role for each in before.roles}
        ruled = {d for d in {*had, *wanted} if actor.is_system or actor.has(Role.ADMIN, d)}
        if not ruled:
            actor.require(Role.ADMIN, before.roles[0].desk, "Changing people")
        require_version(before.version, if_match, before)
        for desk in set(wanted) - ruled:
            if wanted[desk] != had.get(desk):
                actor.require(Role.ADMIN, desk, "Giving roles")
        if (data.name, data.login) != (before.name, before.login):
            require_account(actor, before, "Changing a name or a login")
        roles = {d: r for d, r in had.items() if d not in ruled} | {
            d: wanted[d] for d in ruled & set(wanted)
        }
        if not roles and before.manageable:
            raise Invalid(
                "They would be on no desk. Deactivate them instead, or leave them one role.",
                errors=[{"field": "roles", "detail": "at least one"}],
            )
        if (data.name, data.login, roles) == (before.name, before.login, had):
            return before, []
        await _update(person_id, name=data.name, login=data.login)
        for desk in ruled:
            if roles.get(desk) != had.get(desk):
                await _give(person_id, desk, roles.get(desk))
        await _keep_admins(before, [d for d, r in had.items() if r is Role.ADMIN])
        left = [desk for desk in had if desk not in roles]
        after = msgspec.structs.replace(
            before,
            name=data.name, login=data.login, version=before.version + 1,
            roles=[RoleOnDesk(desk=d, role=roles[d]) for d in sorted(roles)],
        )  # fmt: skip
        _record(actor, "change", before, after, {*had, *roles})
    return await _shown(actor, after), left


async def _shown(actor: Actor, after: Person) -> Person:
    """The person as the caller sees them now, where they still do: they may have changed themselves."""
    fresh = actor
    if actor.person_id is not None:
        fresh = await actor_of_person(actor.person_id) or actor
    try:
        return await read(fresh, after.id)
    except NotFound:
        return after


async def set_active(actor: Actor, person_id: int, *, active: bool, reason: str = "") -> Person:
    """Let somebody sign in, or no longer; then their sessions end at once. For admins.

    Doing it again changes nothing. Raises NotFound, Forbidden, and Conflict where a desk would be
    left without an admin.
    """
    async with transaction():
        actor, before = await locked(actor, person_id)
        require_account(actor, before, "Deactivating people" if not active else "Reactivating")
        if before.active == active:
            return before
        await _update(person_id, active=active)
        if not active:
            await sessions.end_all(person_id)
            await PasswordLinkRow.delete().where(PasswordLinkRow.person == person_id)
            await _keep_admins(before, [r.desk for r in before.roles if r.role is Role.ADMIN])
        after = msgspec.structs.replace(before, active=active, version=before.version + 1)
        action = "reactivate" if active else "deactivate"
        _record(actor, action, before, after, [r.desk for r in before.roles], reason)
    return after


async def locked(
    actor: Actor, person_id: int, more_desks: Iterable[int] = ()
) -> tuple[Actor, Person]:
    """Lock the desks concerned, then the person; the caller and the person as they are now.

    With the desks locked two admins cannot take each other's role at the same moment. The person
    comes with the roles on all desks. Raises NotFound, and Forbidden for a caller who was
    deactivated meanwhile.
    """
    await read(actor, person_id)
    await lock_desk(*await desks_of(person_id), *more_desks)
    await fetch("SELECT id FROM person WHERE id = {} FOR UPDATE", person_id)
    fresh: Actor | None = actor
    if actor.person_id is not None:
        fresh = await actor_of_person(actor.person_id)
    if fresh is None:
        raise Forbidden("Your account was deactivated. Ask an admin of the desk.")
    rows = await _rows_of(person_id)
    whole = msgspec.structs.replace(
        _person(actor, rows),
        roles=[RoleOnDesk(desk=row["desk"], role=Role(row["role"])) for row in rows],
        manageable=fresh.runs_account(row["desk"] for row in rows),
    )
    return fresh, whole


def require_account(actor: Actor, person: Person, doing: str) -> None:
    """Raise Forbidden unless the caller is an admin of all the person's desks."""
    if not person.manageable:
        if not any(actor.has(Role.ADMIN, each.desk) for each in person.roles):
            actor.require(Role.ADMIN, person.roles[0].desk, doing)
        raise Forbidden(
            f"{doing} needs the role admin on all desks of {person.name}, and they are on one "
            "where you are none. Ask an admin there, or whoever runs the server."
        )


async def _update(person_id: int, **values: Any) -> None:
    columns = {PersonRow._meta.get_column_by_name(name): value for name, value in values.items()}
    changes: dict[Any, Any] = {**columns, PersonRow.version: PersonRow.version + 1}
    with _login_is_free(values.get("login")):
        await PersonRow.update(changes).where(PersonRow.id == person_id)


async def _give(person_id: int, desk: int, role: Role | None) -> None:
    if role is None:
        await Membership.delete().where(
            (Membership.person == person_id) & (Membership.desk == desk)
        )
        return
    await fetch(
        "INSERT INTO membership (person, desk, role) VALUES ({}, {}, {}) "
        "ON CONFLICT (person, desk) DO UPDATE SET role = excluded.role",
        person_id,
        desk,
        role.value,
    )


async def names_of(desks: list[int]) -> list[str]:
    """What desks are called, for who tries those words as a password."""
    rows = await fetch("SELECT slug, name FROM desk WHERE id = ANY({})", desks)
    return [word for row in rows for word in row.values()]


async def desks_of(person_id: int) -> list[int]:
    """The desks somebody is on."""
    rows = await fetch("SELECT desk FROM membership WHERE person = {} ORDER BY desk", person_id)
    return [row["desk"] for row in rows]


async def _keep_admins(person: Person, desks: list[int]) -> None:
    """Raise Conflict where one of these locked desks has no admin any more who may sign in."""
    if not person.active:
        return
    rows = await fetch(
        "SELECT d.name FROM desk d WHERE d.id = ANY({}) AND NOT EXISTS (SELECT 1 FROM membership m "
        "JOIN person p ON p.id = m.person WHERE m.desk = d.id AND m.role = {} AND p.active) "
        "ORDER BY d.id",
        desks,
        Role.ADMIN.value,
    )
    if rows:
        names = ", ".join(row["name"] for row in rows)
        raise Conflict(
            f"{person.name} is the last admin of {names}. Make somebody else an admin there first."
        )


def _recorded(person: Person) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.to_builtins(person)
    return {name: found[name] for name in ("login", "name", "active", "roles")}


def _record(
    actor: Actor,
    action: str,
    before: Person,
    after: Person,
    desks: Iterable[int],
    reason: str = "",
) -> None:
    """One event on each desk's trail, with what that desk may know."""
    for desk in sorted(set(desks)):
        states = []
        for person in (before, after):
            role = next((each.role.value for each in person.roles if each.desk == desk), None)
            states.append(
                {"login": person.login, "name": person.name, "active": person.active, "role": role}
            )
        audit.record(
            actor, action, "person", before.id, desk=desk,
            before=states[0], after=states[1], reason=reason,
        )  # fmt: skip
