"""Evidence of a claim: links, files, and what was kept of pages."""

from typing import Annotated
from urllib.parse import quote

from litestar import Controller, Response, delete, get, post, put
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import BodyKwarg

from claimdesk.accounts.rules import Actor, Scope
from claimdesk.evidence import archive, files, service
from claimdesk.evidence.rules import file_name
from claimdesk.evidence.schemas import (
    ArchivedPage,
    Evidence,
    EvidenceCreate,
    EvidenceWrite,
    Look,
)
from claimdesk.settings import Settings
from claimdesk.web.authentication import TAKES_FORM
from claimdesk.web.documentation import DOWNLOAD, body
from claimdesk.web.parameters import Id, IfMatch, needs_scope, with_etag

READ = [needs_scope(Scope.DESK_READ, "Reading evidence")]
KNOWN = {
    "title": "Tariff",
    "publisher": "Port of Esk",
    "published_on": "2026-03-02",
    "quote": "Fees rise by 50 percent.",
    "stance": "refutes",
    "primary": True,
}
EvidenceCreateBody = Annotated[
    EvidenceCreate, body({"url": "https://port.example.org/tariff.pdf"} | KNOWN)
]
EvidenceWriteBody = Annotated[EvidenceWrite, body(KNOWN)]


class EvidenceForm(EvidenceWrite, frozen=True, kw_only=True):
    """A file to add, with what is known of it. The file's content says what it is, not its name."""

    file: UploadFile


EvidenceFormBody = Annotated[EvidenceForm, BodyKwarg(media_type=RequestEncodingType.MULTI_PART)]


def _attachment(name: str, media_type: str, content: bytes) -> Response[bytes]:
    """A file to save, never to show: the browser is told neither to guess nor to run anything."""
    encoded = quote(file_name(name, media_type), safe="")
    return Response(
        content,
        media_type=media_type,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{encoded}",
            "X-Content-Type-Options": "nosniff",
        },
    )


class EvidenceOfClaim(Controller):
    """Links and files that speak for or against a claim."""

    path = "/claims/{claim_id:int}/evidence"
    tags = ("evidence",)

    @post(operation_id="addEvidence")
    async def add(
        self, actor: NamedDependency[Actor], claim_id: Id, data: EvidenceCreateBody
    ) -> Response[Evidence]:
        """Add a link with what it shows. A copy of its page is kept soon after."""
        return with_etag(await service.add(actor, claim_id, data))

    @post("/files", operation_id="addEvidenceFile", opt={TAKES_FORM: True})
    async def add_file(
        self,
        actor: NamedDependency[Actor],
        settings: NamedDependency[Settings],
        claim_id: Id,
        data: EvidenceFormBody,
    ) -> Response[Evidence]:
        """Add a PDF or a picture as evidence."""
        content = await data.file.read()
        return with_etag(
            await files.add(
                actor, claim_id, data.file.filename, content, data, settings.max_file_bytes
            )
        )

    @put("/{evidence_id:int}", operation_id="saveEvidence")
    async def save(
        self,
        actor: NamedDependency[Actor],
        claim_id: Id,
        evidence_id: Id,
        data: EvidenceWriteBody,
        if_match: IfMatch = None,
    ) -> Response[Evidence]:
        """Replace what is known of a piece; its address or file stays. Needs If-Match with its ETag."""
        return with_etag(await service.save(actor, claim_id, evidence_id, if_match, data))

    @delete("/{evidence_id:int}", operation_id="retractEvidence")
    async def retract(self, actor: NamedDependency[Actor], claim_id: Id, evidence_id: Id) -> None:
        """Take a piece back; it stays readable."""
        await service.retract(actor, claim_id, evidence_id)

    @post("/{evidence_id:int}/restoration", operation_id="restoreEvidence", status_code=204)
    async def restore(self, actor: NamedDependency[Actor], claim_id: Id, evidence_id: Id) -> None:
        """Undo a retraction."""
        await service.restore(actor, claim_id, evidence_id)

    @get(
        "/{evidence_id:int}/file",
        operation_id="downloadEvidence",
        guards=READ,
        responses=DOWNLOAD,
    )
    async def file(
        self, actor: NamedDependency[Actor], claim_id: Id, evidence_id: Id
    ) -> Response[bytes]:
        """The file as it was added, to save."""
        return _attachment(*await files.download(actor, claim_id, evidence_id))

    @get("/{evidence_id:int}/archive", operation_id="listArchive", guards=READ)
    async def history(
        self, actor: NamedDependency[Actor], claim_id: Id, evidence_id: Id
    ) -> list[Look]:
        """The newest 200 looks at a link's page, newest first."""
        return await archive.history(actor, claim_id, evidence_id)

    @post("/{evidence_id:int}/archive", operation_id="archiveEvidence", status_code=202)
    async def look_again(
        self, actor: NamedDependency[Actor], claim_id: Id, evidence_id: Id
    ) -> None:
        """Have a link's page looked at again now."""
        await service.look_again(actor, claim_id, evidence_id)

    @get("/{evidence_id:int}/archive/{look_id:int}", operation_id="getArchivedPage", guards=READ)
    async def page(
        self, actor: NamedDependency[Actor], claim_id: Id, evidence_id: Id, look_id: Id
    ) -> ArchivedPage:
        """One look with the page's text as it was then."""
        return await archive.page(actor, claim_id, evidence_id, look_id)

    @get(
        "/{evidence_id:int}/archive/{look_id:int}/file",
        operation_id="downloadArchived",
        guards=READ,
        responses=DOWNLOAD,
    )
    async def copy(
        self, actor: NamedDependency[Actor], claim_id: Id, evidence_id: Id, look_id: Id
    ) -> Response[bytes]:
        """What was kept at a look, to save: the text, or a PDF or picture as it came."""
        return _attachment(*await archive.copy(actor, claim_id, evidence_id, look_id))


ROUTES = (EvidenceOfClaim,)
