"""The calls of the API, told apart from how they are sent."""

from typing import Any, Generic, TypeVar
from urllib.parse import quote

import httpx
import msgspec

from claimdesk import errors
from claimdesk.articles.schemas import Article, ArticleCreate, VersionReceived
from claimdesk.client.errors import ApiError, OtherFeed
from claimdesk.publishing.schemas import Gate, RatingsPage, Reconciliation

AnswerT = TypeVar("AnswerT")


class Call(msgspec.Struct, Generic[AnswerT], frozen=True, kw_only=True):
    """A call, and as what its answer is read.

    What is sent is a `body`, as JSON, or `content` as it is, of some `content_type`.
    """

    answer: type[AnswerT]
    path: str
    method: str = "GET"
    params: dict[str, str | int] = {}
    headers: dict[str, str] = {}
    body: Any = None
    content: bytes | None = None
    content_type: str = "application/json"
    patience: float = 0.0

    def request(self, http: httpx.Client | httpx.AsyncClient, seconds: float) -> httpx.Request:
        """The request, for whichever client sends it."""
        content = self.content if self.body is None else msgspec.json.encode(self.body)
        kind = {} if content is None else {"Content-Type": self.content_type}
        return http.build_request(
            self.method,
            f"/api/v1{self.path}",
            params=self.params,
            headers=self.headers | kind,
            content=content,
            timeout=seconds + self.patience,
        )

    def read(self, response: httpx.Response) -> AnswerT:
        """What was answered. Raises ApiError."""
        if response.is_success:
            return msgspec.json.decode(response.content, type=self.answer)
        try:
            problem = response.json()
        except ValueError:
            problem = {}
        told = problem if isinstance(problem, dict) else {}
        kind = OtherFeed if str(told.get("type")).endswith(errors.OtherFeed.slug) else ApiError
        raise kind(response.status_code, str(told.get("detail") or response.reason_phrase), problem)


def add_article(article: ArticleCreate, key: str) -> Call[Article]:
    """Send an article in; under one key it is taken in once."""
    headers = {"Idempotency-Key": key}
    return Call(answer=Article, method="POST", path="/articles", body=article, headers=headers)


def put_version(
    source: str, external_id: str, version: str, content: bytes, content_type: str, desk: int | None
) -> Call[VersionReceived]:
    """Send a version of an article in its own format."""
    named = (quote(part, safe="") for part in (source, external_id, "revisions", version))
    return Call(
        answer=VersionReceived,
        method="PUT",
        path=f"/articles/{'/'.join(named)}",
        params={} if desk is None else {"desk": desk},
        content=content,
        content_type=content_type,
    )


def ratings(
    after: int, limit: int, wait: int, scale: str | None, feed: str | None
) -> Call[RatingsPage]:
    """A page of the feed, waiting for it where there is nothing yet."""
    params: dict[str, str | int] = {"after": after, "limit": limit, "wait": wait}
    if scale is not None:
        params["scale"] = scale
    if feed:
        params["feed"] = feed
    return Call(answer=RatingsPage, path="/ratings", params=params, patience=wait)


def gate(article: int, version: int | None) -> Call[Gate]:
    """Whether a version may be published."""
    params: dict[str, str | int] = {} if version is None else {"version": version}
    return Call(answer=Gate, path=f"/articles/{article}/gate", params=params)


def gate_of_sender(source: str, external_id: str, version: str | None) -> Call[Gate]:
    """The same, by the ids and the version that the sender gave."""
    params: dict[str, str | int] = {} if version is None else {"version": version}
    path = f"/articles/{quote(source, safe='')}/{quote(external_id, safe='')}/gate"
    return Call(answer=Gate, path=path, params=params)


def reconcile(article: int | None) -> Call[Reconciliation]:
    """The desk's digest of what readers have."""
    params: dict[str, str | int] = {} if article is None else {"article": article}
    return Call(answer=Reconciliation, path="/reconcile", params=params)


def claimreview(article: int) -> Call[dict[str, Any]]:
    """An article's ClaimReview, as JSON-LD."""
    return Call(answer=dict[str, Any], path=f"/articles/{article}/claimreview")


def claimreviews(desk: int | None) -> Call[dict[str, Any]]:
    """The ClaimReviews of all articles, as a DataFeed."""
    params: dict[str, str | int] = {} if desk is None else {"desk": desk}
    return Call(answer=dict[str, Any], path="/claimreviews", params=params)
