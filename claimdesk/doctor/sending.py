"""Whether readers and other systems get everything, once and in order."""

from claimdesk.db.engine import fetch
from claimdesk.doctor.schemas import Finding, Weight, found
from claimdesk.doctor.service import examination

RESEND = "Send the events again: POST /api/v1/webhooks/{id}/redelivery, or Webhooks under Admin."


@examination("feed")
async def feed() -> list[Finding]:
    """Numbers that are missing from the ratings feed, which counts from 1 without gaps."""
    rows = await fetch(
        "SELECT before + 1 AS first, seq - 1 AS last FROM (SELECT seq, "
        "coalesce(lag(seq) OVER (ORDER BY seq), 0) AS before FROM rating_event) e "
        "WHERE seq <> before + 1 ORDER BY seq"
    )
    return found(
        [f"{row['first']} to {row['last']}" for row in rows],
        "The ratings feed has {n} gaps: events that readers may have had are gone.",
        "Restore a backup that has them. A CMS notices the gap by `before`, and reads the feed anew.",
    )


@examination("outbox")
async def outbox() -> list[Finding]:
    """Messages that are stuck, that tell of no event, and events that nobody was told of."""
    stuck = await fetch(
        "SELECT d.id, d.endpoint FROM webhook_delivery d JOIN webhook_endpoint e ON e.id = d.endpoint "
        "WHERE d.state = 'pending' AND e.state = 'active' AND d.next_at < now() - interval '1 hour' "
        "AND coalesce(e.rest_until, '-infinity') < now() - interval '1 hour' ORDER BY d.id"
    )
    without = await fetch(
        "SELECT d.id, d.seq FROM webhook_delivery d WHERE d.kind <> 'ping' AND NOT EXISTS "
        "(SELECT FROM rating_event r WHERE r.seq = d.seq) ORDER BY d.id"
    )
    untold = await fetch(
        "SELECT e.id AS endpoint, r.seq FROM webhook_endpoint e JOIN rating_event r ON r.desk = e.desk "
        "AND r.at > e.created_at AND r.at > now() - interval '29 days' "
        "WHERE e.state = 'active' AND e.missed_after IS NULL AND NOT EXISTS "
        "(SELECT FROM webhook_delivery d WHERE d.endpoint = e.id AND d.seq = r.seq) ORDER BY 1, 2"
    )
    return [
        *found(
            [f"message {row['id']} to webhook {row['endpoint']}" for row in stuck],
            "{n} webhook messages should have been sent more than an hour ago.",
            "Start claimdesk serve or claimdesk worker, which send what is due within a minute.",
            Weight.NOTICE,
        ),
        *found(
            [f"message {row['id']} of event {row['seq']}" for row in without],
            "{n} webhook messages tell of events that the feed does not have.",
            "Whoever got them was told what the desk does not say: have it read the feed anew.",
        ),
        *found(
            [f"event {row['seq']} to webhook {row['endpoint']}" for row in untold],
            "{n} events were never written into the outbox of a webhook that was to have them.",
            RESEND,
        ),
    ]
