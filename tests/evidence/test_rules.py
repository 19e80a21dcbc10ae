"""What counts as a link."""

import pytest

from claimdesk.errors import Invalid
from claimdesk.evidence.rules import clean_url


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "HTTP://EXAMPLE.ORG/A?b=c&d=%20#e",
        "http://127.0.0.1:8400/x",
        "https://[2001:db8::1]/",
        "https://bücher.example/straße",
        "https://web.archive.org/web/2026/https://a.example/@user",
        "https://example.org:65535/",
    ],
)
def test_web_addresses_are_kept_as_they_are(url: str) -> None:
    assert clean_url(url) == url
    assert clean_url(f" \n{url}\t") == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        " ",
        "example.org",
        "//example.org/",
        "/claims/1",
        "javascript:alert(1)",
        "JavaScript://example.org/%0Aalert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "ftp://example.org/",
        "https:example.org",
        "https://",
        "https:///path",
        "https://:443/",
        "https://exa mple.org/",
        "https://example.org/a b",
        "https://example.org/a\nb",
        "https://example.org/\0",
        "https://example.org/\u202egpj.exe",
        "https://example.org/\u200b",
        "https://example.org:0/",
        "https://example.org:65536/",
        "https://example.org:http/",
        "https://[::1",
        "https://user@example.org/",
        "https://user:secret@example.org/",
        "https://bank.example\\@evil.example/",
    ],
)
def test_everything_else_is_refused_with_its_field(url: str) -> None:
    with pytest.raises(Invalid, match="https://") as caught:
        clean_url(url)
    assert caught.value.extra["errors"][0]["field"] == "url"
