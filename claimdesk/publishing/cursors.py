"""Whether a reader's place in the ratings feed is one in this feed.

A desk that is restored goes on from an earlier place, and gives the numbers behind it to other events:
what was read there is of another feed, and the feed's name says so.
"""

from claimdesk.db.engine import fetch
from claimdesk.errors import OtherFeed

_ANEW = "Read it again from `after=0`, in place of what you have of it."


async def name_for(after: int, feed: str | None) -> str:
    """The feed's name, for a reader at `after` of the feed that they name.

    Raises OtherFeed where they are at no place of this one. Whoever begins is at none that could be wrong.
    """
    rows = await fetch(
        "SELECT name, (SELECT coalesce(max(seq), 0) FROM rating_event) AS last FROM rating_feed"
    )
    if not rows:
        raise LookupError("The ratings feed has no name. Was the database restored in part?")
    name, last = str(rows[0]["name"]), int(rows[0]["last"])
    if after and feed not in (None, name):
        raise OtherFeed(
            "That is the place in another feed: this desk was set back since, or is another one. "
            + _ANEW,
            feed=name,
        )
    if after > last:
        raise OtherFeed(
            f"The feed ends at {last}, before {after}: it was set back since, or is another desk's. "
            + _ANEW,
            feed=name,
        )
    return name


async def rename() -> None:
    """Make it another feed, whose readers begin anew."""
    await fetch(
        "UPDATE rating_feed SET name = replace(gen_random_uuid()::text, '-', ''), began_at = now()"
    )
