"""The demo desk: people, articles and work in progress, loaded through the services themselves."""

from datetime import timedelta

import msgspec

from claimdesk.accounts import people as people_service
from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import SYSTEM, Actor, Role
from claimdesk.accounts.schemas import PersonCreate
from claimdesk.db.engine import transaction
from claimdesk.demo_story import DemoArticle, Story
from claimdesk.demo_talk import talk
from claimdesk.evidence.addresses import Allowance
from claimdesk.fixtures import fixtures
from claimdesk.settings import Settings
from claimdesk.webhooks import service as webhooks
from claimdesk.webhooks.schemas import Redelivery, WebhookCreate

PASSWORD = "quay-ledger-otter-26"  # noqa: S105  (printed by the demo, which listens on this machine only)
DESK = "demo"
HOOK = WebhookCreate(name="CMS", url="https://cms.example.org/hooks/claimdesk")


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
    earlier: list[DemoArticle]


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
            made = await people_service.create(
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
        story = Story(people, by_role[Role.EDITOR], settings.max_article_chars)
        for article in (*demo.earlier, *demo.articles):
            story.plan(story.end - timedelta(days=article.days_ago), story.take_in, article)
        await story.tell()
    async with transaction():
        await story.correct()
        await talk(people, desk)
        await _hook(by_role[Role.ADMIN])


async def _hook(admin: Actor) -> None:
    """A webhook with what was published so far, paused before anything could be sent."""
    hook = await webhooks.create(admin, HOOK, Allowance.parse(""))
    await webhooks.redeliver(admin, hook.id, Redelivery(after=0))
    await webhooks.pause(admin, hook.id)


def logins() -> list[tuple[str, str, Role]]:
    """Login, name and role of everybody on the demo desk."""
    return [(person.login, person.name, person.role) for person in read_demo().people]
