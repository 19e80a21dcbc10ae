"""Superdesk: its "HTTP Push" destination sends ninjs to the bridge, and gets ninjs back.

Ratings go to an address that takes pushed ninjs, such as /push of Newshub: one item for an article,
of a profile of its own, a newer version with every change and canceled where nothing is left. The
parts are in `extra`, for programs, and in `body_html`, for people.
"""

import hmac
from collections.abc import Mapping, Sequence
from html import escape
from typing import Annotated, Any

import httpx
import msgspec
from msgspec import Meta

from claimdesk.errors import Invalid
from claimdesk.publishing.connectors.model import Cms, NotSigned, Rated, Revision, Secret, checked
from claimdesk.publishing.schemas import EventKind

HEADER = "x-superdesk-signature"


class Options(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`push_secret` is the destination's secret token in Superdesk.

    `url` is where ratings are pushed to, signed with `rating_secret`. `profile` is the content profile
    that they have there, and `service` the code of the desk's service, where one is wanted.
    """

    push_secret: Secret
    url: Annotated[str, Meta(pattern="^https?://.")]
    rating_secret: Secret
    profile: str = "claimdesk-ratings"
    service: str = ""


class Connector(Cms):
    """One Superdesk."""

    def __init__(self, options: Options, http: httpx.AsyncClient) -> None:
        self._options = options
        self._http = http

    async def received(self, headers: Mapping[str, str], body: bytes) -> Sequence[Revision]:
        """A pushed item, known by its uri and version. Pictures and packages are passed over.

        The signature holds the body alone, with no time in it. A message that is sent again changes
        nothing, and one that comes late is history.
        """
        expected = f"sha1={self._options.push_secret.signature('sha1', body)}"
        if not hmac.compare_digest(headers.get(HEADER, "").encode(), expected.encode()):
            raise NotSigned(
                f"The {HEADER} does not fit the body. Is the destination's secret token this one?"
            )
        try:
            item = msgspec.json.decode(body, type=dict[str, Any])
        except msgspec.DecodeError as error:
            raise Invalid("That is no ninjs item.") from error
        if item.get("type", "text") != "text":
            return []
        version = str(item.get("version") or "")
        name = str(item.get("uri") or item.get("guid") or "").removesuffix(f":{version}")
        if not (name and version):
            raise Invalid("The item needs a version, and a uri or guid.")
        return [Revision(external_id=name, version=version, content=body)]

    async def rate(self, rated: Rated) -> None:
        """Push the article's ratings as an item."""
        body = msgspec.json.encode(self._item(rated))
        signature = f"sha1={self._options.rating_secret.signature('sha1', body)}"
        headers = {"Content-Type": "application/json", HEADER: signature}
        checked(await self._http.post(self._options.url, content=body, headers=headers))

    def _item(self, rated: Rated) -> dict[str, Any]:
        article, ratings = rated.article, rated.plain()
        name = f"urn:claimdesk:ratings:{article.source}:{article.external_id}"
        last = max((event.at for event in rated.ratings), default=None)
        item: dict[str, Any] = {
            "guid": name,
            "uri": name,
            "version": str(rated.seq),
            "type": "text",
            "profile": self._options.profile,
            "pubstatus": "usable" if ratings else "canceled",
            "headline": f"Ratings: {article.title}",
            "body_html": "".join(_for_people(one) for one in ratings),
            "extra": {
                "claimdesk": {
                    "article": article.external_id,
                    "ratings": ratings,
                    "claimreview": rated.claimreview,
                }
            },
        }
        if last is not None:
            item["versioncreated"] = last.isoformat(timespec="seconds")
        if self._options.service:
            item["service"] = [{"code": self._options.service, "name": self._options.service}]
        return item


def _for_people(rating: Mapping[str, Any]) -> str:
    """A rating of `Rated.plain` as a paragraph."""
    text = escape(rating["text"])
    if rating["kind"] == EventKind.STALE:
        return f"<p>“{text}” is being checked again: the article has changed since.</p>"
    return f"<p>“{text}” <b>{escape(rating['label'])}</b>: {escape(rating['summary'])}</p>"
