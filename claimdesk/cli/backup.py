"""``claimdesk backup`` and ``claimdesk restore``."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from claimdesk.backups import archive
from claimdesk.backups.manifest import BackupError, Manifest
from claimdesk.backups.proving import trial
from claimdesk.backups.restoring import restore as put_back
from claimdesk.backups.saving import save
from claimdesk.cli.database import data_dir_option, ready_database, settings_from, standing_desk
from claimdesk.clock import now
from claimdesk.db.scratch import MayNot
from claimdesk.db.tools import ToolError
from claimdesk.sealing.keys import key_file, keys_of
from claimdesk.sealing.ring import VARIABLE
from claimdesk.settings import Settings


def _say(text: str) -> None:
    click.echo(text, err=True)


@contextmanager
def _clearly() -> Iterator[None]:
    """What goes wrong as an end that says what to do."""
    try:
        yield
    except (BackupError, MayNot, ToolError) as error:
        raise click.ClickException(str(error)) from error


def _with_server(settings: Settings, work: Callable[[str], Coroutine[Any, Any, Any]]) -> Any:
    with _clearly(), ready_database(settings, as_it_is=True) as url:
        return asyncio.run(work(url))


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@data_dir_option
@click.option(
    "--verify/--no-verify",
    default=True,
    help="Whether the backup is opened on trial, in a database beside the desk's, before it counts.",
    show_default=True,
)
def backup(file: Path | None, data_dir: Path | None, verify: bool) -> None:
    """Save the whole desk into FILE, while it is at work.

    FILE may be a folder, and is the current one if left out: the name then has the time. Keep backups
    as you keep passwords; nobody but you can read the file.
    """
    settings = standing_desk(data_dir)
    target = _named(file or Path())
    made: Manifest = _with_server(settings, lambda url: save(url, target, verify=verify, say=_say))
    if not verify:
        _say(f"Not opened on trial. `claimdesk restore --check {target}` does so.")
    if keys_of(settings):
        path = key_file(settings)
        kept = path if path is not None and path.exists() else VARIABLE
        _say(
            "Notes on sources in it are sealed, and their key is not in it: keep a copy of "
            f"{kept} in another place, or nobody reads them again."
        )
    _say(f"Saved {made.dump_size:,} bytes. The audit head is {made.state.head}")
    click.echo(target)


def _named(file: Path) -> Path:
    if not file.is_dir():
        return file.absolute()
    return file.absolute() / f"claimdesk-{now():%Y%m%dT%H%M%SZ}.zip"


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@data_dir_option
@click.option(
    "--replace", is_flag=True, help="Let the backup take the place of the desk that is there."
)
@click.option(
    "--keep-old",
    is_flag=True,
    help="With --replace: keep the old desk's database under another name.",
)
@click.option("--check", is_flag=True, help="Only try whether it can be restored; nothing changes.")
def restore(file: Path, data_dir: Path | None, replace: bool, keep_old: bool, check: bool) -> None:
    """Put the desk back as it is in FILE, which claimdesk backup made.

    It is verified and opened beside the desk first. Everybody has to sign in again.
    """
    with _clearly():
        manifest = archive.read_manifest(file)
    _say(
        f"A backup by claimdesk {manifest.claimdesk} on PostgreSQL {manifest.postgresql}, made at "
        f"{manifest.made_at:%Y-%m-%d %H:%M} UTC."
    )
    settings = settings_from(data_dir=data_dir)
    if check:
        with _clearly():
            archive.verify_checksum(file, manifest)
        _with_server(settings, lambda url: trial(url, file, manifest, _say))
        click.echo(f"{file} can be restored. Its audit head is {manifest.state.head}")
        return
    head = _with_server(
        settings, lambda url: put_back(url, file, replace=replace, keep_old=keep_old, say=_say)
    )
    click.echo(f"Restored. The audit head in the backup was {manifest.state.head}")
    click.echo(f"With the restoring noted it is {head}")
    click.echo(
        "API tokens that were revoked after the backup was made work again: look through them.\n"
        "The ratings feed begins anew for those who read it: what was published after the backup was "
        "made is not in it.",
        err=True,
    )
