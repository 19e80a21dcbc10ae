"""A new text of a known article: where each claim went, what is stale, what a person has to place."""

import asyncio
from typing import Any

import pytest

from claimdesk.accounts.rules import Role, Scope
from claimdesk.audit.views import check
from claimdesk.db.engine import fetch
from tests.api.conftest import ARTICLE, Caller, SignIn, TokenFor
from tests.api.test_bad_input import is_problem, rows

LINK = {"url": "https://port.example.org/plan.pdf"}


async def taken_in(caller: Caller, text: str = ARTICLE) -> dict[str, Any]:
    answer = await caller.post("/articles", {"text": text, "source": "cms", "external_id": "h-1"})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def revised(caller: Caller, article: int, text: str, number: int = 1) -> dict[str, Any]:
    answer = await caller.post(
        f"/articles/{article}/revisions", {"text": text}, If_Match=f'"{number}"'
    )
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def claim_of(article: dict[str, Any], words: str) -> dict[str, Any]:
    """The innermost claim with these words."""
    found = [claim for claim in article["claims"] if words in claim["text"]]
    return dict(min(found, key=lambda claim: len(claim["text"])))


def standing(revision: dict[str, Any], claim: dict[str, Any]) -> dict[str, Any]:
    return dict(next(s for s in revision["claims"] if s["claim"] == claim["id"]))


async def judged(checker: Caller, claim: dict[str, Any], rating: str = "true") -> str:
    """Take a claim all the way to an editor; its path."""
    path = f"/claims/{claim['id']}"
    await checker.post(f"{path}/assignment", {})
    await checker.post(f"{path}/evidence", LINK)
    etag = (await checker.get(path)).headers["ETag"]
    body = {"rating": rating, "summary": "So it is.", "why": "New figures.", "submit": True}
    answer = await checker.put(f"{path}/verdict", body, If_Match=etag)
    assert answer.status_code == 200, answer.text
    return path


async def published(checker: Caller, editor: Caller, claim: dict[str, Any]) -> str:
    path = await judged(checker, claim)
    assert (await editor.post(f"{path}/approval", {})).json()["state"] == "published"
    return path


async def test_claims_follow_their_words(checker: Caller) -> None:
    article = await taken_in(checker)
    opening, quote, rest = ARTICLE.partition('"We have no choice,"')
    lines = (opening + "A new line stands here, and it is quite long.\n\n" + quote + rest).split(
        "\n"
    )
    text = "\n".join(lines)
    revision = await revised(checker, article["id"], text)
    assert (revision["number"], revision["current"], revision["text"]) == (2, True, text)
    current = (await checker.get(f"/articles/{article['id']}")).json()
    assert [c["id"] for c in current["claims"]][: len(article["claims"])]
    for claim in article["claims"]:
        there = next(c for c in current["claims"] if c["id"] == claim["id"])
        assert there["anchor"] == "carried"
        assert there["revision"] == 2
        assert (there["text"], there["version"]) == (claim["text"], claim["version"])
        assert text[there["start"] : there["end"]] == claim["text"]
        for mark in ("cue", "source"):
            if claim[mark] is not None:
                span = there[mark]
                assert text[span["start"] : span["end"]] == span["text"] == claim[mark]["text"]
    assert len({c["id"] for c in current["claims"]}) == len(current["claims"])


async def test_a_moved_paragraph_takes_its_claims_along(checker: Caller) -> None:
    article = await taken_in(checker)
    blocks = ARTICLE.split("\n\n")
    quote = next(k for k, block in enumerate(blocks) if "no choice" in block)
    moved = [*blocks[:2], blocks[quote], *blocks[2:quote], *blocks[quote + 1 :]]
    revision = await revised(checker, article["id"], "\n\n".join(moved))
    assert "moved" in {s["anchor"] for s in revision["claims"]}
    assert {s["anchor"] for s in revision["claims"]} <= {"carried", "moved"}
    for claim in article["claims"]:
        where = standing(revision, claim)
        start, end = where["spans"][0][0], where["spans"][-1][1]
        assert revision["text"][start:end] == claim["text"]


async def test_the_same_text_again_changes_nothing(checker: Caller) -> None:
    article = await taken_in(checker)
    path = f"/articles/{article['id']}/revisions"
    for headers in ({}, {"If_Match": '"1"'}, {"If_Match": '"7"'}):
        answer = await checker.post(path, {"text": ARTICLE}, **headers)
        assert (answer.status_code, answer.json()["number"]) == (200, 1)
        assert answer.headers["ETag"] == '"1"'
    assert await rows("revision") == 1
    text = ARTICLE.replace("Monday", "Tuesday")
    first = await checker.post(path, {"text": text}, If_Match='"1"')
    assert (first.status_code, first.headers["Location"]) == (201, f"/api/v1{path}/2")
    again = await checker.post(path, {"text": text}, If_Match='"1"')
    assert (again.status_code, again.json()["number"]) == (200, 2)
    assert await rows("revision") == 2


async def test_a_new_text_needs_the_version_it_replaces(checker: Caller) -> None:
    article = await taken_in(checker)
    path = f"/articles/{article['id']}/revisions"
    assert (await checker.get(f"/articles/{article['id']}")).headers["ETag"] == '"1"'
    is_problem(await checker.post(path, {"text": "Other words, he said."}), 428)
    answer = await checker.post(path, {"text": "Other words, he said."}, If_Match='"2"')
    is_problem(answer, 412)
    assert answer.json()["current"]["version"] == 1
    for bad in ("", "  ", "a\0b"):
        answer = await checker.post(path, {"text": bad}, If_Match='"1"')
        assert answer.status_code in {400, 422}
    assert await rows("revision") == 1


async def test_of_many_at_once_one_is_the_next(checker: Caller) -> None:
    article = await taken_in(checker)
    answers = await asyncio.gather(
        *(
            checker.post(
                f"/articles/{article['id']}/revisions",
                {"text": ARTICLE.replace("Monday", day)},
                If_Match='"1"',
            )
            for day in ("Tuesday", "Wednesday", "Thursday", "Friday")
        )
    )
    assert sorted(answer.status_code for answer in answers) == [201, 412, 412, 412]
    assert await rows("revision") == 2
    assert not (await check()).flaws


async def test_changed_words_go_back_to_review_and_readers_are_told(
    checker: Caller, editor: Caller, token_for: TokenFor
) -> None:
    article = await taken_in(checker)
    path = await published(checker, editor, claim_of(article, "40 percent"))
    other = await judged(checker, claim_of(article, "1 March"))
    text = ARTICLE.replace("40 percent", "14 percent")
    revision = await revised(checker, article["id"], text)
    changed = (await checker.get(path)).json()
    assert (changed["anchor"], changed["state"], changed["stale"]) == ("edited", "returned", True)
    assert "14 percent" in changed["text"]
    assert changed["assignment"]["assignee"]["login"] == "vera"
    assert revision["claim_counts"]["edited"] >= 1
    kept = (await checker.get(other)).json()
    assert (kept["state"], kept["stale"], kept["anchor"]) == ("submitted", False, "carried")

    cms = await token_for(Scope.RATINGS_READ)
    events = (await cms.get("/ratings")).json()["items"]
    assert [event["kind"] for event in events] == ["published", "stale"]
    stale = events[1]
    assert stale["article"]["revision"] == 2
    assert "14 percent" in stale["claim"]["text"]
    assert stale["verdict"] == events[0]["verdict"]
    assert stale["previous"] == events[0]["verdict"]["rating"]
    reviews = (await cms.get(f"/articles/{article['id']}/claimreview")).json()["@graph"]
    assert reviews == []

    # Changed again, it is as stale as before; judged anew, it is corrected.
    await revised(checker, article["id"], text.replace("14 percent", "15 percent"), 2)
    assert (await cms.get("/ratings")).json()["items"][2:] == []
    await judged(checker, changed, "false")
    fresh = await editor.post(f"{path}/approval", {})
    assert (fresh.json()["state"], fresh.json()["stale"]) == ("published", False)
    events = (await cms.get("/ratings")).json()["items"]
    assert [event["kind"] for event in events] == ["published", "stale", "corrected"]
    assert len((await cms.get(f"/articles/{article['id']}/claimreview")).json()["@graph"]) == 1


@pytest.mark.parametrize("states", [("new",), ("accepted",), ("assigned",), ("in_review",)])
async def test_work_under_way_stays_where_it_is(checker: Caller, states: tuple[str]) -> None:
    article = await taken_in(checker)
    claim = claim_of(article, "40 percent")
    path = f"/claims/{claim['id']}"
    if states[0] == "accepted":
        await checker.post(f"{path}/acceptance")
    elif states[0] != "new":
        await checker.post(f"{path}/assignment", {})
    if states[0] == "in_review":
        await checker.post(f"{path}/evidence", LINK)
    before = (await checker.get(path)).json()
    assert before["state"] == states[0]
    await revised(checker, article["id"], ARTICLE.replace("40 percent", "14 percent"))
    after = (await checker.get(path)).json()
    assert (after["state"], after["anchor"], after["stale"]) == (states[0], "edited", False)
    # Whoever had it open learns that it reads differently now.
    assert after["version"] > before["version"]


async def test_words_that_are_gone_keep_their_verdict_and_their_history(
    checker: Caller, editor: Caller, token_for: TokenFor
) -> None:
    article = await taken_in(checker)
    claim = claim_of(article, "40 percent")
    path = await published(checker, editor, claim)
    cut = " She said that the basin had lost 40 percent of its traffic since 2019."
    text = ARTICLE.replace(cut, "")
    revision = await revised(checker, article["id"], text)
    where = standing(revision, claim)
    assert (where["anchor"], where["spans"], where["text"]) == ("gone", [], claim["text"])
    gone = (await checker.get(path)).json()
    assert (gone["anchor"], gone["state"], gone["stale"]) == ("gone", "returned", True)
    assert (gone["revision"], gone["text"]) == (1, claim["text"])
    assert len(gone["verdicts"]) == 1
    orphaned = (await checker.get("/claims", anchor="orphaned")).json()["items"]
    assert [item["id"] for item in orphaned] == [claim["id"]]
    assert (await checker.get("/claims", anchor="gone")).json()["items"] == orphaned
    is_problem(await checker.get("/claims", anchor="lost"), 422)
    counts = (await checker.get(f"/articles/{article['id']}")).json()["claim_counts"]
    assert counts["orphaned"] == 1
    cms = await token_for(Scope.RATINGS_READ)
    events = (await cms.get("/ratings")).json()["items"]
    assert [event["kind"] for event in events] == ["published", "withdrawn"]
    assert events[1]["verdict"] is None
    assert events[1]["previous"]["key"] == "true"
    tasks = (await editor.get("/inbox")).json()["items"]
    assert any("Place or dismiss" in task["text"] for task in tasks)

    # The cut is taken back: it stands where it stood, and waits for a new look.
    back = await revised(checker, article["id"], ARTICLE, 2)
    assert standing(back, claim)["anchor"] == "carried"
    there = (await checker.get(path)).json()
    assert (there["anchor"], there["state"], there["stale"]) == ("carried", "returned", True)
    assert len(back["claims"]) == len(article["claims"])


@pytest.mark.parametrize("before", ["assigned", "published"])
async def test_a_claim_that_has_no_place_is_neither_judged_nor_published(
    checker: Caller, editor: Caller, before: str
) -> None:
    article = await taken_in(checker)
    claim = claim_of(article, "40 percent")
    path = f"/claims/{claim['id']}"
    await checker.post(f"{path}/assignment", {})
    await checker.post(f"{path}/evidence", LINK)
    if before == "published":
        await published(checker, editor, claim)
    cut = " She said that the basin had lost 40 percent of its traffic since 2019."
    await revised(checker, article["id"], ARTICLE.replace(cut, ""))
    shown = await checker.get(path)
    assert "submit" not in shown.json()["actions"]
    body = {"rating": "true", "summary": "So it is.", "why": "New figures.", "submit": True}
    answer = await checker.put(f"{path}/verdict", body, If_Match=shown.headers["ETag"])
    assert "Place it there first" in is_problem(answer, 409)
    assert answer.json()["guard"] == "placed"
    await revised(checker, article["id"], ARTICLE, 2)
    await judged(checker, claim)
    assert (await editor.post(f"{path}/approval", {})).json()["state"] == "published"


FERRY = """Ferry news

"The ferry sank in the night," said Ann Bell, an official familiar with the plan.

It rained on Monday.
"""
UNNAMED = FERRY.replace("Ann Bell, an official", "an official")


@pytest.mark.parametrize("before", ["new", "assigned", "published"])
async def test_a_source_whose_name_is_taken_out_is_unnamed(
    checker: Caller, editor: Caller, before: str
) -> None:
    article = await taken_in(checker, FERRY)
    claim = claim_of(article, "ferry sank")
    path = f"/claims/{claim['id']}"
    assert claim["source"]["unnamed"] is False
    if before == "published":
        await published(checker, editor, claim)
    elif before == "assigned":
        await checker.post(f"{path}/assignment", {})
    await revised(checker, article["id"], UNNAMED)
    shown = (await checker.get(path)).json()
    assert (shown["anchor"], shown["source"]["unnamed"]) == ("edited", True)
    assert shown["source"]["text"].startswith("an official familiar")
    assert shown["source"]["source_id"] != claim["source"]["source_id"]
    assert (shown["followup"] == "open") is (before != "new")
    await judged(checker, claim)
    refused = await editor.post(f"{path}/approval", {})
    assert refused.json()["guard"] == "followup_closed"


async def test_a_follow_up_that_was_closed_on_other_words_is_open_again(
    checker: Caller, editor: Caller
) -> None:
    article = await taken_in(checker, UNNAMED)
    claim = claim_of(article, "ferry sank")
    path = f"/claims/{claim['id']}"
    await checker.post(f"{path}/assignment", {})
    entry = (await checker.get(path)).json()["follow_up"]
    body = {
        "reason": "", "terms": "background", "basis_of_knowledge": "", "known_to": None,
        "corroborations": 1, "outcome": "corroborated", "outcome_reason": "",
    }  # fmt: skip
    closed = await checker.put(f"{path}/followup", body, If_Match=f'"{entry["version"]}"')
    assert closed.status_code == 200, closed.text
    await published(checker, editor, claim)
    # The same words elsewhere leave it closed.
    text = UNNAMED.replace("Ferry news", "Ferry news of today")
    await revised(checker, article["id"], text)
    assert (await checker.get(path)).json()["followup"] == "closed"
    await revised(checker, article["id"], text.replace("ferry sank", "two ferries sank"), 2)
    shown = (await checker.get(path)).json()
    assert (shown["state"], shown["followup"]) == ("returned", "open")


async def test_whoever_places_a_claim_beside_an_unnamed_source_takes_it_for_unnamed(
    checker: Caller,
) -> None:
    article = await taken_in(checker)
    claim = claim_of(article, "We have no choice")
    path = f"/claims/{claim['id']}"
    await checker.post(f"{path}/assignment", {})
    said = "said Maren Holt, the harbour master"
    text = ARTICLE.replace(said, "said a senior harbour official")
    await revised(checker, article["id"], text)
    shown = await checker.get(path)
    assert shown.json()["anchor"] == "ambiguous"
    quote, source = text.index('"We have no choice,"'), text.index("a senior harbour official")
    body = {"spans": [[quote, quote + 20]], "source": [source, source + 25]}
    placed = await checker.post(f"{path}/anchor", body, If_Match=shown.headers["ETag"])
    assert placed.status_code == 200, placed.text
    assert placed.json()["source"]["unnamed"] is True
    assert placed.json()["followup"] == "open"


async def test_old_revisions_still_show_what_stood_in_them(checker: Caller) -> None:
    article = await taken_in(checker)
    texts = [
        ARTICLE,
        ARTICLE.replace("40 percent", "14 percent"),
        ARTICLE.replace("40 percent", "14 percent").replace("By Ines Calloway\n\n", ""),
        ARTICLE.replace(
            " She said that the basin had lost 40 percent of its traffic since 2019.", ""
        ),
    ]
    for number, text in enumerate(texts[1:], 1):
        await revised(checker, article["id"], text, number)
    path = f"/articles/{article['id']}/revisions"
    listed = (await checker.get(path)).json()
    assert [entry["number"] for entry in listed] == [4, 3, 2, 1]
    assert [entry["current"] for entry in listed] == [True, False, False, False]
    claim = claim_of(article, "40 percent")
    told = []
    for number, text in enumerate(texts, 1):
        revision = (await checker.get(f"{path}/{number}")).json()
        assert revision["text"] == text
        assert {k: v for k, v in revision.items() if k in listed[0]} == listed[-number]
        assert sum(revision["claim_counts"].values()) == len(revision["claims"])
        for entry in revision["claims"]:
            if entry["spans"]:
                start, end = entry["spans"][0][0], entry["spans"][-1][1]
                assert text[start:end] == entry["text"]
            for mark in ("cue", "source"):
                if entry["spans"] and entry[mark]:
                    span = entry[mark]
                    assert text[span["start"] : span["end"]] == span["text"]
        where = standing(revision, claim)
        told.append((where["anchor"], where["next"] and where["next"]["anchor"]))
    assert told == [("found", "edited"), ("edited", "carried"), ("carried", "gone"), ("gone", None)]
    is_problem(await checker.get(f"{path}/5"), 404)
    is_problem(await checker.get(f"{path}/0"), 400)


async def test_new_sentences_bring_new_claims_and_no_doubles(checker: Caller) -> None:
    article = await taken_in(checker)
    added = "The ferry company said that it would move 300 jobs to another port."
    text = ARTICLE.replace("Read more", f"{added}\n\nRead more")
    revision = await revised(checker, article["id"], text)
    assert revision["claim_counts"]["found"] == 1
    current = (await checker.get(f"/articles/{article['id']}")).json()
    assert len(current["claims"]) == len(article["claims"]) + 1
    new = claim_of(current, "300 jobs")
    assert (new["anchor"], new["state"]) == ("found", "new")
    await revised(checker, article["id"], ARTICLE.replace("Monday", "Tuesday"), 2)
    assert (await checker.get(f"/claims/{new['id']}")).json()["anchor"] == "gone"


async def test_a_dismissed_claim_does_not_come_back(checker: Caller) -> None:
    article = await taken_in(checker)
    claim = claim_of(article, "40 percent")
    await checker.post(f"/claims/{claim['id']}/dismissal", {"reason": "Known."})
    await revised(checker, article["id"], ARTICLE.replace("40 percent", "14 percent"))
    current = (await checker.get(f"/articles/{article['id']}")).json()
    assert [c["state"] for c in current["claims"] if "14 percent" in c["text"]] == ["dismissed"]


async def doubled(checker: Caller) -> tuple[dict[str, Any], dict[str, Any], str]:
    """An article whose sentence stands twice now, one beside the other; its claim is in doubt."""
    article = await taken_in(checker)
    sentence = "She said that the basin had lost 40 percent of its traffic since 2019."
    text = ARTICLE.replace(sentence, f"{sentence} {sentence}")
    revision = await revised(checker, article["id"], text)
    claim = claim_of(article, "40 percent")
    where = standing(revision, claim)
    assert (where["anchor"], where["spans"]) == ("ambiguous", [])
    found = [text[start:end] for start, end in where["candidates"]]
    assert found == [sentence, sentence]
    return article, claim, text


async def test_a_person_places_what_is_in_doubt(checker: Caller) -> None:
    article, claim, text = await doubled(checker)
    path = f"/claims/{claim['id']}"
    etag = (await checker.get(path)).headers["ETag"]
    start = text.rindex(claim["text"])
    body = {"spans": [[start, start + len(claim["text"])]]}
    is_problem(await checker.post(f"{path}/anchor", body), 428)
    is_problem(await checker.post(f"{path}/anchor", body, If_Match='"99"'), 412)
    placed = await checker.post(f"{path}/anchor", body, If_Match=etag)
    assert placed.status_code == 200, placed.text
    there = placed.json()
    assert (there["anchor"], there["revision"], there["start"]) == ("placed", 2, start)
    assert there["text"] == claim["text"]
    number = (await checker.get(f"/articles/{article['id']}/revisions/2")).json()
    where = standing(number, claim)
    assert (where["anchor"], where["placed_by"]) == ("placed", "Vera")
    again = await checker.post(f"{path}/anchor", body, If_Match=placed.headers["ETag"])
    assert "has its place" in is_problem(again, 409)
    assert await fetch("SELECT 1 AS n FROM audit_event WHERE action = 'place'")


async def test_or_says_that_it_is_gone(
    checker: Caller, editor: Caller, token_for: TokenFor
) -> None:
    article = await taken_in(checker)
    claim = claim_of(article, "40 percent")
    path = await published(checker, editor, claim)
    sentence = "She said that the basin had lost 40 percent of its traffic since 2019."
    await revised(checker, article["id"], ARTICLE.replace(sentence, f"{sentence} {sentence}"))
    cms = await token_for(Scope.RATINGS_READ)
    kinds = [event["kind"] for event in (await cms.get("/ratings")).json()["items"]]
    assert kinds == ["published", "stale"]
    etag = (await checker.get(path)).headers["ETag"]
    refused = await checker.post(f"{path}/anchor", {"spans": []}, If_Match=etag)
    assert "an editor has to say" in is_problem(refused, 403)
    answer = await editor.post(f"{path}/anchor", {"spans": []}, If_Match=etag)
    assert answer.json()["anchor"] == "gone"
    kinds = [event["kind"] for event in (await cms.get("/ratings")).json()["items"]]
    assert kinds == ["published", "stale", "withdrawn"]
    await checker.delete(f"{path}/assignment")
    dismissed = await checker.post(f"{path}/dismissal", {"reason": "Cut from the article."})
    assert dismissed.json()["state"] == "dismissed"


async def test_a_colleagues_claim_is_placed_by_them_or_an_editor(
    checker: Caller, sign_in: SignIn
) -> None:
    _, claim, text = await doubled(checker)
    path = f"/claims/{claim['id']}"
    await checker.post(f"{path}/assignment", {})
    stranger = await sign_in("sam", Role.CHECKER)
    shown = await stranger.get(path)
    assert "place" not in shown.json()["actions"]
    start = text.rindex(claim["text"])
    body = {"spans": [[start, start + len(claim["text"])]]}
    etag = shown.headers["ETag"]
    is_problem(await stranger.post(f"{path}/anchor", body, If_Match=etag), 403)
    placed = await checker.post(f"{path}/anchor", body, If_Match=etag)
    assert placed.json()["anchor"] == "placed", placed.text


@pytest.mark.parametrize(
    ("spans", "status"),
    [
        ([[0, 999_999]], 422),
        ([[20, 10]], 422),
        ([[10, 10]], 422),
        ([[30, 40], [10, 20]], 422),
        ([[10, 30], [20, 40]], 422),
        ([[-1, 10]], 400),
        ([[0, 2**40]], 400),
        ([[1]], 400),
        ([[0, 1]] * 51, 400),
        ("all", 400),
    ],
)
async def test_pieces_that_are_none(checker: Caller, spans: Any, status: int) -> None:
    _, claim, _ = await doubled(checker)
    path = f"/claims/{claim['id']}"
    etag = (await checker.get(path)).headers["ETag"]
    is_problem(await checker.post(f"{path}/anchor", {"spans": spans}, If_Match=etag), status)
    assert (await checker.get(path)).json()["anchor"] == "ambiguous"


async def test_programs_send_revisions_and_read_no_more_for_it(
    token_for: TokenFor, checker: Caller, sign_in: SignIn
) -> None:
    cms = await token_for(Scope.ARTICLES_WRITE)
    article = await taken_in(cms)
    path = await judged(checker, claim_of(article, "40 percent"))
    revision = await revised(cms, article["id"], ARTICLE.replace("40 percent", "14 percent"))
    assert revision["claim_counts"]["edited"] == 1
    assert (await checker.get(path)).json()["state"] == "returned"
    trail = (await checker.get("/audit", claim=claim_of(article, "40 percent")["id"])).json()
    assert (trail["items"][0]["action"], trail["items"][0]["actor"]) == ("revise", "token cms")
    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    answer = await stranger.post(
        f"/articles/{article['id']}/revisions", {"text": "Not mine, he said."}, If_Match='"2"'
    )
    is_problem(answer, 404)


async def test_a_known_article_says_where_its_next_text_goes(checker: Caller) -> None:
    article = await taken_in(checker)
    body = {"text": "Other words, he said.", "source": "cms", "external_id": "h-1"}
    detail = is_problem(await checker.post("/articles", body), 409)
    assert f"/articles/{article['id']}/revisions" in detail


async def test_the_title_follows_the_text_unless_it_was_given(checker: Caller) -> None:
    article = await taken_in(checker)
    path = f"/articles/{article['id']}"
    text = ARTICLE.replace("Harbour fees to double", "Harbour fees to rise")
    await revised(checker, article["id"], text)
    assert (await checker.get(path)).json()["title"] == "Harbour fees to rise, council says"
    given = {"text": text, "title": "Fees", "section": "local"}
    is_problem(await checker.post(f"{path}/revisions", given), 428)
    answer = await checker.post(f"{path}/revisions", given, If_Match='"2"')
    assert (answer.status_code, answer.json()["number"]) == (200, 2)
    shown = (await checker.get(path)).json()
    assert (shown["title"], shown["section"]) == ("Fees", "local")
    await revised(checker, article["id"], ARTICLE, 2)
    assert (await checker.get(path)).json()["title"] == "Fees"
