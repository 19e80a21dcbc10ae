"""Everything that can be set, read from CLAIMDESK_* variables once at start."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta
from platformdirs import user_data_path

PREFIX = "CLAIMDESK_"


class SettingsError(Exception):
    """A variable has a value that cannot be used; the message names it and says what it takes."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings; each field is the variable CLAIMDESK_<FIELD> in capitals."""

    data_dir: Path = msgspec.field(default_factory=lambda: user_data_path("claimdesk"))
    """Where the embedded database and nothing else of value lives."""

    database_url: Annotated[str, Meta(pattern="^(postgres(ql)?://.*)?$")] = ""
    """A PostgreSQL server of your own; empty starts the embedded one in the data folder."""

    host: str = "127.0.0.1"
    """The address to listen on. Nothing but this machine reaches the default."""

    port: Annotated[int, Meta(ge=1, le=65535)] = 8400

    public_url: Annotated[str, Meta(pattern="^(https?://.*)?$")] = ""
    """The address people and the CMS reach the desk by; used in ClaimReview and for the cookie."""

    organisation: str = "claimdesk"
    """The newsroom's name as readers know it, for ClaimReview."""

    session_hours: Annotated[int, Meta(ge=1, le=24 * 30)] = 12
    """How long somebody stays signed in without doing anything."""

    max_article_chars: Annotated[int, Meta(ge=1000, le=5_000_000)] = 1_000_000
    """The longest article text, in Unicode code points."""

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
    def behind_tls(self) -> bool:
        """Whether people reach the desk by https, so that cookies may insist on it."""
        return self.public_url.startswith("https://")


def load(environ: Mapping[str, str], **overrides: object) -> Settings:
    """Settings from the environment; `overrides` (the command line's) win where not None.

    Raises SettingsError naming the variable and what is wrong with it.
    """
    known = {PREFIX + field.name.upper(): field.name for field in msgspec.structs.fields(Settings)}
    values: dict[str, object] = {
        name: environ[variable] for variable, name in known.items() if environ.get(variable)
    }
    values.update({name: value for name, value in overrides.items() if value is not None})
    try:
        return msgspec.convert(values, Settings, strict=False, dec_hook=_path)
    except msgspec.ValidationError as error:
        field = str(error).rpartition("`$.")[2].rstrip("`")
        variable = PREFIX + field.upper() if field else PREFIX + "*"
        raise SettingsError(f"{variable}: {error}. Change or unset it.") from error


def _path(_: type, value: object) -> Path:
    """The one type among the settings that msgspec does not read: a folder."""
    return Path(str(value)).expanduser()
