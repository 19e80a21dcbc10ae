"""The report on a period, figure by figure, over a desk whose every time is known."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from claimdesk.accounts.rules import Role, Scope
from claimdesk.claims.facts import State
from claimdesk.db.engine import fetch
from tests.api.conftest import ARTICLE, Caller, SignIn, TokenFor
from tests.api.test_bad_input import is_problem

START = datetime(2030, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)
MARCH = {"from": "2030-03-01T00:00:00Z", "to": "2030-04-01T00:00:00Z"}


def day(number: float) -> datetime:
    """A day of March 2030; 0 and below are of February."""
    return START + (number - 1) * DAY


class Desk:
    """Lays rows with known times, as the services would have written them."""

    def __init__(self, people: dict[str, int]) -> None:
        self.people = people

    async def article(self, section: str, byline: str, desk: int = 1) -> int:
        return await self._insert(
            "article", desk=desk, source="t", title="T", byline=byline, section=section, url="",
            language="en", created_by="t", external_id=f"{section}{byline}{desk}",
        )  # fmt: skip

    async def source(self, name: str, *, unnamed: bool = False) -> int:
        return await self._insert("source", desk=1, name=name, kind="person", unnamed=unnamed)

    async def claim(
        self,
        article: int,
        life: Sequence[tuple[float, str]],
        *,
        source: int | None = None,
        unnamed: bool = False,
        desk: int = 1,
    ) -> int:
        """A claim found and moved on these days of March."""
        claim = await self._insert(
            "claim", desk=desk, article=article, revision=1, span_start=0, span_end=1, spans="[]",
            text="x", form="direct", basis="", source=source, unnamed=unnamed, state=life[0][1],
            created_at=day(life[0][0]), updated_at=day(life[0][0]),
        )  # fmt: skip
        for when, state in life[1:]:
            await fetch(
                "UPDATE claim SET state = {}, updated_at = {} WHERE id = {}",
                state,
                day(when),
                claim,
            )
        return claim

    async def verdict(self, claim: int, by: str, when: float, number: int = 1) -> int:
        scale = (await fetch("SELECT min(id) AS id FROM rating_scale"))[0]["id"]
        return await self._insert(
            "verdict", claim=claim, number=number, scale=scale, rating="true", summary="", why="",
            reasons="", evidence="[]", author=self.people[by], at=day(when),
        )  # fmt: skip

    async def decision(self, claim: int, verdict: int, what: str, by: str, when: float) -> None:
        await self._insert(
            "review", claim=claim, verdict=verdict, decision=what, comment="",
            editor=self.people[by], at=day(when),
        )  # fmt: skip

    async def outgoing(
        self, claim: int, when: float, key: str | None, before: str | None = None, label: str = ""
    ) -> None:
        def rating(key: str) -> dict[str, Any]:
            return {
                "key": key, "label": label or key.title(), "scale": "five_step",
                "scale_version": 1, "rank": None if key == "unproven" else 5, "of": 5,
            }  # fmt: skip

        payload = {
            "verdict": {"rating": rating(key)} if key else None,
            "previous": rating(before) if before else None,
        }
        kind = "corrected" if before else "published"
        seq = (await fetch("SELECT count(*) + 1 AS seq FROM rating_event"))[0]["seq"]
        of = (await fetch("SELECT article, desk FROM claim WHERE id = {}", claim))[0]
        await self._insert(
            "rating_event", seq=seq, kind=kind if key else "withdrawn", desk=of["desk"],
            article=of["article"], claim=claim, payload=msgspec.json.encode(payload).decode(),
            at=day(when),
        )  # fmt: skip

    async def assignment(
        self, claim: int, to: str, begun: float, due: float | None, ended: float | None = None
    ) -> None:
        await self._insert(
            "assignment", claim=claim, assignee=self.people[to], assigned_by="t",
            assigned_at=day(begun), due=None if due is None else day(due),
            ended_at=None if ended is None else day(ended),
        )  # fmt: skip

    async def followup(self, claim: int, opened: float, due: float, closed: float | None) -> None:
        await self._insert(
            "followup", claim=claim, terms="unknown", due=day(due), opened_at=day(opened),
            closed_at=None if closed is None else day(closed), outcome_reason="",
        )  # fmt: skip

    async def _insert(self, table: str, **values: Any) -> int:
        # What a feature's own columns are beyond these is nothing to a report: their defaults do.
        needed = await fetch(
            "SELECT column_name AS name FROM information_schema.columns WHERE table_name = {} "
            "AND is_nullable = 'NO' AND column_default IS NULL AND NOT column_name = ANY({})",
            table,
            list(values),
        )
        assert not needed, f"{table} wants {needed}"
        rows = await fetch(
            f"INSERT INTO {table} ({', '.join(values)}) "  # noqa: S608
            f"VALUES ({', '.join(['{}'] * len(values))}) RETURNING id",
            *values.values(),
        )
        return int(rows[0]["id"])


@pytest.fixture
async def desk(checker: Caller, editor: Caller) -> Desk:
    """Vera checks and Edith edits."""
    return Desk({"vera": checker.id, "edith": editor.id})


async def report(caller: Caller, **wanted: Any) -> dict[str, Any]:
    answer = await caller.get("/reports/period", **{**MARCH, **wanted})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def whole(caller: Caller, **wanted: Any) -> dict[str, Any]:
    (group,) = (await report(caller, **wanted))["groups"]
    return dict(group)


def states(group: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {figures["state"]: figures for figures in group["states"]}


async def test_a_period_in_which_nothing_happened(checker: Caller) -> None:
    found = await report(checker)
    assert found["from"] == "2030-03-01T00:00:00Z"
    assert found["groups_left_out"] == 0
    (group,) = found["groups"]
    assert group["found"] == group["published"] == 0
    assert group["returned"] == {"count": 0, "of": 0, "share": None}
    assert (await report(checker, group_by="section"))["groups"] == []


async def test_throughput_and_time_in_each_state(desk: Desk, checker: Caller) -> None:
    article = await desk.article("local", "Ines")
    life = [(1, "new"), (2, "accepted"), (4, "assigned"), (10, "submitted")]
    await desk.claim(article, life)
    await desk.claim(article, [(-5, "new"), (3, "accepted"), (7, "dismissed")])  # 8 days new
    await desk.claim(article, [(-9, "new"), (-8, "dismissed")])  # over before
    await desk.claim(article, [(5, "new"), (6, "accepted"), (7, "new"), (40, "accepted")])
    await desk.claim(article, [(33, "new")])  # after it
    found = states(await whole(checker))
    assert {state: figures["entered"] for state, figures in found.items()} == {
        "new": 2, "accepted": 3, "assigned": 1, "submitted": 1, "dismissed": 1,
    }  # fmt: skip
    assert list(found) == [state.value for state in State if state.value in found]
    new = found["new"]  # stays of 1, 8 and 1 days ended; a second one goes on
    assert (new["left"], new["median_seconds"]) == (3, 86_400)
    assert new["mean_seconds"] == pytest.approx((1 + 8 + 1) / 3 * 86_400, abs=0.1)
    assert new["p90_seconds"] == pytest.approx((1 + 7 * 0.8) * 86_400, abs=0.1)
    assert (new["at_start"], new["at_end"]) == (1, 1)
    assert new["oldest"] == "2030-03-07T00:00:00Z"
    assert found["submitted"]["median_seconds"] is None
    assert found["submitted"]["at_end"] == 1
    assert found["dismissed"]["at_end"] == 0  # done, no backlog


async def test_bounds_are_moments_whatever_their_zone(desk: Desk, checker: Caller) -> None:
    article = await desk.article("local", "Ines")
    await desk.claim(article, [(1, "new")])
    assert (await whole(checker))["found"] == 1
    late = {"from": "2030-03-01T00:00:00+01:00", "to": "2030-03-01T00:00:00Z"}
    assert (await whole(checker, **late))["found"] == 0
    early = {"from": "2030-03-01T00:00:00Z", "to": "2030-03-01T01:00:01+01:00"}
    assert (await whole(checker, **early))["found"] == 1


async def test_rework_and_overturned_verdicts(desk: Desk, checker: Caller) -> None:
    article = await desk.article("local", "Ines")
    for number in range(12):
        claim = await desk.claim(article, [(1, "new")])
        verdict = await desk.verdict(claim, "vera", 2)
        if number < 3:
            await desk.decision(claim, verdict, "return", "edith", 3)
        await desk.decision(claim, verdict, "approve", "edith", 4 if number else 50)
        await desk.outgoing(claim, 4 if number else 50, "true")
    claim = 1
    await desk.outgoing(claim, 51, "false", "true")  # after the period
    await desk.outgoing(2, 5, "false", "true")
    await desk.outgoing(3, 6, "true", "true", label="Right")  # a new text, no other rating
    await desk.outgoing(4, 6, None, "true")
    found = await whole(checker)
    assert found["returned"] == {"count": 3, "of": 14, "share": round(3 / 14, 4)}
    assert [found[kind] for kind in ("published", "corrected", "withdrawn")] == [11, 2, 1]
    assert found["overturned"] == {"count": 2, "of": 14, "share": round(2 / 14, 4)}
    counted = {(r["rating"]["key"], r["rating"]["label"]): r["claims"] for r in found["ratings"]}
    assert counted == {("true", "True"): 8, ("false", "False"): 1, ("true", "Right"): 1}
    few = {"from": "2030-03-05T00:00:00Z"}
    assert (await whole(checker, **few))["overturned"] == {"count": 2, "of": 3, "share": None}


async def test_figures_by_section_author_and_source(desk: Desk, checker: Caller) -> None:
    local, world = await desk.article("local", "Ines"), await desk.article("world", "Rafe")
    mayor, unnamed = await desk.source("The mayor"), await desk.source("a source", unnamed=True)
    other = await desk.source("officials", unnamed=True)
    for article, source, is_unnamed, rating in (
        (local, mayor, False, "true"),
        (local, mayor, False, "false"),
        (world, mayor, False, "true"),
        (world, unnamed, True, "unproven"),
        (world, other, True, "true"),
        (world, None, False, None),
    ):
        claim = await desk.claim(article, [(2, "new")], source=source, unnamed=is_unnamed)
        if rating:
            await desk.outgoing(claim, 3, rating)

    async def by(group_by: str) -> dict[str, tuple[int, int, dict[str, int]]]:
        groups = (await report(checker, group_by=group_by))["groups"]
        return {
            group["label"]: (
                group["found"],
                group["unnamed"]["count"],
                {rated["rating"]["key"]: rated["claims"] for rated in group["ratings"]},
            )
            for group in groups
        }

    assert await by("section") == {
        "world": (4, 2, {"true": 2, "unproven": 1}),
        "local": (2, 0, {"true": 1, "false": 1}),
    }
    assert list(await by("section")) == ["world", "local"]  # the busiest first
    assert set(await by("author")) == {"Ines", "Rafe"}
    assert await by("source") == {
        "The mayor": (3, 0, {"true": 2, "false": 1}),
        "Unnamed sources": (2, 2, {"true": 1, "unproven": 1}),
        "The article itself": (1, 0, {}),
    }
    assert await by("desk") == {"Desk": (6, 2, {"true": 3, "false": 1, "unproven": 1})}


async def test_what_was_late_and_what_is_overdue(desk: Desk, checker: Caller) -> None:
    article = await desk.article("local", "Ines")
    work = [(1.0, "new"), (2.0, "assigned")]
    in_time = await desk.claim(article, [*work, (5, "submitted")])
    late = await desk.claim(article, [*work, (9, "submitted")])
    never = await desk.claim(article, work)
    given_away = await desk.claim(article, work)
    afterwards = await desk.claim(article, [*work, (35, "submitted")])
    await desk.assignment(in_time, "vera", 2, due=6)
    await desk.assignment(late, "vera", 2, due=6)
    await desk.assignment(never, "vera", 2, due=6)
    await desk.assignment(given_away, "vera", 2, due=6, ended=4)
    await desk.assignment(given_away, "edith", 4, due=40)
    await desk.assignment(afterwards, "vera", 2, due=-3)  # due before the period
    assert (await whole(checker))["assignments"] == {"due": 4, "late": 2, "overdue": 2}
    first_week = {"to": "2030-03-08T00:00:00Z"}
    assert (await whole(checker, **first_week))["assignments"]["overdue"] == 3
    for claim, due, closed in (
        (in_time, 6, 5),
        (late, 6, 8),
        (never, 6, None),
        (afterwards, 40, 1),
    ):
        await desk.followup(claim, 2, due, closed)
    assert (await whole(checker))["followups"] == {"due": 3, "late": 2, "overdue": 1}


async def test_the_load_of_each_person(
    desk: Desk, checker: Caller, editor: Caller, token_for: TokenFor
) -> None:
    article = await desk.article("local", "Ines")
    one = await desk.claim(
        article, [(1, "new"), (2, "assigned"), (5, "submitted"), (7, "returned")]
    )
    two = await desk.claim(article, [(1, "new"), (2, "assigned"), (5, "submitted")])
    old = await desk.claim(article, [(-9, "new"), (-8, "assigned")])
    await desk.assignment(one, "vera", 2, due=None)
    await desk.assignment(two, "vera", 2, due=None)
    await desk.assignment(old, "vera", -8, due=None, ended=3)
    await desk.assignment(old, "edith", 3, due=None)
    verdict = await desk.verdict(one, "vera", 5)
    await desk.verdict(two, "vera", 5)
    await desk.decision(one, verdict, "return", "edith", 7)
    everybody = (await report(editor))["reviewers"]
    assert [(load.pop("person")["login"], load) for load in everybody] == [
        ("edith", {"assigned": 1, "holding": 1, "verdicts": 0, "returned": 0, "decisions": 1}),
        ("vera", {"assigned": 2, "holding": 1, "verdicts": 2, "returned": 1, "decisions": 0}),
    ]
    assert [load["person"]["login"] for load in (await report(checker))["reviewers"]] == ["vera"]
    assert (await report(await token_for(Scope.DESK_READ)))["reviewers"] == []


async def test_groups_add_up_to_the_whole_and_other_desks_stay_out(
    desk: Desk, editor: Caller, sign_in: SignIn
) -> None:
    stranger = await sign_in("stan", Role.EDITOR, desk="elsewhere")
    theirs = (await fetch("SELECT id FROM desk WHERE slug = 'elsewhere'"))[0]["id"]
    for number in range(24):
        home = 1 if number % 3 else theirs
        article = await desk.article(f"s{number % 4}", f"b{number % 5}{number}", desk=home)
        life = [(number - 3.0, "new"), (number + 1.0, "accepted"), (number + 4.0, "assigned")]
        claim = await desk.claim(article, life, unnamed=number % 2 == 0, desk=home)
        await desk.assignment(claim, "vera", number + 4, due=number + 6)
        await desk.followup(claim, number, number + 3, None if number % 2 else number + 5)
        await desk.outgoing(claim, number + 5, "true")
    total = await whole(editor)
    for group_by in ("desk", "section", "author", "source"):
        groups = (await report(editor, group_by=group_by))["groups"]
        for name in ("found", "published"):
            assert sum(group[name] for group in groups) == total[name] > 0
        for name in ("assignments", "followups"):
            summed = {k: sum(group[name][k] for group in groups) for k in total[name]}
            assert summed == total[name]
        for state, figures in states(total).items():
            for name in ("entered", "left", "at_start", "at_end"):
                parts = [states(group).get(state, {}).get(name, 0) for group in groups]
                assert sum(parts) == figures[name], (group_by, state, name)
    assert total["found"] + (await whole(stranger))["found"] == 20  # 24, less four of February
    is_problem(await stranger.get("/reports/period", desk=1), 404)
    assert (await report(stranger, desk=theirs))["desks"] == [theirs]


async def test_csv_is_the_same_report(desk: Desk, editor: Caller) -> None:
    article = await desk.article("=1+1", "Ines")
    claim = await desk.claim(article, [(2, "new"), (3, "assigned")])
    await desk.outgoing(claim, 3, "true")
    await desk.assignment(claim, "vera", 3, due=4)
    answer = await editor.get("/reports/period", **MARCH, group_by="section", format="csv")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert {row["group"] for row in rows} == {"'=1+1", ""}
    values = {(row["figure"], row["of"]): row["value"] for row in rows}
    assert values["found", ""] == "1"
    assert values["entered", "assigned"] == "1"
    assert values["median_seconds", "new"] == "86400.0"
    assert values["rating", "five_step 1: True"] == "1"
    assert values["assignments_overdue", ""] == "1"
    assert values["reviewer_holding", "Vera"] == "1"
    by_header = await editor.http.get(
        "/api/v1/reports/period", params=MARCH, headers={"Accept": "text/csv, */*;q=0.1"}
    )
    assert by_header.text.startswith("group,key,figure,of,value\r\n")


@pytest.mark.parametrize(
    ("params", "status", "says"),
    [
        ({"from": "2030-03-01T00:00:00"}, 422, "zone"),
        ({"from": "2030-03-01"}, 400, "RFC3339"),
        ({"from": "2030-03-01T00:00:00Z", "to": "2030-03-01T00:00:00Z"}, 422, "before"),
        ({"from": "9999-12-31T00:00:00Z"}, 422, "now"),
        ({"to": "0001-01-01T00:00:00Z"}, 422, "before"),
        ({"to": "9999-12-31T23:59:59-14:00"}, 422, "years"),
        ({"group_by": "mood"}, 400, "group_by"),
        ({"format": "pdf"}, 400, "format"),
        ({"desk": 0}, 400, "desk"),
        ({"desk": 424242}, 404, "desk"),
    ],
)
async def test_odd_periods_get_a_problem(
    checker: Caller, params: dict[str, Any], status: int, says: str
) -> None:
    assert says in is_problem(await checker.get("/reports/period", **params), status)


async def test_without_bounds_it_is_the_last_thirty_days(checker: Caller) -> None:
    await checker.post("/articles", {"text": ARTICLE})
    found = (await checker.get("/reports/period")).json()
    assert datetime.fromisoformat(found["to"]) - datetime.fromisoformat(found["from"]) == 30 * DAY
    assert found["groups"][0]["found"] > 0
    first = {"to": "0001-01-20T00:00:00Z"}
    assert (await checker.get("/reports/period", **first)).json()["from"].startswith("0001-01-01")


async def test_stays_say_what_the_audit_says(checker: Caller, editor: Caller) -> None:
    article = (await checker.post("/articles", {"text": ARTICLE})).json()
    path = f"/claims/{article['claims'][0]['id']}"
    await checker.post(f"{path}/dismissal", {"reason": "Trivial"})
    await checker.post(f"{path}/restoration")
    await checker.post(f"{path}/assignment", {})
    await checker.post(f"{path}/evidence", {"url": "https://port.example.org/plan.pdf"})
    await fetch("UPDATE claim SET state = 'submitted'")  # all at once, by other means
    stays = await fetch("SELECT * FROM claim_stay ORDER BY claim, id")
    first = [stay for stay in stays if stay["claim"] == article["claims"][0]["id"]]
    assert [stay["state"] for stay in first] == [
        "new", "dismissed", "new", "assigned", "in_review", "submitted",
    ]  # fmt: skip
    assert [stay["left_at"] for stay in first[:-1]] == [stay["entered_at"] for stay in first[1:]]
    assert first[-1]["left_at"] is None
    events = await fetch(
        "SELECT at FROM audit_event WHERE claim = {} AND entity = 'claim' ORDER BY number",
        first[0]["claim"],
    )
    for stay, event in zip(first[1:-1], events, strict=True):
        assert abs(stay["entered_at"] - event["at"]) < timedelta(seconds=1)
    others = {stay["claim"] for stay in stays} - {first[0]["claim"]}
    for claim in others:
        assert [s["state"] for s in stays if s["claim"] == claim] == ["new", "submitted"]
