"""The rows of a made-up desk, for ``bench_seed``: articles, and claims with their lives."""

import random
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import msgspec

from claimdesk.accounts.schemas import PersonRef
from claimdesk.audit.rules import CHAINED, digest
from claimdesk.claims.rules import IN_WORK
from claimdesk.clock import now
from claimdesk.extraction.model import Claim, Extraction
from claimdesk.matching.terms import fingerprint, terms_of
from claimdesk.publishing import schemas as feed
from claimdesk.scales.rules import rating_of
from claimdesk.scales.schemas import RatingScale

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
    "unnamed checkworthiness basis byline priority tags state version dismiss_kind dismiss_reason "
    "holder holder_since holder_by lease_until due "
    "published_verdict verdict_author verdict_evidence evidence_count followup_open followup_due "
    "created_at updated_at",
    "claim_stay": "claim desk state entered_at left_at",
    "assignment": "claim assignee assigned_by assigned_at due",
    "evidence": "claim url title publisher quote stance note added_by added_at",
    "verdict": "id claim number scale rating summary reasons why evidence author at",
    "review": "claim verdict decision comment editor at",
    "rating_event": "seq kind desk article claim verdict payload at",
    "statement": "id claim desk text title terms fingerprint",
    "posting": "term desk statement",
    "followup": "claim terms due outcome outcome_reason opened_at closed_at",
    "audit_event": " ".join((*CHAINED, "hash")),
}


class Template(NamedTuple):
    """An article that is there again and again, with what the extractor finds in it."""

    text: str
    found: Extraction


def place(number: int) -> str:
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


class Writer:
    """Makes rows, a portion at a time; the audit events wait until all are there, to be in order."""

    def __init__(self, people: dict[int, list[PersonRef]], scale: RatingScale) -> None:
        self.rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in COLUMNS}
        self.claims = 0
        self._articles = self._verdicts = self._published = 0
        self._people = people
        self._scale = scale
        self._chance = random.Random(7)  # noqa: S311  (for likeness, not for secrets)
        self._sources: dict[tuple[int, str], int] = {}
        self._events: list[dict[str, Any]] = []
        self._now = now()

    async def sources(self, connection: Any, articles: list[Template]) -> None:
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
        await connection.execute(
            "INSERT INTO source_alias (desk, kind, name, source) "
            "SELECT desk, kind, name, id FROM source WHERE NOT unnamed"
        )

    def article(self, articles: list[Template], at_most: int) -> None:
        """One more article, with the claims in it, as long as there is room for them."""
        self._articles += 1
        number, chance = self._articles, self._chance
        desk = list(self._people)[number % 10 == 0]
        text, found = chance.choice(articles)
        # Newest last, as ids are given, and more of them lately.
        taken_in = self._now - SPAN * (chance.random() if chance.random() < 0.7 else 0)
        if taken_in == self._now:
            taken_in -= RECENT * chance.random()
        title, byline = f"Report {number} from {place(number)}", f"Author {number % 60}"
        section = chance.choice(SECTIONS)
        self._row("article", number, desk, "bench", str(number), title, byline, section, "", "en",
                  taken_in, "bench")  # fmt: skip
        self._row("revision", number, 1, text, found.sha256, "en", _json(found.furniture), taken_in)
        self._event(taken_in, desk, None, "take_in", "article", number, number, None,
                    None, {"title": title, "claims": len(found.claims)})  # fmt: skip
        for claim in found.claims[:at_most]:
            self._claim(claim, number, desk, taken_in, title, byline)

    def _claim(
        self, claim: Claim, article: int, desk: int, found: datetime, title: str, byline: str
    ) -> None:  # fmt: skip
        self.claims += 1
        number, chance = self.claims, self._chance
        way = chance.choices([way for _, way in WAYS], [often for often, _ in WAYS])[0]
        if found < self._now - RECENT and way[-1] not in DONE:
            way = WAYS[0][1] if chance.random() < 0.8 else WORK
        times = self._times(found, len(way))
        moved, state = dict(zip(way, times, strict=True)), way[-1]
        text = f"{claim.text} ({place(article)})"
        checker, editor = chance.choice(self._people[desk]), chance.choice(self._people[desk][:3])
        holder = checker if "assigned" in moved else None
        due = moved["assigned"] + timedelta(days=3) if holder else None
        judged, out = moved.get("submitted"), moved.get("published")
        links = chance.randint(1, 4) if judged else 0
        for _ in range(links):
            self._row("evidence", number, f"https://records.example/{number}", "Record", "Registry",
                      "As recorded.", "supports", "", checker.id, moved["in_review"])  # fmt: skip
        if state != "dismissed":
            self._say(number, desk, text)
        verdict = self._judge(claim, text, number, article, desk, title, moved, checker, editor)
        unnamed = bool(claim.source and claim.source.unnamed)
        followed = unnamed and len(way) > 1 and state != "dismissed"
        if holder:
            self._row("assignment", number, checker.id, editor.name, moved["assigned"], due)
        if followed:
            done = out and out - timedelta(minutes=1)
            self._row("followup", number, "unknown", times[1] + timedelta(days=7),
                      "cleared" if done else None, "", times[1], done)  # fmt: skip
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
            claim.basis, byline, chance.choices((0, 1, 2, -1), (92, 5, 1, 2))[0],
            [chance.choice(SECTIONS)] if chance.random() < 0.1 else [], state, len(way),
            *(("not_checkable", "Trivial") if state == "dismissed" else (None, None)),
            holder and holder.id, moved.get("assigned"), editor.name if holder else "",
            self._now + timedelta(hours=4) if state in IN_WORK else None, due,
            verdict if out else None, checker.id if verdict else None, links, links,
            followed and not out, times[1] + timedelta(days=7) if followed else None,
            found, times[-1],
        )  # fmt: skip

    def _say(self, claim: int, desk: int, text: str) -> None:
        """The statement that matching finds, under the claim's own number, with its terms."""
        terms, words = terms_of(text), fingerprint(text)
        self._row("statement", claim, claim, desk, text, "", terms, words)
        for term in {*terms, words}:
            self._row("posting", term, desk, claim)

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
            self._published += 1
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
