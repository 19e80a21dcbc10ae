"""Reading and changing a desk's policy."""

from typing import Any

import msgspec

from claimdesk.accounts.rules import Actor, Role
from claimdesk.accounts.service import lock_desk, own_desk
from claimdesk.audit import service as audit
from claimdesk.clock import now
from claimdesk.db.engine import fetch, json_value, transaction
from claimdesk.policies.schemas import Policy, Rules
from claimdesk.policies.tables import DeskPolicy
from claimdesk.versions import require_version


async def of_desk(desk: int) -> Policy:
    """The desk's policy, the defaults where it has decided nothing."""
    return (await of_desks([desk]))[desk]


async def of_desks(desks: list[int]) -> dict[int, Policy]:
    """Policies by desk id."""
    found = {desk: Policy(desk=desk, version=0, rules=Rules()) for desk in desks}
    if not desks:
        return found
    for row in await DeskPolicy.select().where(DeskPolicy.desk.is_in(desks)):
        found[row["desk"]] = _policy(row)
    return found


async def decided() -> list[Policy]:
    """The policies of all desks that decided something, for jobs."""
    return [_policy(row) for row in await DeskPolicy.select().order_by(DeskPolicy.desk)]


def _policy(row: dict[str, Any]) -> Policy:
    rules = msgspec.convert(json_value(row["document"]), Rules)
    return Policy(desk=row["desk"], version=row["version"], rules=rules)


async def read(actor: Actor, desk: int) -> Policy:
    """The policy of one of the caller's desks. Raises NotFound."""
    return await of_desk(own_desk(actor, desk))


async def save(actor: Actor, desk: int, if_match: str | None, rules: Rules) -> Policy:
    """Replace a desk's policy; for admins. What was judged under the old one stays judged.

    Raises NotFound, Forbidden, PreconditionRequired and Stale.
    """
    own_desk(actor, desk)
    actor.require(Role.ADMIN, desk, "Changing the desk's policy")
    async with transaction():
        await lock_desk(desk)
        current = await of_desk(desk)
        require_version(current.version, if_match, current)
        saved = Policy(desk=desk, version=current.version + 1, rules=rules)
        document = msgspec.json.encode(rules).decode()
        await fetch(
            "INSERT INTO desk_policy (desk, version, document, updated_at) VALUES ({}, {}, {}, {}) "
            "ON CONFLICT (desk) DO UPDATE SET version = excluded.version, "
            "document = excluded.document, updated_at = excluded.updated_at",
            desk,
            saved.version,
            document,
            now(),
        )
        audit.record(
            actor,
            "change_policy",
            "desk",
            desk,
            desk=desk,
            before=msgspec.to_builtins(current.rules),
            after=msgspec.to_builtins(rules),
        )
    return saved
