"""`claimdesk`, the command."""

from importlib import import_module

import click

from claimdesk import __version__


class Lazy(click.Group):
    """Imports a command when it is called for: `extract` needs neither the web nor the database."""

    def __init__(self, *args: object, homes: dict[str, str], **kwargs: object) -> None:
        """`homes`: where each command is, as module:name."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # click's own, passed on
        self._homes = homes

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, without importing anything."""
        return sorted([*super().list_commands(ctx), *self._homes])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now; null if there is none of that name."""
        if cmd_name not in self._homes:
            return super().get_command(ctx, cmd_name)
        module, _, name = self._homes[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(
    cls=Lazy,
    context_settings={"help_option_names": ["-h", "--help"]},
    homes={
        "backup": "claimdesk.cli.backup:backup",
        "connect": "claimdesk.cli.connect:connect",
        "demo": "claimdesk.cli.serve:demo",
        "doctor": "claimdesk.cli.doctor:doctor",
        "embed": "claimdesk.cli.semantics:embed",
        "extract": "claimdesk.cli.extract:extract",
        "import-checks": "claimdesk.cli.factchecks:import_checks",
        "ingest": "claimdesk.cli.ingest:ingest",
        "match": "claimdesk.cli.match:match",
        "openapi": "claimdesk.cli.serve:openapi",
        "restore": "claimdesk.cli.backup:restore",
        "secrets": "claimdesk.cli.sealing:secrets",
        "settings": "claimdesk.cli.settings:settings",
        "serve": "claimdesk.cli.serve:serve",
        "token": "claimdesk.cli.tokens:token",
        "train": "claimdesk.cli.train:train",
        "upgrade-database": "claimdesk.cli.upgrade:upgrade_database",
        "user": "claimdesk.cli.people:user",
        "worker": "claimdesk.cli.worker:worker",
    },
)
@click.version_option(__version__, prog_name="claimdesk")
def main() -> None:
    """A fact-check and claim-tracking desk for newsrooms."""


@main.group(
    cls=Lazy,
    homes={
        "backfill": "claimdesk.cli.bench_backfill:bench_backfill",
        "desk": "claimdesk.cli.bench_desk:bench_desk",
        "extract": "claimdesk.cli.bench_extract:bench_extract",
        "load": "claimdesk.cli.bench_load:bench_load",
        "webhooks": "claimdesk.cli.bench_webhooks:bench_webhooks",
        "match": "claimdesk.cli.bench_match:bench_match",
        "ranking": "claimdesk.cli.bench_ranking:bench_ranking",
    },
)
def bench() -> None:
    """Speed figures."""


if __name__ == "__main__":
    main()
