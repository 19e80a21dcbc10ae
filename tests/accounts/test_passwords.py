"""What is compared where nobody has the login."""

from argon2 import PasswordHasher

from claimdesk.accounts import passwords


def test_a_login_that_nobody_has_takes_as_long_as_one_that_somebody_has() -> None:
    assert not PasswordHasher().check_needs_rehash(passwords.NOBODY)
