"""The demo desk: people, articles and work in progress, loaded through the services themselves."""

from datetime import timedelta
from importlib.resources import files
from pathlib import Path

import msgspec

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import SYSTEM, Actor, Role
from claimdesk.accounts.schemas import PersonCreate
from claimdesk.articles import service as articles
from claimdesk.articles import views as article_views
from claimdesk.articles.schemas import ArticleCreate
from claimdesk.assignments import service as assignments
from claimdesk.assignments.schemas import AssignmentCreate
from claimdesk.claims import triage
from claimdesk.claims import views as claims
from claimdesk.claims.schemas import Claim, DismissKind
from claimdesk.clock import now
from claimdesk.db.engine import transaction
from claimdesk.evidence import service as evidence
from claimdesk.evidence.schemas import EvidenceCreate, Stance
from claimdesk.followups import additions
from claimdesk.followups import service as followups
from claimdesk.followups import views as followup_views
from claimdesk.followups.schemas import (
    CorroborationCreate,
    CorroborationKind,
    FollowUpWrite,
    Outcome,
    Terms,
)
from claimdesk.reviews import service as reviews
from claimdesk.reviews.schemas import Approval, Decision, VerdictWrite
from claimdesk.settings import Settings

PASSWORD = "demo-desk-2026"  # noqa: S105  (printed by the demo, which listens on this machine only)
DESK = "demo"


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
    due_in_hours: int
    corroborations: list[dict[str, str]]
    outcome: Outcome | None
    resolution: str | None
    resolved_by: str = ""


class DemoClaim(msgspec.Struct):
    """A claim somebody has touched, found by words in it."""

    snippet: str
    state: str
    assignee: str = ""
    due_in_hours: int | None = None
    evidence: list[DemoEvidence] = []
    verdict: DemoVerdict | None = None
    follow_up: DemoFollowUp | None = None
    approved_by: str = ""
    returned_by: str = ""
    return_note: str = ""
    dismissed_by: str = ""
    dismissal: str = ""


class DemoArticle(msgspec.Struct):
    """An article of the demo and what was done with its claims."""

    slug: str
    title: str
    byline: str
    section: str
    claims: list[DemoClaim]


class DemoPerson(msgspec.Struct):
    """Somebody on the demo desk."""

    login: str
    name: str
    role: Role


class DemoDesk(msgspec.Struct):
    """The whole of demo.json."""

    desk: str
    people: list[DemoPerson]
    articles: list[DemoArticle]


def fixtures() -> Path:
    """The folder of the demo's articles: inside an installed package, beside it in a checkout."""
    package = Path(str(files("claimdesk")))
    installed = package / "_fixtures"
    return installed if installed.is_dir() else package.parent / "fixtures"


def read_demo() -> DemoDesk:
    """What the demo desk holds."""
    return msgspec.json.decode((fixtures() / "demo.json").read_bytes(), type=DemoDesk)


async def load_demo(settings: Settings) -> None:
    """Load the demo into a database without people; one that has some is left as it is."""
    if await accounts.anybody():
        return
    async with transaction():  # cut short, it leaves nothing, and the next start loads all
        demo = read_demo()
        desk = await accounts.ensure_desk(DESK, demo.desk)
        people: dict[str, Actor] = {}
        for person in demo.people:
            made = await accounts.create_person(
                SYSTEM,
                desk,
                PersonCreate(
                    login=person.login, name=person.name, password=PASSWORD, role=person.role
                ),
            )
            people[person.login] = Actor(
                name=person.name, person_id=made.id, roles={desk: person.role}
            )
        by_role = {person.role: people[person.login] for person in reversed(demo.people)}
        for article in demo.articles:
            await _load_article(article, people, by_role, settings)


async def _load_article(
    article: DemoArticle, people: dict[str, Actor], by_role: dict[Role, Actor], settings: Settings
) -> None:
    text = (fixtures() / "articles" / f"{article.slug}.txt").read_text(encoding="utf-8")
    editor = by_role[Role.EDITOR]
    data = ArticleCreate(
        text=text,
        title=article.title,
        byline=article.byline,
        section=article.section,
        source="demo",
        external_id=article.slug,
    )
    article_id = await articles.take_in(editor, data, settings.max_article_chars)
    found = await article_views.whole(editor, article_id)
    for touched in article.claims:
        claim = _outermost(found.claims, text.find(touched.snippet))
        if claim is not None:
            await _work_on(claim, touched, people, editor)


def _outermost(found: list[Claim], position: int) -> Claim | None:
    """The first claim around a place in the text: outer ones come before what lies in them."""
    return next((claim for claim in found if claim.start <= position < claim.end), None)


async def _work_on(
    claim: Claim, touched: DemoClaim, people: dict[str, Actor], editor: Actor
) -> None:
    if touched.state == "dismissed":
        await triage.dismiss_one(
            people[touched.dismissed_by], claim.id, DismissKind.OTHER, touched.dismissal
        )
        return
    if not touched.assignee:
        await triage.accept_one(editor, claim.id)
        await _keep_follow_up(claim.id, touched.follow_up, people, editor)
        return
    checker = people[touched.assignee]
    due = None if touched.due_in_hours is None else now() + timedelta(hours=touched.due_in_hours)
    await assignments.assign(
        editor, claim.id, AssignmentCreate(assignee=checker.person_id, due=due)
    )
    for link in touched.evidence:
        found = EvidenceCreate(url=link.url, quote=link.quote, stance=link.stance)
        await evidence.add(checker, claim.id, found, archive=False)  # such links lead nowhere
    await _keep_follow_up(claim.id, touched.follow_up, people, editor)
    if touched.verdict is not None:
        await _judge(claim.id, touched, touched.verdict, people)


async def _judge(
    claim_id: int, touched: DemoClaim, verdict: DemoVerdict, people: dict[str, Actor]
) -> None:
    author = people[verdict.by]
    version = (await claims.detail(author, claim_id)).version
    await reviews.save_verdict(
        author,
        claim_id,
        f'"{version}"',
        VerdictWrite(
            rating=verdict.rating,
            summary=verdict.summary,
            reasons=verdict.reasons,
            submit=touched.state != "in_review",
        ),
    )
    if touched.returned_by:
        note = Approval(decision=Decision.RETURN, comment=touched.return_note)
        await reviews.decide(people[touched.returned_by], claim_id, note)
    if touched.approved_by:
        approval = Approval(publish=touched.state == "published")
        await reviews.decide(people[touched.approved_by], claim_id, approval)


async def _keep_follow_up(
    claim_id: int, entry: DemoFollowUp | None, people: dict[str, Actor], editor: Actor
) -> None:
    current = await followup_views.read(editor, claim_id, notes=False)
    if entry is None or current is None:
        return
    for item in entry.corroborations:
        borne_out = CorroborationCreate(kind=CorroborationKind.OTHER, note=item["note"])
        current = await additions.add_corroboration(editor, claim_id, borne_out)
    known_to = people[entry.known_to].person_id if entry.known_to else None
    await followups.save(
        people.get(entry.resolved_by, editor),
        claim_id,
        f'"{current.version}"',
        FollowUpWrite(
            reason=f"{entry.reason}. Agreed: {entry.terms}",
            terms=Terms.NOT_FOR_ATTRIBUTION,
            basis_of_knowledge=entry.basis,
            known_to=known_to,
            corroborations=len(entry.corroborations),
            due=now() + timedelta(hours=entry.due_in_hours),
            outcome=entry.outcome,
            outcome_reason=entry.resolution or "",
        ),
    )


def logins() -> list[tuple[str, str, Role]]:
    """Login, name and role of everybody on the demo desk."""
    return [(person.login, person.name, person.role) for person in read_demo().people]
