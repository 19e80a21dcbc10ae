"""The report on a period. An article's own report stands with the article."""

from typing import Annotated, Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from claimdesk.accounts.rules import Actor, Scope
from claimdesk.reports import views
from claimdesk.reports.rules import table
from claimdesk.reports.schemas import GroupBy, PeriodReport, SeriesReport, Step
from claimdesk.sheets import lines
from claimdesk.web.documentation import WithCsv, answer
from claimdesk.web.files import CSV, Format, attachment, wants_csv
from claimdesk.web.limits import COSTLY
from claimdesk.web.parameters import DeskId, Since, Until, needs_scope

By = Annotated[
    GroupBy | None,
    QueryParameter(description="one group for each of these; without, one for everything"),
]

Section = Annotated[
    str | None, QueryParameter(max_length=300, description="only claims of this section's articles")
]
Every = Annotated[Step, QueryParameter(description="how long each step is, from `from` on")]


@get(
    "/reports/period",
    operation_id="getPeriodReport",
    opt=COSTLY,
    operation_class=WithCsv,
    tags=["reports"],
    guards=[needs_scope(Scope.DESK_READ, "Reading reports")],
    responses={200: answer(PeriodReport, "application/json", "The figures")},
)
async def period(
    request: Request[Actor, Any, Any],
    actor: NamedDependency[Actor],
    since: Since = None,
    until: Until = None,
    desk: DeskId = None,
    group_by: By = None,
    section: Section = None,
    format_: Format = None,
) -> Response[Any]:
    """What the desk did in a period: throughput, time in each state, backlog, rework, ratings, load.

    `to` is now if left out, `from` thirty days before it. With `Accept: text/csv` or `format=csv` one
    long table: group, key, figure, of which state, rating or person, value. The schemas say what
    each figure counts.
    """
    report = await views.period(actor, since, until, desk, group_by, section)
    if wants_csv(request, format_):
        return Response(lines(table(report)), media_type=CSV, headers=attachment("period", "csv"))
    return Response(report)


@get(
    "/reports/series",
    operation_id="getSeries",
    opt=COSTLY,
    tags=["reports"],
    guards=[needs_scope(Scope.DESK_READ, "Reading reports")],
)
async def series(
    actor: NamedDependency[Actor],
    since: Since = None,
    until: Until = None,
    desk: DeskId = None,
    section: Section = None,
    every: Every = Step.DAY,
) -> SeriesReport:
    """What the desk did day by day or week by week: claims that came in, moved on, and lay waiting."""
    return await views.series(actor, since, until, desk, section, every)


ROUTES = (period, series)
