"""Desks: made, renamed, listed."""

import re
import unicodedata

from asyncpg import UniqueViolationError

from claimdesk.accounts.rules import Actor, Role
from claimdesk.accounts.schemas import Desk, DeskCreate, DeskWrite
from claimdesk.accounts.service import lock_desk, own_desk
from claimdesk.accounts.tables import Desk as DeskRow
from claimdesk.accounts.tables import Membership
from claimdesk.audit import service as audit
from claimdesk.db.engine import fetch, transaction
from claimdesk.errors import Conflict, Invalid
from claimdesk.versions import require_version


async def listing(actor: Actor) -> list[Desk]:
    """The caller's desks, by name."""
    rows = await fetch(
        "SELECT d.id, d.slug, d.name, d.version, (SELECT count(*) FROM membership m "
        "JOIN person p ON p.id = m.person WHERE m.desk = d.id AND p.active) AS people "
        "FROM desk d WHERE d.id = ANY({}) ORDER BY d.name, d.id",
        list(actor.desks),
    )
    return [Desk(**row, role=actor.roles.get(row["id"])) for row in rows]


async def add(actor: Actor, data: DeskCreate) -> Desk:
    """Make a desk, of which the caller is the first admin; for admins of any desk.

    Raises Conflict where the short name is taken.
    """
    actor.require_any(Role.ADMIN, "Making desks")
    person_id = actor.require_person("Making desks")
    async with transaction():
        desk = await create(actor, data)
        await Membership.insert(Membership(person=person_id, desk=desk, role=Role.ADMIN.value))
    return next(d for d in await listing(_on(actor, desk)) if d.id == desk)


def _on(actor: Actor, desk: int) -> Actor:
    return Actor(name=actor.name, person_id=actor.person_id, roles={desk: Role.ADMIN})


async def create(actor: Actor, data: DeskCreate) -> int:
    """Make a desk with nobody on it; its id. For the first run and the command line."""
    slug = data.slug or short_name(data.name)
    async with transaction():
        row = DeskRow(slug=slug, name=data.name.strip())
        try:
            await row.save()
        except UniqueViolationError as error:
            raise Conflict(
                f"There is a desk with the short name {slug}. Choose another in `slug`."
            ) from error
        desk: int = row.id
        audit.record(
            actor, "create", "desk", desk, desk=desk, after={"name": row.name, "slug": slug}
        )
    return desk


def short_name(name: str) -> str:
    """A desk's short name made of its name. Raises Invalid where nothing of it is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:64].strip("-")
    if not slug:
        raise Invalid(
            "No short name can be made of this name. Say one in `slug`: small letters and digits.",
            errors=[{"field": "slug", "detail": "needed for this name"}],
        )
    return slug


async def rename(actor: Actor, desk_id: int, if_match: str | None, data: DeskWrite) -> Desk:
    """Give a desk another name; for its admins. Raises NotFound, Forbidden, Stale."""
    own_desk(actor, desk_id)
    actor.require(Role.ADMIN, desk_id, "Renaming a desk")
    name = data.name.strip()
    async with transaction():
        await lock_desk(desk_id)
        current = next(desk for desk in await listing(actor) if desk.id == desk_id)
        require_version(current.version, if_match, current)
        if name != current.name:
            await fetch(
                "UPDATE desk SET name = {}, version = version + 1 WHERE id = {}", name, desk_id
            )
            audit.record(
                actor, "rename", "desk", desk_id, desk=desk_id,
                before={"name": current.name}, after={"name": name},
            )  # fmt: skip
        return next(desk for desk in await listing(actor) if desk.id == desk_id)
