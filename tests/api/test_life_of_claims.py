"""Random actions by random people against a model of a claim's life: state and audit always agree."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

import httpx
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from claimdesk.accounts.rules import Role
from claimdesk.audit.views import check
from claimdesk.clock import now
from claimdesk.db.engine import fetch, json_value
from tests.api.conftest import ARTICLE, Caller, SignIn

STEPS, RUNS = 25, 12
PEOPLE = ("vera", "otto", "edith", "edda")
EDITORS = {"edith", "edda"}
FREE = {"new", "accepted", "assigned"}
HELD = {"assigned", "in_review", "returned"}
OK = 300

who = st.sampled_from(PEOPLE)
which = st.integers(0, 3)
rating = st.sampled_from(["true", "false"])


@dataclass
class Model:
    """What a claim should be by now."""

    id: int
    unnamed: bool
    state: str = "new"
    holder: str | None = None
    lease_over: bool = False
    sensitive: bool = False
    author: str | None = None
    approver: str | None = None
    evidence: int = 0
    rests_on: int = 0
    published: bool = False
    followup: bool = False
    rating: str = ""
    opinion: str = "none"
    asked: str | None = None
    blind: bool = False
    second: str | None = None
    second_rating: str = ""
    seconded: bool = False
    before: dict[str, Any] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)

    def own_or_editor(self, person: str) -> bool:
        return self.holder in (None, person) or person in EDITORS

    def give(self, person: str) -> None:
        if self.state == "new":
            self.followup = self.unnamed
        self.state, self.holder, self.lease_over = "assigned", person, False

    def judged(self, person: str, rating: str) -> None:
        if self.opinion != "none":
            if rating == self.second_rating and person != self.second:
                self.opinion = "agreed"
            elif rating != self.rating:
                self.opinion = "disagreed"
        self.author, self.rating = person, rating

    def can_second(self, person: str) -> bool:
        unseen = self.asked == person or (self.asked is None and person not in EDITORS)
        return (
            self.state == "second_opinion"
            and person not in {self.author, self.holder}
            and self.asked in {None, person}
            and (unseen or not self.blind)
        )

    def set_aside(self) -> None:
        self.state, self.holder, self.followup = "dismissed", None, False


class Life(RuleBasedStateMachine):
    """Every rule predicts from the model whether the desk lets it happen, and then looks."""

    loop: asyncio.AbstractEventLoop
    people: dict[str, Caller]

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(60)

    def post(self, person: str, path: str, body: Any = None) -> httpx.Response:
        answer: httpx.Response = self.run(self.people[person].post(path, body))
        assert answer.status_code < 500, answer.text
        return answer

    def happens(self, answer: httpx.Response, *, expected: bool) -> bool:
        assert (answer.status_code < OK) is expected, (expected, answer.status_code, answer.text)
        return expected

    @initialize()
    def begin(self) -> None:
        article = self.post("edith", "/articles", {"text": ARTICLE}).json()
        self.article = article["id"]
        self.claims = [
            Model(claim["id"], bool(claim["source"] and claim["source"]["unnamed"]))
            for claim in article["claims"][:4]
        ]
        assert any(claim.unnamed for claim in self.claims)
        self.bulk: tuple[int, str, list[tuple[Model, dict[str, Any]]]] | None = None

    @rule(person=who, n=which)
    def accept(self, person: str, n: int) -> None:
        claim = self.claims[n]
        answer = self.post(person, f"/claims/{claim.id}/acceptance")
        if self.happens(answer, expected=claim.state == "new"):
            claim.state, claim.followup = "accepted", claim.unnamed

    @rule(person=who, n=which)
    def dismiss(self, person: str, n: int) -> None:
        claim = self.claims[n]
        may = claim.state in FREE and claim.own_or_editor(person) and not claim.published
        answer = self.post(person, f"/claims/{claim.id}/dismissal", {"reason": "Routine"})
        if self.happens(answer, expected=may):
            claim.set_aside()

    @rule(person=who, n=which)
    def restore(self, person: str, n: int) -> None:
        claim = self.claims[n]
        answer = self.post(person, f"/claims/{claim.id}/restoration")
        if self.happens(answer, expected=claim.state == "dismissed"):
            claim.state = "new"

    @rule(person=who, to=who, n=which)
    def assign(self, person: str, to: str, n: int) -> None:
        claim = self.claims[n]
        same = claim.holder == to and claim.state != "dismissed"
        may = claim.state in {"new", "accepted"} | HELD and claim.own_or_editor(person)
        body = {"assignee": self.people[to].id}
        answer = self.post(person, f"/claims/{claim.id}/assignment", body)
        if self.happens(answer, expected=may or same) and not same:
            claim.give(to)

    @rule(person=who)
    def take_next(self, person: str) -> None:
        waiting = {c.id for c in self.claims if c.state == "accepted"}
        answer = self.post(person, "/assignments/next", {"article": self.article})
        self.happens(answer, expected=True)
        taken = answer.json()
        assert (taken is not None) == bool(waiting)
        if taken is not None:
            assert taken["id"] in waiting
            next(c for c in self.claims if c.id == taken["id"]).give(person)

    @rule(n=which)
    def time_passes(self, n: int) -> None:
        claim = self.claims[n]
        self.run(fetch("UPDATE claim SET lease_until = {} WHERE id = {}", now(), claim.id))
        claim.lease_over = True

    @rule(person=who, n=which)
    def take_over(self, person: str, n: int) -> None:
        claim = self.claims[n]
        theirs = claim.holder not in (None, person)
        may = theirs and claim.state in HELD and (claim.lease_over or person in EDITORS)
        answer = self.post(person, f"/claims/{claim.id}/takeover", {"reason": "Ill"})
        if self.happens(answer, expected=may):
            claim.give(person)

    @rule(person=who, n=which)
    def release(self, person: str, n: int) -> None:
        claim = self.claims[n]
        may = claim.state in HELD and claim.own_or_editor(person)
        answer = self.run(self.people[person].delete(f"/claims/{claim.id}/assignment"))
        if self.happens(answer, expected=may):
            claim.state, claim.holder = "accepted", None

    @rule(person=who, n=which)
    def add_evidence(self, person: str, n: int) -> None:
        claim = self.claims[n]
        body = {"url": "https://port.example.org/plan"}
        answer = self.post(person, f"/claims/{claim.id}/evidence", body)
        if self.happens(answer, expected=claim.state != "dismissed"):
            claim.evidence += 1
            if claim.holder == person:
                claim.lease_over = False
                if claim.state in {"assigned", "returned"}:
                    claim.state = "in_review"

    @rule(person=who, n=which, submit=st.booleans(), rating=rating)
    def judge(self, person: str, n: int, submit: bool, rating: str) -> None:
        claim = self.claims[n]
        may = claim.state in HELD and claim.holder == person
        may = may and (claim.evidence > 0 or not submit)
        caller = self.people[person]
        etag = self.run(caller.get(f"/claims/{claim.id}")).headers["ETag"]
        body = {"rating": rating, "summary": "So it is.", "why": "New figures", "submit": submit}
        answer = self.run(caller.put(f"/claims/{claim.id}/verdict", body, If_Match=etag))
        if self.happens(answer, expected=may):
            if submit:
                names = ("state", "author", "approver", "rests_on", "rating", "opinion", "second")
                claim.before = {name: getattr(claim, name) for name in names}
                claim.seconded = False
            claim.judged(person, rating)
            claim.approver, claim.lease_over = None, False
            claim.rests_on = claim.evidence
            claim.state = "submitted" if submit else "in_review"

    @rule(person=who, n=which)
    def take_back(self, person: str, n: int) -> None:
        claim = self.claims[n]
        asked = claim.state == "second_opinion" and claim.asked == person
        may = claim.state in {"submitted", "second_opinion"} and not claim.seconded and not asked
        may = may and (claim.author == person or person in EDITORS)
        caller = self.people[person]
        etag = self.run(caller.get(f"/claims/{claim.id}")).headers["ETag"]
        answer = self.run(caller.post(f"/claims/{claim.id}/withdrawal", If_Match=etag))
        if self.happens(answer, expected=may):
            for name, value in claim.before.items():
                setattr(claim, name, value)
            if claim.holder == person:
                claim.lease_over = False

    @rule(person=who, n=which, rating=rating)
    def hand_in(self, person: str, n: int, rating: str) -> None:
        """The usual way at one go, so that the walk comes by what lies behind it more often."""
        self.assign(person, person, n)
        self.add_evidence(person, n)
        self.judge(person, n, True, rating)

    @rule(person=who, n=which)
    def settle_follow_up(self, person: str, n: int) -> None:
        claim = self.claims[n]
        caller = self.people[person]
        entry = self.run(caller.get(f"/claims/{claim.id}")).json()["follow_up"]
        if entry is None:
            return
        etag = f'"{entry["version"]}"'
        body = {"outcome": "waived", "outcome_reason": "The editor has read the minutes."}
        answer = self.run(caller.put(f"/claims/{claim.id}/followup", body, If_Match=etag))
        if self.happens(answer, expected=claim.followup and person in EDITORS):
            claim.followup = False

    @rule(person=who, n=which)
    def approve(self, person: str, n: int) -> None:
        claim = self.claims[n]
        may = claim.state == "submitted" and person in EDITORS and claim.author != person
        may = may and not claim.followup and claim.opinion != "disagreed"
        answer = self.post(person, f"/claims/{claim.id}/approval", {"decision": "approve"})
        if self.happens(answer, expected=may):
            claim.approver = person
            claim.state = "approved" if claim.sensitive else "published"
            claim.published |= not claim.sensitive

    @rule(person=who, n=which)
    def send_back(self, person: str, n: int) -> None:
        claim = self.claims[n]
        may = claim.state in {"submitted", "approved"} and person in EDITORS
        body = {"decision": "return", "comment": "Why?"}
        answer = self.post(person, f"/claims/{claim.id}/approval", body)
        if self.happens(answer, expected=may):
            claim.state = "returned"

    @rule(person=who, n=which)
    def publish(self, person: str, n: int) -> None:
        claim = self.claims[n]
        may = claim.state == "approved" and person in EDITORS and not claim.followup
        may = may and not (claim.sensitive and claim.approver == person)
        answer = self.post(person, f"/claims/{claim.id}/publication")
        if self.happens(answer, expected=may):
            claim.state, claim.published = "published", True

    @rule(person=who, n=which)
    def correct(self, person: str, n: int) -> None:
        claim = self.claims[n]
        may = claim.state == "published" and person in EDITORS
        answer = self.post(person, f"/claims/{claim.id}/correction", {"reason": "The port wrote"})
        if self.happens(answer, expected=may):
            claim.state, claim.opinion, claim.second = "returned", "none", None

    @rule(person=who, n=which, of=st.none() | who, blind=st.booleans())
    def ask_second(self, person: str, n: int, of: str | None, blind: bool) -> None:
        claim = self.claims[n]
        may = claim.state == "submitted" and claim.opinion != "disagreed"
        may = may and (person in EDITORS or person in {claim.author, claim.holder})
        may = may and (of is None or of not in {person, claim.author})
        body = {"of": None if of is None else self.people[of].id, "blind": blind}
        answer = self.post(person, f"/claims/{claim.id}/second-opinion", body)
        if self.happens(answer, expected=may):
            claim.state, claim.asked, claim.blind = "second_opinion", of, blind
            claim.second = None

    @rule(person=who, n=which)
    def cancel_second(self, person: str, n: int) -> None:
        claim = self.claims[n]
        may = person in EDITORS or person in {claim.author, claim.holder}
        answer = self.run(self.people[person].delete(f"/claims/{claim.id}/second-opinion"))
        if self.happens(answer, expected=may and claim.state == "second_opinion"):
            claim.state, claim.opinion = "submitted", "none"

    @rule(person=who, n=which, rating=rating)
    def give_second(self, person: str, n: int, rating: str) -> None:
        claim = self.claims[n]
        body = {"rating": rating, "summary": "As the plan says."}
        answer = self.post(person, f"/claims/{claim.id}/second-opinion/verdict", body)
        if self.happens(answer, expected=claim.can_second(person)):
            claim.state, claim.second, claim.second_rating = "submitted", person, rating
            claim.seconded = True
            claim.opinion = "agreed" if rating == claim.rating else "disagreed"

    @rule(person=who, other=who, n=which, blind=st.booleans(), rating=rating)
    def hand_in_and_second(self, person: str, other: str, n: int, blind: bool, rating: str) -> None:
        self.hand_in(person, n, "true")
        self.ask_second(person, n, None, blind)
        self.give_second(other, n, rating)

    @rule(person=who, n=which)
    def settle_second(self, person: str, n: int) -> None:
        claim = self.claims[n]
        may = claim.state == "submitted" and claim.opinion == "disagreed"
        may = may and person in EDITORS and person not in {claim.author, claim.second}
        path = f"/claims/{claim.id}/second-opinion/resolution"
        if self.happens(self.post(person, path, {"reason": "Both were read"}), expected=may):
            claim.opinion, claim.seconded = "resolved", True

    @rule(person=who, n=which, sensitive=st.booleans())
    def mark(self, person: str, n: int, sensitive: bool) -> None:
        claim = self.claims[n]
        waits = claim.state in {"submitted", "second_opinion", "approved"}
        may = sensitive or not claim.sensitive or (person in EDITORS and not waits)
        answer = self.post(person, f"/claims/{claim.id}/labels", {"sensitive": sensitive})
        if self.happens(answer, expected=may):
            claim.sensitive = sensitive

    @rule(
        person=who, action=st.sampled_from(["accept", "dismiss"]), some=st.sets(which, min_size=1)
    )
    def act_on_many(self, person: str, action: str, some: set[int]) -> None:
        chosen = [self.claims[n] for n in sorted(some)]
        if action == "accept":
            may = all(claim.state == "new" for claim in chosen)
        else:
            may = all(
                c.state in FREE and c.own_or_editor(person) and not c.published for c in chosen
            )
        body = {"action": action, "claims": [c.id for c in chosen], "reason": "Routine"}
        answer = self.post(person, "/claims/bulk", body)
        if not self.happens(answer, expected=may):
            return
        before = [(claim, vars(claim).copy()) for claim in chosen]
        for claim in chosen:
            if action == "accept":
                claim.state, claim.followup = "accepted", claim.unnamed
            else:
                claim.set_aside()
        versions = self.versions()
        self.bulk = (
            answer.json()["id"],
            person,
            [
                (claim, old | {"version": versions[claim.id], "ledger": claim.followup})
                for claim, old in before
            ],
        )

    @precondition(lambda self: self.bulk is not None)
    @rule()
    def undo(self) -> None:
        assert self.bulk is not None
        record, person, before = self.bulk
        versions = self.versions()
        answer = self.post(person, f"/claims/bulk/{record}/undo")
        self.happens(answer, expected=True)
        # A follow-up that was opened, and settled since, is not dropped.
        back = [
            claim
            for claim, old in before
            if (versions[claim.id], claim.followup) == (old["version"], old["ledger"])
        ]
        assert answer.json()["claims"] == [claim.id for claim in back]
        for claim, old in before:
            if claim in back:
                claim.state, claim.holder = old["state"], old["holder"]
                claim.followup = old["followup"]
                claim.lease_over = old["lease_over"]
        self.bulk = None

    def versions(self) -> dict[int, int]:
        rows = self.run(fetch("SELECT id, version FROM claim"))
        return {row["id"]: row["version"] for row in rows}

    @invariant()
    def the_desk_agrees_with_the_model(self) -> None:
        if not hasattr(self, "claims"):
            return
        names = {caller.id: name for name, caller in self.people.items()}
        ids = [claim.id for claim in self.claims]
        rows = self.run(fetch("SELECT * FROM claim WHERE id = ANY({}) ORDER BY id", ids))
        for claim, row in zip(self.claims, rows, strict=True):
            assert (row["state"], names.get(row["holder"])) == (claim.state, claim.holder)
            assert row["followup_open"] == claim.followup
            assert (row["published_verdict"] is not None) == claim.published
            assert row["evidence_count"] == claim.evidence
            assert row["opinion"] == claim.opinion
        running = self.run(
            fetch(
                "SELECT claim, assignee FROM assignment WHERE ended_at IS NULL AND claim = ANY({})",
                ids,
            )
        )
        held = {claim.id: claim.holder for claim in self.claims if claim.holder}
        assert {row["claim"]: names[row["assignee"]] for row in running} == held
        assert len(running) == len(held)

    def teardown(self) -> None:
        if not hasattr(self, "claims"):
            return
        assert not self.run(check()).flaws
        told = self.run(
            fetch(
                "SELECT DISTINCT ON (claim) claim, after FROM audit_event WHERE entity = 'claim' "
                "AND after ? 'state' ORDER BY claim, number DESC"
            )
        )
        states = {row["claim"]: json_value(row["after"])["state"] for row in told}
        for claim in self.claims:
            assert states.get(claim.id, "new") == claim.state


async def test_no_illegal_state_is_ever_reached(sign_in: SignIn) -> None:
    roles = {name: Role.EDITOR if name in EDITORS else Role.CHECKER for name in PEOPLE}
    people = {name: await sign_in(name, role) for name, role in roles.items()}
    admin = await sign_in("ada", Role.ADMIN)
    desk = (await admin.get("/session")).json()["desks"][0]["id"]
    # The claims of all runs lie on one desk: nobody has too many of them to take the next.
    policy = {"assignment": {"max_load": 500}}
    assert (await admin.put(f"/desks/{desk}/policy", policy, If_Match='"0"')).status_code == 200
    loop = asyncio.get_running_loop()

    class Here(Life):
        pass

    Here.loop, Here.people = loop, people
    await asyncio.to_thread(
        run_state_machine_as_test,
        Here,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
