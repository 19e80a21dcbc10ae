"""What a second opinion makes of the first verdict. Pure."""

from claimdesk.claims.facts import Opinion
from claimdesk.errors import Conflict


def standing(first: str, second: str) -> Opinion:
    """What two labels of one scale make of each other."""
    return Opinion.AGREED if first == second else Opinion.DISAGREED


def after_verdict(before: Opinion, *, same: bool, agrees: bool, own: bool = False) -> Opinion:
    """Where a second opinion leaves the verdict that takes the first one's place.

    `same`: it bears the label of the one before. `agrees`: it bears the second opinion's label. `own`:
    whoever gave that one gives this one too, so that there is no second any more. An editor's
    settlement holds for the label it was about; nothing else makes a disagreement go away.
    """
    if before in {Opinion.NONE, Opinion.WANTED}:
        return Opinion.NONE
    if own and before is Opinion.AGREED:
        return Opinion.NONE
    if agrees and not own:
        return Opinion.AGREED
    return before if same else Opinion.DISAGREED


def check_asked(of: int, first_author: int | None, asker: int | None) -> None:
    """Raise Conflict where the person asked cannot be the second."""
    if of == first_author:
        raise Conflict("They gave the first verdict. Ask somebody else for the second opinion.")
    if of == asker:
        raise Conflict("You cannot ask yourself. Ask a colleague, or anybody, without `of`.")
