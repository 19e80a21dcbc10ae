"""The first run: once, with the code, and never again."""

import asyncio

from claimdesk.accounts import people
from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import SYSTEM, Role
from claimdesk.accounts.schemas import PersonCreate
from claimdesk.db.engine import fetch
from claimdesk.setup import service
from tests.api.conftest import PASSWORD, Caller
from tests.api.test_bad_input import is_problem, rows

ADA = {"login": "ada", "name": "Ada", "password": PASSWORD, "desk": "The Harbour Times"}


async def code() -> str:
    made = await service.new_code()
    assert made is not None
    return made


async def test_the_link_makes_the_admin_and_the_desk_and_signs_in(anybody: Caller) -> None:
    assert (await anybody.get("/setup")).json() == {"needed": True}
    answer = await anybody.post("/setup", ADA | {"code": await code()})
    assert answer.status_code == 201, answer.text
    me = answer.json()
    assert [(desk["name"], desk["role"]) for desk in me["desks"]] == [
        ("The Harbour Times", "admin")
    ]
    anybody.http.headers["X-CSRF-Token"] = me["csrf_token"]
    sample = (await anybody.get("/setup/sample")).json()
    taken = await anybody.post("/articles", {"text": sample["text"], "source": "sample"})
    assert len(taken.json()["claims"]) > 5
    trail = (await anybody.get("/audit")).json()["items"]
    assert {event["action"] for event in trail} == {"create", "add", "take_in"}
    assert (await anybody.get("/setup")).json() == {"needed": False}


async def test_without_the_code_or_late_nothing_is_made(anybody: Caller) -> None:
    right = await code()
    for wrong in ("guess", right[:-1], right + "x"):
        is_problem(await anybody.post("/setup", ADA | {"code": wrong}), 403)
    await fetch("UPDATE setup_code SET expires_at = now()")
    is_problem(await anybody.post("/setup", ADA | {"code": right}), 403)
    assert await rows("person") == 0
    assert await rows("desk") == 0


async def test_two_at_once_make_one_admin(anybody: Caller) -> None:
    codes = [await code() for _ in range(2)]  # of two processes that started together
    answers = await asyncio.gather(
        *(
            anybody.post("/setup", ADA | {"code": codes[n % 2], "login": f"ada{n}"})
            for n in range(6)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 5
    assert await rows("person") == await rows("desk") == 1
    assert await rows("setup_code") == 0


async def test_the_command_line_at_the_same_moment_makes_it_too_late(anybody: Caller) -> None:
    right = await code()
    desk = await accounts.ensure_desk("desk", "The desk")
    by_hand = PersonCreate(login="otto", name="Otto", password=PASSWORD, role=Role.ADMIN)
    answer, _ = await asyncio.gather(
        anybody.post("/setup", ADA | {"code": right}), people.create(SYSTEM, desk, by_hand)
    )
    assert answer.status_code in {201, 409}
    assert await rows("desk") == 1
    is_problem(await anybody.post("/setup", ADA | {"code": right, "login": "eve"}), 409)
    assert await service.new_code() is None
