"""Accounts in the API's words."""

from datetime import datetime
from typing import Annotated, Any

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
    """Who is signed in. `csrf_token` goes into the `X-CSRF-Token` header of every write.

    `max_file_bytes` is how large a file of evidence may be. With `second_factor_due` the caller's role
    needs a second factor, and all but the account is refused until they have one.
    """

    person: PersonRef
    desks: list[DeskRole]
    csrf_token: str
    max_file_bytes: int
    second_factor_due: bool


class ProviderEntry(Schema, frozen=True, kw_only=True):
    """Who signed in by the provider, null where a code is needed as well, and where they go on."""

    me: Me | None
    next: str


class ProviderLink(Schema, frozen=True, kw_only=True):
    """Somebody's account at the newsroom's provider, which knows it by `subject` for good.

    `last_used_at` is `linked_at` until they come in by it.
    """

    subject: str
    linked_at: datetime
    last_used_at: datetime


class ProviderLinkWrite(Input, frozen=True, kw_only=True):
    """Which account at the provider is somebody's: its `sub` there."""

    subject: Annotated[str, Meta(min_length=1, max_length=255, pattern=r"^\S+(?!\n)$")]


class SignedOut(Schema, frozen=True, kw_only=True):
    """Where the browser goes on to, so that the session at the provider ends as well; null for nowhere."""

    provider_url: str | None


class SignIn(Input, frozen=True, kw_only=True):
    """What a person types to sign in."""

    login: Annotated[str, Meta(max_length=200)]
    password: Annotated[str, Meta(max_length=200)]


class SessionSeen(Schema, frozen=True, kw_only=True):
    """A place where the caller is signed in; `this` is the one they call from.

    `browser` and `system` are names, empty where the browser does not say; `last_used_at` is to the
    minute.
    """

    id: int
    browser: str
    system: str
    address: str
    began_at: datetime
    last_used_at: datetime
    this: bool


class PasswordChange(Input, frozen=True, kw_only=True):
    """A new password of one's own, with the one so far."""

    current: Annotated[str, Meta(max_length=200)]
    password: Password


class SecondStep(Schema, frozen=True, kw_only=True):
    """The password fits, and a code is needed as well: send it to `POST /session/second-factor`."""

    second_step: bool


class Code(Input, frozen=True, kw_only=True):
    """A code of the app, or a recovery code where one is taken."""

    code: Annotated[str, Meta(min_length=1, max_length=40)]


class SecondFactor(Schema, frozen=True, kw_only=True):
    """The caller's second factor: since when, null where there is none; and whether their role needs it."""

    since: datetime | None
    recovery_codes: int
    required: bool


class TotpEnrolment(Schema, frozen=True, kw_only=True):
    """What an authenticator app takes: `qr` is the `uri` as a picture (a data address), `secret` to type."""

    secret: str
    uri: str
    qr: str


class RecoveryCodes(Schema, frozen=True, kw_only=True):
    """Codes that stand in for the app, each once. Shown this once; `me` is the session that goes on."""

    codes: list[str]
    me: Me


class Passkey(Schema, frozen=True, kw_only=True):
    """One of the caller's passkeys."""

    id: int
    name: str
    created_at: datetime
    last_used_at: datetime | None


class Passkeys(Schema, frozen=True, kw_only=True):
    """The caller's passkeys; `possible` says whether the desk's address is one that browsers take."""

    possible: bool
    items: list[Passkey]


class PasskeyOptions(Schema, frozen=True, kw_only=True):
    """What the browser's WebAuthn API takes, as its `parse…OptionsFromJSON` reads it."""

    options: dict[str, Any]


class PasskeyAnswer(Input, frozen=True, kw_only=True):
    """What the browser's WebAuthn API answered, as its `toJSON()` writes it."""

    credential: dict[str, Any]


class Provider(Schema, frozen=True, kw_only=True):
    """The newsroom's own way to sign in, as its button calls it."""

    name: str | None


OwnPath = Annotated[str, Meta(max_length=2000, pattern=r"^/(?![/\\])[^\\\x00-\x20]*(?!\n)$")]
"""A path of the desk's own with its query: never another host's address."""


class ProviderBegin(Input, frozen=True, kw_only=True):
    """Signing in by the provider is begun; `next` is where it ends."""

    next: OwnPath = "/"


class ProviderRequest(Schema, frozen=True, kw_only=True):
    """The provider's address, with all that it is asked."""

    url: str


class ProviderAnswer(Input, frozen=True, kw_only=True):
    """What the provider sent the browser back with, as it stands in the address."""

    code: Annotated[str, Meta(min_length=1, max_length=4000)]
    state: Annotated[str, Meta(min_length=1, max_length=200)]
    iss: Annotated[str, Meta(max_length=500)] = ""


class PasskeyWrite(Input, frozen=True, kw_only=True):
    """What a passkey is called."""

    name: Annotated[str, Meta(min_length=1, max_length=80, pattern=r"\S")]


class PasskeyCreate(PasskeyWrite, frozen=True, kw_only=True):
    """A new passkey: its name, and what the browser's WebAuthn API answered."""

    credential: dict[str, Any]


class RoleOnDesk(Schema, frozen=True, kw_only=True):
    """What somebody is on a desk, by the desk's id."""

    desk: int
    role: Role


class Person(Schema, frozen=True, kw_only=True):
    """A person with their roles on the caller's desks; `role` is the first of them.

    `manageable`: the caller is an admin of all their desks, and so may change the account itself.
    """

    id: int
    login: str
    name: str
    role: Role
    active: bool
    roles: list[RoleOnDesk]
    manageable: bool
    version: int


class PersonCreate(Input, frozen=True, kw_only=True):
    """A new person on the desk. Without a password they need a link to set one."""

    login: Login
    name: Name
    password: Password | None = None
    role: Role = Role.CHECKER
    desk: SmallId | None = None


class RoleWrite(Input, frozen=True, kw_only=True):
    """What somebody shall be on a desk."""

    desk: SmallId
    role: Role


class PersonWrite(Input, frozen=True, kw_only=True):
    """A person as they shall be.

    `roles` are all theirs on the desks where the caller is an admin: one left out is taken away.
    """

    login: Login
    name: Name
    roles: Annotated[list[RoleWrite], Meta(max_length=200)]


class Deactivation(Input, frozen=True, kw_only=True):
    """Somebody leaves. Claims they hold go to `to`, or back into the queue with `release`."""

    to: SmallId | None = None
    release: bool = False
    reason: Annotated[str, Meta(max_length=500)] = ""


class PasswordLink(Schema, frozen=True, kw_only=True):
    """A one-time link to set a password: `path` goes behind the desk's address. Shown this once."""

    path: str
    expires_at: datetime


class PasswordSet(Input, frozen=True, kw_only=True):
    """A new password, with the code of the one-time link."""

    code: Annotated[str, Meta(min_length=1, max_length=100)]
    password: Password


class Desk(Schema, frozen=True, kw_only=True):
    """A desk of the caller's. `people` counts who may sign in; `role` is null for a program."""

    id: int
    slug: str
    name: str
    people: int
    role: Role | None
    version: int


class DeskWrite(Input, frozen=True, kw_only=True):
    """A desk's new name."""

    name: Name


class DeskCreate(DeskWrite, frozen=True, kw_only=True):
    """A new desk. `slug` is its short name for the command line, made of the name if left out."""

    slug: (
        Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[a-z0-9-]+(?!\n)$")] | None
    ) = None


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
