"""An article with a rating, to try a connector on: words with all that JSON and HTML have to escape."""

from typing import Any

import msgspec

from claimdesk.publishing.connectors.model import Rated

_WORDS = 'A "claim",\nof \\ two <b>lines</b>.'
_ARTICLE = {
    "id": 1,
    "source": "cms",
    "external_id": "story/1",
    "revision": 1,
    "title": "“Harbour” & fees",
    "url": "https://paper.example.org/1",
}
_RATING = {"key": "true", "label": "True", "scale": "five_step", "scale_version": 1}
_EVENT = {
    "seq": 1,
    "kind": "published",
    "at": "2026-01-01T00:00:00Z",
    "desk": 1,
    "before": 0,
    "previous": None,
    "article": _ARTICLE,
    "claim": {
        "id": 1,
        "version": 1,
        "start": 0,
        "end": 34,
        "text": _WORDS,
        "claimant": {"name": "A. Harper", "kind": "person"},
        "unnamed_source": False,
    },
    "verdict": {
        "id": 1,
        "number": 1,
        "rating": _RATING | {"rank": 5, "of": 5},
        "summary": "It </script> is.",
        "evidence": [],
    },
}
NO_REVIEWS: dict[str, Any] = {"@context": "https://schema.org", "@graph": []}
RATED = msgspec.convert(
    {
        "article": _ARTICLE,
        "ratings": [_EVENT],
        "claimreview": NO_REVIEWS | {"@graph": [{"@type": "ClaimReview", "claimReviewed": _WORDS}]},
        "seq": 1,
    },
    Rated,
)
WITHDRAWN = msgspec.structs.replace(RATED, ratings=[], claimreview=NO_REVIEWS, seq=2)
"""The same article after its only rating was withdrawn."""
