"""Accounts from the command line of whoever runs the server."""

from pathlib import Path
from typing import TypeVar

import click
import msgspec

from claimdesk.accounts import people, provider_links, service, ways_in
from claimdesk.accounts.rules import SYSTEM, Role
from claimdesk.accounts.schemas import (
    Deactivation,
    PasswordLink,
    PasswordSet,
    Person,
    PersonCreate,
    PersonWrite,
)
from claimdesk.assignments import leaving
from claimdesk.cli.database import Work, data_dir_option, run_with_database, settings_from
from claimdesk.errors import Problem

ResultT = TypeVar("ResultT")
ShapeT = TypeVar("ShapeT")

desk_option = click.option("--desk", help="The desk's short name, where there are several.")


@click.group()
def user() -> None:
    """People who sign in."""


def done(work: Work[ResultT], data_dir: Path | None) -> ResultT:
    """What the work gives, or an end that says what to do."""
    try:
        return run_with_database(settings_from(data_dir=data_dir), work)
    except Problem as problem:
        claims = problem.extra.get("claims")
        named = f" They are: {', '.join(map(str, claims))}." if claims else ""
        raise click.ClickException(problem.detail + named) from problem


def _checked(shape: type[ShapeT], values: dict[str, object]) -> ShapeT:
    """The values in that shape, or an end that says which of them cannot be."""
    try:
        return msgspec.convert(values, shape)
    except msgspec.ValidationError as error:
        field = str(error).rpartition("`$.")[2].rstrip("`")
        given = "" if field == "password" else f"“{values[field]}” is no {field}: "
        raise click.UsageError(f"{given}a {field} has {_TAKES[field]}.") from error


_TAKES = {
    "login": "2 to 64 characters, of a-z, 0-9, dot, dash and underscore",
    "name": "1 to 120 characters that are not all blank",
    "password": "12 to 200 characters",
}
"""What may be typed, in words, by the field that is checked."""


role_option = click.Choice([role.value for role in Role])


@user.command("add")
@click.argument("login")
@click.option("--name", help="Shown beside what they do; the login if left out.")
@click.option("--role", type=role_option, default="checker", show_default=True)
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
    data = _checked(
        PersonCreate, {"login": login, "name": name or login, "password": password, "role": role}
    )

    async def work() -> None:
        await people.create(SYSTEM, await service.only_desk(desk), data)

    done(work, data_dir)
    click.echo(f"{login} can sign in as {role}.")


@user.command("list")
@data_dir_option
def list_users(data_dir: Path | None) -> None:
    """Everybody, with their roles."""

    async def work() -> tuple[list[Person], dict[int, str]]:
        return await people.everybody(), await service.desk_slugs()

    everybody, slugs = done(work, data_dir)
    for person in everybody:
        roles = ", ".join(f"{each.role} on {slugs[each.desk]}" for each in person.roles)
        click.echo(
            f"{person.login:<20} {person.name}: {roles}"
            + ("" if person.active else " (deactivated)")
        )


@user.command("change")
@click.argument("login")
@click.option("--name", help="The new name.")
@click.option("--login", "new_login", help="The new login.")
@click.option("--role", type=click.Choice([*(r.value for r in Role), "none"]), help="On the desk.")
@desk_option
@data_dir_option
def change_user(
    login: str,
    name: str | None,
    new_login: str | None,
    role: str | None,
    desk: str | None,
    data_dir: Path | None,
) -> None:
    """Change LOGIN's name, login, or role on a desk; `--role none` takes them off it."""

    async def work() -> Person:
        person = await people.read(SYSTEM, await people.id_of(login))
        roles = {each.desk: each.role.value for each in person.roles}
        if role is not None:
            where = await service.only_desk(desk)
            roles = {d: r for d, r in roles.items() if d != where}
            if role != "none":
                roles[where] = role
        data = _checked(
            PersonWrite,
            {
                "name": name or person.name,
                "login": new_login or person.login,
                "roles": [{"desk": d, "role": r} for d, r in roles.items()],
            },
        )
        return await leaving.save(SYSTEM, person.id, f'"{person.version}"', data)

    changed = done(work, data_dir)
    click.echo(f"{changed.login} is changed.")


@user.command("deactivate")
@click.argument("login")
@click.option("--to", help="The login of who gets the claims they have in hand.")
@click.option("--release", is_flag=True, help="Put those claims back into the queue.")
@click.option("--reason", default="", help="Why, for the audit trail.")
@data_dir_option
def deactivate_user(
    login: str, to: str | None, release: bool, reason: str, data_dir: Path | None
) -> None:
    """Let LOGIN sign in no longer; says which claims they have in hand if it is not said where to."""

    async def work() -> None:
        receiver = await people.id_of(to) if to else None
        data = Deactivation(to=receiver, release=release, reason=reason)
        await leaving.deactivate(SYSTEM, await people.id_of(login), data)

    done(work, data_dir)
    click.echo(f"{login} cannot sign in any more.")


@user.command("reactivate")
@click.argument("login")
@data_dir_option
def reactivate_user(login: str, data_dir: Path | None) -> None:
    """Let LOGIN sign in again."""

    async def work() -> None:
        await people.set_active(SYSTEM, await people.id_of(login), active=True)

    done(work, data_dir)
    click.echo(f"{login} can sign in again.")


@user.command("password")
@click.argument("login")
@click.option("--set", "ask", is_flag=True, help="Ask for the new password here instead.")
@data_dir_option
def password_of_user(login: str, ask: bool, data_dir: Path | None) -> None:
    """Print a one-time link with which LOGIN sets a new password."""
    settings = settings_from(data_dir=data_dir)
    if ask:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
        data = _checked(PasswordSet, {"code": "-", "password": password})

        async def change() -> None:
            await ways_in.change_password(SYSTEM, await people.id_of(login), data.password)

        done(change, data_dir)
        click.echo(f"{login} has a new password and is signed out everywhere.")
        return

    async def make() -> PasswordLink:
        return await ways_in.make_link(SYSTEM, await people.id_of(login))

    link = done(make, data_dir)
    click.echo(settings.base_url + link.path)
    click.echo(f"It works once, until {link.expires_at:%Y-%m-%d %H:%M} UTC.", err=True)


@user.command("sign-out")
@click.argument("login")
@data_dir_option
def sign_out_user(login: str, data_dir: Path | None) -> None:
    """Sign LOGIN out on all devices."""

    async def work() -> None:
        await ways_in.sign_out(SYSTEM, await people.id_of(login))

    done(work, data_dir)
    click.echo(f"{login} is signed out everywhere.")


@user.command("reset-second-factor")
@click.argument("login")
@data_dir_option
def reset_second_factor(login: str, data_dir: Path | None) -> None:
    """Take LOGIN's second factor away, which they lost, and sign them out."""

    async def work() -> None:
        await ways_in.reset_second_factor(SYSTEM, await people.id_of(login))

    done(work, data_dir)
    click.echo(f"{login} signs in with the password alone.")


@user.command("unlink-provider")
@click.argument("login")
@data_dir_option
def unlink_provider(login: str, data_dir: Path | None) -> None:
    """Forget which account at the provider is LOGIN's, and sign them out.

    The next that comes from there with their login is theirs.
    """
    settings = settings_from(data_dir=data_dir)

    async def work() -> None:
        await provider_links.unlink(SYSTEM, settings, await people.id_of(login))

    done(work, data_dir)
    click.echo(f"{login} has no account at the provider.")
