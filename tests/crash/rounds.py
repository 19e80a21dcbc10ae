"""The rounds: load, a kill, what is left; and at the end whether all that was begun is done."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from threading import Event
from typing import TypeVar

import asyncpg

from claimdesk.audit.rules import GENESIS, Head
from tests.crash import checks
from tests.crash.desk import BACKEND, PATIENCE, VICTIMS, Desk, until
from tests.crash.ledger import Kind, Ledger
from tests.crash.load import Gate, Person
from tests.crash.report import Report

PEOPLE = 3
DOCTOR_EVERY = 20
ResultT = TypeVar("ResultT")


class Broken(AssertionError):
    """Something does not hold: in which round, of which seed."""


def run(
    folder: Path, rounds: int, seed: int, tell: Callable[[str], None] = lambda _: None
) -> Report:
    """Kill something in each round. Raises Broken; the folder then has the desk as it was found."""
    return _Run(folder, rounds, seed, tell).run()


def _victims(chance: Random) -> Iterator[str]:
    """Whom to kill: first each once in the order of the list, then each once in any order."""
    turn = list(VICTIMS)
    while True:
        yield from turn
        chance.shuffle(turn)


class _Run:
    def __init__(self, folder: Path, rounds: int, seed: int, tell: Callable[[str], None]) -> None:
        self._rounds = rounds
        self._seed = seed
        self._tell = tell
        self._chance = Random(seed)  # noqa: S311  (nothing secret)
        self._desk = Desk(folder)
        self._gate = Gate()
        self._ledger = Ledger()
        self._people: list[Person] = []
        self._head = Head(0, GENESIS)
        self._examined = 0
        self._report = Report(seed=seed)

    def run(self) -> Report:
        began = time.monotonic()
        number = 0
        try:
            self._desk.begin()
            over = Event()
            with (
                closing(self._desk.sign_in("vera")) as checker,
                closing(self._desk.sign_in("edith")) as editor,
            ):
                self._people = [
                    Person(n, self._gate, self._ledger, checker, editor, over=over)
                    for n in range(PEOPLE)
                ]
                for person in self._people:
                    person.start()
                for number, victim in zip(
                    range(1, self._rounds + 1), _victims(self._chance), strict=False
                ):
                    self._round(number, victim)
                over.set()
                self._gate.open()
                for person in self._people:
                    person.join(PATIENCE)
                self._no_problem()
            self._end()
        except (AssertionError, RuntimeError, TimeoutError, asyncpg.PostgresError) as error:
            raise Broken(
                f"Round {number} of seed {self._seed}: {error}\nThe desk is in {self._desk.folder}."
            ) from error
        finally:
            self._desk.stop()
        self._report.seconds = time.monotonic() - began
        return self._report

    def _round(self, number: int, victim: str) -> None:
        before = len(self._ledger.answered)
        enough = before + self._chance.randrange(3, 25)
        self._gate.open()
        until(lambda: len(self._ledger.answered) >= enough or self._idle(), "people work")
        time.sleep(self._chance.random() * 0.1)
        self._desk.kill(victim, self._chance)
        killed = time.monotonic()
        # A while in which people meet it, and those whose calls it did not touch go on.
        time.sleep(0.2 + self._chance.random() * 0.3)
        self._gate.close()
        self._desk.revive()
        up = time.monotonic() - killed
        self._no_problem()
        came, doubtful = self._look(everything=number % DOCTOR_EVERY == 0)
        self._report.add(
            victim,
            answered=len(self._ledger.answered) - before,
            doubtful=doubtful,
            came=came,
            up=up,
        )
        if number % DOCTOR_EVERY == 0:
            self._desk.run("doctor")
        self._tell(
            f"round {number}: {victim} killed, {len(self._ledger.answered)} answered so far, "
            f"{doubtful} in doubt of which {came} are there, back after {up:.1f} s"
        )

    def _idle(self) -> bool:
        return any(person.problem for person in self._people)

    def _no_problem(self) -> None:
        for person in self._people:
            if person.problem is not None:
                raise AssertionError(f"{person.name}: {person.problem!r}") from person.problem

    def _look(self, *, everything: bool) -> tuple[int, int]:
        """Examine what was answered since the last time, or all; what came of those in doubt."""
        answered = self._ledger.answered[0 if everything else self._examined :]
        doubtful = list(self._ledger.doubtful.values())

        def work(database: asyncpg.Connection) -> Awaitable[tuple[dict[str, bool], Head]]:
            return checks.examine(database, answered, doubtful, self._head)

        there, self._head = self._ask(work)
        self._examined = len(self._ledger.answered)
        return sum(there.values()), len(doubtful)

    def _ask(self, work: Callable[[asyncpg.Connection], Awaitable[ResultT]]) -> ResultT:
        async def inside() -> ResultT:
            database = await asyncpg.connect(self._desk.url(), timeout=30)
            try:
                return await work(database)
            finally:
                await database.close()

        return asyncio.run(inside())

    def _end(self) -> None:
        """Everything that was begun comes to its end, and is there once."""
        assert not self._ledger.doubtful, "somebody never got an answer"
        self._look(everything=True)
        for worker in self._desk.workers:
            worker.stop()
        self._ask(checks.time_passes)
        self._desk.start()
        until(lambda: self._ask(checks.open_jobs) == 0, "jobs end", PATIENCE * 3, 0.5)
        count = Counter(write.kind for write in self._ledger.answered)
        batches = [write for write in self._ledger.answered if write.kind is Kind.BATCH]
        self._ask(lambda database: checks.all_done(database, batches, count[Kind.ARTICLE]))
        self._look(everything=True)
        assert self._desk.ended_by_themselves == 0, "a process ended that nobody killed"
        self._desk.run("doctor")
        self._report.kinds = count
        self._report.again = Counter(write.kind for write in self._ledger.answered if write.doubts)
        self._report.events = self._head.number
        assert self._report.again or self._rounds < VICTIMS.index(BACKEND) + 1, (
            "no kill met a write"
        )
