"""Signing in by the newsroom's own provider (OpenID Connect): whose account it is, and what it is worth."""

from typing import Any, NamedTuple

import msgspec

from claimdesk.accounts import attempts, oidc, people, provider_links, second_factor, service, steps
from claimdesk.accounts.passwords import fingerprint
from claimdesk.accounts.rules import SYSTEM, Actor, Role
from claimdesk.accounts.schemas import PersonCreate, ProviderAnswer
from claimdesk.audit import service as audit
from claimdesk.clock import now
from claimdesk.db.engine import fetch, transaction
from claimdesk.errors import Conflict, Forbidden, Problem, Unauthenticated, Unavailable
from claimdesk.evidence.fetch import FetchError
from claimdesk.logs import SIGN_INS
from claimdesk.settings import Settings

AWAY = "The provider does not answer as it should. Try again later, or sign in with login and password."
REFUSED = "That sign-in was not accepted. Begin again, or sign in with login and password."
UNKNOWN = "Nobody who may sign in here has that account. Ask an admin of the desk."


class Begun(NamedTuple):
    """Where the browser goes, and what ties the provider's answer to it."""

    url: str
    held: str


class Entered(NamedTuple):
    """Who it is, and where they wanted to go."""

    who: service.SignedIn
    next: str


def _client(settings: Settings) -> oidc.Client:
    client = oidc.client_of(settings)
    if client is None:
        raise Conflict(
            "No provider is set. Whoever runs the server sets CLAIMDESK_OIDC_ISSUER; sign in with "
            "login and password."
        )
    return client


async def begin(settings: Settings, then: str) -> Begun:
    """A request to the provider, good once and for ten minutes. Raises Conflict, Unavailable."""
    try:
        request = await oidc.begin(_client(settings))
    except (FetchError, oidc.ProviderError) as error:
        _tell(None, f"provider: {error}")
        raise Unavailable(AWAY) from error
    data = {
        "state": request.state,
        "nonce": request.nonce,
        "verifier": request.verifier,
        "next": then,
    }
    return Begun(request.url, await steps.begin(steps.Kind.PROVIDER, data))


async def sign_in(settings: Settings, held: str, answer: ProviderAnswer, address: str) -> Entered:
    """Who the provider says it is.

    Raises Unauthenticated for an answer that is not to this browser's request or does not hold,
    Forbidden for who has no account, or none that is active, Unavailable, TooManyAttempts.

    `second_step`: where the provider says of no second factor (`amr` has no `mfa`), its word counts
    as a password does, and a code is asked for where somebody has one.
    """
    client = _client(settings)
    attempt = await attempts.note(f"provider {fingerprint(answer.state)}"[:64], address)
    step = await steps.take(steps.Kind.PROVIDER, held)
    if step is None or step.data["state"] != answer.state:
        _tell(None, "provider: no answer to a request of this browser")
        raise Unauthenticated(REFUSED)
    try:
        known = await oidc.known_by(
            client,
            answer.code,
            answer.iss,
            nonce=step.data["nonce"],
            verifier=step.data["verifier"],
        )
    except FetchError as error:
        await attempts.take_back(attempt)
        _tell(None, f"provider: {error}")
        raise Unavailable(AWAY) from error
    except oidc.ProviderError as error:
        _tell(None, f"provider: {error}")
        raise Unauthenticated(REFUSED) from error
    person = await _person(settings, known.claims)
    strong = "mfa" in (known.claims.get("amr") or [])
    who = await service.session_for(person, strong=strong) if person else None
    if who is None:
        _tell(person, "provider: nobody who may sign in")
        raise Forbidden(UNKNOWN)
    await attempts.take_back(attempt)
    second = not strong and await second_factor.is_on(who.person)
    _tell(who.person, "provider fits, code wanted" if second else "in by provider", fine=True)
    who = who._replace(second_step=second, id_token=known.token)
    return Entered(who, step.data["next"])


async def sign_out_address(settings: Settings, token: str) -> str | None:
    """Where the browser of somebody who came in by the provider, with this ID token, signs out there too.

    Null where it does not offer that, is away, or `oidc_sign_out` is off: signing out here is done.
    """
    client = oidc.client_of(settings)
    if client is None or not token or not settings.oidc_sign_out:
        return None
    try:
        return await oidc.sign_out_address(client, token)
    except (FetchError, oidc.ProviderError) as error:
        _tell(None, f"provider, signing out: {error}")
        return None


async def _person(settings: Settings, claims: dict[str, Any]) -> int | None:
    """Whose account it is, by issuer and subject; by its login, or newly made, the first time only."""
    issuer, subject = settings.oidc_issuer, claims["sub"]
    async with transaction():
        await fetch(
            "SELECT pg_advisory_xact_lock(hashtextextended({}, 0))", f"provider {issuer} {subject}"
        )
        known = await fetch(
            "UPDATE provider_account SET last_used_at = {} WHERE issuer = {} AND subject = {} "
            "RETURNING person",
            now(),
            issuer,
            subject,
        )
        if known:
            linked: int = known[0]["person"]
            return linked
        login = login_of(claims, settings.oidc_login)
        if login is None:
            return None
        person = await _by_login(issuer, login)
        if person is None:
            person = await _newcomer(settings, login, claims)
        if person is None:
            return None
        await provider_links.insert(person, issuer, subject)
        await _record(person)
        return person


def login_of(claims: dict[str, Any], claim: str) -> str | None:
    """The login that the provider names; an e-mail address counts only where it verified it."""
    login = claims.get(claim) if claim else None
    if claim == "email" and claims.get("email_verified") is not True:
        return None
    return login.strip().lower() if isinstance(login, str) and login.strip() else None


async def _by_login(issuer: str, login: str) -> int | None:
    """The active person with that login, of whom the provider had no other account before."""
    rows = await fetch(
        "SELECT p.id FROM person p WHERE p.login = {} AND p.active AND NOT EXISTS "
        "(SELECT FROM provider_account a WHERE a.person = p.id AND a.issuer = {}) FOR UPDATE",
        login,
        issuer,
    )
    return rows[0]["id"] if rows else None


async def _newcomer(settings: Settings, login: str, claims: dict[str, Any]) -> int | None:
    """An account for who has none, where the setting makes them and there is one desk only."""
    if not settings.oidc_create:
        return None
    if await fetch("SELECT id FROM person WHERE login = {}", login):
        return None
    named = claims.get("name")
    try:
        data = msgspec.convert(
            {
                "login": login,
                "name": named if isinstance(named, str) and named.strip() else login,
                "role": Role(settings.oidc_create),
            },
            PersonCreate,
        )
        desk = await service.only_desk(None)
    except (msgspec.ValidationError, Problem):
        return None
    return (await people.create(SYSTEM, desk, data)).id


async def _record(person: int) -> None:
    actor = Actor(name=(await service.person_ref(person)).name, person_id=person)
    audit.record_on(await people.desks_of(person), actor, "link_provider", "person", person)


def _tell(person: int | None, outcome: str, *, fine: bool = False) -> None:
    actor = "nobody" if person is None else f"person {person}"
    tell = SIGN_INS.info if fine else SIGN_INS.warning
    tell("sign-in", extra={"actor": actor, "outcome": outcome})
