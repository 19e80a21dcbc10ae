"""Whose account at the newsroom's provider is whose here, as admins see and change it."""

from asyncpg import UniqueViolationError

from claimdesk.accounts import people, sessions
from claimdesk.accounts.rules import Actor
from claimdesk.accounts.schemas import Person, ProviderLink
from claimdesk.accounts.tables import ProviderAccount
from claimdesk.accounts.ways_in import require_another
from claimdesk.audit import service as audit
from claimdesk.clock import now
from claimdesk.db.engine import fetch, transaction
from claimdesk.errors import Conflict
from claimdesk.settings import Settings

DOING = "Changing how somebody signs in"
NONE = "No provider is set. Whoever runs the server sets CLAIMDESK_OIDC_ISSUER."


def _issuer(settings: Settings) -> str:
    if not settings.oidc_issuer:
        raise Conflict(NONE)
    return settings.oidc_issuer


async def read(actor: Actor, settings: Settings, person_id: int) -> ProviderLink | None:
    """Somebody's account at the provider that is set, for admins; null where none is known yet.

    Raises NotFound, Forbidden, and Conflict where no provider is set.
    """
    people.require_account(actor, await people.read(actor, person_id), DOING)
    issuer = _issuer(settings)
    known = await _known(person_id, issuer)
    return known[0] if known else None


async def link(actor: Actor, settings: Settings, person_id: int, subject: str) -> ProviderLink:
    """Have an account at the provider be somebody's, in place of the one it was; their sessions end.

    Not one's own. Doing it again changes nothing. Raises NotFound, Forbidden, and Conflict where it is
    a colleague's, or no provider is set.
    """
    async with transaction():
        actor, person = await people.locked(actor, person_id)
        people.require_account(actor, person, DOING)
        issuer = _issuer(settings)
        require_another(actor, person_id)
        known = await _known(person_id, issuer)
        if [each.subject for each in known] != [subject]:
            await _forget(person_id, issuer)
            try:
                await insert(person_id, issuer, subject)
            except UniqueViolationError as error:
                raise Conflict(
                    "That account is a colleague's here. Unlink it from them first.",
                    errors=[{"field": "subject", "detail": "taken"}],
                ) from error
            await sessions.end_all(person_id)
            _record(actor, "link_provider", person)
        return (await _known(person_id, issuer))[0]


async def unlink(actor: Actor, settings: Settings, person_id: int) -> None:
    """Forget somebody's account at the provider, and end their sessions.

    Who comes from there with their login next is linked anew. Not one's own. Doing it again changes
    nothing. Raises NotFound, Forbidden, and Conflict where no provider is set.
    """
    async with transaction():
        actor, person = await people.locked(actor, person_id)
        people.require_account(actor, person, DOING)
        issuer = _issuer(settings)
        require_another(actor, person_id)
        if not await _known(person_id, issuer):
            return
        await _forget(person_id, issuer)
        await sessions.end_all(person_id)
        _record(actor, "unlink_provider", person)


async def _known(person_id: int, issuer: str) -> list[ProviderLink]:
    """Their account there: one or none."""
    rows = await fetch(
        "SELECT subject, created_at AS linked_at, last_used_at FROM provider_account "
        "WHERE person = {} AND issuer = {}",
        person_id,
        issuer,
    )
    return [ProviderLink(**row) for row in rows]


async def _forget(person_id: int, issuer: str) -> None:
    await fetch("DELETE FROM provider_account WHERE person = {} AND issuer = {}", person_id, issuer)


async def insert(person_id: int, issuer: str, subject: str) -> None:
    """Have an account be somebody's who has none there, in the caller's transaction."""
    moment = now()
    await ProviderAccount.insert(
        ProviderAccount(
            person=person_id,
            issuer=issuer,
            subject=subject,
            created_at=moment,
            last_used_at=moment,
        )
    )


def _record(actor: Actor, action: str, person: Person) -> None:
    audit.record_on([role.desk for role in person.roles], actor, action, "person", person.id)
