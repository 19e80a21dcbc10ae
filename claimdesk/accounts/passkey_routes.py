"""Passkeys: one's own, and signing in with one."""

from typing import Annotated, Any

from litestar import Controller, Request, Response, delete, get, post, put
from litestar.di import NamedDependency

from claimdesk.accounts import passkeys
from claimdesk.accounts.account_routes import go_on, require_own_doing
from claimdesk.accounts.rules import Actor
from claimdesk.accounts.schemas import (
    Me,
    Passkey,
    PasskeyAnswer,
    PasskeyCreate,
    PasskeyOptions,
    Passkeys,
    PasskeyWrite,
)
from claimdesk.accounts.session_routes import step_cookie, step_held
from claimdesk.settings import Settings
from claimdesk.web.authentication import ENROLS
from claimdesk.web.documentation import body
from claimdesk.web.idempotency import HOLDS_SECRETS
from claimdesk.web.parameters import SmallId
from claimdesk.web.sessions import visitor

AnyRequest = Request[Any, Any, Any]
CREDENTIAL = {"id": "what the browser answered", "type": "public-key"}
PasskeyCreateBody = Annotated[PasskeyCreate, body({"name": "My laptop", "credential": CREDENTIAL})]
PasskeyWriteBody = Annotated[PasskeyWrite, body({"name": "My laptop"})]
PasskeyAnswerBody = Annotated[PasskeyAnswer, body({"credential": CREDENTIAL})]


class OwnPasskeys(Controller):
    """The caller's passkeys."""

    path = "/account/passkeys"
    tags = ("accounts",)
    opt = {ENROLS: True}  # noqa: RUF012  (as Litestar declares it)

    @get(operation_id="listPasskeys")
    async def passkeys(
        self, actor: NamedDependency[Actor], settings: NamedDependency[Settings]
    ) -> Passkeys:
        """The caller's passkeys, and whether more can be made at the desk's address."""
        return await passkeys.listing(actor, passkeys.site(settings.base_url))

    @post("/challenge", operation_id="beginPasskey", opt={HOLDS_SECRETS: True})
    async def begin(
        self,
        request: AnyRequest,
        actor: NamedDependency[Actor],
        settings: NamedDependency[Settings],
    ) -> Response[PasskeyOptions]:
        """What `navigator.credentials.create()` takes, as JSON. Good once, in this browser."""
        await require_own_doing(request, actor.require_person("A passkey"))
        place = passkeys.site(settings.base_url)
        begun = await passkeys.begin(actor, place, settings.organisation)
        return Response(
            PasskeyOptions(options=begun.options), cookies=[step_cookie(request, begun.held)]
        )

    @post(operation_id="addPasskey", opt={HOLDS_SECRETS: True})
    async def add(
        self,
        request: AnyRequest,
        actor: NamedDependency[Actor],
        settings: NamedDependency[Settings],
        data: PasskeyCreateBody,
    ) -> Passkey:
        """Keep what the browser answered under a name."""
        await require_own_doing(request, actor.require_person("A passkey"))
        place = passkeys.site(settings.base_url)
        held = step_held(request)
        return await passkeys.add(actor, place, held, data.name, data.credential)

    @put("/{passkey_id:int}", operation_id="renamePasskey")
    async def rename(
        self, actor: NamedDependency[Actor], passkey_id: SmallId, data: PasskeyWriteBody
    ) -> Passkey:
        """Call a passkey otherwise."""
        return await passkeys.rename(actor, passkey_id, data.name)

    @delete("/{passkey_id:int}", operation_id="removePasskey")
    async def remove(
        self, request: AnyRequest, actor: NamedDependency[Actor], passkey_id: SmallId
    ) -> None:
        """Make a passkey useless at once."""
        await require_own_doing(request, actor.require_person("A passkey"))
        await passkeys.remove(actor, passkey_id)


@post(
    "/session/passkey-challenge",
    operation_id="beginPasskeySignIn",
    exclude_from_auth=True,
    tags=["accounts"],
)
async def begin_sign_in(
    request: AnyRequest, settings: NamedDependency[Settings]
) -> Response[PasskeyOptions]:
    """What `navigator.credentials.get()` takes, as JSON. Good once, in this browser."""
    begun = await passkeys.begin_sign_in(passkeys.site(settings.base_url))
    return Response(
        PasskeyOptions(options=begun.options), cookies=[step_cookie(request, begun.held)]
    )


@post(
    "/session/passkey",
    operation_id="signInWithPasskey",
    exclude_from_auth=True,
    tags=["accounts"],
)
async def sign_in(
    request: AnyRequest, settings: NamedDependency[Settings], data: PasskeyAnswerBody
) -> Response[Me]:
    """Sign in with what the browser answered, without login and password."""
    place = passkeys.site(settings.base_url)
    held = step_held(request)
    person = await passkeys.sign_in(place, held, data.credential, visitor(request).address)
    return Response(await go_on(request, person, strong=True), cookies=[step_cookie(request, "")])


ROUTES = (OwnPasskeys, begin_sign_in, sign_in)
