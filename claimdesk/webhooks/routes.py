"""Webhooks: where the desk's events are sent, and how that goes."""

from typing import Annotated

from litestar import Controller, Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from claimdesk.accounts.rules import Actor
from claimdesk.evidence.addresses import Allowance
from claimdesk.schemas import Page
from claimdesk.settings import Settings
from claimdesk.web.documentation import body
from claimdesk.web.idempotency import HOLDS_SECRETS
from claimdesk.web.parameters import (
    DEFAULT_LIMIT,
    Cursor,
    Id,
    IfMatch,
    Limit,
    SmallId,
    with_etag,
)
from claimdesk.webhooks import service, views
from claimdesk.webhooks.schemas import (
    Delivery,
    DeliveryLog,
    DeliveryState,
    Redelivered,
    Redelivery,
    SecretRotation,
    Webhook,
    WebhookCreate,
    WebhookCreated,
    WebhookSecret,
    WebhookWrite,
)

_EXAMPLE = {"name": "CMS", "url": "https://cms.example.org/hooks/claimdesk"}
CreateBody = Annotated[WebhookCreate, body(_EXAMPLE)]
WriteBody = Annotated[WebhookWrite, body(_EXAMPLE)]
RotationBody = Annotated[SecretRotation, body({"overlap_hours": 24})]
RedeliveryBody = Annotated[Redelivery, body({"after": 0})]
InState = Annotated[
    DeliveryState | None, QueryParameter(name="state", description="only those in this state")
]


class Webhooks(Controller):
    """Messages to other systems, by the Standard Webhooks specification; for admins."""

    path = "/webhooks"
    tags = ("webhooks",)

    @get(operation_id="listWebhooks")
    async def webhooks(self, actor: NamedDependency[Actor]) -> list[Webhook]:
        """The webhooks of the desks where you are admin, without their secrets."""
        return await views.listing(actor)

    @post(operation_id="addWebhook", opt={HOLDS_SECRETS: True})
    async def add(
        self, actor: NamedDependency[Actor], settings: NamedDependency[Settings], data: CreateBody
    ) -> WebhookCreated:
        """Make a webhook; the secret that its messages are signed with is shown this once.

        It gets what happens from now on: for what was before, read the feed or ask for redelivery.
        """
        return await service.create(actor, data, Allowance.parse(settings.fetch_allow))

    @get("/{webhook_id:int}", operation_id="getWebhook")
    async def webhook(
        self, actor: NamedDependency[Actor], webhook_id: SmallId
    ) -> Response[Webhook]:
        """One webhook and how it fares."""
        return with_etag(await views.read(actor, webhook_id))

    @put("/{webhook_id:int}", operation_id="changeWebhook")
    async def change(
        self,
        actor: NamedDependency[Actor],
        settings: NamedDependency[Settings],
        webhook_id: SmallId,
        data: WriteBody,
        if_match: IfMatch = None,
    ) -> Response[Webhook]:
        """Give it another name or address; what waits is sent there, too."""
        allowance = Allowance.parse(settings.fetch_allow)
        return with_etag(await service.change(actor, webhook_id, if_match, data, allowance))

    @delete("/{webhook_id:int}", operation_id="removeWebhook")
    async def remove(self, actor: NamedDependency[Actor], webhook_id: SmallId) -> None:
        """Take it away for good, with its secrets and what waits."""
        await service.remove(actor, webhook_id)

    @post("/{webhook_id:int}/pause", operation_id="pauseWebhook", status_code=200)
    async def pause(self, actor: NamedDependency[Actor], webhook_id: SmallId) -> Response[Webhook]:
        """Send nothing for the time being; what happens meanwhile is sent later."""
        return with_etag(await service.pause(actor, webhook_id))

    @post("/{webhook_id:int}/resume", operation_id="resumeWebhook", status_code=200)
    async def resume(self, actor: NamedDependency[Actor], webhook_id: SmallId) -> Response[Webhook]:
        """Send again after a pause, or after claimdesk switched it off: all that was missed."""
        return with_etag(await service.resume(actor, webhook_id))

    @post(
        "/{webhook_id:int}/secret",
        operation_id="rotateWebhookSecret",
        opt={HOLDS_SECRETS: True},
    )
    async def rotate(
        self, actor: NamedDependency[Actor], webhook_id: SmallId, data: RotationBody
    ) -> WebhookSecret:
        """Make a new secret, shown this once; for some hours the old one is signed with as well."""
        return await service.rotate(actor, webhook_id, data)

    @post("/{webhook_id:int}/ping", operation_id="pingWebhook", status_code=202)
    async def ping(self, actor: NamedDependency[Actor], webhook_id: SmallId) -> Delivery:
        """Send a test message, once; how that went is among the deliveries."""
        return await service.ping(actor, webhook_id)

    @get("/{webhook_id:int}/deliveries", operation_id="listDeliveries")
    async def deliveries(
        self,
        actor: NamedDependency[Actor],
        webhook_id: SmallId,
        in_state: InState = None,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Page[Delivery]:
        """Its messages of the last month and all that wait, newest first."""
        return await views.deliveries(actor, webhook_id, in_state, cursor, limit)

    @get("/{webhook_id:int}/deliveries/{delivery_id:int}", operation_id="getDelivery")
    async def delivery(
        self, actor: NamedDependency[Actor], webhook_id: SmallId, delivery_id: Id
    ) -> DeliveryLog:
        """A message with its body and every try: status, time taken, the first of the answer."""
        return await views.delivery(actor, webhook_id, delivery_id)

    @post("/{webhook_id:int}/redelivery", operation_id="redeliver", status_code=202)
    async def redeliver(
        self, actor: NamedDependency[Actor], webhook_id: SmallId, data: RedeliveryBody
    ) -> Redelivered:
        """Send messages again under their ids: some, a range of the feed, or all after a `seq`."""
        return await service.redeliver(actor, webhook_id, data)


ROUTES = (Webhooks,)
