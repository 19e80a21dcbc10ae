"""What a desk shows to everybody, and what it says of how it works."""

from typing import Annotated, Literal
from urllib.parse import urlsplit

from msgspec import Meta, field

from claimdesk.schemas import Input

WebAddress = Annotated[str, Meta(max_length=2000)]
Language = Literal["en", "de"]


class StatedPolicy(Input, frozen=True, kw_only=True):
    """One of the newsroom's own policies: the `url` where it stands, or else its `text`.

    The text is plain, with blank lines between paragraphs, and has a public page of its own.
    """

    url: WebAddress = ""
    text: Annotated[str, Meta(max_length=20_000)] = ""

    def __post_init__(self) -> None:
        """Refuse an address that no reader could open."""
        Input.__post_init__(self)
        _check_address("url", self.url)


class PublishingPolicy(Input, frozen=True, kw_only=True):
    """What readers get to see without signing in: nothing unless `public` is true.

    Then every published verdict has a page that says how it came about, in `language`, and can be
    embedded, and all of them are in a feed. `website` is the newsroom's own. The policies go into
    ClaimReview: `principles` (publishingPrinciples), `unnamed_sources` (unnamedSourcesPolicy),
    `fact_checking` (verificationFactCheckingPolicy) and `corrections` (correctionsPolicy).
    """

    public: bool = False
    language: Language = "en"
    website: WebAddress = ""
    principles: StatedPolicy = field(default_factory=StatedPolicy)
    unnamed_sources: StatedPolicy = field(default_factory=StatedPolicy)
    fact_checking: StatedPolicy = field(default_factory=StatedPolicy)
    corrections: StatedPolicy = field(default_factory=StatedPolicy)

    def __post_init__(self) -> None:
        """Refuse an address that no reader could open."""
        Input.__post_init__(self)
        _check_address("website", self.website)


def _check_address(name: str, url: str) -> None:
    if not url:
        return
    try:
        parts = urlsplit(url)
        fit = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        fit = False
    if not fit or any(sign.isspace() for sign in url):
        raise ValueError(
            f"`{name}` is no web address. Write it whole, from https:// on and without spaces, or "
            "leave it empty"
        )
