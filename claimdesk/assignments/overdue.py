"""Work that is late: told to whoever has it and to the desk's editors, once for each due date."""

from claimdesk.accounts.rules import Role
from claimdesk.claims.rules import IN_WORK
from claimdesk.clock import now
from claimdesk.db.engine import fetch, transaction
from claimdesk.inbox import service as inbox
from claimdesk.inbox.rules import Kind

AT_ONCE = 500


async def escalate() -> int:
    """Tell of claims that became overdue since the last time; how many. A job calls it.

    A claim is told of once for each due date: `due_told` on its running assignment remembers.
    """
    async with transaction():
        late = await fetch(
            "UPDATE assignment a SET due_told = a.due FROM claim c WHERE a.id IN ("
            "SELECT l.id FROM assignment l JOIN claim w ON w.id = l.claim "
            "WHERE l.ended_at IS NULL AND l.due < {} AND l.due_told IS DISTINCT FROM l.due "
            "AND w.state = ANY({}) ORDER BY l.id LIMIT {} FOR UPDATE OF l SKIP LOCKED"
            ") AND c.id = a.claim RETURNING c.desk, c.id AS claim, a.assignee, a.due",
            now(),
            [state.value for state in IN_WORK],
            AT_ONCE,
        )
        for row in late:
            inbox.notify(
                desk=row["desk"],
                kind=Kind.OVERDUE,
                people=(row["assignee"],),
                role=Role.EDITOR,
                claim=row["claim"],
                text=f"due {row['due']:%Y-%m-%d %H:%M} UTC",
            )
    return len(late)
