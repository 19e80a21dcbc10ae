"""A statement that comes again and again is marked each time, and pushes out nothing that was checked."""

import pytest

from claimdesk.db.engine import fetch
from claimdesk.jobs.worker import work
from claimdesk.matching import noting, upkeep
from claimdesk.settings import Settings
from tests.api.conftest import Caller
from tests.api.test_checked_before import FIRST, claim_in, marks
from tests.api.test_matches import bring
from tests.api.test_revisions import published

CHECK = "The basin had lost 40 percent of its traffic since 2019"
OFTEN = noting.MENTIONS + 4


@pytest.fixture(autouse=True)
async def caught_up(database: None) -> None:
    """Nothing from before, which a worker that begins would go through as well."""
    await upkeep.catch_up()


async def test_the_last_of_many_twins_that_is_published_marks_them_all(
    checker: Caller, editor: Caller, settings: Settings
) -> None:
    twins = [await claim_in(checker, FIRST) for _ in range(OFTEN)]
    await work(settings, until_empty=True)
    await published(checker, editor, twins[-1])
    await work(settings, until_empty=True)
    wanted = {twin["id"] for twin in twins[:-1]}
    assert set(await marks(checker, matched="same", limit="100")) == wanted
    # One that comes later finds the published one among all of them.
    later = await claim_in(checker, FIRST)
    await work(settings, until_empty=True)
    assert set(await marks(checker, matched="same", limit="100")) == wanted | {later["id"]}
    # Mere claims are noted with some of the others only.
    rows = await fetch("SELECT count(*) AS n FROM claim_match WHERE claim = {}", later["id"])
    assert rows == [{"n": noting.MENTIONS + 1}]


async def test_a_check_marks_every_twin_and_again_when_it_is_brought_again(
    checker: Caller, settings: Settings
) -> None:
    twins = [await claim_in(checker, FIRST) for _ in range(OFTEN)]
    await bring(CHECK)
    await work(settings, until_empty=True)
    wanted = {twin["id"] for twin in twins}
    assert set(await marks(checker, matched="same", limit="100")) == wanted
    before = await fetch("SELECT id FROM claim_match ORDER BY id")
    checks = [row["id"] for row in await fetch("SELECT id FROM fact_check")]
    await noting.note_checks(checks)
    await noting.note(sorted(wanted))
    assert await fetch("SELECT id FROM claim_match ORDER BY id") == before, "the same rows"
    # One goes, and takes no other's mark along.
    await checker.post(f"/claims/{twins[0]['id']}/dismissal", {"reason": "Old."})
    await work(settings, until_empty=True)
    wanted.remove(twins[0]["id"])
    assert set(await marks(checker, matched="same", limit="100")) == wanted
