"""An OpenID Connect provider on the loopback address: discovery, keys, codes with PKCE, signed ID tokens.

It signs in whomever `claims` says, at once, as one does who is signed in there already.
"""

import base64
import hmac
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, unquote_plus, urlencode, urlsplit

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from tests.http_server import answering

CLIENT, SECRET = "claimdesk", "hush: 100 % hush"


def _key() -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": secrets.token_hex(4), "use": "sig", "alg": "RS256"})


@dataclass
class IdentityProvider:
    """A provider; the fields are what it does otherwise than it should, and whom it signs in."""

    redirect: str
    """Where it sends people back to: it takes no other address."""
    claims: dict[str, Any] = field(default_factory=dict)
    """Claims of the ID token beside, or in place of, what belongs there; null leaves one out."""
    header: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    token: dict[str, Any] = field(default_factory=dict)
    signs: str = "RS256"
    key: RSAKey = field(default_factory=_key)
    published: list[RSAKey] = field(default_factory=list)
    port: int = 0
    down: bool = False
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    ended: list[str] = field(default_factory=list)
    """Whose sessions it ended, by their subjects."""
    asked: list[str] = field(default_factory=list)
    """The paths of the calls that reached it."""

    def __post_init__(self) -> None:
        self.published = self.published or [self.key]

    @property
    def issuer(self) -> str:
        """What it calls itself."""
        return f"http://127.0.0.1:{self.port}"

    def rotate(self) -> None:
        """Sign with a new key from now on, and publish that one alone."""
        self.key = _key()
        self.published = [self.key]

    def forge(self) -> None:
        """Sign with a key that is not published, under the name of one that is."""
        self.key = RSAKey.generate_key(2048, {"kid": str(self.key.kid)})

    def described(self) -> dict[str, Any]:
        """Its metadata, as OpenID Connect Discovery has it."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "end_session_endpoint": f"{self.issuer}/end?realm=harbour",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "authorization_response_iss_parameter_supported": True,
        } | self.metadata

    def authorize(self, query: dict[str, str]) -> str | None:
        """Where the browser goes back to; null for a request that is not as registered."""
        wanted = {"response_type": "code", "client_id": CLIENT, "redirect_uri": self.redirect}
        fits = all(query.get(name) == value for name, value in wanted.items())
        scopes = query.get("scope", "").split()
        if not fits or "openid" not in scopes or query.get("code_challenge_method") != "S256":
            return None
        code = secrets.token_urlsafe(24)
        self.codes[code] = query
        answer = {"code": code, "state": query["state"], "iss": self.issuer}
        return f"{self.redirect}?{urlencode(answer)}"

    def end_session(self, query: dict[str, str]) -> str | None:
        """Where the browser goes back to, its session ended; null for a request that is not as registered.

        Without an ID token of its own it would have to ask, which nobody is there to answer.
        """
        wanted = {
            "realm": "harbour",
            "client_id": CLIENT,
            "post_logout_redirect_uri": self.redirect,
        }
        try:
            token = jwt.decode(query["id_token_hint"], self.key)
        except (KeyError, JoseError, ValueError):
            return None
        if any(query.get(name) != value for name, value in wanted.items()):
            return None
        self.ended.append(token.claims["sub"])
        return self.redirect

    def redeem(self, login: str, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """The tokens for a code, once, for who knows the secret and the verifier."""
        name, _, secret = base64.b64decode(login.removeprefix("Basic ")).decode().partition(":")
        if (unquote_plus(name), unquote_plus(secret)) != (CLIENT, SECRET):
            return 401, {"error": "invalid_client"}
        asked = self.codes.pop(form.get("code", ""), None)
        if (
            asked is None
            or form.get("grant_type") != "authorization_code"
            or form.get("redirect_uri") != asked["redirect_uri"]
            or create_s256_code_challenge(form.get("code_verifier", "")) != asked["code_challenge"]
        ):
            return 400, {"error": "invalid_grant"}
        answer = {
            "access_token": secrets.token_urlsafe(16),
            "token_type": "Bearer",
            "id_token": self._id_token(asked),
        }
        return 200, answer | self.token

    def _id_token(self, asked: dict[str, str]) -> str:
        moment = int(time.time())
        claims = {
            "iss": self.issuer,
            "sub": "u-17",
            "aud": CLIENT,
            "exp": moment + 300,
            "iat": moment,
            "nonce": asked["nonce"],
            "preferred_username": "vera",
        } | self.claims
        claims = {name: value for name, value in claims.items() if value is not None}
        header = {"alg": self.signs, "kid": self.key.kid} | self.header
        if self.signs == "RS256":
            return jwt.encode(header, claims, self.key)
        signed = ".".join(_plain(json.dumps(part).encode()) for part in (header, claims))
        if self.signs == "none":
            return f"{signed}."
        public = self.key.as_pem(private=False)  # HS256, by what everybody can read
        return f"{signed}.{_plain(hmac.digest(public, signed.encode(), 'sha256'))}"


def _plain(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


@contextmanager
def identity_provider(redirect: str) -> Iterator[IdentityProvider]:
    """A provider that serves for the block."""
    provider = IdentityProvider(redirect)

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Nothing is to be said of calls."""

        def _answer(self, status: int, body: Any = None, **headers: str) -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            provider.asked.append(parts.path)
            if provider.down:
                return self._answer(503)
            match parts.path:
                case "/.well-known/openid-configuration":
                    return self._answer(200, provider.described())
                case "/keys":
                    keys = [key.as_dict(private=False) for key in provider.published]
                    return self._answer(200, {"keys": keys})
                case "/authorize" | "/end":
                    answer = (
                        provider.authorize if parts.path == "/authorize" else provider.end_session
                    )
                    back = answer(_fields(parts.query))
                    if back is None:
                        return self._answer(400)
                    return self._answer(302, Location=back)
            return self._answer(404)

        def do_POST(self) -> None:
            provider.asked.append(self.path)
            form = self.rfile.read(int(self.headers["Content-Length"])).decode()
            if provider.down:
                return self._answer(503)
            return self._answer(
                *provider.redeem(self.headers.get("Authorization", ""), _fields(form))
            )

    with answering(Handler) as port:
        provider.port = port
        yield provider


def _fields(text: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(text).items()}
