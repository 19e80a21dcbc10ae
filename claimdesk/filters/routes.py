"""Saved filters of the claims list."""

from typing import Annotated

from litestar import Controller, Response, delete, get, post, put
from litestar.di import NamedDependency

from claimdesk.accounts.rules import Actor
from claimdesk.filters import service
from claimdesk.filters.schemas import SavedFilter, SavedFilterCreate, SavedFilterWrite
from claimdesk.schemas import Page
from claimdesk.web.documentation import body
from claimdesk.web.parameters import DEFAULT_LIMIT, Cursor, Id, IfMatch, Limit, with_etag

_EXAMPLE = {
    "name": "Unnamed and mine",
    "filter": {"states": ["assigned", "in_review"], "unnamed": True, "assignee": "me"},
    "shared": True,
}
SavedFilterCreateBody = Annotated[SavedFilterCreate, body(_EXAMPLE)]
SavedFilterWriteBody = Annotated[SavedFilterWrite, body(_EXAMPLE)]


class Filters(Controller):
    """Filters under a name, for oneself or for the desk."""

    path = "/filters"
    tags = ("claims",)

    @get(operation_id="listFilters")
    async def filters(
        self, actor: NamedDependency[Actor], cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
    ) -> Page[SavedFilter]:
        """Your filters and those that your desks share, by name."""
        return await service.listing(actor, cursor, limit)

    @post(operation_id="saveFilter")
    async def save(
        self, actor: NamedDependency[Actor], data: SavedFilterCreateBody
    ) -> Response[SavedFilter]:
        """Save a filter of the claims list under a name."""
        return with_etag(await service.save(actor, data))

    @get("/{filter_id:int}", operation_id="getFilter")
    async def one(self, actor: NamedDependency[Actor], filter_id: Id) -> Response[SavedFilter]:
        """A filter. Its ETag goes into If-Match when you change or remove it."""
        return with_etag(await service.one(actor, filter_id))

    @put("/{filter_id:int}", operation_id="changeFilter")
    async def change(
        self,
        actor: NamedDependency[Actor],
        filter_id: Id,
        data: SavedFilterWriteBody,
        if_match: IfMatch = None,
    ) -> Response[SavedFilter]:
        """Replace your own filter, or as an editor a shared one. Needs If-Match."""
        return with_etag(await service.change(actor, filter_id, if_match, data))

    @delete("/{filter_id:int}", operation_id="removeFilter")
    async def remove(
        self, actor: NamedDependency[Actor], filter_id: Id, if_match: IfMatch = None
    ) -> None:
        """Remove your own filter, or as an editor a shared one. Needs If-Match."""
        await service.remove(actor, filter_id, if_match)


ROUTES = (Filters,)
