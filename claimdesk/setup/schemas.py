"""The first run in the API's words."""

from typing import Annotated

from msgspec import Meta

from claimdesk.accounts.schemas import Login, Name, Password
from claimdesk.schemas import Input, Schema


class SetupState(Schema, frozen=True, kw_only=True):
    """Whether nobody exists yet, so that the desk waits for its set-up."""

    needed: bool


class Setup(Input, frozen=True, kw_only=True):
    """The first admin and the first desk. `code` is in the link that `claimdesk serve` prints."""

    code: Annotated[str, Meta(min_length=1, max_length=100)]
    login: Login
    name: Name
    password: Password
    desk: Name


class Sample(Schema, frozen=True, kw_only=True):
    """A made-up article to look around with; nobody and nothing in it exists."""

    title: str
    text: str
    section: str
