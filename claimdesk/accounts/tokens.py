"""Credentials of programs: made, listed, revoked, and what they stand for."""

from datetime import datetime

import msgspec

from claimdesk.accounts.passwords import fingerprint, new_secret
from claimdesk.accounts.rules import Actor, Role, Scope
from claimdesk.accounts.schemas import (
    Token,
    TokenCreate,
    TokenCreated,
)
from claimdesk.accounts.service import own_desk
from claimdesk.accounts.tables import ApiToken
from claimdesk.audit import service as audit
from claimdesk.clock import now
from claimdesk.db.engine import fetch, transaction
from claimdesk.errors import Invalid, NotFound


def _token(row: dict[str, object]) -> Token:
    return msgspec.convert(row, Token)


async def tokens(actor: Actor) -> list[Token]:
    """The live tokens of the desks where the caller is admin."""
    actor.require_any(Role.ADMIN, "Seeing tokens")
    desks = [desk for desk in actor.desks if actor.has(Role.ADMIN, desk)]
    rows = (
        await ApiToken.select()
        .where(ApiToken.desk.is_in(desks) & ApiToken.revoked_at.is_null())
        .order_by(ApiToken.id)
    )
    return [_token(row) for row in rows]


async def create_token(actor: Actor, data: TokenCreate) -> TokenCreated:
    """A new token; its secret is in the answer and nowhere else."""
    desk = own_desk(actor, data.desk)
    actor.require(Role.ADMIN, desk, "Making tokens")
    return await issue_token(actor, desk, data.name, data.scopes, data.expires_at)


async def issue_token(
    actor: Actor, desk: int, name: str, scopes: list[Scope], expires_at: datetime | None = None
) -> TokenCreated:
    """The same without asking for a role: for whoever runs the server's command line.

    Raises Invalid for an end that is over.
    """
    if expires_at is not None and expires_at <= now():
        raise Invalid(
            "That end is over already. Choose one in the future.",
            errors=[{"field": "expires_at", "detail": "in the future"}],
        )
    secret = new_secret()
    async with transaction():
        row = ApiToken(
            desk=desk,
            name=name,
            secret_hash=fingerprint(secret),
            scopes=[scope.value for scope in scopes],
            created_at=now(),
            expires_at=expires_at,
        )
        await row.save()
        token = _token(row.to_dict())
        audit.record(actor, "create", "token", row.id, desk=desk, after=msgspec.to_builtins(token))
    return TokenCreated(**msgspec.structs.asdict(token), secret=secret)


async def revoke_token(actor: Actor, token_id: int) -> None:
    """Make a token useless, at once and for good. Doing it again changes nothing."""
    async with transaction():
        row = await ApiToken.objects().where(ApiToken.id == token_id).lock_rows("UPDATE").first()
        if row is None or row.desk not in actor.desks:
            raise NotFound("There is no such token on your desks.")
        actor.require(Role.ADMIN, row.desk, "Revoking tokens")
        if row.revoked_at is None:
            row.revoked_at = now()
            await row.save([ApiToken.revoked_at])
            audit.record(actor, "revoke", "token", token_id, desk=row.desk)


async def actor_of_token(secret: str) -> Actor | None:
    """The program a token stands for; null if it is unknown, expired or revoked.

    Its use is noted once a minute: a row written with every call would have them wait for each other.
    """
    moment = now()
    rows = await fetch(
        "WITH live AS (SELECT id, name, desk, scopes FROM api_token WHERE secret_hash = {} "
        "AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > {})), "
        "noted AS (UPDATE api_token t SET last_used_at = n.at FROM live, "
        "(VALUES ({}::timestamptz)) AS n (at) WHERE t.id = live.id "
        "AND (t.last_used_at IS NULL OR t.last_used_at < n.at - interval '1 minute')) "
        "SELECT id, name, desk, scopes FROM live",
        fingerprint(secret),
        moment,
        moment,
    )
    if not rows:
        return None
    row = rows[0]
    return Actor(
        name=f"token {row['name']}",
        token_id=row["id"],
        token_desk=row["desk"],
        scopes=frozenset(Scope(scope) for scope in row["scopes"]),
    )
