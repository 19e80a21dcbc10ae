"""Bringing in a file of checks from its address."""

from claimdesk.accounts.rules import Actor
from claimdesk.errors import Invalid
from claimdesk.evidence.fetch import Limits
from claimdesk.factchecks import service
from claimdesk.factchecks.reading import SNIFFED, kind_of
from claimdesk.ingest.places import from_address

PAGES = ("text/html", "application/xhtml+xml")


async def bring(actor: Actor, url: str, limits: Limits) -> int:
    """Fetch a file and have it read by a job; the number of the import.

    The same content again is the same import, wherever it was. Raises Forbidden, and Invalid where
    nothing can be had at the address, or a page for people is there.
    """
    service.require_admin(actor)
    sent = await from_address(url, limits)
    content_type = sent.content_type.partition(";")[0].strip()
    if content_type in PAGES:
        raise Invalid(
            "There is a page for people at this address. Give that of the feed itself: ClaimReview as "
            "JSON-LD, a DataFeed, JSON lines or CSV."
        )
    kind = kind_of(sent.content[:SNIFFED], sent.name, content_type)
    return await service.send(actor, sent.name or url, kind, sent.content)
