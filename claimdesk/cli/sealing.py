"""``claimdesk secrets``: the keys that notes on sources are sealed with."""

import logging
from collections.abc import Iterable
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress, TaskID

from claimdesk.cli.database import data_dir_option, in_pool, ready_database, standing_desk
from claimdesk.followups import lost
from claimdesk.sealing import service
from claimdesk.sealing.keys import places_of
from claimdesk.sealing.ring import VARIABLE, new_key, ring
from claimdesk.sealing.service import Place, Tally
from claimdesk.settings import Settings

log = logging.getLogger("claimdesk")

IN_CLEAR = (
    "Notes on sources are kept in clear: whoever gets the database or a backup reads them. Set "
    f"{VARIABLE} to what `claimdesk secrets new-key` prints, for each process the same."
)
FORGOTTEN = (
    f"What this desk keeps is sealed, and its key is missing: {VARIABLE} is not set. Until it is, notes on "
    "sources can be neither read nor written, and webhooks are not sent. All else works."
)


def warn(settings: Settings) -> None:
    """Say in the log where nothing is sealed, or nothing can be."""
    if ring().must_seal:
        log.error(FORGOTTEN)
    elif not ring().size:
        log.warning(IN_CLEAR)
    elif left := in_pool(settings, service.in_clear):
        log.warning(
            "%s secrets from before are kept in clear. Run claimdesk secrets rotate.", f"{left:,}"
        )


@click.group()
def secrets() -> None:
    """What notes on sources and webhooks' secrets are sealed with."""


@secrets.command("new-key")
def make_key() -> None:
    """Print a new key, for CLAIMDESK_SECRET_KEYS or the file secret-keys of the data folder.

    To change keys: put the new one behind the old ones and start every process again; then put it
    first, start them again, and run `claimdesk secrets rotate`. What that prints says when the old one
    can go. Backups need the keys of their time.
    """
    click.echo(new_key())


@secrets.command()
@data_dir_option
def rotate(data_dir: Path | None) -> None:
    """Seal everything with the newest key, what was in clear as well, while the desk is at work.

    Ended in the middle it goes on where it was. Ends with 1 where something cannot be read.
    """
    settings = standing_desk(data_dir)
    with ready_database(settings):
        if not ring().size:
            raise click.ClickException(
                f"There is no key. Set {VARIABLE} to what `claimdesk secrets new-key` prints."
            )
        console = Console(stderr=True)
        with Progress(console=console, disable=not console.is_terminal) as shown:
            tasks: dict[Place, TaskID] = {}

            def told(place: Place, seen: int, total: int) -> None:
                if place not in tasks:
                    tasks[place] = shown.add_task(place.holds)
                shown.update(tasks[place], completed=seen, total=total)

            tallies = in_pool(settings, lambda: service.rotate(told))
    _print(tallies)


def _print(tallies: Iterable[Tally]) -> None:
    for tally in tallies:
        click.echo(f"{tally.newest:,} of {tally.all:,} {tally.place.holds} have the newest key.")
    unreadable = sum(len(tally.unreadable) for tally in tallies)
    waiting = sum(tally.older + tally.clear for tally in tallies)
    if unreadable:
        raise click.ClickException(
            f"{unreadable:,} cannot be read, as their key is missing, and stay as they are. "
            "`claimdesk doctor` names them."
        )
    if waiting:
        raise click.ClickException(
            f"{waiting:,} were written meanwhile by a claimdesk that has not the newest key first. "
            "Start it again and run this once more."
        )
    click.echo(
        "Older keys open nothing any more but backups: take them out, keep copies with the backups of "
        "their time, and start every process again (`claimdesk secrets keys` says where they stand). What was in clear or under another key is in "
        "backups still, and in the database's files until they are written over: VACUUM FULL of the "
        "tables, with psql in a quiet hour, does so at once."
    )


@secrets.command("keys")
@data_dir_option
def list_keys(data_dir: Path | None) -> None:
    """Say of each key where it stands and how much it opens; opens everything that is sealed.

    One that opens nothing can go, unless it is the new one: take it out where it stands and start every
    process again. Backups of its time need it still.
    """
    settings = standing_desk(data_dir)
    with ready_database(settings):
        tallies = in_pool(settings, service.tallies)
        places = places_of(settings)
    idle = service.idle(tallies, len(places))
    for key, place in enumerate(places):
        opens = sum(tally.opened_by[key] for tally in tallies)
        says = (
            "seals" if key == 0 else "opens nothing: an old one can go" if key in idle else "opens"
        )
        click.echo(f"{key + 1}. of {place}: {opens:,} sealed with it, {says}")
    if not places:
        raise click.ClickException(IN_CLEAR)


@secrets.command("give-up")
@data_dir_option
@click.confirmation_option(
    prompt="Notes on sources whose key is missing are taken away for good. Is the key lost?"
)
def give_up(data_dir: Path | None) -> None:
    """Empty the notes that cannot be read, so that their follow-ups can be gone on with.

    For a key that is lost for good: it stands in the audit trail which notes are gone.
    """
    settings = standing_desk(data_dir)
    with ready_database(settings):
        if not ring().size:
            raise click.ClickException(
                f"There is no key, so maybe all that is lacking is {VARIABLE}. Set it to the old one, "
                "or to a new one if that is lost."
            )
        gone = in_pool(settings, lost.give_up)
    click.echo(f"{gone:,} follow-ups go on without their notes.")
