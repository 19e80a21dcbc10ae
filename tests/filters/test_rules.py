"""Who sees and changes a saved filter."""

import pytest

from claimdesk.accounts.rules import Actor, Role
from claimdesk.errors import Forbidden
from claimdesk.filters.rules import check_change, may_see

OWNER = Actor(name="Vera", person_id=1, roles={7: Role.CHECKER})
COLLEAGUE = Actor(name="Otto", person_id=2, roles={7: Role.CHECKER})
EDITOR = Actor(name="Edith", person_id=3, roles={7: Role.EDITOR})
GONE = Actor(name="Vera", person_id=1, roles={8: Role.ADMIN})
PROGRAM = Actor(name="token cms", token_id=1, token_desk=7)


def test_ones_own_and_what_is_shared_is_seen_on_the_desk() -> None:
    everybody = (OWNER, COLLEAGUE, EDITOR, GONE, PROGRAM)
    for shared, expected in ((False, [OWNER]), (True, [OWNER, COLLEAGUE, EDITOR])):
        seen = [who for who in everybody if may_see(who, desk=7, owner=1, shared=shared)]
        assert seen == expected


def test_the_owner_and_editors_change_a_filter() -> None:
    for who in (OWNER, EDITOR):
        check_change(who, desk=7, owner=1)
    with pytest.raises(Forbidden, match="Save your own"):
        check_change(COLLEAGUE, desk=7, owner=1)
