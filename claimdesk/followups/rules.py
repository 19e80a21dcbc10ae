"""When a follow-up may end. Pure."""

from datetime import datetime, timedelta

from claimdesk.accounts.rules import Actor, Role
from claimdesk.errors import Forbidden, Invalid
from claimdesk.followups.schemas import FollowUpWrite, Outcome

DUE_AFTER = timedelta(days=7)


def due_from(opened: datetime) -> datetime:
    """When a new follow-up is due."""
    return opened + DUE_AFTER


def check_outcome(data: FollowUpWrite, actor: Actor, desk: int) -> None:
    """Whether the follow-up may end like this.

    Waiving and dropping need an editor and a reason; corroboration needs at least one independent
    one. Raises Forbidden or Invalid, saying what is missing.
    """
    reason = data.outcome_reason.strip()
    match data.outcome:
        case Outcome.WAIVED | Outcome.DROPPED:
            if not actor.has(Role.EDITOR, desk):
                raise Forbidden(
                    "Only an editor waives or drops the follow-up of an unnamed source: "
                    "either lets its claim be approved with nobody identified."
                )
            if not reason:
                raise Invalid("Waiving and dropping need a reason in `outcome_reason`.")
        case Outcome.CORROBORATED if data.corroborations < 1:
            raise Invalid(
                "Corroborated means at least one independent corroboration: record it first."
            )
        case _:
            pass
