"""Long-polling the ratings feed: an answer as soon as there is something to read."""

import asyncio

from claimdesk.accounts.rules import Actor
from claimdesk.live.channels import Channels
from claimdesk.live.rules import ratings_channel
from claimdesk.publishing import service
from claimdesk.publishing.schemas import RatingsPage


async def page(
    actor: Actor,
    channels: Channels,
    after: int,
    limit: int,
    scale: str | None,
    wait: int,
    name: str | None = None,
) -> RatingsPage:
    """Events after a cursor; where there are none, the first that come within `wait` seconds.

    No connection is held meanwhile. Raises OtherFeed, and Unavailable where nothing would be heard.
    """
    found = await service.feed(actor, after, limit, scale, name)
    if found.items or not wait:
        return found
    # Listens before it looks again: what is committed between the two is seen by one of them.
    reader = await channels.reader([ratings_channel(desk) for desk in sorted(actor.desks)])
    try:
        async with asyncio.timeout(wait):
            while not (found := await service.feed(actor, after, limit, scale, name)).items:
                if await reader.get() is None:  # the process stops
                    break
    except TimeoutError:
        pass
    finally:
        await channels.unsubscribe(reader)
    return found
