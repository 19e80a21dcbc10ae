"""What a newsroom does all day, for ``claimdesk bench load``: eight calls in ten read, two write.

Claims are taken through their life by whoever is next: accepted, taken, given evidence and a verdict,
and brought to readers by somebody else than the verdict's author. Each step draws on what the one
before it left, so that no call is refused for what the claim's state or the four eyes' rule forbid.
"""

import random
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, NamedTuple

import httpx

from claimdesk.cli.bench_rows import place
from claimdesk.cli.bench_seed import Seeded
from claimdesk.db.engine import fetch

READS = {
    "the queue": 9,
    "the queue, filtered": 8,
    "the queue, a later page": 4,
    "how many in each state": 6,
    "a claim": 17,
    "a claim's matches": 6,
    "a claim's comments": 5,
    "articles": 3,
    "an article": 9,
    "search": 6,
    "the ratings feed": 3,
    "the inbox's summary": 2,
    "dashboard: the period": 1,
    "dashboard: the series": 1,
}
WRITES = {
    "article in": 2,
    "claim accepted": 4,
    "claim taken": 4,
    "evidence": 4,
    "verdict": 3,
    "comment": 2,
    "publication": 1,
}
PAGE = 50
PLACES = 3000
ABOUT = 4000
"""Claims that people look at in turn."""
STATES = ("new", "accepted", "in_review", "submitted", "approved")


class Refused(Exception):
    """An answer that is none, of that status."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(said)
        self.status = status


class Answer(NamedTuple):
    """What was answered, and within how many milliseconds."""

    json: Any
    ms: float


async def call(
    http: httpx.AsyncClient, method: str, path: str, body: Any = None, **headers: str
) -> Answer:
    """One call. Raises Refused for an answer that is none, and what httpx raises."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    began = time.perf_counter()
    answer = await http.request(method, f"/api/v1{path}", json=body, headers=sent)
    ms = (time.perf_counter() - began) * 1000
    if not answer.is_success:
        said = f"{method} {path}: {answer.status_code} {answer.text[:300]}"
        raise Refused(answer.status_code, said)
    return Answer(answer.json(), ms)


class Work(NamedTuple):
    """A claim on its way, and which client holds it."""

    claim: int
    holder: int


class Desk:
    """What all clients know of the desk: what there is to look at, and which claims wait for a step."""

    def __init__(self, seeded: Seeded, texts: list[str]) -> None:
        self.seeded = seeded
        self.texts = texts
        self.claims: list[int] = []
        self.articles: list[int] = []
        self.cursors: list[str] = []
        self.last_event = 0
        self.new: deque[int] = deque()
        self.accepted: deque[int] = deque()
        self.taken: deque[Work] = deque()
        self.backed: deque[Work] = deque()
        self.submitted: deque[Work] = deque()

    async def look(self) -> None:
        """Choose what is looked at and what is worked on, the same for the same desk."""
        rows = await fetch(
            "SELECT id, article FROM claim WHERE desk = (SELECT min(id) FROM desk) "
            "ORDER BY hashint8(id) LIMIT {}",
            ABOUT,
        )
        self.claims = [row["id"] for row in rows]
        self.articles = [row["article"] for row in rows]
        waiting = await fetch(
            "SELECT id, state FROM claim WHERE desk = (SELECT min(id) FROM desk) "
            # What an unnamed source said waits for its follow-up, which nobody is at here.
            "AND NOT unnamed AND state IN ('new', 'accepted') ORDER BY hashint8(id)"
        )
        self.new.extend(row["id"] for row in waiting if row["state"] == "new")
        self.accepted.extend(row["id"] for row in waiting if row["state"] == "accepted")
        last = await fetch("SELECT coalesce(max(seq), 0) AS seq FROM rating_event")
        self.last_event = last[0]["seq"]

    def turn(self, cursor: str | None) -> None:
        """Keep where a page ends, for those who turn it."""
        if cursor is not None and len(self.cursors) < PAGE:
            self.cursors.append(cursor)


class Client:
    """Somebody at work: one call after the other, each as the mix has it."""

    def __init__(self, number: int, http: httpx.AsyncClient, desk: Desk) -> None:
        self.http = http
        self._number = number
        self._others: Sequence[Client] = []
        self._desk = desk
        self._chance = random.Random(number)  # noqa: S311  (what is looked at, no secret)
        self._kinds = [*READS, *WRITES]
        self._weights = [*READS.values(), *WRITES.values()]
        self._reads: dict[str, Callable[[], str]] = {
            "the queue": lambda: f"/claims?limit={PAGE}",
            "the queue, filtered": self._filtered,
            "the queue, a later page": self._later,
            "how many in each state": lambda: "/claims/counts",
            "a claim": lambda: f"/claims/{self._claim()}",
            "a claim's matches": lambda: f"/claims/{self._claim()}/matches",
            "a claim's comments": lambda: f"/claims/{self._claim()}/comments",
            "articles": lambda: f"/articles?limit={PAGE}",
            "an article": lambda: f"/articles/{self._chance.choice(desk.articles)}",
            "search": lambda: f"/search?text={self._word()}",
            "the ratings feed": self._feed,
            "the inbox's summary": lambda: "/inbox/summary",
            "dashboard: the period": lambda: "/reports/period",
            "dashboard: the series": lambda: "/reports/series",
        }
        self._writes: dict[str, Callable[[], Awaitable[float | None]]] = {
            "claim accepted": self._accept,
            "claim taken": self._take,
            "evidence": self._back,
            "verdict": self._judge,
            "comment": self._comment,
            "publication": self._publish,
        }

    async def sign_in(self, login: str, password: str) -> None:
        """Begin a session, which holds for every process of the desk."""
        answer = await call(self.http, "POST", "/session", {"login": login, "password": password})
        self.http.headers["x-csrf-token"] = answer.json["csrf_token"]

    def meet(self, others: "Sequence[Client]", base_url: str) -> None:
        """Work at the server of this address from now on, together with these."""
        self._others = others
        self.http.base_url = base_url

    def next_kind(self) -> str:
        """The kind of the next call."""
        return self._chance.choices(self._kinds, self._weights)[0]

    async def act(self, kind: str) -> tuple[str, float]:
        """Make a call of a kind; the kind that it came to, and its milliseconds.

        A step for which no claim waits is an article in, which brings some. Raises as `call`.
        """
        if kind in self._reads:
            answer = await call(self.http, "GET", self._reads[kind]())
            if kind == "the queue":
                self._desk.turn(answer.json["next"])
            return kind, answer.ms
        if kind in self._writes and (ms := await self._writes[kind]()) is not None:
            return kind, ms
        return "article in", await self._send_in()

    def _claim(self) -> int:
        return self._chance.choice(self._desk.claims)

    def _word(self) -> str:
        return "council" if self._chance.random() < 0.2 else place(self._chance.randrange(PLACES))

    def _filtered(self) -> str:
        chance = self._chance.random()
        if chance < 0.4:
            return f"/claims?state={self._chance.choice(STATES)}"
        if chance < 0.6:
            return "/claims?state=new&unnamed=true"
        if chance < 0.8:
            return f"/claims?assignee={self._desk.seeded.person}"
        return f"/claims?text={self._word()}"

    def _later(self) -> str:
        cursors = self._desk.cursors
        cursor = f"&cursor={self._chance.choice(cursors)}" if cursors else ""
        return f"/claims?limit={PAGE}{cursor}"

    def _feed(self) -> str:
        """Most readers of the feed were there a moment ago; one in ten begins anew."""
        start = 0 if self._chance.random() < 0.1 else max(0, self._desk.last_event - 20)
        return f"/ratings?after={start}"

    async def _send_in(self) -> float:
        where, figure = place(self._chance.randrange(PLACES)), self._chance.randrange(10, 10_000)
        text = (
            f"{self._chance.choice(self._desk.texts)}\n\n"
            f"{where} will pay {figure} pounds more, the council of {where} said on Monday.\n"
        )
        title = f"Report {figure} from {where}"
        made = await call(self.http, "POST", "/articles", {"title": title, "text": text})
        self._desk.new.extend(
            claim["id"]
            for claim in made.json["claims"]
            if not (claim["source"] and claim["source"]["unnamed"])
        )
        return made.ms

    async def _accept(self) -> float | None:
        if not self._desk.new:
            return None
        claim = self._desk.new.popleft()
        done = await call(self.http, "POST", f"/claims/{claim}/acceptance")
        self._desk.accepted.append(claim)
        return done.ms

    async def _take(self) -> float | None:
        if not self._desk.accepted:
            return None
        claim = self._desk.accepted.popleft()
        done = await call(self.http, "POST", f"/claims/{claim}/assignment", {})
        self._desk.taken.append(Work(claim, self._number))
        return done.ms

    async def _back(self) -> float | None:
        if not self._desk.taken:
            return None
        work = self._desk.taken.popleft()
        # No page is fetched: this address is none of the public internet's.
        link = {"url": f"http://127.0.0.1:9/{work.claim}", "quote": "As recorded."}
        done = await call(self.http, "POST", f"/claims/{work.claim}/evidence", link)
        self._desk.backed.append(work)
        return done.ms

    async def _judge(self) -> float | None:
        if not self._desk.backed:
            return None
        work = self._desk.backed.popleft()
        holder = self._others[work.holder].http
        seen = await call(holder, "GET", f"/claims/{work.claim}")
        body = {"rating": "mostly_true", "summary": "So it is.", "submit": True}
        version = f'"{seen.json["version"]}"'
        done = await call(holder, "PUT", f"/claims/{work.claim}/verdict", body, If_Match=version)
        self._desk.submitted.append(work)
        return done.ms

    async def _comment(self) -> float | None:
        body = {"text": "I rang them; they call back tomorrow."}
        return (await call(self.http, "POST", f"/claims/{self._claim()}/comments", body)).ms

    async def _publish(self) -> float | None:
        if not self._desk.submitted:
            return None
        work = self._desk.submitted.popleft()
        editor = self if work.holder != self._number else self._others[self._number - 1]
        return (await call(editor.http, "POST", f"/claims/{work.claim}/approval", {})).ms
