"""Saved filters in the API's words."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from claimdesk.accounts.schemas import PersonRef
from claimdesk.claims.schemas import Filter
from claimdesk.schemas import Input, Schema, SmallId

FilterName = Annotated[str, Meta(min_length=1, max_length=120, pattern=r"\S")]


class SavedFilter(Schema, frozen=True, kw_only=True):
    """A filter of the claims list. `assignee` me is whoever uses it. `shared`: the whole desk has it."""

    id: int
    desk: int
    owner: PersonRef
    name: str
    filter: Filter
    shared: bool
    version: int
    updated_at: datetime


class SavedFilterWrite(Input, frozen=True, kw_only=True):
    """A filter, what it is called, and whether the desk has it."""

    name: FilterName
    filter: Filter
    shared: bool = False


class SavedFilterCreate(SavedFilterWrite, frozen=True, kw_only=True):
    """The same to save anew; `desk` where you have several."""

    desk: SmallId | None = None
