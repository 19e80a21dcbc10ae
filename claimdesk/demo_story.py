"""What has happened on the demo desk, told by the services at the times when it would have been."""

import heapq
import itertools
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from zlib import crc32

import msgspec

from claimdesk.accounts.rules import Actor
from claimdesk.articles import service as articles
from claimdesk.articles import views as article_views
from claimdesk.articles.schemas import ArticleCreate
from claimdesk.assignments import service as assignments
from claimdesk.assignments.schemas import AssignmentCreate
from claimdesk.claims import triage
from claimdesk.claims import views as claims
from claimdesk.claims.schemas import Claim, DismissKind
from claimdesk.clock import now, starting_at
from claimdesk.evidence import service as evidence
from claimdesk.evidence.schemas import EvidenceCreate, Stance
from claimdesk.fixtures import fixtures
from claimdesk.followups import additions
from claimdesk.followups import service as followups
from claimdesk.followups import views as followup_views
from claimdesk.followups.schemas import (
    CorroborationCreate,
    CorroborationKind,
    FollowUpWrite,
    Outcome,
    ReasonClass,
    SourceContent,
    SourceKnowledge,
    Terms,
)
from claimdesk.policies.followups import SourceUse
from claimdesk.reviews import service as reviews
from claimdesk.reviews.schemas import Approval, Decision, VerdictWrite

LONGEST = timedelta(days=6)
"""How long work on a claim takes at most, from its article to the last word."""

MID = 5
"""After how many days part of an article's claims are set aside."""


class DemoEvidence(msgspec.Struct):
    """A link of the demo."""

    url: str
    stance: Stance
    quote: str


class DemoVerdict(msgspec.Struct):
    """Who judged a claim of the demo, and how."""

    by: str
    rating: str
    summary: str
    reasons: str


class DemoFollowUp(msgspec.Struct):
    """What the demo desk knows of an unnamed source."""

    reason: str
    terms: str
    basis: str
    known_to: str | None
    due_in_hours: int | None
    corroborations: list[dict[str, str]]
    outcome: Outcome | None
    resolution: str | None
    resolved_by: str = ""
    reason_class: ReasonClass | msgspec.UnsetType = msgspec.UNSET
    knowledge: SourceKnowledge | msgspec.UnsetType = msgspec.UNSET
    content: SourceContent | msgspec.UnsetType = msgspec.UNSET
    source_count: int | msgspec.UnsetType = msgspec.UNSET
    use: SourceUse | msgspec.UnsetType = msgspec.UNSET


class DemoCorrection(msgspec.Struct):
    """The verdict that took the place of a published one, by the same person."""

    rating: str
    summary: str
    why: str


class DemoClaim(msgspec.Struct):
    """A claim somebody has touched, found by words in it."""

    snippet: str
    state: str
    assignee: str = ""
    due_in_hours: int | None = None
    evidence: list[DemoEvidence] = []
    verdict: DemoVerdict | None = None
    correction: DemoCorrection | None = None
    follow_up: DemoFollowUp | None = None
    approved_by: str = ""
    returned_by: str = ""
    return_note: str = ""
    dismissed_by: str = ""
    dismissal: str = ""


class DemoArticle(msgspec.Struct):
    """An article of the demo and what was done with its claims.

    The older ones have their text here, and of their claims none was left lying.
    """

    slug: str
    title: str
    byline: str
    section: str
    days_ago: float
    claims: list[DemoClaim]
    text: str = ""


class Story:
    """Deeds in the order of their times, up to `end`: the trail and the lists are then in order too."""

    def __init__(self, people: dict[str, Actor], editor: Actor, max_chars: int) -> None:
        self.end = now()
        self._people, self._editor, self._max_chars = people, editor, max_chars
        self._plan: list[tuple[datetime, int, Callable[[], Awaitable[None]]]] = []
        self._count = itertools.count()
        self._corrections: list[tuple[int, DemoClaim, DemoCorrection]] = []

    def plan(self, when: datetime, do: Callable[..., Awaitable[None]], *args: Any) -> None:
        """Have it done then."""
        heapq.heappush(self._plan, (when, next(self._count), lambda: do(*args)))

    async def tell(self) -> None:
        """Do what is planned, and what that plans."""
        while self._plan:
            when, _, do = heapq.heappop(self._plan)
            with starting_at(when):
                await do()

    async def take_in(self, article: DemoArticle) -> None:
        """An article comes in; what was done with its claims is planned."""
        path = fixtures() / "articles" / f"{article.slug}.txt"
        text = article.text or path.read_text(encoding="utf-8")
        data = ArticleCreate(
            text=text,
            title=article.title,
            byline=article.byline,
            section=article.section,
            source="demo",
            external_id=article.slug,
        )
        article_id = await articles.take_in(self._editor, data, self._max_chars)
        found = (await article_views.whole(self._editor, article_id)).claims
        worked_on = set()
        for touched in article.claims:
            claim = _outermost(found, text.find(touched.snippet))
            if claim is not None:
                worked_on.add(claim.id)
                self._work_on(claim.id, touched, _Pace(now(), self.end, touched.snippet))
        # Of what is older, half is set aside by now, and all of what came before.
        aside = 1.0 if article.text else 0.5 if article.days_ago > MID else 0.0
        for claim in found:
            pace = _Pace(now(), self.end, claim.text)
            if claim.id not in worked_on and pace.chance < aside:
                self.plan(pace.at(0.3), self._set_aside, claim.id)

    async def _set_aside(self, claim_id: int) -> None:
        reason = "Not in dispute, and nothing that a reader would act on."
        await triage.dismiss_one(self._editor, claim_id, DismissKind.TRIVIAL, reason)

    def _work_on(self, claim_id: int, touched: DemoClaim, pace: "_Pace") -> None:
        if touched.state == "dismissed":
            self.plan(pace.at(0.2), self._dismiss, claim_id, touched)
            return
        self.plan(pace.at(0.1), self._begin, claim_id, touched)
        if touched.evidence:
            self.plan(pace.at(0.3), self._find, claim_id, touched)
        if touched.follow_up is not None:
            self.plan(pace.at(0.5), self._follow_up, claim_id, touched.follow_up)
        if touched.verdict is not None:
            self.plan(pace.at(0.6), self._judge, claim_id, touched, touched.verdict)
            self.plan(pace.at(0.9), self._decide, claim_id, touched)
        if touched.correction is not None:
            self._corrections.append((claim_id, touched, touched.correction))

    async def _dismiss(self, claim_id: int, touched: DemoClaim) -> None:
        by = self._people[touched.dismissed_by]
        await triage.dismiss_one(by, claim_id, DismissKind.OTHER, touched.dismissal)

    async def _begin(self, claim_id: int, touched: DemoClaim) -> None:
        """An editor takes the claim in, or gives it to somebody."""
        if not touched.assignee:
            await triage.accept_one(self._editor, claim_id)
            return
        checker = self._people[touched.assignee]
        given = AssignmentCreate(assignee=checker.person_id, due=self._due(touched.due_in_hours))
        await assignments.assign(self._editor, claim_id, given)

    async def _find(self, claim_id: int, touched: DemoClaim) -> None:
        checker = self._people[touched.assignee]
        for link in touched.evidence:
            found = EvidenceCreate(url=link.url, quote=link.quote, stance=link.stance)
            await evidence.add(checker, claim_id, found, archive=False)  # such links lead nowhere

    def _due(self, hours: int | None) -> datetime | None:
        return None if hours is None else self.end + timedelta(hours=hours)

    async def _judge(self, claim_id: int, touched: DemoClaim, verdict: DemoVerdict) -> None:
        judged = VerdictWrite(
            rating=verdict.rating,
            summary=verdict.summary,
            reasons=verdict.reasons,
            submit=touched.state != "in_review",
        )
        await self._save_verdict(self._people[verdict.by], claim_id, judged)

    async def _save_verdict(self, author: Actor, claim_id: int, verdict: VerdictWrite) -> None:
        version = (await claims.detail(author, claim_id)).version
        await reviews.save_verdict(author, claim_id, f'"{version}"', verdict)

    async def _decide(self, claim_id: int, touched: DemoClaim) -> None:
        if touched.returned_by:
            note = Approval(decision=Decision.RETURN, comment=touched.return_note)
            await reviews.decide(self._people[touched.returned_by], claim_id, note)
        if touched.approved_by:
            approval = Approval(publish=touched.state != "approved")
            await reviews.decide(self._people[touched.approved_by], claim_id, approval)

    async def correct(self) -> None:
        """Correct what was wrong, some hours ago. For a transaction of its own: the feed has to know
        what was published.
        """
        for claim_id, touched, correction in self._corrections:
            with starting_at(self.end - timedelta(hours=3)):
                await self._correct(claim_id, touched, correction)

    async def _correct(self, claim_id: int, touched: DemoClaim, correction: DemoCorrection) -> None:
        await reviews.correct(self._editor, claim_id, correction.why)
        verdict = VerdictWrite(
            rating=correction.rating, summary=correction.summary, why=correction.why, submit=True
        )
        await self._save_verdict(self._people[touched.assignee], claim_id, verdict)
        await reviews.decide(self._editor, claim_id, Approval())

    async def _follow_up(self, claim_id: int, entry: DemoFollowUp) -> None:
        current = await followup_views.read(self._editor, claim_id, notes=False)
        if current is None:
            return
        for item in entry.corroborations:
            borne_out = CorroborationCreate(
                kind=CorroborationKind.OTHER, origin=item["note"][:200], note=item["note"]
            )
            current = await additions.add_corroboration(self._editor, claim_id, borne_out)
        known_to = self._people[entry.known_to].person_id if entry.known_to else None
        # What is closed was due at a time of its own, what is open in so many hours from the end.
        due = self._due(entry.due_in_hours) if entry.outcome is None else current.due
        await followups.save(
            self._people.get(entry.resolved_by, self._editor),
            claim_id,
            f'"{current.version}"',
            FollowUpWrite(
                reason=f"{entry.reason}. Agreed: {entry.terms}",
                terms=Terms.NOT_FOR_ATTRIBUTION,
                basis_of_knowledge=entry.basis,
                known_to=known_to,
                corroborations=len(entry.corroborations),
                due=due,
                outcome=entry.outcome,
                outcome_reason=entry.resolution or "",
                reason_class=entry.reason_class,
                knowledge=entry.knowledge,
                content=entry.content,
                source_count=entry.source_count,
                use=entry.use,
            ),
        )


class _Pace:
    """When which part of the work on a claim is done: differs from claim to claim, and is over by `end`."""

    def __init__(self, begin: datetime, end: datetime, words: str) -> None:
        self.chance = crc32(words.encode()) % 1000 / 1000
        self.span = min(end - begin, LONGEST) * (0.25 + 0.7 * self.chance)
        self._begin = begin
        self.end = begin + self.span

    def at(self, part: float) -> datetime:
        """The moment at which that part of the work is done; not evenly, as work goes."""
        share: float = part ** (0.6 + self.chance)
        return self._begin + self.span * share


def _outermost(found: list[Claim], position: int) -> Claim | None:
    """The first claim around a place in the text: outer ones come before what lies in them."""
    return next((claim for claim in found if claim.start <= position < claim.end), None)
