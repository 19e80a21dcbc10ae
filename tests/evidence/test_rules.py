"""What counts as a link, how much evidence is enough, and when a page has changed."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from claimdesk.accounts.schemas import PersonRef
from claimdesk.errors import Invalid
from claimdesk.evidence.rules import (
    changed_since,
    clean_url,
    file_name,
    lacks,
    origins,
    state_of,
    summed_up,
)
from claimdesk.evidence.schemas import Archived, Evidence, FileRef, Look, Stance
from claimdesk.policies.schemas import EvidencePolicy

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


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


def piece(number: int, **known: object) -> Evidence:
    """A piece of evidence of its own origin."""
    return msgspec.structs.replace(
        Evidence(
            id=number,
            version=1,
            url=f"https://example.org/{number}",
            file=None,
            title="",
            publisher="",
            published_on=None,
            quote="",
            stance=Stance.SUPPORTS,
            note="",
            primary=None,
            unnamed=False,
            common_origin_with=None,
            archive=None,
            added_by=PersonRef(id=1, login="vera", name="Vera"),
            added_at=NOON,
            retracted_at=None,
        ),
        **known,
    )


@pytest.mark.parametrize(
    ("same_as", "rests_on", "count"),
    [
        ({}, [1, 2, 3], 3),
        ({}, [], 0),
        ({2: 1}, [1, 2, 3], 2),
        ({2: 1, 3: 2}, [1, 2, 3], 1),
        ({1: 2, 2: 1}, [1, 2, 3], 2),
        ({1: 2, 2: 3, 3: 1}, [1, 2, 3], 1),
        ({2: 1, 3: 1}, [2, 3], 1),  # both have it from 1, which the verdict does not name
        ({2: 99}, [1, 2], 2),
        ({}, [1, 1, 2, 99], 2),
    ],
)
def test_pieces_of_common_origin_count_once(
    same_as: dict[int, int], rests_on: list[int], count: int
) -> None:
    known = [piece(number, common_origin_with=same_as.get(number)) for number in (1, 2, 3)]
    assert origins(known, rests_on) == count
    assert origins(known[::-1], rests_on) == count


def test_the_same_address_or_file_twice_is_one_source() -> None:
    file = FileRef(name="a.pdf", media_type="application/pdf", size=1, sha256="f" * 64)
    known = [
        piece(1, url="https://example.org/"),
        piece(2, url="https://example.org/"),
        piece(3, file=file, url="/one"),
        piece(4, file=file, url="/other"),
    ]
    assert origins(known, [1, 2, 3, 4]) == 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://example.org/x", "https://example.org/x#top", True),
        ("https://example.org/x", "http://EXAMPLE.org/x/", True),
        ("https://example.org", "HTTPS://example.org:443/", True),
        ("https://example.org/x", "https://example.org/X", False),
        ("https://example.org/x", "https://example.org/x?page=2", False),
        ("https://example.org/x", "https://example.org:8443/x", False),
        ("https://example.org/x", "https://www2.example.org/x", False),
    ],
)
def test_one_page_is_one_source_however_it_is_written(one: str, other: str, same: bool) -> None:
    assert origins([piece(1, url=one), piece(2, url=other)], [1, 2]) == (1 if same else 2)


def test_the_same_text_at_two_addresses_is_one_source() -> None:
    kept = Archived(
        checked_at=NOON, error="", archived_at=NOON, sha256="a" * 64, changed_at=None, gone=False
    )
    none_yet = msgspec.structs.replace(kept, archived_at=None, sha256=None)
    known = [piece(1, archive=kept), piece(2, archive=kept)]
    assert origins(known, [1, 2]) == 1
    assert origins([piece(1, archive=none_yet), piece(2, archive=none_yet)], [1, 2]) == 2
    pdf = FileRef(name="a.pdf", media_type="application/pdf", size=1, sha256="a" * 64)
    assert origins([known[0], piece(3, file=pdf, url="/one")], [1, 3]) == 1


def test_what_a_policy_misses_is_named() -> None:
    known = [piece(1), piece(2, common_origin_with=1), piece(3, unnamed=True)]
    assert lacks(EvidencePolicy(), known, [3]) == ""
    two = EvidencePolicy(min_independent=2)
    assert "asks for 2 independent sources; the verdict rests on 1" in lacks(two, known, [1, 2])
    assert lacks(two, known, [1, 3]) == ""
    named = EvidencePolicy(allow_unnamed=False)
    assert "unnamed sources" in lacks(named, known, [1, 3])
    assert lacks(named, known, [1, 3]).endswith(": 3.")
    assert lacks(named, known, [1, 2]) == ""


def seen(*found: str | int | None) -> list[Look]:
    """Looks a day apart from noon on; a word stands for a text's hash, a number for an answer."""
    looks: list[Look] = []
    last: str | None = None
    for day, what in enumerate(found):
        look = Look(
            id=day + 1,
            fetched_at=NOON + timedelta(days=day),
            final_url="",
            status=what if isinstance(what, int) else 200,
            content_type="",
            sha256=what if isinstance(what, str) else None,
            title="",
            error="" if isinstance(what, str) else "No.",
            changed=False,
        )
        state = state_of(look)
        looks.append(msgspec.structs.replace(look, changed=state not in (None, last)))
        last = state or last
    return looks


@pytest.mark.parametrize(
    ("found", "verdict_on_day", "changed"),
    [
        ([], 0, False),
        ([None], 0, False),
        (["a"], 0.5, False),
        (["a", "a", "a"], 0.5, False),
        (["a", "b"], 0.5, True),
        (["a", "b"], 1.5, False),
        (["a", "b", "a"], 0.5, False),
        (["a", "b", "a"], 1.5, True),
        (["a", 404], 0.5, True),
        (["a", 410, "a"], 0.5, False),
        (["a", None, 503], 0.5, False),
        (["a", 403], 0.5, False),
        (["a", "b"], -1, True),  # first seen after the verdict: that is what it was judged by
        (["a"], -1, False),
        ([404, 404], 0.5, False),
        ([404, "a"], 0.5, True),
    ],
)
def test_whether_a_page_is_another_than_it_was_at_the_verdict(
    found: list[str | int | None], verdict_on_day: float, changed: bool
) -> None:
    moment = NOON + timedelta(days=verdict_on_day)
    looks = seen(*found)
    assert changed_since(looks, moment) is changed
    # The looks that found a change, and the last, say as much as all of them.
    few = [look for look in looks if look.changed or look is looks[-1]]
    assert changed_since(few, moment) is changed
    assert summed_up(few) == summed_up(looks)


def test_looks_summed_up() -> None:
    assert summed_up([]) is None
    first = summed_up(seen("a"))
    assert first is not None
    assert (first.archived_at, first.sha256, first.changed_at) == (NOON, "a", None)
    gone = summed_up(seen("a", "b", 404, None))
    assert gone is not None
    assert (gone.sha256, gone.gone, gone.error) == ("b", True, "No.")
    assert gone.archived_at == NOON + timedelta(days=1)
    assert gone.changed_at == NOON + timedelta(days=2)
    assert gone.checked_at == NOON + timedelta(days=3)
    back = summed_up(seen("a", 404, "a"))
    assert back is not None
    assert not back.gone


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("Tariff 2026.pdf", "Tariff 2026.pdf"),
        ("tariff.exe", "tariff.pdf"),
        ("tariff.pdf.exe", "tariff.pdf.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\vera\\scan.PDF", "scan.pdf"),
        ("", "file.pdf"),
        (".pdf", "file.pdf"),
        ("..", "file.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie: x.pdf"),
        ("St. Ives council minutes", "St. Ives council minutes.pdf"),
        ("x" * 500, "x" * 196 + ".pdf"),
    ],
)
def test_a_file_is_named_by_its_content(name: str, kept_as: str) -> None:
    assert file_name(name, "application/pdf") == kept_as
