"""Where a desk's keys come from, and that they are for nobody else."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from claimdesk.sealing.keys import key_file, keys_of, make_key_file, places_of
from claimdesk.sealing.ring import new_key
from claimdesk.settings import Settings, SettingsError, load

KEY = new_key()


def test_a_desk_on_the_embedded_database_gets_a_key_of_its_own(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    assert keys_of(settings) == []
    made = make_key_file(settings)
    assert made == key_file(settings) == tmp_path / "secret-keys"
    assert made is not None
    assert made.stat().st_mode & 0o777 == 0o600
    [key] = keys_of(settings)
    assert make_key_file(settings) is None
    assert keys_of(settings) == [key]
    assert [path.name for path in tmp_path.iterdir()] == ["secret-keys"]
    # Later in the environment: what was sealed before can still be read.
    assert keys_of(Settings(data_dir=tmp_path, secret_keys=KEY)) == [KEY, key]


def test_of_many_that_begin_at_once_one_makes_it(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)

    def begin(_: int) -> tuple[Path | None, list[str]]:
        return make_key_file(settings), keys_of(settings)

    with ThreadPoolExecutor(16) as pool:
        begun = list(pool.map(begin, range(64)))
    assert sum(made is not None for made, _ in begun) == 1
    assert {tuple(keys) for _, keys in begun} == {tuple(keys_of(settings))}


def test_a_server_of_ones_own_and_a_key_in_the_environment_need_no_file(tmp_path: Path) -> None:
    elsewhere = Settings(data_dir=tmp_path, database_url="postgresql://desk@db/desk")
    assert key_file(elsewhere) is None
    assert make_key_file(elsewhere) is None
    assert keys_of(elsewhere) == []
    assert make_key_file(Settings(data_dir=tmp_path, secret_keys=KEY)) is None
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_key_is_refused_and_not_said(tmp_path: Path) -> None:
    wrong = KEY[:-3]
    with pytest.raises(SettingsError, match="CLAIMDESK_SECRET_KEYS has to be keys") as refused:
        keys_of(Settings(data_dir=tmp_path, secret_keys=f"{KEY},{wrong}"))
    assert wrong not in str(refused.value)
    with pytest.raises(SettingsError, match="CLAIMDESK_SECRET_KEYS has to be") as refused:
        load({"CLAIMDESK_SECRET_KEYS": KEY * 100})
    assert KEY not in str(refused.value)
    (tmp_path / "secret-keys").write_text(f"{KEY}\n{wrong}\n")
    with pytest.raises(SettingsError, match="one key a line") as refused:
        keys_of(Settings(data_dir=tmp_path))
    assert wrong not in str(refused.value)


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be made: No such file or directory"):
        make_key_file(Settings(data_dir=tmp_path / "nowhere"))


def test_where_each_key_stands(tmp_path: Path) -> None:
    other = new_key()
    (tmp_path / "secret-keys").write_text(f"{other}\n{KEY}\n")
    settings = Settings(data_dir=tmp_path, secret_keys=KEY)
    assert keys_of(settings) == [KEY, other]
    assert places_of(settings) == ["CLAIMDESK_SECRET_KEYS", str(tmp_path / "secret-keys")]
