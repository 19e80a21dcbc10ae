"""Roles, scopes and who the caller is. Pure."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from claimdesk.errors import Forbidden


class Role(StrEnum):
    """What a person is on a desk. Editors can do what checkers can, admins what editors can."""

    CHECKER = "checker"
    EDITOR = "editor"
    ADMIN = "admin"


_RANK = {Role.CHECKER: 1, Role.EDITOR: 2, Role.ADMIN: 3}


def reaches(own: Role, wanted: Role) -> bool:
    """Whether somebody who is `own` can do what `wanted` can."""
    return _RANK[own] >= _RANK[wanted]


class Scope(StrEnum):
    """What an API token may do."""

    ARTICLES_WRITE = "articles:write"
    DESK_READ = "desk:read"
    RATINGS_READ = "ratings:read"


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Whoever makes the call: a person by their session, a program by its token, or the system.

    `roles` maps desk id to role; `scopes` is empty for people.
    """

    name: str
    person_id: int | None = None
    token_id: int | None = None
    roles: dict[int, Role] = {}
    scopes: frozenset[Scope] = frozenset()
    token_desk: int | None = None

    @property
    def desks(self) -> frozenset[int]:
        """The desks this caller may see."""
        return frozenset(self.roles) | ({self.token_desk} if self.token_desk else frozenset())

    @property
    def desk_ids(self) -> list[int]:
        """The same for SQL's IN: never empty, and of one desk one id, so that it reads as `=`.

        With two values PostgreSQL cannot take rows from an index on (desk, …) in their order.
        """
        return sorted(self.desks) or [0]

    @property
    def called(self) -> str:
        """Who calls in short, as "token 3" or "person 7": two callers never share it."""
        if self.token_id is not None:
            return f"token {self.token_id}"
        return f"person {self.person_id}"

    @property
    def is_system(self) -> bool:
        """Whether this is claimdesk itself or whoever runs its command line: nobody is above it."""
        return self.person_id is None and self.token_id is None

    def runs_account(self, desks: Iterable[int]) -> bool:
        """Whether the caller may change the account of somebody who is on these desks.

        On all of them an admin: else one desk's admin could set the password of another's.
        """
        return self.is_system or all(self.has(Role.ADMIN, desk) for desk in desks)

    def has(self, role: Role, desk: int) -> bool:
        """Whether the caller is at least `role` on that desk."""
        own = self.roles.get(desk)
        return own is not None and reaches(own, role)

    def require(self, role: Role, desk: int, doing: str) -> None:
        """Raise Forbidden unless the caller is at least `role` on that desk."""
        if not self.has(role, desk):
            raise Forbidden(
                f"{doing} needs the role {role} on this desk. Ask an admin of the desk."
            )

    def require_any(self, role: Role, doing: str) -> None:
        """Raise Forbidden unless the caller is at least `role` on some desk."""
        if not any(self.has(role, desk) for desk in self.roles):
            raise Forbidden(f"{doing} needs the role {role}. Ask an admin of your desk.")

    def require_person(self, doing: str) -> int:
        """The person's id. Raises Forbidden for a token: what is one's own needs somebody."""
        if self.person_id is None:
            raise Forbidden(f"{doing} is for people. A token is nobody: sign in instead.")
        return self.person_id

    def require_scope(self, scope: Scope, doing: str) -> None:
        """Raise Forbidden if the caller is a token without that scope; people pass."""
        if self.token_id is not None and scope not in self.scopes:
            raise Forbidden(
                f"{doing} needs a token with the scope {scope}. Ask an admin for another token."
            )


SYSTEM = Actor(name="claimdesk")
"""The program itself: migrations, the demo, the command line of whoever runs the server."""
