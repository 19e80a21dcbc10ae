"""One notice a day of what waits for somebody, for whoever wants it."""

from datetime import date

from claimdesk.accounts.rules import Actor
from claimdesk.claims import lookups as claims
from claimdesk.clock import now
from claimdesk.db.engine import fetch, transaction
from claimdesk.errors import Invalid
from claimdesk.inbox.rules import MORNING, Digest, Kind, day_in_words
from claimdesk.inbox.schemas import DigestPreference, DigestWrite, InboxSummary
from claimdesk.live import service as live


async def summary(actor: Actor) -> InboxSummary:
    """What waits for the caller now."""
    return await _waiting(actor.require_person("An inbox"), actor.desk_ids)


async def preference(actor: Actor) -> DigestPreference:
    """Whether the caller gets a digest; nobody does who has not asked for it."""
    person = actor.require_person("A digest")
    rows = await fetch("SELECT digest, zone FROM digest_choice WHERE person = {}", person)
    if not rows:
        return DigestPreference(digest=Digest.OFF, zone="UTC")
    return DigestPreference(digest=Digest(rows[0]["digest"]), zone=rows[0]["zone"])


async def choose(actor: Actor, data: DigestWrite) -> DigestPreference:
    """Have one or none. Raises Invalid for a time zone that PostgreSQL does not know."""
    person = actor.require_person("A digest")
    if not await fetch("SELECT FROM pg_timezone_names WHERE name = {}", data.zone):
        raise Invalid("`zone` is a time zone's name, such as Europe/Berlin.")
    async with transaction():
        await fetch(
            "INSERT INTO digest_choice (person, digest, zone) VALUES ({}, {}, {}) "
            "ON CONFLICT (person) DO UPDATE SET digest = excluded.digest, zone = excluded.zone",
            person,
            data.digest.value,
            data.zone,
        )
    return DigestPreference(digest=data.digest, zone=data.zone)


async def give() -> None:
    """A digest for everybody whose morning has come and who had none today; none where nothing waits."""
    moment = now()
    due = await fetch(
        "SELECT c.person, (({} AT TIME ZONE c.zone))::date AS day FROM digest_choice c "
        "JOIN person p ON p.id = c.person WHERE p.active AND c.digest = 'daily' "
        "AND extract(hour FROM {} AT TIME ZONE c.zone) >= {} "
        "AND c.last_day IS DISTINCT FROM ({} AT TIME ZONE c.zone)::date ORDER BY c.person",
        moment,
        moment,
        MORNING,
        moment,
    )
    for row in due:
        await _give(row["person"], row["day"])


async def _give(person: int, day: date) -> None:
    async with transaction():
        # Whoever marks the day first gives the digest: another worker finds it marked.
        first = await fetch(
            "UPDATE digest_choice SET last_day = {} WHERE person = {} "
            "AND last_day IS DISTINCT FROM {} RETURNING id",
            day,
            person,
            day,
        )
        rows = await fetch("SELECT desk FROM membership WHERE person = {} ORDER BY desk", person)
        desks = [row["desk"] for row in rows]
        if not first or not desks:
            return
        waiting = await _waiting(person, desks)
        text = day_in_words(waiting.assigned, waiting.overdue, waiting.mentions, waiting.tasks)
        # Yesterday's, if nobody looked at it, has had its day.
        await fetch(
            "DELETE FROM notice WHERE person = {} AND kind = {} AND read_at IS NULL",
            person,
            Kind.DIGEST.value,
        )
        if text:
            await fetch(
                "INSERT INTO notice (desk, person, kind, text, actor, at, day) "
                "VALUES ({}, {}, {}, {}, '', {}, {})",
                desks[0],
                person,
                Kind.DIGEST.value,
                text,
                now(),
                day,
            )
        await live.tell_inboxes([person])


async def _waiting(person: int, desks: list[int]) -> InboxSummary:
    assigned, overdue = await claims.in_hand(person, desks)
    rows = await fetch(
        "SELECT count(*) FILTER (WHERE kind = 'mention' AND read_at IS NULL) AS mentions, "
        "count(*) FILTER (WHERE kind = 'task' AND done_at IS NULL) AS tasks "
        "FROM notice WHERE person = {} AND desk = ANY({})",
        person,
        desks,
    )
    return InboxSummary(assigned=assigned, overdue=overdue, **rows[0])
