"""Who gets a notice, and when two are one."""

from hypothesis import given
from hypothesis import strategies as st

from claimdesk.accounts.rules import Role
from claimdesk.inbox.rules import TEXT_CHARS, Asked, Kind, clip, entries

ANA, BEN, EVE, ADA, AWAY = 1, 2, 3, 4, 5
MEMBERS = {7: {ANA: Role.CHECKER, BEN: Role.CHECKER, EVE: Role.EDITOR, ADA: Role.ADMIN}}


def _asked(kind: Kind = Kind.MENTION, *people: int, **more: object) -> Asked:
    given = {"desk": 7, "claim": 1, "kind": kind, "people": frozenset(people)} | more
    return Asked(**given)  # type: ignore[arg-type]


def _who(*asked: Asked, watchers: dict[Asked, set[int]] | None = None) -> list[int]:
    return [entry.person for entry in entries(asked, MEMBERS, watchers or {})]


def test_only_active_members_of_the_desk_are_told() -> None:
    assert _who(_asked(Kind.MENTION, ANA, AWAY)) == [ANA]
    assert _who(_asked(Kind.MENTION, ANA, desk=8)) == []


def test_a_role_means_everybody_who_can_do_as_much() -> None:
    assert _who(_asked(role=Role.EDITOR)) == [EVE, ADA]
    assert _who(_asked(Kind.MENTION, ANA, EVE, role=Role.ADMIN)) == [ANA, EVE, ADA]


def test_nobody_is_told_what_they_did_but_a_task_may_be_ones_own() -> None:
    assert _who(_asked(Kind.ASSIGNED, ANA, BEN, actor_id=ANA)) == [BEN]
    assert _who(_asked(Kind.TASK, ANA, BEN, actor_id=ANA)) == [ANA, BEN]


def test_the_same_is_said_once_and_something_else_again() -> None:
    assert _who(_asked(Kind.MENTION, ANA), _asked(Kind.MENTION, ANA)) == [ANA]
    assert _who(_asked(Kind.MENTION, ANA), _asked(Kind.MENTION, ANA, text="more")) == [ANA, ANA]


def test_the_closer_news_of_a_thing_stands_for_the_general() -> None:
    watched = _asked(Kind.WATCHED, watchers=True)
    other = _asked(Kind.WATCHED, watchers=True, claim=2)
    seen = {watched: {ANA, BEN}, other: {ANA}}
    found = entries([watched, other, _asked(Kind.RETURNED, ANA)], MEMBERS, seen)
    assert [(e.person, e.kind, e.claim) for e in found] == [
        (ANA, Kind.RETURNED, 1), (ANA, Kind.WATCHED, 2), (BEN, Kind.WATCHED, 1),
    ]  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(Kind), st.sets(st.integers(1, 5)), st.integers(1, 3))))
def test_the_order_of_writing_does_not_hang_on_the_order_of_asking(
    many: list[tuple[Kind, set[int], int]],
) -> None:
    asked = [_asked(kind, *people, claim=claim) for kind, people, claim in many]
    assert entries(asked, MEMBERS, {}) == entries(asked[::-1], MEMBERS, {})


@given(st.text(max_size=TEXT_CHARS * 2))
def test_a_notice_is_one_line_that_a_list_can_show(text: str) -> None:
    shown = clip(text)
    assert len(shown) <= TEXT_CHARS
    assert len(shown.splitlines()) <= 1
