"""Ghost's Admin API as its documentation has it: tokens, `updated_at`, NQL filters, errors.

https://docs.ghost.org/admin-api/
"""

import base64
import hashlib
import hmac
import json
import re
import time
from typing import Any

from tests.cms_server import Asked

KEY_ID = "6748592f4b9b7700010f6564"
KEY = "b1b5b9c1d4e5f6a7b8c9d0e1f2a3b4c5d6e7f8a9b0c1d2e3f4a5b6c7d8e9f0a1"
POSTS = "/ghost/api/admin/posts/"


class Ghost:
    """Posts, whose every change moves `updated_at` on."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.deleted: list[str] = []
        self.posts: dict[str, dict[str, Any]] = {}
        self.clock = int(time.time()) - 3600
        self.meanwhile: list[dict[str, Any]] = []

    def save(self, id_: str, **fields: Any) -> dict[str, Any]:
        self.clock += 1
        moment = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(self.clock))
        new = {
            "id": id_,
            "title": "Fees",
            "html": self.html,
            "status": "published",
            "url": f"https://ghost.example.org/{id_}/",
            "authors": [{"name": "Ines Calloway"}],
            "tags": [
                {"name": "Port", "visibility": "public"},
                {"name": "#x", "visibility": "internal"},
            ],
            "published_at": moment,
            "codeinjection_head": None,
        }
        self.posts[id_] = new | self.posts.get(id_, {}) | fields | {"updated_at": moment}
        return self.posts[id_]

    def answer(self, asked: Asked) -> tuple[int, bytes]:
        if not self._is_allowed(asked):
            return failed(401, "UnauthorizedError", "Invalid token")
        if asked.path == POSTS:
            return self._browse(asked)
        id_ = asked.path.removeprefix(POSTS).strip("/")
        if id_ not in self.posts:
            return failed(404, "NotFoundError", "Resource not found error, cannot read post.")
        if asked.method == "PUT":
            if self.meanwhile:
                self.save(id_, **self.meanwhile.pop())
            (body,) = json.loads(asked.body)["posts"]
            if "updated_at" not in body:
                return failed(422, "ValidationError", "Validation failed for updated_at.")
            if body.pop("updated_at") != self.posts[id_]["updated_at"]:
                return failed(409, "UpdateCollisionError", "Someone else is editing this post.")
            self.save(id_, **body)
        return 200, json.dumps({"posts": [self._shown(self.posts[id_], asked)]}).encode()

    def _browse(self, asked: Asked) -> tuple[int, bytes]:
        since = re.fullmatch(
            r"updated_at:>='(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)'", asked.query["filter"]
        )
        assert since is not None
        assert asked.query["order"] == "id asc"
        limit, page = int(asked.query["limit"]), int(asked.query["page"])
        found = [p for p in self.posts.values() if p["updated_at"].replace("T", " ") >= since[1]]
        found.sort(key=lambda post: str(post["id"]))
        meta = {"pagination": {"page": page, "limit": limit, "total": len(found)}}
        shown = [self._shown(post, asked) for post in found[limit * (page - 1) : limit * page]]
        if self.deleted:
            del self.posts[self.deleted.pop()]
        return 200, json.dumps({"posts": shown, "meta": meta}).encode()

    def _shown(self, post: dict[str, Any], asked: Asked) -> dict[str, Any]:
        """The API gives HTML, authors and tags to those only who ask for them."""
        hidden = {} if asked.query.get("formats") == "html" else {"html"}
        included = set(asked.query.get("include", "").split(","))
        return {
            name: value
            for name, value in post.items()
            if name not in {*hidden, *({"authors", "tags"} - included)}
        }

    def _is_allowed(self, asked: Asked) -> bool:
        """A token by the key, for the Admin API, of five minutes at most."""
        scheme, _, token = asked.headers["authorization"].partition(" ")
        head, claims, signature = token.split(".")
        expected = hmac.new(
            bytes.fromhex(KEY), f"{head}.{claims}".encode(), hashlib.sha256
        ).digest()
        header, said = json.loads(decoded(head)), json.loads(decoded(claims))
        return (
            scheme == "Ghost"
            and (header["alg"], header["kid"]) == ("HS256", KEY_ID)
            and hmac.compare_digest(decoded(signature), expected)
            and said["aud"] == "/admin/"
            and said["iat"] - 5 < time.time() < said["exp"] <= said["iat"] + 300
            and asked.headers["accept-version"].startswith("v5")
        )


def decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def failed(status: int, kind: str, message: str) -> tuple[int, bytes]:
    return status, json.dumps({"errors": [{"type": kind, "message": message}]}).encode()
