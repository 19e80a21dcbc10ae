"""Other people's checks: bringing them in, and reading them."""

from typing import Annotated

import msgspec
from litestar import Controller, Response, delete, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import BodyKwarg

from claimdesk.accounts.rules import Actor, Scope
from claimdesk.errors import TooLarge
from claimdesk.factchecks import links, service, views
from claimdesk.factchecks.reading import SNIFFED, kind_of
from claimdesk.factchecks.schemas import FactCheck, FactCheckFetch, FactCheckImport
from claimdesk.ingest.places import limits_of
from claimdesk.schemas import Page, Schema
from claimdesk.settings import Settings
from claimdesk.web.authentication import TAKES_FORM
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

READ = [needs_scope(Scope.DESK_READ, "Reading other people's checks")]


class FactCheckForm(Schema, frozen=True, kw_only=True):
    """ClaimReview as JSON-LD or a DataFeed of it, JSON lines, or a CSV file with named columns."""

    file: UploadFile


FactCheckFetchBody = Annotated[
    FactCheckFetch, body({"url": "https://checks.example.org/claimreview.json"})
]
FactCheckFormBody = Annotated[FactCheckForm, BodyKwarg(media_type=RequestEncodingType.MULTI_PART)]


class FactChecks(Controller):
    """Checks that others published."""

    path = "/fact-checks"
    tags = ("fact checks",)
    guards = READ

    @get(operation_id="listFactChecks")
    async def checks(self, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[FactCheck]:
        """Other people's checks, the newest in first."""
        return await views.checks(cursor, limit)

    @get("/{fact_check_id:int}", operation_id="getFactCheck")
    async def check(self, fact_check_id: Id) -> FactCheck:
        """One of them."""
        return await views.check(fact_check_id)

    @get("/imports", operation_id="listFactCheckImports")
    async def imports(
        self, actor: NamedDependency[Actor], cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
    ) -> Page[FactCheckImport]:
        """The files that were brought in, the newest first, and how far each is read."""
        return await views.imports(actor, cursor, limit)

    @post("/imports", operation_id="importFactChecks", status_code=202, opt={TAKES_FORM: True})
    async def send(
        self,
        actor: NamedDependency[Actor],
        settings: NamedDependency[Settings],
        data: FactCheckFormBody,
    ) -> Response[FactCheckImport]:
        """Bring in a file of checks. It is read in the background; ask for the import to watch it.

        The same file again is the same import, and checks that are there already are not doubled.
        """
        content = await data.file.read()
        if len(content) > settings.max_file_bytes:
            raise TooLarge(
                f"The file is over the limit of {settings.max_file_bytes:,} bytes that "
                "CLAIMDESK_MAX_FILE_BYTES sets. `claimdesk import-checks FILE` takes any size."
            )
        kind = kind_of(content[:SNIFFED], data.file.filename, data.file.content_type or "")
        return await _begun(actor, await service.send(actor, data.file.filename, kind, content))

    @post("/imports/fetch", operation_id="fetchFactChecks", status_code=202)
    async def fetch(
        self,
        actor: NamedDependency[Actor],
        settings: NamedDependency[Settings],
        data: FactCheckFetchBody,
    ) -> Response[FactCheckImport]:
        """The same from an address on the public internet. It answers once the file is fetched."""
        limits = msgspec.structs.replace(limits_of(settings), max_bytes=settings.max_file_bytes)
        return await _begun(actor, await links.bring(actor, data.url, limits))

    @get("/imports/{import_id:int}", operation_id="getFactCheckImport")
    async def one_import(
        self, actor: NamedDependency[Actor], import_id: Id
    ) -> Response[FactCheckImport]:
        """How an import goes."""
        return with_etag(await views.one_import(actor, import_id))

    @delete("/imports/{import_id:int}", operation_id="removeFactCheckImport")
    async def remove(
        self, actor: NamedDependency[Actor], import_id: Id, if_match: IfMatch = None
    ) -> None:
        """Take back an import that has ended, with the checks it was the first to bring."""
        await service.remove(actor, import_id, if_match)


async def _begun(actor: Actor, number: int) -> Response[FactCheckImport]:
    shown = with_etag(await views.one_import(actor, number))
    shown.status_code = 202
    return shown


ROUTES = (FactChecks,)
