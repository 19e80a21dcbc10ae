"""Roles rank, desks separate, scopes bind programs."""

import pytest

from claimdesk.accounts.rules import SYSTEM, Actor, Role, Scope
from claimdesk.errors import Forbidden


def person(**roles: Role) -> Actor:
    return Actor(
        name="Vera", person_id=1, roles={int(k.removeprefix("desk")): r for k, r in roles.items()}
    )


@pytest.mark.parametrize(
    ("own", "enough_for"),
    [
        (Role.CHECKER, {Role.CHECKER}),
        (Role.EDITOR, {Role.CHECKER, Role.EDITOR}),
        (Role.ADMIN, {Role.CHECKER, Role.EDITOR, Role.ADMIN}),
    ],
)
def test_roles_rank(own: Role, enough_for: set[Role]) -> None:
    assert {role for role in Role if person(desk1=own).has(role, 1)} == enough_for


def test_a_role_is_of_one_desk() -> None:
    both = person(desk1=Role.ADMIN, desk2=Role.CHECKER)
    assert both.desks == {1, 2}
    assert not both.has(Role.EDITOR, 2)
    assert not both.has(Role.CHECKER, 3)
    with pytest.raises(Forbidden, match="Publishing needs the role editor"):
        both.require(Role.EDITOR, 2, "Publishing")
    both.require(Role.ADMIN, 1, "Publishing")


def test_scopes_bind_programs_not_people() -> None:
    program = Actor(
        name="token cms", token_id=1, token_desk=4, scopes=frozenset({Scope.RATINGS_READ})
    )
    assert program.desks == {4}
    assert not any(program.has(role, 4) for role in Role)
    program.require_scope(Scope.RATINGS_READ, "Reading ratings")
    with pytest.raises(Forbidden, match="desk:read"):
        program.require_scope(Scope.DESK_READ, "Reading the desk")
    person(desk1=Role.CHECKER).require_scope(Scope.DESK_READ, "Reading the desk")


def test_the_program_itself_sees_no_desk() -> None:
    assert SYSTEM.desks == frozenset()
