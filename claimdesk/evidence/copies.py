"""Having a claim rest on what another rests on."""

from collections.abc import Sequence
from typing import Any

from claimdesk.accounts.rules import Actor
from claimdesk.clock import now
from claimdesk.evidence import service
from claimdesk.evidence.schemas import Evidence, EvidenceWrite


async def copy_onto(actor: Actor, claim_id: int, pieces: Sequence[Evidence]) -> list[int]:
    """The ids of these pieces on a locked claim, within the caller's transaction.

    A page or a file that the claim has is not added again; the others are, as if by the caller, and
    their pages are looked at anew.
    """
    own = {_what(piece): piece.id for piece in await service.standing(claim_id)}
    ids: dict[int, int] = {}
    for piece in pieces:
        known = own.get(_what(piece)) or await _copied(actor, claim_id, piece, ids)
        own[_what(piece)] = ids[piece.id] = known
    return list(dict.fromkeys(ids.values()))


async def _copied(actor: Actor, claim_id: int, piece: Evidence, ids: dict[int, int]) -> int:
    data = EvidenceWrite(
        title=piece.title,
        publisher=piece.publisher,
        published_on=piece.published_on,
        quote=piece.quote,
        stance=piece.stance,
        note=piece.note,
        primary=piece.primary,
        unnamed=piece.unnamed,
        common_origin_with=ids.get(piece.common_origin_with or 0),
    )
    given: dict[str, Any]
    if piece.file is not None:
        given = {"url": "", "file": piece.file.sha256, "file_name": piece.file.name}
    else:
        given = {"url": piece.url, "next_check_at": now() + service.SAFETY_NET}
    row = await service.insert(actor, claim_id, data, **given)
    if piece.file is None:
        await service.look_soon(row.id, row.url)
    return row.id


def _what(piece: Evidence) -> str:
    return piece.url if piece.file is None else piece.file.sha256
