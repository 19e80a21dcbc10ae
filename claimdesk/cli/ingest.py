"""``claimdesk ingest``: articles from files, folders and addresses."""

import hashlib
from pathlib import Path
from urllib.parse import urlsplit

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor, Role
from claimdesk.articles import receiving
from claimdesk.cli.database import data_dir_option, run_with_database, settings_from
from claimdesk.cli.people import desk_option
from claimdesk.cli.words import counted
from claimdesk.errors import Problem
from claimdesk.ingest import backfill, places
from claimdesk.ingest.backfill import Progress as BackfillProgress
from claimdesk.ingest.service import Tally, take_all
from claimdesk.jobs import figures
from claimdesk.settings import Settings


@click.command()
@click.argument("place", nargs=-1, required=True)
@click.option(
    "--source",
    help="The system they come from, part of their identity. [`cli`, or the host of an address]",
)
@click.option(
    "--later",
    is_flag=True,
    help="Hand files to the workers, behind whatever else waits: for an archive.",
)
@desk_option
@data_dir_option
def ingest(
    place: tuple[str, ...],
    source: str | None,
    later: bool,
    desk: str | None,
    data_dir: Path | None,
) -> None:
    """Take in each PLACE: a file, a folder, or the address of a page or feed.

    Plain text, Markdown, HTML, ninjs, NewsML-G2, NITF, RSS, Atom, .docx and .eml. Repeated, nothing
    comes in twice: what changed is a new text of its article. So it may be stopped at any time
    (Ctrl-C) and goes on when it is started again.
    """
    settings = settings_from(data_dir=data_dir)
    found = _found(place)
    refused: list[str] = []
    if later:
        _say(*_hand_over(settings, found, source or "cli", desk))
        return

    async def work() -> Tally:
        number = await accounts.only_desk(desk)
        actor = Actor(name="claimdesk", roles={number: Role.EDITOR})
        whole = Tally()
        with _progress() as bar:
            task = bar.add_task("Taking in", total=len(found))
            for one in found:
                bar.update(task, description=one.name[-40:])
                tally = await one.take(actor, number, source, settings)
                whole.added += tally.added
                whole.changed += tally.changed
                whole.same += tally.same
                refused.extend(f"{one.name}: {detail}" for detail in tally.refused)
                bar.advance(task)
        return whole

    _say(run_with_database(settings, work), refused)


def _say(whole: Tally | BackfillProgress, refused: list[str]) -> None:
    """What came of it; the process ends with 1 where something was refused."""
    click.echo(
        f"{counted(whole.added, 'article', 'articles')} new, {whole.changed:,} changed, {whole.same:,} as before, "
        f"{len(refused):,} refused."
    )
    for line in refused[:20]:
        click.echo(f"  {line}", err=True)
    if len(refused) > 20:
        click.echo(f"  and {len(refused) - 20:,} more", err=True)
    if refused:
        raise SystemExit(1)


def _hand_over(
    settings: Settings, found: "list[_Place]", source: str, desk: str | None
) -> tuple[BackfillProgress, list[str]]:
    """Have the workers take files in, and show how far they are."""
    files = [backfill.File(one.path, one.name) for one in found if one.path is not None]
    if len(files) != len(found):
        raise click.UsageError("--later takes files and folders. Give addresses without it.")

    async def work() -> BackfillProgress:
        number = await accounts.only_desk(desk)
        if not await figures.workers():
            raise click.ClickException(
                "No worker runs on this desk. Start claimdesk serve or claimdesk worker beside this."
            )
        actor = Actor(name="claimdesk", roles={number: Role.EDITOR})
        with _progress() as bar:
            task = bar.add_task("Taking in", total=len(files))
            return await backfill.hand_over(
                actor, number, source, files, settings.max_file_bytes,
                lambda so_far: bar.update(task, completed=so_far.done + len(so_far.unread)),
            )  # fmt: skip

    try:
        progress = run_with_database(settings, work)
    except KeyboardInterrupt:
        click.echo(
            "Stopped. The workers end what they were given; the same command goes on from there.",
            err=True,
        )
        raise SystemExit(130) from None
    return progress, [*progress.unread, *progress.told]


class _Place:
    """One thing to take in, and what it is called."""

    def __init__(self, name: str, path: Path | None = None) -> None:
        self.name = name
        self.path = path

    async def take(self, actor: Actor, desk: int, source: str | None, settings: Settings) -> Tally:
        try:
            if self.path is None:
                sent = await places.from_address(self.name, places.limits_of(settings))
            else:
                sent = places.from_file(self.path, settings.max_file_bytes)
            articles = await receiving.read(sent)
        except Problem as problem:
            return Tally(refused=[problem.detail])
        except OSError as error:
            return Tally(refused=[error.strerror or str(error)])
        host = urlsplit(self.name).hostname if self.path is None else None
        return await take_all(
            actor,
            desk,
            source or (host or "cli")[:100],
            articles,
            settings.max_article_chars,
            digest=hashlib.sha256(sent.content).hexdigest(),
            otherwise=self.name,
        )


def _found(given: tuple[str, ...]) -> list[_Place]:
    """Every file and address, before anything is taken in."""
    found: list[_Place] = []
    for place in given:
        if places.is_address(place):
            found.append(_Place(place))
            continue
        path = Path(place)
        if not path.exists():
            raise click.BadParameter(f"There is no file or folder {place}.")
        files = [_Place(name, file) for file, name in places.files_of(path)]
        if not files:
            raise click.BadParameter(f"There is nothing in {place} that may be an article.")
        found += files
    return found


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
