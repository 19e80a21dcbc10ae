"""Who sees and changes a saved filter. Pure."""

from claimdesk.accounts.rules import Actor, Role
from claimdesk.errors import Forbidden


def may_see(actor: Actor, *, desk: int, owner: int, shared: bool) -> bool:
    """One's own, and what the desk shares, as long as one is on it."""
    return actor.has(Role.CHECKER, desk) and (shared or owner == actor.person_id)


def check_change(actor: Actor, *, desk: int, owner: int) -> None:
    """Its owner changes it, and an editor what is shared. Raises Forbidden."""
    if owner != actor.person_id and not actor.has(Role.EDITOR, desk):
        raise Forbidden(
            "This filter is a colleague's. Save your own from it, or ask an editor to change it."
        )
