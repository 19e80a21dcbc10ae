"""Withdrawals of articles that the desk does not have, kept for the versions that come late."""

import hashlib

from claimdesk.accounts.rules import Actor
from claimdesk.articles.rules import is_older
from claimdesk.articles.tables import SourceVersion, Withdrawal
from claimdesk.audit import service as audit
from claimdesk.formats.model import PubStatus

_NO_TEXT = hashlib.sha256(b"").hexdigest()


async def kept(desk: int, source: str, external_id: str) -> list[Withdrawal]:
    """The withdrawals of an article, as they came."""
    return await (
        Withdrawal.objects()
        .where(
            (Withdrawal.desk == desk)
            & (Withdrawal.source == source)
            & (Withdrawal.external_id == external_id)
        )
        .order_by(Withdrawal.id)
    )


def newest(rows: list[Withdrawal]) -> Withdrawal | None:
    """The last by its sender's count, or by when it came where that cannot be told."""
    found: Withdrawal | None = None
    for row in rows:
        if found is None or not is_older(
            row.version, row.version_created, found.version, found.version_created
        ):
            found = row
    return found


def is_same(row: Withdrawal, new: Withdrawal) -> bool:
    """Whether a withdrawal came before: of the same version, whatever words are in it."""
    if new.version or row.version:
        return row.version == new.version
    return row.digest == new.digest or row.fields == new.fields


async def keep(actor: Actor, row: Withdrawal) -> None:
    """Keep a withdrawal, in the caller's transaction."""
    await row.save()
    audit.record(
        actor,
        "withdraw",
        "unknown_article",
        row.id,
        desk=row.desk,
        after={"source": row.source, "external_id": row.external_id, "version": row.version},
    )


async def hand_over(rows: list[Withdrawal], article: int) -> None:
    """Make them versions of the article, which the desk has now."""
    for row in rows:
        if row.version:
            await SourceVersion.insert(
                SourceVersion(
                    article=article,
                    version=row.version,
                    digest=row.digest,
                    fields=row.fields,
                    sha256=_NO_TEXT,
                    revision=None,
                    text="",
                    status=PubStatus.CANCELED.value,
                    version_created=row.version_created,
                    received_at=row.received_at,
                    received_by=row.received_by,
                )
            )
