"""Ghost 5 and newer, by its Admin API, with its webhooks where there are some.

The JSON-LD goes into the post's own code injection, between two marks; what others put there stays.
"""

import base64
import hashlib
import hmac
import re
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

import httpx
import msgspec
from msgspec import Meta

from claimdesk.errors import Invalid
from claimdesk.publishing.connectors.model import (
    Changed,
    Cms,
    Gone,
    NotSigned,
    Rated,
    Revision,
    Secret,
    as_ninjs,
    checked,
)
from claimdesk.publishing.connectors.paging import all_pages

Status = Literal["published", "draft", "scheduled", "sent"]
API = "/ghost/api/admin/posts/"
PAGE = 50
TOKEN_SECONDS = 240
"""Ghost takes tokens of five minutes at most; a clock may be a little off."""
WEBHOOK_MILLISECONDS = 300_000
BEGIN, END = "<!-- claimdesk: its own, written anew -->", "<!-- /claimdesk -->"
_OURS = re.compile(rf"\n?{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
_UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
_ID = re.compile(r"[0-9A-Za-z]{1,40}")
_SIGNATURE = re.compile(r"sha256=([0-9a-f]{64}), ?t=(\d{1,16})")


class Options(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`url` is the site's. `key` is the Admin API key of a custom integration, `id:secret`.

    `webhook_secret` is the one given to the integration's webhooks, where the bridge listens. Posts
    of these `statuses` are sent to the desk.
    """

    url: Annotated[str, Meta(pattern="^https?://.")]
    key: Secret
    webhook_secret: Secret | None = None
    statuses: list[Status] = msgspec.field(default_factory=lambda: ["published", "sent"])


class Connector(Cms):
    """One site. Raises ValueError for a key that is none."""

    def __init__(self, options: Options, http: httpx.AsyncClient) -> None:
        self._options = options
        self._http = http
        name, _, secret = options.key.reveal().partition(":")
        try:
            self._key = name, bytes.fromhex(secret)
        except ValueError as error:
            raise ValueError(
                "The key has to be Ghost's Admin API key: id:secret in hex."
            ) from error
        if not (name and secret):
            raise ValueError("The key has to be Ghost's Admin API key: id:secret in hex.")

    def changed(self, since: datetime) -> AsyncIterator[Revision]:
        """Posts that were changed since."""
        moment = since.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
        return all_pages(lambda page: self._page(moment, page), PAGE)

    async def current(self, external_id: str) -> Revision | None:
        """The post now."""
        return self._revision(await self._post(external_id))

    async def rate(self, rated: Rated) -> None:
        """Put the JSON-LD into the post's head, or take it out, unless the post was changed."""
        name = rated.article.external_id
        post = await self._post(name)
        if rated.revision is None or post["updated_at"] != rated.revision.token:
            raise Changed(f"Ghost has another version of {name}.")
        head = post.get("codeinjection_head") or ""
        injected = with_json_ld(head, rated.claimreview)
        if injected == head:
            return
        body = {"codeinjection_head": injected or None, "updated_at": post["updated_at"]}
        checked(await self._ask("PUT", f"{name}/", json={"posts": [body]}))

    async def received(self, headers: Mapping[str, str], body: bytes) -> Sequence[Revision]:
        """A webhook of the post.* events. A deleted post has nothing but its `previous`."""
        self._verify(headers.get("x-ghost-signature", ""), body)
        try:
            post = msgspec.json.decode(body)["post"]
            current = post.get("current") or {}
            if current.get("id"):
                # A webhook may come late, and its copy of a post is not the API's.
                return [self._revision(await self._post(current["id"]))]
            return [withdrawn(str(post["previous"]["id"]), datetime.now(UTC))]
        except Gone:
            return []
        except (msgspec.DecodeError, KeyError, TypeError, AttributeError) as error:
            raise Invalid("That is no webhook of Ghost's on a post.") from error

    def _verify(self, header: str, body: bytes) -> None:
        """By the HMAC of the body and the milliseconds behind it, which have to be recent."""
        secret, signed = self._options.webhook_secret, _SIGNATURE.fullmatch(header.strip())
        if secret is None:
            raise NotSigned("There is no webhook_secret_env in the bridge's file to verify it by.")
        if signed is None:
            raise NotSigned("There is no X-Ghost-Signature: give the webhook a secret in Ghost.")
        expected = secret.signature("sha256", body, signed[2].encode())
        if not hmac.compare_digest(expected, signed[1]):
            raise NotSigned(
                "The signature does not fit the body. Is the webhook's secret this one?"
            )
        if abs(time.time() * 1000 - int(signed[2])) > WEBHOOK_MILLISECONDS:
            raise NotSigned(
                "The signature is more than five minutes old or ahead: compare the clocks."
            )

    async def _page(self, since: str, page: int) -> tuple[list[Revision], int]:
        params = {
            "filter": f"updated_at:>='{since}'",
            "order": "id asc",
            "limit": str(PAGE),
            "page": str(page),
        }
        answer = checked(await self._ask("GET", "", params)).json()
        posts, total = answer["posts"], answer["meta"]["pagination"]["total"]
        return [self._revision(post) for post in posts], total

    async def _post(self, name: str) -> dict[str, Any]:
        if not _ID.fullmatch(name):
            raise Gone(f"“{name}” is no post of Ghost's.")
        response = await self._ask("GET", f"{name}/")
        if response.status_code == 404 and "NotFoundError" in response.text:
            raise Gone(f"Ghost has no post {name}.")
        found: dict[str, Any] = checked(response).json()["posts"][0]
        return found

    async def _ask(
        self,
        method: str,
        path: str,
        params: dict[str, str] | None = None,
        json: dict[str, Any] | None = None,
    ) -> httpx.Response:
        reading = {"formats": "html", "include": "authors,tags"} if method == "GET" else {}
        return await self._http.request(
            method,
            f"{self._options.url.rstrip('/')}{API}{path}",
            params=reading | (params or {}),
            json=json,
            headers={"Authorization": f"Ghost {self._token()}", "Accept-Version": "v5.0"},
        )

    def _token(self) -> str:
        """A JSON Web Token as the Admin API asks for (RFC 7515, HS256)."""
        name, secret = self._key
        now = int(time.time())
        head = {"alg": "HS256", "typ": "JWT", "kid": name}
        claims = {"iat": now, "exp": now + TOKEN_SECONDS, "aud": "/admin/"}
        text = b".".join(_base64(msgspec.json.encode(part)) for part in (head, claims))
        signature = hmac.new(secret, text, hashlib.sha256).digest()
        return b".".join([text, _base64(signature)]).decode()

    def _revision(self, post: dict[str, Any]) -> Revision:
        """A post as ninjs. What the desk is not to have, or no more, is a withdrawal without words."""
        name, changed_at = post["id"], datetime.fromisoformat(post["updated_at"])
        if post["status"] not in self._options.statuses:
            return withdrawn(name, changed_at, post["updated_at"])
        tags = [
            tag["name"] for tag in post.get("tags") or [] if tag.get("visibility") != "internal"
        ]
        fields = {
            "pubstatus": "usable" if post["status"] in {"published", "sent"} else "withheld",
            "headline": post["title"],
            "body_html": post.get("html") or "",
            "byline": ", ".join(author["name"] for author in post.get("authors") or []),
            "section": next(iter(tags), ""),
            "subject": [{"name": tag} for tag in tags],
            "canonicalurl": post["url"],
        }
        if post.get("published_at"):
            fields["firstcreated"] = post["published_at"]
        return as_ninjs(name, changed_at, post["updated_at"], fields)


def withdrawn(name: str, at: datetime, token: str = "") -> Revision:
    """A post that the desk is not to have any more."""
    return as_ninjs(name, at, token, {"pubstatus": "canceled"})


def with_json_ld(head: str, claimreview: dict[str, Any]) -> str:
    """A post's code injection with the JSON-LD between the marks, or without where there is none.

    Whatever else stands there stays to the letter. Nothing in the JSON can end the script.
    """
    others = _OURS.sub("", head)
    if not claimreview.get("@graph"):
        return others
    json = msgspec.json.encode(claimreview).decode().translate(_UNSAFE)
    ours = f'{BEGIN}<script type="application/ld+json">{json}</script>{END}'
    return f"{others}\n{ours}" if others else ours


def _base64(content: bytes) -> bytes:
    return base64.urlsafe_b64encode(content).rstrip(b"=")
