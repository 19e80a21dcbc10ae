"""What a scale may hold, what a label means on it, and how it is said elsewhere. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from claimdesk.errors import Invalid
from claimdesk.scales.schemas import (
    CLAIMREVIEW,
    CrosswalkEntry,
    OptionWrite,
    Rating,
    RatingOption,
    RatingScale,
)


def check_key(key: str) -> None:
    """Raise Invalid for a key that means something else."""
    if key == CLAIMREVIEW:
        raise Invalid(
            f"{CLAIMREVIEW!r} names ClaimReview in cross-walks. Choose another key.",
            errors=[{"field": "key", "detail": f"not {CLAIMREVIEW}"}],
        )


def check_options(options: Sequence[OptionWrite]) -> None:
    """Raise Invalid unless the labels make a scale.

    Keys and the labels in use are unique. Each label stands on the axis or off it. The ranks in use
    are 1 to N, each once, N the true end; a retired label stands where it stood, among them.
    """
    _refuse_twice((option.key for option in options), "key")
    _refuse_twice((o.label.strip().casefold() for o in options if not o.retired), "label")
    for option in options:
        if (option.rank is None) == (option.off_axis is None):
            raise _invalid(
                f"Give “{option.label}” either a rank or an off_axis kind: a label is more or less "
                "true, or it is off the axis and has no number."
            )
    if not any(not option.retired for option in options):
        raise _invalid("Every label is retired. Leave at least one in use.")
    ranks = sorted(o.rank for o in options if o.rank is not None and not o.retired)
    if ranks != list(range(1, len(ranks) + 1)) or len(ranks) == 1:
        raise _invalid(
            "The ranks of the labels in use have to be 1, 2, … up to the true end, each once, "
            "and at least two or none."
        )
    if any(o.retired and o.rank is not None and o.rank > max(len(ranks), 1) for o in options):
        raise _invalid("A retired label's rank lies within the ranks in use.")


def _refuse_twice(values: Iterable[str], what: str) -> None:
    twice = [value for value, count in Counter(values).items() if count > 1]
    if twice:
        raise _invalid(f"The {what} {twice[0]!r} is there twice.")


def _invalid(detail: str) -> Invalid:
    return Invalid(detail, errors=[{"field": "options", "detail": detail}])


def rating_of(scale: RatingScale, key: str) -> Rating:
    """The scale's label as a rating, retired or not. Raises Invalid, naming the labels in use."""
    ranks = [option.rank for option in scale.options if option.rank is not None]
    option = _option(scale, key)
    if option is None:
        raise _no_label(scale, f"The scale “{scale.name}” has no rating {key!r}.")
    return Rating(
        key=key,
        label=option.label,
        scale=scale.key,
        scale_version=scale.version,
        rank=option.rank,
        of=max(ranks, default=0),
        off_axis=option.off_axis,
    )


def new_rating(scale: RatingScale, key: str) -> Rating:
    """The label as a rating for a new verdict. Raises Invalid as `rating_of` and where it is retired."""
    rating = rating_of(scale, key)
    if (option := _option(scale, key)) and option.retired:
        raise _no_label(scale, f"“{rating.label}” is retired; only older verdicts bear it.")
    return rating


def _option(scale: RatingScale, key: str) -> RatingOption | None:
    return next((option for option in scale.options if option.key == key), None)


def _no_label(scale: RatingScale, what: str) -> Invalid:
    keys = ", ".join(option.key for option in scale.options if not option.retired)
    return Invalid(
        f"{what} Choose one of: {keys}.", errors=[{"field": "rating", "detail": f"one of {keys}"}]
    )


def check_crosswalk(
    scale: RatingScale,
    target: RatingScale | None,
    entries: Sequence[CrosswalkEntry],
    best: int | None,
) -> None:
    """Raise Invalid unless the entries say the scale's labels on `target`, null for ClaimReview.

    Off the axis stays off the axis, and what is truer here is never less true there.
    """
    _refuse_twice((entry.option for entry in entries), "option")
    there: list[tuple[int, int, str]] = []
    for entry in entries:
        option = _option(scale, entry.option)
        if option is None:
            raise _entry(f"The scale “{scale.name}” has no label {entry.option!r}.")
        value = entry.value
        if target is not None:
            if value is not None:
                raise _entry("Numbers are ClaimReview's; a scale's labels have their own ranks.")
            found = _option(target, entry.to)
            if found is None:
                raise _entry(f"The scale “{target.name}” has no label {entry.to!r}.")
            value = found.rank
        elif value is not None and (best is None or value > best):
            raise _entry(f"“{entry.to}” has the value {value}: say in `best` what the true end is.")
        if value is not None and option.rank is None:
            raise _entry(
                f"“{option.label}” is off the axis, so nothing with a number stands for it."
            )
        if value is not None and option.rank is not None:
            there.append((option.rank, value, option.label))
    there.sort()
    for (_, lower, _), (_, higher, label) in pairwise(there):
        if higher < lower:
            raise _entry(f"“{label}” is truer here than a label that stands higher there.")


def _entry(detail: str) -> Invalid:
    return Invalid(detail, errors=[{"field": "entries", "detail": detail}])
