"""Sealing and opening, with keys that come, change and go."""

import pytest
from cryptography.fernet import Fernet

from claimdesk.sealing.ring import SEALED, Ring, Unreadable, keys_in, new_key, ring, using

OLD, NEW = new_key(), new_key()


def test_what_is_sealed_comes_back_and_is_not_to_be_seen() -> None:
    keys = Ring([NEW])
    sealed = [keys.seal("die Nachtwächterin – 夜警") for _ in range(2)]
    assert sealed[0] != sealed[1], "the same words cannot be told"
    for each in sealed:
        assert each.startswith(SEALED)
        assert each.isascii()
        assert keys.unseal(each) == "die Nachtwächterin – 夜警"
        # Fernet's own, so that it can be opened without claimdesk.
        assert Fernet(NEW).decrypt(each.removeprefix(SEALED)).decode() == keys.unseal(each)


def test_the_first_key_seals_and_all_open() -> None:
    before = Ring([OLD]).seal("a note")
    both = Ring([NEW, OLD])
    assert both.unseal(before) == "a note"
    assert not both.is_newest(before)
    after = both.seal(both.unseal(before))
    assert both.is_newest(after)
    assert Ring([NEW]).unseal(after) == "a note"
    assert not Ring([OLD]).is_newest(after)


@pytest.mark.parametrize("keys", [Ring([OLD]), Ring(), Ring(must_seal=True)])
def test_without_its_key_it_is_said_and_nothing_given_away(keys: Ring) -> None:
    with pytest.raises(
        Unreadable, match="cannot be read: the key that it was sealed with is missing"
    ):
        keys.unseal(Ring([NEW]).seal("a note"))


def test_what_was_changed_is_not_opened() -> None:
    sealed = Ring([NEW]).seal("a note")
    middle = len(sealed) // 2
    other = "A" if sealed[middle] != "A" else "B"
    for changed in (
        sealed[:middle] + other + sealed[middle + 1 :],
        sealed[:-8],
        SEALED,
        SEALED + "é",
    ):
        with pytest.raises(Unreadable):
            Ring([NEW]).unseal(changed)


def test_without_keys_values_stay_as_they_are_but_not_beside_sealed_ones() -> None:
    assert Ring().seal("a note") == Ring().unseal("a note") == "a note"
    assert not Ring().is_newest("a note")
    with pytest.raises(Unreadable, match="Nothing was saved"):
        Ring(must_seal=True).seal("a note")
    assert Ring(must_seal=True).unseal("a note") == "a note"


def test_keys_are_read_as_people_write_them() -> None:
    assert keys_in("") == keys_in(" , \n") == []
    assert keys_in(f" {NEW} ,{OLD},{NEW}") == [NEW, OLD]
    assert keys_in(f"# the new one, of May\n{NEW}\n\n{OLD}\n") == [NEW, OLD]
    for wrong in ("secret", NEW[:-2], f"{NEW};{OLD}", NEW + "é"):
        with pytest.raises(ValueError, match="no key"):
            keys_in(wrong)


def test_a_block_has_its_own_keys() -> None:
    outside = ring()
    with using(Ring([NEW])):
        assert ring().size == 1
        with using(Ring([NEW, OLD])):
            assert ring().size == 2
        assert ring().size == 1
    assert ring() is outside
