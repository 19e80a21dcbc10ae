"""Files as evidence: PDFs and pictures."""

import asyncio

from claimdesk.accounts.rules import Actor
from claimdesk.claims import lookups
from claimdesk.db.engine import transaction
from claimdesk.errors import Invalid, NotFound, TooLarge
from claimdesk.evidence import kept, service
from claimdesk.evidence.page import media_type, sha256
from claimdesk.evidence.rules import file_name
from claimdesk.evidence.schemas import Evidence, EvidenceWrite


async def add(
    actor: Actor, claim_id: int, name: str, content: bytes, data: EvidenceWrite, max_bytes: int
) -> Evidence:
    """Add a file to a claim that is not dismissed. What it is its content says, not its name.

    Raises TooLarge, Invalid for what is no PDF or picture, and what adding a link does.
    """
    if len(content) > max_bytes:
        raise TooLarge(
            f"The file is over the limit of {max_bytes:,} bytes that CLAIMDESK_MAX_FILE_BYTES sets."
        )
    kind = media_type(content)
    if not kind:
        raise Invalid(
            "A file of evidence is a PDF, PNG, JPEG, GIF or WebP; this one's content is none of them.",
            errors=[{"field": "file", "detail": "not a PDF, PNG, JPEG, GIF or WebP"}],
        )
    digest = await asyncio.to_thread(sha256, content)
    async with transaction():
        await kept.keep(digest, kind, content)
        name = file_name(name, kind)
        row = await service.insert(actor, claim_id, data, url="", file=digest, file_name=name)
    return await service.shown(row)


async def download(actor: Actor, claim_id: int, evidence_id: int) -> tuple[str, str, bytes]:
    """Name, media type and bytes of a file. Raises NotFound."""
    await lookups.read(actor, claim_id)
    row = await service.find(claim_id, evidence_id)
    if row.file is None:
        raise NotFound("This piece of evidence is a link, not a file.")
    media, content = await kept.content(row.file)
    return row.file_name, media, content
