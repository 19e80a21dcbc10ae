"""Whatever a desk does with its claims and its article's text, reading from 0 rebuilds the present."""

import hashlib
import itertools
from typing import Any

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from claimdesk.accounts.rules import Scope
from claimdesk.db.engine import fetch
from tests.api.conftest import Caller, TokenFor

SENTENCES = [
    "The city will double harbour fees from 1 March, the council said on Monday.",
    "The basin lost 40 percent of its traffic, Maren Holt said.",
    "The mayor has sold 12 cranes since 2019, the port authority said.",
]
OTHERWISE = [
    "The city will halve harbour fees from 1 May, the council said on Monday.",
    "The basin lost 70 percent of its traffic, Maren Holt said.",
    "The mayor has sold 19 cranes since 2017, the port authority said.",
]
RATINGS = ["true", "half_true", "false", "void"]
unique = itertools.count(1)

judged = st.tuples(st.just("judge"), st.integers(0, 2), st.sampled_from(RATINGS))
# A sentence is left as it is, said otherwise, or gone.
rewritten = st.tuples(st.just("rewrite"), st.integers(0, 2), st.sampled_from("abx"))
moved = st.tuples(st.just("rewrite"), st.just(3), st.just("a"))
held = st.tuples(st.just("hold"), st.just(0), st.sampled_from(["hold", "let go"]))


class Desk:
    """Does what is drawn, by the API."""

    def __init__(self, checker: Caller, editor: Caller) -> None:
        self.checker, self.editor = checker, editor
        self.says = ["a", "a", "a"]
        self.heading = "Harbour notes"
        self.held = False

    def text(self) -> str:
        chosen = {"a": SENTENCES, "b": OTHERWISE}
        said = [chosen[s][k] for k, s in enumerate(self.says) if s in chosen]
        return "\n\n".join([self.heading, *said, "It rained all day."])

    async def begin(self) -> None:
        answer = await self.checker.post("/articles", {"text": self.text()})
        self.article = answer.json()["id"]
        self.claims = [claim["id"] for claim in answer.json()["claims"]]
        assert len(self.claims) == 3

    async def rewrite(self, which: int, how: str) -> None:
        if which == 3:
            self.heading = f"Harbour notes {next(unique)}"
        else:
            self.says[which] = how
        await self.revise()

    async def hold(self, _: int, how: str) -> None:
        """Sets an embargo on what may be out already, or lifts it."""
        self.held = how == "hold"
        await self.revise(embargo="2099-01-01T00:00:00Z" if self.held else None)

    async def revise(self, **changes: Any) -> None:
        revision = (await self.checker.get(f"/articles/{self.article}")).json()["revision"]
        answer = await self.editor.post(
            f"/articles/{self.article}/revisions",
            {"text": self.text()} | changes,
            If_Match=f'"{revision}"',
        )
        assert answer.status_code in {200, 201}, answer.text

    async def judge(self, which: int, rating: str) -> None:
        """Publishes a verdict, or a correction; a claim that has no place cannot be judged."""
        path = f"/claims/{self.claims[which]}"
        if (await self.checker.get(path)).json()["state"] == "published":
            await self.editor.post(f"{path}/correction", {"reason": "They wrote."})
        await self.checker.post(f"{path}/assignment", {})
        await self.checker.post(
            f"{path}/evidence", {"url": f"https://port.example.org/{next(unique)}"}
        )
        version = (await self.checker.get(path)).headers["ETag"]
        verdict = {"rating": rating, "summary": "As told.", "why": "New figures.", "submit": True}
        answer = await self.checker.put(f"{path}/verdict", verdict, If_Match=version)
        if answer.status_code == 200:
            assert (await self.editor.post(f"{path}/approval", {})).status_code == 200

    async def readers_have(self) -> dict[int, tuple[str, bool]]:
        """What the claims' own rows say is published: the rating, and whether it is stale."""
        if self.held:
            return {}
        rows = await fetch(
            "SELECT id, published_verdict, stale FROM claim WHERE id = ANY({})", self.claims
        )
        found = {}
        for row in rows:
            claim = (await self.checker.get(f"/claims/{row['id']}")).json()
            series = {verdict["id"]: verdict for verdict in claim["verdicts"]}
            verdict = series.get(row["published_verdict"])
            if verdict is not None and verdict["rating"]["off_axis"] != "void":
                found[row["id"]] = (verdict["rating"]["key"], row["stale"])
        return found


async def read_from_zero(cms: Caller, limit: int) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = []
    after, more = 0, True
    while more:
        page = (await cms.get("/ratings", after=after, limit=limit)).json()
        events += page["items"]
        after, more = page["next"], page["more"]
    return events


def digest(latest: dict[int, dict[str, Any]]) -> str:
    """As the document of the API says, by a CMS of its own."""
    lines = ""
    for claim, event in sorted(latest.items()):
        verdict = event["verdict"]
        about = f"{verdict['id']} {verdict['rating']['key']}" if verdict else "- -"
        lines += f"{claim} {event['seq']} {event['kind']} {about}\n"
    return hashlib.sha256(lines.encode()).hexdigest()


EVERY_KIND = [
    *(("judge", which, "true") for which in range(3)),
    ("rewrite", 0, "b"),
    ("rewrite", 1, "x"),
    ("judge", 2, "void"),
    ("judge", 0, "false"),
    ("rewrite", 0, "a"),
    ("judge", 0, "true"),
    ("hold", 0, "hold"),
    ("rewrite", 0, "b"),
    ("hold", 0, "let go"),
]


@example(steps=EVERY_KIND, limit=3)
@settings(
    max_examples=20,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    steps=st.lists(st.one_of(judged, judged, rewritten, moved, held), min_size=1, max_size=6),
    limit=st.integers(3, 40),
)
async def test_reading_from_0_rebuilds_the_exact_present(
    checker: Caller,
    editor: Caller,
    token_for: TokenFor,
    steps: list[tuple[str, int, str]],
    limit: int,
) -> None:
    desk = Desk(checker, editor)
    cms = await token_for(Scope.RATINGS_READ)
    await desk.begin()
    for what, which, how in steps:
        await {"judge": desk.judge, "rewrite": desk.rewrite, "hold": desk.hold}[what](which, how)
    events = await read_from_zero(cms, limit)
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert [event["before"] for event in events] == list(range(len(events)))
    if steps == EVERY_KIND:
        kinds = ["published"] * 3 + ["stale", "withdrawn", "withdrawn", "corrected", "stale"]
        kinds += ["corrected", "withdrawn", "stale"]
        assert [e["kind"] for e in events if e["article"]["id"] == desk.article] == kinds
    everywhere = {event["claim"]["id"]: event for event in events}
    here = {k: e for k, e in everywhere.items() if e["article"]["id"] == desk.article}
    rebuilt = {
        claim: (event["verdict"]["rating"]["key"], event["kind"] == "stale")
        for claim, event in here.items()
        if event["kind"] != "withdrawn"
    }
    assert rebuilt == await desk.readers_have()
    assert all((e["verdict"] is None) == (e["kind"] == "withdrawn") for e in events)
    for known, query in ((here, {"article": desk.article}), (everywhere, {})):
        answer = (await cms.get("/reconcile", **query)).json()
        last = max((event["seq"] for event in known.values()), default=0)
        assert answer == {"seq": last, "claims": len(known), "digest": digest(known)}
