"""How the server is, in the API's words."""

from enum import StrEnum

from claimdesk.schemas import Schema


class HealthState(StrEnum):
    """`watch`: it works, and somebody should look at it before it does not."""

    WELL = "well"
    WATCH = "watch"
    FAILING = "failing"


class Readiness(StrEnum):
    """How one thing is that serving rests on. `unknown`: nobody could ask."""

    OK = "ok"
    AWAY = "away"
    PENDING = "pending"
    UNKNOWN = "unknown"


class Alive(Schema, frozen=True, kw_only=True):
    """The process answers."""

    status: str


class Ready(Schema, frozen=True, kw_only=True):
    """Requests may be sent here."""

    status: str
    database: Readiness
    migrations: Readiness


class HealthFact(Schema, frozen=True, kw_only=True):
    """A figure or a word of a part, by a key; a moment is text in ISO 8601, a size is in bytes."""

    key: str
    value: str | float | None


class HealthPart(Schema, frozen=True, kw_only=True):
    """A part of the server. `detail` says what is wrong with it and what to do, where something is."""

    key: str
    state: HealthState
    facts: list[HealthFact]
    detail: str = ""


class HealthDetails(Schema, frozen=True, kw_only=True):
    """Every part of the server; `state` is the worst of theirs."""

    state: HealthState
    version: str
    parts: list[HealthPart]
