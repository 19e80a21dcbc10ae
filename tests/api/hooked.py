"""A desk with a webhook, for tests: what is published, and sending what is due."""

from dataclasses import dataclass
from typing import Any

from claimdesk.db.engine import fetch
from claimdesk.evidence.addresses import Allowance
from claimdesk.evidence.fetch import Limits
from claimdesk.webhooks.sending import drain
from tests.api.conftest import Caller
from tests.api.test_feed_property import Desk
from tests.webhook_receiver import Receiver

LIMITS = Limits(max_bytes=1000, seconds=5, allowance=Allowance.parse("127.0.0.1"))


@dataclass
class Hooked:
    """An admin's webhook to a receiver."""

    admin: Caller
    id: int
    secret: str

    @property
    def path(self) -> str:
        return f"/webhooks/{self.id}"

    async def send(self, limits: Limits = LIMITS, **options: Any) -> None:
        """Send what is due now."""
        await drain(self.id, limits, **options)

    async def shown(self) -> dict[str, Any]:
        found: dict[str, Any] = (await self.admin.get(self.path)).json()
        return found

    async def deliveries(self, **query: Any) -> list[dict[str, Any]]:
        answer = await self.admin.get(f"{self.path}/deliveries", **query)
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    async def log(self, delivery: int) -> dict[str, Any]:
        found: dict[str, Any] = (await self.admin.get(f"{self.path}/deliveries/{delivery}")).json()
        return found


async def hooked(admin: Caller, receiver: Receiver, url: str = "") -> Hooked:
    """A new webhook, whose secret the receiver knows."""
    made = await admin.post("/webhooks", {"name": "CMS", "url": url or receiver.url})
    assert made.status_code == 201, made.text
    receiver.secrets.append(made.json()["secret"])
    return Hooked(admin, made.json()["id"], made.json()["secret"])


async def desk_of(checker: Caller, editor: Caller) -> Desk:
    """A desk with an article of three claims."""
    desk = Desk(checker, editor)
    await desk.begin()
    return desk


async def seqs() -> list[int]:
    """The numbers of all events of the feed."""
    return [row["seq"] for row in await fetch("SELECT seq FROM rating_event ORDER BY seq")]
