"""A bridge's file: which desk, which CMS, and how the two are kept in step. No secret stands in it."""

import importlib.util
import tomllib
from collections.abc import Mapping
from datetime import datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any, TypeVar, get_args

import httpx
import msgspec
from msgspec import Meta

from claimdesk.publishing.connectors.model import Cms, Secret

HOME = "claimdesk.publishing.connectors"
BUILT_IN = ("generic", "ghost", "superdesk", "wordpress")
ShapeT = TypeVar("ShapeT", bound=msgspec.Struct)


class ConfigError(Exception):
    """The file cannot be used; the message says where and what to do."""


class Desk(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The desk's address, and a token with articles:write and ratings:read."""

    url: Annotated[str, Meta(pattern="^https?://.")]
    token: Secret
    desk: int | None = None


class Running(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the bridge runs.

    `listen` is the address and port that the CMS pushes to. `since` is from when on articles are
    taken at the very first start; a day before it where left out. `state` is a file's path.
    """

    poll_seconds: Annotated[int, Meta(ge=1, le=86400)] = 60
    listen: Annotated[str, Meta(pattern=r"^.+:\d{1,5}$")] | None = None
    since: datetime | None = None
    state: str | None = None


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """All of it. `secrets` are the values that must not be shown."""

    desk: Desk
    running: Running
    source: str
    module: ModuleType
    options: msgspec.Struct
    secrets: tuple[str, ...]
    folder: Path

    def connector(self, http: httpx.AsyncClient) -> Cms:
        """The connector, sending by `http`. Raises ConfigError."""
        try:
            made: Cms = self.module.Connector(self.options, http)
        except ValueError as error:
            raise ConfigError(f"[cms]: {error}") from error
        return made


def load(path: Path, environ: Mapping[str, str]) -> Config:
    """Read a bridge's file; its secrets come from the variables that it names. Raises ConfigError."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}.") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: {error}.") from error
    if unknown := sorted(set(said) - {"desk", "cms", "bridge"}):
        raise ConfigError(f"{path}: there is no [{unknown[0]}]; there are [desk], [cms], [bridge].")
    cms = dict(said.get("cms", {}))
    name, source = cms.pop("connector", ""), cms.pop("source", "")
    if not (isinstance(name, str) and name and isinstance(source, str) and source):
        raise ConfigError(
            f"{path}: [cms] needs `connector`, one of {', '.join(BUILT_IN)} or a module of your own, "
            "and `source`, the name under which the desk is to know its articles."
        )
    module = _module(name, path.parent)
    secrets: list[str] = []
    return Config(
        desk=_read(path, "desk", Desk, said.get("desk", {}), environ, secrets),
        running=_read(path, "bridge", Running, said.get("bridge", {}), environ, secrets),
        options=_read(path, "cms", module.Options, cms, environ, secrets),
        source=source,
        module=module,
        secrets=tuple(secrets),
        folder=path.parent,
    )


def _module(name: str, folder: Path) -> ModuleType:
    """A connector's module: built in, a file beside the configuration, or one that is installed."""
    try:
        if name in BUILT_IN:
            return import_module(f"{HOME}.{name}")
        if not name.endswith(".py"):
            module = import_module(name)
        else:
            spec = importlib.util.spec_from_file_location(Path(name).stem, folder / name)
            if spec is None or spec.loader is None:
                raise ImportError("It is no Python file.")
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or not f"{name}.".startswith(f"{error.name}."):
            raise ConfigError(
                f"The connector {name} needs the package {error.name}, which is not installed here."
            ) from error
        raise ConfigError(
            f"There is no connector {name}: it is one of {', '.join(BUILT_IN)}, the name of a file "
            "beside this one that ends in .py, or a module that is installed."
        ) from error
    except (ImportError, OSError) as error:
        raise ConfigError(f"The connector {name} cannot be loaded: {error}") from error
    if missing := [part for part in ("Options", "Connector") if not hasattr(module, part)]:
        raise ConfigError(f"The connector {name} has no {missing[0]}.")
    return module


def _read(
    path: Path,
    table: str,
    shape: type[ShapeT],
    said: dict[str, Any],
    environ: Mapping[str, str],
    secrets: list[str],
) -> ShapeT:
    given = dict(said)
    for field in msgspec.structs.fields(shape):
        if field.type is not Secret and Secret not in get_args(field.type):
            continue
        if field.name in given:
            raise ConfigError(
                f"{path}: [{table}] {field.name} is a secret and does not belong into the file. Put "
                f"it into an environment variable, and the variable's name here as {field.name}_env."
            )
        variable = given.pop(f"{field.name}_env", None)
        if variable is None:
            if field.required:
                raise ConfigError(
                    f"{path}: [{table}] needs {field.name}_env, the name of the environment variable "
                    f"that holds the {field.name}."
                )
            continue
        value = environ.get(str(variable), "")
        if not value:
            raise ConfigError(
                f"The variable {variable}, which {path} names for [{table}] {field.name}, is not set."
            )
        secrets.append(value)
        given[field.name] = Secret(value)
    try:
        return msgspec.convert(given, shape)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: [{table}] {error}") from error
