"""What a verdict may say. Pure."""

from claimdesk.errors import Conflict, Invalid
from claimdesk.matching.judging import Likeness
from claimdesk.reviews.schemas import Reused
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


def check_reuse(*, same_desk: bool, stands: bool, likeness: Likeness, reason: str) -> None:
    """Whether another claim's verdict may be used again on one that is as like to it.

    `stands`: readers have it, and nobody corrects it just now. Raises Conflict, and Invalid where the
    two say nearly the same and nobody says why that does not matter.
    """
    if not same_desk:
        raise Conflict("That claim is another desk's. Each desk answers for its own verdicts.")
    check_stands(stands)
    if likeness not in {Likeness.SAME, Likeness.NEAR}:
        raise Conflict(
            "The two claims do not say the same, so the verdict on one is none on the other. "
            "Judge this one by itself.",
            likeness=likeness.value,
        )
    if likeness is Likeness.NEAR and not reason.strip():
        raise Invalid(
            "The two claims say nearly the same. Say in `reason` why the verdict holds for both.",
            errors=[{"field": "reason", "detail": "needed where claims are not the same"}],
        )


def check_stands(stands: bool) -> None:
    """Raise Conflict where readers have no verdict on a claim that could be used again."""
    if not stands:
        raise Conflict(
            "Readers have no verdict on that claim that holds now. Wait until it is published."
        )


def check_taken(reuses: Reused | None) -> None:
    """Raise Conflict where a verdict was taken from one that holds no longer, or is being corrected."""
    if reuses is not None and reuses.changed:
        raise Conflict(
            f"Its verdict was taken from claim {reuses.claim}, whose own was changed since or is "
            "being corrected. Return it, to be judged anew."
        )


def check_same(likeness: Likeness) -> None:
    """Many claims get one verdict only where each says the same. Raises Conflict."""
    if likeness is not Likeness.SAME:
        raise Conflict(
            "It does not say quite the same. Look at what differs on its own page, and judge it there.",
            likeness=likeness.value,
        )


def check_void(rating: Rating, shown: Rating | None) -> None:
    """Void takes back what readers see: `shown`, the published rating. Raises Invalid without one."""
    if rating.off_axis is OffAxis.VOID and (shown is None or shown.off_axis is OffAxis.VOID):
        raise Invalid(
            f"“{rating.label}” takes back a published verdict, and readers see none on this claim.",
            errors=[{"field": "rating", "detail": "only after a published verdict"}],
        )
