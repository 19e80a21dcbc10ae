"""The whole path by the API: article, claims, assignment, verdict, approval, ratings, ClaimReview."""

from claimdesk.accounts.rules import Scope
from tests.api.conftest import ARTICLE, Caller, TokenFor


async def test_an_article_goes_all_the_way_to_the_cms(
    checker: Caller, editor: Caller, token_for: TokenFor
) -> None:
    cms = await token_for(Scope.ARTICLES_WRITE, Scope.RATINGS_READ)
    posted = await cms.post(
        "/articles",
        {
            "text": ARTICLE,
            "byline": "Ines Calloway",
            "source": "cms",
            "external_id": "harbour-1",
            "url": "https://paper.example.org/harbour",
        },
    )
    assert posted.status_code == 201, posted.text
    article = posted.json()
    assert article["title"] == "Harbour fees to double, council says"
    for claim in article["claims"]:
        assert article["text"][claim["start"] : claim["end"]] == claim["text"]

    queue = (await checker.get("/claims", article=article["id"], unnamed=True)).json()["items"]
    assert queue, "the officials are unnamed"
    claim = next(c for c in queue if "officials" in c["source"]["text"])
    path = f"/claims/{claim['id']}"

    assigned = await checker.post(f"{path}/assignment", {"assignee": checker.id})
    assert assigned.status_code == 200, assigned.text
    assert assigned.json()["state"] == "assigned"
    assert assigned.json()["assignment"]["assignee"]["login"] == "vera"
    assert assigned.json()["follow_up"]["outcome"] is None

    evidence = await checker.post(
        f"{path}/evidence",
        {
            "url": "https://port.example.org/plan.pdf",
            "title": "Staffing plan",
            "quote": "No posts are to be cut.",
            "stance": "refutes",
        },
    )
    assert evidence.status_code == 201, evidence.text

    etag = (await checker.get(path)).headers["ETag"]
    judged = await checker.put(
        f"{path}/verdict",
        {
            "rating": "false",
            "summary": "The plan cuts no posts.",
            "reasons": "Read the plan, page 3.",
            "submit": True,
        },
        If_Match=etag,
    )
    assert judged.status_code == 200, judged.text
    assert judged.json()["state"] == "submitted"
    assert judged.json()["verdict"]["evidence"] == [evidence.json()["id"]]

    early = await editor.post(f"{path}/approval", {})
    assert early.status_code == 409
    assert "follow-up" in early.json()["detail"]

    closed = await editor.put(
        f"{path}/followup",
        {"outcome": "waived", "outcome_reason": "The plan itself settles it."},
        If_Match='"1"',
    )
    assert closed.status_code == 200, closed.text

    approved = await editor.post(f"{path}/approval", {"comment": "Clear."})
    assert approved.status_code == 200, approved.text
    assert approved.json()["state"] == "published"
    assert approved.json()["verdict"]["published"] is True

    feed = (await cms.get("/ratings", after=0)).json()
    assert [event["kind"] for event in feed["items"]] == ["published"]
    event = feed["items"][0]
    assert event["article"]["external_id"] == "harbour-1"
    assert event["claim"]["claimant"] is None
    assert event["verdict"]["rating"] == {
        "key": "false", "label": "False", "scale": "five_step", "scale_version": 2,
        "rank": 1, "of": 5, "off_axis": None,
    }  # fmt: skip
    assert event["verdict"]["evidence"][0]["url"] == "https://port.example.org/plan.pdf"
    assert (await cms.get("/ratings", after=feed["next"])).json()["items"] == []

    answer = await cms.get(f"/articles/{article['id']}/claimreview")
    assert answer.headers["content-type"].startswith("application/ld+json")
    document = answer.json()
    assert document["@context"] == "https://schema.org"
    review = document["@graph"][0]
    assert review["claimReviewed"] == claim["text"]
    assert review["reviewRating"]["alternateName"] == "False"
    assert review["reviewRating"]["ratingValue"] == 1
    assert review["reviewRating"]["bestRating"] == 5
    assert "author" not in review["itemReviewed"]

    trail = (await editor.get("/audit", claim=claim["id"])).json()["items"]
    assert [event["action"] for event in reversed(trail)] == [
        "assign", "open", "add", "start", "submit", "close", "approve", "publish",
    ]  # fmt: skip
    assert trail[0]["actor"] == "Edith"

    report = (await editor.get(f"/articles/{article['id']}/report")).json()
    assert report["published"] == 1
    assert report["ratings"][0]["rating"]["label"] == "False"
