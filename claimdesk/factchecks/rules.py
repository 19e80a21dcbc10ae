"""Other people's checks from ClaimReview and from tables. Pure.

The shapes are schema.org's ClaimReview, Data Commons' DataFeed of them, the answer of Google's Fact
Check Tools (`claims`), and rows of a CSV file.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import msgspec

MAX_CLAIM = 10_000
MAX_URL = 2_000
MAX_WORDS = 500
MAX_DEPTH = 8

# What a CSV column may be called, beside its own name; case, blanks and underscores do not count.
COLUMNS: dict[str, tuple[str, ...]] = {
    "claim": ("claim", "claimreviewed", "claimtext", "statement", "text"),
    "url": ("url", "reviewurl", "link", "address"),
    "rating": ("rating", "textualrating", "ratingname", "alternatename", "verdict", "label"),
    "publisher": ("publisher", "organization", "organisation", "author", "publishername", "factchecker"),
    "claimant": ("claimant", "claimedby", "speaker", "source", "person"),
    "title": ("title", "headline", "name", "reviewtitle"),
    "published": ("published", "datepublished", "date", "reviewdate", "publisheddate"),
    "language": ("language", "languagecode", "inlanguage", "lang"),
}  # fmt: skip
NEEDED = ("claim", "url", "rating")
_UNSEEN = re.compile(r"[\x01-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Controls that a terminal obeys, and that turn the direction of the words around them."""


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """A check that somebody else published. `rating` is in the publisher's own words."""

    claim: str
    url: str
    rating: str
    publisher: str = ""
    claimant: str = ""
    title: str = ""
    published: date | None = None
    language: str = ""

    @property
    def key(self) -> str:
        """The same for the same claim at the same address, however it is spaced or cased."""
        words = " ".join(unicodedata.normalize("NFKC", self.claim).casefold().split())
        return hashlib.sha256(f"{self.url}\n{words}".encode()).hexdigest()


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """Why something in the file is no check, in words for whoever sent it."""

    detail: str


def of_json(element: Any, depth: int = 0) -> Iterator[Check | Refused]:
    """The checks in one element of a feed: a ClaimReview, or whatever holds some."""
    if depth > MAX_DEPTH:
        yield Refused(detail="it is nested too deeply")
    elif isinstance(element, list):
        if not element:
            yield Refused(detail="it is an empty list")
        for inner in element:
            yield from of_json(inner, depth + 1)
    elif not isinstance(element, Mapping):
        yield Refused(detail="it is no object")
    elif "ClaimReview" in _types(element):
        yield _of_claim_review(element)
    elif isinstance(element.get("claimReview"), list):
        yield from _of_search_answer(element)
    elif (inner := element.get("item") or element.get("@graph")) is not None:
        yield from of_json(inner, depth + 1)
    else:
        yield Refused(detail="it is no ClaimReview and holds none")


def of_row(row: Mapping[str, str]) -> Check | Refused:
    """The check of a table's row, by `columns_of`'s names."""
    return _checked(
        claim=row.get("claim"),
        url=row.get("url"),
        rating=row.get("rating"),
        publisher=row.get("publisher"),
        claimant=row.get("claimant"),
        title=row.get("title"),
        published=row.get("published"),
        language=row.get("language"),
    )


def columns_of(header: list[str]) -> dict[int, str]:
    """Which column holds what, by its place. Raises ValueError where a needed one is missing."""
    plain = [re.sub(r"[\W_]+", "", name).casefold() for name in header]
    found: dict[int, str] = {}
    for name, spellings in COLUMNS.items():
        place = next((plain.index(s) for s in spellings if s in plain), None)
        if place is not None:
            found.setdefault(place, name)
    missing = [name for name in NEEDED if name not in found.values()]
    if missing:
        raise ValueError(
            f"the table has no column for {', '.join(missing)}. Its first row has to name the "
            f"columns, among them {', '.join(NEEDED)}; it has: {', '.join(header)[:300]}"
        )
    return found


def _of_claim_review(review: Mapping[str, Any]) -> Check | Refused:
    item = _first(review.get("itemReviewed"))
    rating = _first(review.get("reviewRating"))
    return _checked(
        claim=review.get("claimReviewed") or item.get("text") or item.get("name"),
        url=review.get("url") or review.get("@id"),
        # schema.org wants the words in alternateName; many put them into name.
        rating=rating.get("alternateName") or rating.get("name") or rating.get("ratingValue"),
        publisher=_name(review.get("publisher")) or _name(review.get("author")),
        claimant=_name(item.get("author")),
        title=review.get("headline") or review.get("name"),
        published=review.get("datePublished"),
        language=review.get("inLanguage"),
    )


def _of_search_answer(claim: Mapping[str, Any]) -> Iterator[Check | Refused]:
    if not claim["claimReview"]:
        yield Refused(detail="nobody has reviewed it: its list of reviews is empty")
    for review in claim["claimReview"]:
        if not isinstance(review, Mapping):
            yield Refused(detail="one of its reviews is no object")
            continue
        yield _checked(
            claim=claim.get("text"),
            url=review.get("url"),
            rating=review.get("textualRating"),
            publisher=_name(review.get("publisher")),
            claimant=claim.get("claimant"),
            title=review.get("title"),
            published=review.get("reviewDate"),
            language=review.get("languageCode"),
        )


def _checked(
    *, claim: Any, url: Any, rating: Any, published: Any, **others: Any
) -> Check | Refused:
    words = {"claim": _text(claim), "url": _text(url), "rating": _text(rating)}
    for name, value in words.items():
        if not value:
            return Refused(detail=f"it has no {name}")
    if len(words["claim"]) > MAX_CLAIM:
        return Refused(detail=f"its claim has more than {MAX_CLAIM:,} characters")
    if not _is_web_address(words["url"]):
        return Refused(detail="its url is no http or https address that can be opened")
    kept = {name: _text(value)[:MAX_WORDS] for name, value in others.items()}
    words["rating"] = words["rating"][:MAX_WORDS]
    if any("\0" in text or not _is_text(text) for text in (*words.values(), *kept.values())):
        return Refused(detail="it has characters that are no text")
    kept["language"] = kept["language"][:35]
    return Check(**words, **kept, published=_day(published))


def _types(element: Mapping[str, Any]) -> list[str]:
    kind = element.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return [k.rpartition("/")[2] for k in kinds if isinstance(k, str)]


def _first(value: Any) -> Mapping[str, Any]:
    if isinstance(value, list):
        value = value[0] if value else None
    return value if isinstance(value, Mapping) else {}


def _name(value: Any) -> str:
    """Who: an Organization, a Person, a list of them, or just the name."""
    if isinstance(value, list):
        return ", ".join(filter(None, (_name(one) for one in value[:5])))
    if isinstance(value, Mapping):
        return _text(value.get("name") or value.get("site"))
    return _text(value)


def _text(value: Any) -> str:
    if isinstance(value, list):  # JSON-LD takes a list for any value
        value = value[0] if value else ""
    if isinstance(value, Mapping):
        value = value.get("@value", "")
    if value is None or isinstance(value, bool | Mapping | list):
        return ""
    return " ".join(_UNSEEN.sub(" ", str(value)).split())


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return len(text) <= MAX_URL and parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def _day(value: Any) -> date | None:
    """The day of an ISO 8601 date or time; null where it is written another way."""
    try:
        return date.fromisoformat(_text(value)[:10])
    except ValueError:
        return None
