"""Articles from other systems: every version once, in order, in its own format, and none published early."""

import asyncio
import itertools
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

import httpx
import msgspec
import pytest

from claimdesk.accounts.rules import Role, Scope
from claimdesk.clock import now
from claimdesk.db.engine import fetch
from claimdesk.formats.reading import DOCX
from tests.api.conftest import ARTICLE, Caller, SignIn, TokenFor
from tests.api.test_bad_input import is_problem, rows
from tests.formats.documents import BOMB, MAIL, NINJS_1, NINJS_3, news_item, news_message, word
from tests.formats.test_hostile import zip_bomb

NEWSML = "application/vnd.iptc.g2.newsitem+xml"
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in ARTICLE.split("\n\n")[2:])


async def put(
    caller: Caller,
    content: bytes | dict[str, Any],
    version: str = "1",
    *,
    content_type: str = "application/json",
    external_id: str = "harbour-1",
    **params: Any,
) -> httpx.Response:
    body = content if isinstance(content, bytes) else msgspec.json.encode(content)
    path = f"/api/v1/articles/cms/{quote(external_id, safe='')}/revisions/{quote(version, safe='')}"
    return await caller.http.put(
        path, content=body, headers={"Content-Type": content_type}, params=params
    )


def item(body: str = PARAGRAPHS, **fields: Any) -> dict[str, Any]:
    """A ninjs item that may be published at once."""
    said = {
        name: value for name, value in NINJS_1.items() if not name.startswith(("body", "embargo"))
    }
    return said | {"body_xhtml": body} | fields


@pytest.fixture
async def cms(token_for: TokenFor) -> Caller:
    """The newsroom's CMS."""
    return await token_for(Scope.ARTICLES_WRITE)


async def test_a_version_comes_in_once(cms: Caller, checker: Caller) -> None:
    first = await put(cms, item())
    assert first.status_code == 201, first.text
    told = first.json()
    assert (told["outcome"], told["version"], told["current_version"]) == ("added", "1", "1")
    assert len(told["revision"]["claims"]) >= 4
    again = await put(cms, item())
    assert (again.status_code, again.json()["outcome"]) == (200, "same")
    respaced = await put(cms, msgspec.json.format(msgspec.json.encode(item())))
    assert (respaced.status_code, respaced.json()["outcome"]) == (200, "same")
    assert [await rows(t) for t in ("article", "revision", "article_version")] == [1, 1, 1]
    article = (await checker.get(f"/articles/{told['article']}")).json()
    assert {
        name: article[name] for name in ("title", "byline", "dateline", "section", "genre")
    } == {
        "title": "Harbour fees to double",
        "byline": "Ines Calloway",
        "dateline": "Port Ellis",
        "section": "transport",
        "genre": "Analysis",
    }
    assert article["provider"] == "The Harbour Agency"
    assert article["usage_terms"] == "Not for archives."
    assert (article["declared_language"], article["language"]) == ("en-GB", "en")
    assert article["subjects"] == ["transport", "council"]
    assert article["published_at"].startswith("2026-11-02T06:00:00")
    assert (article["source"], article["external_id"]) == ("cms", "harbour-1")
    assert (article["status"], article["embargo"], article["source_version"]) == (
        "usable",
        None,
        "1",
    )


async def test_the_same_version_with_another_text_is_refused(cms: Caller) -> None:
    await put(cms, item())
    other = is_problem(await put(cms, item("<p>Nothing will double, they said.</p>")), 409)
    assert "another text" in other
    renamed = is_problem(await put(cms, item(headline="Harbour fees to triple")), 409)
    assert "other words" in renamed
    assert (await rows("revision"), await rows("article_version")) == (1, 1)


async def test_a_newer_version_carries_the_claims_over(cms: Caller, checker: Caller) -> None:
    article = (await put(cms, item(), "9")).json()["article"]
    changed = PARAGRAPHS.replace("40 percent", "60 percent")
    answer = (await put(cms, item(changed, headline="Fees double"), "10")).json()
    assert (answer["outcome"], answer["article"]) == ("revised", article)
    counts = answer["revision"]["claim_counts"]
    assert (counts["edited"] >= 1, counts["carried"] >= 2, counts["gone"]) == (True, True, 0)
    assert {"carried", "edited"} <= {claim["anchor"] for claim in answer["revision"]["claims"]}
    assert (await checker.get(f"/articles/{article}")).json()["title"] == "Fees double"
    described = (await put(cms, item(changed, headline="Fees triple"), "11")).json()
    assert (described["outcome"], described["revision"]["number"]) == ("described", 2)
    assert (await checker.get(f"/articles/{article}")).json()["title"] == "Fees triple"


async def test_an_older_version_is_history_and_never_current(cms: Caller, checker: Caller) -> None:
    article = (await put(cms, item(), "10")).json()["article"]
    late = await put(cms, item("<p>The fees will not double, she said.</p>"), "9")
    assert (late.status_code, late.json()["outcome"]) == (201, "history")
    assert late.json()["current_version"] == "10"
    again = await put(cms, item("<p>The fees will not double, she said.</p>"), "9")
    assert (again.status_code, again.json()["outcome"]) == (200, "same")
    is_problem(await put(cms, item("<p>Quite another, he said.</p>"), "9"), 409)
    shown = (await checker.get(f"/articles/{article}")).json()
    assert (shown["source_version"], shown["revision"]) == ("10", 1)
    assert "will not double" not in shown["text"]
    kept = await fetch("SELECT version, revision, text FROM article_version ORDER BY id")
    assert [(row["version"], row["revision"]) for row in kept] == [("10", 1), ("9", None)]
    assert kept[1]["text"] == "The fees will not double, she said."


async def test_where_versions_are_no_numbers_their_times_order_them(cms: Caller) -> None:
    at = "2026-11-02T09:{}:00Z".format
    await put(cms, item(versioncreated=at(30)), "b7f")
    late = await put(cms, item("<p>Earlier, she said so.</p>", versioncreated=at(10)), "c01")
    assert late.json()["outcome"] == "history"
    newer = await put(cms, item("<p>Later, she said so.</p>", versioncreated=at(50)), "a22")
    assert newer.json()["outcome"] == "revised"


async def test_many_senders_at_once_make_one_article(cms: Caller) -> None:
    answers = await asyncio.gather(*(put(cms, item(), str(n % 3 + 1)) for n in range(9)))
    assert {answer.status_code for answer in answers} <= {200, 201}
    outcomes = [answer.json()["outcome"] for answer in answers]
    assert outcomes.count("added") == 1
    assert [await rows(t) for t in ("article", "revision", "article_version")] == [1, 1, 3]


async def test_an_id_may_be_an_address(cms: Caller, checker: Caller) -> None:
    name = "http://agency.example.org/items/harbour%2F1?a=ü"
    made = await put(cms, item(), "2026/11", external_id=name)
    assert made.status_code == 201, made.text
    assert (made.json()["external_id"], made.json()["version"]) == (name, "2026/11")
    assert (await checker.get(f"/articles/{made.json()['article']}")).json()["external_id"] == name
    again = await put(cms, item(), "2026/11", external_id=name)
    assert again.status_code == 200


@pytest.mark.parametrize(
    ("content", "content_type", "begins"),
    [
        (news_item(), NEWSML, "The fees will double, Maren"),
        (word(), DOCX, "Harbour fees to double"),
        (MAIL, "message/rfc822", "Die Häfen"),
        (b"# Fees\n\nThey will *double*, she said.", "text/markdown", "Fees\n\nThey will double"),
        (b"Fees\r\n\r\nThey will double, she said.\n", "text/plain", "Fees\r\n\r\nThey"),
        (b"<p>They will double, she said.</p>", "text/html; charset=utf-8", "They will double"),
    ],
)
async def test_every_format_by_its_content_type(
    cms: Caller, checker: Caller, content: bytes, content_type: str, begins: str
) -> None:
    made = await put(cms, content, content_type=content_type)
    assert made.status_code == 201, made.text
    assert made.json()["revision"]["text"].startswith(begins)
    assert (await put(cms, content, content_type=content_type)).status_code == 200


async def test_a_person_may_send_to_one_of_their_desks(sign_in: SignIn, checker: Caller) -> None:
    desk = (await checker.get("/session")).json()["desks"][0]["id"]
    assert (await put(checker, item(), desk=desk)).status_code == 201
    stranger = await sign_in("stan", Role.EDITOR, desk="elsewhere")
    is_problem(await put(stranger, item(), desk=desk), 404)
    assert (await put(stranger, item())).status_code == 201  # its own desk's, by the same name
    assert await rows("article") == 2


HOSTILE = [
    (news_item()[:-30], NEWSML, 422),
    (news_item("<p>&j;</p>", head=BOMB), NEWSML, 422),
    (zip_bomb(100_000_000), DOCX, 422),
    (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "text/plain", 422),
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "application/json", 422),
    (b"So it is.", "image/png", 415),
    (b"So it is.", "nonsense", 415),
    (b"", "text/plain", 422),
    (b"So\0it is.", "text/plain", 422),
    (b"...", "text/plain", 422),
    (news_message(news_item(guid="a"), news_item(guid="b")), NEWSML, 422),
    (msgspec.json.encode(NINJS_1 | {"embargoed": "soon"}), "application/json", 422),
    (b'{"body_text": "\\ud800"}', "application/json", 422),
]  # fmt: skip


@pytest.mark.parametrize(("content", "content_type", "status"), HOSTILE)
async def test_what_is_hostile_is_a_problem_and_nothing_is_stored(
    cms: Caller, content: bytes, content_type: str, status: int
) -> None:
    detail = is_problem(await put(cms, content, content_type=content_type), status)
    assert len(detail) > 15
    for table in ("article", "revision", "claim", "article_version", "audit_event"):
        expected = 1 if table == "audit_event" else 0  # the token's own
        assert await rows(table) == expected, table


async def test_a_hundred_megabytes_are_refused_before_they_are_read(cms: Caller) -> None:
    sent = 0

    async def endless() -> Any:
        nonlocal sent
        for _ in range(100):
            sent += 1_000_000
            yield b"a" * 1_000_000

    answer = await cms.http.put(
        "/api/v1/articles/cms/a/revisions/1",
        content=endless(),
        headers={"Content-Type": "text/plain"},
    )
    is_problem(answer, 413)
    assert sent < 30_000_000
    declared = await put(cms, b"a" * 25_000_000, content_type="text/plain")
    is_problem(declared, 413)
    assert await rows("article") == 0


async def test_names_that_cannot_be_kept(cms: Caller) -> None:
    for external_id, version in (
        ("a" * 301, "1"),
        ("a", "1" * 101),
        ("a\nb", "1"),
        ("a", " "),
        ("a\0", "1"),
    ):
        is_problem(await put(cms, item(), version, external_id=external_id), 422)
    assert await rows("article") == 0


async def claim_of(cms: Caller, checker: Caller, editor: Caller, **fields: Any) -> str:
    """A claim with a submitted verdict, of an article sent with these fields; its path."""
    sent = (await put(cms, item(**fields))).json()
    claims = (await checker.get(f"/articles/{sent['article']}")).json()["claims"]
    claim = next(c for c in claims if c["source"] and not c["source"]["unnamed"])
    path = f"/claims/{claim['id']}"
    await checker.post(f"{path}/assignment", {})
    await checker.post(f"{path}/evidence", {"url": "https://port.example.org/plan.pdf"})
    etag = (await checker.get(path)).headers["ETag"]
    verdict = {"rating": "true", "summary": "So it is.", "submit": True}
    assert (await checker.put(f"{path}/verdict", verdict, If_Match=etag)).status_code == 200
    return path


async def published(editor: Caller) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await editor.get("/ratings")).json()["items"]
    return found


async def test_an_embargoed_article_is_never_published_early(
    cms: Caller, checker: Caller, editor: Caller
) -> None:
    later = (now() + timedelta(days=1)).isoformat()
    path = await claim_of(cms, checker, editor, embargoed=later)
    approved = await editor.post(f"{path}/approval", {"decision": "approve"})
    assert (approved.status_code, approved.json()["state"]) == (200, "approved")
    held = approved.json()["article"]["held"]
    assert (held["status"], datetime.fromisoformat(held["until"])) == (
        "usable",
        datetime.fromisoformat(later),
    )
    assert "embargoed until" in held["detail"]
    assert "embargoed until" in is_problem(await editor.post(f"{path}/publication"), 409)
    assert await published(editor) == []
    moved = (now() + timedelta(days=2)).isoformat()
    await put(cms, item(embargoed=moved), "2")
    is_problem(await editor.post(f"{path}/publication"), 409)
    assert (await put(cms, item(), "3")).json()["outcome"] == "described"  # lifted
    assert (await editor.get(path)).json()["article"]["held"] is None
    assert (await editor.post(f"{path}/publication")).status_code == 200
    assert [event["kind"] for event in await published(editor)] == ["published"]


async def test_verdicts_approved_together_say_that_they_are_held(
    cms: Caller, checker: Caller, editor: Caller
) -> None:
    later = (now() + timedelta(days=1)).isoformat()
    path = await claim_of(cms, checker, editor, embargoed=later)
    claim = (await editor.get(path)).json()
    items = [{"claim": claim["id"], "version": claim["version"]}]
    answer = await editor.post("/approvals", {"items": items, "publish": True, "comment": ""})
    (one,) = answer.json()
    assert (one["published"], "embargoed until" in one["held"]["detail"]) == (False, True)


async def test_an_embargo_that_is_over_holds_nothing_back(
    cms: Caller, checker: Caller, editor: Caller
) -> None:
    path = await claim_of(
        cms, checker, editor, embargoed=(now() - timedelta(minutes=1)).isoformat()
    )
    answer = await editor.post(f"{path}/approval", {"decision": "approve"})
    assert answer.json()["state"] == "published"


async def test_a_withheld_article_waits_for_its_release(
    cms: Caller, checker: Caller, editor: Caller
) -> None:
    path = await claim_of(cms, checker, editor, pubstatus="withheld")
    await editor.post(f"{path}/approval", {"decision": "approve"})
    assert "withholds" in is_problem(await editor.post(f"{path}/publication"), 409)
    await put(cms, item(pubstatus="usable"), "2")
    assert (await editor.post(f"{path}/publication")).json()["state"] == "published"


async def test_a_checker_lifts_no_embargo(cms: Caller, checker: Caller, editor: Caller) -> None:
    later = (now() + timedelta(days=1)).isoformat()
    sent = (await put(cms, item(embargoed=later))).json()
    path = f"/articles/{sent['article']}"
    change = {"text": sent["revision"]["text"], "embargo": None}
    is_problem(await checker.post(f"{path}/revisions", change, If_Match='"1"'), 403)
    assert (await editor.post(f"{path}/revisions", change, If_Match='"1"')).status_code == 200
    assert (await checker.get(path)).json()["embargo"] is None


async def test_a_cancelled_article_is_withdrawn_with_its_ratings(
    cms: Caller, checker: Caller, editor: Caller
) -> None:
    path = await claim_of(cms, checker, editor)
    await editor.post(f"{path}/approval", {"decision": "approve"})
    gone = {"uri": "x", "pubstatus": "canceled"}
    answer = (await put(cms, gone, "2")).json()
    assert answer["outcome"] == "withdrawn"
    assert (await put(cms, gone, "2")).status_code == 200
    events = await published(editor)
    assert [event["kind"] for event in events] == ["published", "withdrawn"]
    assert events[1]["verdict"] is None
    claim = (await checker.get(path)).json()
    assert claim["state"] == "returned"
    article = (await checker.get(f"/articles/{answer['article']}")).json()
    assert (article["status"], "40 percent" in article["text"]) == ("canceled", True)
    etag = (await checker.get(path)).headers["ETag"]
    verdict = {"rating": "true", "summary": "So it is.", "why": "Again.", "submit": True}
    await checker.put(f"{path}/verdict", verdict, If_Match=etag)
    assert (await editor.post(f"{path}/approval", {"decision": "approve"})).json()[
        "state"
    ] == "approved"
    assert "withdrawn by its sender" in is_problem(await editor.post(f"{path}/publication"), 409)
    # Sent again as usable, it is back.
    assert (await put(cms, item(), "3")).json()["outcome"] == "described"
    assert (await editor.post(f"{path}/publication")).json()["state"] == "published"


async def test_a_withdrawal_is_taken_under_the_version_it_withdraws(cms: Caller) -> None:
    await put(cms, item())
    gone = item(pubstatus="canceled")
    assert (await put(cms, gone)).json()["outcome"] == "withdrawn"
    assert (await put(cms, gone)).json()["outcome"] == "same"


GONE = {"uri": "x", "pubstatus": "canceled"}
NEWSML_GONE = news_item("", status="canceled")


async def test_the_withdrawal_of_what_never_came_is_kept(cms: Caller, editor: Caller) -> None:
    first = await put(cms, GONE, "2")
    assert (first.status_code, first.json()) == (
        201,
        {
            "article": None, "source": "cms", "external_id": "harbour-1", "version": "2",
            "current_version": "2", "outcome": "withdrawn", "revision": None,
        },
    )  # fmt: skip
    for again in (GONE, GONE | {"headline": "Gone"}):  # of one version, whatever words are in it
        answer = await put(cms, again, "2")
        assert (answer.status_code, answer.json()["outcome"]) == (200, "same")
    assert (await put(cms, GONE, "1")).json()["outcome"] == "history"
    assert (await put(cms, GONE, "2", external_id="another")).json()["outcome"] == "withdrawn"
    assert (await rows("article"), await rows("article_withdrawal")) == (0, 3)
    (event, *_) = (await editor.get("/audit", entity="unknown_article")).json()["items"]
    assert (event["action"], event["actor"]) == ("withdraw", "token cms")
    assert event["after"] == {"source": "cms", "external_id": "another", "version": "2"}


@pytest.mark.parametrize(
    ("content", "content_type"), [(GONE, "application/json"), (NEWSML_GONE, NEWSML)]
)
@pytest.mark.parametrize("late", ["1", "2"])
async def test_what_comes_after_its_withdrawal_is_history(
    cms: Caller, checker: Caller, editor: Caller, content: Any, content_type: str, late: str
) -> None:
    gone = await put(cms, content, "2", content_type=content_type)
    assert (gone.status_code, gone.json()["article"]) == (201, None), gone.text
    made = await put(cms, item(), late)
    assert (made.status_code, made.json()["outcome"]) == (201, "history")
    assert made.json()["current_version"] == "2"
    for again, version in ((item(), late), (content, "2")):
        kind = content_type if again is content else "application/json"
        answer = await put(cms, again, version, content_type=kind)
        assert (answer.status_code, answer.json()["outcome"]) == (200, "same"), answer.text
    path = f"/articles/{made.json()['article']}"
    article = (await checker.get(path)).json()
    assert (article["status"], article["source_version"]) == ("canceled", "2")
    gate = (await editor.get("/articles/cms/harbour-1/gate", version=late)).json()
    assert gate["obstacles"][0]["reason"] == "held_back"
    # What is newer than the withdrawal is current, as it is of any other article.
    newer = await put(cms, item("<p>The fees will not double, she said.</p>"), "3")
    assert newer.json()["outcome"] == "revised"
    article = (await checker.get(path)).json()
    assert (article["status"], article["source_version"]) == ("usable", "3")
    assert (await put(cms, content, "2", content_type=content_type)).status_code == 200
    assert (await checker.get(path)).json()["status"] == "usable"
    kept = await fetch("SELECT version, status, received_by FROM article_version ORDER BY id")
    assert [(row["version"], row["status"]) for row in kept] == [
        ("2", "canceled"), (late, "usable"), ("3", "usable")
    ]  # fmt: skip
    assert {row["received_by"] for row in kept} == {"token cms"}


TEXTS = {"1": PARAGRAPHS, "3": PARAGRAPHS.replace("40 percent", "60 percent")}


@pytest.mark.parametrize("order", sorted(itertools.permutations(["1", "2", "3"])))
async def test_whichever_comes_first_the_last_version_counts(
    cms: Caller, checker: Caller, order: tuple[str, ...]
) -> None:
    """Two texts and a withdrawal in between."""
    for version in order:
        sent = item(TEXTS[version]) if version in TEXTS else GONE
        assert (await put(cms, sent, version)).status_code == 201
    (listed,) = (await checker.get("/articles")).json()["items"]
    article = (await checker.get(f"/articles/{listed['id']}")).json()
    assert (article["status"], article["source_version"]) == ("usable", "3")
    assert ("60 percent" in article["text"], "40 percent" in article["text"]) == (True, False)
    assert await rows("article_version") == 3


@pytest.mark.parametrize("order", sorted(itertools.permutations(["1", "2", "gone"])))
async def test_whichever_comes_first_a_withdrawal_that_is_last_counts(
    cms: Caller, checker: Caller, order: tuple[str, ...]
) -> None:
    """It names the version that it withdraws."""
    for sent in order:
        content, version = (GONE, "2") if sent == "gone" else (item(headline=sent), sent)
        assert (await put(cms, content, version)).status_code == 201
    (listed,) = (await checker.get("/articles")).json()["items"]
    article = (await checker.get(f"/articles/{listed['id']}")).json()
    assert (article["status"], article["source_version"]) == ("canceled", "2")


async def test_without_versions_their_times_say_what_is_late(cms: Caller, checker: Caller) -> None:
    at = "2026-11-02T09:{}:00Z".format
    assert (await put(cms, GONE | {"versioncreated": at(30)}, "b7f")).status_code == 201
    late = await put(cms, item(versioncreated=at(10)), "c01")
    assert late.json()["outcome"] == "history"
    newer = await put(cms, item(versioncreated=at(50)), "a22")
    assert newer.json()["outcome"] == "described"
    article = (await checker.get(f"/articles/{newer.json()['article']}")).json()
    assert article["status"] == "usable"


async def test_a_withdrawal_and_its_article_at_once(cms: Caller, checker: Caller) -> None:
    answers = await asyncio.gather(put(cms, item(), "1"), put(cms, GONE, "2"))
    assert [answer.status_code for answer in answers] == [201, 201]
    (listed,) = (await checker.get("/articles")).json()["items"]
    article = (await checker.get(f"/articles/{listed['id']}")).json()
    assert (article["status"], article["source_version"]) == ("canceled", "2")


async def test_a_withdrawal_with_its_text_is_an_article(cms: Caller) -> None:
    whole = await put(cms, NINJS_3, external_id="another")
    assert whole.json()["outcome"] == "added"
    assert (await fetch("SELECT status FROM article"))[0]["status"] == "canceled"


async def test_what_answers_an_article_has_none_of_a_withdrawal_alone(cms: Caller) -> None:
    files = {"file": ("gone.json", msgspec.json.encode(GONE), "application/json")}
    fields = {"source": "cms", "external_id": "harbour-1"}
    answer = await cms.http.post("/api/v1/articles", files=files, data=fields)
    assert "is kept" in is_problem(answer, 404)
    assert await rows("article_withdrawal") == 1


async def test_every_version_leaves_its_event(cms: Caller) -> None:
    await put(cms, item(), "2")
    await put(cms, item(), "2")
    await put(cms, item("<p>Quite another text, she said.</p>"), "3")
    await put(cms, item("<p>An old one, she said.</p>"), "1")
    await put(cms, {"pubstatus": "canceled"}, "4")
    left = await fetch("SELECT action FROM audit_event WHERE entity = 'article' ORDER BY number")
    assert [row["action"] for row in left] == ["take_in", "revise", "keep_version", "withdraw"]


async def test_a_file_in_a_form(checker: Caller, cms: Caller) -> None:
    files = {"file": ("story.docx", word(), "application/octet-stream")}
    fields = {"source": "desk", "external_id": "story-1"}
    made = await checker.http.post("/api/v1/articles", files=files, data=fields)
    assert made.status_code == 201, made.text
    assert (made.json()["external_id"], made.json()["byline"]) == ("story-1", "Ines Calloway")
    again = await checker.http.post("/api/v1/articles", files=files, data=fields)
    assert (again.status_code, again.json()["id"]) == (200, made.json()["id"])
    bare = await cms.http.post("/api/v1/articles", files={"file": ("a.md", b"# Fees\n\nSo it is.")})
    assert (bare.status_code, bare.json()["source"]) == (201, "upload")
    missing = {"other": ("a.txt", b"So it is.")}
    is_problem(await checker.http.post("/api/v1/articles", files=missing), 422)
    pdf = {"file": ("a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")}
    is_problem(await checker.http.post("/api/v1/articles", files=pdf), 415)
    is_problem(await checker.http.post("/api/v1/articles", data={"desk": "x"}, files=files), 422)


async def test_an_embargo_may_be_sent_as_json(checker: Caller, editor: Caller) -> None:
    later = (now() + timedelta(days=1)).isoformat()
    made = await checker.post(
        "/articles", {"text": ARTICLE, "embargo": later, "dateline": "Port Ellis"}
    )
    assert made.status_code == 201, made.text
    assert (made.json()["embargo"] is not None, made.json()["dateline"]) == (True, "Port Ellis")
    is_problem(
        await checker.post("/articles", {"text": ARTICLE, "embargo": "2027-01-01T00:00:00"}), 400
    )
