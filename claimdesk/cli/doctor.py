"""``claimdesk doctor``: whether what the desk keeps is whole."""

import re
import sys
from pathlib import Path

import click

from claimdesk.audit.rules import MAX_FLAWS, Head
from claimdesk.audit.views import Checked, check
from claimdesk.cli.database import data_dir_option, run_with_database, standing_desk
from claimdesk.cli.semantics import by_meaning
from claimdesk.cli.words import counted
from claimdesk.jobs import rescue
from claimdesk.jobs.rescue import Lost
from claimdesk.matching import upkeep, vectors

_HEAD = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


def _head(_: click.Context, __: click.Parameter, value: str | None) -> Head | None:
    if value is None:
        return None
    found = _HEAD.fullmatch(value.strip())
    if found is None:
        raise click.BadParameter(
            "a head is an event's number, a colon and its hash, as this command prints it."
        )
    return Head(int(found[1]), found[2])


@click.command()
@data_dir_option
@click.option(
    "--head",
    callback=_head,
    metavar="NUMBER:HASH",
    help="A head that an earlier run printed: it has to stand in the trail still.",
)
@click.option("--reindex", is_flag=True, help="Index anew what earlier checks are found by.")
def doctor(data_dir: Path | None, head: Head | None, reindex: bool) -> None:
    """Check that the audit trail is whole, and print its head; and that earlier checks can be found."""
    settings = standing_desk(data_dir)

    async def work() -> tuple[Checked, int, int, list[Lost]]:
        await by_meaning(settings)
        if reindex:
            await upkeep.start_over()
        return await check(head), await upkeep.astray(), await vectors.behind(), await rescue.lost()

    found, astray, behind, lost = run_with_database(settings, work)
    if found.flaws:
        click.echo("The audit trail is not whole:", err=True)
        for flaw in found.flaws:
            click.echo(f"  {flaw}", err=True)
        if len(found.flaws) == MAX_FLAWS:
            click.echo("  and maybe more", err=True)
        click.echo(
            "Somebody changed it by other means than claimdesk. Compare these events with a backup.",
            err=True,
        )
        sys.exit(1)
    if astray:
        click.echo(
            f"{astray:,} claims and checks are not found by the words they have. After an update they "
            "are within some minutes; else `claimdesk doctor --reindex` sees to it.",
            err=True,
        )
    if behind:
        click.echo(
            f"{behind:,} statements have no vector yet, and are found by their words. A worker gives "
            "them one within minutes; `claimdesk embed` does so at once.",
            err=True,
        )
    for kind in lost:
        click.echo(
            f"Given up, since each ended its worker {rescue.MOST_DEATHS} times, as when memory runs "
            f"out: {counted(kind.jobs, 'job', 'jobs')} of the kind {kind.task}.",
            err=True,
        )
    click.echo(f"The audit trail is whole: {found.head.number:,} events.")
    click.echo(f"Its head is {found.head}")
    click.echo(
        "Keep the head in another place. `claimdesk doctor --head` with it tells later whether "
        "anything up to here was cut off or rewritten, even by somebody who made all hashes anew."
    )
