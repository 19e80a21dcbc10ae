"""Giving claims to people, many at a time: take-next, the automatic rule, handing a pile over."""

from datetime import datetime
from typing import Any

import msgspec

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor, Role
from claimdesk.accounts.schemas import PersonRef
from claimdesk.assignments import profiles
from claimdesk.assignments.rules import Candidate, Work, choose, limit_of
from claimdesk.assignments.schemas import Distribution, Ending, Given, HandOver, Moved, TakeNext
from claimdesk.assignments.service import give, hand_on, let_go
from claimdesk.claims import store
from claimdesk.claims.guards import is_byline
from claimdesk.claims.rules import HANDED_IN, IN_WORK, Action
from claimdesk.clock import now
from claimdesk.db.engine import fetch, transaction
from claimdesk.errors import Conflict, Invalid
from claimdesk.policies import service as policies

AT_ONCE = 200
"""Claims that one run of the automatic rule gives out: it holds their locks until it is through."""
LOOKED_AT = 5_000
"""Claims that it looks at for them: many may suit nobody who is there."""

_WAITING = (
    "FROM claim c JOIN article a ON a.id = c.article "
    "WHERE c.desk = {} AND c.state = 'accepted' AND c.holder IS NULL "
)
# The author's whole name in the byline, as far as the database can tell; the rule has the last word.
_NOT_OWN = "AND position(lower({}) IN lower(c.byline)) = 0 "
_ORDER = "ORDER BY (-c.priority), (-c.checkworthiness), c.id "
_URGENT_FIRST = f"{_ORDER}FOR NO KEY UPDATE OF c SKIP LOCKED "


async def _desk_of(actor: Actor, article: int | None) -> int | None:
    """The desk of an article among the caller's: who names the article need not name it too."""
    rows = await fetch(
        "SELECT desk FROM article WHERE id = {} AND desk = ANY({})", article, actor.desk_ids
    )
    return rows[0]["desk"] if rows else None


async def take_next(actor: Actor, data: TakeNext) -> int | None:
    """Give the caller the most urgent accepted claim that they may check; its id, null for none.

    Never one that somebody else is just being given: its row is locked and passed over. Raises
    Conflict for who holds as many as they may.
    """
    person_id = actor.require_person("Taking claims")
    desk = accounts.own_desk(actor, data.desk or await _desk_of(actor, data.article))
    actor.require(Role.CHECKER, desk, "Taking claims")
    async with transaction():
        # One call of a person's at a time, so that two at once do not go over the limit together.
        await fetch(
            "SELECT pg_advisory_xact_lock(hashtextextended({}, 0))",
            f"take-next {desk} {person_id}",
        )
        policy = (await policies.of_desk(desk)).rules.assignment
        profile = await profiles.of_person(person_id, desk)
        limit = limit_of(profile, policy)
        held = (await _loads(desk)).get(person_id, (0, None))[0]
        if held >= limit:
            raise Conflict(f"You have {held} claims, and {limit} is your limit. Finish one first.")
        query = f"SELECT c.id, c.byline {_WAITING}{_NOT_OWN}"
        wanted: list[Any] = [desk, actor.name]
        if data.article is not None:
            query += "AND c.article = {} "
            wanted.append(data.article)
        if policy.by_language and profile.languages:
            query += "AND a.language = ANY({}) "
            wanted.append(profile.languages)
        if policy.by_beat and profile.beats:
            query += "AND lower(a.section) = ANY({}) "
            wanted.append([beat.lower() for beat in profile.beats])
        own: list[int] = []
        while rows := await fetch(
            f"{query}AND c.id <> ALL({{}}) {_URGENT_FIRST}LIMIT 1", *wanted, own
        ):
            if is_byline(rows[0]["byline"], actor.name):
                own.append(rows[0]["id"])  # spelt otherwise than the database compares
                continue
            claim = await store.lock(actor, rows[0]["id"])
            person = await accounts.require_member(person_id, desk)
            await give(actor, claim, person, due=data.due)
            return claim.id
    return None


async def distribute(actor: Actor, desk: int) -> Distribution:
    """Give accepted claims out by the desk's rule, the most urgent first.

    They go to its checkers, and to editors who said what they can take on. Raises Forbidden below
    editor and Invalid where the desk has not switched the rule on.
    """
    actor.require(Role.EDITOR, desk, "Giving claims out")
    policy = (await policies.of_desk(desk)).rules.assignment
    if not policy.automatic:
        raise Invalid(
            "The desk's policy has the automatic rule switched off: `assignment.automatic`."
        )
    given: list[Given] = []
    left = 0
    async with transaction():
        people = await _candidates(desk)
        waiting = await fetch(
            f"SELECT c.id, c.byline, a.language, a.section {_WAITING}"
            f"AND c.checkworthiness >= {{}} {_ORDER}LIMIT {LOOKED_AT}",
            desk,
            policy.min_checkworthiness,
        )
        for row in waiting:
            person = choose(Work(**row), people, policy, now()) if len(given) < AT_ONCE else None
            if person is None:
                left += 1
                continue
            if not await _still_waits(row["id"]):
                continue
            claim = await store.lock(actor, row["id"])
            who = await accounts.require_member(person.id, desk)
            await give(actor, claim, who, due=None)
            _add_to_pile(people, person)
            given.append(Given(claim=claim.id, assignee=who))
    return Distribution(given=given, left=left)


async def _still_waits(claim_id: int) -> bool:
    """Lock a claim that nobody has taken meanwhile, and is not just taking."""
    return bool(
        await fetch(
            "SELECT id FROM claim WHERE id = {} AND state = 'accepted' AND holder IS NULL "
            "FOR NO KEY UPDATE SKIP LOCKED",
            claim_id,
        )
    )


def _add_to_pile(people: list[Candidate], person: Candidate) -> None:
    people[people.index(person)] = msgspec.structs.replace(
        person, load=person.load + 1, last_given=now()
    )


async def hand_over(actor: Actor, person_id: int, data: HandOver) -> Moved:
    """Move somebody's whole pile on a desk to a colleague, or back into the queue.

    What was handed in goes along where it stands, so that it comes back to somebody who is there.
    All of it or nothing. Raises Forbidden below editor, unless the pile is the caller's own, and
    Conflict naming the claims whose article the colleague wrote.
    """
    desk = accounts.own_desk(actor, data.desk)
    if person_id != actor.person_id:
        actor.require(Role.EDITOR, desk, "Handing a colleague's claims over")
    actor.require(Role.CHECKER, desk, "Handing claims over")
    reason = data.reason.strip()
    async with transaction():
        to = await _receiver(data.to, person_id, desk)
        rows = await fetch(
            "SELECT id FROM claim WHERE desk = {} AND holder = {} AND state = ANY({}) "
            "ORDER BY id FOR NO KEY UPDATE",
            desk,
            person_id,
            [state.value for state in IN_WORK | HANDED_IN],
        )
        for row in rows:
            claim = await store.lock(actor, row["id"])
            if claim.state in HANDED_IN:
                await hand_on(actor, claim, to, reason)
            elif to is None:
                await let_go(actor, claim, Ending.HANDED_OVER, reason)
            else:
                await give(
                    actor, claim, to, due=claim.due, action=Action.ASSIGN,
                    ending=Ending.HANDED_OVER, reason=reason,
                )  # fmt: skip
    return Moved(claims=[row["id"] for row in rows])


async def _receiver(to: int | None, person_id: int, desk: int) -> PersonRef | None:
    if to == person_id:
        raise Invalid("They have those claims already. Say in `to` who gets them.")
    return None if to is None else await accounts.require_member(to, desk)


async def _candidates(desk: int) -> list[Candidate]:
    known = await profiles.of_desk(desk)
    loads = await _loads(desk)
    people = []
    for person, role in await accounts.colleagues(desk):
        if role is not Role.CHECKER and person.id not in known:
            continue
        load, last = loads.get(person.id, (0, None))
        profile = known.get(person.id) or profiles.unsaid(person.id, desk)
        people.append(
            Candidate(id=person.id, name=person.name, profile=profile, load=load, last_given=last)
        )
    return people


async def _loads(desk: int) -> dict[int, tuple[int, datetime | None]]:
    """How many claims everybody holds, and when they were last given one."""
    rows = await fetch(
        "SELECT holder, count(*) AS load, max(holder_since) AS last FROM claim "
        "WHERE desk = {} AND holder IS NOT NULL AND state = ANY({}) GROUP BY holder",
        desk,
        [state.value for state in IN_WORK],
    )
    return {row["holder"]: (row["load"], row["last"]) for row in rows}
