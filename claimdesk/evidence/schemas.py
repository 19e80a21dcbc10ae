"""Evidence in the API's words."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from claimdesk.accounts.schemas import PersonRef
from claimdesk.schemas import Input, Schema


class Stance(StrEnum):
    """What a piece of evidence does for the claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


class Evidence(Schema, frozen=True, kw_only=True):
    """A link with what it shows. `retracted_at` is set once it was taken back; it stays readable."""

    id: int
    url: str
    title: str
    publisher: str
    quote: str
    stance: Stance
    note: str
    added_by: PersonRef
    added_at: datetime
    retracted_at: datetime | None


class EvidenceCreate(Input, frozen=True, kw_only=True):
    """A link to add. `url` is an http or https address."""

    url: Annotated[str, Meta(min_length=1, max_length=2000)]
    title: Annotated[str, Meta(max_length=300)] = ""
    publisher: Annotated[str, Meta(max_length=200)] = ""
    quote: Annotated[str, Meta(max_length=5000)] = ""
    stance: Stance = Stance.CONTEXT
    note: Annotated[str, Meta(max_length=5000)] = ""
