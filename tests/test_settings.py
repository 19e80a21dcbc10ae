"""Settings from the environment: what is wrong is said by the variable's name."""

from pathlib import Path

import pytest

from claimdesk.settings import Settings, SettingsError, load


def test_nothing_set_is_a_desk_on_this_machine_only() -> None:
    settings = load({})
    assert settings == Settings()
    assert settings.base_url == "http://127.0.0.1:8400"
    assert not settings.behind_tls


def test_every_kind_of_value_is_read() -> None:
    settings = load(
        {
            "CLAIMDESK_PORT": "9000",
            "CLAIMDESK_DATA_DIR": "~/desk",
            "CLAIMDESK_DATABASE_URL": "postgresql://desk@db/claims",
            "CLAIMDESK_ORGANISATION": "Die Zeitung",
            "CLAIMDESK_PUBLIC_URL": "https://desk.example.org/",
            "CLAIMDESK_SESSION_HOURS": "",
            "CLAIMDESK_SERVE_JOBS": "false",
            "CLAIMDESK_FETCH_ALLOW": "intranet.example.org, 10.2.0.0/16",
            "PORT": "1",
        }
    )
    assert settings.port == 9000
    assert settings.data_dir == Path.home() / "desk"
    assert settings.database_url == "postgresql://desk@db/claims"
    assert settings.organisation == "Die Zeitung"
    assert settings.base_url == "https://desk.example.org"
    assert settings.behind_tls
    assert not settings.serve_jobs
    assert settings.fetch_allow == "intranet.example.org, 10.2.0.0/16"
    assert settings.session_hours == Settings().session_hours


def test_the_command_line_wins_where_it_says_something() -> None:
    environ = {"CLAIMDESK_PORT": "9000", "CLAIMDESK_HOST": "::1"}
    settings = load(environ, port=9001, host=None)
    assert settings.base_url == "http://[::1]:9001"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("CLAIMDESK_PORT", "0"),
        ("CLAIMDESK_PORT", "65536"),
        ("CLAIMDESK_PORT", "http"),
        ("CLAIMDESK_DATABASE_URL", "sqlite:///desk.db"),
        ("CLAIMDESK_PUBLIC_URL", "desk.example.org"),
        ("CLAIMDESK_SESSION_HOURS", "0"),
        ("CLAIMDESK_SESSION_HOURS", "1.5"),
        ("CLAIMDESK_MAX_ARTICLE_CHARS", "999"),
        ("CLAIMDESK_POOL_SIZE", "1"),
        ("CLAIMDESK_SERVE_JOBS", "perhaps"),
        ("CLAIMDESK_FETCH_SECONDS", "0"),
    ],
)
def test_a_bad_value_names_its_variable(variable: str, value: str) -> None:
    with pytest.raises(SettingsError, match=rf"^{variable}: .*Change or unset it\.$"):
        load({variable: value})
