"""What counts as a link. Pure."""

from urllib.parse import urlsplit

from claimdesk.errors import Invalid


def clean_url(url: str) -> str:
    """The address without blanks around it.

    Raises Invalid unless it is an http or https address with a host and without a login: anything
    else, such as javascript:, would run when somebody clicks it, and a login (or a backslash, which
    browsers take for a slash) passes one host off as another.
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
        whole = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
        valid = whole and "@" not in parts.netloc
    except ValueError:
        valid = False
    if not valid or any(c.isspace() or not c.isprintable() or c == "\\" for c in url):
        raise Invalid(
            "That is not a web address. Paste the whole link, beginning with https:// or http://.",
            errors=[{"field": "url", "detail": "not an http or https address"}],
        )
    return url
