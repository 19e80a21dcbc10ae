"""``claimdesk bench ranking``: rankings of a benchmark's claims for its questions, to be scored."""

import asyncio
from pathlib import Path
from typing import Any

import click
import msgspec

from claimdesk.cli.bench_desk import own_database
from claimdesk.cli.database import ready_database, settings_from
from claimdesk.cli.semantics import by_meaning
from claimdesk.db.engine import close_pool, open_pool, transaction
from claimdesk.factchecks import service as factchecks
from claimdesk.factchecks.rules import Check
from claimdesk.matching import embedding, upkeep, views

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command(name="ranking")
@click.argument("claims", type=_FILE)
@click.argument("queries", type=_FILE)
@click.option(
    "--database-url",
    help="A PostgreSQL server whose user may create databases; without, an embedded one.",
)
def bench_ranking(claims: Path, queries: Path, database_url: str | None) -> None:
    """Print, for each of QUERIES, the ids of what is found among CLAIMS, the best first.

    Both are JSON lines with `id` and `text`, of claims also `title`. So are the rankings: `query` and
    `ranked`. The claims are brought in as others' checks into a database of its own. With
    CLAIMDESK_SEMANTIC_MODEL they are ranked by meaning as well.
    """
    with own_database(database_url) as settings, ready_database(settings):
        asyncio.run(_rank(_lines(claims), _lines(queries)))


def _lines(path: Path) -> list[dict[str, Any]]:
    try:
        return [msgspec.json.decode(line) for line in path.read_bytes().splitlines() if line]
    except msgspec.DecodeError as error:
        raise click.ClickException(f"{path} is not JSON lines: {error}") from error


async def _rank(claims: list[dict[str, Any]], queries: list[dict[str, Any]]) -> None:
    await open_pool(2)
    try:
        await by_meaning(settings_from(), take_over=True)
        ids: dict[int, str] = {}
        for claim in claims:
            address = f"https://checks.example.org/{claim['id']}"
            title = claim.get("title") or ""
            check = Check(claim=claim["text"], url=address, rating="False", title=title)
            async with transaction():
                saved = await factchecks.save(1, {check.key: check})
            ids |= {row["id"]: claim["id"] for row in saved}
        await upkeep.count()
        await embedding.catch_up()
        for query in queries:
            found = await views.find(query["text"], [])
            ranked = [ids[one.candidate.fact_check or 0] for one in found]
            line = {"query": query["id"], "ranked": ranked}
            click.echo(msgspec.json.encode(line).decode())
    finally:
        await close_pool()
