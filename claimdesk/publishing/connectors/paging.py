"""Reading what changed from a CMS that answers in pages, none of which stands still."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import datetime

from claimdesk.publishing.connectors.model import Revision

Ask = Callable[[datetime, int], Awaitable[Sequence[Revision]]]


async def by_change(ask: Ask, since: datetime, size: int) -> AsyncIterator[Revision]:
    """Revisions by their last change, each once. `ask` answers a page, from 1 on, of `size` at most.

    An article that is changed meanwhile moves on to the end, so that those behind it move up: by page
    alone some would slip through. After each page it is asked for what changed since its last, and by
    page only where a whole one is of one moment.
    """
    seen: set[tuple[str, str]] = set()
    page = 1
    while True:
        found = await ask(since, page)
        new = [one for one in found if (one.external_id, one.version) not in seen]
        for revision in new:
            seen.add((revision.external_id, revision.version))
            yield revision
        if len(found) < size:
            return
        last = found[-1].changed_at
        since, page = (last, 1) if new and last and last > since else (since, page + 1)
