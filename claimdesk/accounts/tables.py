"""Rows of people, desks, sessions and tokens."""

from piccolo.columns import (
    Array,
    BigInt,
    BigSerial,
    Boolean,
    Bytea,
    ForeignKey,
    Integer,
    Serial,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table


class Desk(Table, tablename="desk"):
    """A group of people with their own articles."""

    id = Serial(primary_key=True)
    slug = Varchar(length=64, unique=True)
    name = Varchar(length=120)
    version = Integer(default=1)


class Person(Table, tablename="person"):
    """Somebody who signs in. `password_hash` is argon2id's encoded form.

    A session holds the `session_epoch` it began in; raising it ends all sessions at once.
    """

    id = Serial(primary_key=True)
    login = Varchar(length=64, unique=True)
    name = Varchar(length=120)
    password_hash = Varchar(length=255, secret=True)
    active = Boolean(default=True)
    created_at = Timestamptz(default=TimestamptzNow())
    version = Integer(default=1)
    session_epoch = Integer(default=0)


class PasswordLink(Table, tablename="password_link"):
    """A one-time link to set a password, one a person; `code_hash` is the SHA-256 of a random code."""

    id = Serial(primary_key=True)
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=False, unique=True)
    code_hash = Varchar(length=64, unique=True, secret=True)
    made_by = Varchar(length=120)
    expires_at = Timestamptz()


class Membership(Table, tablename="membership"):
    """What a person is on a desk."""

    id = Serial(primary_key=True)
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=False, index=True)
    desk = ForeignKey(Desk, on_delete=OnDelete.restrict, null=False, index=True)
    role = Varchar(length=16)


class ApiToken(Table, tablename="api_token"):
    """A program's credential; `secret_hash` is the SHA-256 of a 256-bit random secret."""

    id = Serial(primary_key=True)
    desk = ForeignKey(Desk, on_delete=OnDelete.restrict, null=False)
    name = Varchar(length=120)
    secret_hash = Varchar(length=64, unique=True, secret=True)
    scopes = Array(base_column=Varchar(length=32))
    created_at = Timestamptz(default=TimestamptzNow())
    expires_at = Timestamptz(null=True, default=None)
    last_used_at = Timestamptz(null=True, default=None)
    revoked_at = Timestamptz(null=True, default=None)


class SignInFailure(Table, tablename="sign_in_failure"):
    """A failed sign-in, kept for slowing down who tries again. `login` as typed, `address` the peer's."""

    id = BigSerial(primary_key=True)
    login = Varchar(length=200, index=True)
    address = Varchar(length=64, index=True)
    at = Timestamptz(default=TimestamptzNow())


class SessionRecord(Table, tablename="session"):
    """A session; `key` is the SHA-256 of what the cookie holds. `person` once somebody signed in.

    `address` and `device` (what the browser calls itself) are for the person to know it again.
    """

    id = BigSerial(primary_key=True)
    key = Varchar(length=200, unique=True)
    value = Bytea()
    expires_at = Timestamptz(null=True, default=None, index=True)
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=True, default=None, index=True)
    address = Varchar(length=64, default="")
    device = Varchar(length=400, default="")
    began_at = Timestamptz(default=TimestamptzNow())
    last_used_at = Timestamptz(default=TimestamptzNow())


class SignInStep(Table, tablename="sign_in_step"):
    """What a browser has begun and not ended; `secret_hash` is the SHA-256 of what its cookie holds."""

    id = BigSerial(primary_key=True)
    secret_hash = Varchar(length=64, unique=True, secret=True)
    kind = Varchar(length=20)
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=True, default=None, index=True)
    data = Text(secret=True)
    expires_at = Timestamptz(index=True)


class SecondFactor(Table, tablename="second_factor"):
    """The secret that somebody's app shares, sealed: see `claimdesk.sealing`. It counts once confirmed.

    `last_counter` is the step of 30 seconds whose code was used last.
    """

    id = Serial(primary_key=True)
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=False, unique=True)
    secret = Varchar(length=400, secret=True)
    confirmed_at = Timestamptz(null=True, default=None)
    last_counter = BigInt(default=0)


class RecoveryCode(Table, tablename="recovery_code"):
    """A code that stands in for the app, once; `code_hash` is its SHA-256. A used one is gone."""

    id = Serial(primary_key=True)
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=False, index=True)
    code_hash = Varchar(length=64, unique=True, secret=True)


class Passkey(Table, tablename="passkey"):
    """A passkey: the public key of a credential that some device holds, by the id it has there."""

    id = Serial(primary_key=True)
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=False, index=True)
    name = Varchar(length=80)
    credential = Bytea(unique=True)
    public_key = Bytea()
    sign_count = BigInt(default=0)
    created_at = Timestamptz(default=TimestamptzNow())
    last_used_at = Timestamptz(null=True, default=None)


class ProviderAccount(Table, tablename="provider_account"):
    """Whose an account at a provider is: `subject` is theirs for good with that `issuer`.

    Each account is one person's, and nobody has two with one provider: see m0131.
    """

    id = Serial(primary_key=True)
    person = ForeignKey(Person, on_delete=OnDelete.restrict, null=False, index=True)
    issuer = Varchar(length=500)
    subject = Varchar(length=255)
    created_at = Timestamptz(default=TimestamptzNow())
    last_used_at = Timestamptz(default=TimestamptzNow())
