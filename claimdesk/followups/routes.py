"""The follow-up of an unnamed source."""

from typing import Annotated

from litestar import Response, put
from litestar.di import NamedDependency

from claimdesk.accounts.rules import Actor
from claimdesk.followups import service
from claimdesk.followups.schemas import FollowUp, FollowUpWrite
from claimdesk.web.documentation import body
from claimdesk.web.parameters import Id, IfMatch, with_etag

FollowUpWriteBody = Annotated[
    FollowUpWrite,
    body(
        {
            "reason": "Not authorised to speak",
            "terms": "not_for_attribution",
            "basis_of_knowledge": "Was in the room",
            "known_to": 2,
            "corroborations": 1,
            "outcome": "corroborated",
        }
    ),
]


@put("/claims/{claim_id:int}/followup", operation_id="saveFollowUp", tags=["followups"])
async def save_follow_up(
    actor: NamedDependency[Actor],
    claim_id: Id,
    data: FollowUpWriteBody,
    if_match: IfMatch = None,
) -> Response[FollowUp]:
    """Record what is known, never the source's name. Needs If-Match with the follow-up's version."""
    saved = await service.save(actor, claim_id, if_match, data)
    return with_etag(saved)


ROUTES = (save_follow_up,)
