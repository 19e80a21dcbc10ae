"""Repeating a write with its Idempotency-Key acts once and gets the first answer again."""

import hashlib
from datetime import timedelta
from typing import Any

import msgspec
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, HTTPReceiveMessage, Message, Receive, Scope, Send
from litestar.utils.scope.state import ScopeState

from claimdesk.accounts.rules import Actor
from claimdesk.clock import now
from claimdesk.db.engine import fetch, transaction
from claimdesk.errors import Conflict, Invalid, TooLarge
from claimdesk.sealing.ring import ring, unseal
from claimdesk.web.authentication import SAFE_METHODS

HEADER = "Idempotency-Key"
KEPT_FOR = timedelta(days=2)
MAX_KEY = 100
HOLDS_SECRETS = "holds_secrets"
"""A route's `opt`: its body or answer has a password or a token, which are kept as hashes only."""


class _Failed(Exception):
    """Rolls the transaction back: only what was done is remembered, so a failure can be retried."""


class Idempotency(ASGIMiddleware):
    """Runs a write that carries a key inside one transaction with the record of its answer.

    Two requests with one key at the same time: the second waits on the unique index for the first.
    Comes after authentication, since a key belongs to its caller. A call that `HOLDS_SECRETS` is
    never remembered, neither its body nor its answer. Of the body of any other a hash is kept, sealed:
    of a short one, as a note on a source, whoever has the database could guess the words by it.
    """

    def __init__(self, max_body: int) -> None:
        """`max_body`: how many bytes are read of a request; more raise TooLarge."""
        self._max_body = max_body

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Answer from memory, or act and remember."""
        key = _header(scope)
        caller = scope.get("user")
        if (
            scope["type"] != ScopeType.HTTP
            or scope["method"] in SAFE_METHODS
            or key is None
            or not isinstance(caller, Actor)  # signing in: its answer is for one browser only
            or scope["route_handler"].opt.get(HOLDS_SECRETS)
        ):
            await next_app(scope, receive, send)
            return
        if not 0 < len(key) <= MAX_KEY or not key.isprintable():
            raise Invalid(f"{HEADER} is 1 to {MAX_KEY} printable characters, such as a UUID.")
        body, messages = await _read(receive, self._max_body)
        mark = hashlib.sha256(
            b"\n".join([scope["method"].encode(), scope["raw_path"], body])
        ).hexdigest()
        caller_key = f"{caller.called} {key}"
        answer: list[Message] = []

        async def replay() -> HTTPReceiveMessage | Any:
            return messages.pop(0) if messages else await receive()

        async def keep(message: Message) -> None:
            answer.append(message)

        try:
            async with transaction():
                fresh = await fetch(
                    "INSERT INTO idempotent_answer AS a (caller_key, request, at) "
                    "VALUES ({}, {}, {}) ON CONFLICT (caller_key) DO UPDATE SET "
                    "request = excluded.request, at = excluded.at WHERE a.at < {} RETURNING id",
                    caller_key,
                    ring().seal_if_any(mark),
                    now(),
                    now() - KEPT_FOR,
                )
                if fresh:
                    await next_app(scope, replay, keep)
                    await _remember(fresh[0]["id"], answer)
                else:
                    answer = await _recall(caller_key, mark)
        except _Failed:
            pass
        except Exception:
            # Litestar saw the answer that was held back here, and would take it for sent: whatever went
            # wrong after it, as at the commit, would then get no answer in our form.
            ScopeState.from_scope(scope).response_started = False
            raise
        for message in answer:
            await send(message)


async def forget_expired() -> None:
    """Remove answers that nobody gets again. Not inside a keyed write: others would wait for it."""
    await fetch("DELETE FROM idempotent_answer WHERE at < {}", now() - KEPT_FOR)


def _header(scope: Scope) -> str | None:
    return MutableScopeHeaders(scope).get(HEADER)


async def _read(receive: Receive, most: int) -> tuple[bytes, list[Any]]:
    messages: list[Any] = []
    size = 0
    while True:
        message: Any = await receive()
        messages.append(message)
        size += len(message.get("body", b""))
        if size > most:
            raise TooLarge(f"The body is over the limit of {most:,} bytes. Send less at once.")
        if message["type"] != "http.request" or not message.get("more_body"):
            return b"".join(m.get("body", b"") for m in messages), messages


async def _remember(row: int, answer: list[Message]) -> None:
    status, headers, body = 500, [], b""
    for message in answer:
        if message["type"] == "http.response.start":
            status = message["status"]
            headers = [(k, v) for k, v in message["headers"] if k.lower() != b"set-cookie"]
        elif message["type"] == "http.response.body":
            body += message["body"]
    if status >= 400:
        raise _Failed
    await fetch(
        "UPDATE idempotent_answer SET status = {}, headers = {}, body = {} WHERE id = {}",
        status,
        msgspec.msgpack.encode(headers),
        body,
        row,
    )


async def _recall(caller_key: str, mark: str) -> list[Message]:
    rows = await fetch("SELECT * FROM idempotent_answer WHERE caller_key = {}", caller_key)
    if not rows or unseal(rows[0]["request"]) != mark:
        raise Conflict(
            f"This {HEADER} was used for another request. Make a new key for every action."
        )
    headers = msgspec.msgpack.decode(rows[0]["headers"], type=list[tuple[bytes, bytes]])
    headers.append((b"idempotent-replay", b"true"))
    return [
        {"type": "http.response.start", "status": rows[0]["status"], "headers": headers},
        {"type": "http.response.body", "body": rows[0]["body"], "more_body": False},
    ]
