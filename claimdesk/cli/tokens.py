"""Tokens from the command line of whoever runs the server."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import click
import msgspec

from claimdesk.accounts import service, tokens
from claimdesk.accounts.rules import SYSTEM, Scope
from claimdesk.accounts.schemas import TokenCreate
from claimdesk.cli.database import data_dir_option
from claimdesk.cli.people import desk_option, done


@click.group()
def token() -> None:
    """Credentials of programs such as the CMS."""


@token.command("create")
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    type=click.Choice([scope.value for scope in Scope]),
    multiple=True,
    required=True,
    help="What it may do; give it several times for several.",
)
@click.option(
    "--expires",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"]),
    metavar="DATE",
    help="Until when it works, in UTC: 2027-01-31, that day included, or 2027-01-31T12:00.",
)
@desk_option
@data_dir_option
def create_token(
    name: str,
    scopes: tuple[str, ...],
    expires: datetime | None,
    desk: str | None,
    data_dir: Path | None,
) -> None:
    """Make a token called NAME and print its secret, which is shown this once."""
    try:
        data = msgspec.convert({"name": name, "scopes": list(scopes)}, TokenCreate)
    except msgspec.ValidationError as error:
        raise click.UsageError(
            "A token's name has 1 to 100 characters that are not all blank."
        ) from error

    end = _end_of(expires) if expires is not None else None

    async def work() -> str:
        made = await tokens.issue_token(
            SYSTEM, await service.only_desk(desk), data.name, data.scopes, end
        )
        return made.secret

    click.echo(done(work, data_dir))
    until = f"until {end:%Y-%m-%d %H:%M} UTC" if end else "without an end; --expires gives it one"
    click.echo(f"It works {until}.", err=True)


def _end_of(given: datetime) -> datetime:
    """A time as it was typed; of a day alone its end."""
    moment = given.replace(tzinfo=UTC)
    return moment if given.time() != time.min else moment + timedelta(days=1)
