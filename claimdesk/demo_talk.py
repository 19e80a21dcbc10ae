"""What the demo desk says to itself today: second opinions, comments, demands, a page that changed."""

from collections.abc import Mapping
from datetime import timedelta

from claimdesk.accounts.rules import Actor
from claimdesk.articles import revisions
from claimdesk.articles.schemas import RevisionCreate
from claimdesk.claims import views as claims
from claimdesk.claims.facts import State
from claimdesk.claims.schemas import ClaimDetail, Filter
from claimdesk.clock import now, starting_at
from claimdesk.comments import service as comments
from claimdesk.comments.schemas import CommentWrite
from claimdesk.db.engine import fetch
from claimdesk.evidence import archive
from claimdesk.fixtures import fixtures
from claimdesk.followups import additions
from claimdesk.followups.schemas import WaiverCreate
from claimdesk.opinions import service as opinions
from claimdesk.opinions.schemas import OpinionAsk, OpinionWrite
from claimdesk.policies import service as policies
from claimdesk.policies.followups import FollowUpPolicy, SourceCheck
from claimdesk.policies.schemas import PolicyWrite

BEFORE = (
    "Ms Marsh: He knew in October. The whole building knew.\n\n"
    "The Premier: I learned of the matter in January, from my own office, in writing."
)
AFTER = (
    "Ms Marsh: His office knew in October. The whole building knew.\n\n"
    "The Premier: I learned of the matter in January, from my own office, in writing.\n\n"
    "Corrected on the member's own notice."
)

DAMP = "tower-damp-report"
DAMP_CORRECTED = (
    ("4 minute read", "updated 8th October | 4 minute read"),
    (
        "The firm is thought to be owed £48,000 by the council, which is reportedly disputing the "
        "invoice.",
        "The council said on Wednesday that it had paid the firm\u2019s invoice of £48,000 in full.",
    ),
    ("rose by 7.7% in April, to £112 a week", "rose by 7.7% in April, to £121 a week"),
    (
        "Tell us at gazette@brackwater.example",
        "Tell us at gazette@brackwater.example\n\nAn earlier version of this article gave the "
        "average rent as £112 a week.",
    ),
)


async def talk(people: Mapping[str, Actor], desk: int) -> None:
    """Carry it out; what the extractor did not find is left out."""
    admin, editor = people["harriet"], people["tobias"]
    demands = [SourceCheck.REASON, SourceCheck.BASIS, SourceCheck.EDITOR_KNOWS]
    rules = PolicyWrite(followups=FollowUpPolicy(required=demands))
    await policies.save(admin, desk, '"0"', rules)
    if (claim := await _find(editor, "not shown the report", State.SUBMITTED)) is not None:
        await _settled(claim, people)
    if (claim := await _find(editor, "1.13 billion", State.SUBMITTED)) is not None:
        asked = OpinionAsk(
            of=people["sofie"].person_id, reason="The sale is priced on this figure."
        )
        await opinions.ask(editor, claim.id, asked)
    if (claim := await _find(editor, "knew October", State.SUBMITTED)) is not None:
        await _discussed(claim, people)
    if (claim := await _find(editor, "chief of staff", State.IN_REVIEW)) is not None:
        why = "The two officials spoke to Joon before I came on shift; he tells me on Monday."
        await additions.waive(
            editor, claim.id, WaiverCreate(check=SourceCheck.EDITOR_KNOWS, reason=why)
        )
    await _revised(editor)


async def _revised(editor: Actor) -> None:
    """The article on damp gets a second version, a day and a half after the first."""
    found = await fetch("SELECT id FROM article WHERE external_id = {}", DAMP)
    text = (fixtures() / "articles" / f"{DAMP}.txt").read_text(encoding="utf-8")
    for before, after in DAMP_CORRECTED:
        text = text.replace(before, after)
    with starting_at(now() - timedelta(hours=16)):
        data = RevisionCreate(text=text)
        await revisions.revise(editor, found[0]["id"], '"1"', data, len(text))


async def _find(editor: Actor, words: str, state: State) -> ClaimDetail | None:
    found = await claims.queue(editor, Filter(text=words, states=[state]), None, 1)
    return await claims.detail(editor, found.items[0].id) if found.items else None


async def _settled(claim: ClaimDetail, people: Mapping[str, Actor]) -> None:
    editor, second = people["tobias"], people["amara"]
    asked = OpinionAsk(of=second.person_id, blind=True, reason="It names a living person.")
    await opinions.ask(editor, claim.id, asked)
    given = OpinionWrite(
        rating="half_true",
        summary="He saw a summary in May, but the report itself only in July.",
        reasons="The cover note of 9 May sums the report up on one page and is addressed to him.",
    )
    await opinions.give(second, claim.id, given)
    why = "The summary left out the figures the claim is about. The first verdict says so."
    await opinions.settle(people["harriet"], claim.id, why)


async def _discussed(claim: ClaimDetail, people: Mapping[str, Actor]) -> None:
    hour = timedelta(hours=1)
    page = next((item for item in claim.evidence if "hansard" in item.url), None)
    if page is not None:
        with starting_at(claim.verdicts[-1].at - hour):
            await archive.keep_text(page.id, BEFORE, "Council record, 12 March")
        await archive.keep_text(page.id, AFTER, "Council record, 12 March (corrected)")
    for login, ago, text in (
        ("joon", 3 * hour, "@tobias The council has corrected its record since. Read it again?"),
        ("tobias", hour, "I have. “His office” is not “he”: ask Marsh whether she stands by it."),
    ):
        with starting_at(now() - ago):
            await comments.on_claim(people[login], claim.id, CommentWrite(text=text))
