"""The versions of an article as their sender counts them: each came once, with one content."""

import hashlib

import msgspec

from claimdesk.accounts.rules import Actor
from claimdesk.articles.tables import Article, SourceVersion
from claimdesk.clock import now
from claimdesk.errors import Conflict
from claimdesk.formats.model import IncomingArticle, PubStatus


async def is_known(row: Article, version: str, sent: IncomingArticle, digest: str) -> bool:
    """Whether this version came before. Raises Conflict where it did with another content.

    A withdrawal is taken whichever version it names: it is not refused over a counter.
    """
    came = await SourceVersion.objects().where(
        (SourceVersion.article == row.id) & (SourceVersion.version == version)
    )
    if any(known.digest == digest or known.fields == hash_of(sent) for known in came):
        return True
    if sent.status is PubStatus.CANCELED and row.source_version == version:
        return PubStatus(row.status) is PubStatus.CANCELED
    texts = [known for known in came if known.status != PubStatus.CANCELED.value]
    if not came or (not texts and sent.status is not PubStatus.CANCELED):
        return False  # new, or withdrawn before it came
    known = (texts or came)[0]
    other = "another text" if known.sha256 != _sha256(sent.text) else "other words on it"
    raise Conflict(
        f"Version {version} of this article came before with {other}. A version never changes: send "
        "what is new as a new version.",
        version=version,
        current_version=row.source_version,
    )


async def record(
    actor: Actor,
    row: Article,
    version: str,
    sent: IncomingArticle,
    digest: str,
    *,
    revision: int | None,
) -> None:
    """Keep that a version came, where it has a number; its text too where it became no `revision`."""
    if not version:
        return
    await SourceVersion.insert(
        SourceVersion(
            article=row.id,
            version=version,
            digest=digest,
            fields=hash_of(sent),
            sha256=_sha256(sent.text),
            revision=revision,
            text=sent.text if revision is None else "",
            status=sent.status.value,
            version_created=sent.version_created,
            received_at=now(),
            received_by=actor.name,
        )
    ).on_conflict(action="DO NOTHING")  # a withdrawal that came before without its text


def hash_of(sent: IncomingArticle) -> str:
    """The hash of what was read in a version."""
    return hashlib.sha256(msgspec.json.encode(sent)).hexdigest()


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
