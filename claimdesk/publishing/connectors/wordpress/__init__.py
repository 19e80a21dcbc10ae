"""WordPress 5.7 and newer, with the plugin `claimdesk.php` that lies beside this file.

Posts are polled through the REST API, as a user with an application password. Ratings go to the
plugin's own route, which keeps them beside the post.
"""

import html
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

import httpx
import msgspec
from msgspec import Meta

from claimdesk.publishing.connectors.model import (
    Cms,
    Gone,
    Rated,
    Refused,
    Revision,
    Secret,
    as_ninjs,
    checked,
)
from claimdesk.publishing.connectors.paging import all_pages

PLUGIN = Path(__file__).with_name("claimdesk.php")
Status = Literal["publish", "future", "draft", "pending", "private"]
STATUSES = "publish,future,draft,pending,private,trash"
PAGE = 100
SAME_HOUR = timedelta(hours=1, minutes=1)
"""WordPress compares the site's own time, which has one hour twice when summer time ends."""
FIELDS = "id,status,password,link,date_gmt,modified_gmt,title,content,_links,_embedded"
_ID = re.compile(r"[0-9]{1,19}")
_TAG = re.compile(r"<[^>]*>")


class Options(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`url` is the site's, `user` somebody who may edit its posts.

    Posts of these `statuses` are sent to the desk; nothing on one that is not published goes to
    readers. `type` is the type of post by its name in the REST API.
    """

    url: Annotated[str, Meta(pattern="^https?://.")]
    user: str
    password: Secret
    statuses: list[Status] = msgspec.field(default_factory=lambda: ["publish"])
    type: Annotated[str, Meta(pattern="^[a-z0-9_-]+$")] = "posts"


class Connector(Cms):
    """One site."""

    def __init__(self, options: Options, http: httpx.AsyncClient) -> None:
        self._options = options
        self._http = http

    def changed(self, since: datetime) -> AsyncIterator[Revision]:
        """Posts that were changed since."""
        after = (since - SAME_HOUR).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return all_pages(lambda page: self._page(after, page), PAGE)

    async def current(self, external_id: str) -> Revision | None:
        """The post now."""
        if not _ID.fullmatch(external_id):
            raise Gone(f"“{external_id}” is no post of WordPress's.")
        route = f"/wp/v2/{self._options.type}/{external_id}"
        response = await self._ask("GET", route, {"context": "edit", "_embed": "author,wp:term"})
        if response.status_code == 404 and "rest_post_invalid_id" in response.text:
            raise Gone(f"WordPress has no post {external_id}.")
        return self._revision(checked(response).json())

    async def rate(self, rated: Rated) -> None:
        """Have the plugin keep the ratings, unless the post was changed meanwhile."""
        body = {
            "modified_gmt": rated.revision.token if rated.revision else "",
            "seq": rated.seq,
            "anew": rated.anew,
            "ratings": rated.plain(),
            "claimreview": rated.claimreview,
        }
        route = f"/claimdesk/v1/posts/{rated.article.external_id}"
        response = await self._ask("PUT", route, json=body)
        if response.status_code == 404 and "rest_no_route" in response.text:
            raise Refused(
                "WordPress has no claimdesk plugin: install claimdesk.php and activate it."
            )
        checked(response)

    async def _page(self, after: str, page: int) -> tuple[list[Revision], int]:
        params = {
            "context": "edit",
            "status": STATUSES,
            "modified_after": after,
            "orderby": "id",
            "order": "asc",
            "per_page": str(PAGE),
            "page": str(page),
            "_embed": "author,wp:term",
            "_fields": FIELDS,
        }
        response = await self._ask("GET", f"/wp/v2/{self._options.type}", params)
        if page > 1 and "rest_post_invalid_page_number" in response.text:
            return [], 0  # there are fewer by now
        posts = checked(response).json()
        return [self._revision(post) for post in posts], int(response.headers["X-WP-Total"])

    async def _ask(
        self,
        method: str,
        route: str,
        params: dict[str, str] | None = None,
        json: dict[str, Any] | None = None,
    ) -> httpx.Response:
        # The form that works whether or not the site has pretty permalinks.
        response = await self._http.request(
            method,
            f"{self._options.url.rstrip('/')}/",
            params={"rest_route": route} | (params or {}),
            json=json,
            auth=httpx.BasicAuth(self._options.user, self._options.password.reveal()),
        )
        if response.status_code == 401:
            raise Refused(
                f"WordPress does not let {self._options.user} in with this password. Make an "
                "application password in that user's profile and put it into the variable that "
                "`password_env` names; WordPress takes those over https alone, or where "
                "WP_ENVIRONMENT_TYPE is local."
            )
        if response.status_code == 403:
            raise Refused(
                f"WordPress refuses {self._options.user} {method} {route}. Give that user the role "
                "Editor; where they have it, something before WordPress refuses it."
            )
        return response

    def _revision(self, post: dict[str, Any]) -> Revision:
        """A post as ninjs. What the desk is not to have, or no more, is a withdrawal without words."""
        name, modified = str(post["id"]), post["modified_gmt"]
        if post["status"] not in self._options.statuses:
            fields: dict[str, Any] = {"pubstatus": "canceled"}
            return as_ninjs(name, _moment(modified), modified, fields)
        embedded = post.get("_embedded", {})
        terms = [term for terms in embedded.get("wp:term", []) for term in terms]
        of = {
            kind: [html.unescape(term["name"]) for term in terms if term.get("taxonomy") == kind]
            for kind in ("category", "post_tag")
        }
        # What asks readers for a password is not for everybody's eyes, whatever its status says.
        for_all = post["status"] == "publish" and not post["password"]
        fields = {
            "pubstatus": "usable" if for_all else "withheld",
            "headline": html.unescape(_TAG.sub("", post["title"]["rendered"])),
            "body_html": post["content"]["rendered"],
            "byline": ", ".join(author.get("name", "") for author in embedded.get("author", [])),
            "section": next(iter(of["category"]), ""),
            "subject": [{"name": name} for name in of["post_tag"]],
            "canonicalurl": post["link"],
        }
        if post["date_gmt"]:  # a draft has none
            fields["firstcreated"] = f"{post['date_gmt']}Z"
        return as_ninjs(name, _moment(modified), modified, fields)


def _moment(modified_gmt: str) -> datetime:
    return datetime.fromisoformat(modified_gmt).replace(tzinfo=UTC)
