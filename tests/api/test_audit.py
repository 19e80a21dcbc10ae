"""Every write leaves exactly its events, and only people of the desk read them."""

from collections.abc import Iterator
from typing import Any, cast

import httpx
import msgspec
import pyotp
import pytest
from litestar import Litestar

from claimdesk.accounts.rules import Role
from claimdesk.audit.views import check
from claimdesk.db.engine import fetch, transaction
from claimdesk.factchecks import service as factchecks
from claimdesk.inbox.rules import Kind
from claimdesk.inbox.service import notify
from claimdesk.sources.rules import SourceKey
from claimdesk.sources.service import ensure
from tests.api.calls import operations
from tests.api.conftest import ARTICLE, PASSWORD, Caller, SignIn
from tests.api.test_bad_input import rows
from tests.authenticator import Authenticator
from tests.web_server import Answer, article, web_server

LINK = {"url": "https://port.example.org/plan.pdf"}
CONTACT = {"kind": "contact", "channel": "phone", "deadline": "2036-11-25T12:00:00Z"}
TRUE = {"rating": "true", "summary": "So it is."}
FALSE = {"rating": "false", "summary": "It is not."}
HOOK = {"name": "CMS", "url": "https://cms.example.org/hooks"}
SCALE = {
    "name": "House",
    "options": [
        {"key": "yes", "label": "Yes", "rank": 2},
        {"key": "no", "label": "No", "rank": 1},
    ],
}
# They change nothing of the desk's.
UNAUDITED = {
    "setUp",  # before anybody is there: see test_setup
    "checkAudit", "signIn", "giveSecondFactor", "beginPasskeySignIn",
    "signInWithPasskey", "beginProviderSignIn", "signInWithProvider", "signOut", "readNotice", "readAllNotices",
    "noteWhere", "chooseDigest", "watchClaim", "unwatchClaim", "watchArticle", "unwatchArticle",
}  # fmt: skip

VERSIONED = {
    "removeFilter",
    "reuseInGroup",
    "reuseVerdict",
    "reviseArticle",
    "placeClaim",
    "removeFactCheckImport",
    "removeFeed",
    "withdrawVerdict",
}

# In this order on one desk: the call, who makes it, its body, the events it leaves (what, of what).
# The claim is of an unnamed source; {evidence} is its link, {token} the token.
Step = tuple[str, str, dict[str, Any] | None, list[str]]
GONE = ARTICLE.replace("By Ines Calloway\n\n", "")
STORY: list[Step] = [
    ("addPerson", "admin", {"login": "otto", "name": "Otto", "password": PASSWORD}, ["add person"]),
    ("createToken", "admin", {"name": "cms", "scopes": ["desk:read"]}, ["create token"]),
    ("revokeToken", "admin", None, ["revoke token"]),
    ("revokeToken", "admin", None, []),
    ("addWebhook", "admin", HOOK, ["create webhook"]),
    ("changeWebhook", "admin", HOOK, []),
    ("changeWebhook", "admin", HOOK | {"name": "New CMS"}, ["change webhook"]),
    ("rotateWebhookSecret", "admin", {}, ["rotate webhook"]),
    ("pingWebhook", "admin", None, ["ping webhook"]),
    ("redeliver", "admin", {"after": 0}, ["redeliver webhook"]),
    ("pauseWebhook", "admin", None, ["pause webhook"]),
    ("pauseWebhook", "admin", None, []),
    ("resumeWebhook", "admin", None, ["resume webhook"]),
    ("removeWebhook", "admin", None, ["remove webhook"]),
    ("removeWebhook", "admin", None, []),
    ("savePolicy", "admin", {"assignment": {"max_load": 5, "automatic": True}}, ["change_policy desk"]),
    ("addScale", "admin", SCALE | {"key": "house"}, ["create scale"]),
    ("saveScale", "admin", SCALE, []),
    ("saveScale", "admin", SCALE | {"name": "Ours"}, ["add_version scale"]),
    ("saveCrosswalk", "admin", {"entries": [{"option": "no", "to": "No"}]}, ["change_crosswalk scale"]),
    ("addArticle", "checker", {"text": ARTICLE}, ["take_in article"]),
    ("putArticleVersion", "checker", {"body_text": "The ferry is late, she said."}, ["take_in article"]),
    ("putArticleVersion", "checker", {"body_text": "The ferry is late, she said."}, []),
    ("addArticles", "checker", {"items": [{"text": "The ferry is late, he said."}]}, ["begin ingest"]),
    ("fetchArticle", "checker", {}, ["take_in article"]),
    ("addFeed", "admin", {"url": "https://paper.example.org/feed.xml"}, ["add feed"]),
    ("saveFeed", "admin", {"paused": True}, ["pause feed"]),
    ("saveFeed", "admin", {"paused": True}, []),
    ("removeFeed", "admin", None, ["remove feed"]),
    ("finishTask", "checker", None, ["done task"]),
    ("finishTask", "checker", None, []),
    ("fetchFactChecks", "admin", {}, ["begin fact_check_import"]),
    ("importFactChecks", "admin", {}, ["begin fact_check_import"]),
    ("removeFactCheckImport", "admin", None, ["remove fact_check_import"]),
    ("renameSource", "editor", {"name": "The port"}, ["rename source"]),
    ("renameSource", "editor", {"name": "The port"}, []),
    ("mergeSources", "editor", {"source": 0}, ["merge source"]),
    ("unmergeSources", "editor", None, ["unmerge source"]),
    ("unmergeSources", "editor", None, []),
    ("saveFilter", "checker", {"name": "Mine", "filter": {"unnamed": True}}, ["save filter"]),
    ("changeFilter", "checker", {"name": "Ours", "filter": {}, "shared": True}, ["change filter"]),
    ("changeFilter", "checker", {"name": "Ours", "filter": {}, "shared": True}, []),
    ("removeFilter", "checker", None, ["remove filter"]),
    ("commentOnArticle", "checker", {"text": "Who wrote this?"}, ["comment comment"]),
    ("commentOnClaim", "checker", {"text": "Ask the port."}, ["comment comment"]),
    ("editComment", "checker", {"text": "Ask the port and the city."}, ["edit comment"]),
    ("editComment", "checker", {"text": "Ask the port and the city."}, []),
    ("deleteComment", "checker", None, ["delete comment"]),
    ("deleteComment", "checker", None, []),
    ("restoreComment", "checker", None, ["restore comment"]),
    ("restoreComment", "checker", None, []),
    ("acceptClaim", "checker", None, ["accept claim", "open followup"]),
    ("snoozeClaim", "checker", {"until": "2036-01-14T08:00:00Z"}, ["snooze claim"]),
    ("snoozeClaim", "checker", {"until": "2036-01-14T08:00:00Z"}, []),
    ("dismissClaim", "checker", {"reason": "Trivial"}, ["dismiss claim", "close followup"]),
    ("restoreClaim", "checker", None, ["restore claim"]),
    ("assignClaim", "checker", {}, ["assign claim", "open followup"]),
    ("assignClaim", "checker", {}, []),
    ("assignClaim", "checker", {"due": "2030-01-31T12:00:00Z"}, ["reschedule claim"]),
    ("takeOverClaim", "editor", {"reason": "Ill"}, ["take_over claim"]),
    ("assignClaim", "editor", {"assignee": "checker"}, ["assign claim"]),
    ("renewLease", "checker", None, []),
    ("releaseClaim", "checker", None, ["release claim"]),
    ("assignClaim", "checker", {}, ["assign claim"]),
    ("saveProfile", "checker", {"languages": ["en"]}, ["change_profile person"]),
    ("handOver", "checker", {"reason": "Leave"}, ["release claim"]),
    ("takeNext", "checker", {}, ["assign claim"]),
    ("labelClaim", "checker", {"tag": ["harbour"]}, ["label claim"]),
    ("labelClaim", "checker", {"tag": ["harbour"]}, []),
    ("bulkAct", "checker", {"action": "label", "priority": 2}, ["label claim"]),
    ("undoBulk", "checker", None, ["undo claim", "undo bulk"]),
    ("undoBulk", "checker", None, []),
    ("addClaim", "checker", {"spans": [[36, 49]]}, ["add claim"]),
    ("addClaim", "checker", {"spans": [[36, 49]]}, ["add claim"]),
    ("mergeClaims", "checker", {"claims": "other"}, ["merge claim"]),
    ("editClaim", "checker", {"spans": [[36, 60]], "source": [0, 8], "unnamed": True}, ["edit claim"]),
    ("splitClaim", "checker", {"parts": [[[36, 44]], [[45, 60]]]}, ["split claim", "add claim", "nest claim"]),
    ("distributeClaims", "editor", None, []),
    ("addEvidence", "checker", LINK, ["add evidence", "start claim"]),
    ("addEvidence", "checker", LINK, ["add evidence"]),
    ("addEvidenceFile", "checker", {"title": "The plan"}, ["add evidence"]),
    ("saveEvidence", "checker", {"note": "Page 4"}, ["update evidence"]),
    ("archiveEvidence", "checker", None, ["look_again evidence"]),
    ("retractEvidence", "checker", None, ["retract evidence"]),
    ("retractEvidence", "checker", None, []),
    ("restoreEvidence", "checker", None, ["restore evidence"]),
    ("saveFollowUp", "checker", {"reason": "Fears for her job"}, ["update followup"]),
    ("addAttempt", "checker", {"result": "refused"}, ["attempt followup"]),
    ("addCorroboration", "checker", {"kind": "document"}, ["corroborate followup"]),
    ("retractCorroboration", "checker", None, ["retract_corroboration followup"]),
    ("retractCorroboration", "checker", None, []),
    ("signOffFollowUp", "editor", {}, ["sign_off followup"]),
    ("waiveCheck", "editor", {"check": "terms", "reason": "Known."}, ["waive followup"]),
    ("saveFollowUp", "checker", {"outcome": "cleared"}, ["close followup"]),
    ("openReply", "checker", {"subject": "Maren Holt"}, ["open reply"]),
    ("addReplyEntry", "checker", CONTACT, ["contact reply"]),
    ("addReplyEntry", "checker", {"kind": "answer", "answer": "declined"}, ["answer reply"]),
    ("saveVerdict", "checker", TRUE, ["save_verdict claim"]),
    ("saveVerdict", "checker", TRUE | {"submit": True}, ["submit claim"]),
    ("withdrawVerdict", "checker", None, ["withdraw claim"]),
    ("saveVerdict", "checker", TRUE | {"submit": True}, ["submit claim"]),
    ("askOpinion", "checker", {}, ["ask_opinion claim"]),
    ("cancelOpinion", "checker", None, ["cancel_opinion claim"]),
    ("askOpinion", "checker", {"blind": False}, ["ask_opinion claim"]),
    ("giveOpinion", "editor", FALSE, ["give_opinion claim"]),
    ("settleOpinion", "admin", {"reason": "The old tariff."}, ["settle_opinion claim"]),
    ("decideVerdict", "editor", {"decision": "return", "comment": "Why?"}, ["return claim"]),
    ("saveVerdict", "checker", TRUE | {"submit": True}, ["submit claim"]),
    ("decideVerdict", "editor", {"publish": False}, ["approve claim"]),
    ("publishVerdict", "editor", None, ["publish claim"]),
    ("correctVerdict", "editor", {"reason": "The port wrote."}, ["correct claim"]),
    ("saveVerdict", "checker", TRUE | {"why": "It wrote.", "submit": True}, ["submit claim"]),
    ("approveMany", "editor", {}, ["approve claim", "publish claim"]),
    ("correctVerdict", "editor", {"reason": "It wrote again."}, ["correct claim"]),
    ("saveVerdict", "checker", TRUE | {"why": "Again.", "submit": True}, ["submit claim"]),
    ("decideVerdict", "editor", {}, ["approve claim", "publish claim"]),
    ("reuseVerdict", "editor", {}, [
        "assign claim", "add evidence", "start claim", "add evidence", "submit claim", "reuse claim",
    ]),
    ("reuseInGroup", "editor", {}, [
        "assign claim", "add evidence", "start claim", "add evidence", "submit claim", "reuse claim",
    ]),
    ("reviseArticle", "checker", {"text": ARTICLE}, []),
    ("reviseArticle", "checker", {"text": ARTICLE, "section": "local"}, ["describe article"]),
    ("reviseArticle", "checker", {"text": GONE}, [*["revise claim"] * 4, "revise article"]),
    ("placeClaim", "checker", {"spans": [[0, 22]]}, ["place claim", "open followup"]),
    ("savePerson", "admin", {"login": "vera", "name": "Vera L", "roles": "editor"}, ["change person"]),
    ("savePerson", "admin", {"login": "vera", "name": "Vera L", "roles": "editor"}, []),
    ("changePassword", "editor", {"current": PASSWORD, "password": PASSWORD}, ["set_password person"]),
    ("endOtherSessions", "editor", None, ["end_session person"]),
    ("endOtherSessions", "editor", None, []),
    ("endSession", "editor", None, ["end_session person"]),
    ("beginPasskey", "editor", None, []),
    ("addPasskey", "editor", {"name": "Phone"}, ["add_passkey person"]),
    ("renamePasskey", "editor", {"name": "Phone"}, []),
    ("renamePasskey", "editor", {"name": "My phone"}, ["rename_passkey person"]),
    ("removePasskey", "editor", None, ["remove_passkey person"]),
    ("beginSecondFactor", "editor", None, []),
    ("confirmSecondFactor", "editor", {"code": ""}, ["turn_on_second_factor person"]),
    ("renewRecoveryCodes", "editor", None, ["renew_recovery_codes person"]),
    ("turnOffSecondFactor", "editor", None, ["turn_off_second_factor person"]),
    ("turnOffSecondFactor", "editor", None, []),
    ("resetSecondFactor", "admin", None, ["reset_second_factor person"]),
    ("resetSecondFactor", "admin", None, []),
    ("signOutPerson", "admin", None, ["sign_out person"]),
    ("linkProviderAccount", "admin", {"subject": "otto-at-the-provider"}, ["link_provider person"]),
    ("linkProviderAccount", "admin", {"subject": "otto-at-the-provider"}, []),
    ("unlinkProviderAccount", "admin", None, ["unlink_provider person"]),
    ("unlinkProviderAccount", "admin", None, []),
    ("makePasswordLink", "admin", None, ["make_password_link person"]),
    ("setPassword", "checker", {"code": "", "password": PASSWORD}, ["set_password person"]),
    ("deactivatePerson", "admin", {"release": True}, ["deactivate person", "release claim"]),
    ("deactivatePerson", "admin", {"release": True}, []),
    ("reactivatePerson", "admin", None, ["reactivate person"]),
    ("reactivatePerson", "admin", None, []),
    ("renameDesk", "admin", {"name": "The Harbour desk"}, ["rename desk"]),
    ("renameDesk", "admin", {"name": "The Harbour desk"}, []),
    ("addDesk", "admin", {"name": "Weekend"}, ["create desk"]),
]  # fmt: skip


FIRST_END = next(
    (number, step[0]) for number, step in enumerate(STORY) if step[0] == "endOtherSessions"
)


async def _another_session(app: Litestar, caller: Caller) -> int:
    """The caller signed in elsewhere too: that session's id."""
    login = (await caller.get("/session")).json()["person"]["login"]
    elsewhere = httpx.AsyncClient(
        transport=httpx.ASGITransport(app=cast("Any", app)), base_url="https://desk.example.org"
    )
    async with elsewhere:
        body = {"login": login, "password": PASSWORD}
        assert (await elsewhere.post("/api/v1/session", json=body)).status_code == 201
    seen = (await caller.get("/account/sessions")).json()
    found: int = next(each["id"] for each in seen if not each["this"])
    return found


def test_the_story_has_every_write(app: Litestar) -> None:
    writes = {name for name, (method, *_) in operations(app).items() if method != "GET"}
    assert {step[0] for step in STORY} == writes - UNAUDITED


@pytest.fixture
def page(app: Litestar) -> Iterator[str]:
    """The address of a page that the desk may fetch."""
    with web_server() as web:
        web.pages["/story"] = article("The ferry is late again, the port said on Monday. " * 3)
        web.pages["/checks.csv"] = Answer(
            b"claim,url,rating\n", headers={"Content-Type": "text/csv"}
        )
        app.state.settings = msgspec.structs.replace(
            app.state.settings, fetch_allow="127.0.0.1", oidc_issuer="https://id.example.org"
        )
        yield web.url("/story")


async def test_every_write_leaves_its_events_and_nothing_else(
    app: Litestar, checker: Caller, editor: Caller, admin: Caller, page: str
) -> None:
    callers = {"checker": checker, "editor": editor, "admin": admin}
    desk = (await admin.get("/session")).json()["desks"][0]["id"]
    known: dict[str, int | str] = {
        "article_id": 1,
        "import_id": 0,
        "claim_id": 0,
        "comment_id": 0,
        "filter_id": 1,
        "corroboration_id": 1,
        "evidence_id": 0,
        "notice_id": 1,
        "record_id": 0,
        "reply_id": 1,
        "token_id": 0,
        "webhook_id": 0,
        "desk_id": desk,
        "person_id": checker.id,
        "other": 0,
        "scale_key": "house",
        "target": "claimreview",
        "feed_id": 1,
        "source": "cms",
        "external_id": "ferry-1",
        "version": 1,
    }
    calls = operations(app)
    credential: dict[str, Any] = {}
    for number, (operation, who, body, events) in enumerate(STORY):
        caller = callers[who]
        method, path, _ = calls[operation]
        headers = {}
        if operation == "endSession" or (number, operation) == FIRST_END:
            known["session_id"] = await _another_session(app, caller)
        if operation == "resetSecondFactor" and events:
            await fetch(
                "INSERT INTO second_factor (person, secret, confirmed_at) VALUES ({}, 'x', now())",
                checker.id,
            )
        judged = known["claim_id"]
        if operation == "reuseVerdict":
            known["claim_id"] = await _twin(checker, int(judged))
        if operation == "reuseInGroup":
            twin = await _twin(checker, int(judged))
        if operation == "removeFactCheckImport":
            await factchecks.read_kept(int(known["import_id"]))
        if (method == "PUT" and operation != "renamePasskey") or operation in VERSIONED:
            headers = {"If-Match": f'"{await _version(caller, operation, known)}"'}
        before = await rows("audit_event")
        filled = _filled(operation, body, known)
        if operation == "addPasskey":
            filled = {"name": "Phone", "credential": credential}
        if operation == "approveMany":
            seen = (await caller.get(f"/claims/{known['claim_id']}")).json()["version"]
            filled = {"items": [{"claim": known["claim_id"], "version": seen}]}
        if operation == "reuseInGroup":
            seen = (await caller.get(f"/claims/{twin}")).json()["version"]
            filled = {"items": [{"claim": twin, "version": seen}]}
        if operation == "reuseVerdict":
            filled = {"claim": judged}
        sent: dict[str, Any] = {"json": {"url": page} if operation == "fetchArticle" else filled}
        if operation == "fetchFactChecks":
            sent = {"json": {"url": page.replace("/story", "/checks.csv")}}
        if operation == "addEvidenceFile":
            sent = {
                "data": filled,
                "files": {"file": ("plan.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")},
            }
        if operation == "importFactChecks":
            sent = {"files": {"file": ("checks.csv", b"rating,url,claim\n")}}
        answer = await caller.http.request(method, path.format(**known), headers=headers, **sent)
        assert answer.status_code < 300, (number, operation, answer.text)
        known["claim_id"] = judged
        match operation:
            case "addArticle":
                claims = answer.json()["claims"]
                known["article_id"] = answer.json()["id"]
                unnamed = next(c for c in claims if c["source"] and c["source"]["unnamed"])
                known["claim_id"] = unnamed["id"]
                async with transaction():
                    notify(desk=desk, kind=Kind.TASK, people=[checker.id], claim=unnamed["id"])
                    known |= await _two_sources(desk)
            case "mergeSources":
                known["merge_id"] = answer.json()["merges"][0]["id"]
            case "commentOnClaim":
                known["comment_id"] = answer.json()["id"]
            case "addEvidence":
                known["evidence_id"] = answer.json()["id"]
            case "addClaim":
                known["other"] = answer.json()["id"]
            case "bulkAct":
                known["record_id"] = answer.json()["id"]
            case "makePasswordLink":
                known["code"] = answer.json()["path"].partition("#")[2]
            case "importFactChecks":
                known["import_id"] = answer.json()["id"]
            case "beginPasskey":
                device = Authenticator("https://desk.example.org")
                credential = device.create(answer.json()["options"])
            case "addPasskey":
                known["passkey_id"] = answer.json()["id"]
            case "beginSecondFactor":
                known["code"] = pyotp.TOTP(answer.json()["secret"]).now()
            case "confirmSecondFactor":
                caller.http.headers["X-CSRF-Token"] = answer.json()["me"]["csrf_token"]
            case "changePassword":
                caller.http.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
            case "createToken":
                known["token_id"] = answer.json()["id"]
            case "addWebhook":
                known["webhook_id"] = answer.json()["id"]
        left = await fetch("SELECT * FROM audit_event WHERE number > {} ORDER BY number", before)
        assert [f"{e['action']} {e['entity']}" for e in left] == events, (number, operation)
        for event in left:
            assert event["person"] == caller.id
            assert event["desk"] is not None
            assert PASSWORD not in str(event)
    assert not (await check()).flaws


def _filled(
    operation: str, body: dict[str, Any] | None, known: dict[str, int | str]
) -> dict[str, Any] | None:
    """The body with the ids that are known by now."""
    if body is None:
        return None
    if body.get("assignee") == "checker":
        return body | {"assignee": known["person_id"]}
    match operation:
        case "savePerson":
            return body | {"roles": [{"desk": known["desk_id"], "role": body["roles"]}]}
        case "setPassword" | "confirmSecondFactor":
            return body | {"code": known["code"]}
        case "bulkAct":
            return body | {"claims": [known["claim_id"]]}
        case "mergeClaims":
            return {"claims": [known["other"]]}
        case "mergeSources":
            return {"source": known["other_source"]}
    return body


async def _twin(caller: Caller, claim: int) -> int:
    """A claim of the same words in another article."""
    article = (await caller.post("/articles", {"text": ARTICLE})).json()["id"]
    spans = (await caller.get(f"/claims/{claim}")).json()["spans"]
    answer = await caller.post(f"/articles/{article}/claims", {"spans": spans})
    twin: int = answer.json()["id"]
    return twin


async def _two_sources(desk: int) -> dict[str, int]:
    keys = [SourceKey(name, "organisation", unnamed=False) for name in ("the port", "the harbour")]
    ids = await ensure(desk, set(keys))
    return {"source_id": ids[keys[0]], "other_source": ids[keys[1]]}


async def _version(caller: Caller, operation: str, known: dict[str, int | str]) -> int:
    """The version that the call replaces."""
    if operation == "saveCrosswalk":
        return 0
    if operation == "saveScale":
        return 1
    if operation == "reviseArticle":
        return 1
    if operation == "editComment":
        of = (await caller.get(f"/comments/{known['comment_id']}")).json()
    elif operation == "saveEvidence":
        pieces = (await caller.get(f"/claims/{known['claim_id']}")).json()["evidence"]
        of = next(piece for piece in pieces if piece["id"] == known["evidence_id"])
    elif operation in {"changeFilter", "removeFilter"}:
        of = (await caller.get("/filters")).json()["items"][0]
    elif operation == "removeFactCheckImport":
        of = (await caller.get(f"/fact-checks/imports/{known['import_id']}")).json()
    elif operation == "changeWebhook":
        of = (await caller.get(f"/webhooks/{known['webhook_id']}")).json()
    elif operation in {"saveFeed", "removeFeed"}:
        of = (await caller.get("/feeds/1")).json()
    elif operation == "renameSource":
        of = (await caller.get(f"/sources/{known['source_id']}")).json()
    elif operation == "savePolicy":
        of = (await caller.get(f"/desks/{known['desk_id']}/policy")).json()
    elif operation == "savePerson":
        of = (await caller.get(f"/people/{known['person_id']}")).json()
    elif operation == "renameDesk":
        of = (await caller.get("/desks")).json()[0]
    elif operation == "saveProfile":
        of = (await caller.get(f"/people/{known['person_id']}/profile")).json()
    else:
        of = (await caller.get(f"/claims/{known['claim_id']}")).json()
        of = of["follow_up"] if operation == "saveFollowUp" else of
    version: int = of["version"]
    return version


async def test_a_refused_write_leaves_no_event(checker: Caller, editor: Caller) -> None:
    article = (await checker.post("/articles", {"text": ARTICLE})).json()
    path = f"/claims/{article['claims'][0]['id']}"
    before = await rows("audit_event")
    for answer in (
        await checker.post("/articles", {"text": ""}),
        await checker.post(f"{path}/approval", {}),
        await editor.post(f"{path}/approval", {}),
        await checker.post(f"{path}/restoration"),
        await checker.put(f"{path}/verdict", TRUE, If_Match='"99"'),
    ):
        assert answer.status_code >= 400
    assert await rows("audit_event") == before


async def test_the_trail_is_read_page_by_page_by_its_own_desk(
    checker: Caller, sign_in: SignIn
) -> None:
    for _ in range(3):
        await checker.post("/articles", {"text": ARTICLE})
    seen: list[int] = []
    page: dict[str, Any] = {"next": ""}
    while page["next"] is not None:
        cursor = {"cursor": page["next"]} if page["next"] else {}
        page = (await checker.get("/audit", limit=2, **cursor)).json()
        seen += [event["id"] for event in page["items"]]
        assert len(seen) < 1000, "it goes round in a circle"
    assert seen == sorted(set(seen), reverse=True)
    assert len(seen) == 4  # the checker's account and three articles
    one = (await checker.get("/audit", article=2)).json()["items"]
    assert [event["article"] for event in one] == [2]
    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    theirs = (await stranger.get("/audit")).json()["items"]
    assert [event["entity"] for event in theirs] == ["person"]
