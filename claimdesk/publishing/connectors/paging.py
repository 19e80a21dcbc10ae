"""Reading what changed from a CMS that answers in pages."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

from claimdesk.publishing.connectors.model import Revision

Ask = Callable[[int], Awaitable[tuple[Sequence[Revision], int]]]


async def all_pages(ask: Ask, size: int) -> AsyncIterator[Revision]:
    """Every revision once. `ask` answers a page, from 1 on, and how many there are on all pages.

    Pages have to be in the order of the articles' ids: those of one second are in no order by time, and
    come twice or not at all. Then a change meanwhile moves nothing up a page but a deletion does, which
    the number of all hides where another comes in. So several pages are read again until that brings
    nothing new.
    """
    seen: set[tuple[str, str]] = set()
    while True:
        page, new = 0, False
        while True:
            page += 1
            found, total = await ask(page)
            for revision in found:
                if (revision.external_id, revision.version) not in seen:
                    seen.add((revision.external_id, revision.version))
                    new = True
                    yield revision
            if page * size >= total:
                break
        if page == 1 or not new:
            return
