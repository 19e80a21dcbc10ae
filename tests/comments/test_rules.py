"""Mentions in a text, and who may change a comment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.accounts.rules import Actor, Role
from claimdesk.comments.rules import (
    Standing,
    check_delete,
    check_edit,
    check_restore,
    logins_in,
    may_read_words,
    mentions,
)
from claimdesk.errors import Conflict, Forbidden

PEOPLE = {"vera": 1, "vera.k": 2, "j-p": 3, "amara_n": 4}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@vera look", [(0, 5, 1)]),
        ("Look, @vera.", [(6, 11, 1)]),
        ("Look, @vera.k.", [(6, 13, 2)]),
        ("@vera...", [(0, 5, 1)]),
        ("(@j-p, @Amara_N)", [(1, 5, 3), (7, 15, 4)]),
        ("😀 @vera", [(2, 7, 1)]),
        ("@vera and @vera", [(0, 5, 1), (10, 15, 1)]),
        ("@nobody", []),
        ("write to vera@vera.example", []),
        ("@veranda", []),
        ("@vera@paper.example", []),
        ("@@vera", []),
        ("@", []),
    ],
)
def test_mentions_are_logins_of_the_desk(text: str, expected: list[tuple[int, int, int]]) -> None:
    assert mentions(text, PEOPLE) == expected
    for start, end, person in expected:
        login = text[start + 1 : end].lower()
        assert PEOPLE[login] == person
        assert login in logins_in(text)


@given(st.text(alphabet="@.-_ verakjp\n", max_size=60))
def test_what_is_found_stands_in_the_text(text: str) -> None:
    found = mentions(text, PEOPLE)
    for start, end, person in found:
        assert text[start] == "@"
        assert PEOPLE[text[start + 1 : end]] == person
    assert found == sorted(found)


AUTHOR = Actor(name="Vera", person_id=1, roles={7: Role.CHECKER})
COLLEAGUE = Actor(name="Otto", person_id=2, roles={7: Role.CHECKER})
EDITOR = Actor(name="Edith", person_id=3, roles={7: Role.EDITOR})
STANDING = Standing(desk=7, author=1, deleted_by=None)


def test_words_are_changed_by_their_author_only() -> None:
    check_edit(STANDING, AUTHOR)
    for other in (COLLEAGUE, EDITOR):
        with pytest.raises(Forbidden):
            check_edit(STANDING, other)
    with pytest.raises(Conflict, match="Restore"):
        check_edit(Standing(desk=7, author=1, deleted_by=1), AUTHOR)


def test_the_author_and_editors_delete() -> None:
    check_delete(STANDING, AUTHOR)
    check_delete(STANDING, EDITOR)
    with pytest.raises(Forbidden):
        check_delete(STANDING, COLLEAGUE)


def test_what_an_editor_deleted_an_editor_restores() -> None:
    own, removed = (Standing(desk=7, author=1, deleted_by=by) for by in (1, 3))
    check_restore(own, AUTHOR)
    check_restore(own, EDITOR)
    check_restore(removed, EDITOR)
    with pytest.raises(Forbidden):
        check_restore(removed, AUTHOR)
    assert [may_read_words(removed, who) for who in (AUTHOR, COLLEAGUE, EDITOR)] == [
        False, False, True,
    ]  # fmt: skip
    assert may_read_words(own, AUTHOR)
