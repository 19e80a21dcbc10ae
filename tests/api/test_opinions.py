"""Second opinions: who gives them, what stays hidden until then, disagreement, agreement."""

from typing import Any

import pytest

from claimdesk.accounts.rules import Role
from tests.api.conftest import ARTICLE, Caller, SignIn
from tests.api.test_bad_input import is_problem
from tests.api.test_scales import held, judge

SECOND: dict[str, Any] = {"rating": "false", "summary": "It is not so.", "reasons": "Table 4."}
SECRET = "Kept from whoever comes second."


@pytest.fixture
async def second(sign_in: SignIn) -> Caller:
    """Another checker."""
    return await sign_in("sam", Role.CHECKER)


async def submitted(checker: Caller, rating: str = "true") -> str:
    """The path of a claim whose verdict waits for an editor."""
    path = await held(checker)
    answer = await judge(checker, path, rating, summary=SECRET, reasons=SECRET, submit=True)
    assert answer.json()["state"] == "submitted", answer.text
    return path


async def ask(who: Caller, path: str, **body: Any) -> dict[str, Any]:
    answer = await who.post(f"{path}/second-opinion", body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def give(who: Caller, path: str, **body: Any) -> dict[str, Any]:
    answer = await who.post(f"{path}/second-opinion/verdict", SECOND | body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_one_that_agrees_lets_the_verdict_go_on(
    checker: Caller, editor: Caller, second: Caller
) -> None:
    path = await submitted(checker, "false")
    waiting = await ask(checker, path, of=second.id, reason="Close call.")
    assert waiting["state"] == "second_opinion"
    request = waiting["opinion_request"]
    assert (request["of"]["login"], request["blind"], request["scale"]) == (
        "sam",
        True,
        "five_step",
    )
    assert (await second.get("/claims", state="second_opinion")).json()["items"]
    early = await editor.post(f"{path}/approval", {})
    assert "second opinion" in is_problem(early, 409)
    given = await give(second, path)
    assert (given["state"], given["opinion"], given["opinion_request"]) == (
        "submitted", "agreed", None,
    )  # fmt: skip
    (opinion,) = given["second_opinions"]
    assert (opinion["agrees"], opinion["blind"], opinion["author"]["login"]) == (True, True, "sam")
    assert opinion["rating"]["scale_version"] == given["verdict"]["rating"]["scale_version"]
    assert len(opinion["evidence"]) == 1
    assert (await editor.post(f"{path}/approval", {})).json()["state"] == "published"


async def test_one_that_differs_waits_for_a_third_to_settle_it(
    checker: Caller, editor: Caller, second: Caller, sign_in: SignIn
) -> None:
    path = await submitted(checker)
    await ask(editor, path)
    await give(second, path)
    claim = int(path.rpartition("/")[2])
    queue = (await editor.get("/claims", disagreement=True)).json()["items"]
    assert [item["id"] for item in queue] == [claim]
    assert claim not in [
        i["id"] for i in (await editor.get("/claims", disagreement=False)).json()["items"]
    ]
    counts = (await editor.get("/claims/counts", disagreement=True)).json()
    assert sum(state["count"] for state in counts) == 1
    assert "settle" in is_problem(await editor.post(f"{path}/approval", {}), 409)
    again = await editor.post(f"{path}/second-opinion", {})
    assert "settle" in is_problem(again, 409)
    resolution = f"{path}/second-opinion/resolution"
    is_problem(await second.post(resolution, {"reason": "I am right."}), 403)
    is_problem(await editor.post(resolution, {"reason": " "}), 400)
    settled = await editor.post(resolution, {"reason": "The old tariff was meant."})
    assert settled.json()["opinion"] == "resolved"
    (opinion,) = settled.json()["second_opinions"]
    assert opinion["resolution"]["reason"] == "The old tariff was meant."
    assert opinion["resolution"]["editor"]["login"] == "edith"
    is_problem(await editor.post(resolution, {"reason": "Again."}), 409)
    assert (await editor.post(f"{path}/approval", {})).json()["state"] == "published"
    assert (await editor.get("/claims", disagreement=True)).json()["items"] == []


async def test_neither_of_the_two_settles_it(
    checker: Caller, editor: Caller, sign_in: SignIn
) -> None:
    path = await submitted(checker)
    other = await sign_in("emil", Role.EDITOR)
    await ask(editor, path, of=other.id)
    await give(other, path)
    reason = {"reason": "Mine is right."}
    refused = await other.post(f"{path}/second-opinion/resolution", reason)
    assert "one of the two" in is_problem(refused, 403)
    assert (await editor.post(f"{path}/second-opinion/resolution", reason)).status_code == 200


async def test_saying_the_same_again_does_not_make_it_go_away(
    checker: Caller, editor: Caller, second: Caller
) -> None:
    path = await submitted(checker)
    await ask(checker, path)
    await give(second, path)

    async def again(rating: str) -> str:
        await editor.post(f"{path}/approval", {"decision": "return", "comment": "Look again."})
        answer = await judge(checker, path, rating, submit=True)
        found: str = answer.json()["opinion"]
        return found

    assert await again("true") == "disagreed"
    await editor.post(f"{path}/second-opinion/resolution", {"reason": "So be it."})
    assert await again("true") == "resolved"
    assert await again("half_true") == "disagreed"
    assert await again("false") == "agreed"


async def test_nobody_agrees_with_themselves(
    checker: Caller, editor: Caller, second: Caller
) -> None:
    path = await submitted(checker)
    await ask(checker, path)
    await give(second, path)
    await editor.post(f"{path}/approval", {"decision": "return", "comment": "Sam is right."})
    await editor.post(f"{path}/assignment", {"assignee": second.id})
    judged = await judge(second, path, "false", submit=True)
    assert judged.json()["opinion"] == "disagreed"
    is_problem(await editor.post(f"{path}/approval", {}), 409)
    reason = {"reason": "Read both; the second is right."}
    assert (await editor.post(f"{path}/second-opinion/resolution", reason)).status_code == 200
    assert (await editor.post(f"{path}/approval", {})).json()["state"] == "published"


async def test_a_second_who_takes_the_claim_over_is_no_second_any_more(
    checker: Caller, editor: Caller, second: Caller
) -> None:
    path = await submitted(checker, "false")
    await ask(checker, path)
    assert (await give(second, path))["opinion"] == "agreed"
    await editor.post(f"{path}/approval", {"decision": "return", "comment": "Write more."})
    await editor.post(f"{path}/assignment", {"assignee": second.id})
    assert (await judge(second, path, "false", submit=True)).json()["opinion"] == "none"


@pytest.mark.parametrize("how", ["a new text", "by hand"])
async def test_an_opinion_on_other_words_does_not_count(
    checker: Caller, editor: Caller, second: Caller, how: str
) -> None:
    path = await submitted(checker, "false")
    await ask(checker, path)
    await give(second, path)
    await editor.post(f"{path}/approval", {"decision": "return", "comment": "Write more."})
    shown = await checker.get(path)
    claim = shown.json()
    assert (claim["state"], claim["opinion"]) == ("returned", "agreed")
    if how == "by hand":
        start = claim["start"]
        etag = shown.headers["ETag"]
        marking = {"spans": [[start, start + 12]]}
        answer = await checker.put(f"{path}/marking", marking, If_Match=etag)
        assert answer.status_code == 200, answer.text
    else:
        words = claim["text"]
        text = ARTICLE.replace(words, words.replace(words.split()[-2], "fewer"))
        where = f"/articles/{claim['article']['id']}/revisions"
        assert (await checker.post(where, {"text": text}, If_Match='"1"')).status_code == 201
    assert (await checker.get(path)).json()["opinion"] == "wanted"
    judged = (await judge(checker, path, "false", submit=True)).json()
    assert (judged["state"], judged["opinion"]) == ("submitted", "none")


async def test_who_may_be_the_second(
    checker: Caller, editor: Caller, second: Caller, sign_in: SignIn
) -> None:
    path = await submitted(checker)
    stranger = await sign_in("stan", Role.CHECKER, desk="elsewhere")
    opinion = f"{path}/second-opinion"
    is_problem(await second.post(f"{opinion}/verdict", SECOND), 409)  # nobody asked
    refused = await second.post(opinion, {})
    assert "judged the claim or an editor" in is_problem(refused, 403)
    is_problem(await editor.post(opinion, {"of": checker.id}), 409)
    is_problem(await editor.post(opinion, {"of": editor.id}), 409)
    is_problem(await editor.post(opinion, {"of": stranger.id}), 422)
    await ask(editor, path, of=second.id)
    is_problem(await editor.post(opinion, {}), 409)  # one at a time
    for other in (checker, editor, await sign_in("otto", Role.CHECKER)):
        is_problem(await other.post(f"{opinion}/verdict", SECOND), 403)
    is_problem(await stranger.post(f"{opinion}/verdict", SECOND), 404)
    cancelled = await checker.delete(opinion)
    assert (cancelled.json()["state"], cancelled.json()["opinion_request"]) == ("submitted", None)
    is_problem(await checker.delete(opinion), 409)
    assert (await editor.post(f"{path}/approval", {})).json()["state"] == "published"


async def test_an_editor_who_is_asked_does_not_call_it_off_to_see_the_verdict(
    checker: Caller, editor: Caller
) -> None:
    path = await submitted(checker)
    await ask(checker, path, of=editor.id)
    refused = await editor.delete(f"{path}/second-opinion")
    assert "asked for this opinion" in is_problem(refused, 403)
    assert (await editor.get(path)).json()["verdict_withheld"]
    assert (await checker.delete(f"{path}/second-opinion")).status_code == 200


async def test_a_blind_second_sees_nothing_of_the_first_until_theirs_is_in(
    checker: Caller, editor: Caller, second: Caller
) -> None:
    path = await submitted(checker)
    claim = int(path.rpartition("/")[2])
    returned = {"decision": "return", "comment": SECRET}
    await editor.post(f"{path}/approval", returned)
    await judge(checker, path, "true", summary=SECRET, reasons=SECRET, why=SECRET, submit=True)
    article = (await checker.get(path)).json()["article"]["id"]

    async def everything(who: Caller) -> str:
        answers = [
            await who.get(path),
            await who.get("/claims"),
            await who.get(f"/articles/{article}"),
            await who.get(f"/articles/{article}/report"),
            await who.get("/audit"),
            await who.get("/search", text="comes second"),
            await who.get("/audit", claim=claim),
            await who.get("/audit", article=article),
            await who.put(f"{path}/verdict", {"rating": "true", "summary": "x"}, If_Match='"0"'),
            await who.post(f"{path}/approval", {}, If_Match='"0"'),
        ]
        return "".join(answer.text for answer in answers)

    assert SECRET in await everything(second)
    await ask(checker, path, of=second.id)
    detail = (await second.get(path)).json()
    assert (detail["verdict"], detail["verdicts"], detail["reviews"]) == (None, [], [])
    assert detail["verdict_withheld"] is True
    hidden = await everything(second)
    assert SECRET not in hidden
    assert '"rating":"true"' not in hidden
    trail = (await second.get("/audit", claim=claim)).json()["items"]
    assert {event["withheld"] for event in trail} == {True}
    assert SECRET in await everything(checker)
    assert SECRET in await everything(editor)
    assert (await editor.get(path)).json()["verdict_withheld"] is False
    wrong = await second.post(f"{path}/second-opinion/verdict", SECOND | {"rating": "no"})
    assert SECRET not in wrong.text
    is_problem(wrong, 422)
    await give(second, path)
    assert SECRET in await everything(second)


async def test_where_anybody_is_asked_blind_no_checker_sees_it(
    checker: Caller, editor: Caller, second: Caller
) -> None:
    path = await submitted(checker)
    await ask(checker, path)
    assert SECRET not in (await second.get(path)).text
    assert SECRET in (await editor.get(path)).text
    # An editor could read it, and is no blind second unless asked by name.
    refused = await editor.post(f"{path}/second-opinion/verdict", SECOND)
    assert "asked by name" in is_problem(refused, 403)
    assert (await give(second, path))["second_opinions"][0]["blind"] is True


async def test_an_editor_who_owes_a_blind_opinion_exports_no_trail(
    checker: Caller, editor: Caller, sign_in: SignIn
) -> None:
    other = await sign_in("emil", Role.EDITOR)
    path = await submitted(checker)
    await ask(editor, path, of=other.id)
    assert "owe a blind" in is_problem(await other.get("/audit/export"), 409)
    assert (await editor.get("/audit/export")).status_code == 200
    await give(other, path)
    assert (await other.get("/audit/export")).status_code == 200


async def test_the_desks_policy_says_whether_it_is_blind(
    checker: Caller, admin: Caller, second: Caller
) -> None:
    desk = (await admin.get("/session")).json()["desks"][0]["id"]
    await admin.put(f"/desks/{desk}/policy", {"verdicts": {"blind": False}}, If_Match='"0"')
    path = await submitted(checker)
    assert (await ask(checker, path))["opinion_request"]["blind"] is False
    assert SECRET in (await second.get(path)).text
    await checker.delete(f"{path}/second-opinion")
    assert (await ask(checker, path, blind=True))["opinion_request"]["blind"] is True
    assert SECRET not in (await second.get(path)).text


async def test_a_correction_begins_anew(checker: Caller, editor: Caller, second: Caller) -> None:
    path = await submitted(checker, "false")
    await ask(checker, path)
    await give(second, path)
    await editor.post(f"{path}/approval", {})
    corrected = await editor.post(f"{path}/correction", {"reason": "New figures."})
    assert corrected.json()["opinion"] == "none"
    answer = await judge(checker, path, "true", submit=True)
    assert (answer.json()["opinion"], len(answer.json()["second_opinions"])) == ("none", 1)


async def test_agreement_by_scale_is_shown_from_ten_pairs_on(
    checker: Caller, editor: Caller, second: Caller, sign_in: SignIn
) -> None:
    async def pair(first: str, other: str) -> None:
        path = await submitted(checker, first)
        await ask(checker, path)
        await give(second, path, rating=other)

    for _ in range(3):
        for rating in ("true", "half_true", "false"):
            await pair(rating, rating)
    (found,) = (await editor.get("/reports/agreement")).json()["scales"]
    assert (found["pairs"], found["agreed"], found["nominal"]["value"]) == (9, 9, None)
    assert found["nominal"]["why"] == "10 pairs are needed, 9 are there."
    await pair("true", "mostly_true")
    await pair("unproven", "false")
    report = (await editor.get("/reports/agreement")).json()
    (found,) = report["scales"]
    assert report["min_pairs"] == 10
    assert (found["scale"], found["scale_version"], found["pairs"]) == ("five_step", 2, 11)
    assert (found["agreed"], found["blind"]) == (9, 11)
    assert found["ordinal"]["pairs"] == 10
    assert 0.9 < found["ordinal"]["value"] < 1
    assert 0.5 < found["nominal"]["value"] < found["ordinal"]["value"]
    assert (await editor.get("/reports/agreement", blind=False)).json()["scales"] == []
    assert (await editor.get("/reports/agreement", to="2020-01-01T00:00:00Z")).json()[
        "scales"
    ] == []
    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    assert (await stranger.get("/reports/agreement")).json()["scales"] == []


async def test_the_policy_has_one_given_on_every_sensitive_claim(
    checker: Caller, editor: Caller, admin: Caller, second: Caller
) -> None:
    desk = (await admin.get("/session")).json()["desks"][0]["id"]
    policy = {"verdicts": {"second_opinion_if_sensitive": True}}
    await admin.put(f"/desks/{desk}/policy", policy, If_Match='"0"')
    path = await held(checker)
    await checker.post(f"{path}/labels", {"sensitive": True})
    judged = (await judge(checker, path, "true", submit=True)).json()
    assert (judged["state"], judged["opinion_request"]["of"]) == ("second_opinion", None)
    assert judged["opinion_request"]["blind"] is True
    await editor.delete(f"{path}/second-opinion")
    refused = await editor.post(f"{path}/approval", {})
    assert "wants a second opinion" in is_problem(refused, 409)
    await ask(editor, path, of=second.id)
    await give(second, path, rating="true")
    assert (await editor.post(f"{path}/approval", {})).json()["state"] == "approved"
    # Whoever becomes sensitive only once the verdict is in waits for one all the same.
    late = await submitted(checker)
    await checker.post(f"{late}/labels", {"sensitive": True})
    is_problem(await editor.post(f"{late}/approval", {}), 409)
    assert (await editor.post(f"{late}/approval", {"decision": "return", "comment": "No."})).json()[
        "state"
    ] == "returned"


async def test_a_claims_reach_does_not_tell_which_evidence_a_withheld_verdict_chose(
    checker: Caller, editor: Caller, second: Caller
) -> None:
    path = await held(checker)
    article = (await checker.get(path)).json()["article"]["id"]
    claims = (await checker.get(f"/articles/{article}")).json()["claims"]
    other = f"/claims/{claims[-1]['id']}"
    assert other != path
    chosen, left = "https://port.example.org/chosen", "https://port.example.org/left"
    first = (await checker.post(f"{path}/evidence", {"url": chosen})).json()
    await checker.post(f"{path}/evidence", {"url": left})
    await checker.post(f"{other}/evidence", {"url": left})
    answer = await judge(checker, path, "true", evidence=[first["id"]], submit=True)
    assert answer.status_code == 200, answer.text
    await ask(checker, path, of=second.id)
    shared = int(other.rpartition("/")[2])
    seen = {c["claim"] for c in (await second.get(f"{path}/reach")).json()["sharing"]}
    known = {c["claim"] for c in (await editor.get(f"{path}/reach")).json()["sharing"]}
    assert shared in seen
    assert shared not in known


@pytest.mark.parametrize(
    ("guard", "policy"),
    [
        ("opinion_in", {"verdicts": {"second_opinion_if_sensitive": True}}),
        ("evidence", {"evidence": {"allow_unnamed": False}}),
    ],
)
async def test_what_approval_checked_is_checked_again_at_publication(
    checker: Caller,
    editor: Caller,
    admin: Caller,
    sign_in: SignIn,
    guard: str,
    policy: dict[str, Any],
) -> None:
    path = await held(checker)
    await judge(checker, path, "true", submit=True)
    await editor.post(f"{path}/approval", {"publish": False})
    if guard == "opinion_in":
        await checker.post(f"{path}/labels", {"sensitive": True})
    else:
        (item,) = (await checker.get(path)).json()["evidence"]
        body = {"stance": "supports", "unnamed": True}
        where = f"{path}/evidence/{item['id']}"
        assert (await checker.put(where, body, If_Match=f'"{item["version"]}"')).status_code == 200
    desk = (await admin.get("/session")).json()["desks"][0]["id"]
    answer = await admin.put(f"/desks/{desk}/policy", policy, If_Match='"0"')
    assert answer.status_code == 200, answer.text
    another = await sign_in("eve", Role.EDITOR)
    refused = await another.post(f"{path}/publication", {})
    is_problem(refused, 409)
    assert refused.json()["guard"] == guard
    assert (await another.get(path)).json()["state"] == "approved"
