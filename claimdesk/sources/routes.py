"""Sources across articles."""

from typing import Annotated

from litestar import Controller, Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from claimdesk.accounts.rules import Actor, Scope
from claimdesk.claims.schemas import Claim
from claimdesk.extraction.model import SourceKind
from claimdesk.schemas import Page
from claimdesk.sources import merges, views
from claimdesk.sources.schemas import MergeCreate, Source, SourceSummary, SourceWrite, Suggestion
from claimdesk.web.documentation import body
from claimdesk.web.parameters import (
    DEFAULT_LIMIT,
    Cursor,
    Id,
    IfMatch,
    Limit,
    needs_scope,
    with_etag,
)

READ = [needs_scope(Scope.DESK_READ, "Reading sources")]
Text = Annotated[
    str | None, QueryParameter(max_length=200, description="beginnings of words of a name")
]
Kind = Annotated[SourceKind | None, QueryParameter(description="only sources of this kind")]
KindOf = Annotated[SourceKind, QueryParameter(description="of which kind, without `source`")]
DeskId = Annotated[
    int | None, QueryParameter(ge=1, le=2**31 - 1, description="where you have several")
]
SourceId = Annotated[
    int | None, QueryParameter(ge=1, le=2**53, description="only pairs with this one")
]
SourceWriteBody = Annotated[SourceWrite, body({"name": "Maren Holt"})]
MergeCreateBody = Annotated[
    MergeCreate, body({"source": 41, "reason": "Both are the harbour master, says the port."})
]


class Sources(Controller):
    """Who said it, in all articles."""

    path = "/sources"
    tags = ("sources",)

    @get(operation_id="listSources", guards=READ)
    async def sources(
        self,
        actor: NamedDependency[Actor],
        text: Text = None,
        kind: Kind = None,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Page[SourceSummary]:
        """Named sources by name, with how many claims are theirs. Unnamed ones are not listed."""
        return await views.listing(actor, text=text, kind=kind, cursor=cursor, limit=limit)

    @get("/suggestions", operation_id="suggestMerges")
    async def suggestions(
        self,
        actor: NamedDependency[Actor],
        kind: KindOf = "person",
        source: SourceId = None,
        desk: DeskId = None,
    ) -> list[Suggestion]:
        """Named sources of one kind that may be one, the most alike first; an editor decides."""
        return await views.suggestions(actor, desk=desk, kind=kind, source=source)

    @get("/{source_id:int}", operation_id="getSource", guards=READ)
    async def source(self, actor: NamedDependency[Actor], source_id: Id) -> Response[Source]:
        """A source with its names and its track record: counts, and shares from ten verdicts on."""
        return with_etag(await views.whole(actor, source_id))

    @get("/{source_id:int}/claims", operation_id="listSourceClaims", guards=READ)
    async def claims(
        self,
        actor: NamedDependency[Actor],
        source_id: Id,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Page[Claim]:
        """All claims of a source with their verdicts, newest first."""
        return await views.claims_of(actor, source_id, cursor, limit)

    @put("/{source_id:int}", operation_id="renameSource")
    async def rename(
        self,
        actor: NamedDependency[Actor],
        source_id: Id,
        data: SourceWriteBody,
        if_match: IfMatch = None,
    ) -> Response[Source]:
        """Call it something else; the old name stays an alias. For editors; needs If-Match."""
        await merges.rename(actor, source_id, if_match, data)
        return with_etag(await views.whole(actor, source_id))

    @post("/{source_id:int}/merges", operation_id="mergeSources")
    async def merge(
        self, actor: NamedDependency[Actor], source_id: Id, data: MergeCreateBody
    ) -> Response[Source]:
        """Say that another source is this one: its names and claims become this one's. For editors."""
        await merges.merge(actor, source_id, data)
        return with_etag(await views.whole(actor, source_id))

    @delete(
        "/{source_id:int}/merges/{merge_id:int}", operation_id="unmergeSources", status_code=200
    )
    async def unmerge(
        self, actor: NamedDependency[Actor], source_id: Id, merge_id: Id
    ) -> Response[Source]:
        """Undo a merge: the other gets its names and claims back. For editors."""
        await merges.unmerge(actor, source_id, merge_id)
        return with_etag(await views.whole(actor, source_id))


ROUTES = (Sources,)
