"""What is written of what happens: one line each, as text or as JSON, with the request it came of.

A line has what is named here and nothing else, so that no body, query string, cookie or token that a
library puts beside its own lines comes with it.
"""

import logging
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from io import StringIO
from typing import TextIO

import structlog
from structlog.typing import EventDict, ExcInfo, Processor, WrappedLogger

log = logging.getLogger("claimdesk")
REQUESTS = logging.getLogger("claimdesk.request")
"""One line a request; `claimdesk demo` leaves these away."""
JOBS = logging.getLogger("claimdesk.job")
"""One line a job."""
SIGN_INS = logging.getLogger("claimdesk.sign_in")
"""Who came in and who did not, and by what; never what was typed for a login, which may be a password."""

MEMBERS = {"method", "route", "status", "ms", "actor", "job", "task", "attempt", "outcome"}
"""What a line may have beside its time, level, logger, words, and the request's id."""
REQUEST_ID = "request_id"
_ROW = re.compile(
    r"^DETAIL:.*?(?=^Traceback |^During handling|^The above exception|\Z)", re.M | re.S
)
"""What PostgreSQL tells of the row that it refused, as asyncpg puts it behind its message."""
_SANE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")


class LogFormat(StrEnum):
    """How a line is written."""

    TEXT = "text"
    JSON = "json"


def sane_id(given: str | None) -> str:
    """The id that a caller gave its request, where it is one that can stand in any log; else a new one."""
    if given is not None and _SANE.fullmatch(given):
        return given
    return secrets.token_hex(16)


@contextmanager
def of_request(request_id: str | None) -> Iterator[None]:
    """Whatever is logged in the block bears the request's id."""
    if request_id is None:
        yield
        return
    with structlog.contextvars.bound_contextvars(request_id=request_id):
        yield


def current_request() -> str | None:
    """The id of the request that is being answered, or that a job came of."""
    found: str | None = structlog.contextvars.get_contextvars().get(REQUEST_ID)
    return found


def configure(form: LogFormat) -> None:
    """Send what is logged to standard error in this form, from now on."""
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(form))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    # Theirs have the arguments of jobs and the addresses of others' servers; ours say the same without.
    for name in ("procrastinate", "httpx", "uvicorn"):
        logging.getLogger(name).setLevel(logging.WARNING)


def formatter(form: LogFormat) -> logging.Formatter:
    """The lines' form."""
    before: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(allow=MEMBERS),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    after: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if form is LogFormat.JSON:
        after += [
            structlog.processors.format_exc_info,
            _hide_rows,
            structlog.processors.EventRenamer("message"),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    else:
        after.append(
            structlog.dev.ConsoleRenderer(
                colors=False, pad_event_to=0, exception_formatter=_traceback
            )
        )
    return structlog.stdlib.ProcessorFormatter(foreign_pre_chain=before, processors=after)


def without_rows(traceback: str) -> str:
    """A traceback without what stood in a row that the database refused: it may be a note."""
    return _ROW.sub("DETAIL:  left out\n", traceback)


def _hide_rows(_: WrappedLogger, __: str, line: EventDict) -> EventDict:
    if "exception" in line:
        line["exception"] = without_rows(line["exception"])
    return line


def _traceback(out: TextIO, error: ExcInfo) -> None:
    whole = StringIO()
    structlog.dev.plain_traceback(whole, error)
    out.write(without_rows(whole.getvalue()))
