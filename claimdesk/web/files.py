"""Answers that people keep as files: as CSV where they ask for it."""

from enum import StrEnum
from typing import Annotated, Any

from litestar import Request
from litestar.params import QueryParameter

from claimdesk.accounts.rules import Actor
from claimdesk.clock import now

CSV = "text/csv"


class FileFormat(StrEnum):
    """As what an answer is given."""

    JSON = "json"
    CSV = "csv"


Format = Annotated[
    FileFormat | None,
    QueryParameter(name="format", description="wins over `Accept`; JSON where neither says CSV"),
]


def wants_csv(request: Request[Actor, Any, Any], asked: FileFormat | None) -> bool:
    """Whether the caller wants CSV: by the parameter, else by the Accept header."""
    if asked is not None:
        return asked is FileFormat.CSV
    return request.accept.best_match(["application/json", CSV]) == CSV


def attachment(name: str, suffix: str) -> dict[str, str]:
    """The header that makes a browser save the answer, under a name with the day."""
    return {"Content-Disposition": f'attachment; filename="{name}-{now():%Y-%m-%d}.{suffix}"'}
