"""What is on a desk, by the names that the paths of the API have for it."""

from typing import Any

from claimdesk.db.engine import fetch
from tests.api.conftest import ARTICLE, Caller

FILE = ("scan.pdf", b"%PDF-1.7 for the table")
NOWHERE: dict[str, Any] = dict.fromkeys(
    (
        "notice_id", "merge_id", "token_id", "session_id", "record_id", "fact_check_id", "import_id", "ingest_id",
        "feed_id",
    ),
    999,
)  # fmt: skip
"""What `things_for` does not make."""
_ON_THE_LEDGER = ("{claim_id}/followup", "{reply_id}")


async def things_for(path: str, writer: Caller, *, ledger: bool = False) -> dict[str, Any]:
    """A new article with all that a path names, by the path's parameters; `writer` is a checker.

    `other_claims` are two more of its claims. The claim is one of an unnamed source that the writer
    has, with a follow-up and a reply, where the path is about these and with `ledger`; else a new one.
    """
    answer = await writer.post("/articles", {"text": ARTICLE})
    assert answer.status_code == 201, answer.text
    article = answer.json()
    claim, *others = (found["id"] for found in article["claims"])
    comment = await writer.post(f"/claims/{claim}/comments", {"text": "Look at table 4."})
    evidence, look = await _evidence(claim, writer, path)
    saved = {"name": f"By {article['id']}", "filter": {}, "shared": True}
    stored = await writer.post("/filters", saved)
    webhook, delivery = await a_webhook(path, 1)
    corroboration = reply = 999
    if ledger or any(name in path for name in _ON_THE_LEDGER):
        claim, corroboration, reply = await _on_the_ledger(writer, article)
    return {
        "article_id": article["id"],
        "claim_id": claim,
        "other_claims": others[:2],
        "evidence_id": evidence,
        "look_id": look,
        "comment_id": comment.json()["id"],
        "corroboration_id": corroboration,
        "reply_id": reply,
        "filter_id": stored.json()["id"],
        "source_id": next(c["source"]["source_id"] for c in article["claims"] if c["source"]),
        "scale_key": "five_step",
        "target": "claimreview",
        "number": 1,
        "desk_id": 1,
        "person_id": writer.id,
        # What is sent is new, what is asked for is there.
        **(
            {"source": article["source"], "external_id": article["external_id"]}
            if path.endswith("/gate")
            else {"source": "cms", "external_id": "harbour-1"}
        ),
        "version": "1",
        "webhook_id": webhook,
        "delivery_id": delivery,
        "passkey_id": 999,
    }


async def _evidence(claim: int, writer: Caller, path: str) -> tuple[int, int]:
    """A link with an archived page, or a file where one is asked for: its id, and the look's."""
    if "evidence_id" not in path:
        return 0, 0
    address = f"/claims/{claim}/evidence"
    if path.endswith("{evidence_id}/file"):
        answer = await writer.http.post(f"/api/v1{address}/files", files={"file": FILE})
    else:
        answer = await writer.post(address, {"url": "https://port.example.org/plan.pdf"})
    await fetch(
        "INSERT INTO kept_content (sha256, media_type, size, content, kept_at) "
        "VALUES ('a', 'text/plain', 1, 'x', now()) ON CONFLICT DO NOTHING"
    )
    look = await fetch(
        "INSERT INTO archive (evidence, final_url, content_type, title, error, sha256, changed) "
        "VALUES ({}, '', 'text/plain', '', '', 'a', true) RETURNING id",
        answer.json()["id"],
    )
    return answer.json()["id"], look[0]["id"]


async def a_webhook(path: str, desk: int) -> tuple[int, int]:
    """A webhook of the desk with a message, where the call is about one."""
    if "webhook_id" not in path:
        return 0, 0
    hook = await fetch(
        "INSERT INTO webhook_endpoint (desk, name, url, state, why, created_at) "
        "VALUES ({}, 'CMS', 'https://cms.example.org', 'active', '', now()) RETURNING id",
        desk,
    )
    message = await fetch(
        "INSERT INTO webhook_delivery (endpoint, message, kind, body, state) "
        "VALUES ({}, 'msg_1', 'ping', '', 'failed') RETURNING id",
        hook[0]["id"],
    )
    return hook[0]["id"], message[0]["id"]


async def _on_the_ledger(writer: Caller, article: dict[str, Any]) -> tuple[int, int, int]:
    """An unnamed claim that the writer holds, a corroboration on its follow-up and a reply asked for."""
    claim = next(c["id"] for c in article["claims"] if c["source"] and c["source"]["unnamed"])
    path = f"/claims/{claim}"
    assert (await writer.post(f"{path}/assignment", {})).status_code == 200
    entry = await writer.post(f"{path}/followup/corroborations", {"kind": "document"})
    assert entry.status_code == 201, entry.text
    claim_now = (await writer.get(path)).json()
    corroboration = claim_now["follow_up"]["corroboration_list"][0]["id"]
    reply = await writer.post(f"/articles/{article['id']}/replies", {"subject": "The port"})
    assert reply.status_code == 201, reply.text
    return claim, corroboration, reply.json()["id"]
