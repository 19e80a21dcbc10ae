"""Pages of a CMS whose articles come and go while they are read."""

from collections.abc import Sequence

import pytest

from claimdesk.publishing.connectors import Revision
from claimdesk.publishing.connectors.paging import all_pages

SIZE = 3


class Shelf:
    """Articles by number, in pages; `meanwhile` has what goes and comes after the pages asked for."""

    def __init__(self, count: int, *meanwhile: tuple[int, int]) -> None:
        self.numbers = list(range(count))
        self.meanwhile = list(meanwhile)
        self.asked = 0

    async def page(self, number: int) -> tuple[Sequence[Revision], int]:
        self.asked += 1
        total = len(self.numbers)
        found = self.numbers[(number - 1) * SIZE : number * SIZE]
        if self.meanwhile:
            goes, comes = self.meanwhile.pop(0)
            self.numbers = sorted({*self.numbers, comes} - {goes})
        return [Revision(external_id=str(n), version="1", content=b"") for n in found], total


@pytest.mark.parametrize(
    ("count", "meanwhile", "asked"),
    [
        (0, [], 1),
        (3, [], 1),
        (7, [], 6),
        (7, [(0, 20)], 9),  # one goes and another comes: their number stays, and 3 moves up a page
        (7, [(0, 20), (1, 21), (2, 22)], 9),
    ],
)
async def test_nothing_that_stays_is_left_out_and_nothing_comes_twice(
    count: int, meanwhile: list[tuple[int, int]], asked: int
) -> None:
    shelf = Shelf(count, *meanwhile)
    found = [int(revision.external_id) async for revision in all_pages(shelf.page, SIZE)]
    assert len(found) == len(set(found))
    assert set(shelf.numbers) <= set(found)
    assert shelf.asked == asked
