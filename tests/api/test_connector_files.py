"""What is wrong with a bridge's file is said where it is wrong, and no secret is shown."""

from pathlib import Path

import httpx
import msgspec
import pytest

from claimdesk.publishing.connectors.config import ConfigError, load
from tests.api.bridges import GENERIC, HEAD, SECRETS, SOURCE


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("|tojson }}}", "|tojson }}"), "body: what it makes is no JSON, in line"),
        (('"seq": {{ seq }}', '"seq": {{ sequence }}'), "body, line 1: 'sequence' is undefined"),
        (("{% endfor %}", "{% endfo %}"), "body, line 4: Encountered unknown tag 'endfo'"),
        (("one.text|tojson", "one.text"), "body: what it makes is no JSON, in line 3"),
        (('"Bearer {{ secret }}"', '"Bearer {{ secret"'), "headers.Authorization, line 1:"),
        (('url = "http', 'url = "ftp'), "which is no http or https address"),
        (
            ('url = "http://127.0.0.1', 'url = "http://{{ ratings|length }}.example'),
            "url: it leads to",
        ),
        (("{{ seq }}", "{{ ''.__class__.__mro__ }}"), "body, line 1: access to attribute"),
        (("{{ seq }}", "{{ 1 // 0 }}"), "body, line 1: integer division"),
        (("Authorization =", '"A b" ='), "“A b” is no name of a header"),
        (('method = "PUT"', 'method = "GET"'), "Invalid enum value 'GET'"),
        (("secret_env", "secret"), "does not belong into the file"),
        (("CMS_SECRET", "CMS_OTHER"), "The variable CMS_OTHER"),
        (('"generic"', '"none.py"'), "cannot be loaded"),
        (('"generic"', '"json"'), "has no Options"),
        (("[cms.headers]", "[csm.headers]"), "there is no [csm]"),
        (('method = "PUT"', "method = PUT"), "(at line "),
    ],
)
async def test_a_bad_file_or_template_is_said_where_it_is_bad(
    tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    file = tmp_path / "bridge.toml"
    text = GENERIC.replace("URL", "http://127.0.0.1:1").replace("'''\n{", "'''{", 1)
    assert change[0] in text
    file.write_text(HEAD + SOURCE + text.replace(change[0], change[1], 1))
    async with httpx.AsyncClient() as http:
        with pytest.raises(ConfigError) as refused:
            load(file, SECRETS | {"DESK_TOKEN": "x"}).connector(http)
    assert said in str(refused.value)


def test_a_secret_is_not_shown_by_accident(tmp_path: Path) -> None:
    file = tmp_path / "bridge.toml"
    file.write_text(HEAD + SOURCE + GENERIC.replace("URL", "http://127.0.0.1:1"))
    config = load(file, SECRETS | {"DESK_TOKEN": "t0ken-value"})
    assert "s3cret" not in repr(config.options)
    assert "t0ken" not in f"{config.desk} {config.desk.token}"
    with pytest.raises(TypeError):
        msgspec.json.encode(config.desk)
