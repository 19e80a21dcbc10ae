"""The queue, one claim, taking claims in or setting them aside, marking them by hand."""

from typing import Annotated

from litestar import Controller, Response, get, post, put
from litestar.di import NamedDependency, Provide
from litestar.params import QueryParameter
from msgspec import Meta

from claimdesk.accounts.rules import Actor, Scope
from claimdesk.claims import anchors, bulk, editing, triage, views
from claimdesk.claims.facts import Checked, State
from claimdesk.claims.schemas import (
    AnchorWrite,
    BulkRequest,
    BulkResult,
    Claim,
    ClaimDetail,
    Deed,
    Dismissal,
    Filter,
    Labels,
    Marking,
    Priority,
    SameClaims,
    SecondLook,
    Snooze,
    Split,
    StateCount,
    Tag,
    TransitionRow,
    Undone,
)
from claimdesk.claims.workflow import workflow
from claimdesk.errors import Invalid
from claimdesk.schemas import Page
from claimdesk.web.documentation import body
from claimdesk.web.parameters import (
    DEFAULT_LIMIT,
    Cursor,
    DeskId,
    Id,
    IfMatch,
    Limit,
    Since,
    Until,
    needs_scope,
    with_etag,
)

READ = [needs_scope(Scope.DESK_READ, "Reading claims")]
States = Annotated[
    list[State] | None,
    QueryParameter(name="state", required=False, description="any of these states"),
]
Unnamed = Annotated[bool | None, QueryParameter(description="whether its source is unnamed")]
Assignee = Annotated[
    str | None, QueryParameter(max_length=20, description="`me`, `none` or a person's id")
]
ArticleId = Annotated[int | None, QueryParameter(ge=1, le=2**53)]
Text = Annotated[
    str | None,
    QueryParameter(max_length=500, description="words; “quoted”, or and - as in a web search"),
]

Tags = Annotated[
    list[Tag] | None, QueryParameter(name="tag", required=False, description="with all these tags")
]
Urgency = Annotated[Priority | None, QueryParameter(name="priority", required=False)]
Sensitive = Annotated[bool | None, QueryParameter(description="whether it is marked sensitive")]
Ids = Annotated[
    list[Annotated[int, Meta(ge=1, le=2**53)]] | None,
    QueryParameter(
        required=False, max_items=200, description="only these, of those that fit all else"
    ),
]
AnchorFilter = Annotated[
    str | None,
    QueryParameter(max_length=20, description="`orphaned`, or how it came to stand where it does"),
]
Overdue = Annotated[bool | None, QueryParameter(description="whether its holder is late with it")]
Disagreement = Annotated[
    bool | None,
    QueryParameter(description="whether a second opinion differs and nobody settled that"),
]
Snoozed = Annotated[
    bool | None, QueryParameter(description="true: what is snoozed, which is left out otherwise")
]
Matched = Annotated[
    Checked | None, QueryParameter(description="as like as this to what was checked before")
]

SnoozeBody = Annotated[Snooze, body({"until": "2036-01-14T08:00:00Z"})]
DismissalBody = Annotated[Dismissal, body({"reason": "An opinion, not a fact", "kind": "opinion"})]
LabelsBody = Annotated[
    Labels, body({"tag": ["harbour"], "untag": ["later"], "priority": 1, "sensitive": False})
]
BulkBody = Annotated[
    BulkRequest,
    body({"action": "dismiss", "claims": [17, 18], "kind": "opinion", "reason": "Opinions"}),
]
MergeBody = Annotated[SameClaims, body({"claims": [18, 19]})]
MarkingBody = Annotated[
    Marking,
    body(
        {
            "spans": [[0, 32]],
            "cue": [34, 38],
            "source": [39, 50],
            "kind": "person",
            "unnamed": False,
        }
    ),
]
SplitBody = Annotated[Split, body({"parts": [[[0, 20]], [[25, 60]]]})]

Section = Annotated[str | None, QueryParameter(max_length=300, description="of its article")]
SourceId = Annotated[
    str | None,
    QueryParameter(
        max_length=20,
        pattern="^(unnamed|none|[0-9]{1,15})$",
        description="a source's id, `unnamed`, or `none` for the article's own voice",
    ),
]
Entered = Annotated[
    State | None, QueryParameter(description="came into this state between `from` and `to`")
]
Left = Annotated[
    State | None, QueryParameter(description="left this state between `from` and `to`")
]
Was = Annotated[
    list[State] | None, QueryParameter(required=False, description="in one of these at `to`")
]
Rated = Annotated[
    str | None,
    QueryParameter(
        max_length=90,
        pattern="^[^:]+:[^:]+$",
        description="what readers were given last between `from` and `to`, as `scale:key`",
    ),
]
Did = Annotated[Deed | None, QueryParameter(description="what was done between `from` and `to`")]
By = Annotated[
    int | None, QueryParameter(ge=1, le=2**31 - 1, description="the person who `did` it")
]
Second = Annotated[
    SecondLook | None, QueryParameter(description="a second opinion between `from` and `to`")
]


def wanted(
    states: States = None,
    unnamed: Unnamed = None,
    assignee: Assignee = None,
    article: ArticleId = None,
    text: Text = None,
    tags: Tags = None,
    priority: Urgency = None,
    sensitive: Sensitive = None,
    overdue: Overdue = None,
    disagreement: Disagreement = None,
    snoozed: Snoozed = None,
    matched: Matched = None,
    anchor: AnchorFilter = None,
    desk: DeskId = None,
    section: Section = None,
    source: SourceId = None,
    since: Since = None,
    until: Until = None,
    entered: Entered = None,
    left: Left = None,
    was: Was = None,
    rated: Rated = None,
    did: Did = None,
    by: By = None,
    second: Second = None,
) -> Filter:
    """The filter that a list's parameters make."""
    try:
        return Filter(
            states=states,
            unnamed=unnamed,
            assignee=assignee,
            article=article,
            text=text,
            tags=tags,
            priority=priority,
            sensitive=sensitive,
            overdue=overdue,
            disagreement=disagreement,
            snoozed=snoozed,
            matched=matched,
            anchor=anchor,
            desk=desk,
            section=section,
            source=source,
            since=since,
            until=until,
            entered=entered,
            left=left,
            was=was,
            rated=rated,
            did=did,
            by=by,
            second=second,
        )
    except ValueError as error:
        raise Invalid(f"{error}.") from error


AnchorWriteBody = Annotated[
    AnchorWrite, body({"spans": [[58, 103]], "cue": [117, 121], "source": [105, 116]})
]


class Claims(Controller):
    """Claims and their life."""

    path = "/claims"
    tags = ("claims",)
    dependencies = {"wanted": Provide(wanted, sync_to_thread=False)}  # noqa: RUF012

    @get(operation_id="listClaims", guards=READ)
    async def claims(
        self,
        actor: NamedDependency[Actor],
        wanted: NamedDependency[Filter],
        ids: Ids = None,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Page[Claim]:
        """The queue: the most urgent claims first, then those most worth checking."""
        return await views.queue(actor, wanted, cursor, limit, ids)

    @get("/counts", operation_id="countClaims", guards=READ)
    async def counts(
        self, actor: NamedDependency[Actor], wanted: NamedDependency[Filter]
    ) -> list[StateCount]:
        """How many claims are in each state, under the same filters but the states."""
        return await views.counts(actor, wanted)

    @post("/bulk", operation_id="bulkAct", status_code=200)
    async def bulk(self, actor: NamedDependency[Actor], data: BulkBody) -> BulkResult:
        """One action on many claims, all or none; it can be undone for ten minutes."""
        return await bulk.act(actor, data)

    @post("/bulk/{record_id:int}/undo", operation_id="undoBulk", status_code=200)
    async def undo(self, actor: NamedDependency[Actor], record_id: Id) -> Undone:
        """Take a bulk action back. Claims that somebody went on with since stay as they are."""
        return await bulk.undo(actor, record_id)

    @get("/{claim_id:int}", operation_id="getClaim", guards=READ)
    async def claim(self, actor: NamedDependency[Actor], claim_id: Id) -> Response[ClaimDetail]:
        """Everything on one claim. Its ETag goes into If-Match when you replace its verdict.

        It alone has the notes of the follow-up, for those who may read them, and logs the reading.
        """
        return with_etag(await views.detail(actor, claim_id, notes=True))

    @post("/{claim_id:int}/acceptance", operation_id="acceptClaim", status_code=200)
    async def accept(self, actor: NamedDependency[Actor], claim_id: Id) -> Response[ClaimDetail]:
        """Take a claim into the desk's work; an unnamed source's follow-up opens."""
        await triage.accept_one(actor, claim_id)
        return with_etag(await views.detail(actor, claim_id))

    @post("/{claim_id:int}/dismissal", operation_id="dismissClaim", status_code=200)
    async def dismiss(
        self, actor: NamedDependency[Actor], claim_id: Id, data: DismissalBody
    ) -> Response[ClaimDetail]:
        """Set a claim aside with a reason."""
        await triage.dismiss_one(actor, claim_id, data.kind, data.reason)
        return with_etag(await views.detail(actor, claim_id))

    @post("/{claim_id:int}/restoration", operation_id="restoreClaim", status_code=200)
    async def restore(
        self, actor: NamedDependency[Actor], claim_id: Id, if_match: IfMatch = None
    ) -> Response[ClaimDetail]:
        """Undo a dismissal or a merge; with If-Match only while nobody has changed it since."""
        await triage.restore_one(actor, claim_id, if_match)
        return with_etag(await views.detail(actor, claim_id))

    @post("/{claim_id:int}/labels", operation_id="labelClaim", status_code=200)
    async def label(
        self, actor: NamedDependency[Actor], claim_id: Id, data: LabelsBody
    ) -> Response[ClaimDetail]:
        """Add and take away tags, set the priority, mark as sensitive."""
        await triage.label_one(actor, claim_id, data)
        return with_etag(await views.detail(actor, claim_id))

    @post("/{claim_id:int}/snooze", operation_id="snoozeClaim", status_code=200)
    async def snooze(
        self,
        actor: NamedDependency[Actor],
        claim_id: Id,
        data: SnoozeBody,
        if_match: IfMatch = None,
    ) -> Response[ClaimDetail]:
        """Keep a claim out of the queue until a time, or until something happens to it.

        With If-Match, its ETag, only while nobody has changed it since.
        """
        await triage.snooze(actor, claim_id, data.until, if_match)
        return with_etag(await views.detail(actor, claim_id))

    @post("/{claim_id:int}/anchor", operation_id="placeClaim", status_code=200)
    async def place(
        self,
        actor: NamedDependency[Actor],
        claim_id: Id,
        data: AnchorWriteBody,
        if_match: IfMatch = None,
    ) -> Response[ClaimDetail]:
        """Say where an orphaned claim stands in the current revision. Needs If-Match with its ETag."""
        await anchors.place(actor, claim_id, if_match, data)
        return with_etag(await views.detail(actor, claim_id))

    @post("/{claim_id:int}/merge", operation_id="mergeClaims", status_code=200)
    async def merge(
        self, actor: NamedDependency[Actor], claim_id: Id, data: MergeBody
    ) -> Response[ClaimDetail]:
        """Set claims aside as saying the same as this one."""
        await triage.merge(actor, claim_id, data.claims)
        return with_etag(await views.detail(actor, claim_id))

    @put("/{claim_id:int}/marking", operation_id="editClaim")
    async def edit(
        self,
        actor: NamedDependency[Actor],
        claim_id: Id,
        data: MarkingBody,
        if_match: IfMatch = None,
    ) -> Response[ClaimDetail]:
        """Mark its words anew; what the machine found is kept. Needs If-Match with the claim's ETag."""
        await editing.edit(actor, claim_id, if_match, data)
        return with_etag(await views.detail(actor, claim_id))

    @post("/{claim_id:int}/split", operation_id="splitClaim", status_code=200)
    async def split(
        self, actor: NamedDependency[Actor], claim_id: Id, data: SplitBody
    ) -> list[ClaimDetail]:
        """Split a claim into several, each with the same cue and source; the first keeps its number."""
        ids = await editing.split(actor, claim_id, data.parts)
        return [await views.detail(actor, each) for each in ids]


@post("/articles/{article_id:int}/claims", operation_id="addClaim", tags=["claims"])
async def add_claim(
    actor: NamedDependency[Actor], article_id: Id, data: MarkingBody
) -> Response[ClaimDetail]:
    """Add a claim that the machine missed."""
    claim_id = await editing.add(actor, article_id, data)
    return with_etag(await views.detail(actor, claim_id))


@get("/workflow", operation_id="getWorkflow", tags=["claims"], guards=READ)
async def table() -> list[TransitionRow]:
    """The table that decides a claim's life: which action leads where, who may, what must hold."""
    return workflow()


ROUTES = (Claims, add_claim, table)
