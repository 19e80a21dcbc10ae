"""What is wrong with a bridge's file is said where it is wrong, and no secret is shown."""

import html
import json
from pathlib import Path
from urllib.parse import quote, quote_plus

import httpx
import msgspec
import pytest
from jinja2.utils import htmlsafe_json_dumps

from claimdesk.publishing.connectors.config import ConfigError, load
from claimdesk.publishing.connectors.example import RATED
from claimdesk.publishing.connectors.preview import Previewed, Showing, masked
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


NASTY = "q'7 /+&<\\%\"ä𝄞é!="


@pytest.mark.parametrize(
    "written",
    [
        NASTY,
        quote(NASTY),
        quote(NASTY, safe=""),
        quote(NASTY, safe="").lower(),
        quote_plus(NASTY),
        str(httpx.URL("http://a.example/").copy_with(params={"key": NASTY}).query, "ascii"),
        json.dumps(NASTY),
        json.dumps(NASTY, ensure_ascii=False).replace("/", "\\/"),
        htmlsafe_json_dumps(NASTY),
        html.escape(NASTY),
        f"{quote(NASTY[:5])}{NASTY[5:]}",
    ],
)
def test_a_secret_is_masked_however_it_is_written(written: str) -> None:
    assert "7" in written
    for secrets in ((NASTY,), ("q", NASTY, "other")):
        shown = masked(f"before {written} after", secrets)
        assert "7" not in shown
        assert shown.startswith("before ")
        assert shown.endswith(" after")
    assert masked("q'7", (NASTY,)) == "q'7"
    assert masked("nothing to hide", ()) == "nothing to hide"


async def test_a_header_that_is_made_from_the_secret_is_not_shown(tmp_path: Path) -> None:
    file = tmp_path / "bridge.toml"
    more = 'X-Key = "{{ secret|reverse }}"\nX-Story = "{{ article.external_id }}"\n'
    file.write_text(HEAD + SOURCE + GENERIC.replace("URL", "http://127.0.0.1:1") + more)
    config = load(file, SECRETS | {"DESK_TOKEN": "x"})
    told: list[str] = []
    showing = Showing(httpx.AsyncHTTPTransport(), told.append)
    async with httpx.AsyncClient(transport=showing) as http:
        with pytest.raises(Previewed):
            await config.connector(http).rate(RATED)
    (shown,) = told
    assert "x-key: ***" in shown
    assert f"x-story: {RATED.article.external_id}" in shown
    assert SECRETS["CMS_SECRET"][::-1] not in shown


def test_a_secret_is_not_shown_by_accident(tmp_path: Path) -> None:
    file = tmp_path / "bridge.toml"
    file.write_text(HEAD + SOURCE + GENERIC.replace("URL", "http://127.0.0.1:1"))
    config = load(file, SECRETS | {"DESK_TOKEN": "t0ken-value"})
    assert "s3cret" not in repr(config.options)
    assert "t0ken" not in f"{config.desk} {config.desk.token}"
    with pytest.raises(TypeError):
        msgspec.json.encode(config.desk)
