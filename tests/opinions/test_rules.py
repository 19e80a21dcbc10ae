"""What a second opinion makes of the verdict, and of those that come after it."""

import pytest

from claimdesk.claims.facts import Opinion
from claimdesk.errors import Conflict
from claimdesk.opinions.rules import after_verdict, check_asked, standing


def test_two_labels_agree_or_differ() -> None:
    assert standing("false", "false") is Opinion.AGREED
    assert standing("false", "mostly_false") is Opinion.DISAGREED


@pytest.mark.parametrize("same", [True, False])
@pytest.mark.parametrize("before", list(Opinion))
def test_only_agreement_or_an_editor_ends_a_disagreement(before: Opinion, same: bool) -> None:
    none = {Opinion.NONE, Opinion.WANTED}
    agrees = after_verdict(before, same=same, agrees=True)
    assert agrees is (Opinion.NONE if before in none else Opinion.AGREED)
    differs = after_verdict(before, same=same, agrees=False)
    if before in none:
        assert differs is Opinion.NONE
    elif before is Opinion.RESOLVED and same:
        assert differs is Opinion.RESOLVED
    elif before is not Opinion.AGREED:
        assert differs is Opinion.DISAGREED


def test_the_first_author_and_the_asker_are_not_asked() -> None:
    check_asked(3, first_author=1, asker=2)
    for of in (1, 2):
        with pytest.raises(Conflict):
            check_asked(of, first_author=1, asker=2)
