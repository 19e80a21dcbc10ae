"""What counts as a link. Pure."""

from urllib.parse import urlsplit

from claimdesk.errors import Invalid


def clean_url(url: str) -> str:
    """The address without blanks around it.

    Raises Invalid unless it is an http or https address with a host: anything else, such as
    javascript:, would run when somebody clicks it.
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
        valid = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        valid = False
    if not valid or any(c.isspace() or not c.isprintable() for c in url):
        raise Invalid(
            "That is not a web address. Paste the whole link, beginning with https:// or http://.",
            errors=[{"field": "url", "detail": "not an http or https address"}],
        )
    return url
