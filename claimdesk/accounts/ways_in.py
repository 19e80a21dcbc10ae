"""How somebody signs in, as they and their admins change it: password, second factor, sessions."""

import secrets
from datetime import timedelta

from claimdesk.accounts import second_factor, sessions
from claimdesk.accounts.passwords import fingerprint, hash_password
from claimdesk.accounts.people import desks_of, locked, names_of, require_account
from claimdesk.accounts.rules import Actor
from claimdesk.accounts.schemas import PasswordLink
from claimdesk.accounts.tables import PasswordLink as PasswordLinkRow
from claimdesk.accounts.tables import Person as PersonRow
from claimdesk.audit import service as audit
from claimdesk.clock import now
from claimdesk.db.engine import fetch, transaction
from claimdesk.errors import Conflict, Invalid

LINK_LASTS = timedelta(days=3)


async def sign_out(actor: Actor, person_id: int) -> None:
    """End all sessions of somebody, or one's own, on whatever device. Raises NotFound, Forbidden."""
    async with transaction():
        actor, person = await locked(actor, person_id)
        if person_id != actor.person_id:
            require_account(actor, person, "Signing somebody out")
        await sessions.end_all(person_id)
        audit.record_on(
            [role.desk for role in person.roles], actor, "sign_out", "person", person_id
        )


def require_another(actor: Actor, person_id: int) -> None:
    """Raise Conflict for oneself: one's own account asks for what one has, and not for the role alone."""
    if actor.person_id == person_id:
        raise Conflict("Change this in your own account, or ask another admin.")


async def reset_second_factor(actor: Actor, person_id: int) -> None:
    """Take the app and the passkeys of somebody away who lost them, and end their sessions. For admins.

    Doing it again changes nothing. Raises NotFound, Forbidden.
    """
    async with transaction():
        actor, person = await locked(actor, person_id)
        require_account(actor, person, "Taking a second factor away")
        require_another(actor, person_id)
        passkeys = await fetch("DELETE FROM passkey WHERE person = {} RETURNING id", person_id)
        if not passkeys and not await second_factor.is_on(person_id):
            return
        await second_factor.remove(person_id)
        await sessions.end_all(person_id)
        audit.record_on(
            [role.desk for role in person.roles], actor, "reset_second_factor", "person", person_id
        )


async def make_link(actor: Actor, person_id: int) -> PasswordLink:
    """A one-time link with which somebody sets their password; one made before is void.

    The password they have stays good until then. Raises NotFound, Forbidden, and Conflict for
    somebody who is deactivated.
    """
    code = secrets.token_urlsafe(32)
    link = PasswordLink(path=f"/password#{code}", expires_at=now() + LINK_LASTS)
    async with transaction():
        actor, person = await locked(actor, person_id)
        require_account(actor, person, "Making a link to set a password")
        require_another(actor, person_id)
        if not person.active:
            raise Conflict(f"{person.name} is deactivated. Reactivate them first.")
        await PasswordLinkRow.delete().where(PasswordLinkRow.person == person_id)
        await PasswordLinkRow.insert(
            PasswordLinkRow(
                person=person_id,
                code_hash=fingerprint(code),
                made_by=actor.name,
                expires_at=link.expires_at,
            )
        )
        audit.record_on(
            [role.desk for role in person.roles], actor, "make_password_link", "person", person_id
        )
    return link


async def set_password(code: str, password: str) -> str:
    """Set the password that the link is for, and end all sessions; whose login it is.

    The link is used up. Raises Invalid where it was used, replaced, or is too old, and for a password
    that is easy to guess, which leaves it as it is.
    """
    rows = await fetch(
        "SELECT person FROM password_link WHERE code_hash = {} AND expires_at > {}",
        fingerprint(code),
        now(),
    )
    password_hash = ""
    if rows:  # dear: only for a good link
        password_hash = await hash_password(password, await _known_of(rows[0]["person"]))
    async with transaction():
        used = await fetch(
            "DELETE FROM password_link WHERE code_hash = {} AND expires_at > {} RETURNING person",
            fingerprint(code),
            now(),
        )
        if not rows or not used:
            raise Invalid("This link was used already or is too old. Ask an admin for another.")
        return await _new_password(used[0]["person"], password_hash, None)


async def change_password(actor: Actor, person_id: int, password: str) -> str:
    """Set somebody's password, by whoever may or themselves, and end all their sessions."""
    password_hash = await hash_password(password, await _known_of(person_id))
    async with transaction():
        return await _new_password(person_id, password_hash, actor)


async def _known_of(person_id: int) -> list[str]:
    """The words that others would try first for somebody's password: theirs and their desks'."""
    rows = await fetch("SELECT login, name FROM person WHERE id = {}", person_id)
    return [
        *(word for row in rows for word in row.values()),
        *await names_of(await desks_of(person_id)),
    ]


async def _new_password(person_id: int, password_hash: str, by: Actor | None) -> str:
    row = await PersonRow.objects().where(PersonRow.id == person_id).lock_rows("UPDATE").first()
    if row is None or not row.active:
        raise Invalid("This account is deactivated. Ask an admin to reactivate it.")
    await PersonRow.update({PersonRow.password_hash: password_hash}).where(
        PersonRow.id == person_id
    )
    await sessions.end_all(person_id)
    who = by or Actor(name=row.name, person_id=person_id)
    audit.record_on(await desks_of(person_id), who, "set_password", "person", person_id)
    login: str = row.login
    return login
