"""Mentions in a text, and who may change a comment. Pure."""

import re
from collections.abc import Mapping

import msgspec

from claimdesk.accounts.rules import Actor, Role
from claimdesk.errors import Conflict, Forbidden

# A login's characters; not within a word, so that an address such as vera@paper.example is none.
_MENTION = re.compile(r"(?<![\w@.+-])@([a-z0-9._-]{2,64})(?![a-z0-9_@])", re.IGNORECASE)


class Span(msgspec.Struct, frozen=True, order=True):
    """Somebody's login in a text, `text[start:end]` with its @."""

    start: int
    end: int
    login: str


def logins_in(text: str) -> set[str]:
    """Every login that the text may mention: with a full stop after it, and without."""
    return {login for match in _MENTION.finditer(text) for login in _readings(match[1])}


def mentions(text: str, people: Mapping[str, int]) -> list[tuple[int, int, int]]:
    """Who is mentioned where, as start, end and person; `people` are ids by login.

    A login wins over a shorter one that it begins with: "@vera.k" is not "@vera" where both exist.
    """
    found = []
    for match in _MENTION.finditer(text):
        login = next((login for login in _readings(match[1]) if login in people), None)
        if login is not None:
            found.append((match.start(), match.start() + 1 + len(login), people[login]))
    return found


def _readings(written: str) -> list[str]:
    """The login as written and without the punctuation that may end a sentence, longest first."""
    written = written.lower()
    bare = written.rstrip(".-")
    return [written[:length] for length in range(len(written), len(bare) - 1, -1)]


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What decides who may change a comment."""

    desk: int
    author: int
    deleted_by: int | None


def check_edit(standing: Standing, actor: Actor) -> None:
    """One's own words only, an editor's no more than others'. Raises Forbidden or Conflict."""
    if actor.person_id != standing.author:
        raise Forbidden("Only who wrote a comment changes its words. Answer with one of your own.")
    if standing.deleted_by is not None:
        raise Conflict("The comment is deleted. Restore it first.")


def check_delete(standing: Standing, actor: Actor) -> None:
    """The author may, and editors. Raises Forbidden."""
    if actor.person_id != standing.author:
        actor.require(Role.EDITOR, standing.desk, "Deleting a colleague's comment")


def check_restore(standing: Standing, actor: Actor) -> None:
    """Whoever deleted it may take that back, and editors. Raises Forbidden."""
    if actor.person_id != standing.deleted_by:
        actor.require(Role.EDITOR, standing.desk, "Restoring a comment that somebody else deleted")


def may_read_words(standing: Standing, actor: Actor) -> bool:
    """The words of a deleted comment are for editors, and whoever deleted it."""
    return (
        standing.deleted_by is None
        or actor.person_id == standing.deleted_by
        or actor.has(Role.EDITOR, standing.desk)
    )
