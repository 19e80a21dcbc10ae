"""Everything that can be set, read from CLAIMDESK_* variables once at start."""

import difflib
from collections.abc import Mapping
from enum import Enum
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta
from platformdirs import user_data_path

from claimdesk.logs import LogFormat

PREFIX = "CLAIMDESK_"
NOT_SETTINGS = ("CLAIMDESK_TEST_", "CLAIMDESK_CHROMIUM")
"""How variables begin that the project's own tests read."""

SECRET = {f"{PREFIX}{name}" for name in ("DATABASE_URL", "SECRET_KEYS", "OIDC_CLIENT_SECRET")}
"""Variables whose value is never said: it may hold a password or a key."""


LOOPBACK = {"127.0.0.1", "::1", "localhost"}
"""Addresses that this machine alone reaches."""


class SettingsError(Exception):
    """A variable has a value that cannot be used; the message names it and says what it takes."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings; each field is the variable CLAIMDESK_<FIELD> in capitals."""

    data_dir: Path = msgspec.field(default_factory=lambda: user_data_path("claimdesk"))
    """Where the embedded database lives, with the key of what is sealed in it."""

    database_url: Annotated[
        str,
        Meta(
            pattern="^(postgres(ql)?://.*)?$",
            description="the address of a PostgreSQL server, beginning with postgresql://",
        ),
    ] = ""
    """A PostgreSQL server of your own; empty starts the embedded one in the data folder."""

    host: str = "127.0.0.1"
    """The address to listen on. Nothing but this machine reaches the default."""

    port: Annotated[int, Meta(ge=1, le=65535)] = 8400
    """The port to listen on."""

    public_url: Annotated[
        str,
        Meta(
            pattern="^(https?://.*)?$",
            description="an address that begins with https:// or http://",
        ),
    ] = ""
    """The address people and the CMS reach the desk by; used in ClaimReview and for the cookie."""

    stop_seconds: Annotated[int, Meta(ge=0, le=300)] = 0
    """How long a server that was told to stop still takes requests, while /api/health/ready says 503:
    long enough for a proxy to see it. Then what is under way is answered, and it ends."""

    log_format: LogFormat = LogFormat.TEXT
    """How lines of the log are written: as `text`, or as `json`, one object each."""

    metrics_port: Annotated[int, Meta(ge=0, le=65535)] = 0
    """The port where /metrics is, for Prometheus; 0 is nowhere. Each process needs one of its own."""

    metrics_host: str = "127.0.0.1"
    """The address that /metrics is on. It has no password: let nobody but Prometheus reach it."""

    telemetry: bool = False
    """Whether traces of requests are sent, to where OTEL_EXPORTER_OTLP_ENDPOINT says. It takes
    `claimdesk[telemetry]`."""

    organisation: str = "claimdesk"
    """The newsroom's name as readers know it, for ClaimReview."""

    session_hours: Annotated[int, Meta(ge=1, le=24 * 30)] = 12
    """How long somebody stays signed in without doing anything."""

    session_days: Annotated[int, Meta(ge=1, le=365)] = 30
    """After how many days somebody has to sign in again, whatever they did meanwhile."""

    second_factor_from: Annotated[
        str,
        Meta(pattern="^(checker|editor|admin)?$", description="checker, editor or admin"),
    ] = ""
    """The least role that needs a second factor to work: `admin`, `editor` with those above, or
    `checker` for everybody. Empty leaves it to each."""

    oidc_issuer: Annotated[
        str,
        Meta(
            pattern=r"^(https://\S+|http://(localhost|127\.0\.0\.1)(:\d+)?(/\S*)?)?$",
            max_length=500,
            description="the address of an OpenID Connect provider, beginning with https://",
        ),
    ] = ""
    """An OpenID Connect provider by which people may sign in: its issuer, to the letter. It knows the
    desk's address with `/sign-in/provider` as where to send people back to. Empty is none."""

    oidc_client_id: Annotated[str, Meta(max_length=500)] = ""
    """What the provider knows the desk by."""

    oidc_client_secret: Annotated[str, Meta(max_length=500)] = ""
    """The secret that the provider gave the desk; empty where it gave none."""

    oidc_name: Annotated[str, Meta(max_length=60)] = ""
    """What the button to sign in calls the provider; empty is the issuer's host."""

    oidc_login: Annotated[str, Meta(max_length=100)] = ""
    """Which claim of the ID token is the login here, such as `preferred_username`: it must be one that
    nobody changes at the provider themselves. `email` counts only where the provider verified it."""

    oidc_create: Annotated[
        str,
        Meta(pattern="^(checker|editor|admin)?$", description="checker, editor or admin"),
    ] = ""
    """The role of who signs in by the provider and has no account yet, where there is one desk. Empty
    lets in only whose login is there."""

    oidc_sign_out: bool = True
    """Whether who came in by the provider and signs out here is signed out there as well, where it
    offers that (`end_session_endpoint`). It sends them back to `/sign-in/provider`, which it has to know."""

    secret_keys: Annotated[str, Meta(max_length=2000)] = ""
    """Keys that notes on sources and secrets in the database are sealed with, as `claimdesk secrets
    new-key` prints them: the newest first, with commas between. Each process needs the same. Without
    any, the embedded database gets one in the data folder, and a server of your own has them in clear."""

    trusted_proxies: Annotated[str, Meta(max_length=2000)] = ""
    """Addresses and networks of the proxies in front of claimdesk, whose word is taken for where a
    call comes from (X-Forwarded-For). `127.0.0.1, 10.2.0.0/16`"""

    max_article_chars: Annotated[int, Meta(ge=1000, le=5_000_000)] = 1_000_000
    """The longest article text, in Unicode code points."""

    rate_entry: Annotated[int, Meta(ge=0, le=1_000_000)] = 120
    """How often an address may sign in or try to, and what else needs no session, in a minute. This and
    the three below: 0 is without a limit."""

    rate_writes: Annotated[int, Meta(ge=0, le=1_000_000)] = 3000
    """How often a person or a token may write in a minute."""

    rate_costly: Annotated[int, Meta(ge=0, le=1_000_000)] = 600
    """How often a person or a token may search, compare, export and ask for reports in a minute."""

    rate_public: Annotated[int, Meta(ge=0, le=1_000_000)] = 1200
    """How often an address may read what readers get in a minute. Behind a proxy that claimdesk is not
    told of, all readers are one address."""

    pool_size: Annotated[int, Meta(ge=2, le=100)] = 10
    """Database connections a process may hold."""

    serve_jobs: bool = True
    """Whether `claimdesk serve` runs jobs too; false leaves them to `claimdesk worker` processes."""

    worker_concurrency: Annotated[int, Meta(ge=1, le=50)] = 4
    """Jobs that one process runs at a time."""

    webhook_concurrency: Annotated[int, Meta(ge=1, le=200)] = 20
    """Webhook endpoints that one process sends to at a time; a slow one keeps one place."""

    max_file_bytes: Annotated[int, Meta(ge=1000, le=500_000_000)] = 20_000_000
    """The largest file that is taken as evidence."""

    fetch_allow: Annotated[str, Meta(max_length=2000)] = ""
    """Hosts, addresses and networks of your own that pages may be fetched from and webhooks sent to.

    Everything that is not on the public internet is refused else. `intranet.example.org, 10.2.0.0/16`
    """

    fetch_max_bytes: Annotated[int, Meta(ge=10_000, le=200_000_000)] = 10_000_000
    """The most that is read of a linked page."""

    fetch_seconds: Annotated[int, Meta(ge=1, le=600)] = 30
    """The longest that fetching a linked page may take, redirects included."""

    recheck_days: Annotated[int, Meta(ge=1, le=365)] = 7
    """How often linked pages are looked at again."""

    semantic_model: Path | None = None
    """The folder of a sentence-embedding model, with model.onnx and tokenizer.json: claims are matched
    by meaning as well. It takes `claimdesk[semantic]`, and pgvector on a server of your own."""

    semantic_least: Annotated[float, Meta(ge=-1, le=1)] = 0.6
    """How near in meaning, as a cosine, a statement must be to be shown; models differ in it."""

    @property
    def base_url(self) -> str:
        """The address to print and publish, without a slash at its end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return (self.public_url or f"http://{host}:{self.port}").rstrip("/")

    @property
    def proxies(self) -> list[str]:
        """The proxies that are trusted. Raises SettingsError for what is neither address nor network."""
        found = [part.strip() for part in self.trusted_proxies.split(",") if part.strip()]
        for part in found:
            try:
                ip_network(part, strict=False)
            except ValueError as error:
                raise SettingsError(
                    f"{PREFIX}TRUSTED_PROXIES: “{part[:100]}” is no address and no network, such as "
                    "127.0.0.1 or 10.2.0.0/16; put a comma between them. Change or unset it."
                ) from error
        return found

    @property
    def oidc_called(self) -> str:
        """What the provider is called."""
        return self.oidc_name.strip() or urlsplit(self.oidc_issuer).hostname or ""

    def require_oidc(self) -> None:
        """Raise SettingsError where a provider is set and what it takes is not."""
        lacking = [
            f"{PREFIX}{name}"
            for name, value in (
                ("OIDC_CLIENT_ID", self.oidc_client_id),
                ("OIDC_LOGIN", self.oidc_login),
            )
            if not value
        ]
        if self.oidc_issuer and lacking:
            raise SettingsError(
                f"{PREFIX}OIDC_ISSUER needs {' and '.join(lacking)}. Set what is missing, or unset it."
            )

    @property
    def in_the_clear(self) -> bool:
        """Whether others reach the desk by http, so that whoever is on the way reads along."""
        return self.host not in LOOPBACK and not self.behind_tls

    @property
    def behind_tls(self) -> bool:
        """Whether people reach the desk by https, so that cookies may insist on it."""
        return self.public_url.startswith("https://")


def load(environ: Mapping[str, str], **overrides: object) -> Settings:
    """Settings from the environment; `overrides` (the command line's) win where not None.

    Raises SettingsError naming the variable, what it has and what it takes.
    """
    given = {variable: environ[variable] for variable in _known() if environ.get(variable)}
    values: dict[str, object] = {
        field.name: _read(variable, field.type, given[variable])
        for variable, field in _known().items()
        if variable in given and overrides.get(field.name) is None
    }
    values.update({name: value for name, value in overrides.items() if value is not None})
    try:
        return msgspec.convert(values, Settings, strict=False, dec_hook=_path)
    except msgspec.ValidationError as error:
        name = str(error).rpartition("`$.")[2].rstrip("`")
        kind = next(field.type for field in _known().values() if field.name == name)
        raise SettingsError(f"{_option(name)} has to be {wanted(kind)}.") from error


def unknown(environ: Mapping[str, str]) -> list[str]:
    """What to say of variables that look like settings and are none: a misspelt one does nothing."""
    said = []
    for variable in sorted(environ):
        if not variable.startswith(PREFIX) or variable.startswith(NOT_SETTINGS):
            continue
        if variable in _known():
            continue
        near = difflib.get_close_matches(variable, _known(), n=1, cutoff=0.8)
        hint = f" Did you mean {near[0]}?" if near else ""
        said.append(f"{variable} is no setting and changes nothing.{hint}")
    return said


def _known() -> dict[str, msgspec.structs.FieldInfo]:
    """The settings by the names of their variables."""
    return {PREFIX + field.name.upper(): field for field in msgspec.structs.fields(Settings)}


def _read(variable: str, kind: Any, text: str) -> Any:
    try:
        return msgspec.convert(text, kind, strict=False, dec_hook=_path)
    except msgspec.ValidationError as error:
        has = "" if variable in SECRET else f" is “{text[:100]}”, but"
        raise SettingsError(
            f"{variable}{has} has to be {wanted(kind)}. Change or unset it."
        ) from error


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")


def wanted(kind: Any) -> str:
    """What a setting takes, in words."""
    if kind is bool:
        return "true or false"
    if kind in (Path, Path | None):
        return "a folder"
    if isinstance(kind, type) and issubclass(kind, Enum):
        return " or ".join(member.value for member in kind)
    found = msgspec.inspect.type_info(kind)
    if isinstance(found, msgspec.inspect.Metadata):
        return str((found.extra_json_schema or {})["description"])
    if isinstance(found, msgspec.inspect.IntType):
        return f"a whole number from {found.ge:,} to {found.le:,}"
    if isinstance(found, msgspec.inspect.StrType) and found.max_length:
        return f"at most {found.max_length:,} characters"
    if isinstance(found, msgspec.inspect.FloatType):
        return f"a number from {found.ge:g} to {found.le:g}"
    return "text"


def _path(_: type, value: object) -> Path:
    """The one type among the settings that msgspec does not read: a folder."""
    return Path(str(value)).expanduser()
