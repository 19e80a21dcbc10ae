"""``claimdesk upgrade-database``: the embedded database to the newest PostgreSQL."""

import asyncio
from pathlib import Path

import click

from claimdesk.backups.manifest import BackupError
from claimdesk.backups.upgrading import move
from claimdesk.cli.database import data_dir_option, standing_desk
from claimdesk.db.embedded import EmbeddedPostgresError, upgrading
from claimdesk.db.open import MigrationError
from claimdesk.db.tools import ToolError


def _say(text: str) -> None:
    click.echo(text, err=True)


@click.command("upgrade-database")
@data_dir_option
def upgrade_database(data_dir: Path | None) -> None:
    """Move the embedded database to the newest PostgreSQL there is.

    Stop claimdesk before. The old database stays beside the new one, which takes its place only once
    it has every row and its audit trail is whole.
    """
    settings = standing_desk(data_dir)
    if settings.database_url:
        raise click.ClickException(
            "This desk has a server of its own (CLAIMDESK_DATABASE_URL): upgrade that as PostgreSQL's "
            "manual says."
        )
    try:
        with upgrading(settings.data_dir) as upgrade:
            if upgrade is None:
                click.echo("The database is of the newest PostgreSQL here; there is nothing to do.")
                return
            _say(f"From PostgreSQL {upgrade.old_major} to {upgrade.new_major}.")
            made = asyncio.run(move(upgrade.old_url, upgrade.new_url, settings.data_dir, _say))
    except (BackupError, EmbeddedPostgresError, MigrationError, ToolError) as error:
        raise click.ClickException(f"{error}\nThe database is as it was.") from error
    click.echo(
        f"The database is PostgreSQL {upgrade.new_major}'s. Its audit head is {made.state.head}"
    )
    click.echo(
        f"The old one is kept in {upgrade.kept}. Remove it once you are content with the new one."
    )
