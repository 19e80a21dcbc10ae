"""People at work: articles come in, claims move on, until told to stop."""

import contextlib
import itertools
import time
from threading import Condition, Event, Thread
from typing import Any

import httpx

from tests.crash.ledger import Kind, Ledger, Write
from tests.stories import said

BATCH_SIZE = 3


class Gate:
    """Open while there is load. Whoever met a failure waits for the next round."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._open = False
        self._inside = 0
        self.round = 0

    def open(self) -> None:
        """Begin a round."""
        with self._changed:
            self._open = True
            self.round += 1
            self._changed.notify_all()

    def close(self) -> None:
        """End a round: waits for the calls that are under way."""
        with self._changed:
            self._open = False
            assert self._changed.wait_for(lambda: self._inside == 0, 120), "a call never ended"

    def enter(self, later_than: int) -> int:
        """Wait for an open round later than one; its number."""
        with self._changed:
            self._changed.wait_for(lambda: self._open and self.round > later_than)
            self._inside += 1
            return self.round

    def leave(self) -> None:
        """A call has ended."""
        with self._changed:
            self._inside -= 1
            self._changed.notify_all()


class Person(Thread):
    """Somebody who takes in articles and brings their claims to an end, one after the other."""

    def __init__(
        self,
        number: int,
        gate: Gate,
        ledger: Ledger,
        checker: httpx.Client,
        editor: httpx.Client,
        *,
        over: Event,
    ) -> None:
        super().__init__(name=f"person {number}", daemon=True)
        self.problem: BaseException | None = None
        self._number = number
        self._gate = gate
        self._ledger = ledger
        self._checker = checker
        self._editor = editor
        self._over = over

    def run(self) -> None:
        """Work until told to stop, to the end of the article in hand."""
        try:
            for turn in itertools.count():
                if self._over.is_set():
                    return
                self._article(self._number * 1_000_000 + turn * 10)
        except BaseException as problem:  # noqa: BLE001  (raised where the rounds are)
            self.problem = problem

    def _article(self, number: int) -> None:
        text = f"Report {number}\n\n{said(number)} {said(number + 1, 'an official')}"
        article = self._write(
            self._checker,
            Write(Kind.ARTICLE, f"article-{number}", f"article-{number}"),
            "POST",
            "/articles",
            {"text": text, "source": "crash", "external_id": f"article-{number}"},
        )
        named, unnamed = (claim["id"] for claim in article["claims"])
        # The first of the batch says what the article's first claim says.
        files = [
            ("file", (f"{k}.txt", f"Batch {number}.{k}\n\n{said(number + (0, 2, 3)[k])}".encode()))
            for k in range(BATCH_SIZE)
        ]
        mark = f"batch-{number}"
        self._write(
            self._checker,
            Write(Kind.BATCH, mark, mark),
            "POST",
            "/articles/batch",
            files=files,
            data={"source": mark},
        )
        self._claim(named, number)
        self._simple(Kind.ASSIGNMENT, unnamed, "assignment", {})
        attempt = {"result": "refused", "note": "By phone."}
        self._simple(Kind.ATTEMPT, unnamed, "followup/attempts", attempt)

    def _claim(self, claim: int, number: int) -> None:
        self._simple(Kind.ASSIGNMENT, claim, "assignment", {})
        url = f"https://127.0.0.1:9/{number}"
        evidence = Write(Kind.EVIDENCE, f"evidence-{claim}", url)
        self._write(self._checker, evidence, "POST", f"/claims/{claim}/evidence", {"url": url})
        version = self._call(self._checker, "GET", f"/claims/{claim}").headers["ETag"]
        self._write(
            self._checker,
            Write(Kind.VERDICT, f"verdict-{claim}", str(claim)),
            "PUT",
            f"/claims/{claim}/verdict",
            {"rating": "true", "summary": "So it is.", "submit": True},
            headers={"If-Match": version},
        )
        self._simple(Kind.PUBLICATION, claim, "approval", {}, by=self._editor)

    def _simple(
        self, kind: Kind, claim: int, what: str, body: Any, *, by: httpx.Client | None = None
    ) -> None:
        write = Write(kind, f"{what}-{claim}", str(claim))
        self._write(by or self._checker, write, "POST", f"/claims/{claim}/{what}", body)

    def _write(
        self,
        client: httpx.Client,
        write: Write,
        method: str,
        path: str,
        body: Any = None,
        *,
        headers: dict[str, str] | None = None,
        **form: Any,
    ) -> Any:
        """Send it until it is answered, under one key; what it answered."""
        sent = {"Idempotency-Key": write.key} | (headers or {})
        content = form or {"json": body}
        answer = self._call(client, method, path, write, headers=sent, **content)
        found = answer.json()
        self._ledger.acknowledge(write, found)
        return found

    def _call(
        self, client: httpx.Client, method: str, path: str, write: Write | None = None, **sent: Any
    ) -> httpx.Response:
        failed = 0
        while True:
            entered = self._gate.enter(failed)
            try:
                with contextlib.suppress(httpx.TransportError):
                    answer = client.request(method, path, **sent)
                    if answer.status_code < 500:
                        assert answer.is_success, f"{method} {path}: {answer.text}"
                        return answer
                    assert answer.status_code == 503, f"{method} {path}: {answer.text}"
                if write is not None:
                    self._ledger.doubt(write)
                failed = entered
            finally:
                self._gate.leave()
            time.sleep(0.01)
