"""Who may do what: every call of the API against every kind of caller."""

from typing import Any

import pytest
from litestar import Litestar

from claimdesk.accounts.rules import Role, Scope
from claimdesk.db.engine import fetch
from tests.api.calls import FORM, operations
from tests.api.conftest import ARTICLE, PASSWORD, Caller, SignIn, TokenFor, signed_out
from tests.api.test_bad_input import is_problem, rows
from tests.api.things import FILE, NOWHERE, things_for

# Per call: nobody, a checker, an editor, an admin, another desk's admin, and a token of each scope
# (articles:write, desk:read, ratings:read). ALLOWED: the caller is let through, whatever the content
# or the state of the thing makes of it.
ALLOWED = "allowed"
TABLE: dict[str, tuple[int | str, ...]] = {
    "signIn": (401,) * 8,
    "whoAmI": (200, 200, 200, 200, 200, 403, 403, 403),
    "signOut": (401, 200, 200, 200, 200, ALLOWED, ALLOWED, ALLOWED),
    "listPeople": (401, 200, 200, 200, 200, 403, 200, 403),
    "getPerson": (401, 200, 200, 200, 404, 403, 200, 403),
    "savePerson": (401, 403, 403, 428, 404, 403, 403, 403),
    "deactivatePerson": (401, 403, 403, ALLOWED, 404, 403, 403, 403),
    "reactivatePerson": (401, 403, 403, 200, 404, 403, 403, 403),
    "getProviderAccount": (401, 403, 403, 409, 404, 403, 403, 403),
    "linkProviderAccount": (401, 403, 403, 409, 404, 403, 403, 403),
    "unlinkProviderAccount": (401, 403, 403, 409, 404, 403, 403, 403),
    "signOutPerson": (401, 403, 403, 204, 404, 403, 403, 403),
    "makePasswordLink": (401, 403, 403, ALLOWED, 404, 403, 403, 403),
    "setPassword": (422,) * 8,
    "listSessions": (401, 200, 200, 200, 200, 403, 403, 403),
    "endOtherSessions": (401, 204, 204, 204, 204, 403, 403, 403),
    "endSession": (401, 404, 404, 404, 404, 403, 403, 403),
    "changePassword": (401, 200, 200, 200, 200, 403, 403, 403),
    "giveSecondFactor": (401,) * 8,
    "getSecondFactor": (401, 200, 200, 200, 200, 403, 403, 403),
    "beginSecondFactor": (401, 201, 201, 201, 201, 403, 403, 403),
    "confirmSecondFactor": (401, 409, 409, 409, 409, 403, 403, 403),
    "turnOffSecondFactor": (401, 204, 204, 204, 204, 403, 403, 403),
    "renewRecoveryCodes": (401, 409, 409, 409, 409, 403, 403, 403),
    "resetSecondFactor": (401, 403, 403, 204, 404, 403, 403, 403),
    "listPasskeys": (401, 200, 200, 200, 200, 403, 403, 403),
    "beginPasskey": (401, 201, 201, 201, 201, 403, 403, 403),
    "addPasskey": (401, 422, 422, 422, 422, 403, 403, 403),
    "renamePasskey": (401, 404, 404, 404, 404, 403, 403, 403),
    "removePasskey": (401, 404, 404, 404, 404, 403, 403, 403),
    "beginPasskeySignIn": (201,) * 8,
    "signInWithPasskey": (401,) * 8,
    "getProvider": (200,) * 8,
    "beginProviderSignIn": (409,) * 8,  # none is set
    "signInWithProvider": (409,) * 8,
    "listDesks": (401, 200, 200, 200, 200, 403, 200, 403),
    "addDesk": (401, 403, 403, ALLOWED, ALLOWED, 403, 403, 403),
    "renameDesk": (401, 403, 403, 428, 404, 403, 403, 403),
    "getAuditCheck": (401, 403, 403, 200, 200, 403, 403, 403),
    "checkAudit": (401, 403, 403, 202, 202, 403, 403, 403),
    "getHealthDetails": (401, 403, 403, 200, 200, 403, 403, 403),
    "getSetup": (200,) * 8,
    "setUp": (409,) * 8,
    "getSample": (401, 200, 200, 200, 200, 200, 200, 200),
    "addPerson": (401, 403, 403, ALLOWED, ALLOWED, 403, 403, 403),
    "listTokens": (401, 403, 403, 200, 200, 403, 403, 403),
    "createToken": (401, 403, 403, ALLOWED, ALLOWED, 403, 403, 403),
    "revokeToken": (401, 404, 404, 404, 404, 404, 404, 404),
    "getPolicy": (401, 200, 200, 200, 404, 403, 200, 403),
    "savePolicy": (401, 403, 403, 428, 404, 403, 403, 403),
    "listArticles": (401, 200, 200, 200, 200, 403, 200, 403),
    "addArticle": (401, ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, 403, 403),
    "addArticles": (401, ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, 403, 403),
    "fetchArticle": (401, ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, 403, 403),
    "listIngests": (401, 200, 200, 200, 200, 200, 200, 403),
    "getIngest": (401, 404, 404, 404, 404, 404, 404, 403),
    "listIngestArticles": (401, 404, 404, 404, 404, 403, 404, 403),
    "listFeeds": (401, 403, 403, 200, 200, 403, 403, 403),
    "addFeed": (401, 403, 403, ALLOWED, ALLOWED, 403, 403, 403),
    "getFeed": (401, 403, 403, 404, 404, 403, 403, 403),
    "saveFeed": (401, 403, 403, 404, 404, 403, 403, 403),
    "removeFeed": (401, 403, 403, 404, 404, 403, 403, 403),
    "putArticleVersion": (401, ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED, 403, 403),
    "getArticle": (401, 200, 200, 200, 404, 403, 200, 403),
    "reviseArticle": (401, 428, 428, 428, 404, 428, 403, 403),
    "listRevisions": (401, 200, 200, 200, 404, 403, 200, 403),
    "getRevision": (401, 200, 200, 200, 404, 403, 200, 403),
    "getReach": (401, 200, 200, 200, 404, 403, 200, 403),
    "getReport": (401, 200, 200, 200, 404, 403, 200, 403),
    "getClaimReview": (401, 200, 200, 200, 404, 403, 403, 200),
    "getEmbed": (401, 200, 200, 200, 404, 403, 200, 403),
    "listClaimReviews": (401, 200, 200, 200, 200, 403, 403, 200),
    "listClaims": (401, 200, 200, 200, 200, 403, 200, 403),
    "countClaims": (401, 200, 200, 200, 200, 403, 200, 403),
    "getClaim": (401, 200, 200, 200, 404, 403, 200, 403),
    "placeClaim": (401, 428, 428, 428, 404, 403, 403, 403),
    "acceptClaim": (401, ALLOWED, ALLOWED, ALLOWED, 404, 403, 403, 403),
    "dismissClaim": (401, ALLOWED, ALLOWED, ALLOWED, 404, 403, 403, 403),
    "restoreClaim": (401, ALLOWED, ALLOWED, ALLOWED, 404, 403, 403, 403),
    "assignClaim": (401, ALLOWED, ALLOWED, ALLOWED, 404, 403, 403, 403),
    "releaseClaim": (401, ALLOWED, ALLOWED, ALLOWED, 404, 403, 403, 403),
    "saveVerdict": (401, 428, 428, 428, 404, 403, 403, 403),
    "reuseVerdict": (401, 428, 428, 428, 404, 403, 403, 403),
    "offerGroupReuse": (401, 200, 200, 200, 404, 403, 200, 403),
    "reuseInGroup": (401, 428, 428, 428, 404, 403, 403, 403),
    "withdrawVerdict": (401, ALLOWED, ALLOWED, ALLOWED, 404, 403, 403, 403),
    "decideVerdict": (401, 403, ALLOWED, ALLOWED, 404, 403, 403, 403),
    "listObstacles": (401, 200, 200, 200, 200, 403, 200, 403),
    "approveMany": (401, 403, ALLOWED, ALLOWED, 404, 403, 403, 403),
    "publishVerdict": (401, 403, ALLOWED, ALLOWED, 404, 403, 403, 403),
    "correctVerdict": (401, 403, ALLOWED, ALLOWED, 404, 403, 403, 403),
    "bulkAct": (401, ALLOWED, ALLOWED, ALLOWED, 404, 403, 403, 403),
    "undoBulk": (401, 404, 404, 404, 404, 404, 404, 404),
    "snoozeClaim": (401, 200, 200, 200, 404, 403, 403, 403),
    "labelClaim": (401, 200, 200, 200, 404, 403, 403, 403),
    "mergeClaims": (401, ALLOWED, ALLOWED, ALLOWED, 404, 403, 403, 403),
    "editClaim": (401, 428, 428, 428, 404, 403, 403, 403),
    "splitClaim": (401, ALLOWED, ALLOWED, ALLOWED, 404, 403, 403, 403),
    "addClaim": (401, 201, 201, 201, 404, 403, 403, 403),
    "getWorkflow": (401, 200, 200, 200, 200, 403, 200, 403),
    "takeOverClaim": (401, ALLOWED, ALLOWED, ALLOWED, 404, 403, 403, 403),
    "renewLease": (401, ALLOWED, ALLOWED, ALLOWED, 404, 403, 403, 403),
    "listAssignments": (401, 200, 200, 200, 404, 403, 200, 403),
    "takeNext": (401, 200, 200, 200, 200, 403, 403, 403),
    "distributeClaims": (401, 403, ALLOWED, ALLOWED, ALLOWED, 403, 403, 403),
    "getProfile": (401, 200, 200, 200, 404, 403, 200, 403),
    "saveProfile": (401, 403, 428, 428, 404, 403, 403, 403),
    "handOver": (401, 403, ALLOWED, ALLOWED, ALLOWED, 403, 403, 403),
    "listScales": (401, 200, 200, 200, 200, 403, 200, 403),
    "addScale": (401, 403, 403, ALLOWED, ALLOWED, 403, 403, 403),
    "getScale": (401, 200, 200, 200, 200, 403, 200, 403),
    "saveScale": (401, 403, 403, 428, 428, 403, 403, 403),
    "getCrosswalks": (401, 200, 200, 200, 200, 403, 200, 403),
    "saveCrosswalk": (401, 403, 403, 428, 428, 403, 403, 403),
    "askOpinion": (401, ALLOWED, ALLOWED, ALLOWED, 404, 403, 403, 403),
    "cancelOpinion": (401, ALLOWED, ALLOWED, ALLOWED, 404, 403, 403, 403),
    "giveOpinion": (401, ALLOWED, ALLOWED, ALLOWED, 404, 403, 403, 403),
    "settleOpinion": (401, 403, ALLOWED, ALLOWED, 404, 403, 403, 403),
    "getAgreement": (401, 200, 200, 200, 200, 403, 200, 403),
    "addEvidence": (401, ALLOWED, ALLOWED, ALLOWED, 404, 403, 403, 403),
    "addEvidenceFile": (401, ALLOWED, ALLOWED, ALLOWED, 404, 403, 403, 403),
    "saveEvidence": (401, 428, 428, 428, 404, 403, 403, 403),
    "retractEvidence": (401, 204, 204, 204, 404, 403, 403, 403),
    "restoreEvidence": (401, 204, 204, 204, 404, 403, 403, 403),
    "archiveEvidence": (401, 202, 202, 202, 404, 403, 403, 403),
    "listArchive": (401, 200, 200, 200, 404, 403, 200, 403),
    "getArchivedPage": (401, 200, 200, 200, 404, 403, 200, 403),
    "downloadArchived": (401, 200, 200, 200, 404, 403, 200, 403),
    "downloadEvidence": (401, 200, 200, 200, 404, 403, 200, 403),
    "saveFollowUp": (401, 403, 428, 428, 404, 403, 403, 403),
    "addAttempt": (401, 403, 201, 201, 404, 403, 403, 403),
    "addCorroboration": (401, 403, 201, 201, 404, 403, 403, 403),
    "retractCorroboration": (401, 403, ALLOWED, ALLOWED, 404, 403, 403, 403),
    "signOffFollowUp": (401, 403, ALLOWED, ALLOWED, 404, 403, 403, 403),
    "waiveCheck": (401, 403, ALLOWED, ALLOWED, 404, 403, 403, 403),
    "listFollowUps": (401, 200, 200, 200, 200, 403, 200, 403),
    "countFollowUps": (401, 200, 200, 200, 200, 403, 200, 403),
    "listFollowUpPresets": (401, 200, 200, 200, 200, 403, 200, 403),
    "listNoteReadings": (401, 403, 200, 200, 200, 403, 403, 403),
    "reportUnnamed": (401, 200, 200, 200, 200, 403, 200, 403),
    "listReplies": (401, 200, 200, 200, 404, 403, 200, 403),
    "openReply": (401, ALLOWED, ALLOWED, ALLOWED, 404, 403, 403, 403),
    "addReplyEntry": (401, ALLOWED, ALLOWED, ALLOWED, 404, 403, 403, 403),
    "getInbox": (401, 200, 200, 200, 200, 403, 403, 403),
    "getInboxSummary": (401, 200, 200, 200, 200, 403, 403, 403),
    "getDigest": (401, 200, 200, 200, 200, 403, 403, 403),
    "chooseDigest": (401, 200, 200, 200, 200, 403, 403, 403),
    "readNotice": (401, 404, 404, 404, 404, 403, 403, 403),
    "finishTask": (401, 404, 404, 404, 404, 403, 403, 403),
    "readAllNotices": (401, 200, 200, 200, 200, 403, 403, 403),
    "listClaimComments": (401, 200, 200, 200, 404, 403, 403, 403),
    "commentOnClaim": (401, ALLOWED, ALLOWED, ALLOWED, 404, 403, 403, 403),
    "listArticleComments": (401, 200, 200, 200, 404, 403, 403, 403),
    "commentOnArticle": (401, ALLOWED, ALLOWED, ALLOWED, 404, 403, 403, 403),
    "getComment": (401, 200, 200, 200, 404, 403, 403, 403),
    "editComment": (401, 403, 403, 403, 404, 403, 403, 403),
    "deleteComment": (401, 403, 200, 200, 404, 403, 403, 403),
    "restoreComment": (401, 200, 200, 200, 404, 403, 403, 403),
    "listCommentVersions": (401, 200, 200, 200, 404, 403, 403, 403),
    "getClaimWatch": (401, 200, 200, 200, 404, 403, 403, 403),
    "watchClaim": (401, 200, 200, 200, 404, 403, 403, 403),
    "unwatchClaim": (401, 200, 200, 200, 404, 403, 403, 403),
    "getArticleWatch": (401, 200, 200, 200, 404, 403, 403, 403),
    "watchArticle": (401, 200, 200, 200, 404, 403, 403, 403),
    "unwatchArticle": (401, 200, 200, 200, 404, 403, 403, 403),
    "listSources": (401, 200, 200, 200, 200, 403, 200, 403),
    "suggestMerges": (401, 403, 200, 200, 200, 403, 403, 403),
    "getSource": (401, 200, 200, 200, 404, 403, 200, 403),
    "listSourceClaims": (401, 200, 200, 200, 404, 403, 200, 403),
    "renameSource": (401, 403, 428, 428, 404, 403, 403, 403),
    "mergeSources": (401, 404, 404, 404, 404, 404, 404, 404),
    "unmergeSources": (401, 403, 404, 404, 404, 403, 403, 403),
    "search": (401, ALLOWED, ALLOWED, ALLOWED, ALLOWED, 403, ALLOWED, 403),
    "listMatches": (401, ALLOWED, ALLOWED, ALLOWED, ALLOWED, 403, ALLOWED, 403),
    "getClaimGroup": (401, 200, 200, 200, 404, 403, 200, 403),
    "listMatchesOfClaim": (401, 200, 200, 200, 404, 403, 200, 403),
    "listFactChecks": (401, 200, 200, 200, 200, 403, 200, 403),
    "getFactCheck": (401, 404, 404, 404, 404, 403, 404, 403),
    "listFactCheckImports": (401, 403, 403, 200, 200, 403, 403, 403),
    "fetchFactChecks": (401, 403, 403, ALLOWED, ALLOWED, 403, 403, 403),
    "importFactChecks": (401, 403, 403, 202, 202, 403, 403, 403),
    "getFactCheckImport": (401, 403, 403, 404, 404, 403, 403, 403),
    "removeFactCheckImport": (401, 403, 403, 404, 404, 403, 403, 403),
    "listFilters": (401, 200, 200, 200, 200, 403, 403, 403),
    "saveFilter": (401, ALLOWED, ALLOWED, ALLOWED, ALLOWED, 403, 403, 403),
    "getFilter": (401, 200, 200, 200, 404, 403, 403, 403),
    "changeFilter": (401, 403, 428, 428, 404, 403, 403, 403),
    "removeFilter": (401, 403, 428, 428, 404, 403, 403, 403),
    "listRatings": (401, 200, 200, 200, 200, 403, 403, 200),
    "listWebhooks": (401, 403, 403, 200, 200, 403, 403, 403),
    "addWebhook": (401, 403, 403, ALLOWED, ALLOWED, 403, 403, 403),
    "getWebhook": (401, 403, 403, 200, 404, 403, 403, 403),
    "changeWebhook": (401, 403, 403, 428, 404, 403, 403, 403),
    "removeWebhook": (401, 403, 403, 204, 404, 403, 403, 403),
    "pauseWebhook": (401, 403, 403, 200, 404, 403, 403, 403),
    "resumeWebhook": (401, 403, 403, 200, 404, 403, 403, 403),
    "rotateWebhookSecret": (401, 403, 403, 201, 404, 403, 403, 403),
    "pingWebhook": (401, 403, 403, 202, 404, 403, 403, 403),
    "listDeliveries": (401, 403, 403, 200, 404, 403, 403, 403),
    "getDelivery": (401, 403, 403, 200, 404, 403, 403, 403),
    "redeliver": (401, 403, 403, 202, 404, 403, 403, 403),
    "askGate": (401, 200, 200, 200, 404, 403, 403, 200),
    "askGateOfSender": (401, 200, 200, 200, 404, 403, 403, 200),
    "reconcile": (401, 200, 200, 200, 200, 403, 403, 200),
    "getPeriodReport": (401, 200, 200, 200, 200, 403, 200, 403),
    "getSeries": (401, 200, 200, 200, 200, 403, 200, 403),
    "listAudit": (401, 200, 200, 200, 200, 403, 200, 403),
    "exportAudit": (401, 403, 200, 200, 200, 403, 403, 403),
    # 503: let through, but the table's application has not started and hears nothing.
    "listen": (401, 503, 503, 503, 503, 403, 503, 403),
    "noteWhere": (401, 204, 204, 204, 404, 403, 403, 403),
}


LEAVING = {"deactivatePerson", "signOutPerson"}


def test_every_call_stands_in_the_table(app: Litestar) -> None:
    assert set(operations(app)) == set(TABLE)


@pytest.mark.parametrize("operation", sorted(TABLE))
async def test_callers_are_let_through_or_refused(
    app: Litestar,
    anybody: Caller,
    checker: Caller,
    editor: Caller,
    admin: Caller,
    sign_in: SignIn,
    token_for: TokenFor,
    operation: str,
) -> None:
    writer = await sign_in("walt", Role.CHECKER)
    # Who is signed out or deactivated can write nothing for the next caller.
    leaver = await sign_in("lea", Role.CHECKER)
    stranger = await sign_in("stan", Role.ADMIN, desk="elsewhere")
    programs = [
        await token_for(scope)
        for scope in (Scope.ARTICLES_WRITE, Scope.DESK_READ, Scope.RATINGS_READ)
    ]
    callers = [anybody, checker, editor, admin, stranger, *programs]
    method, path, body = operations(app)[operation]
    things: dict[str, Any] | None = None
    for caller, expected in zip(callers, TABLE[operation], strict=True):
        # Fresh ones once a caller did something, so that it does not stand in the next one's way.
        if things is None:
            things = NOWHERE | await things_for(path, writer)
            things["person_id"] = (leaver if operation in LEAVING else writer).id
        filled = path.format(**things)
        if isinstance(body, dict) and "claims" in body:
            body = body | {"claims": things["other_claims"]}
        if operation == "noteWhere":
            body = body | {"claim": things["claim_id"]}
        if operation == "approveMany":
            body = {"items": [{"claim": things["claim_id"], "version": 1}]}
        sent: Any = {"files": {"file": FILE}} if body is FORM else {"json": body}
        answer = await caller.http.request(method, filled, **sent)
        if expected is ALLOWED:
            assert answer.status_code not in {401, 403, 404}, (filled, answer.text)
            assert answer.status_code < 500
        else:
            assert answer.status_code == expected, (filled, answer.text)
        if answer.is_success and method != "GET":
            things = None


async def test_a_write_by_cookie_needs_the_csrf_token(checker: Caller) -> None:
    right = checker.http.headers.pop("X-CSRF-Token")
    for wrong in (None, "", "x" * len(right), right[:-1], "é"):
        headers = [] if wrong is None else [(b"X-CSRF-Token", wrong.encode())]
        answer = await checker.http.post(
            "/api/v1/articles", json={"text": ARTICLE}, headers=headers
        )
        is_problem(answer, 403)
    assert await rows("article") == 0


async def test_a_planted_session_is_left_behind(anybody: Caller, checker: Caller) -> None:
    anybody.http.cookies.set("__Host-claimdesk_session", "planted" * 8, domain="desk.example.org")
    answer = await anybody.post("/session", {"login": "vera", "password": PASSWORD})
    assert answer.status_code == 201
    assert "planted" not in answer.headers["set-cookie"]
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "Secure" in cookie
    assert "samesite=lax" in cookie.lower()
    # What a browser asks for before it believes the prefix.
    assert cookie.startswith("__Host-claimdesk_session=")
    assert "path=/;" in cookie.lower() + ";"
    assert "domain" not in cookie.lower()
    anybody.http.cookies.clear()
    anybody.http.cookies.set("__Host-claimdesk_session", "planted" * 8, domain="desk.example.org")
    assert await signed_out(anybody)


async def test_signing_out_ends_the_session_on_the_server(checker: Caller) -> None:
    cookie = checker.http.cookies["__Host-claimdesk_session"]
    assert (await checker.delete("/session")).status_code == 200
    checker.http.cookies.set("__Host-claimdesk_session", cookie, domain="desk.example.org")
    assert await signed_out(checker)


async def test_the_session_table_holds_no_cookie(checker: Caller) -> None:
    cookie = checker.http.cookies["__Host-claimdesk_session"]
    assert [row["key"] for row in await fetch("SELECT key FROM session")] != [cookie]


async def test_somebody_deactivated_is_out_at_once(checker: Caller) -> None:
    await fetch("UPDATE person SET active = false WHERE id = {}", checker.id)
    is_problem(await checker.get("/claims"), 401)


async def test_wrong_passwords_and_unknown_people_get_one_answer(
    anybody: Caller, checker: Caller
) -> None:
    known = await anybody.post("/session", {"login": "vera", "password": "x"})
    unknown = await anybody.post("/session", {"login": "nobody", "password": "x"})
    is_problem(known, 401)
    first, second = known.json(), unknown.json()
    assert first.pop("request_id") != second.pop("request_id")
    assert first == second


async def test_guessing_is_slowed_down(anybody: Caller, checker: Caller) -> None:
    for _ in range(10):
        await anybody.post("/session", {"login": "vera", "password": "guess"})
    right = await anybody.post("/session", {"login": "vera", "password": PASSWORD})
    is_problem(right, 429)


async def test_a_token_is_shown_once_and_dies_when_revoked(admin: Caller, anybody: Caller) -> None:
    made = (await admin.post("/tokens", {"name": "cms", "scopes": ["ratings:read"]})).json()
    headers = {"Authorization": f"Bearer {made['secret']}"}
    assert (await anybody.http.get("/api/v1/ratings", headers=headers)).status_code == 200
    listed = (await admin.get("/tokens")).json()
    assert "secret" not in listed[0]
    assert listed[0]["last_used_at"]
    assert (await admin.delete(f"/tokens/{made['id']}")).status_code == 204
    is_problem(await anybody.http.get("/api/v1/ratings", headers=headers), 401)
    stored = await fetch("SELECT * FROM api_token")
    assert made["secret"] not in str(stored)


async def test_taking_from_a_colleague_needs_an_editor(sign_in: SignIn, checker: Caller) -> None:
    article = (await checker.post("/articles", {"text": ARTICLE})).json()
    path = f"/claims/{article['claims'][0]['id']}"
    await checker.post(f"{path}/assignment", {})
    other = await sign_in("otto", Role.CHECKER)
    is_problem(await other.post(f"{path}/assignment", {}), 403)
    editor = await sign_in("edda", Role.EDITOR)
    moved = await editor.post(f"{path}/assignment", {"assignee": other.id})
    assert moved.json()["assignment"]["assignee"]["login"] == "otto"
    released = await other.delete(f"{path}/assignment")
    assert (released.json()["state"], released.json()["assignment"]) == ("accepted", None)


@pytest.mark.parametrize("scope", list(Scope))
async def test_no_refusal_tells_a_program_what_it_may_not_read(
    checker: Caller, token_for: TokenFor, scope: Scope
) -> None:
    article = (await checker.post("/articles", {"text": ARTICLE})).json()
    path = f"/claims/{article['claims'][0]['id']}"
    etag = (await checker.post(f"{path}/assignment", {})).headers["ETag"]
    verdict = {"rating": "true", "summary": "So it is.", "reasons": "For the desk only."}
    assert (await checker.put(f"{path}/verdict", verdict, If_Match=etag)).status_code == 200
    program = await token_for(scope)
    for answer in (
        await program.put(f"{path}/verdict", verdict, If_Match='"0"'),
        await program.post(f"{path}/assignment", {"assignee": checker.id}),
        await program.put(f"{path}/followup", {}, If_Match='"0"'),
    ):
        is_problem(answer, 403)
        assert "For the desk only" not in answer.text
