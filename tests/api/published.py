"""A verdict brought to readers, and a desk that shows its verdicts to everybody."""

from typing import Any

from tests.api.conftest import ARTICLE, Caller

EVIDENCE = "https://port.example.org/plan.pdf"


async def send_in(caller: Caller, **article: Any) -> dict[str, Any]:
    """An article with its claims."""
    answer = await caller.post("/articles", {"text": ARTICLE} | article)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def claim_of(article: dict[str, Any], *, unnamed: bool) -> int:
    """The first claim of an unnamed source, or of a named one."""
    wanted = (c for c in article["claims"] if c["source"] and c["source"]["unnamed"] is unnamed)
    found: int = next(wanted)["id"]
    return found


async def publish(checker: Caller, editor: Caller, claim: int, **verdict: Any) -> None:
    """Take a claim from wherever it is to readers, with one link as its evidence."""
    path = f"/claims/{claim}"
    found = (await checker.get(path)).json()
    if found["state"] == "published":
        answer = await editor.post(f"{path}/correction", {"reason": "They wrote."})
        assert answer.status_code == 200, answer.text
    answer = await checker.post(f"{path}/assignment", {})
    assert answer.status_code == 200, answer.text
    if not found["evidence"]:
        link = {"url": EVIDENCE, "title": "The plan", "quote": "No posts go.", "stance": "refutes"}
        answer = await checker.post(f"{path}/evidence", link)
        assert answer.status_code == 201, answer.text
    follow_up = (await checker.get(path)).json()["follow_up"]
    if follow_up and follow_up["outcome"] is None:
        closing = {"outcome": "waived", "outcome_reason": "The plan settles it."}
        version = follow_up["version"]
        answer = await editor.put(f"{path}/followup", closing, If_Match=f'"{version}"')
        assert answer.status_code == 200, answer.text
    etag = (await checker.get(path)).headers["ETag"]
    body = {"rating": "false", "summary": "The plan says otherwise.", "why": "New.", "submit": True}
    answer = await checker.put(f"{path}/verdict", body | verdict, If_Match=etag)
    assert answer.status_code == 200, answer.text
    answer = await editor.post(f"{path}/approval", {})
    assert answer.status_code == 200, answer.text


async def open_to_everybody(admin: Caller, **publishing: Any) -> None:
    """Have the caller's desk show its verdicts, with what it states of itself."""
    desk = (await admin.get("/session")).json()["desks"][0]["id"]
    path = f"/desks/{desk}/policy"
    current = await admin.get(path)
    rules = current.json()["rules"] | {"publishing": {"public": True} | publishing}
    saved = await admin.put(path, rules, If_Match=current.headers["ETag"])
    assert saved.status_code == 200, saved.text
