"""Evidence of a claim."""

from typing import Annotated

from litestar import Controller, delete, post
from litestar.di import NamedDependency

from claimdesk.accounts.rules import Actor
from claimdesk.evidence import service
from claimdesk.evidence.schemas import Evidence, EvidenceCreate
from claimdesk.web.documentation import body
from claimdesk.web.parameters import Id

EvidenceCreateBody = Annotated[
    EvidenceCreate,
    body(
        {
            "url": "https://port.example.org/tariff.pdf",
            "title": "Tariff",
            "quote": "Fees rise by 50 percent.",
            "stance": "refutes",
        }
    ),
]


class EvidenceOfClaim(Controller):
    """Links that speak for or against a claim."""

    path = "/claims/{claim_id:int}/evidence"
    tags = ("evidence",)

    @post(operation_id="addEvidence")
    async def add(
        self, actor: NamedDependency[Actor], claim_id: Id, data: EvidenceCreateBody
    ) -> Evidence:
        """Add a link with what it shows."""
        return await service.add(actor, claim_id, data)

    @delete("/{evidence_id:int}", operation_id="retractEvidence")
    async def retract(self, actor: NamedDependency[Actor], claim_id: Id, evidence_id: Id) -> None:
        """Take a link back; it stays readable."""
        await service.retract(actor, claim_id, evidence_id)

    @post("/{evidence_id:int}/restoration", operation_id="restoreEvidence", status_code=204)
    async def restore(self, actor: NamedDependency[Actor], claim_id: Id, evidence_id: Id) -> None:
        """Undo a retraction."""
        await service.restore(actor, claim_id, evidence_id)


ROUTES = (EvidenceOfClaim,)
