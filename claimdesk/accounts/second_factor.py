"""One-time codes of an app (TOTP, RFC 6238) beside the password, and recovery codes for its loss."""

import base64
import secrets

import pyotp
import segno

from claimdesk.accounts.passwords import fingerprint
from claimdesk.accounts.rules import Actor
from claimdesk.accounts.schemas import SecondFactor, TotpEnrolment
from claimdesk.accounts.tables import RecoveryCode
from claimdesk.accounts.tables import SecondFactor as SecondFactorRow
from claimdesk.audit import service as audit
from claimdesk.clock import now
from claimdesk.db.engine import fetch, transaction
from claimdesk.errors import Conflict, Invalid
from claimdesk.sealing.ring import seal, unseal

DRIFT = 1
"""Steps of 30 seconds that a clock may be off, to each side."""
RECOVERY_CODES = 10


async def is_on(person: int) -> bool:
    """Whether somebody has to give a code as well."""
    return await SecondFactorRow.exists().where(
        (SecondFactorRow.person == person) & SecondFactorRow.confirmed_at.is_not_null()
    )


async def state(actor: Actor, *, required: bool) -> SecondFactor:
    """Whether the caller has one, since when, and how many recovery codes are left."""
    person = actor.require_person("Seeing a second factor")
    rows = await fetch(
        "SELECT (SELECT confirmed_at FROM second_factor WHERE person = p.id) AS since, "
        "(SELECT count(*) FROM recovery_code WHERE person = p.id) AS recovery_codes "
        "FROM person p WHERE p.id = {}",
        person,
    )
    return SecondFactor(**rows[0], required=required)


async def begin(actor: Actor, issuer: str) -> TotpEnrolment:
    """A new secret for the caller's app, which counts for nothing before a code of it came back.

    Raises Conflict where one is on already.
    """
    person = actor.require_person("A second factor")
    secret = pyotp.random_base32()
    async with transaction():
        rows = await fetch("SELECT login FROM person WHERE id = {} FOR UPDATE", person)
        if await is_on(person):
            raise Conflict("You have a second factor already. Turn it off first to change the app.")
        await SecondFactorRow.delete().where(SecondFactorRow.person == person)
        await SecondFactorRow.insert(SecondFactorRow(person=person, secret=seal(secret)))
    uri = pyotp.TOTP(secret).provisioning_uri(name=rows[0]["login"], issuer_name=issuer)
    qr = segno.make(uri, error="m", micro=False).svg_data_uri(
        scale=4, dark="#000", light="#fff", omitsize=False
    )
    return TotpEnrolment(secret=secret, uri=uri, qr=qr)


async def confirm(actor: Actor, code: str) -> list[str]:
    """Turn the second factor on; the recovery codes, which are shown this once.

    Raises Invalid where the code does not fit, and Conflict where nothing waits for one.
    """
    person = actor.require_person("A second factor")
    async with transaction():
        waiting = await fetch(
            "SELECT secret, confirmed_at FROM second_factor WHERE person = {} FOR UPDATE", person
        )
        if not waiting or waiting[0]["confirmed_at"] is not None:
            raise Conflict("No second factor waits for its code. Begin again.")
        counter = _counter(unseal(waiting[0]["secret"]), code)
        if counter is None:
            raise Invalid(
                "That code does not fit. Type the one that the app shows now, and see that the "
                "clock of its device is right.",
                errors=[{"field": "code", "detail": "does not fit"}],
            )
        await fetch(
            "UPDATE second_factor SET confirmed_at = {}, last_counter = {} WHERE person = {}",
            now(),
            counter,
            person,
        )
        codes = await _new_codes(person)
        audit.record_on(actor.desks, actor, "turn_on_second_factor", "person", person)
    return codes


async def renew_codes(actor: Actor) -> list[str]:
    """New recovery codes; those before are void. Raises Conflict without a second factor."""
    person = actor.require_person("Recovery codes")
    async with transaction():
        if not await is_on(person):
            raise Conflict("You have no second factor that codes could stand in for.")
        codes = await _new_codes(person)
        audit.record_on(actor.desks, actor, "renew_recovery_codes", "person", person)
    return codes


async def turn_off(actor: Actor, *, required: bool) -> None:
    """Go without again. Raises Conflict where the caller's role needs one; repeating changes nothing."""
    person = actor.require_person("A second factor")
    async with transaction():
        if not await is_on(person):
            return
        if required:
            raise Conflict("Your role needs a second factor, so it cannot be turned off.")
        await remove(person)
        audit.record_on(actor.desks, actor, "turn_off_second_factor", "person", person)


async def remove(person: int) -> None:
    """Take the second factor and its recovery codes away, within the caller's transaction."""
    await RecoveryCode.delete().where(RecoveryCode.person == person)
    await SecondFactorRow.delete().where(SecondFactorRow.person == person)


async def fits(person: int, code: str) -> bool:
    """Whether a code is somebody's, which uses it up: no code is good twice, nor one before it.

    Within the caller's transaction. Takes a recovery code as well, and that without the keys: where
    they are lost, it is the way in that is left.
    """
    if await _spent(person, code):
        return True
    rows = await fetch(
        "SELECT secret, last_counter FROM second_factor WHERE person = {} "
        "AND confirmed_at IS NOT NULL FOR UPDATE",
        person,
    )
    if not rows:
        return False
    counter = _counter(unseal(rows[0]["secret"]), code)
    if counter is None:
        return False
    used = await fetch(
        "UPDATE second_factor SET last_counter = {} WHERE person = {} AND last_counter < {} "
        "RETURNING id",
        counter,
        person,
        counter,
    )
    return bool(used)


async def _spent(person: int, code: str) -> bool:
    """Whether a code is one of somebody's recovery codes, which is gone with that."""
    spent = await fetch(
        "DELETE FROM recovery_code WHERE person = {} AND code_hash = {} RETURNING id",
        person,
        fingerprint(_plain(code)),
    )
    if spent:
        desks = await fetch("SELECT desk FROM membership WHERE person = {}", person)
        named = await fetch("SELECT name FROM person WHERE id = {}", person)
        actor = Actor(name=named[0]["name"], person_id=person)
        on = [row["desk"] for row in desks]
        audit.record_on(on, actor, "use_recovery_code", "person", person)
    return bool(spent)


def _counter(secret: str, code: str) -> int | None:
    """The step of 30 seconds that a code is of, among those that are taken now."""
    totp = pyotp.TOTP(secret)
    present = totp.timecode(now())
    typed = "".join(code.split())
    for counter in range(present - DRIFT, present + DRIFT + 1):
        if pyotp.utils.strings_equal(typed, totp.generate_otp(counter)):
            return counter
    return None


async def _new_codes(person: int) -> list[str]:
    """120 random bits each: of 112 or more a plain hash is enough to keep (OWASP ASVS 6.5.2)."""
    plain = [
        base64.b32encode(secrets.token_bytes(15)).decode().lower() for _ in range(RECOVERY_CODES)
    ]
    await RecoveryCode.delete().where(RecoveryCode.person == person)
    await RecoveryCode.insert(
        *(RecoveryCode(person=person, code_hash=fingerprint(code)) for code in plain)
    )
    return ["-".join(code[i : i + 4] for i in range(0, 24, 4)) for code in plain]


def _plain(code: str) -> str:
    """A recovery code as it was made, however it was typed."""
    return "".join(code.split()).replace("-", "").lower()
