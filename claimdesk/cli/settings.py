"""``claimdesk settings``: what can be set, said by the settings themselves."""

import ast
import inspect
import textwrap
from enum import Enum
from itertools import pairwise
from typing import Any, NamedTuple

import click
import msgspec
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from claimdesk.settings import PREFIX, Settings, wanted

NAMED_DEFAULTS = {"data_dir": "the user's data folder"}
"""Defaults that differ from machine to machine, in words."""


class Documented(NamedTuple):
    """A setting: its variable, what it is, its default, and what it takes."""

    variable: str
    meaning: str
    default: str
    takes: str


def documented() -> list[Documented]:
    """Every setting, in the order of the Struct, from its field's own docstring, type and default."""
    meanings = _docstrings()
    return [
        Documented(
            PREFIX + field.name.upper(),
            meanings[field.name],
            NAMED_DEFAULTS.get(field.name) or _said(field.default),
            wanted(field.type),
        )
        for field in msgspec.structs.fields(Settings)
    ]


def as_markdown(rows: list[Documented]) -> str:
    """The table of the README."""
    lines = ["| Variable | Default | Takes | Meaning |", "|---|---|---|---|"]
    for row in rows:
        default = row.default if row.variable == PREFIX + "DATA_DIR" else f"`{row.default}`"
        meaning = row.meaning.replace("|", "\\|")
        shown = default if row.default else "empty"
        lines.append(f"| `{row.variable}` | {shown} | {row.takes} | {meaning} |")
    return "\n".join(lines) + "\n"


def _docstrings() -> dict[str, str]:
    """The string that stands below each field; Python keeps it nowhere but in the source."""
    parsed = ast.parse(textwrap.dedent(inspect.getsource(Settings)))
    lines = next(node.body for node in parsed.body if isinstance(node, ast.ClassDef))
    found = {}
    for field, below in pairwise(lines):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            text = ast.literal_eval(below.value) if isinstance(below, ast.Expr) else ""
            found[field.target.id] = " ".join(str(text).split())
    return found


def _said(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Enum):
        return str(value.value)
    return str(value)


@click.command()
@click.option("--markdown", is_flag=True, help="As the table of the README.")
def settings(markdown: bool) -> None:
    """Print what can be set in the environment: name, default, what it takes, what it is."""
    rows = documented()
    if markdown:
        click.echo(as_markdown(rows), nl=False)
        return
    table = Table(show_lines=True)
    for column in ("Variable", "Default", "Takes", "Meaning"):
        table.add_column(column, no_wrap=column == "Variable")
    for row in rows:
        # Their words have brackets, which are no markup.
        table.add_row(*map(escape, (row.variable, row.default, row.takes, row.meaning)))
    Console().print(table)
