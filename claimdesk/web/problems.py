"""Every error as a problem in the form of RFC 9457."""

import logging
from collections.abc import Mapping
from typing import Any

import asyncpg
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.plugins.problem_details import (
    ProblemDetailsConfig,
    ProblemDetailsException,
    ProblemDetailsPlugin,
)

from claimdesk.errors import InDoubt, Invalid, Problem, Unavailable
from claimdesk.logs import REQUEST_ID, current_request
from claimdesk.web.requests import route_of

log = logging.getLogger("claimdesk")
PREFIX = "urn:claimdesk:problem:"


HEADERS = {
    401: {"WWW-Authenticate": "Bearer"},
    429: {"Retry-After": "900"},
    503: {"Retry-After": "5"},
}


def as_exception(
    problem: Problem, headers: Mapping[str, str] | None = None
) -> ProblemDetailsException:
    """The problem as Litestar answers it, with these headers beside its own."""
    return _exception(
        problem.status,
        problem.slug,
        problem.title,
        problem.detail,
        problem.extra,
        HEADERS.get(problem.status, {}) | dict(headers or {}),
    )


def _exception(
    status: int,
    slug: str,
    title: str,
    detail: str,
    extra: Mapping[str, Any] | None = None,
    headers: dict[str, str] | None = None,
) -> ProblemDetailsException:
    request = current_request()
    members = dict(extra or {}) | ({} if request is None else {REQUEST_ID: request})
    return ProblemDetailsException(
        status_code=status,
        type_=PREFIX + slug,
        title=title,
        detail=detail,
        extra=members or None,
        headers=headers or None,
    )


def _from_http(error: HTTPException) -> ProblemDetailsException:
    if isinstance(error, ProblemDetailsException):
        return error
    extra: dict[str, Any] | None = None
    detail = error.detail
    title = "The request cannot be carried out"
    slug = "bad-request"
    if isinstance(error, ValidationException):
        slug, title = "invalid", "Something in the request is not acceptable"
        errors = [
            {"field": item.get("key", ""), "detail": item["message"]}
            for item in (error.extra if isinstance(error.extra, list) else [])
            if isinstance(item, dict) and "message" in item
        ]
        if errors == [
            {"field": "data", "detail": "'data'"}
        ]:  # how Litestar says that there is none
            errors = [{"field": "", "detail": "The request needs a JSON body."}]
        if errors:
            extra = {"errors": errors}
            named = (f"{e['field']}: {e['detail']}" if e["field"] else e["detail"] for e in errors)
            detail = "; ".join(named)
    elif error.status_code == 404:
        slug, title = "not-found", "There is no such thing here"
        detail = "No such address. /api/openapi.json lists those there are."
    elif error.status_code == 405:
        slug, title = "method-not-allowed", "This address does not take that method"
        detail = "See /api/openapi.json for what it takes."
    elif error.status_code == 413:
        slug, title = "too-large", "That is more than claimdesk takes at once"
        detail = (
            "The request's body is over the limit that CLAIMDESK_MAX_ARTICLE_CHARS and "
            "CLAIMDESK_MAX_FILE_BYTES set. Send less at once."
        )
    elif error.status_code == 429:
        wait = (error.headers or {}).get("RateLimit-Reset", "60")
        slug, title = "too-many-requests", "That is more often than it may be asked"
        detail = f"Wait {wait} seconds, then go on more slowly: nothing was changed."
        error.headers = {**(error.headers or {}), "Retry-After": wait}
    elif error.status_code >= 500:
        return _internal()
    return _exception(error.status_code, slug, title, detail, extra, error.headers)


def _internal() -> ProblemDetailsException:
    number = f" that the request was {request}" if (request := current_request()) else ""
    return _exception(
        500,
        "internal",
        "Something went wrong on our side",
        f"Nothing was changed. Try again; if it stays so, tell whoever runs the server{number}.",
    )


# What a body can still do after it has come past the schemas' checks, and what is wrong with it then.
UNFIT: dict[type[Exception], str] = {
    UnicodeDecodeError: "The body is not UTF-8. Save the file as UTF-8 and send it again.",
    RecursionError: "The body is nested too deeply. Send plain JSON as the OpenAPI document has it.",
    asyncpg.DataError: "A value is too large, or has a character that is no text (NUL). Correct it.",
}


def _unfit(request: Request[Any, Any, Any], error: Exception) -> Response[dict[str, Any]]:
    log.warning("%s %s: %s", request.method, route_of(request.scope), type(error).__name__)
    detail = next(text for kind, text in UNFIT.items() if isinstance(error, kind))
    return as_exception(Invalid(detail)).to_response(request)


# What asyncpg raises when the server is away, stopping, full or had to break two writers apart.
AWAY: tuple[type[Exception], ...] = (
    ConnectionError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.TransactionRollbackError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # of a connection that broke in the middle of an answer
    asyncpg.PostgresSystemError,  # a file that cannot be read or written
    asyncpg.ReadOnlySQLTransactionError,
)
AWAY_WORDS: dict[type[Exception], str] = {
    InDoubt: (
        "The database went away while this was being saved, and nobody knows whether it was. Look before "
        "you send it again; with the Idempotency-Key that it had, it is safe to."
    ),
    asyncpg.DiskFullError: (
        "The database's disk is full. Nothing was changed: tell whoever runs the server, and try again "
        "once there is room."
    ),
    asyncpg.PostgresSystemError: (
        "The database cannot read or write its files. Nothing was changed: tell whoever runs the server."
    ),
    asyncpg.ReadOnlySQLTransactionError: (
        "The database takes no changes at the moment. Nothing was changed: try again later. If it stays "
        "so, tell whoever runs the server."
    ),
}
"""What is said where the reason is known."""


def _away(request: Request[Any, Any, Any], error: Exception) -> Response[dict[str, Any]]:
    log.error(
        "%s %s: the database: %s", request.method, route_of(request.scope), type(error).__name__
    )
    detail = next(
        (words for kind, words in AWAY_WORDS.items() if isinstance(error, kind)),
        "The database does not answer. Nothing was changed: try again in a moment. "
        "If it stays so, tell whoever runs the server.",
    )
    return as_exception(Unavailable(detail)).to_response(request)


def _unexpected(request: Request[Any, Any, Any], error: Exception) -> Response[dict[str, Any]]:
    log.error("%s %s failed", request.method, route_of(request.scope), exc_info=error)
    return _internal().to_response(request)


def plugin() -> ProblemDetailsPlugin:
    """Litestar's plug-in, knowing our problems and its own exceptions."""
    return ProblemDetailsPlugin(
        ProblemDetailsConfig(
            exception_to_problem_detail_map={Problem: as_exception, HTTPException: _from_http}
        )
    )


EXCEPTION_HANDLERS: dict[int | type[Exception], Any] = {
    **dict.fromkeys(UNFIT, _unfit),
    **dict.fromkeys(AWAY, _away),
    Exception: _unexpected,
}
