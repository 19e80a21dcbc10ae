"""Rows of set-up codes."""

from piccolo.columns import Serial, Timestamptz, Varchar
from piccolo.table import Table


class SetupCode(Table, tablename="setup_code"):
    """A code that sets an empty desk up, one for each start; `code_hash` is its SHA-256."""

    id = Serial(primary_key=True)
    code_hash = Varchar(length=64, unique=True, secret=True)
    expires_at = Timestamptz()
