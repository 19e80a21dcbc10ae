"""Accounts and tokens from the command line of whoever runs the server."""

from pathlib import Path

import click
import msgspec

from claimdesk.accounts import service, tokens
from claimdesk.accounts.rules import SYSTEM, Role, Scope
from claimdesk.accounts.schemas import PersonCreate, TokenCreate
from claimdesk.cli.database import data_dir_option, run_with_database, settings_from
from claimdesk.errors import Problem

desk_option = click.option("--desk", help="The desk's short name, where there are several.")


@click.group()
def user() -> None:
    """People who sign in."""


@user.command("add")
@click.argument("login")
@click.option("--name", help="Shown beside what they do; the login if left out.")
@click.option(
    "--role", type=click.Choice([role.value for role in Role]), default="checker", show_default=True
)
@click.password_option(help="Asked for if left out. At least 12 characters.")
@desk_option
@data_dir_option
def add_user(
    login: str,
    name: str | None,
    role: str,
    password: str,
    desk: str | None,
    data_dir: Path | None,
) -> None:
    """Add LOGIN to the desk, made if there is none yet."""
    try:
        data = msgspec.convert(
            {"login": login, "name": name or login, "password": password, "role": role},
            PersonCreate,
        )
    except msgspec.ValidationError as error:
        raise click.UsageError(f"{error}. A login has letters a-z, digits, dot, dash.") from error

    async def work() -> None:
        await service.create_person(SYSTEM, await service.only_desk(desk), data)

    try:
        run_with_database(settings_from(data_dir=data_dir), work)
    except Problem as problem:
        raise click.ClickException(problem.detail) from problem
    click.echo(f"{login} can sign in as {role}.")


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
@desk_option
@data_dir_option
def create_token(
    name: str, scopes: tuple[str, ...], desk: str | None, data_dir: Path | None
) -> None:
    """Make a token called NAME and print its secret, which is shown this once."""
    try:
        data = msgspec.convert({"name": name, "scopes": list(scopes)}, TokenCreate)
    except msgspec.ValidationError as error:
        raise click.UsageError(f"{error}. A token's name has 1 to 100 characters.") from error

    async def work() -> str:
        made = await tokens.issue_token(
            SYSTEM, await service.only_desk(desk), data.name, data.scopes
        )
        return made.secret

    try:
        click.echo(run_with_database(settings_from(data_dir=data_dir), work))
    except Problem as problem:
        raise click.ClickException(problem.detail) from problem
