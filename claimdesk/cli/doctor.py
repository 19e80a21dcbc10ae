"""``claimdesk doctor``: whether what the desk keeps is whole."""

import logging
import re
import sys
from pathlib import Path
from typing import Any

import click
import msgspec

from claimdesk.audit.rules import MAX_FLAWS, Head
from claimdesk.audit.views import Checked, check
from claimdesk.cli.database import data_dir_option, in_pool, ready_database, standing_desk
from claimdesk.cli.semantics import by_meaning
from claimdesk.db.open import applied_migrations, known_migrations
from claimdesk.doctor import service
from claimdesk.doctor.schemas import SHOWN, Examined, Finding, Weight
from claimdesk.matching import embedding, upkeep
from claimdesk.settings import Settings

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
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
def doctor(data_dir: Path | None, head: Head | None, reindex: bool, as_json: bool) -> None:
    """Check that the desk is whole: the audit trail, whose head it prints, and what belongs together.

    It changes nothing but, with --reindex, an index. Ends with 1 where something is not whole; every
    finding says what to do.
    """
    settings = standing_desk(data_dir)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    with ready_database(settings, as_it_is=True):
        trail, examined = in_pool(settings, lambda: _examined(settings, head, reindex))
    faults = [
        finding for each in examined for finding in each.findings if finding.weight is Weight.FAULT
    ]
    whole = not faults and not (trail and trail.flaws)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(_document(trail, examined, whole))))
    else:
        _print(trail, examined, whole)
    if not whole:
        sys.exit(1)


async def _examined(
    settings: Settings, head: Head | None, reindex: bool
) -> tuple[Checked | None, list[Examined]]:
    applied = await applied_migrations()
    if not applied:
        raise click.ClickException("There is no desk in this database. claimdesk serve makes one.")
    if set(applied) != known_migrations():
        return None, await service.examine(as_expected=False)
    await by_meaning(settings)
    if reindex:
        await upkeep.start_over()
    examined = await service.examine()
    return await check(head), [*examined, Examined(key="index", findings=await _index())]


async def _index() -> list[Finding]:
    said = []
    if astray := await upkeep.astray():
        said.append(
            Finding(
                what=f"{astray:,} claims and checks are not found by the words they have.",
                do="After an update they are within some minutes; else `claimdesk doctor --reindex` sees "
                "to it.",
                weight=Weight.NOTICE,
                count=astray,
            )
        )
    if behind := await embedding.behind():
        said.append(
            Finding(
                what=f"{behind:,} statements have no vector yet, and are found by their words.",
                do="A worker gives them one within minutes; `claimdesk embed` does so at once.",
                weight=Weight.NOTICE,
                count=behind,
            )
        )
    return said


def _document(trail: Checked | None, examined: list[Examined], whole: bool) -> dict[str, Any]:
    return {
        "whole": whole,
        "audit": None
        if trail is None
        else {
            "head": str(trail.head),
            "events": trail.head.number,
            "flaws": list(map(str, trail.flaws)),
        },
        "examinations": examined,
    }


def _print(trail: Checked | None, examined: list[Examined], whole: bool) -> None:
    if trail is not None and trail.flaws:
        click.echo("The audit trail is not whole:", err=True)
        for flaw in trail.flaws:
            click.echo(f"  {flaw}", err=True)
        if len(trail.flaws) == MAX_FLAWS:
            click.echo("  and maybe more", err=True)
        click.echo(
            "Somebody changed it by other means than claimdesk. Compare these events with a backup.",
            err=True,
        )
    for each in examined:
        for finding in each.findings:
            click.echo(f"{each.key}: {finding.what}", err=True)
            for row in finding.rows:
                click.echo(f"  {row}", err=True)
            if finding.rows and finding.count > SHOWN:
                click.echo(f"  and {finding.count - len(finding.rows):,} more", err=True)
            click.echo(f"  → {finding.do}", err=True)
    if trail is not None and not trail.flaws:
        click.echo(f"The audit trail is whole: {trail.head.number:,} events.")
        click.echo(f"Its head is {trail.head}")
        click.echo(
            "Keep the head in another place. `claimdesk doctor --head` with it tells later whether "
            "anything up to here was cut off or rewritten, even by somebody who made all hashes anew."
        )
    if whole:
        click.echo(f"All is well: {len(examined)} examinations.")
