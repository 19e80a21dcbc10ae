"""A desk's database as it is after a year and a half, for ``claimdesk bench desk``.

Claims are those that the extractor finds in the demo's articles, again and again, each article with a
place of its own in its claims' texts, so that words are rare and common as in a real desk. Each claim
has a life: states with their times, audit events in one chain, assignment, evidence, verdict,
decision, the feed's event, the follow-up of an unnamed source. Rows are copied in, since by way of
the services 100,000 claims would take an hour; so this knows all tables, as nothing else may.
"""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import asyncpg
import msgspec

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import SYSTEM, Role
from claimdesk.accounts.schemas import PersonCreate, PersonRef
from claimdesk.audit.rules import CHAINED, digest
from claimdesk.clock import now
from claimdesk.demo import fixtures
from claimdesk.extraction.model import Claim, Extraction
from claimdesk.extraction.pipeline import extract
from claimdesk.publishing import schemas as feed
from claimdesk.scales import service as scales
from claimdesk.scales.rules import rating_of
from claimdesk.scales.schemas import RatingScale

PASSWORD = "bench-desk-2026"  # noqa: S105  (of a database that is thrown away)
PORTION = 5000
SPAN = timedelta(days=540)
RECENT = timedelta(days=60)
SECTIONS = ("local", "politics", "world", "business", "courts", "health", "science", "sport")
# How often a claim is where it is, and how it came there. What is not done is of the last two months.
WORK = ("new", "accepted", "assigned", "in_review", "submitted", "approved", "published")
WAYS: tuple[tuple[float, tuple[str, ...]], ...] = (
    (0.55, ("new", "dismissed")),
    (0.20, WORK[:1]),
    (0.05, WORK[:2]),
    (0.03, WORK[:3]),
    (0.02, WORK[:4]),
    (0.015, WORK[:5]),
    (0.005, (*WORK[:5], "returned")),
    (0.01, WORK[:6]),
    (0.12, WORK),
)
ACTIONS = {
    "accepted": "accept", "dismissed": "dismiss", "assigned": "assign", "in_review": "start",
    "submitted": "submit", "returned": "return", "approved": "approve", "published": "publish",
}  # fmt: skip
DONE = {"dismissed", "published"}

COLUMNS = {
    "article": "id desk source external_id title byline section url language created_at created_by",
    "revision": "article number text sha256 language furniture created_at",
    "claim": "id desk article revision span_start span_end spans text form cue mention source "
    "unnamed checkworthiness basis state version dismiss_reason holder holder_since holder_by due "
    "published_verdict verdict_author verdict_evidence evidence_count followup_open followup_due "
    "created_at updated_at",
    "claim_stay": "claim desk state entered_at left_at",
    "assignment": "claim assignee assigned_by assigned_at due",
    "evidence": "claim url title publisher quote stance note added_by added_at",
    "verdict": "id claim number scale rating summary reasons why evidence author at",
    "review": "claim verdict decision comment editor at",
    "rating_event": "seq kind desk article claim verdict payload at",
    "followup": "claim terms due outcome outcome_reason opened_at closed_at",
    "audit_event": " ".join((*CHAINED, "hash")),
}


class Seeded(NamedTuple):
    """What the bench needs to know: an editor to sign in as, somebody who has claims, a rare word."""

    login: str
    person: int
    place: str


class _Article(NamedTuple):
    text: str
    found: Extraction


async def seed(url: str, claims: int, advance: Callable[[int], None]) -> Seeded:
    """Fill an empty, migrated database with so many claims; `advance` hears how many are done.

    One article in ten is another desk's. The same number makes the same desk, the hour apart.
    """
    first = await accounts.ensure_desk("bench", "Bench")
    second = await accounts.ensure_desk("other", "Other")
    editor = PersonCreate(login="edith", name="Edith", password=PASSWORD, role=Role.EDITOR)
    await accounts.create_person(SYSTEM, first, editor)
    five_steps = (await scales.newest(first))["five_step"]
    texts = [path.read_text(encoding="utf-8") for path in sorted(fixtures().glob("articles/*.txt"))]
    articles = [_Article(text, extract(text)) for text in texts]
    connection = await asyncpg.connect(url)
    try:
        people = {
            first: await _people(connection, "bench", first, 40),
            second: await _people(connection, "other", second, 8),
        }
        writer = _Writer(people, five_steps)
        await writer.sources(connection, articles)
        await connection.execute("ALTER TABLE claim DISABLE TRIGGER USER")  # stays are copied, too
        done = 0
        while done < claims:
            goal = min(done + PORTION, claims)
            while writer.claims < goal:
                writer.article(articles, goal - writer.claims)
            await _copy(connection, writer.rows)
            advance(goal - done)
            done = goal
        head = await connection.fetchrow("SELECT number, hash FROM audit_head")
        await _copy(connection, {"audit_event": writer.chained(*head)})
        await connection.execute(
            "UPDATE audit_head SET (number, hash) = "
            "(SELECT number, hash FROM audit_event ORDER BY number DESC LIMIT 1)"
        )
        await connection.execute("ALTER TABLE claim ENABLE TRIGGER USER")
        for table in ("article", "claim", "verdict"):
            await connection.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"  # noqa: S608
            )
        await connection.execute("VACUUM ANALYZE")  # as the server does by itself before long
    finally:
        await connection.close()
    return Seeded(editor.login, people[first][0].id, _place(5))


async def _people(connection: Any, prefix: str, desk: int, how_many: int) -> list[PersonRef]:
    """The first three are editors. Nobody can sign in yet: a password takes its time to hash."""
    refs = []
    for number in range(how_many):
        ref = PersonRef(id=0, login=f"{prefix}{number}", name=f"{prefix.title()} {number}")
        person = await connection.fetchval(
            "INSERT INTO person (login, name, password_hash) VALUES ($1, $2, '') RETURNING id",
            ref.login,
            ref.name,
        )
        await connection.execute(
            "INSERT INTO membership (person, desk, role) VALUES ($1, $2, $3)",
            person,
            desk,
            (Role.EDITOR if number < 3 else Role.CHECKER).value,
        )
        refs.append(msgspec.structs.replace(ref, id=person))
    return refs


async def _copy(connection: Any, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    for table, records in rows.items():
        columns = COLUMNS[table].split()
        await connection.copy_records_to_table(table, records=records, columns=columns)
        records.clear()


def _place(number: int) -> str:
    """An invented place's name: one of 3,000."""
    starts, middles, ends = ("Bar", "Cal", "Dun", "Fen", "Hol", "Mor", "Pel", "Ros", "Tav", "Wen"), (
        "a", "e", "i", "o", "u", "ar", "el", "in", "on", "ur", "ath", "ing", "ost", "und", "ev",
    ), ("bridge", "by", "dale", "ford", "ham", "haven", "ley", "mere", "mouth", "port", "stead",
        "stow", "ton", "vale", "wick", "worth", "field", "gate", "well", "wood")  # fmt: skip
    number, start = divmod(number, len(starts))
    number, middle = divmod(number, len(middles))
    return starts[start] + middles[middle] + ends[number % len(ends)]


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


class _Writer:
    """Makes rows, a portion at a time; the audit events wait until all are there, to be in order."""

    def __init__(self, people: dict[int, list[PersonRef]], scale: RatingScale) -> None:
        self.rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in COLUMNS}
        self.claims = 0
        self._articles = self._verdicts = 0
        self._people = people
        self._scale = scale
        self._chance = random.Random(7)  # noqa: S311  (for likeness, not for secrets)
        self._sources: dict[tuple[int, str], int] = {}
        self._events: list[dict[str, Any]] = []
        self._now = now()

    async def sources(self, connection: Any, articles: list[_Article]) -> None:
        """One source a desk for each who is named or not in the articles."""
        for desk in self._people:
            for source in (claim.source for a in articles for claim in a.found.claims):
                if source is not None and (desk, source.text) not in self._sources:
                    self._sources[desk, source.text] = await connection.fetchval(
                        "INSERT INTO source (desk, name, kind, unnamed) VALUES ($1, $2, $3, $4) "
                        "ON CONFLICT (desk, kind, lower(name)) WHERE NOT unnamed "
                        "DO UPDATE SET name = source.name RETURNING id",
                        desk,
                        source.text,
                        source.kind,
                        source.unnamed,
                    )

    def article(self, articles: list[_Article], at_most: int) -> None:
        """One more article, with the claims in it, as long as there is room for them."""
        self._articles += 1
        number, chance = self._articles, self._chance
        desk = list(self._people)[number % 10 == 0]
        text, found = chance.choice(articles)
        # Newest last, as ids are given, and more of them lately.
        taken_in = self._now - SPAN * (chance.random() if chance.random() < 0.7 else 0)
        if taken_in == self._now:
            taken_in -= RECENT * chance.random()
        title, byline = f"Report {number} from {_place(number)}", f"Author {number % 60}"
        section = chance.choice(SECTIONS)
        self._row("article", number, desk, "bench", str(number), title, byline, section, "", "en",
                  taken_in, "bench")  # fmt: skip
        self._row("revision", number, 1, text, found.sha256, "en", _json(found.furniture), taken_in)
        self._event(taken_in, desk, None, "take_in", "article", number, number, None,
                    None, {"title": title, "claims": len(found.claims)})  # fmt: skip
        for claim in found.claims[:at_most]:
            self._claim(claim, number, desk, taken_in, title)

    def _claim(self, claim: Claim, article: int, desk: int, found: datetime, title: str) -> None:
        self.claims += 1
        number, chance = self.claims, self._chance
        way = chance.choices([way for _, way in WAYS], [often for often, _ in WAYS])[0]
        if found < self._now - RECENT and way[-1] not in DONE:
            way = WAYS[0][1] if chance.random() < 0.8 else WORK
        times = self._times(found, len(way))
        moved, state = dict(zip(way, times, strict=True)), way[-1]
        text = f"{claim.text} ({_place(article)})"
        checker, editor = chance.choice(self._people[desk]), chance.choice(self._people[desk][:3])
        holder = checker if "assigned" in moved else None
        due = moved["assigned"] + timedelta(days=3) if holder else None
        judged, out = moved.get("submitted"), moved.get("published")
        links = chance.randint(1, 4) if judged else 0
        for _ in range(links):
            self._row("evidence", number, f"https://records.example/{number}", "Record", "Registry",
                      "As recorded.", "supports", "", checker.id, moved["in_review"])  # fmt: skip
        verdict = self._judge(claim, text, number, article, desk, title, moved, checker, editor)
        unnamed = bool(claim.source and claim.source.unnamed)
        followed = unnamed and len(way) > 1 and state != "dismissed"
        if holder:
            self._row("assignment", number, checker.id, editor.name, moved["assigned"], due)
        if followed:
            done = out and out - timedelta(minutes=1)
            self._row("followup", number, "unknown", times[1] + timedelta(days=7),
                      "identified" if done else None, "", times[1], done)  # fmt: skip
        for index, at in enumerate(times):
            left = times[index + 1] if index + 1 < len(times) else None
            self._row("claim_stay", number, desk, way[index], at, left)
            if index:
                actor = editor if way[index] in {"returned", "approved", "published"} else checker
                self._event(at, desk, actor, ACTIONS[way[index]], "claim", number, article, number,
                            {"state": way[index - 1]}, {"state": way[index]})  # fmt: skip
        self._row(
            "claim", number, desk, article, 1, claim.start, claim.end, _json(claim.spans), text,
            claim.form, claim.cue and _json(claim.cue), claim.source and _json(claim.source),
            self._sources[desk, claim.source.text] if claim.source else None, unnamed,
            round(min(1, max(0, claim.checkworthiness + chance.uniform(-0.2, 0.2))), 6),
            claim.basis, state, len(way), "Trivial" if state == "dismissed" else None,
            holder and holder.id, moved.get("assigned"), editor.name if holder else "", due,
            verdict if out else None, checker.id if verdict else None, links, links,
            followed and not out, times[1] + timedelta(days=7) if followed else None,
            found, times[-1],
        )  # fmt: skip

    def _times(self, found: datetime, how_many: int) -> list[datetime]:
        times = [found]
        for _ in range(how_many - 1):
            later = times[-1] + timedelta(hours=self._chance.expovariate(1 / 20))
            times.append(min(later, self._now))
        return times

    def _judge(
        self, claim: Claim, text: str, number: int, article: int, desk: int, title: str,
        moved: dict[str, datetime], checker: PersonRef, editor: PersonRef,
    ) -> int | None:  # fmt: skip
        """The verdict with its decision and the feed's event, as far as the claim came."""
        if "submitted" not in moved:
            return None
        self._verdicts += 1
        verdict, option = self._verdicts, self._chance.choice(self._scale.options)
        self._row("verdict", verdict, number, 1, self._scale.id, option.key, "So it is.", "", "",
                  "[]", checker.id, moved["submitted"])  # fmt: skip
        for state, decision in (("returned", "return"), ("approved", "approve")):
            if state in moved:
                self._row("review", number, verdict, decision, "", editor.id, moved[state])
        if "published" in moved:
            rating = rating_of(self._scale, option.key)
            payload = {
                "article": feed.RatedArticle(id=article, source="bench", external_id=str(article),
                                             revision=1, title=title, url=""),
                "claim": feed.RatedClaim(id=number, version=7, start=claim.start, end=claim.end,
                                         text=text, claimant=None, unnamed_source=False),
                "verdict": feed.PublishedVerdict(id=verdict, number=1, rating=rating,
                                                 summary="So it is.", evidence=[]),
                "previous": None,
            }  # fmt: skip
            self._published = getattr(self, "_published", 0) + 1
            self._row("rating_event", self._published, feed.EventKind.PUBLISHED.value, desk,
                      article, number, verdict, _json(payload), moved["published"])  # fmt: skip
        return verdict

    def chained(self, last: int, previous: str) -> list[tuple[Any, ...]]:
        """All audit events in the order of their times, chained to the last one that is there."""
        rows = []
        for number, event in enumerate(sorted(self._events, key=lambda e: e["at"]), last + 1):
            event["number"] = number
            previous = digest(previous, event)
            stored = event | {
                name: event[name] and _json(event[name]) for name in ("before", "after")
            }
            rows.append((*(stored[name] for name in CHAINED), previous))
        return rows

    def _event(
        self, at: datetime, desk: int, who: PersonRef | None, action: str, entity: str,
        entity_id: int, article: int, claim: int | None, before: dict[str, Any] | None,
        after: dict[str, Any],
    ) -> None:  # fmt: skip
        self._events.append({
            "at": at, "desk": desk, "actor": who.name if who else "bench",
            "person": who and who.id, "action": action, "entity": entity, "entity_id": entity_id,
            "article": article, "claim": claim, "before": before, "after": after, "reason": "",
        })  # fmt: skip

    def _row(self, table: str, *values: Any) -> None:
        self.rows[table].append(values)
