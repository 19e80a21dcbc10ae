"""Passkeys (WebAuthn): a device or a password manager signs in instead of a password."""

from ipaddress import ip_address
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import msgspec
import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from claimdesk.accounts import attempts, steps
from claimdesk.accounts.passwords import fingerprint
from claimdesk.accounts.rules import Actor
from claimdesk.accounts.schemas import Passkey, Passkeys
from claimdesk.accounts.tables import Passkey as PasskeyRow
from claimdesk.audit import service as audit
from claimdesk.clock import now
from claimdesk.db.engine import fetch, transaction
from claimdesk.errors import Conflict, Invalid, NotFound, Unauthenticated
from claimdesk.logs import SIGN_INS

MOST = 20
UNFIT = (WebAuthnException, ValueError, KeyError, TypeError)
"""What py_webauthn raises for an answer that is none, or that does not verify."""


class Site(NamedTuple):
    """What passkeys are bound to: the host, and the address of the page."""

    host: str
    origin: str


class Begun(NamedTuple):
    """What the browser's API takes, and what ties its answer to this browser."""

    options: dict[str, Any]
    held: str


def site(base_url: str) -> Site | None:
    """The site that people reach; null where browsers make no passkeys: by a number, or without TLS."""
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    try:
        ip_address(host)
    except ValueError:
        if parts.scheme == "https" or host == "localhost":
            # As browsers say it: small letters, and no port that the scheme has anyway.
            usual = {"https": 443, "http": 80}.get(parts.scheme)
            port = f":{parts.port}" if parts.port not in {None, usual} else ""
            return Site(host, f"{parts.scheme}://{host}{port}")
    return None


def _require(found: Site | None) -> Site:
    if found is None:
        raise Conflict(
            "Passkeys need a name and https. Whoever runs the server sets CLAIMDESK_PUBLIC_URL."
        )
    return found


def _options(made: Any) -> dict[str, Any]:
    options: dict[str, Any] = msgspec.json.decode(webauthn.options_to_json(made))
    return options


async def listing(actor: Actor, found: Site | None) -> Passkeys:
    """The caller's passkeys, the oldest first, and whether more can be made here."""
    person = actor.require_person("Seeing passkeys")
    rows = (
        await PasskeyRow.select(*_SHOWN).where(PasskeyRow.person == person).order_by(PasskeyRow.id)
    )
    items = [msgspec.convert(row, Passkey) for row in rows]
    return Passkeys(possible=found is not None, items=items)


_SHOWN = (PasskeyRow.id, PasskeyRow.name, PasskeyRow.created_at, PasskeyRow.last_used_at)


async def begin(actor: Actor, found: Site | None, organisation: str) -> Begun:
    """The challenge for a new passkey, good once and for ten minutes. Raises Conflict."""
    person = actor.require_person("A passkey")
    place = _require(found)
    there = await fetch("SELECT credential FROM passkey WHERE person = {}", person)
    if len(there) >= MOST:
        raise Conflict(f"You have {MOST} passkeys. Remove one that you do not use first.")
    login = (await fetch("SELECT login FROM person WHERE id = {}", person))[0]["login"]
    made = webauthn.generate_registration_options(
        rp_id=place.host,
        rp_name=organisation,
        user_id=_handle(person),
        user_name=login,
        user_display_name=actor.name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=r["credential"]) for r in there],
    )
    data = {"challenge": bytes_to_base64url(made.challenge)}
    return Begun(_options(made), await steps.begin(steps.Kind.PASSKEY_NEW, data, person))


def _handle(person: int) -> bytes:
    """What the authenticator knows the account by: nothing of whom it is."""
    return f"person {person}".encode()


async def add(
    actor: Actor, found: Site | None, held: str, name: str, credential: dict[str, Any]
) -> Passkey:
    """Keep a new passkey of the caller's. Raises Invalid, and Conflict for one that is there already."""
    person = actor.require_person("A passkey")
    place = _require(found)
    step = await steps.take(steps.Kind.PASSKEY_NEW, held)
    if step is None or step.person != person:
        raise Invalid("That took too long, or was tried before. Begin again.")
    try:
        verified = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=base64url_to_bytes(step.data["challenge"]),
            expected_rp_id=place.host,
            expected_origin=place.origin,
            require_user_verification=True,
        )
    except UNFIT as error:
        raise Invalid("That is no passkey for this desk. Begin again.") from error
    async with transaction():
        if await PasskeyRow.exists().where(PasskeyRow.credential == verified.credential_id):
            raise Conflict("This passkey is there already.")
        row = PasskeyRow(
            person=person,
            name=name.strip(),
            credential=verified.credential_id,
            public_key=verified.credential_public_key,
            sign_count=verified.sign_count,
            created_at=now(),
        )
        await row.save()
        _record(actor, "add_passkey", person, row.name)
    return Passkey(id=row.id, name=row.name, created_at=row.created_at, last_used_at=None)


async def has_any(person: int) -> bool:
    """Whether somebody can sign in with a passkey."""
    return await PasskeyRow.exists().where(PasskeyRow.person == person)


async def rename(actor: Actor, passkey: int, name: str) -> Passkey:
    """Call one of the caller's passkeys otherwise. Raises NotFound."""
    person = actor.require_person("A passkey")
    async with transaction():
        row = await _own(person, passkey)
        if row["name"] != name.strip():
            await PasskeyRow.update({PasskeyRow.name: name.strip()}).where(PasskeyRow.id == passkey)
            _record(actor, "rename_passkey", person, name.strip())
        return msgspec.convert({**row, "name": name.strip()}, Passkey)


async def remove(actor: Actor, passkey: int) -> None:
    """Make one of the caller's passkeys useless, at once. Raises NotFound."""
    person = actor.require_person("A passkey")
    async with transaction():
        row = await _own(person, passkey)
        await PasskeyRow.delete().where(PasskeyRow.id == passkey)
        _record(actor, "remove_passkey", person, row["name"])


async def _own(person: int, passkey: int) -> dict[str, Any]:
    row = (
        await PasskeyRow.select(*_SHOWN)
        .where((PasskeyRow.id == passkey) & (PasskeyRow.person == person))
        .lock_rows("UPDATE")
        .first()
    )
    if row is None:
        raise NotFound("You have no such passkey. GET /account/passkeys lists them.")
    return row


async def begin_sign_in(found: Site | None) -> Begun:
    """The challenge for whoever signs in with a passkey of this site, good once."""
    place = _require(found)
    made = webauthn.generate_authentication_options(
        rp_id=place.host, user_verification=UserVerificationRequirement.REQUIRED
    )
    data = {"challenge": bytes_to_base64url(made.challenge)}
    return Begun(_options(made), await steps.begin(steps.Kind.PASSKEY_SIGN_IN, data))


async def sign_in(found: Site | None, held: str, credential: dict[str, Any], address: str) -> int:
    """Whose passkey it is. Raises Unauthenticated, the same whatever is wrong, or TooManyAttempts."""
    try:
        person = await _verified(_require(found), held, credential, address)
    except Unauthenticated:
        SIGN_INS.warning("sign-in", extra={"actor": "nobody", "outcome": "wrong passkey"})
        raise
    SIGN_INS.info("sign-in", extra={"actor": f"person {person}", "outcome": "in by passkey"})
    return person


async def _verified(place: Site, held: str, credential: dict[str, Any], address: str) -> int:
    refused = Unauthenticated(
        "That passkey does not fit. Try again, or sign in with login and password."
    )
    named = str(credential.get("id", ""))
    attempt = await attempts.note(f"passkey {fingerprint(named)}", address)
    step = await steps.take(steps.Kind.PASSKEY_SIGN_IN, held)
    if step is None:
        raise refused
    try:
        credential_id = base64url_to_bytes(named)
        async with transaction():
            rows = await fetch(
                "SELECT k.id, k.person, k.public_key, k.sign_count FROM passkey k "
                "JOIN person p ON p.id = k.person WHERE k.credential = {} AND p.active "
                "FOR UPDATE OF k",
                credential_id,
            )
            if not rows:
                raise refused
            verified = webauthn.verify_authentication_response(
                credential=credential,
                expected_challenge=base64url_to_bytes(step.data["challenge"]),
                expected_rp_id=place.host,
                expected_origin=place.origin,
                credential_public_key=rows[0]["public_key"],
                credential_current_sign_count=rows[0]["sign_count"],
                require_user_verification=True,
            )
            await fetch(
                "UPDATE passkey SET sign_count = {}, last_used_at = {} WHERE id = {}",
                verified.new_sign_count,
                now(),
                rows[0]["id"],
            )
    except UNFIT as error:
        raise refused from error
    await attempts.take_back(attempt)
    person: int = rows[0]["person"]
    return person


def _record(actor: Actor, action: str, person: int, name: str) -> None:
    audit.record_on(actor.desks, actor, action, "person", person, after={"name": name})
