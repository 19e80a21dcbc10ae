"""Rating scales and their cross-walks."""

from typing import Annotated, Any

from litestar import Controller, Request, Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import PathParameter, QueryParameter

from claimdesk.accounts.rules import Actor, Scope
from claimdesk.scales import crosswalks, service
from claimdesk.scales.schemas import (
    Crosswalk,
    CrosswalkWrite,
    DeskScale,
    RatingScale,
    ScaleCreate,
    ScaleWrite,
)
from claimdesk.web.documentation import body
from claimdesk.web.parameters import IfMatch, needs_scope, with_etag

READ = [needs_scope(Scope.DESK_READ, "Reading scales")]
Desk = Annotated[
    int | None, QueryParameter(ge=1, le=2**31 - 1, description="which of your desks, if several")
]
ScaleKey = Annotated[str, PathParameter(max_length=40)]
Target = Annotated[
    str, PathParameter(max_length=40, description="another scale's key, or `claimreview`")
]

_OPTIONS = [
    {"key": "right", "label": "Right", "meaning": "It is as they say.", "rank": 2},
    {"key": "wrong", "label": "Wrong", "meaning": "It is not.", "rank": 1},
    {"key": "open", "label": "Open", "meaning": "Nobody can tell.", "off_axis": "unproven"},
    {"key": "hoax", "label": "Hoax", "off_axis": "satire", "retired": True},
]
ScaleCreateBody = Annotated[
    ScaleCreate, body({"key": "house", "name": "House scale", "options": _OPTIONS})
]
ScaleWriteBody = Annotated[ScaleWrite, body({"name": "House scale", "options": _OPTIONS})]
CrosswalkWriteBody = Annotated[
    CrosswalkWrite,
    body({"entries": [{"option": "false", "to": "Fake", "value": 1}], "best": 5}),
]


class Scales(Controller):
    """Scales are data. A version never changes, so that old verdicts keep their meaning."""

    path = "/scales"
    tags = ("scales",)

    @get(operation_id="listScales", guards=READ)
    async def scales(self, actor: NamedDependency[Actor], desk: Desk = None) -> list[DeskScale]:
        """Every scale in its newest version: the desk's default first, then those offered."""
        return await service.listing(actor, desk)

    @post(operation_id="addScale")
    async def add(
        self,
        request: Request[Actor, Any, Any],
        actor: NamedDependency[Actor],
        data: ScaleCreateBody,
        desk: Desk = None,
    ) -> Response[RatingScale]:
        """Make a scale of the desk's own; for admins. The desk's policy then offers it."""
        made = await service.add(actor, desk, data)
        found = with_etag(made)
        found.headers["Location"] = f"{request.url.path}/{made.key}"
        return found

    @get("/{scale_key:str}", operation_id="getScale", guards=READ)
    async def versions(
        self, actor: NamedDependency[Actor], scale_key: ScaleKey, desk: Desk = None
    ) -> Response[list[RatingScale]]:
        """Every version of a scale, newest first. The ETag is the newest one's."""
        found = await service.versions(actor, desk, scale_key)
        return Response(found, headers={"ETag": f'"{found[0].version}"'})

    @put("/{scale_key:str}", operation_id="saveScale")
    async def change(
        self,
        actor: NamedDependency[Actor],
        scale_key: ScaleKey,
        data: ScaleWriteBody,
        desk: Desk = None,
        if_match: IfMatch = None,
    ) -> Response[RatingScale]:
        """Make a new version of a scale; for admins. Verdicts given on the old one keep it."""
        return with_etag(await service.change(actor, desk, scale_key, if_match, data))

    @get("/{scale_key:str}/crosswalks/{target:str}", operation_id="getCrosswalks", guards=READ)
    async def crosswalks(
        self,
        actor: NamedDependency[Actor],
        scale_key: ScaleKey,
        target: Target,
        desk: Desk = None,
    ) -> list[Crosswalk]:
        """How the scale's versions are said elsewhere, newest first."""
        return await crosswalks.of_scale(actor, desk, scale_key, target)

    @put("/{scale_key:str}/crosswalks/{target:str}", operation_id="saveCrosswalk")
    async def save_crosswalk(
        self,
        actor: NamedDependency[Actor],
        scale_key: ScaleKey,
        target: Target,
        data: CrosswalkWriteBody,
        desk: Desk = None,
        if_match: IfMatch = None,
    ) -> Response[Crosswalk]:
        """Replace a cross-walk; for admins. The ETag of one that is not there yet is "0"."""
        return with_etag(await crosswalks.save(actor, desk, scale_key, target, if_match, data))


ROUTES = (Scales,)
