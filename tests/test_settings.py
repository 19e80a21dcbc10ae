"""Settings from the environment: what is wrong is said by the variable's name."""

from pathlib import Path

import pytest

from claimdesk.settings import Settings, SettingsError, load, unknown


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


NUMBER = "has to be a whole number from"
BAD = [
    ("CLAIMDESK_PORT", "0", f"{NUMBER} 1 to 65,535"),
    ("CLAIMDESK_PORT", "65536", NUMBER),
    ("CLAIMDESK_PORT", "http", NUMBER),
    ("CLAIMDESK_PUBLIC_URL", "desk.example.org", "that begins with https://"),
    ("CLAIMDESK_SESSION_HOURS", "0", f"{NUMBER} 1 to 720"),
    ("CLAIMDESK_SESSION_HOURS", "1.5", NUMBER),
    ("CLAIMDESK_MAX_ARTICLE_CHARS", "999", NUMBER),
    ("CLAIMDESK_POOL_SIZE", "1", NUMBER),
    ("CLAIMDESK_SERVE_JOBS", "perhaps", "has to be true or false"),
    ("CLAIMDESK_FETCH_SECONDS", "0", NUMBER),
    ("CLAIMDESK_FETCH_ALLOW", "a" * 2001, "has to be at most 2,000 characters"),
]


@pytest.mark.parametrize(("variable", "value", "wanted"), BAD)
def test_a_bad_value_is_said_with_what_it_should_be(variable: str, value: str, wanted: str) -> None:
    with pytest.raises(SettingsError) as raised:
        load({variable: value})
    said = str(raised.value)
    assert said.startswith(f"{variable} is “{value[:100]}”, but ")
    assert wanted in said
    assert said.endswith("Change or unset it.")
    assert "`" not in said, "that would be a program's words"


def test_an_address_with_a_password_is_not_said() -> None:
    with pytest.raises(SettingsError, match=r"^CLAIMDESK_DATABASE_URL has to be ") as e:
        load({"CLAIMDESK_DATABASE_URL": "mysql://desk:hunter2@db"})
    assert "hunter2" not in str(e.value)


def test_a_bad_option_is_said_by_its_name() -> None:
    with pytest.raises(
        SettingsError, match=r"^--port has to be a whole number from 1 to 65,535\.$"
    ):
        load({"CLAIMDESK_PORT": "9000"}, port=70000)


def test_a_misspelt_variable_is_said_with_the_nearest() -> None:
    environ = {
        "CLAIMDESK_PROT": "9000",
        "CLAIMDESK_PORT": "9000",
        "CLAIMDESK_COLOUR_OF_DOOR": "red",
        "CLAIMDESK_TEST_DATABASE_URL": "postgresql://db",
        "PATH": "/bin",
    }
    assert unknown(environ) == [
        "CLAIMDESK_COLOUR_OF_DOOR is no setting and changes nothing.",
        "CLAIMDESK_PROT is no setting and changes nothing. Did you mean CLAIMDESK_PORT?",
    ]


@pytest.mark.parametrize(
    ("host", "public_url", "open_to_listeners"),
    [
        ("127.0.0.1", "", False),
        ("::1", "", False),
        ("0.0.0.0", "", True),  # noqa: S104
        ("0.0.0.0", "http://desk.example.org", True),  # noqa: S104
        ("10.2.0.7", "https://desk.example.org", False),
        ("127.0.0.1", "https://desk.example.org", False),
    ],
)
def test_where_others_can_listen_is_known(
    host: str, public_url: str, *, open_to_listeners: bool
) -> None:
    assert Settings(host=host, public_url=public_url).in_the_clear is open_to_listeners
