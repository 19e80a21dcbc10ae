"""Has this been checked before? Asked through the API, by text and by claim."""

import json
from io import BytesIO
from typing import Any

import pytest

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import SYSTEM, Role, Scope
from claimdesk.db.engine import fetch
from claimdesk.factchecks import service as factchecks
from claimdesk.factchecks.reading import FileKind
from claimdesk.matching import upkeep, views
from tests.api.conftest import ARTICLE, Caller, SignIn, TokenFor
from tests.api.test_bad_input import is_problem
from tests.api.test_revisions import claim_of, published, revised, taken_in
from tests.factchecks.test_reading import REVIEW

FEES = "Harbour fees will be doubled by the city from March 1"


async def bring(*claims: str, desk: str = "desk", title: str = "") -> int:
    """A feed of checks of these claims; the import's number."""
    feed = [REVIEW | {"claimReviewed": claim, "name": title} for claim in claims]
    content = json.dumps(feed).encode()
    file = factchecks.File(
        name="feed.json", kind=FileKind.JSON, digest=str(hash(content)), size=len(content)
    )
    number = await factchecks.begin(SYSTEM, await accounts.ensure_desk(desk, desk.title()), file)
    await factchecks.read(number, BytesIO(content))
    return number


async def found(caller: Caller, text: str, **more: Any) -> dict[str, Any]:
    answer = await caller.get("/matches", text=text, **more)
    assert answer.status_code == 200, answer.text
    matches: dict[str, Any] = answer.json()
    for match in matches["items"]:
        for asked, said in (("asked_agrees", matches["text"]), ("found_agrees", match["text"])):
            for span in match[asked]:
                assert said[span["start"] : span["end"]] == span["text"]
    return matches


async def postings_are_whole() -> None:
    """Each statement has just the postings of its terms, and nothing else has any."""
    rows = await fetch(
        "SELECT (SELECT json_agg(p ORDER BY term, desk, statement) FROM posting p)::text AS there, "
        "(SELECT json_agg(json_build_object('term', term, 'desk', desk, 'statement', id) "
        "ORDER BY term, desk, id)::jsonb FROM (SELECT DISTINCT term, coalesce(desk, 0) AS desk, id "
        "FROM statement, unnest(terms || fingerprint) AS term) AS t)::text AS due"
    )
    there, due = (json.loads(rows[0][name] or "[]") for name in ("there", "due"))
    assert there == due


async def test_a_claim_said_again_is_found_with_what_agrees(checker: Caller) -> None:
    article = (await checker.post("/articles", {"text": ARTICLE})).json()
    matches = await found(checker, FEES)
    assert matches["likeness"] == "same"
    best = matches["items"][0]
    claim = next(c for c in article["claims"] if c["id"] == best["claim"]["id"])
    assert claim["text"] == best["text"]
    assert best["claim"]["article"] == {"id": article["id"], "title": article["title"]}
    assert best["claim"]["state"] == "new"
    assert best["claim"]["rating"] is None
    assert best["fact_check"] is None
    agreed = " ".join(span["text"] for span in best["asked_agrees"])
    assert "Harbour fees will be doubled" in agreed
    assert "the city from March 1" in agreed
    assert best["differences"] == []
    await postings_are_whole()


@pytest.mark.parametrize(
    ("text", "fact", "there", "here"),
    [
        ("The basin has lost 45 percent of its traffic since 2019", "number", "45", "40 percent"),
        ("The basin had not lost 40 percent of its traffic since 2019", "negation", "not", None),
        ("The city will double harbour fees from 2 March", "date", "2 March", "1 March"),
    ],
)
async def test_another_number_date_or_a_denial_is_related_only(
    checker: Caller, text: str, fact: str, there: str, here: str | None
) -> None:
    await checker.post("/articles", {"text": ARTICLE})
    matches = await found(checker, text)
    assert matches["likeness"] == "related"
    told = [d for match in matches["items"] for d in match["differences"] if d["fact"] == fact]
    assert any(d["contradicts"] and d["asked"]["text"].startswith(there) for d in told)
    if here:
        assert any(d["found"] and d["found"]["text"] == here for d in told)


async def test_what_others_checked_is_found_by_all_desks(checker: Caller, sign_in: SignIn) -> None:
    number = await bring("The harbour master of Esk keeps seals.", "Berth 4 is closed.")
    abroad = await sign_in("stan", Role.CHECKER, desk="elsewhere")
    for caller in (checker, abroad):
        matches = await found(caller, "Esk's harbour master keeps seals")
        assert matches["likeness"] == "same"
        best = matches["items"][0]
        assert best["claim"] is None
        assert best["fact_check"]["rating"] == REVIEW["reviewRating"]["alternateName"]
    await postings_are_whole()

    await fetch("UPDATE fact_check_import SET version = 9")
    admin = await sign_in("ada", Role.ADMIN)
    gone = await admin.delete(f"/fact-checks/imports/{number}", If_Match='"9"')
    assert gone.status_code == 204, gone.text
    assert (await found(checker, "Esk's harbour master keeps seals"))["items"] == []
    assert await fetch("SELECT 1 FROM posting") == []


async def test_a_check_that_was_mended_is_found_by_its_new_title(checker: Caller) -> None:
    await bring("Berth 4 is closed.", title="Is the walrus berth shut?")
    assert (await found(checker, "walrus"))["items"][0]["title"] == "Is the walrus berth shut?"
    await bring("Berth 4 is closed.", title="Is the seal berth shut?")
    assert (await found(checker, "walrus"))["items"] == []
    assert (await found(checker, "the seal"))["items"][0]["text"] == "Berth 4 is closed."
    await postings_are_whole()


async def test_another_desks_claims_are_never_shown(checker: Caller, sign_in: SignIn) -> None:
    abroad = await sign_in("stan", Role.CHECKER, desk="elsewhere")
    await abroad.post("/articles", {"text": ARTICLE})
    assert (await found(checker, FEES)) == {
        "text": FEES,
        "has_words": True,
        "likeness": "none",
        "items": [],
    }
    assert (await found(abroad, FEES))["likeness"] == "same"


async def test_a_claims_own_matches_leave_it_out(checker: Caller, sign_in: SignIn) -> None:
    first = (await checker.post("/articles", {"text": ARTICLE})).json()["claims"]
    second = (await checker.post("/articles", {"text": ARTICLE + "\nMore."})).json()["claims"]
    answer = await checker.get(f"/claims/{second[0]['id']}/matches")
    assert answer.status_code == 200
    ids = [match["claim"]["id"] for match in answer.json()["items"]]
    assert ids[0] == first[0]["id"]
    assert second[0]["id"] not in ids
    assert answer.json()["items"][0]["likeness"] == "same"
    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    is_problem(await stranger.get(f"/claims/{second[0]['id']}/matches"), 404)


async def test_claims_are_found_as_they_are_now(checker: Caller) -> None:
    article = (await checker.post("/articles", {"text": ARTICLE})).json()
    claim = next(c for c in article["claims"] if "basin" in c["text"])
    asked = "The basin had lost 40 percent of its traffic since 2019"
    assert (await found(checker, asked))["items"][0]["claim"]["id"] == claim["id"]

    address = f"/claims/{claim['id']}"
    done = await checker.post(f"{address}/dismissal", {"kind": "duplicate", "reason": "Again."})
    assert done.status_code < 300, done.text
    assert claim["id"] not in [m["claim"]["id"] for m in (await found(checker, asked))["items"]]
    await postings_are_whole()
    back = await checker.post(f"{address}/restoration")
    assert back.status_code < 300, back.text
    assert (await found(checker, asked))["items"][0]["claim"]["id"] == claim["id"]

    shorter = ARTICLE.index("40 percent of its traffic")
    version = (await checker.get(address)).json()["version"]
    edited = await checker.put(
        f"{address}/marking", {"spans": [[shorter, shorter + 10]]}, If_Match=f'"{version}"'
    )
    assert edited.status_code == 200, edited.text
    assert "40 percent" in [r["text"] for r in await fetch("SELECT text FROM statement")]
    await postings_are_whole()


async def test_claims_follow_the_articles_next_text(checker: Caller) -> None:
    article = await taken_in(checker)
    changed = ARTICLE.replace("40 percent", "55 percent").replace("We have no", "We have  no")
    await revised(checker, article["id"], changed)
    asked = "The basin lost 55% of its traffic since 2019"
    assert (await found(checker, asked))["likeness"] == "same"
    rows = await fetch(
        "SELECT c.id FROM claim c LEFT JOIN statement s ON s.claim = c.id "
        "WHERE s.text IS DISTINCT FROM c.text"
    )
    assert rows == []
    await postings_are_whole()


async def test_what_was_there_before_is_indexed_in_time(checker: Caller) -> None:
    await checker.post("/articles", {"text": ARTICLE})
    await bring("Berth 4 is closed.")
    await fetch("DELETE FROM posting")
    await fetch("DELETE FROM statement")
    assert (await found(checker, FEES))["items"] == []
    everything = (await fetch("SELECT count(*) AS n FROM claim"))[0]["n"] + 1
    assert await upkeep.astray() == everything
    assert await upkeep.catch_up() == everything
    assert await upkeep.astray() == 0
    assert (await found(checker, FEES))["likeness"] == "same"
    assert (await found(checker, "Berth 4 is closed"))["likeness"] == "same"
    assert await upkeep.catch_up() == 0
    await postings_are_whole()


async def test_what_went_astray_is_seen_and_mended(checker: Caller) -> None:
    await checker.post("/articles", {"text": ARTICLE})
    await bring("Berth 4 is closed.")
    assert await upkeep.astray() == 0
    await fetch("UPDATE statement SET text = '' WHERE claim = (SELECT min(id) FROM claim)")
    await fetch("UPDATE claim SET state = 'dismissed' WHERE id = (SELECT max(id) FROM claim)")
    await fetch("UPDATE fact_check SET title = 'Another'")
    assert await upkeep.astray() == 3
    await upkeep.start_over()
    assert await upkeep.astray() == 0
    await postings_are_whole()


async def test_terms_are_counted_again_once_there_are_more(checker: Caller) -> None:
    await checker.post("/articles", {"text": ARTICLE})
    assert await upkeep.count_if_grown()
    assert not await upkeep.count_if_grown()
    counted = await fetch("SELECT term, statements FROM term_count ORDER BY term")
    there = await fetch(
        "SELECT term, count(*)::int AS statements FROM posting GROUP BY term "
        "HAVING count(*) > 1 ORDER BY term"
    )
    assert counted == there != []
    assert (await found(checker, FEES))["likeness"] == "same"


@pytest.mark.parametrize(
    "text",
    [
        "the and of to a in is",
        '"council" AND (fees | !harbour) <-> "basin":* OR NOT -mayor',
        "'; DROP TABLE statement; --",
        "😀🎉👩‍👩‍👧 🇩🇪",
        "“‘«»’”\"'`",
        "a\x00b \x01\x02\x7f\u202e\ufeff\u200d",
        "%_*?[a-z]+(((",
        "fees " * 990,
        "x" * views.LONGEST,
        "\ud7ff\ufffe\U0010ffff é e\u0301 ﬁ Ⅻ ١٢٣ 10²",
        "1e309 9999999999999999999999 1.1.1.1 0 -0 1,,2 1/0 ٣٫٥",
        "#####@@@@ #AaBbCcDd @",
    ],
    ids=range(12),
)
async def test_hostile_questions_are_answered(checker: Caller, text: str) -> None:
    await checker.post("/articles", {"text": ARTICLE})
    await found(checker, text, limit=50)


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({"text": " \n\t"}, 422),
        ({"text": ""}, 400),
        ({}, 400),
        ({"text": "x" * 60_000}, 413),
        ({"text": "fees", "limit": "0"}, 400),
        ({"text": "fees", "limit": "51"}, 400),
    ],
)
async def test_what_is_no_question_is_refused(
    checker: Caller, params: dict[str, str], status: int
) -> None:
    is_problem(await checker.get("/matches", **params), status)


async def test_only_who_reads_the_desk_may_ask(anybody: Caller, token_for: TokenFor) -> None:
    assert (await anybody.get("/matches", text=FEES)).status_code == 401
    reader = await token_for(Scope.DESK_READ)
    assert (await reader.get("/matches", text=FEES)).status_code == 200
    sender = await token_for(Scope.ARTICLES_WRITE)
    assert (await sender.get("/matches", text=FEES)).status_code == 403


async def test_a_published_rating_stands_beside_its_claim(checker: Caller, editor: Caller) -> None:
    article = (await checker.post("/articles", {"text": ARTICLE})).json()
    claim = claim_of(article, "40 percent")
    await published(checker, editor, claim)
    best = (await found(checker, claim["text"]))["items"][0]["claim"]
    assert best["state"] == "published"
    assert best["rating"]["key"]


@pytest.mark.parametrize("text", ["Is it what it was?", "🙃🙃 👩‍👩‍👧", "?!", "the THE thé"])
async def test_that_there_is_no_word_to_look_for_is_told(checker: Caller, text: str) -> None:
    await bring("Seals sing in the harbour.", "It is what it is.")
    told = await found(checker, text)
    assert (told["has_words"], told["items"]) == (False, [])
    assert (await found(checker, "Seals"))["has_words"]


async def test_of_common_words_alone_only_the_very_same_are_found(checker: Caller) -> None:
    await bring("It is what it is.")
    told = await found(checker, "It is what it is!")
    assert (told["has_words"], told["likeness"]) == (False, "same")


async def test_a_text_is_as_long_as_it_has_code_points(checker: Caller) -> None:
    longest = "🙃" * (views.LONGEST - 5) + "seals"
    assert (await found(checker, longest))["has_words"]
    problem = is_problem(await checker.get("/matches", text=longest + "s"), 413)
    assert "5,001 characters" in problem


async def test_hidden_characters_hide_nothing_and_the_places_stay_right(checker: Caller) -> None:
    await bring("Har\u00adbour fees were £\u200b312 mil\u200blion.")
    told = await found(
        checker, "har\u2060bour fees were three hundred and twelve million pou\u00adnds"
    )
    assert told["likeness"] == "same"
    (match,) = told["items"]
    assert [span["text"] for span in match["asked_agrees"]] == [told["text"]]
    assert match["found_agrees"][0]["text"] == match["text"].removesuffix(".")
