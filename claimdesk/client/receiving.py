"""Verifying a webhook's message where it is received."""

from collections.abc import Iterable, Mapping

import msgspec
from standardwebhooks import Webhook, WebhookVerificationError

from claimdesk.client.errors import NotGenuine
from claimdesk.webhooks.schemas import HookMessage, HookPing


def verify(
    body: bytes, headers: Mapping[str, str], secrets: str | Iterable[str]
) -> HookMessage | HookPing:
    """The message, if one of the secrets signed it within the last five minutes.

    `body` is what came, to the byte. `secrets` is the webhook's, or while it is being changed the old
    one and the new. Raises NotGenuine. Its `webhook-id` header tells a message that came before.
    """
    known = [secrets] if isinstance(secrets, str) else list(secrets)
    if not any(_is_signed(secret, body, dict(headers)) for secret in known):
        raise NotGenuine("No secret fits this message's signature, or its time is too far off.")
    try:
        kind = msgspec.json.decode(body, type=_Kind).type
        if kind.startswith("rating."):
            return msgspec.json.decode(body, type=HookMessage)
        return msgspec.json.decode(body, type=HookPing)
    except msgspec.MsgspecError as error:
        raise NotGenuine("The message is none that this version knows.") from error


class _Kind(msgspec.Struct):
    type: str


def _is_signed(secret: str, body: bytes, headers: dict[str, str]) -> bool:
    try:
        Webhook(secret).verify(body, headers, json_parse=False)
    except (WebhookVerificationError, ValueError):  # a signature without a comma, base64 or UTF-8
        return False
    return True
