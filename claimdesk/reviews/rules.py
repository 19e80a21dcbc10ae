"""What a verdict may say. Pure."""

from claimdesk.errors import Conflict, Invalid
from claimdesk.reviews.schemas import Rating, RatingScale


def rating_of(scale: RatingScale, key: str) -> Rating:
    """The scale's label as a rating. Raises Invalid, naming the labels there are."""
    ranks = [option.rank for option in scale.options if option.rank is not None]
    for option in scale.options:
        if option.key == key:
            return Rating(
                key=key,
                label=option.label,
                scale=scale.key,
                scale_version=scale.version,
                rank=option.rank,
                of=max(ranks, default=0),
            )
    keys = ", ".join(option.key for option in scale.options)
    raise Invalid(
        f"The scale “{scale.name}” has no rating {key!r}. It has: {keys}.",
        errors=[{"field": "rating", "detail": f"one of {keys}"}],
    )


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
