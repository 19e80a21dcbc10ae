"""claimdesk: a fact-check and claim-tracking desk for newsrooms."""

from importlib.metadata import version

__version__ = version("claimdesk")
