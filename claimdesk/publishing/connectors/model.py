"""What a connector is, and what passes between it and the bridge."""

import hashlib
import hmac
from abc import abstractmethod
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

import httpx
import msgspec

from claimdesk.errors import NotFound, Problem
from claimdesk.publishing.schemas import EventKind, FeedEvent, RatedArticle

LONGEST_AFTER = 86400.0
"""The longest that a CMS may have the bridge wait, in seconds."""


class Secret:
    """A password or key. It is never printed by accident: `reveal` is the only way to its value."""

    def __init__(self, value: str) -> None:
        self._value = value

    def __repr__(self) -> str:
        return "***"

    def reveal(self) -> str:
        """The secret itself, for a header or a signature."""
        return self._value

    def signature(self, algorithm: str, *parts: bytes) -> str:
        """The HMAC of the parts in a row, in lower-case hex; `algorithm` as hashlib names it."""
        return hmac.new(self._value.encode(), b"".join(parts), algorithm).hexdigest()


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """A version of an article as the CMS has it, in a format that the desk reads.

    `version` is the CMS's name for it: another text has another one. `token` is what the CMS asks
    for on a write, to see whether the article was changed since. Two revisions of one `substance`
    say the same; where it is left out, those of the same content do.
    """

    external_id: str
    version: str
    content: bytes
    content_type: str = "application/json"
    changed_at: datetime | None = None
    token: str = ""
    substance: str = ""

    @property
    def digest(self) -> str:
        """Tells whether two revisions say the same."""
        return self.substance or hashlib.sha256(self.content).hexdigest()


class Rated(msgspec.Struct, frozen=True, kw_only=True):
    """What readers are to have of an article, all of it: it replaces what was written before.

    `ratings` is the last event of each claim that has a rating, in the order of the text; empty where
    all were withdrawn. `claimreview` is the article's JSON-LD. `seq` grows with every change.
    `revision` is the article as `Cms.current` gave it, just now sent to the desk. A CMS
    that keeps it refuses a lower one as `Changed`: another bridge was quicker. `anew` says that the desk
    was set back and begins again with lower numbers: then it is to be taken all the same.
    """

    article: RatedArticle
    ratings: Sequence[FeedEvent]
    claimreview: dict[str, Any]
    seq: int
    revision: Revision | None = None
    anew: bool = False

    def plain(self) -> list[dict[str, Any]]:
        """The ratings for a CMS to keep: ids, words and labels, ready for JSON.

        A stale one was given on other words than the article has now and is being checked again:
        it comes without its rating, label and summary, which are not to be shown meanwhile.
        """
        return [
            {
                "claim": event.claim.id,
                "kind": event.kind.value,
                "at": event.at.isoformat(timespec="seconds"),
                "text": event.claim.text,
                "rating": "" if event.kind is EventKind.STALE else event.verdict.rating.key,
                "label": "" if event.kind is EventKind.STALE else event.verdict.rating.label,
                "summary": "" if event.kind is EventKind.STALE else event.verdict.summary,
            }
            for event in self.ratings
            if event.verdict is not None
        ]


class Changed(Exception):
    """The CMS has another version than `rated.revision`: the bridge reads it and tries again."""


class Gone(Exception):
    """The CMS has no such article any more: there is nothing to write to."""


class Refused(Exception):
    """The CMS does not take it, or not now. The bridge tries again, in `after` seconds at the least."""

    def __init__(self, detail: str, after: float = 0.0) -> None:
        super().__init__(detail)
        self.after = after


class NotSigned(Problem):
    """A message that came in is not the CMS's."""

    status = 403
    slug = "not-signed"
    title = "The message does not prove that the CMS sent it"


class Cms(Protocol):
    """One CMS. Subclass it: what a CMS cannot do may be left out.

    The module has two names: `Options`, a msgspec Struct of what its `[cms]` table says, and
    `Connector`, made as `Connector(options, http)`. Whatever it sends goes through `http`, so that
    `--preview` can show it instead. It raises Changed, Gone, Refused and what httpx raises.
    """

    @abstractmethod
    async def rate(self, rated: Rated) -> None:
        """Write an article's ratings. The same again changes nothing."""
        raise NotImplementedError

    async def current(self, external_id: str) -> Revision | None:  # noqa: ARG002  (for those who can)
        """The article as it is now, read before each write; null where the CMS cannot be asked."""
        return None

    def changed(self, since: datetime) -> AsyncIterator[Revision]:  # noqa: ARG002
        """Articles that changed at or after a moment, in any order; some may be older."""
        return nothing()

    async def received(
        self,
        headers: Mapping[str, str],  # noqa: ARG002
        body: bytes,  # noqa: ARG002
    ) -> Sequence[Revision]:
        """What is in a message of the CMS's; `headers` have lower-case names.

        Raises NotSigned where the CMS did not sign it, and Invalid where it cannot be read.
        """
        raise NotFound("This connector takes no messages: remove `listen` from its file.")


async def nothing() -> AsyncIterator[Revision]:
    """No revisions."""
    none: tuple[Revision, ...] = ()
    for revision in none:
        yield revision


def checked(response: httpx.Response) -> httpx.Response:
    """The CMS's answer, if it is a good one. Raises Gone on 410, Changed on 409 and 412, else Refused.

    A 404 may also be a wrong address, so it is for the connector to tell.
    """
    if response.is_success:
        return response
    said = " ".join(response.text[:300].split())
    asked = f"{response.request.method} {response.request.url.copy_with(query=None)}"
    detail = f"{asked} was answered with {response.status_code}: {said}"
    match response.status_code:
        case 410:
            raise Gone(detail)
        case 409 | 412:
            raise Changed(detail)
    said = response.headers.get("Retry-After", "")
    raise Refused(detail, min(float(said), LONGEST_AFTER) if said.isdecimal() else 0.0)


def unreachable(error: httpx.TransportError, desk: str) -> str:
    """That nobody answered, whether it was the desk at that address or the CMS, and what to do."""
    words = str(error).strip().rstrip(".") or type(error).__name__
    try:
        asked = error.request.url
    except RuntimeError:  # it never came to a request
        return f"{words}."
    shown = f"{asked.scheme}://{asked.netloc.decode()}"  # without a password
    at = httpx.URL(desk)
    if (asked.scheme, asked.netloc) == (at.scheme, at.netloc):
        return (
            f"The desk at {shown} cannot be reached: {words}. See that it runs, and that `url` in "
            "[desk] is its address."
        )
    return (
        f"The CMS at {shown} cannot be reached: {words}. See that it runs, and that [cms] has its "
        "address."
    )


def as_ninjs(
    external_id: str, changed_at: datetime, token: str, fields: Mapping[str, Any]
) -> Revision:
    """A revision from the fields of ninjs 1.x, without `uri`, `version` and `versioncreated`.

    Its version is the moment and a hash of the fields: a CMS that counts in seconds may save twice
    in one.
    """
    substance = hashlib.sha256(msgspec.json.encode(fields, order="sorted")).hexdigest()
    moment = changed_at.isoformat(timespec="milliseconds")
    version = f"{moment} {substance[:8]}"
    head = {"uri": external_id, "version": version, "versioncreated": moment}
    return Revision(
        external_id=external_id,
        version=version,
        content=msgspec.json.encode({**fields, **head}),
        changed_at=changed_at,
        token=token,
        substance=substance,
    )
