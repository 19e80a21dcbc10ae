"""Accounts in the API's words."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from claimdesk.accounts.rules import Role, Scope
from claimdesk.schemas import Input, Moment, Schema, SmallId

Login = Annotated[str, Meta(min_length=2, max_length=64, pattern=r"^[a-z0-9._-]+(?!\n)$")]
Name = Annotated[str, Meta(min_length=1, max_length=120, pattern=r"\S")]
TokenName = Annotated[str, Meta(min_length=1, max_length=100, pattern=r"\S")]
"""Shorter than a person's: the audit trail says "token" before it."""
Password = Annotated[str, Meta(min_length=12, max_length=200)]


class PersonRef(Schema, frozen=True, kw_only=True):
    """Somebody on the desk, as shown beside what they did."""

    id: int
    login: str
    name: str


class DeskRole(Schema, frozen=True, kw_only=True):
    """A desk somebody works on, and what they are there."""

    id: int
    slug: str
    name: str
    role: Role


class Me(Schema, frozen=True, kw_only=True):
    """Who is signed in. `csrf_token` goes into the `X-CSRF-Token` header of every write."""

    person: PersonRef
    desks: list[DeskRole]
    csrf_token: str


class SignIn(Input, frozen=True, kw_only=True):
    """What a person types to sign in."""

    login: Annotated[str, Meta(max_length=200)]
    password: Annotated[str, Meta(max_length=200)]


class Person(Schema, frozen=True, kw_only=True):
    """A person with their role on the desk."""

    id: int
    login: str
    name: str
    role: Role
    active: bool


class PersonCreate(Input, frozen=True, kw_only=True):
    """A new person on the desk."""

    login: Login
    name: Name
    password: Password
    role: Role = Role.CHECKER
    desk: SmallId | None = None


class Token(Schema, frozen=True, kw_only=True):
    """An API token, without its secret."""

    id: int
    name: str
    desk: int
    scopes: list[Scope]
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None


class TokenCreate(Input, frozen=True, kw_only=True):
    """A new API token for a program such as the CMS."""

    name: TokenName
    scopes: Annotated[list[Scope], Meta(min_length=1)]
    expires_at: Moment | None = None
    desk: SmallId | None = None


class TokenCreated(Token, frozen=True, kw_only=True):
    """A new token with its secret, which is shown this once."""

    secret: str
