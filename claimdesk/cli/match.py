"""``claimdesk match``: has this been checked before?"""

from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor, Role
from claimdesk.cli.database import data_dir_option, run_with_database, standing_desk
from claimdesk.cli.people import desk_option
from claimdesk.cli.semantics import by_meaning
from claimdesk.errors import Problem
from claimdesk.matching import views
from claimdesk.matching.schemas import Match, Matches


@click.command("match")
@click.argument("text")
@desk_option
@click.option(
    "--limit",
    type=click.IntRange(1, views.MOST),
    default=views.LIMIT,
    show_default=True,
    help="How many at most.",
)
@click.option("--json", "as_json", is_flag=True, help="As the API answers, in JSON.")
@data_dir_option
def match(text: str, desk: str | None, limit: int, as_json: bool, data_dir: Path | None) -> None:
    """Look for what says the same as TEXT among claims and what others checked.

    Claims of all desks are looked at, or of the one that --desk names.
    """

    settings = standing_desk(data_dir)

    async def work() -> Matches:
        await by_meaning(settings)
        desks = await accounts.desk_slugs() if desk is None else [await accounts.only_desk(desk)]
        actor = Actor(name="claimdesk", roles=dict.fromkeys(desks, Role.CHECKER))
        return await views.of_text(actor, text, limit)

    try:
        found = run_with_database(settings, work)
    except Problem as problem:
        raise click.ClickException(problem.detail) from problem
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found)).decode())
        return
    if not found.items:
        click.echo(
            "Nothing like it was said or checked before."
            if found.has_words
            else "There is no word in this to look for. Add what it is about: a name, a thing, a number."
        )
        return
    table = Table("", "score", "what", "says", "differs")
    for one in found.items:
        table.add_row(
            one.likeness, f"{one.score:.2f}", escape(_what(one)), escape(one.text), _differs(one)
        )
    Console().print(table)


def _what(one: Match) -> str:
    if one.fact_check is not None:
        return f"{one.fact_check.publisher or one.fact_check.url}: {one.fact_check.rating}"
    if one.claim is None:
        return ""
    said = one.claim.rating.label if one.claim.rating else one.claim.state.replace("_", " ")
    return f"claim {one.claim.id}: {said}"


def _differs(one: Match) -> str:
    return escape(
        "; ".join(
            f"{difference.fact}: {difference.asked.text if difference.asked else '–'} / "
            f"{difference.found.text if difference.found else '–'}"
            for difference in one.differences
        )
    )
