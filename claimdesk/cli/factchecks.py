"""``claimdesk import-checks``: a file of other people's checks, of any size."""

import hashlib
from pathlib import Path

import click

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import SYSTEM
from claimdesk.cli.database import data_dir_option, run_with_database, settings_from
from claimdesk.cli.people import desk_option
from claimdesk.cli.words import counted
from claimdesk.factchecks import service, views
from claimdesk.factchecks.reading import SNIFFED, kind_of
from claimdesk.factchecks.schemas import FactCheckImport, ImportState


@click.command("import-checks")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@desk_option
@data_dir_option
def import_checks(file: Path, desk: str | None, data_dir: Path | None) -> None:
    """Bring in FILE: ClaimReview as JSON-LD or a data feed of it, JSON lines, or CSV.

    Interrupted, the same command goes on where it was; repeated, it adds nothing twice.
    """
    settings = settings_from(data_dir=data_dir)
    size = file.stat().st_size

    async def work() -> tuple[FactCheckImport, bool]:
        with file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            stream.seek(0)
            kind = kind_of(stream.read(SNIFFED), file.name)
            stream.seek(0)
            sent = service.File(name=file.name, kind=kind, digest=digest, size=size)
            number = await service.begin(SYSTEM, await accounts.only_desk(desk), sent)
            before = await views.one_import(SYSTEM, number)
            with click.progressbar(length=size, label=f"Reading {file.name}") as bar:
                await service.read(number, stream, lambda place: bar.update(place - bar.pos))
            return await views.one_import(SYSTEM, number), before.state is ImportState.DONE

    found, was_done = run_with_database(settings, work)
    if was_done:
        click.echo("This very file was brought in before; nothing was done.")
    click.echo(
        f"{counted(found.read, 'element', 'elements')}: "
        f"{counted(found.added, 'check', 'checks')} new, {found.changed:,} changed, "
        f"{found.same:,} as before, {found.refused:,} refused."
    )
    for refusal in found.refusals[:10]:
        click.echo(f"  element {refusal.number:,}: {refusal.detail}", err=True)
    if found.refused > 10:
        click.echo(f"  and {found.refused - 10:,} more", err=True)
    if found.state is ImportState.BROKEN:
        raise click.ClickException(f"{found.problem} What came before it was kept.")
    if not found.added + found.changed + found.same:
        raise click.ClickException(
            "Nothing in the file could be brought in."
            if found.refused
            else "There is no check in the file."
        )
