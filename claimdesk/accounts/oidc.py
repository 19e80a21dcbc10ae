"""OpenID Connect, the client's side: what a provider says of who signs in. Knows of no account.

The authorization code flow with PKCE. Provider and keys are asked for with the guarded client, and kept
for an hour; a key that is not among them is asked for once more.
"""

import base64
import secrets
import time
from typing import Any, NamedTuple
from urllib.parse import quote_plus, urlsplit

import msgspec
from authlib.common.urls import add_params_to_uri
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri, prepare_token_request
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from authlib.oidc.discovery import get_well_known_url
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from claimdesk import __version__
from claimdesk.clock import now
from claimdesk.evidence.addresses import Allowance
from claimdesk.evidence.fetch import FetchError, Limits, Posted, Wanted, fetch, post
from claimdesk.settings import LOOPBACK, Settings

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
"""Signatures by a key of the provider's: neither none nor one made with the client's secret."""
KEPT = 3600.0
LEEWAY = 60
"""Seconds that the provider's clock may be off."""
MOST_BYTES = 500_000
SECONDS = 10.0
JSON = Wanted(accept="application/json")
LONGEST_SUBJECT = 255
LONGEST_HINT = 4000
"""Of an ID token in an address; servers refuse longer ones."""


class ProviderError(Exception):
    """The provider's answer is none to go by. The message says why, for the log."""


class Client(NamedTuple):
    """What the provider knows the desk by; `redirect` is where it sends people back to."""

    issuer: str
    id: str
    secret: str
    redirect: str
    limits: Limits


class Request(NamedTuple):
    """Where a browser goes, and what is held back to check the answer by."""

    url: str
    state: str
    nonce: str
    verifier: str


def client_of(settings: Settings) -> Client | None:
    """The desk as the provider's client; null where no provider is set.

    The issuer's host may be one of the newsroom's own network: whoever runs the server named it.
    """
    if not settings.oidc_issuer:
        return None
    host = urlsplit(settings.oidc_issuer).hostname or ""
    own = Allowance.parse(settings.fetch_allow)
    allowance = msgspec.structs.replace(own, hosts=own.hosts | {host})
    return Client(
        issuer=settings.oidc_issuer,
        id=settings.oidc_client_id,
        secret=settings.oidc_client_secret,
        redirect=f"{settings.base_url}/sign-in/provider",
        limits=Limits(max_bytes=MOST_BYTES, seconds=SECONDS, allowance=allowance),
    )


async def begin(client: Client) -> Request:
    """A request of its own for one browser. Raises FetchError, ProviderError."""
    provider = await _provider(client)
    state, nonce, verifier = (secrets.token_urlsafe(48) for _ in range(3))
    url: str = prepare_grant_uri(
        _endpoint(provider, "authorization_endpoint"),
        client.id,
        "code",
        redirect_uri=client.redirect,
        scope="openid profile email",
        state=state,
        nonce=nonce,
        code_challenge=create_s256_code_challenge(verifier),
        code_challenge_method="S256",
    )
    return Request(url, state, nonce, verifier)


class Known(NamedTuple):
    """What the provider says of somebody, verified, and the ID token that says so."""

    claims: dict[str, Any]
    token: str


async def known_by(client: Client, code: str, issuer: str, *, nonce: str, verifier: str) -> Known:
    """What the provider says of who brought the code. Raises FetchError, ProviderError.

    `issuer` is what came with the code (RFC 9207), empty where nothing did.
    """
    provider = await _provider(client)
    promised = provider.get("authorization_response_iss_parameter_supported") is True
    if (issuer or promised) and issuer != client.issuer:
        raise ProviderError("the answer is another provider's")
    answer = _json(await _redeem(client, provider, code, verifier))
    token = answer.get("id_token")
    if not isinstance(token, str):
        raise ProviderError("there is no ID token")
    try:
        found = await _signed(client, provider, token)
        if str(found.header.get("typ", "JWT")).upper() != "JWT":
            raise ProviderError("that is no ID token")
        claims = CodeIDToken(
            found.claims,
            found.header,
            {
                "iss": {"essential": True, "value": client.issuer},
                "aud": {"essential": True, "value": client.id},
            },
            {
                "nonce": nonce,
                "client_id": client.id,
                "access_token": answer.get("access_token"),
            },
        )
        claims.validate(int(now().timestamp()), LEEWAY)
    except (JoseError, ValueError, TypeError) as error:
        raise ProviderError(f"the ID token does not hold: {type(error).__name__}") from error
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT or "\0" in subject:
        raise ProviderError("the subject is none")
    return Known(dict(claims), token)


async def sign_out_address(client: Client, token: str) -> str | None:
    """Where a browser goes to end its session at the provider too; null where that offers no such thing.

    OpenID Connect RP-Initiated Logout: the ID token says whose session it is, so that nobody is asked.
    Raises FetchError, ProviderError.
    """
    provider = await _provider(client)
    if not provider.get("end_session_endpoint"):
        return None
    query = {"client_id": client.id, "post_logout_redirect_uri": client.redirect}
    if token and len(token) <= LONGEST_HINT:
        query["id_token_hint"] = token
    return str(add_params_to_uri(_endpoint(provider, "end_session_endpoint"), query.items()))


async def _redeem(client: Client, provider: dict[str, Any], code: str, verifier: str) -> Posted:
    body = {"code": code, "code_verifier": verifier}
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept": "application/json",
        "User-Agent": f"claimdesk/{__version__}",
    }
    methods = provider.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    if client.secret and "client_secret_basic" in methods:
        login = f"{quote_plus(client.id)}:{quote_plus(client.secret)}"
        headers["Authorization"] = f"Basic {base64.b64encode(login.encode()).decode()}"
    else:
        body |= {"client_id": client.id}
        body |= {"client_secret": client.secret} if client.secret else {}
    content = prepare_token_request("authorization_code", redirect_uri=client.redirect, **body)
    url = _endpoint(provider, "token_endpoint")
    answer = await post(url, content.encode(), headers, client.limits)
    if answer.status >= 500:
        raise FetchError(f"The provider answered {answer.status}.", temporary=True)
    if answer.status != 200:
        raise ProviderError(f"the provider does not take the code: {answer.status}")
    return answer


class _Kept(NamedTuple):
    at: float
    value: Any


_kept: dict[str, _Kept] = {}
"""What providers published, by address, so that not every sign-in asks for it."""


async def _published(url: str, limits: Limits, *, newer_than: float) -> dict[str, Any]:
    kept = _kept.get(url)
    if kept is None or kept.at < newer_than:
        kept = _Kept(time.monotonic(), _json(await fetch(url, limits, wanted=JSON)))
        _kept[url] = kept
    value: dict[str, Any] = kept.value
    return value


async def _provider(client: Client) -> dict[str, Any]:
    url = get_well_known_url(client.issuer, external=True)
    found = await _published(url, client.limits, newer_than=time.monotonic() - KEPT)
    if found.get("issuer") != client.issuer:
        _kept.pop(url, None)
        raise ProviderError("the provider calls itself otherwise than CLAIMDESK_OIDC_ISSUER")
    return found


async def _signed(client: Client, provider: dict[str, Any], token: str) -> jwt.Token:
    """The token, its signature verified by one of the provider's keys."""
    url = _endpoint(provider, "jwks_uri")
    moment = time.monotonic()
    try:
        known = await _published(url, client.limits, newer_than=moment - KEPT)
        return jwt.decode(token, _keys(known), algorithms=ALGORITHMS)
    except (JoseError, ValueError):
        # The provider may have changed its key since. Not more than once in ten seconds.
        known = await _published(url, client.limits, newer_than=moment - 10)
        return jwt.decode(token, _keys(known), algorithms=ALGORITHMS)


def _keys(published: dict[str, Any]) -> KeySet:
    """The keys that sign; of kinds that are not known none."""
    keys = [
        key
        for key in published.get("keys", [])
        if key.get("kty") in {"RSA", "EC"} and key.get("use", "sig") == "sig"
    ]
    return KeySet.import_key_set({"keys": keys})


def _endpoint(provider: dict[str, Any], name: str) -> str:
    """An address of the provider's; in the clear only on this machine."""
    url = provider.get(name)
    if not isinstance(url, str):
        raise ProviderError(f"the provider names no {name}")
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise ProviderError(f"its {name} is not under https")
    return url


def _json(answer: Any) -> dict[str, Any]:
    try:
        return msgspec.json.decode(answer.body, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ProviderError("the provider's answer is no JSON object") from error
