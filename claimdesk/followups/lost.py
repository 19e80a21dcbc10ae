"""Notes whose key is lost for good."""

from claimdesk.accounts.rules import SYSTEM
from claimdesk.claims import store
from claimdesk.db.engine import fetch, transaction
from claimdesk.followups.notes import EntryNotes, opened, seal


async def give_up() -> int:
    """Empty the entries' notes that cannot be read; how many. Each stands in the audit trail.

    An entry that has such notes cannot be saved, and so not closed. What came to it stays as it is,
    unread: attempts, corroborations, sign-offs.
    """
    rows = await fetch("SELECT claim, notes FROM followup ORDER BY id")
    unread = [row["claim"] for row in rows if opened(row["notes"], EntryNotes) is None]
    return sum([await _give_up(claim) for claim in unread])


async def _give_up(claim_id: int) -> bool:
    async with transaction():
        claim = await store.lock_row(claim_id)
        rows = await fetch("SELECT id, notes FROM followup WHERE claim = {} FOR UPDATE", claim_id)
        if claim is None or not rows or opened(rows[0]["notes"], EntryNotes) is not None:
            return False
        await fetch(
            "UPDATE followup SET notes = {}, version = version + 1 WHERE id = {}",
            seal(EntryNotes()),
            rows[0]["id"],
        )
        store.record(
            SYSTEM,
            "give_up_notes",
            claim,
            what=("followup", rows[0]["id"]),
            reason="Their key was lost for good.",
        )
    return True
