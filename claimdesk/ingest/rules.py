"""When a feed is asked again, how articles are known that tell no id, and who may watch. Pure."""

import hashlib
from datetime import timedelta

from claimdesk.accounts.rules import Actor, Role, Scope
from claimdesk.formats.model import IncomingArticle

INTERVAL = timedelta(minutes=15)
LONGEST = timedelta(days=1)
ID_CHARS = 300


def wait_after(failures: int) -> timedelta:
    """How long a feed is left alone after so many failures in a row: twice as long each time."""
    return min(LONGEST, INTERVAL * (1 << min(failures, 10)))


def known_as(sent: IncomingArticle, otherwise: str) -> str:
    """The id that an article is known by: its own, its address, or the one it is known by otherwise.

    One that is too long or cannot be written is known by its hash: the same each time.
    """
    name = sent.external_id or sent.url or otherwise
    if len(name) <= ID_CHARS and name.isprintable() and name == name.strip():
        return name
    return hashlib.sha256(name.encode(errors="surrogatepass")).hexdigest()


def require_watcher(actor: Actor) -> None:
    """Raise Forbidden for a program that neither sends articles nor reads the desk."""
    if Scope.DESK_READ not in actor.scopes:
        actor.require_scope(Scope.ARTICLES_WRITE, "Watching articles come in")


def require_admin(actor: Actor, desk: int | None = None) -> None:
    """Raise Forbidden unless the caller is an admin, of this desk where one is given."""
    actor.require_person("Looking after feeds")
    if desk is None:
        actor.require_any(Role.ADMIN, "Looking after feeds")
    else:
        actor.require(Role.ADMIN, desk, "Looking after feeds")
