"""Files of other people's checks, in each shape they come in."""

import io
import json
from contextlib import suppress
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.factchecks.reading import BrokenFile, FileKind, elements, kind_of
from claimdesk.factchecks.rules import MAX_CLAIM, Check, Refused, of_json

REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://checks.example.org/harbour",
    "claimReviewed": "The harbour lost  40 percent of its traffic.",
    "datePublished": "2025-03-02T10:00:00Z",
    "inLanguage": "en",
    "author": {"@type": "Organization", "name": "Esk Checks"},
    "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "Maren Holt"}},
    "reviewRating": {"@type": "Rating", "alternateName": "Mostly false", "ratingValue": 2},
}
CHECK = Check(
    claim="The harbour lost 40 percent of its traffic.",
    url="https://checks.example.org/harbour",
    rating="Mostly false",
    publisher="Esk Checks",
    claimant="Maren Holt",
    published=date(2025, 3, 2),
    language="en",
)
FEED = {
    "@context": "https://schema.org",
    "@type": "DataFeed",
    "dateModified": "2025-04-01",
    "dataFeedElement": [
        {"@type": "DataFeedItem", "item": [REVIEW]},
        {"@type": "DataFeedItem", "item": [REVIEW, REVIEW]},
    ],
}
SEARCHED = {
    "claims": [
        {
            "text": CHECK.claim,
            "claimant": CHECK.claimant,
            "claimReview": [
                {
                    "publisher": {"name": "Esk Checks", "site": "checks.example.org"},
                    "url": CHECK.url,
                    "textualRating": "Mostly false",
                    "reviewDate": "2025-03-02T00:00:00Z",
                    "languageCode": "en",
                }
            ],
        }
    ],
    "nextPageToken": "x",
}


def read(content: bytes | str, kind: FileKind | None = None) -> list[list[Check | Refused]]:
    """All elements of a file, its kind found out where it is not given."""
    raw = content.encode() if isinstance(content, str) else content
    return list(elements(io.BytesIO(raw), kind or kind_of(raw)))


@pytest.mark.parametrize(
    ("document", "found"),
    [
        (REVIEW, [[CHECK]]),
        ([REVIEW, REVIEW], [[CHECK], [CHECK]]),
        ({"@context": "https://schema.org", "@graph": [REVIEW]}, [[CHECK]]),
        (FEED, [[CHECK], [CHECK, CHECK]]),
        (SEARCHED, [[CHECK]]),
        ([{"@type": ["Thing", "schema:ClaimReview"]}], [[Refused(detail="it is no ClaimReview and holds none")]]),
        ([REVIEW | {"@type": "http://schema.org/ClaimReview"}], [[CHECK]]),
        ([REVIEW | {"itemReviewed": [REVIEW["itemReviewed"]], "reviewRating": [REVIEW["reviewRating"]]}], [[CHECK]]),
        ([3, None, "x"], [[Refused(detail="it is no object")]] * 3),
        ({}, [[Refused(detail="it is no ClaimReview and holds none")]]),
        ([], [[Refused(detail="it is no ClaimReview and holds none")]]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("indent", [None, 2])
def test_json_in_each_shape(
    document: Any, found: list[list[Check | Refused]], indent: int | None
) -> None:
    content = json.dumps(document, indent=indent)
    if document == []:
        found = [[Refused(detail="it is an empty list")]]
    assert read(content, FileKind.JSON) == found
    assert read(b"\xef\xbb\xbf" + content.encode(), FileKind.JSON) == found


@pytest.mark.parametrize("name", ["checks.json", "checks.JSONLD"])
def test_what_is_called_json_and_is_none_is_told_so(name: str) -> None:
    content = b"\x9c\0\xffqq" * 40
    assert kind_of(content, name) is FileKind.JSON
    with pytest.raises(BrokenFile, match="in JSON begins with"):
        list(elements(io.BytesIO(content), FileKind.JSON))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("[[]]", "it is an empty list"),
        ('{"@graph": []}', "it is an empty list"),
        ('{"claims": [{"text": "A", "claimReview": []}]}', "its list of reviews is empty"),
        ("[]\n[]", "it is an empty list"),
    ],
)
def test_what_is_empty_is_told_so(content: str, why: str) -> None:
    for element in read(content):
        assert [why in refused.detail for refused in element if isinstance(refused, Refused)] == [
            True
        ]


def test_lines_pass_over_a_bad_one() -> None:
    content = f"{json.dumps(REVIEW)}\n\nnot json\n{json.dumps(REVIEW)}"
    assert read(content) == [[CHECK], [Refused(detail="the line is no JSON")], [CHECK]]


@pytest.mark.parametrize(
    "table",
    [
        "Claim Reviewed,Review URL,Rating,Publisher,Claimant,Date,Language\n"
        '"The harbour lost 40 percent\n of its traffic.",https://checks.example.org/harbour,'
        "Mostly false,Esk Checks,Maren Holt,2025-03-02,en\n,,\n",
        "\ufeffrating;url;claim;claimant;organisation;datePublished;inLanguage\n"
        "Mostly false;https://checks.example.org/harbour;"
        "The harbour lost 40 percent of its traffic.;Maren Holt;Esk Checks;2025-03-02;en",
    ],
)
def test_tables_by_their_columns_names(table: str) -> None:
    assert read(table) == [[CHECK]]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("claim,url\nx,https://a.example", "no column for rating"),
        (b"claim,url,rating\n\xff\xfe,https://a.example,x", "UTF-8"),
        ("", "the file is empty"),
        ('[{"@type": "ClaimReview"', "breaks off"),
        (f"[{json.dumps(REVIEW)}, nonsense]", "malformed"),
        (b"[" + b"\xff" * 10 + b"]", "malformed"),
        (b"PK\x03\x04\0\0\x99" * 9, "maybe a spreadsheet or a picture"),
    ],
)
def test_what_cannot_be_read_says_why(content: str | bytes, why: str) -> None:
    with pytest.raises(BrokenFile, match=why):
        read(content)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b'[{"claimReviewed": ' + b"9" * 6000 + b"}]", "more than 1,000 digits"),
        (b"[" + b"9" * 200_000 + b"]", "more than 1,000 digits"),
        (b"[" * 200_000 + b"]" * 200_000, "nested more than 64 deep"),
        (b'{"a":' * 70_000, "nested more than 64 deep"),
        (b"", "the file is empty"),
        (b" \n ", "the file is empty"),
    ],
)
def test_what_would_break_the_parser_is_refused_before(content: bytes, why: str) -> None:
    """The first two ended the process; the third took fifteen gigabytes."""
    with pytest.raises(BrokenFile, match=why):
        list(elements(io.BytesIO(content), FileKind.JSON))


@pytest.mark.parametrize("rest", [b', {"@type": "Claim', b", " + b"8" * 5000 + b"]", b", }"])
def test_whole_reviews_before_the_break_are_kept(rest: bytes) -> None:
    content = b"[" + json.dumps(REVIEW).encode() + rest
    left = elements(io.BytesIO(content), FileKind.JSON)
    assert next(left) == [CHECK]
    with pytest.raises(BrokenFile) as raised:
        next(left)
    assert "\n" not in str(raised.value)


def test_controls_come_neither_to_a_terminal_nor_turn_the_words_around() -> None:
    review = REVIEW | {"claimReviewed": "It \x1b[31m\u202ecost\u202c 3\x85m."}
    assert of_json(review).__next__() == msgspec.structs.replace(CHECK, claim="It [31m cost 3 m.")


def test_what_came_before_the_break_is_given() -> None:
    left = elements(io.BytesIO(f"[{json.dumps(REVIEW)}, nonsense]".encode()), FileKind.JSON)
    assert next(left) == [CHECK]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"claimReviewed": ""}, "no claim"),
        ({"url": None}, "no url"),
        ({"url": "javascript:alert(1)"}, "no http or https address"),
        ({"url": "https://"}, "no http or https address"),
        ({"url": "https://[bad"}, "no http or https address"),
        ({"url": "https://a.example/" + "x" * 3000}, "no http or https address"),
        ({"reviewRating": {}}, "no rating"),
        ({"reviewRating": "False"}, "no rating"),
        ({"claimReviewed": "x" * (MAX_CLAIM + 1)}, "more than 10,000"),
        ({"claimReviewed": "a\0b"}, "no text"),
        ({"headline": "\ud800"}, "no text"),
    ],
)
def test_a_review_that_lacks_what_makes_one(change: dict[str, Any], why: str) -> None:
    (found,) = of_json(REVIEW | change)
    assert isinstance(found, Refused)
    assert why in found.detail


@pytest.mark.parametrize("written", ["2 March 2025", "20250399", "", None, 7, {"a": 1}])
def test_a_day_in_other_words_is_left_out(written: Any) -> None:
    (found,) = of_json(REVIEW | {"datePublished": written})
    assert isinstance(found, Check)
    assert found.published is None


def test_the_key_is_the_claims_and_the_address() -> None:
    again = Check(claim="the HARBOUR  lost 40 percent of its traffic.", url=CHECK.url, rating="No")
    assert again.key == CHECK.key
    assert Check(claim=CHECK.claim, url=CHECK.url + "/2", rating="No").key != CHECK.key


def test_deep_nesting_is_refused() -> None:
    deep: Any = REVIEW
    for _ in range(5000):
        deep = {"item": deep}
    (found,) = of_json(deep)
    assert found == Refused(detail="it is nested too deeply")
    content = b'[{"item":' * 30 + b"1" + b"}]" * 30
    assert all(isinstance(one, Refused) for e in read(content, FileKind.JSON) for one in e)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(["ClaimReview", ""]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(max_size=3)
            | st.sampled_from(
                ["@type", "url", "item", "claimReview", "itemReviewed", "author", "name"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(anything)
def test_no_json_makes_it_stumble(value: Any) -> None:
    assert all(isinstance(found, Check | Refused) for found in of_json(value))
    if isinstance(value, dict | list):
        assert isinstance(read(json.dumps(value), FileKind.JSON), list)
        return
    with pytest.raises(BrokenFile):
        read(json.dumps(value), FileKind.JSON)


@given(st.binary(max_size=200))
def test_no_bytes_make_it_stumble(content: bytes) -> None:
    for kind in FileKind:
        with suppress(BrokenFile):
            read(content, kind)
