"""Rows of what was answered to repeated requests."""

from piccolo.columns import BigSerial, Bytea, Integer, Timestamptz, Varchar
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table


class IdempotentAnswer(Table, tablename="idempotent_answer"):
    """The answer a caller got for an Idempotency-Key; `caller_key` joins both, `request` is a sealed
    hash of what was asked."""

    id = BigSerial(primary_key=True)
    caller_key = Varchar(length=200, unique=True)
    request = Varchar(length=300)
    status = Integer(default=0)
    headers = Bytea()
    body = Bytea()
    at = Timestamptz(default=TimestamptzNow(), index=True)
