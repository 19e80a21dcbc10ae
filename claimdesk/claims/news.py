"""Telling people what became of a claim."""

from claimdesk.accounts.rules import Actor
from claimdesk.claims.store import Claim
from claimdesk.inbox import service as inbox
from claimdesk.inbox.rules import Kind


def tell(actor: Actor, claim: Claim, kind: Kind, *people: int | None, text: str = "") -> None:
    """Tell the people whose work this is; whoever watches the claim learns its new state."""
    inbox.notify(desk=claim.desk, kind=kind, people=people, claim=claim.id, text=text, by=actor)
    state = claim.state.replace("_", " ")
    inbox.notify(
        desk=claim.desk,
        kind=Kind.WATCHED,
        watchers=True,
        claim=claim.id,
        text=f"{state}: {text}" if text else state,
        by=actor,
    )
