"""What a verdict may say. Pure."""

from claimdesk.errors import Conflict, Invalid
from claimdesk.scales.schemas import OffAxis, Rating


def pick_evidence(wanted: list[int] | None, standing: list[int]) -> list[int]:
    """The evidence a verdict rests on: what was named, or all that stands.

    Raises Invalid for ids that are not the claim's or were retracted.
    """
    if wanted is None:
        return standing
    strangers = sorted(set(wanted) - set(standing))
    if strangers:
        raise Invalid(
            f"Not evidence of this claim, or retracted: {', '.join(map(str, strangers))}.",
            errors=[{"field": "evidence", "detail": "ids of the claim's standing evidence"}],
        )
    return list(dict.fromkeys(wanted))


def check_standing(rests_on: list[int], standing: list[int]) -> None:
    """A verdict goes to readers only with its evidence. Raises Conflict where a link was taken back."""
    gone = sorted(set(rests_on) - set(standing))
    if gone:
        raise Conflict(
            f"The verdict rests on evidence that was taken back since: {', '.join(map(str, gone))}. "
            "Restore it, or return the verdict."
        )


def check_why(why: str, *, published_before: bool) -> None:
    """A verdict readers have seen is not changed without saying why. Raises Invalid."""
    if published_before and not why.strip():
        raise Invalid(
            "This claim's verdict was published. Say in `why` what made you change it.",
            errors=[{"field": "why", "detail": "needed to change a published verdict"}],
        )


def check_void(rating: Rating, shown: Rating | None) -> None:
    """Void takes back what readers see: `shown`, the published rating. Raises Invalid without one."""
    if rating.off_axis is OffAxis.VOID and (shown is None or shown.off_axis is OffAxis.VOID):
        raise Invalid(
            f"“{rating.label}” takes back a published verdict, and readers see none on this claim.",
            errors=[{"field": "rating", "detail": "only after a published verdict"}],
        )
