"""Talking to a desk from Python: the API, async and sync, and what a receiver of webhooks needs.

from claimdesk.client import Claimdesk, Mirror, verify

with Claimdesk("https://desk.example.org", token) as desk:
    mirror = Mirror()
    desk.catch_up(mirror)
"""

from claimdesk.client.clients import AsyncClaimdesk, Claimdesk
from claimdesk.client.errors import ApiError, NotGenuine, OtherFeed
from claimdesk.client.mirror import Mirror
from claimdesk.client.receiving import verify

__all__ = ["ApiError", "AsyncClaimdesk", "Claimdesk", "Mirror", "NotGenuine", "OtherFeed", "verify"]
