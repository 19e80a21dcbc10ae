"""CSV that a spreadsheet opens as data. Pure."""

import csv
import io
from collections.abc import Iterable, Sequence

# What begins a formula in Excel, LibreOffice or Sheets, also behind a tab or a line's end (OWASP).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(value: object) -> object:
    """A value as a cell: a text that a spreadsheet would run as a formula gets an apostrophe before it.

    Text comes from articles and from anybody on the desk, and a formula can send a sheet's content
    away. Numbers stay numbers.
    """
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value


def lines(rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV (RFC 4180); null is an empty cell."""
    text = io.StringIO()
    csv.writer(text).writerows([cell(value) for value in row] for row in rows)
    return text.getvalue()
