"""Files as evidence: judged by their content, kept as they came, handed out to be saved."""

import hashlib
from typing import Any

import httpx
import msgspec
import pytest
from litestar import Litestar

from claimdesk.app import create_app
from claimdesk.settings import Settings
from tests.api.conftest import Caller
from tests.api.test_bad_input import is_problem, rows
from tests.api.test_safe_writes import a_claim

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256))
FILES = {
    "application/pdf": PDF,
    "image/png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0",
    "image/jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0",
    "image/gif": b"GIF89a\1\0\1\0\0\0\0;",
    "image/webp": b"RIFF\x1a\0\0\0WEBPVP8L\r\0\0\0/\0\0\0\x10\7\x10\x11\x11\x88\x88\xfe\7\0",
}


@pytest.fixture
async def path(checker: Caller) -> str:
    """A claim that the checker holds."""
    found = await a_claim(checker)
    await checker.post(f"{found}/assignment", {})
    return found


async def upload(
    caller: Caller, path: str, content: bytes, name: str = "scan.pdf", **known: str
) -> httpx.Response:
    # What a browser says of the type is not believed.
    file = {"file": (name, content, "text/html")}
    return await caller.http.post(f"/api/v1{path}/evidence/files", files=file, data=known)


@pytest.mark.parametrize("media_type", FILES)
async def test_a_file_is_kept_as_it_came_and_saved_not_shown(
    checker: Caller, path: str, media_type: str
) -> None:
    content = FILES[media_type]
    answer = await upload(checker, path, content, "../Tariff “2026”.html", stance="refutes",
                          quote="Fees rise.", primary="true", published_on="2026-03-02")  # fmt: skip
    assert answer.status_code == 201, answer.text
    found = answer.json()
    assert found["file"]["media_type"] == media_type
    assert found["file"]["size"] == len(content)
    assert found["file"]["sha256"] == hashlib.sha256(content).hexdigest()
    assert found["file"]["name"].startswith("Tariff “2026”.")
    assert not found["file"]["name"].endswith(".html")
    assert (found["stance"], found["primary"], found["published_on"]) == (
        "refutes", True, "2026-03-02",
    )  # fmt: skip
    assert found["url"] == f"/api/v1{path}/evidence/{found['id']}/file"
    saved = await checker.http.get(found["url"])
    assert saved.content == content
    assert saved.headers["content-type"] == media_type
    assert saved.headers["content-disposition"].startswith("attachment; filename*=UTF-8''Tariff%20")
    assert saved.headers["x-content-type-options"] == "nosniff"
    detail = (await checker.get(path)).json()
    assert detail["evidence"] == [found]
    assert (detail["evidence_count"], detail["state"]) == (1, "in_review")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"plain",
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"PK\3\4zip",
        b"MZ\x90\0exe",
        b" %PDF-1.7",
    ],
)
async def test_what_only_its_name_calls_a_pdf(checker: Caller, path: str, content: bytes) -> None:
    assert "content is none of them" in is_problem(await upload(checker, path, content), 422)
    assert await rows("evidence") == await rows("kept_content") == 0


async def test_a_file_over_the_limit(checker: Caller, path: str, settings: Settings) -> None:
    small = msgspec.structs.replace(settings, max_file_bytes=1000)
    app: Any = create_app(small)
    checker.http._transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    assert (await upload(checker, path, PDF[:300].ljust(1000))).status_code == 201
    assert "1,000 bytes" in is_problem(await upload(checker, path, PDF.ljust(1001)), 413)
    assert await rows("evidence") == 1


async def test_the_same_file_twice_is_kept_once(checker: Caller, path: str) -> None:
    for name in ("a.pdf", "b.pdf"):
        assert (await upload(checker, path, PDF, name)).status_code == 201
    assert (await rows("evidence"), await rows("kept_content")) == (2, 1)


async def test_a_repeated_upload_with_one_key_acts_once(checker: Caller, path: str) -> None:
    body, boundary = b"", "----x"
    body = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
    ).encode() + PDF + f"\r\n--{boundary}--\r\n".encode()  # fmt: skip
    headers = {
        "Idempotency-Key": "k",
        "Content-Type": f"multipart/form-data; boundary={boundary}",
    }
    for _ in range(2):
        answer = await checker.http.post(
            f"/api/v1{path}/evidence/files", content=body, headers=headers
        )
        assert answer.status_code == 201, answer.text
    assert await rows("evidence") == 1


async def test_what_is_no_form_of_ours(checker: Caller, path: str, app: Litestar) -> None:
    address = f"/api/v1{path}/evidence/files"
    is_problem(await checker.http.post(address, json={"file": "x"}), 415)
    is_problem(await checker.http.post(address, data={"title": "x"}), 415)
    is_problem(await checker.http.post(address, files={"other": ("a", PDF)}), 400)
    assert "titel" in is_problem(await upload(checker, path, PDF, titel="x"), 400)
    assert "title" in is_problem(await upload(checker, path, PDF, title="x" * 301), 400)
    is_problem(await upload(checker, path, PDF, title="a\0b"), 400)
    # A form is taken there and nowhere else.
    form = {"file": ("a.pdf", PDF)}
    is_problem(await checker.http.post(f"/api/v1{path}/evidence", files=form), 415)
    assert await rows("evidence") == 0
    right = checker.http.headers.pop("X-CSRF-Token")
    is_problem(await upload(checker, path, PDF), 403)
    checker.http.headers["X-CSRF-Token"] = right


async def test_a_file_is_no_link(checker: Caller, editor: Caller, path: str) -> None:
    found = (await upload(checker, path, PDF)).json()
    one = f"{path}/evidence/{found['id']}"
    is_problem(await checker.post(f"{one}/archive"), 409)
    assert (await checker.get(f"{one}/archive")).json() == []
    saved = await checker.put(one, {"title": "Tariff"}, If_Match='"1"')
    assert saved.json()["file"] == found["file"]
    link = await checker.post(f"{path}/evidence", {"url": "https://port.example.org/"})
    is_problem(await checker.get(f"{path}/evidence/{link.json()['id']}/file"), 404)
    # The desk's own files stay on the desk: readers are given the links.
    etag = (await checker.get(path)).headers["ETag"]
    verdict = {"rating": "true", "summary": "So it is.", "submit": True}
    await checker.put(f"{path}/verdict", verdict, If_Match=etag)
    assert (await editor.post(f"{path}/approval", {})).status_code == 200
    event = (await editor.get("/ratings", after=0)).json()["items"][0]
    assert [item["url"] for item in event["verdict"]["evidence"]] == ["https://port.example.org/"]
