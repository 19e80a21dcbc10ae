"""What is kept of pages and files, each content once, by its hash."""

from typing import Any

from claimdesk.clock import now
from claimdesk.db.engine import fetch
from claimdesk.errors import NotFound
from claimdesk.evidence.tables import Kept


async def keep(sha256: str, media_type: str, content: bytes) -> None:
    """Keep some content, unless it is kept already; inside the caller's transaction."""
    await fetch(
        "INSERT INTO kept_content (sha256, media_type, size, content, kept_at) "
        "VALUES ({}, {}, {}, {}, {}) ON CONFLICT (sha256) DO NOTHING",
        sha256,
        media_type,
        len(content),
        content,
        now(),
    )


async def refs(hashes: list[str]) -> dict[str, dict[str, Any]]:
    """`media_type` and `size` in bytes, by hash."""
    if not hashes:
        return {}
    rows = await Kept.select(Kept.sha256, Kept.media_type, Kept.size).where(
        Kept.sha256.is_in(hashes)
    )
    return {row.pop("sha256"): row for row in rows}


async def content(sha256: str) -> tuple[str, bytes]:
    """Media type and bytes. Raises NotFound."""
    row = await Kept.select(Kept.media_type, Kept.content).where(Kept.sha256 == sha256).first()
    if row is None:
        raise NotFound("Nothing was kept.")
    return row["media_type"], row["content"]
