"""`claimdesk`, the command."""

import click

from claimdesk import __version__
from claimdesk.cli.bench_extract import bench_extract
from claimdesk.cli.extract import extract
from claimdesk.cli.people import token, user
from claimdesk.cli.serve import demo, doctor, openapi, serve


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="claimdesk")
def main() -> None:
    """A fact-check and claim-tracking desk for newsrooms."""


@main.group()
def bench() -> None:
    """Speed figures."""


bench.add_command(bench_extract, "extract")
for command in (demo, doctor, extract, openapi, serve, token, user):
    main.add_command(command)

if __name__ == "__main__":
    main()
