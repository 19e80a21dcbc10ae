"""What becomes of claims whose article its sender withdraws."""

from collections.abc import Sequence

import msgspec

from claimdesk.accounts.rules import Actor, Role
from claimdesk.claims import store
from claimdesk.claims.facts import State
from claimdesk.claims.rules import Action
from claimdesk.claims.tables import Claim
from claimdesk.inbox import service as inbox
from claimdesk.inbox.rules import Kind
from claimdesk.publishing import service as publishing

_QUIET = frozenset({State.NEW, State.DISMISSED})


async def of_article(actor: Actor, article_id: int, rows: Sequence[Claim]) -> int:
    """Take back from readers what was published on an article; how many ratings that were.

    In the caller's transaction, which holds the article and `rows`, all its claims. Published claims
    go back to whoever has them; what else is under way stays where it is, and is not published.
    """
    published = [row for row in rows if row.published_verdict]
    # A program that sends articles in has no role; its withdrawal does this all the same.
    for row in published:
        sender = msgspec.structs.replace(actor, roles={**actor.roles, row.desk: Role.CHECKER})
        changes = {"published_verdict": None, "stale": True}
        if row.state == State.PUBLISHED:
            reason = "The article was withdrawn."
            await store.move(sender, row, Action.REVISE, changes=changes, reason=reason)
        else:
            before = {name: getattr(row, name) for name in changes}
            await store.note(row, version=row.version + 1, **changes)
            store.record(actor, Action.REVISE.value, row, before=before, after=changes)
    await publishing.doubt(article_id, published, withdrawn=True)
    for row in rows:
        if row.state not in _QUIET:
            inbox.notify(
                desk=row.desk,
                kind=Kind.STALE,
                people=[row.holder, row.verdict_author],
                watchers=True,
                claim=row.id,
                text="The article was withdrawn by its sender.",
                by=actor,
            )
    return len(published)
